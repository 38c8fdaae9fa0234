"""The chain as LangChain's Runnable: an answer, a stream, a pipe, and an end to it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import cast

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.runnables import RunnableGenerator, RunnableLambda

from chains.ask.chain import AskChain
from chains.ask.events import Answer, Event, Question, Token
from chains.ask.runnable import AskRunnable, ask_runnable
from tests.apart import run_apart
from tests.chains.conftest import PATIENCE, chain_over, split
from tests.model_server import ModelServer, Say
from vectorstore.index import JournalIndex

TEXT = "대학원에 갈까, 취업할까?"
HANGING = Say(text="논문이 붙어서 기뻤다고 썼어요 [1.2]. 그리고 ", ending="hang")


def is_last_word(event: Event) -> bool:
    """Whether the server has said all that it will: it hangs from now on."""
    return isinstance(event, Token) and "그리고" in event.text


@pytest.fixture
def plain(index: JournalIndex) -> AskRunnable:
    return ask_runnable(chain_over(index, None))


@pytest.mark.parametrize("asked", [TEXT, Question(text=TEXT)])
def test_a_question_or_its_text_gives_the_answer_of_the_chain(
    index: JournalIndex, plain: AskRunnable, asked: str | Question
) -> None:
    *_, expected = chain_over(index, None).stream(Question(text=TEXT))
    answer = plain.invoke(asked)
    assert isinstance(expected, Answer)
    assert answer.citations == expected.citations != ()
    assert run_apart(plain.ainvoke(asked)).citations == expected.citations


def test_it_streams_the_events_in_their_order(server: ModelServer, ask: AskChain) -> None:
    _, _, tokens, answer = split(ask_runnable(ask).stream(TEXT))
    assert len(tokens) > 5
    assert answer.finish == "complete"
    assert len(server.answers_asked) == 1


def test_it_streams_the_same_when_awaited(ask: AskChain) -> None:
    async def gather() -> list[Event]:
        return [event async for event in ask_runnable(ask).astream(TEXT)]

    _, _, tokens, answer = split(run_apart(gather()))
    assert len(tokens) > 5
    assert answer.finish == "complete"


def test_in_a_pipe_the_answer_is_what_goes_on(plain: AskRunnable) -> None:
    def count(answer: object) -> int:
        return len(cast(Answer, answer).citations)

    expected = len(plain.invoke(TEXT).citations)
    pipe = plain | RunnableLambda(count)
    assert pipe.invoke(TEXT) == expected
    assert list(pipe.stream(TEXT)) == [expected]
    assert [len(answer.citations) for answer in plain.batch([TEXT, TEXT])] == [expected] * 2  # type: ignore[union-attr]


def test_a_question_that_comes_in_pieces_is_one_question(plain: AskRunnable) -> None:
    def cut(texts: Iterator[str]) -> Iterator[str]:
        for text in texts:
            yield from text

    plan, _, _, answer = split((RunnableGenerator(cut) | plain).stream(TEXT))
    assert plan.question == TEXT
    assert answer.citations == plain.invoke(TEXT).citations


def test_closing_the_stream_stops_the_answer(
    index: JournalIndex, server: ModelServer, connect: Callable[[], BaseChatModel]
) -> None:
    server.script(HANGING)
    stream = ask_runnable(chain_over(index, connect(), deadline=3600)).stream(TEXT)
    while not is_last_word(next(stream)):
        pass
    stream.close()  # type: ignore[attr-defined]
    assert server.left.wait(PATIENCE)


@pytest.mark.parametrize("way", ["close", "cancel"])
def test_closing_or_cancelling_an_awaited_stream_stops_the_answer(
    index: JournalIndex, server: ModelServer, connect: Callable[[], BaseChatModel], way: str
) -> None:
    server.script(HANGING)
    runnable = ask_runnable(chain_over(index, connect(), deadline=3600))

    async def leave() -> None:
        stream = runnable.astream(TEXT)
        while not is_last_word(await anext(stream)):
            pass
        await stream.aclose()  # type: ignore[attr-defined]

    async def cancel() -> None:
        shown = asyncio.Event()

        async def read() -> None:
            async for event in runnable.astream(TEXT):
                if is_last_word(event):
                    shown.set()

        task = asyncio.create_task(read())
        await shown.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    run_apart(leave() if way == "close" else cancel())
    assert server.left.wait(PATIENCE)
