"""Turns a model's stream into tokens of the answer's sections; machine headings are read, never
shown.

Promise: what is given out is final, but for thinking that ended without having begun, and for what
came before a heading that says where the answer begins: then a token says that all before it is
void. Limit: after the first line of the question section nothing more is read.
Invariant: the numbers in the texts and the citations given out are the same set.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from chains.ask.cite.line_reader import InlineReader
from chains.ask.cite.reply_shape import Unwrapping, cells_of
from chains.ask.events import Citation, Section, Token
from chains.evidence.sources import Source
from chains.models.thinking import ThinkingFilter
from language.model_words import answer_proper, answer_sections
from language.options.find import AskedOption

_LONGEST_HEADING = 200
_HEADING = re.compile(r"(#{1,6})\s*(.*?)\s*#*\s*$")
# **Thinking:** with words after it on its line.
_BOLD_LEAD = re.compile(r"\*\*([^*]{1,40}?)\s*:?\s*\*\*\s*:?[ \t]*(?=\S)")
_BOLD = re.compile(r"\*\*(.+?)\*\*\s*:?\s*$")
# What may stand round a heading that has no mark of one: a number, a symbol, brackets.
_BEFORE = re.compile(r"^(?:\d{1,2}[.)]\s*|[^\w\[“‘\"'「『<(`|-]+\s*)+")
_FENCE = re.compile(r"(?:```|~~~)[ \t]*[\w-]*[ \t]*")
_MAY_BE_FENCE = re.compile(r"(?:`{1,3}|~{1,3})[ \t]*[\w-]{0,20}[ \t]*")
_LONGEST_ROW = 2_000
_LONGEST_NAME = 40


class AnswerReader:
    """Feed it the model's text piece by piece; it gives tokens."""

    def __init__(
        self,
        sources: Sequence[Source],
        options: Sequence[AskedOption] = (),
        mentions: str = "",
        *,
        thinks_first: bool = False,
    ) -> None:
        """`thinks_first`: this model's thinking ends with a mark that nothing began."""
        self._labels = {_folded(option.label): option.label for option in options}
        self._sources, self._mentions = sources, mentions
        self._thinking = ThinkingFilter(expects_end=thinks_first)
        self._gave = False
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._inline = InlineReader(self._sources, self._mentions, self._say)
        self._section: Section = "answer"
        self._line: str | None = ""  # the held beginning of a line, None once it is text
        self._tokens: list[Token] = []
        self._piece = ""
        self._breaks = 0
        self._after_return = False
        self._started: set[Section] = set()
        self._muted = self._thinks = self._thought = False
        self._labelled = False  # a heading names an option
        self._quoted = False  # the line stands in a block quote
        self._thinks_until = ""  # what thinking under this heading ends with, but a heading
        self._shape = Unwrapping()

    @property
    def pointers_dropped(self) -> int:
        """How many pointers named nothing."""
        return self._inline.dropped

    @property
    def is_thinking(self) -> bool:
        """Whether the model thinks aloud now."""
        return self._thinking.is_thinking

    @property
    def may_be_thinking(self) -> bool:
        """Whether a mark may yet follow that makes thinking of all that was given out: none came,
        and no section but the answer's began.
        """
        return not self._thinking.thought and self._section == "answer"

    @property
    def only_thought(self) -> bool:
        """Whether all that came was thinking."""
        return self._thinking.thought and not self._gave

    @property
    def broke_off_thinking(self) -> bool:
        """Whether all ended in thinking before the last section."""
        return self._thinking.is_unended and "question" not in self._started

    @property
    def lost_answer(self) -> bool:
        """Whether a heading made thinking of all that stood where the answer should."""
        return self._thought and "answer" not in self._started

    @property
    def ended_unopened(self) -> bool:
        """Whether thinking ended that nothing had begun."""
        return self._thinking.ended_unopened

    @property
    def is_junk(self) -> bool:
        """Whether the reply was JSON that cannot be read."""
        return self._shape.is_junk

    def feed(self, text: str) -> tuple[Token, ...]:
        """Take more of the model's text and return what can be shown for it."""
        return self._take(*self._thinking.feed(text))

    def close(self) -> tuple[Token, ...]:
        """Take the end of the model's text and return what was still held."""
        tokens = self._take(*self._thinking.close())
        tokens += self._read(self._shape.close())
        if self._line:
            self._begin_line(final=True)
        self._inline.end_line()
        self._flush()
        tokens += tuple(self._tokens)
        self._tokens = []
        return tokens

    def _take(self, words: str, void: bool) -> tuple[Token, ...]:
        again: tuple[Token, ...] = ()
        if void:
            again = (Token(text="", again=True),) if self._gave else ()
            self._gave = False
            self._begin_anew()
        return again + self._read(self._shape.feed(words))

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
        self._quoted = self._quoted or self._line.lstrip().startswith((">", "&gt;"))
        self._line = re.sub(
            r"^(?:[\s>]|&gt;)+", "", self._line
        )  # a block quote would pass for a quotation
        if not self._line:
            return
        if not final and self._may_be_more():
            return
        line, self._line = self._line, None
        text = self._read_beginning(line, final=final)
        # One question, one line.
        is_second = self._section == "question" and "question" in self._started
        self._muted = is_second or self._thinks
        if text and not self._muted:
            self._inline.feed(text)

    def _may_be_more(self) -> bool:
        """Say whether the held beginning of a line may become something else than text."""
        line = self._line or ""
        if line.startswith("|"):
            return len(line) <= _LONGEST_ROW
        if line.startswith("#") or "**".startswith(line[:2]):
            return len(line) <= _LONGEST_HEADING
        return bool(_MAY_BE_FENCE.fullmatch(line)) or _may_be_section(line)

    def _read_beginning(self, line: str, *, final: bool) -> str:
        """Act on what a line begins with, and return its text."""
        if self._thinks_until == "quote" and not self._quoted:
            self._thinks, self._thinks_until = False, ""
        if _FENCE.fullmatch(line):
            return ""
        if line.startswith("|") and final:
            return cells_of(line)
        if (lead := _BOLD_LEAD.match(line)) and _section_named(lead[1]):
            return self._heading(f"## {lead[1]}: {line[lead.end() :]}")
        if line.startswith("#") or "**".startswith(line[:2]):
            return self._heading(line)
        if not _section_named(line):
            return line
        # *Thinking: …* on a line of its own
        text = self._heading(f"## {_bare(line)}", is_line=line[0] in "*_")
        # The line goes on: a space at the end of what came of it stands between two words.
        return text + line[len(line.rstrip(" ")) :] if text and not final else text

    def _heading(self, line: str, *, is_line: bool = False) -> str:
        """Act on a heading and return the text of it that is to be read on; with `is_line` no
        other line stands under it.
        """
        match = _HEADING.match(line)
        title = match[2] if match else (bold[1] if (bold := _BOLD.match(line)) else "")
        name, _, rest = title.partition(":")
        if section := answer_sections().get(_folded(_bare(name))):
            self._thinks = section == "thinking"
            if self._thinks:
                self._thought = True
                self._thinks_until = "line" if is_line else "quote" if self._quoted else ""
            else:
                if _folded(_bare(name)) in answer_proper():
                    self._drop_what_was_said()
                self._enter(cast(Section, section))
            return "" if self._thinks else rest.strip()
        self._thinks = False
        if label := self._labels.get(_folded(title)):
            if self._section == "answer":
                self._inline.option = label
                self._labelled = True
                self._say(f"### {label}", heading=True)
                return ""
            return label
        return title if match else line

    def _drop_what_was_said(self) -> None:
        """Take back what was said without a heading of ours, as the answer begins only now."""
        if self._started != {"answer"} or self._labelled:
            return
        shape, gave = self._shape, self._gave
        self._begin_anew()
        self._shape, self._line, self._gave = shape, None, False
        if gave:
            self._tokens.append(Token(text="", again=True))

    def _enter(self, section: Section) -> None:
        self._flush()
        self._section, self._breaks, self._inline.option = section, 0, ""

    def _end_line(self) -> None:
        if self._line:
            self._begin_line(final=True)
        self._inline.end_line()
        if self._thinks_until == "line":
            self._thinks, self._thinks_until = False, ""
        self._line, self._quoted = "", False
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
            self._gave = self._gave or bool(self._piece.strip())
        self._piece = ""


def _bare(title: str) -> str:
    """Return a heading without what may stand round it."""
    return _BEFORE.sub("", title).strip(" \t【】[]()<>:：")


def _section_named(line: str) -> str:
    """Return the section that a line without a heading's mark names, by its name alone or before a
    colon.
    """
    name, colon, rest = line.replace("：", ":").partition(":")
    section = answer_sections().get(_folded(_bare(name)), "")
    return section if section and (colon or not rest) else ""


def _may_be_section(line: str) -> bool:
    begun = _folded(_bare(line))
    return len(line) < _LONGEST_NAME and any(name.startswith(begun) for name in answer_sections())


def _folded(text: str) -> str:
    return " ".join(text.replace("*", "").strip(" :.").casefold().split())
