"""Answers that are being made, each drained by its own thread, apart from the page that watches it.

Invariant: a rerun, a click elsewhere or a reload of the browser never cancels an answer; only
`stop` does. A finished answer is handed to `keep` exactly once, before `done` is set; so is what
was shown before an error.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Protocol

from chains.ask.events import Answer, Citation, Event, Hits, Plan, Question, Token, Waiting
from errors import JournalError

Keep = Callable[[Question, Plan | None, Answer], None]


class Running(Protocol):
    """What the ask chain gives for a started question."""

    @property
    def done(self) -> bool: ...

    @property
    def waiting(self) -> Waiting | None: ...

    def next(self, timeout: float) -> Event | None: ...

    def stop(self) -> Answer: ...


class LiveAnswer:
    """One answer in the making: what is there so far, and a way to stop it."""

    def __init__(self, question: Question, running: Running, keep: Keep) -> None:
        self.question = question
        self.plan: Plan | None = None
        self.hits: Hits | None = None
        self.error: Exception | None = None
        self._running = running
        self._keep = keep
        self._kept = False
        self._text: list[str] = []
        self._citations: dict[int, Citation] = {}
        self._stop = threading.Event()
        self._done = threading.Event()
        self._news = threading.Condition()
        threading.Thread(target=self._drain, name="answer", daemon=True).start()

    @property
    def done(self) -> bool:
        """Whether the answer is finished and kept."""
        return self._done.is_set()

    @property
    def text(self) -> str:
        """The words of the answer's main section so far."""
        return "".join(self._text)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations met so far."""
        return tuple(self._citations.values())

    @property
    def waiting(self) -> Waiting | None:
        """What it waits for now, if that is known."""
        return self._running.waiting

    def stop(self) -> None:
        """Ask it to stop; what is there is kept, marked as stopped, within a second."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Wait until something new is there, at most this long."""
        with self._news:
            if not self.done:
                self._news.wait(seconds)

    def _drain(self) -> None:
        try:
            while True:
                event = (
                    self._running.stop()
                    if self._stop.is_set()
                    else self._running.next(timeout=0.05)
                )
                if isinstance(event, Answer):
                    self._kept = True
                    self._keep(self.question, self.plan, event)
                    return
                if event is None and self._running.done:
                    return
                self._take(event)
        except Exception as error:  # noqa: BLE001 - the page's edge: the thread that watches tells the person
            self.error = error
            self._keep_what_came()
        finally:
            self._done.set()
            self._announce()

    def _keep_what_came(self) -> None:
        """Keep the words that were shown before an error; a journal that cannot be written was told
        already.
        """
        if self.text.strip() and not self._kept:
            with suppress(JournalError):
                self._keep(
                    self.question, self.plan, replace(self._running.stop(), finish="cut_off")
                )

    def _take(self, event: Plan | Hits | Token | None) -> None:
        if isinstance(event, Plan):
            self.plan = event
        elif isinstance(event, Hits):
            self.hits = event
        elif isinstance(event, Token):
            if event.again:
                self._text, self._citations = [], {}
            self._citations.update({citation.number: citation for citation in event.citations})
            if event.section == "answer":
                self._text.append(event.text)
        if event is not None:
            self._announce()

    def _announce(self) -> None:
        with self._news:
            self._news.notify_all()


class LiveAnswers:
    """The answers in the making, by conversation; shared by all visits of this process."""

    def __init__(self) -> None:
        self._answers: dict[str, LiveAnswer] = {}

    def start(self, question: Question, running: Running, keep: Keep) -> LiveAnswer:
        """Watch a started question."""
        answer = LiveAnswer(question, running, keep)
        self._answers[question.conversation_id] = answer
        return answer

    def get(self, conversation_id: str) -> LiveAnswer | None:
        """Return the conversation's answer in the making."""
        return self._answers.get(conversation_id)

    def forget(self, conversation_id: str) -> None:
        """Let go of a finished answer that was drawn."""
        self._answers.pop(conversation_id, None)
