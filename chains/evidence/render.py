"""Lays the sources out for the model: numbered sentences inside a fence.

Promise: entry text is data. It cannot close the fence, pose as a heading, or carry a number of its
own.
Invariant: what is changed here is changed for the model's eyes only; quotes are always cut from the
entry itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chains.evidence.sources import Source

_MARKS = str.maketrans(
    {"<": "‹", ">": "›", "[": "(", "]": ")", "【": "(", "】": ")", "［": "(", "］": ")"}
)
_CUT = "(…)"  # there the entry goes on
_WORD = re.compile(r"\w")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]")


def render_sources(sources: Sequence[Source]) -> str:
    """Return the passages as the model reads them, each headed by its number, date and title, with
    a mark where its entry is cut.
    """
    return "\n\n".join(_rendered(source) for source in sources)


def plain(text: str, longest: int | None = None) -> str:
    """Return `text` on one line without anything that could pose as a fence, a pointer or a
    heading.
    """
    line = " ".join(_INVISIBLE.sub("", text).translate(_MARKS).split())
    return line if longest is None or len(line) <= longest else line[:longest] + "…"


def _rendered(source: Source) -> str:
    title = plain(source.title, 120)
    head = f"Passage {source.number} · {source.written_on.isoformat()}" + (
        f" · {title}" if title else ""
    )
    lines = [
        f"[{source.number}.{n}] {plain(source.text(span))}"
        for n, span in enumerate(source.sentences, 1)
    ]
    start, end = source.sentences[0][0], source.sentences[-1][1]
    before = [_CUT] if _WORD.search(source.body, 0, start) else []
    after = [_CUT] if _WORD.search(source.body, end) else []
    return "\n".join([head, *before, *lines, *after])
