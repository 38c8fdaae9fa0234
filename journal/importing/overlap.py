"""The same writing from two sources: known by its words, whatever marks, links and line breaks
stand between them.

Method: bottom-k MinHash over 12-letter shingles (Broder 1997). Limit: of under 40 letters one must
hold the other.
"""

from __future__ import annotations

import math
import re
import zlib
from dataclasses import dataclass

_NOT_WORDS = re.compile(
    r"!\[[^\]]{0,400}\]\([^)]{0,600}\)|!\[\[[^\]]{0,600}\]\]|(?<=\])\([^)\s]{0,600}\)|"
    r"<[^>]{1,200}>|\b\w+://\S+"
)
_NO_LETTER = re.compile(r"[\W_]+")
_SHINGLE, _KEPT, _LONGEST, _SHORT = 12, 96, 20_000, 40
_ALIKE = 0.7
# Of the smallest hashes of two alike texts together, fewer than this many are not in both: so one
# of this many smallest of each is.
_ONE_SHARED = _KEPT - math.ceil(_ALIKE * _KEPT) + 1
_FEW_LETTERS = -1


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The smallest hashes of a text's shingles, or the letters themselves where they are few."""

    hashes: tuple[int, ...]
    letters: str = ""


def fingerprint(body: str) -> Fingerprint:
    """Return what a text can be known by."""
    letters = _NO_LETTER.sub("", _NOT_WORDS.sub("", body[: 2 * _LONGEST])).casefold()[:_LONGEST]
    if len(letters) < _SHORT:
        return Fingerprint((), letters)
    raw = letters.encode("utf-32-le")
    size = 4 * _SHINGLE
    hashes = {zlib.crc32(raw[at : at + size]) for at in range(0, len(raw) - size + 1, 4)}
    return Fingerprint(tuple(sorted(hashes)[:_KEPT]))


def keys(print_: Fingerprint) -> tuple[int, ...]:
    """Return numbers of which two texts that are alike share at least one."""
    return print_.hashes[:_ONE_SHARED] or (_FEW_LETTERS,)


def alike(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two texts are the same writing: at least 0.7 of their shingles, as estimated."""
    if one.letters or other.letters or not (one.hashes and other.hashes):
        shorter, longer = sorted((one.letters, other.letters), key=len)
        # A heading may stand above the one; a word or two more says it is another note.
        return shorter in longer and len(shorter) > _ALIKE * len(longer)
    smallest = sorted({*one.hashes, *other.hashes})[:_KEPT]
    both = set(one.hashes) & set(other.hashes)
    return sum(each in both for each in smallest) / len(smallest) >= _ALIKE
