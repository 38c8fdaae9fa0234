"""The objects of JSON that is not quite JSON: a comma too many, a raw line break or a bad byte, two
objects without a list around them, an end that is missing.

Promise: one broken object costs no other.
Limit: a broken object of a megabyte and more is not mended; after a hundred broken ones the rest is
given up.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice

Json = dict[str, object]

_DECODER = json.JSONDecoder(strict=False)
# No possessive group: Python 3.11.2 loses its place in one.
_STRING = r'"(?:[^"\\]++|\\.)*"'
_TOKEN = re.compile(rf"{_STRING}|[{{}}\[\]]", re.DOTALL)
_LAST_COMMA = re.compile(rf"({_STRING})|,(?=\s*+[}}\]])", re.DOTALL)
# A mark that no comma, colon or bracket follows stands within its text.
# One that is never closed goes to the end: to look for an end from each mark is the square of it.
_LOOSE_STRING = re.compile(r'"(?:[^"\\]++|\\.|"(?!\s*+[,:}\]]))*(?:"|\Z)', re.DOTALL)
_LOOSE_TOKEN = re.compile(rf"{_LOOSE_STRING.pattern}|[{{}}\[\]]", re.DOTALL)
_BARE_MARK = re.compile(r'(\\.)|"', re.DOTALL)
_BARE_BACKSLASH = re.compile(r'(?<!\\)\\(?!["\\/bfnrt]|u[0-9A-Fa-f]{4})')
_BETWEEN = re.compile(r"[\s,\x1e\ufeff]*")
_LIST = re.compile(r"[\s\ufeff]*\[")
_NEXT = re.compile(r"(?:\}\s*+(?:,\s*+)?|\n)(?=\{)")
_MOST_BROKEN = 100
_LONGEST = 1_000_000  # of an object that is mended, in characters
_SHORT = 10_000  # … as most are
_LONGEST_WORD = 30  # of a number or a name of a value, which may be cut


def mended_objects(text: str, place: str) -> Iterator[Json | None]:
    """Yield the objects at `place` ("entries.item", "item", "" for the whole text), None for each
    that is broken and for an end that is missing."""
    opening = _opening(place).match(text)
    at, broken, known = opening.end() if opening else 0, 0, frozenset[str]()
    if opening is None and "." in place:
        yield None
        return
    while (at := _end_of_match(_BETWEEN, text, at)) < len(text):
        if text[at] in "]}":
            return
        found, end = _value_at(text, at)
        if end > at:
            at = end
            if isinstance(found, dict):
                known = known or frozenset(found)
                yield found
            continue
        yield None
        broken += 1
        at = _next_object(text, at, known) if broken < _MOST_BROKEN else len(text)
        if at == len(text):
            return
    if opening is not None:
        yield None


def _opening(place: str) -> re.Pattern[str]:
    name = place.rpartition(".")[0]
    return re.compile(rf'[\s\S]*?"{re.escape(name)}"\s*:\s*\[') if name else _LIST


def _end_of_match(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _value_at(text: str, at: int) -> tuple[object, int]:
    """Return the value that begins here and its end, which is `at` where none can be read."""
    found, end = _whole_value(text, at)
    if end > at:
        return found, end
    for token, mend in ((_TOKEN, _without_last_commas), (_LOOSE_TOKEN, _with_marks)):
        end = _end_of_brackets(text, at, token)
        try:
            return _DECODER.decode(mend(text[at:end])), end
        except (ValueError, RecursionError):
            continue
    return None, at


def _whole_value(text: str, at: int) -> tuple[object, int]:
    """Return the value here as JSON has it, and its end, or `at`. A short piece is tried first: an
    error of the decoder counts the lines of all that it was given."""
    for length in (_SHORT, _LONGEST, len(text)):
        piece = text[at : at + length]
        try:
            found, end = _DECODER.raw_decode(piece)
        except json.JSONDecodeError as error:
            is_cut = len(piece) == length and (
                error.pos > length - _LONGEST_WORD or error.msg.startswith("Unterminated")
            )
            if not is_cut:
                break
        except (ValueError, RecursionError):
            break
        else:
            return found, at + end
    return None, at


def _end_of_brackets(text: str, at: int, tokens: re.Pattern[str]) -> int:
    depth = 0
    for token in tokens.finditer(text, at, at + _LONGEST):
        if token[0] in "{[":
            depth += 1
        elif token[0] in "}]":
            depth -= 1
        if depth <= 0:
            return token.end()
    return at


def _without_last_commas(text: str) -> str:
    return _LAST_COMMA.sub(lambda match: match[1] or "", text)


def _with_marks(text: str) -> str:
    """Return JSON in which quotation marks within a text, and a bare backslash, are marked so."""

    def mark(match: re.Match[str]) -> str:
        within = _BARE_BACKSLASH.sub(r"\\\\", match[0][1:-1])
        return f'"{_BARE_MARK.sub(_marked, within)}"'

    return _without_last_commas(_LOOSE_STRING.sub(mark, text))


def _marked(match: re.Match[str]) -> str:
    return match[1] or '\\"'


def _next_object(text: str, at: int, known: frozenset[str]) -> int:
    """Return where the next object of the same list begins: it has half the fields of the first, as
    those within a broken one have not."""
    for match in islice(_NEXT.finditer(text, at), _MOST_BROKEN):
        found, _ = _whole_value(text, match.end())
        if isinstance(found, dict) and 2 * len(known.intersection(found)) >= len(known):
            return match.end()
    return len(text)
