"""What tracing has to know of a Langfuse server. The settings are one such; the secret never shows
in a repr.
"""

from __future__ import annotations

import hashlib
from typing import Protocol
from urllib.parse import quote

from pydantic import SecretStr

from tracing.masking import Content


class LangfuseAddress(Protocol):
    """One Langfuse project: `release` and `environment` mark its traces, `user_id` names the writer
    on them.

    `content` says what the traces hold: everything, or sentences masked. With `off` none are made.
    """

    @property
    def base_url(self) -> str: ...
    @property
    def public_key(self) -> str: ...
    @property
    def secret_key(self) -> SecretStr: ...
    @property
    def release(self) -> str: ...
    @property
    def environment(self) -> str: ...
    @property
    def user_id(self) -> str: ...
    @property
    def content(self) -> Content: ...


def project_mark(address: LangfuseAddress) -> str:
    """Return what a project is told by, the same under another secret; it is no address."""
    told = f"{address.base_url.rstrip('/')} {address.public_key}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def prompt_page(trace_page: str, name: str, version: str) -> str:
    """Return the page of a prompt's version in the project that the page of a trace is in; empty
    where there is none.
    """
    if not trace_page:
        return ""
    project = trace_page.partition("/traces/")[0]
    return f"{project}/prompts/{quote(name, safe='')}?version={quote(version)}"
