"""Reads one line of a model's answer as it streams: pointers become numbers, quotations are
checked, markup is defused.

Promise: nothing shown is ever taken back; half a pointer or an open quotation is held. Invariant:
square brackets in the output are citation numbers, what stands between quotation marks of any kind
is an exact cut, and no image, link, tag or code mark is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from chains.ask.cite.entities import NamedCharacters
from chains.ask.cite.line_so_far import SpokenLine
from chains.ask.cite.numbering import Numbering
from chains.ask.cite.quote_checker import Checked, QuoteChecker
from chains.evidence.pointers import Pointer, read_pointers, resolve
from chains.evidence.sources import Source
from language.detect import is_hangul
from language.grammar.letters import LATIN

_OPEN, _CLOSE = "[【［", "]】］"
_DOUBLE = '“”„‟"＂〝〞'
# Marks of every kind that Unicode, or people, quote with, read as one of the few above.
_AS_DOUBLE = "〟❝❞❠⹂ʺ˝ˮ🙶🙷🙸״"
_AS_OPENING, _AS_SINGLE = "‛‚❛❟", "❜＇ʹʻʼʽ´‵׳"
_READ_AS = str.maketrans(
    dict.fromkeys(_AS_DOUBLE, '"')
    | dict.fromkeys(_AS_OPENING, "‘")
    | dict.fromkeys(_AS_SINGLE, "'")
)
# After a digit they measure: 5′ 10″.
_PRIMES = {"′": "'", "‶": '"', "″": '"', "‴": '"', "‷": '"', "⁗": '"'}
_DOUBLE_PRIMES = "".join(prime for prime, mark in _PRIMES.items() if mark == '"')
_CLOSES_DOUBLE = re.compile(f"[{_DOUBLE}{_DOUBLE_PRIMES}]")
_CLOSES_SINGLE = re.compile("['’′]")
_LETTER = re.compile(rf"[{LATIN}0-9]")
_PAIRS = {
    **{"「": "」", "『": "』", "«": "»", "‹": "›", "﹁": "﹂", "﹃": "﹄", "｢": "｣"},
    **{"《": "》", "〈": "〉", "≪": "≫", "⟪": "⟫", "⟨": "⟩", "❮": "❯", "❬": "❭"},
    **{"❰": "❱", "︽": "︾", "︿": "﹀"},
}
# Stands in the buffer where an unverified citation goes; removed from model text on arrival.
_UNVERIFIED = "\ue000"
_MARKS = "".join(
    (_OPEN, _CLOSE, "!<`(\\", _DOUBLE, "‘'’", *_PRIMES, *_PAIRS, *_PAIRS.values(), _UNVERIFIED)
)
_SPECIAL = re.compile(f"[{re.escape(_MARKS)}]")
_IN_BRACKETS = re.compile(
    rf"[{re.escape(_OPEN)}]([^{re.escape(_OPEN + _CLOSE)}]*)[{re.escape(_CLOSE)}]"
)
# Within a quote these would act, or end it for the eye; a lone mark that pairs is as bad.
_QUOTES = "".join((_DOUBLE, "‘", _AS_DOUBLE, _AS_OPENING, _AS_SINGLE, *_PAIRS, *_PAIRS.values()))
_UNSHOWABLE = re.compile(
    rf"[\[\]【】［］<>`\n\r{_QUOTES}]|(?<![{LATIN}])['’]|['’](?![{LATIN}])|(?<!\d)[{''.join(_PRIMES)}]"
)
_EMPHASIS = re.compile(r"\*{1,3}|_{2}")
# What stands between marks is cut from the entry, so only a model's own pictures are met.
_EMOJI = re.compile("[\u2600-\u27bf\u2b50\u2b55\ufe0f\u200d\U0001f000-\U0001faff]+ ?")
_ELLIPSIS = re.compile(r"\s*(?:…+|\.{3,})\s*")
_LONGEST_QUOTE = 400
_LONGEST_BRACKET = 200
_LONGEST_TAG = 300


class InlineReader:
    """The state of the current line."""

    def __init__(
        self, sources: Sequence[Source], mentions: str, say: Callable[[str], None]
    ) -> None:
        self._sources = sources
        self._checker = QuoteChecker(sources)
        self._mentions = _letters(mentions)
        self._say = say
        self.numbering = Numbering()
        self.option = ""
        self.dropped = 0
        self._buffer = ""
        self._named = NamedCharacters()
        self._start_line()

    def feed(self, text: str) -> None:
        """Take the next characters of the line; no line break among them."""
        self._take(self._named.feed(text))
        while self._buffer and self._step(final=False):
            pass

    def end_line(self) -> None:
        """Take the end of the line: nothing is held any longer."""
        self._take(self._named.close())
        while self._buffer:
            self._step(final=True)
        self._start_line()

    def _take(self, text: str) -> None:
        self._buffer += text.replace(_UNVERIFIED, "").translate(_READ_AS)

    def _start_line(self) -> None:
        self._line = SpokenLine(self._say)
        self._numbers: list[int] = []  # shown on this line
        self._from_quote = False
        self._year_begun = False  # a mark as in ’90s was shown

    def _step(self, *, final: bool) -> bool:
        """Consume the next piece of the buffer; False when it must wait for more."""
        special = _SPECIAL.search(self._buffer)
        if special is None:
            self._shift(len(self._buffer))
            return True
        if special.start():
            self._shift(special.start())
            return True
        char = self._buffer[0]
        if char in _PRIMES:
            return self._prime(char)
        if char in _OPEN:
            return self._bracket(final=final)
        if char in _DOUBLE or char in _PAIRS or char in "‘'’":
            return self._quotation(char, final=final)
        if char == "!":
            return self._exclamation(final=final)
        if char == "<":
            return self._tag(final=final)
        if char == "\\":
            return self._escape(final=final)
        self._plain_mark(char)
        return True

    def _prime(self, char: str) -> bool:
        """Show a prime that measures; any other is a quotation mark."""
        if self._line.previous.isdigit():
            self._shift(1)
        else:
            self._buffer = ("‘" if _PRIMES[char] == "'" else '"') + self._buffer[1:]
        return True

    def _escape(self, *, final: bool) -> bool:
        """Leave out a backslash that escapes a bracket; any other is text."""
        if len(self._buffer) == 1 and not final:
            return False
        if self._buffer[1:2] and self._buffer[1] in _OPEN + _CLOSE:
            self._buffer = self._buffer[1:]
        else:
            self._shift(1)
        return True

    def _plain_mark(self, char: str) -> None:
        self._buffer = self._buffer[1:]
        if char == _UNVERIFIED:
            self._show_number(self.numbering.unverified(self.option))
        elif char in _CLOSE:
            self._line.add(")")
        elif char == "(":  # a code mark or a lone closing mark is left out
            self._line.add(char)

    def _bracket(self, *, final: bool) -> bool:
        match = _IN_BRACKETS.match(self._buffer)
        if match is None:
            rest = self._buffer[1:]
            hopeless = final or len(rest) > _LONGEST_BRACKET or any(c in rest for c in _OPEN)
            if hopeless:
                self._buffer = "(" + rest
            return hopeless
        if pointers := _pointers_in(match[1]):
            self._buffer = self._buffer[match.end() :]
            for pointer in pointers:
                target = resolve(pointer, self._sources)
                if target is None:
                    self.dropped += 1
                    self._line.dropped()
                else:
                    self._show_number(self.numbering.number_of(target, self.option), pointed=True)
            return True
        link = self._address_after(match.end(), final=final)
        if link is None:
            return False
        label = match[1] if link else f"({match[1]})"
        self._buffer = label + self._buffer[match.end() + link :]
        return True

    def _address_after(self, at: int, *, final: bool) -> int | None:
        """Return the length of a Markdown address `(…)` or reference that follows, 0 without one,
        None to wait.
        """
        rest = self._buffer[at:]
        if not rest:
            return 0 if final else None
        if rest[0] != "(":
            return 0
        end = rest.find(")")
        if end >= 0:
            return end + 1
        return 1 if final or len(rest) > _LONGEST_TAG else None

    def _exclamation(self, *, final: bool) -> bool:
        if len(self._buffer) == 1 and not final:
            return False
        if len(self._buffer) == 1 or self._buffer[1] not in _OPEN:
            self._shift(1)
            return True
        match = _IN_BRACKETS.match(self._buffer, 1)
        if match is None:
            if not final and len(self._buffer) <= _LONGEST_BRACKET:
                return False
            self._buffer = self._buffer[1:]
        elif _pointers_in(match[1]):
            self._shift(1)
        else:
            length = self._address_after(match.end(), final=final)
            if length is None:
                return False
            self._buffer = self._buffer[
                match.end() + length :
            ]  # an image goes, and its text with it
        return True

    def _tag(self, *, final: bool) -> bool:
        if len(self._buffer) == 1 and not final:
            return False
        if not re.match(r"<[A-Za-z/!?]", self._buffer):
            self._shift(1)
            return True
        end = self._buffer.find(">")
        if end < 0 and not final and len(self._buffer) <= _LONGEST_TAG:
            return False
        self._buffer = (
            self._buffer[end + 1 :] if 0 <= end <= _LONGEST_TAG else "< " + self._buffer[1:]
        )
        if self._buffer.startswith("< "):
            self._shift(2)
        return True

    def _quotation(self, mark: str, *, final: bool) -> bool:
        if mark in "'’":
            if len(self._buffer) == 1 and not final:
                return False
            if self._is_apostrophe():
                self._apostrophe()
                return True
        end = self._closing(mark, final=final)
        if end is None:
            if not final and len(self._buffer) <= _LONGEST_QUOTE:
                return False
            self._buffer = self._buffer[1:]  # a mark that nothing closes is left out
            return True
        inside, self._buffer = self._buffer[1:end], self._buffer[end + 1 :]
        self._quoted(mark, inside)
        return True

    def _is_apostrophe(self) -> bool:
        """Whether the mark belongs to a word, don’t, or to a year, ’90s; none follows Hangul."""
        before, after = self._line.previous, self._buffer[1:3]
        if before.isalnum():
            return not is_hangul(before)
        return len(after) == 2 and after.isdecimal() and after.isascii()

    def _apostrophe(self) -> None:
        """Show it; left out where it would seem to close what a year’s mark seems to open."""
        begins, ends = not self._line.previous.isalnum(), not self._buffer[1:2].isalnum()
        self._buffer = self._buffer[1:]
        if ends and self._year_begun:
            return
        self._year_begun = self._year_begun or begins
        self._line.add("’")

    def _closing(self, mark: str, *, final: bool) -> int | None:
        if mark in _PAIRS:
            at = self._buffer.find(_PAIRS[mark], 2)
            return at if at > 0 else None
        if mark in _DOUBLE:
            closed = _CLOSES_DOUBLE.search(self._buffer, 2)
            return closed.start() if closed else None
        for found in _CLOSES_SINGLE.finditer(self._buffer, 2):
            at = found.start()
            after = self._buffer[at + 1 : at + 2]
            if not after and not final:
                return None
            if not _LETTER.match(after) and not self._buffer[at - 1].isspace():
                return at
        return None

    def _quoted(self, mark: str, inside: str) -> None:
        """Show checked words between marks with their number, or the words alone when they are
        nobody's.
        """
        pointers = "".join(m[0] for m in _IN_BRACKETS.finditer(inside) if _pointers_in(m[1]))
        words = _IN_BRACKETS.sub(lambda m: "" if _pointers_in(m[1]) else m[0], inside).strip()
        parts = [part for part in _ELLIPSIS.split(words) if part]
        if len(parts) > 1:
            close = _PAIRS.get(mark, "’" if mark in "‘'’" else "”")
            self._buffer = (
                " … ".join(f"{mark}{part}{close}" for part in parts) + pointers + self._buffer
            )
            return
        checked = self._check(words)
        substantial = _weight(words) >= 8
        if checked is not None:
            self._show_quote(mark, checked, numbered=substantial)
            self._buffer = pointers + self._buffer
            return
        mentioned = not substantial or _letters(words) in self._mentions
        self._buffer = words + ("" if mentioned else _UNVERIFIED) + pointers + self._buffer

    def _check(self, words: str) -> Checked | None:
        """Look the words up, also without marks of emphasis among them, which nobody wrote."""
        checked = self._checker.check(words) if words else None
        if checked is None and (bare := _EMPHASIS.sub("", words).strip()) != words:
            return self._checker.check(bare) if bare else None
        return checked

    def _show_quote(self, mark: str, checked: Checked, *, numbered: bool) -> None:
        if _UNSHOWABLE.search(checked.shown):
            # Shown without marks, as text that cannot act: only what stands between marks must be
            # exact.
            self._line.add(_UNSHOWABLE.sub(" ", checked.shown))
        else:
            single = mark in "‘'’" and not re.search(r"['’]", checked.shown)
            opening, closing = (
                (mark, _PAIRS[mark]) if mark in _PAIRS else ("‘", "’") if single else ("“", "”")
            )
            self._line.add(f"{opening}{checked.shown}{closing}", exact=True)
        if numbered:
            number = self.numbering.number_of(checked.target, self.option, checked.state)
            if self._numbers[-1:] != [number]:
                self._show_number(number)
            self._from_quote = True

    def _show_number(self, number: int, *, pointed: bool = False) -> None:
        if (
            pointed
            and self._numbers[-1:] == [number]
            and (self._line.ends_in_number or self._from_quote)
        ):
            self._line.dropped()
            return
        self._line.add(f"[{number}]")
        self._numbers.append(number)
        self._from_quote = False

    def _shift(self, count: int) -> None:
        text, self._buffer = self._buffer[:count], self._buffer[count:]
        self._line.add(_EMOJI.sub("", text))


def _pointers_in(inside: str) -> tuple[Pointer, ...]:
    """Read what stands between brackets, without an escape of the last one and without what some
    models write after a dagger: 1.2†source.
    """
    return read_pointers(inside.partition("†")[0].rstrip("\\ "))


def _weight(words: str) -> int:
    """Return how much a quotation says: two for a Hangul syllable, one for another letter or
    digit.
    """
    return sum(2 if is_hangul(char) else 1 for char in words if char.isalnum())


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
