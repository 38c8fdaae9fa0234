"""Visits whose browser went away: kept for a moment, since a network may only have blinked, then
ended, with the event loop and the descriptors that each holds.

Streamlit keeps up to 128 of them until another visit ends, however long that takes.
Limit: its own storage is replaced by name, in the one minor version that we allow.
"""

from __future__ import annotations

import asyncio
from typing import Final

from streamlit.runtime import memory_session_storage
from streamlit.runtime.session_manager import SessionInfo, SessionStorage

KEPT_S: Final = 30.0


class EndingVisits(SessionStorage):
    """The visits that are kept; all calls come from the server's event loop."""

    def __init__(self, *_: object, seconds: float = KEPT_S, **__: object) -> None:
        """Take and ignore what Streamlit says of its own storage."""
        self._seconds = seconds
        self._kept: dict[str, tuple[SessionInfo, asyncio.TimerHandle]] = {}

    def get(self, session_id: str) -> SessionInfo | None:
        """Return a visit that is still kept."""
        found = self._kept.get(session_id)
        return found[0] if found else None

    def save(self, session_info: SessionInfo) -> None:
        """Keep a visit for a moment."""
        identifier = session_info.session.id
        self._forget(identifier)
        timer = asyncio.get_running_loop().call_later(self._seconds, self._end, identifier)
        self._kept[identifier] = (session_info, timer)

    def delete(self, session_id: str) -> None:
        """Let a visit go on: its browser is back, or it is being ended by Streamlit."""
        self._forget(session_id)

    def list(self) -> list[SessionInfo]:
        """Return the visits that are kept."""
        return [info for info, _ in self._kept.values()]

    def _forget(self, identifier: str) -> None:
        found = self._kept.pop(identifier, None)
        if found is not None:
            found[1].cancel()

    def _end(self, identifier: str) -> None:
        found = self._kept.pop(identifier, None)
        if found is not None:
            found[0].session.shutdown()


def end_visits() -> None:
    """Have Streamlit keep visits in this way; before its app is made."""
    memory_session_storage.MemorySessionStorage = EndingVisits  # type: ignore[misc, assignment]
