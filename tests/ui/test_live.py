"""An answer in the making is drained once, kept once, and stopped only by `stop`."""

from __future__ import annotations

import queue

from chains.ask.events import Answer, Event, Hits, Plan, Question, Searched, Token, Waiting
from tests.ui.test_answer import LATER
from ui.jobs.live_answer import LiveAnswer, LiveAnswers

QUESTION = Question(text="q", conversation_id="c", turn_id="t")
PLAN = Plan(question="q", phrases=("q",))
HITS = Hits(hits=(), searched=Searched(entries=1))


class Scripted:
    """A running answer whose events the test hands in."""

    def __init__(self) -> None:
        self.events: queue.Queue[Event | Exception] = queue.Queue()
        self.stopped = False
        self.waiting: Waiting | None = None
        self.done = False

    def next(self, timeout: float) -> Event | None:
        try:
            event = self.events.get(timeout=timeout)
        except queue.Empty:
            return None
        if isinstance(event, Exception):
            raise event
        self.done = isinstance(event, Answer)
        return event

    def stop(self) -> Answer:
        self.stopped = self.done = True
        return Answer(text="so far", finish="stopped")


def start(*events: Event | Exception) -> tuple[LiveAnswer, Scripted, list[Answer]]:
    running, kept = Scripted(), list[Answer]()
    for event in events:
        running.events.put(event)
    live = LiveAnswer(QUESTION, running, lambda _question, _plan, answer: kept.append(answer))
    return live, running, kept


def until_done(live: LiveAnswer) -> None:
    for _ in range(200):
        if live.done:
            return
        live.wait(0.1)
    raise AssertionError("it did not end")


def test_it_collects_what_comes_and_keeps_the_answer_once() -> None:
    answer = Answer(text="It works[1].")
    live, _, kept = start(
        PLAN,
        HITS,
        Token(text="It "),
        Token(text="works[1].", citations=(LATER,)),
        Token(text="x", section="gaps"),
        answer,
    )
    until_done(live)
    assert (live.plan, live.hits, live.text, live.citations) == (
        PLAN,
        HITS,
        "It works[1].",
        (LATER,),
    )
    assert kept == [answer]


def test_stop_keeps_what_was_there() -> None:
    live, running, kept = start(PLAN, Token(text="so far"))
    live.stop()
    until_done(live)
    assert running.stopped
    assert [each.finish for each in kept] == ["stopped"]


def test_an_error_is_told_to_whoever_watches() -> None:
    live, _, kept = start(PLAN, ValueError("x"))
    until_done(live)
    assert isinstance(live.error, ValueError)
    assert not kept


def test_a_conversation_finds_its_answer_again() -> None:
    answers = LiveAnswers()
    running = Scripted()
    live = answers.start(QUESTION, running, lambda *_: None)
    assert answers.get("c") is live
    live.stop()
    until_done(live)
    answers.forget("c")
    assert answers.get("c") is None
