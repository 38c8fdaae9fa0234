"""Strange files of which something came in wrong, or not at all, without a word about it.

Each case is a small file of our own, imported as a person would.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.journal.importers.bringing import WORDS, Bring

OTHER = "Talked to Mina about leaving the lab. Not sure yet."
TWO_DAYS = [(date(2024, 1, 5), WORDS), (date(2024, 1, 6), OTHER)]


@pytest.mark.parametrize("end", ["\r", "\u2028", "\u2029", "\x0c", "\r\n"])
def test_line_ends_of_several_programs_in_one_file(end: str, bring: Bring) -> None:
    text = f"2024-01-05\n\n{WORDS}{end}{end}2024-01-06{end}{end}{OTHER}\n"

    found = bring({"a.txt": text}).entries

    assert [(each.written_on, each.body) for each in found] == TWO_DAYS


def test_characters_that_nobody_sees_hide_no_date(bring: Bring) -> None:
    text = f"\u200b2024-01-05\u200b\n\n{WORDS}\n\n\u200e2024-01-06\n\n{OTHER}\n"

    found = bring({"a.txt": text}).entries

    assert [(each.written_on, each.body) for each in found] == TWO_DAYS


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "dates", [("2024-01-05", "2024-01-06", "2024-01-07"), ("2024년 1월 5일", "2024년 1월 6일")]
)
def test_a_list_of_dates_is_kept(name: str, dates: tuple[str, ...], bring: Bring) -> None:
    entry = bring({name: "\n\n".join(dates)}).one

    assert entry.written_on == date(2024, 1, 5)
    assert all(each in f"{entry.title}\n{entry.body}" for each in dates[1:])


def test_other_posts_on_a_saved_page_are_told(bring: Bring) -> None:
    page = (
        f"<html><body><article><time datetime='2024-01-05'></time><p>{WORDS}</p></article>"
        f"<article><time datetime='2024-01-06'></time><p>{OTHER}</p></article></body></html>"
    )

    brought = bring({"a.html": page})

    assert (brought.one.body, brought.told()) == (WORDS, [("import.other_posts", 1)])


def test_what_stands_around_a_saved_post_is_no_other_post(bring: Bring) -> None:
    page = (
        f"<html><body><article><p>{WORDS}</p><article>{OTHER}</article></article>"
        f"<article>다음 글</article><aside><article>{OTHER}</article></aside></body></html>"
    )

    assert bring({"a.html": page}).told() == []
