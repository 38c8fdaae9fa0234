"""Traces removed from Langfuse through its API, when a person erases what they are about.

Promise: an id that the server did not take stays in a small file and is asked for again, at each
start and each erasing, of no other project than its own. Limit: the server removes them within
minutes; what a proxy or a backup of the server keeps is not ours to reach, and a project counts as
another under another public key. Invariant: the file holds ids and marks of projects, no text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from errors import StorageError
from files.atomic import write_atomic
from tracing.address import LangfuseAddress, project_mark

if TYPE_CHECKING:
    import httpx

_AT_ONCE: Final = 100
_PATIENCE_S: Final = 15.0


@dataclass(frozen=True, slots=True)
class Removed:
    """How many traces the server took for removal, how many are still to be asked for, and how many
    of them are another project's.
    """

    taken: int = 0
    left: int = 0
    elsewhere: int = 0


def erase_traces(
    address: LangfuseAddress | None, traces: Mapping[str, str], waiting: Path
) -> Removed:
    """Ask the server to remove these traces and those that wait from earlier, by id with the mark
    of the project that each was made for. Without an address all wait.

    Raises:
        StorageError: `waiting` cannot be written.
    """
    left = list_waiting(waiting)
    left |= {each: project or left.get(each, "") for each, project in traces.items()}
    if not left:
        return Removed()
    _keep(waiting, left)  # first, so that an end in the middle forgets none
    elsewhere = waiting_elsewhere(address, left)
    ours = [each for each in left if each not in elsewhere]
    taken = 0
    if address is None or not (ours and _are_all_sent(address)):
        return Removed(0, len(left), len(elsewhere))
    while ours and _is_taken(address, ours[:_AT_ONCE]):
        for each in ours[:_AT_ONCE]:
            del left[each]
        taken += len(ours[:_AT_ONCE])
        ours = ours[_AT_ONCE:]
        _keep(waiting, left)
    return Removed(taken, len(left), len(elsewhere))


def list_waiting(waiting: Path) -> dict[str, str]:
    """Return the ids of the traces that are still to be removed, each with the mark of its project;
    an empty one where it is not known.
    """
    try:
        kept = json.loads(waiting.read_bytes())
    except (OSError, ValueError):
        return {}
    if isinstance(kept, list):  # from before projects were kept
        kept = dict.fromkeys(map(str, kept), "")
    return {str(k): str(v) for k, v in kept.items()} if isinstance(kept, dict) else {}


def waiting_elsewhere(address: LangfuseAddress | None, traces: Mapping[str, str]) -> frozenset[str]:
    """Return the ids of those that are in another project than the one at `address`; of one that is
    not known the address counts as its own.
    """
    if address is None:
        return frozenset()
    here = ("", project_mark(address))
    return frozenset(each for each, project in traces.items() if project not in here)


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


def traces_elsewhere(count: int) -> StorageError:
    """Return the sentence that some traces are in a project that is not connected."""
    return StorageError(
        "{count} traces are in another Langfuse project, or were made with other keys, and are"
        " still there.",
        hint=(
            "They are removed once the app is connected with those keys again. Or remove them"
            " there, in the project's list of traces."
        ),
        key="erase.traces_elsewhere",
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


def _keep(waiting: Path, traces: Mapping[str, str]) -> None:
    if traces:
        write_atomic(waiting, json.dumps(traces).encode())
    else:
        waiting.unlink(missing_ok=True)
