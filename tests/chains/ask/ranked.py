"""Entries as a search gives them, with scores of a test's own choosing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np

from chains.ask.events import Hits, Searched
from chains.ask.finding.ranked import Ranked, Retrieved
from journal.entry import Entry
from vectorstore.passages import pieces

FIRST_DAY: Final = date(2024, 1, 1)


def entry(entry_id: str, body: str, *, day: int = 0, title: str = "") -> Entry:
    """Return an entry of the `day`-th day."""
    return Entry(id=entry_id, written_on=FIRST_DAY + timedelta(day), title=title, body=body)


def written(*days: tuple[str, str]) -> tuple[Entry, ...]:
    """Return an entry for each day (`2024-05-20`, its id as well) and body."""
    return tuple(
        Entry(id=day, written_on=date.fromisoformat(day), title="", body=body) for day, body in days
    )


def rank(of: Entry, scores: Sequence[float] | None = None, *, score: float = 1.0) -> Ranked:
    """Return `of` with a score for each sentence, or its first sentence at `score`."""
    sentences = pieces(of.body)
    own = [score, *[0.0] * (len(sentences) - 1)] if scores is None else list(scores)
    assert len(own) == len(sentences)
    return Ranked(
        entry=of, sentences=sentences, scores=np.asarray(own, dtype=np.float32), score=max(own)
    )


def days(*scored: tuple[int, float]) -> tuple[Ranked, ...]:
    """Return entries of one sentence, each a day and a score, best first."""
    made = [rank(entry(f"d{day}", "하나다.", day=day), score=score) for day, score in scored]
    return tuple(sorted(made, key=lambda each: -each.score))


def found(
    ranked: Sequence[Ranked] = (),
    *,
    of_the_time: Sequence[Entry] = (),
    by_option: Sequence[tuple[str, tuple[Ranked, ...]]] = (),
    missing: Sequence[str] = (),
) -> Retrieved:
    """Return what a search found."""
    return Retrieved(
        hits=Hits(hits=(), searched=Searched(entries=len(ranked))),
        ranked=tuple(ranked),
        of_the_time=tuple(of_the_time),
        by_option=tuple(by_option),
        missing=tuple(missing),
    )
