"""Turns a model's stream into tokens of the answer's sections; machine headings are read, never
shown.

Promise: what is given out is final. Limit: after the first line of the question section nothing
more is read.
Invariant: the numbers in the texts and the citations given out are the same set.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from chains.ask.cite.line_reader import InlineReader
from chains.ask.events import Citation, Section, Token
from chains.evidence.sources import Source
from language.model_words import answer_sections
from language.options.asked import AskedOption

_LONGEST_HEADING = 200
_HEADING = re.compile(r"(#{1,6})\s*(.*?)\s*#*\s*$")
_BOLD = re.compile(r"\*\*(.+?)\*\*\s*:?\s*$")


class AnswerReader:
    """Feed it the model's text piece by piece; it gives tokens."""

    def __init__(
        self, sources: Sequence[Source], options: Sequence[AskedOption] = (), mentions: str = ""
    ) -> None:
        self._labels = {_folded(option.label): option.label for option in options}
        self._inline = InlineReader(sources, mentions, self._say)
        self._section: Section = "answer"
        self._line: str | None = ""  # the held beginning of a line, None once it is text
        self._tokens: list[Token] = []
        self._piece = ""
        self._breaks = 0
        self._after_return = False
        self._started: set[Section] = set()
        self._muted = False
        self._thinking = _Thinking()

    @property
    def pointers_dropped(self) -> int:
        """How many pointers named nothing."""
        return self._inline.dropped

    def feed(self, text: str) -> tuple[Token, ...]:
        """Take more of the model's text and return what can be shown for it."""
        return self._read(self._thinking.feed(text))

    def close(self) -> tuple[Token, ...]:
        """Take the end of the model's text and return what was still held."""
        tokens = self._read(self._thinking.close())
        if self._line:
            self._begin_line(final=True)
        self._inline.end_line()
        self._flush()
        tokens += tuple(self._tokens)
        self._tokens = []
        return tokens

    def _read(self, text: str) -> tuple[Token, ...]:
        if self._after_return and text.startswith("\n"):
            text = text[1:]  # the second half of a break that came in two pieces
            self._after_return = False
        self._after_return = text.endswith("\r") if text else self._after_return
        for number, line in enumerate(re.split(r"\r\n|[\n\r\v\f\u0085\u2028\u2029]", text)):
            if number:
                self._end_line()
            self._feed_line(line)
        self._flush()
        tokens, self._tokens = tuple(self._tokens), []
        return tokens

    def _feed_line(self, text: str) -> None:
        if self._line is None:
            if not self._muted:
                self._inline.feed(text)
        elif text:
            self._line += text
            self._begin_line(final=False)

    def _begin_line(self, *, final: bool) -> None:
        """Decide whether the held beginning is a heading, and let it go as text when it is none."""
        assert self._line is not None
        self._line = re.sub(
            r"^(?:[\s>]|&gt;)+", "", self._line
        )  # a block quote would pass for a quotation
        if not self._line:
            return
        may_be_heading = self._line.startswith("#") or "**".startswith(self._line[:2])
        if may_be_heading and len(self._line) <= _LONGEST_HEADING and not final:
            return
        line, self._line = self._line, None
        text = self._heading(line) if may_be_heading else line
        self._muted = (
            self._section == "question" and "question" in self._started
        )  # one question, one line
        if text and not self._muted:
            self._inline.feed(text)

    def _heading(self, line: str) -> str:
        """Act on a heading and return the text of it that is to be read on."""
        match = _HEADING.match(line)
        title = match[2] if match else (bold[1] if (bold := _BOLD.match(line)) else "")
        name, _, rest = title.partition(":")
        if section := answer_sections().get(_folded(name)):
            self._enter(cast(Section, section))
            return rest.strip()
        if label := self._labels.get(_folded(title)):
            if self._section == "answer":
                self._inline.option = label
                self._say(f"### {label}", heading=True)
                return ""
            return label
        return title if match else line

    def _enter(self, section: Section) -> None:
        self._flush()
        self._section, self._breaks, self._inline.option = section, 0, ""

    def _end_line(self) -> None:
        if self._line:
            self._begin_line(final=True)
        self._inline.end_line()
        self._line = ""
        self._breaks += 1

    def _say(self, text: str, *, heading: bool = False) -> None:
        at_start = self._breaks > 0 or self._section not in self._started
        text = (
            text if heading or not at_start else text.lstrip("#> \t")
        )  # what a dropped mark may have left
        if not text:
            return
        if self._breaks and self._section in self._started:
            self._piece += "\n" * min(self._breaks, 2)
        self._breaks = 0
        self._started.add(self._section)
        self._piece += text

    def _flush(self) -> None:
        fresh: tuple[Citation, ...] = self._inline.numbering.take_fresh()
        if self._piece or fresh:
            self._tokens.append(Token(text=self._piece, section=self._section, citations=fresh))
        self._piece = ""


class _Thinking:
    """Leaves out the `<think>…</think>` that reasoning models put first."""

    def __init__(self) -> None:
        self._held = ""
        self._state = "start"

    def feed(self, text: str) -> str:
        if self._state == "text":
            return text
        self._held += text
        begun = self._held.lstrip()
        if self._state == "start":
            if "<think>".startswith(begun[:7]) and len(begun) < 7:
                return ""
            if not begun.startswith("<think>"):
                return self._release(self._held)
            self._state = "thinking"
        end = self._held.find("</think>")
        if end < 0:
            self._held = self._held[-8:]
            return ""
        return self._release(self._held[end + 8 :])

    def close(self) -> str:
        return self._release("" if self._state == "thinking" else self._held)

    def _release(self, text: str) -> str:
        self._state, self._held = "text", ""
        return text


def _folded(text: str) -> str:
    return " ".join(text.replace("*", "").strip(" :.").casefold().split())
