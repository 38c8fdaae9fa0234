"""The writer's words in a mail, without those of others that it answers.

Limit: a quotation is known by its marks (`>`), what is forwarded by its rule
(`---- Original Message ----`), as mail programs write them.
Invariant: no line of the writer's is changed; whole lines go, or stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from language.dates.written import find_when

_QUOTED = re.compile(r"[ \t]{0,3}>")
_FORWARDED = re.compile(r"[ \t]*[-_]{4,}[ \t]*\S[^\n]{1,60}?[ \t]*[-_]{4,}[ \t]*")
_ADDRESS = re.compile(r"\S+@\S+\.\w+")
_MOST_LINES = 3  # of the sentence that says who wrote on which day


def without_quotations(text: str, *, attributed: bool = False) -> tuple[str, int]:
    """Return a text without the words of others, and how many passages of them there were. With
    `attributed` only passages count that a line before them gives to somebody."""
    lines = text.split("\n")
    kept: list[str] = []
    count, at = 0, 0
    while at < len(lines):
        if _FORWARDED.fullmatch(lines[at]) and _is_head(lines[at + 1 :]):
            return _joined(kept), count + 1
        if not _QUOTED.match(lines[at]):
            kept.append(lines[at])
            at += 1
            continue
        end = _end_of_quotation(lines, at)
        said = _attribution(kept)
        if attributed and not said:
            kept += lines[at:end]
        else:
            del kept[len(kept) - said :]
            count += 1
        at = end
    return _joined(kept) if count else text, count


def _end_of_quotation(lines: Sequence[str], at: int) -> int:
    end = at
    while at < len(lines) and (_QUOTED.match(lines[at]) or not lines[at].strip()):
        at += 1
        if _QUOTED.match(lines[at - 1]):
            end = at
    return end


def _attribution(lines: Sequence[str]) -> int:
    """Return how many of the last lines say who wrote what follows, and when."""
    last = len(lines)
    while last and not lines[last - 1].strip():
        last -= 1
    if not last or not lines[last - 1].rstrip().endswith((":", "：")):
        return 0
    first = last
    while first and last - first < _MOST_LINES and lines[first - 1].strip():
        first -= 1
    piece = " ".join(lines[first:last])
    is_attribution = find_when(piece) is not None or _ADDRESS.search(piece) is not None
    return len(lines) - first if is_attribution else 0


def _is_head(lines: Sequence[str]) -> bool:
    """Whether lines begin with the fields of a mail's head."""
    filled = [line for line in lines[:6] if line.strip()]
    return sum(bool(re.match(r"[ \t]*\w[\w -]{1,20}:\s*\S", line)) for line in filled) >= 2


def _joined(lines: Sequence[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
