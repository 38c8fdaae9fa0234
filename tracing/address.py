"""Where a Langfuse server is, and the keys to it. The secret never shows in a repr."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracing.masking import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class LangfuseAddress:
    """One Langfuse project: `release` and `environment` mark its traces, `user_id` names the writer on them.

    `content` says what the traces hold: everything, or sentences masked. With `off` none are made.
    """

    base_url: str
    public_key: str
    secret_key: str = field(repr=False)
    release: str = ""
    environment: str = "default"
    user_id: str = "owner"
    content: Content = "full"
