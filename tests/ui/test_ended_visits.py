"""A visit whose browser went away is ended soon, and not before its network may be back."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import cast

from streamlit.runtime import memory_session_storage
from streamlit.runtime.session_manager import SessionInfo

from chains.models.background_loop import wait_for
from ui.shared.ended_visits import EndingVisits, end_visits


def visit(name: str, ended: list[str]) -> SessionInfo:
    session = SimpleNamespace(id=name, shutdown=lambda: ended.append(name))
    return cast(SessionInfo, SimpleNamespace(session=session, client=None))


def test_it_is_ended_and_one_that_came_back_is_not() -> None:
    ended: list[str] = []

    async def run() -> None:
        kept = EndingVisits(seconds=0.0)
        gone, back = visit("gone", ended), visit("back", ended)
        kept.save(gone)
        kept.save(back)
        assert kept.get("back") is back
        kept.delete("back")
        while kept.list():
            await asyncio.sleep(0)
        assert kept.get("gone") is None

    wait_for(run())  # not asyncio.run: a browser's test before it may have left a loop running here
    assert ended == ["gone"]


def test_streamlit_takes_it() -> None:
    before = memory_session_storage.MemorySessionStorage
    try:
        end_visits()
        taken: type = memory_session_storage.MemorySessionStorage
        assert taken is EndingVisits
        storage = memory_session_storage.MemorySessionStorage(ttl_seconds=120)
        assert storage.list() == []
    finally:
        memory_session_storage.MemorySessionStorage = before  # type: ignore[misc]
