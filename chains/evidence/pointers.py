"""Reads what a model puts in square brackets to point at a sentence: `3.2`, `3.2, 4.1`, `3.2-3.4`,
`3`.

Limit: a bracket holding anything but numbers points at nothing and is text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from chains.evidence.sources import Source, Span
from language.model_words import passage_words

_REF = (
    rf"(?:(?:{'|'.join(passage_words())}|#|\^)\.?\s*)?(\d{{1,6}})(?:[.·](\d{{1,6}}))?"
    r"(?:\s*[-–—~∼]\s*(?:(\d{1,6})[.·])?(\d{1,6}))?\.?"
)
_ONE = re.compile(_REF, re.IGNORECASE)
_ALL = re.compile(
    rf"\s*{_REF}(?:\s*[,;/、，·&]?\s+{_REF}|\s*[,;/、，&]\s*{_REF})*\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """Sentences `first` to `last` of passage `passage`, counted from 1; 0 to 0 is the whole
    passage.
    """

    passage: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The span of an entry that a pointer names."""

    source: Source
    span: Span


def read_pointers(inside: str) -> tuple[Pointer, ...]:
    """Return the pointers inside a pair of brackets, or none when it holds something else."""
    text = unicodedata.normalize("NFKC", inside)
    if len(text) > 200 or not _ALL.fullmatch(text):
        return ()
    return tuple(pointer for match in _ONE.finditer(text) for pointer in _expanded(match))


def resolve(pointer: Pointer, sources: Sequence[Source]) -> Target | None:
    """Return what `pointer` names, or None when there is no such passage or sentence."""
    if not 1 <= pointer.passage <= len(sources):
        return None
    source = sources[pointer.passage - 1]
    first, last = pointer.first or 1, pointer.last or len(source.sentences)
    if not 1 <= first <= last <= len(source.sentences):
        return None
    return Target(
        source=source, span=(source.sentences[first - 1][0], source.sentences[last - 1][1])
    )


def _expanded(match: re.Match[str]) -> list[Pointer]:
    passage, first, to_passage, to = (int(g) if g else None for g in match.groups())
    assert passage is not None
    if to is None:
        return [Pointer(passage=passage, first=first or 0, last=first or 0)]
    if first is None:  # passages 3-4
        return [
            Pointer(passage=p, first=0, last=0) for p in range(passage, min(to, passage + 9) + 1)
        ]
    if to_passage not in (None, passage):  # 3.2-4.1 names its two ends
        return [
            Pointer(passage=passage, first=first, last=first),
            Pointer(passage=to_passage or passage, first=to, last=to),
        ]
    return [Pointer(passage=passage, first=first, last=max(first, to))]
