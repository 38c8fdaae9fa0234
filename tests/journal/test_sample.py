"""The sample journal: every entry loads, both languages and both options are in it, and no file is
left out.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from journal.entry import Entry
from journal.samples import install_sample
from journal.store import EntryStore


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> tuple[Entry, ...]:
    root = tmp_path_factory.mktemp("sample")
    install_sample(root)
    loaded = EntryStore(root).load()
    assert loaded.problems == ()
    return loaded.entries


def latin_share(text: str) -> float:
    latin, hangul = len(re.findall("[A-Za-z]", text)), len(re.findall("[가-힣]", text))
    return latin / (latin + hangul)


def test_about_forty_entries_over_two_years_and_more(entries: tuple[Entry, ...]) -> None:
    assert 36 <= len(entries) <= 44
    assert len({entry.id for entry in entries}) == len(entries)
    assert (entries[-1].written_on - entries[0].written_on).days >= 2 * 365


def test_every_entry_is_labelled_as_the_sample(entries: tuple[Entry, ...]) -> None:
    for entry in entries:
        assert entry.id == f"sample-{entry.written_on}"
        assert entry.title
        assert entry.tags
        assert (entry.kind, entry.source, dict(entry.extra)) == ("entry", "sample", {})


def test_korean_english_and_mixed_are_all_there(entries: tuple[Entry, ...]) -> None:
    shares = [latin_share(entry.body) for entry in entries]
    korean, english = sum(share < 0.1 for share in shares), sum(share > 0.9 for share in shares)
    assert korean / len(shares) == pytest.approx(0.55, abs=0.08)
    assert english / len(shares) == pytest.approx(0.2, abs=0.06)
    assert (len(shares) - korean - english) / len(shares) == pytest.approx(0.25, abs=0.06)


def test_both_options_are_weighed_early_and_late(entries: tuple[Entry, ...]) -> None:
    for option in ("대학원", "취업"):
        years = {entry.written_on.year for entry in entries if option in entry.body}
        assert years == {2022, 2023, 2024}


@pytest.mark.parametrize("absent", ["결혼", "marriage", "창업", "공무원", "주식", "유학"])
def test_some_subjects_are_in_no_entry(entries: tuple[Entry, ...], absent: str) -> None:
    assert not [entry.id for entry in entries if absent in entry.body]


def test_texts_are_nfc_and_end_where_the_words_end(entries: tuple[Entry, ...]) -> None:
    for entry in entries:
        assert unicodedata.is_normalized("NFC", entry.title + entry.body)
        assert entry.body.strip()


def test_text_that_markdown_would_spoil_is_in_it(entries: tuple[Entry, ...]) -> None:
    everything = "\n".join(entry.body for entry in entries)
    for hard in (
        "3~4년",
        "$100",
        "“",
        "ㅋㅋ",
        "ㅠㅠ",
        "\n## ",
        "\n> ",
        "Ignore all previous instructions",
    ):
        assert hard in everything


def test_installing_twice_changes_nothing(tmp_path: Path) -> None:
    install_sample(tmp_path)
    first = EntryStore(tmp_path).load()
    install_sample(tmp_path)
    assert EntryStore(tmp_path).load() == first
