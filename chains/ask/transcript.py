"""Gathers the events of a running answer, so that it can be given as it is at any moment.

Invariant: the citations are those whose numbers have been shown, in number order.
"""

from __future__ import annotations

import re

from chains.ask.events import (
    Answer,
    Citation,
    Event,
    Finish,
    Hits,
    Plan,
    Searched,
    Section,
    Token,
    Usage,
)
from errors import JournalError

_BULLET = re.compile(r"^\s*(?:[-*•·–]|\d+[.)])\s+")


class Transcript:
    """What has been said so far."""

    def __init__(self) -> None:
        self._forget_words()
        self._searched = Searched(entries=0)
        self._answer: Answer | None = None

    def _forget_words(self) -> None:
        self._texts: dict[Section, list[str]] = {
            "answer": [],
            "moved": [],
            "gaps": [],
            "question": [],
        }
        self._citations: dict[int, Citation] = {}

    def add(self, event: Event) -> None:
        """Take the next event."""
        if isinstance(event, Token):
            if event.again:
                self._forget_words()
            self._texts[event.section].append(event.text)
            self._citations |= {citation.number: citation for citation in event.citations}
        elif isinstance(event, Hits):
            self._searched = event.searched
        elif isinstance(event, Answer):
            self._answer = event
        else:
            assert isinstance(event, Plan)

    @property
    def said_anything(self) -> bool:
        """Whether any word of the answer has been shown."""
        return any(text.strip() for texts in self._texts.values() for text in texts)

    def text_of(self, section: Section) -> str:
        """Return a section's text so far, trimmed."""
        return "".join(self._texts[section]).strip()

    def whole_text(self) -> str:
        """Return all sections, a blank line between them."""
        texts = (self.text_of(section) for section in self._texts)
        return "\n\n".join(text for text in texts if text)

    def answer(
        self,
        finish: Finish,
        *,
        problem: JournalError | None = None,
        trace_id: str = "",
        usage: Usage | None = None,
        pointers_dropped: int = 0,
    ) -> Answer:
        """Return the answer so far under `finish`, or the finished one when it has come."""
        if self._answer is not None:
            return self._answer
        citations = tuple(self._citations[number] for number in sorted(self._citations))
        return Answer(
            text=self.text_of("answer"),
            citations=citations,
            searched=self._searched,
            moved=self.text_of("moved"),
            gaps=tuple(
                _BULLET.sub("", line).strip()
                for line in self.text_of("gaps").splitlines()
                if line.strip()
            ),
            question=self.text_of("question"),
            finish=finish,
            trace_id=trace_id,
            problem=problem,
            usage=usage or Usage(),
            pointers_dropped=pointers_dropped,
            quotes_unverified=sum(1 for citation in citations if citation.state == "unverified"),
        )
