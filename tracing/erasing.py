"""Traces removed from Langfuse through its API, when a person erases what they are about.

Limit: the server removes them within minutes; what a proxy or a backup of the server keeps is not
ours to reach.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from errors import StorageError
from tracing.address import LangfuseAddress

if TYPE_CHECKING:
    import httpx

_AT_ONCE: Final = 100
_PATIENCE_S: Final = 15.0


def erase_traces(address: LangfuseAddress, trace_ids: Sequence[str]) -> int:
    """Ask the server to remove these traces, and return how many it took.

    Raises:
        StorageError: the server is away or refuses; the traces may still be there.
    """
    import httpx

    keys = (address.public_key, address.secret_key.get_secret_value())
    try:
        with httpx.Client(base_url=address.base_url, timeout=_PATIENCE_S, auth=keys) as client:
            for at in range(0, len(trace_ids), _AT_ONCE):
                batch = list(trace_ids[at : at + _AT_ONCE])
                _check(
                    client.request("DELETE", "/api/public/traces", json={"traceIds": batch}),
                    address,
                )
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _kept(address) from error
    return len(trace_ids)


def _check(reply: httpx.Response, address: LangfuseAddress) -> None:
    if not reply.is_success:
        raise _kept(address)


def _kept(address: LangfuseAddress) -> StorageError:
    return StorageError(
        "The traces at {address} could not be removed.",
        hint=(
            "Remove them there, in the project's list of traces, or connect Langfuse again and"
            " erase once more."
        ),
        key="erase.traces_kept",
        address=address.base_url,
    )
