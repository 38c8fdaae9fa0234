"""Quotation marks in a text: where somebody else speaks, and where a sentence is cut off.

Limit: marks that are left open count to the end of their paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from language.word_lists import compile_list

_PAIRS = (("“", "”"), ("「", "」"), ("『", "』"), ("«", "»"))
_STRAIGHT = '"'
_SPEECH = re.compile(
    r"\s*(?:“[^“”]+”|「[^「」]+」|『[^『』]+』|«[^«»]+»|\"[^\"]+\"|‘.+’|'.+')\s*[.!?…]?\s*"
)
_TRAILING = re.compile(r"\s*(?:…|\.{2,})[\s\"”’']*$")
_ENDED = re.compile(r"[.?!…。~)\]”’\"'ㅋㅎㅠㅜ]\s*$")


def is_cut_off(text: str) -> bool:
    """Say whether a sentence is a piece of one: a mark has no partner, or its end is missing."""
    if text.count(_STRAIGHT) % 2 or any(text.count(a) != text.count(b) for a, b in _PAIRS):
        return True
    return not _ENDED.search(text) and bool(compile_list("sentences", "unfinished").search(text))


def breaks_off(text: str) -> bool:
    """Say whether a sentence trails off before it has said anything: `My question is…`."""
    said = _TRAILING.sub("", text)
    return said != text and bool(compile_list("sentences", "nothing_said").search(said))


def is_speech(text: str) -> bool:
    """Say whether a text is one speech in quotation marks, and nothing else."""
    return _SPEECH.fullmatch(text) is not None


def is_within_quotation(text: str, at: int) -> bool:
    """Say whether the place `at` lies within what somebody says, after its opening mark."""
    lines = _places(text, "\n")
    line = bisect_left(lines, at)
    start = lines[line - 1] if line else 0

    def met(mark: str) -> int:
        places = _places(text, mark)
        return bisect_left(places, at) - bisect_left(places, start)

    return met(_STRAIGHT) % 2 == 1 or any(
        met(opening) > met(closing) for opening, closing in _PAIRS
    )


@lru_cache(maxsize=16)
def _places(text: str, mark: str) -> tuple[int, ...]:
    """Return where a mark stands: every sentence of a text asks again."""
    return tuple(match.start() for match in re.finditer(mark, text))
