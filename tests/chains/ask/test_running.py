"""Stopping an answer ends the call to the model, also in the middle of a silence."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress

import pytest
from langchain_core.language_models import BaseChatModel

from chains.ask.events import Question, Token
from chains.ask.running import Emit, RunningAnswer
from chains.models.background_loop import shared_loop
from tests.chains.conftest import chain_over
from tests.model_server import ModelServer, Say
from vectorstore.index import JournalIndex

PATIENCE = 60


def test_a_stop_at_the_first_word_leaves_a_server_that_fell_silent(
    index: JournalIndex, server: ModelServer, connect: Callable[[], BaseChatModel]
) -> None:
    """A library below eats the first cancellation: it would read on until the deadline."""
    server.script(Say(text="논문이 붙어서 기뻤다고 썼어요 [1.2]. " * 5, ending="hang"))
    running = chain_over(index, connect(), deadline=3600).start(
        Question(text="대학원에 갈까, 취업할까?")
    )
    event = running.next(timeout=PATIENCE)
    while not isinstance(event, Token):
        event = running.next(timeout=PATIENCE)
    assert running.stop().finish == "stopped"
    assert server.left.wait(PATIENCE)


def test_a_stop_waits_for_no_words_that_go_on_coming() -> None:
    """A library below that eats every cancellation, while its server goes on and on."""
    has_ended = threading.Event()

    async def go_on(emit: Emit) -> None:
        for _ in range(100):
            with suppress(asyncio.CancelledError):
                await asyncio.sleep(0.05)
            emit(Token(text="한 마디 더 "))
        has_ended.set()

    running = RunningAnswer(shared_loop(), go_on)
    assert running.next(timeout=PATIENCE) is not None
    assert running.stop().finish == "stopped"
    assert not has_ended.is_set()
    assert has_ended.wait(PATIENCE)


@pytest.mark.parametrize("words", range(1, 9))
def test_a_stop_between_two_words_leaves_the_server(
    index: JournalIndex, server: ModelServer, connect: Callable[[], BaseChatModel], words: int
) -> None:
    """No library below closes a stream whose next piece has just come."""
    server.script(Say(text="논문이 붙어서 기뻤다고 썼어요 [1.2]. " * 2_000, piece=20, pace=0.002))
    running = chain_over(index, connect(), deadline=3600).start(
        Question(text="대학원에 갈까, 취업할까?")
    )
    while words:
        words -= isinstance(running.next(timeout=PATIENCE), Token)
    assert running.stop().finish == "stopped"
    assert server.left.wait(PATIENCE)
