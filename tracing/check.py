"""Tries a Langfuse address and its keys, and says in words what is wrong.

Promise: an answer within a few seconds, never an exception. Nothing is sent but the keys, to the
address given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from errors import SettingsError
from tracing.address import LangfuseAddress

if TYPE_CHECKING:
    import httpx

# Older servers lose what the SDK sends: scores in lists, traces by OpenTelemetry.
_OLDEST: Final = (4, 59)
_PATIENCE_S: Final = 4.0
_CLOUD: Final = "langfuse.com"
_VERSION = re.compile(r"v?(\d+)\.(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionReport:
    """Whether traces would arrive; `problem` says why not, `project` and `version` who answered."""

    ok: bool
    problem: SettingsError | None = None
    project: str = ""
    version: str = ""


def check_connection(address: LangfuseAddress) -> ConnectionReport:
    """Ask the server for its version and for the project of the keys."""
    import httpx

    try:
        with httpx.Client(
            base_url=address.base_url, timeout=_PATIENCE_S, follow_redirects=False
        ) as client:
            version = _version(client.get("/api/public/health"), address)
            keys = (address.public_key, address.secret_key.get_secret_value())
            project = _project(client.get("/api/public/projects", auth=keys), address)
    except SettingsError as problem:
        return ConnectionReport(ok=False, problem=problem)
    except httpx.TimeoutException:
        return ConnectionReport(ok=False, problem=_timeout(address))
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return ConnectionReport(ok=False, problem=_unreachable(address))
    return ConnectionReport(ok=True, project=project, version=version)


def _version(reply: httpx.Response, address: LangfuseAddress) -> str:
    if reply.status_code >= 500:
        raise _trouble(address, reply.status_code)
    version = str(_fields(reply, address).get("version", ""))
    found = _VERSION.match(version)
    host = urlsplit(address.base_url).hostname or ""
    is_cloud = host == _CLOUD or host.endswith(f".{_CLOUD}")
    if found and not is_cloud and (int(found[1]), int(found[2])) < _OLDEST:
        raise SettingsError(
            "The Langfuse at {address} is version {version}; traces need {oldest} or later.",
            hint="Update the server, or use Langfuse Cloud.",
            key="langfuse.too_old",
            address=address.base_url,
            version=version,
            oldest=".".join(map(str, _OLDEST)),
        )
    return version


def _project(reply: httpx.Response, address: LangfuseAddress) -> str:
    if reply.status_code in (401, 403):
        raise SettingsError(
            "The Langfuse at {address} does not know these keys.",
            hint=(
                "Copy both keys of one project again, and check that the address is of its region."
            ),
            key="langfuse.key_refused",
            address=address.base_url,
        )
    if reply.status_code >= 500:
        raise _trouble(address, reply.status_code)
    projects = _fields(reply, address).get("data")
    first = projects[0] if isinstance(projects, list) and projects else {}
    return str(first.get("name", "")) if isinstance(first, dict) else ""


def _fields(reply: httpx.Response, address: LangfuseAddress) -> dict[str, object]:
    try:
        fields = reply.json() if reply.status_code == 200 else None
    except ValueError:
        fields = None
    if isinstance(fields, dict):
        return fields
    raise SettingsError(
        "There is no Langfuse at {address}.",
        hint=(
            "Use the address of the server itself, without a path: https://cloud.langfuse.com, for"
            " example."
        ),
        key="langfuse.not_langfuse",
        address=address.base_url,
    )


def _timeout(address: LangfuseAddress) -> SettingsError:
    return SettingsError(
        "The Langfuse at {address} did not answer in time.",
        hint="Try again later. Answers are not affected; traces may be missing meanwhile.",
        key="langfuse.timeout",
        address=address.base_url,
    )


def _unreachable(address: LangfuseAddress) -> SettingsError:
    return SettingsError(
        "Nothing answers at {address}.",
        hint="Check the address, that the server runs, and that this machine can reach it.",
        key="langfuse.unreachable",
        address=address.base_url,
    )


def _trouble(address: LangfuseAddress, status: int) -> SettingsError:
    return SettingsError(
        "The Langfuse at {address} has trouble of its own (status {status}).",
        hint="Look at the server's log, or try again later.",
        key="langfuse.trouble",
        address=address.base_url,
        status=status,
    )
