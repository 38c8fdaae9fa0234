"""The list of entries on the Journal page: a time line with a head for each month; what holds the
words looked for, and apart from it a few entries that are near them in meaning.

Promise: only the rows of the page that is shown are made, however many entries there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from chains.ask.finding.things import NEAR_ENOUGH
from journal.entry import Entry
from ui.screens.journal.excerpt import cut_excerpt, mark_words, sought_words
from ui.shared.templates import render
from ui.shared.text import month, t
from vectorstore.types import EntryFilter

if TYPE_CHECKING:
    from vectorstore.index import JournalIndex
    from vectorstore.nearness import Nearness

_PROPOSED: Final = 60  # passages, whose entries are held against the words
_MOST_NEAR: Final = 3
# What nobody wrote of comes as near to some sentence as what many did; a passage never does.
_NEAR_AROUND: Final = 0.2  # cosine between the words and the passage around the sentence
# A sentence of a word or two is near anything.
_LEAST_LETTERS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An entry, and where in it the words looked for are spoken of."""

    entry: Entry
    start: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry and the words of it that the list shows."""

    entry: Entry
    title: Markup
    excerpt: Markup


def find_entries(
    index: JournalIndex, entries: Sequence[Entry], words: str, where: EntryFilter
) -> list[Found]:
    """Return the entries that hold the words, in any inflection, newest first; all without
    words.
    """
    newest = reversed(entries)
    if not words.strip():
        return [Found(entry=entry) for entry in newest if where.admits(entry)]
    held = index.holding(words, where)
    return [Found(entry=entry) for entry in newest if entry.id in held]


def find_near(
    index: JournalIndex, entries: Sequence[Entry], words: str, where: EntryFilter
) -> list[Found]:
    """Return a few entries with a sentence that is near the words in meaning, and without the
    words; none while no model tells how near.
    """
    held = index.holding(words, where)
    hits = index.search(words, k=_PROPOSED, where=where)
    proposed = {hit.passage.entry_id for hit in hits} - held
    others = [entry for entry in entries if entry.id in proposed]
    nearness = index.nearness([words], others) or {}
    scored: list[tuple[float, Found]] = []
    for entry in others:
        if entry.id in nearness:
            scored += _nearest(index, entry, nearness[entry.id])
    best = sorted(scored, key=lambda each: -each[0])[:_MOST_NEAR]
    return [found for _, found in best]


def _nearest(index: JournalIndex, entry: Entry, near: Nearness) -> list[tuple[float, Found]]:
    """Return the nearest sentence that is near enough, and stands where it speaks of the same, if
    there is one.
    """
    sentences = zip(
        near.sentences[0].tolist(), near.passages[0].tolist(), index.sentences(entry), strict=True
    )
    enough = [
        (cosine, start)
        for cosine, around, (start, end) in sentences
        if cosine >= NEAR_ENOUGH
        and around >= _NEAR_AROUND
        and sum(map(str.isalnum, entry.body[start:end])) >= _LEAST_LETTERS
    ]
    if not enough:
        return []
    cosine, start = max(enough)
    return [(cosine, Found(entry=entry, start=start))]


def rows_html(shown: Sequence[Found], words: str, *, by_month: bool = True) -> Markup:
    """Return the rows; each opens its entry."""
    sought = sought_words(words)
    rows = [
        Row(
            entry=each.entry,
            title=mark_words(each.entry.title or t("entry.untitled"), sought),
            excerpt=mark_words(cut_excerpt(each.entry.body, each.start, sought), sought),
        )
        for each in shown
    ]
    if not by_month:
        return render("entry_list", months=[("", rows)])
    months = [
        (head, list(own)) for head, own in groupby(rows, lambda row: month(row.entry.written_on))
    ]
    return render("entry_list", months=months)
