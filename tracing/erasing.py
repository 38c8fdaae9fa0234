"""Traces removed from Langfuse through its API, when a person erases what they are about.

Promise: an id that the server did not take stays in a small file and is asked for again, at each
start and each erasing. Limit: the server removes them within minutes; what a proxy or a backup of
the server keeps is not ours to reach. Invariant: the file holds ids, no text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from errors import StorageError
from files.atomic import write_atomic
from tracing.address import LangfuseAddress

if TYPE_CHECKING:
    import httpx

_AT_ONCE: Final = 100
_PATIENCE_S: Final = 15.0


@dataclass(frozen=True, slots=True)
class Removed:
    """How many traces the server took for removal, and how many are still to be asked for."""

    taken: int = 0
    left: int = 0


def erase_traces(
    address: LangfuseAddress | None, trace_ids: Iterable[str], waiting: Path
) -> Removed:
    """Ask the server to remove these traces and those that wait from earlier. Without an address
    all wait.

    Raises:
        StorageError: `waiting` cannot be written.
    """
    left = list(dict.fromkeys([*list_waiting(waiting), *trace_ids]))
    if not left:
        return Removed()
    _keep(waiting, left)  # first, so that an end in the middle forgets none
    taken = 0
    if address is None or not _are_all_sent(address):
        return Removed(0, len(left))
    while left and _is_taken(address, left[:_AT_ONCE]):
        taken += len(left[:_AT_ONCE])
        left = left[_AT_ONCE:]
        _keep(waiting, left)
    return Removed(taken, len(left))


def list_waiting(waiting: Path) -> tuple[str, ...]:
    """Return the ids of the traces that are still to be removed."""
    try:
        kept = json.loads(waiting.read_bytes())
    except (OSError, ValueError):
        return ()
    return tuple(str(each) for each in kept) if isinstance(kept, list) else ()


def traces_kept(address: LangfuseAddress | None, count: int) -> StorageError:
    """Return the sentence that some traces are still there."""
    return StorageError(
        "{count} traces at {address} could not be removed yet.",
        hint=(
            "It is tried again at each start and each erasing. Or remove them there, in the"
            " project's list of traces."
        ),
        key="erase.traces_kept",
        address=address.base_url if address is not None else "Langfuse",
        count=count,
    )


def _are_all_sent(address: LangfuseAddress) -> bool:
    """Send what waits in this process first: it would arrive after the removal, and stay."""
    from tracing.connection import send_waiting

    return send_waiting(address, _PATIENCE_S)


def _is_taken(address: LangfuseAddress, batch: list[str]) -> bool:
    import httpx

    keys = (address.public_key, address.secret_key.get_secret_value())
    try:
        with httpx.Client(base_url=address.base_url, timeout=_PATIENCE_S, auth=keys) as client:
            return _is_good(
                client.request("DELETE", "/api/public/traces", json={"traceIds": batch})
            )
    except (httpx.HTTPError, httpx.InvalidURL):
        return False


def _is_good(reply: httpx.Response) -> bool:
    """Say whether the whole batch was taken: a proxy's page or a reply that names failures is no
    such word.
    """
    if not reply.is_success:
        return False
    try:
        told = reply.json() if reply.content.strip() else {}
    except ValueError:
        return False
    is_plain = isinstance(told, dict) and told.get("success", True) is not False
    return is_plain and not any(told.get(name) for name in ("error", "errors"))


def _keep(waiting: Path, ids: list[str]) -> None:
    if ids:
        write_atomic(waiting, json.dumps(ids).encode())
    else:
        waiting.unlink(missing_ok=True)
