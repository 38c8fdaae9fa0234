"""What the indexes need to know of an entry: passages, terms, digest, and the texts to embed.

Invariant: two entries with the same digest are prepared alike; the digest covers all that a search
can see.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from journal.entry import Entry
from journal.private_entry import is_private
from language.detect import is_korean
from language.grammar.sentences import Span
from language.grammar.terms import Terms, terms_of
from vectorstore.passages import PASSAGE_VERSION, Cut, as_passage, cuts, pieces
from vectorstore.types import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedPassage:
    """A passage, its own terms (`fresh`), those it shares with the one before (`repeated`), and
    whether it is in Korean.
    """

    passage: Passage
    fresh: Terms
    repeated: Terms
    korean: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An entry ready to be indexed."""

    entry: Entry
    digest: bytes
    heading: Terms
    passages: tuple[PreparedPassage, ...]


def digest(entry: Entry) -> bytes:
    """Return a hash of all of `entry` that the indexes know."""
    parts = (
        str(PASSAGE_VERSION),
        entry.written_on.isoformat(),
        entry.kind,
        *entry.tags,
        entry.title,
    )
    return hashlib.blake2b(
        "\x00".join((*parts, "\x01", entry.body)).encode("utf-8", "replace"), digest_size=16
    ).digest()


def prepare(entries: Sequence[Entry]) -> list[Prepared]:
    """Return the entries prepared; in batches, because Korean is analysed much faster together."""
    spans = [pieces(entry.body) for entry in entries]
    texts = [
        entry.body[start:end]
        for entry, own in zip(entries, spans, strict=True)
        for start, end in own
    ]
    found = terms_of([heading(entry) for entry in entries] + texts)
    rest = found[len(entries) :]
    prepared = []
    for entry, own, title in zip(entries, spans, found, strict=False):
        prepared.append(_prepared(entry, own, title, rest[: len(own)]))
        rest = rest[len(own) :]
    return prepared


def heading(entry: Entry) -> str:
    """Return what stands over every passage of `entry`: title and date."""
    day = entry.written_on
    return f"{entry.title}\n{day.isoformat()} {day:%B %Y}"


_PRIVATE = "…"


def text_to_embed(entry: Entry, passage: Passage, *, stays_here: bool = True) -> str:
    """Return a passage as an embedding model reads it: under its title and date. A model elsewhere
    gets nothing of a private entry, which is found by its words alone.
    """
    if not stays_here and is_private(entry):
        return _PRIVATE
    body = entry.body[passage.start : passage.end]
    return f"{entry.title}\n{entry.written_on.isoformat()}\n{body}".strip()


def _prepared(entry: Entry, spans: tuple[Span, ...], title: Terms, terms: list[Terms]) -> Prepared:
    passages = tuple(
        _passage(entry, number, cut, spans, terms) for number, cut in enumerate(cuts(spans))
    )
    return Prepared(entry=entry, digest=digest(entry), heading=title, passages=passages)


def _passage(
    entry: Entry, number: int, cut: Cut, spans: tuple[Span, ...], terms: list[Terms]
) -> PreparedPassage:
    passage = as_passage(entry, number, spans[cut.first : cut.last])
    return PreparedPassage(
        passage=passage,
        fresh=tuple(term for each in terms[cut.fresh : cut.last] for term in each),
        repeated=tuple(term for each in terms[cut.first : cut.fresh] for term in each),
        korean=is_korean(entry.body[passage.start : passage.end]),
    )
