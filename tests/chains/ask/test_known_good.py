"""Example questions: those with two entries for an answer, found without what they do not need."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from chains.ask.known_good import keep_answerable
from chains.evidence.candidates import SMALL
from journal.entry import Entry
from language.grammar import morphology
from vectorstore.index import open_index

TODAY = date(2024, 6, 1)
BODIES = (
    "The kiln cracked again, and I was glad to mend it myself.",
    "Hana showed me her glaze. I want a kiln of my own.",
    "It rained; the harbour was empty.",
)


def test_questions_with_two_entries_are_kept_in_order(tmp_path: Path) -> None:
    index = open_index(tmp_path)
    index.sync(_entries())
    asked = ("What about the violin?", "Why a kiln?", "What did I say of the harbour?")
    kept = keep_answerable(index, asked, 2, today=TODAY)
    index.close()
    assert kept == ("Why a kiln?", "What did I say of the harbour?")


def test_an_english_journal_is_asked_without_the_korean_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load() -> None:
        raise AssertionError("340 MB for wordings that can find nothing")

    monkeypatch.setattr(morphology, "_model", load)
    index = open_index(tmp_path)
    index.sync(_entries())
    keep_answerable(index, ("Grad school or industry?",), 1, today=TODAY)
    index.close()


def _entries() -> tuple[Entry, ...]:
    """Return so many that words have to propose some."""
    return tuple(
        Entry(id=f"e{at}", written_on=TODAY - timedelta(days=at), body=BODIES[at % 3], title="")
        for at in range(SMALL + 1)
    )
