"""A date that stands somewhere never loses to the file's clock.

Each case is a small file of our own in the shape of a real one, imported as a person would.
"""

from __future__ import annotations

from datetime import date

import pytest

from journal.importers.base import How
from tests.journal.importers.bringing import WORDS, Bring, at


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-05-10 09:00:00 KST", "2024-05-10T09:00:00+09:00"),
        ("2024-05-10T09:00:00+09:00[Asia/Seoul]", "2024-05-10T09:00:00+09:00"),
        ("2024-05-10T09:00[Asia/Seoul]", "2024-05-10T09:00:00+09:00"),
        ("Fri May 10 2024 09:00:00 GMT+0900 (Korean Standard Time)", "2024-05-10T09:00:00+09:00"),
        ("Fri May 10 09:00:00 KST 2024", "2024-05-10T09:00:00+09:00"),
        ('"2024년 5월 10일 금요일 09시 00분 00초 KST"', "2024-05-10T09:00:00+09:00"),
        ("2024-05-10-16:00", "2024-05-10T16:00:00"),
        ("2024. 5. 10. 오전 9:00:00", "2024-05-10T09:00:00"),
        ("202405101600", "2024-05-10T16:00:00"),
        ('"[[2024-05-10]]"', ""),
        ("[[2024-05-10]]", ""),
        ('"[[Daily/2024-05-10|friday]]"', ""),
        ('"[[May 10th, 2024]]"', ""),
        ("24. 5. 10.", ""),
        ("240510", ""),
        ("[2024-05-10]", ""),
        ("\n  - 2024-05-10", ""),
        ("\n  start: 2024-05-10\n  end: 2024-05-12", ""),
        ("<2024-05-10 Fri 09:00>", "2024-05-10T09:00:00"),
        ("'[2024-05-10 금 09:00-10:00]'", "2024-05-10T09:00:00"),
        ("2024-05-10 (금) 저녁", ""),
        ("2024-05-10 ~ 2024-05-12", ""),
        ("10.05.2024", ""),
    ],
)
def test_a_field_in_any_spelling(value: str, expected: str, bring: Bring) -> None:
    brought = bring({"a.md": f"---\ntitle: x\ndate: {value}\n---\n{WORDS}"})

    assert (brought.one.written_on, at(brought.one)) == (date(2024, 5, 10), expected)
    assert (brought.preview.dates.by_field, brought.preview.dates.uncertain) == (1, 0)


def test_a_day_above_twelve_tells_the_order(bring: Bring) -> None:
    assert bring({"a.md": f"---\ndate: 31/05/2024\n---\n{WORDS}"}).one.written_on == date(
        2024, 5, 31
    )


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("2024_05_10.md", ""),
        ("2024 05 10.md", ""),
        ("2024–05–10 면담.md", "면담"),
        ("2024~05~10.md", ""),
        ("2024‐05‐10 면담.md", "면담"),
        ("2024／05／10.md", ""),
        ("2024-05-10~2024-05-12.md", "2024 05 12"),
        ("2024.05.10(금) 면담.md", "면담"),
        ("24년 5월 10일 면담.md", "면담"),
        ("일기 2024/5월 10일.md", ""),
        ("20240510_면담.md", "면담"),
        ("202405101630 면담.md", "면담"),
        ("20240510163000.md", ""),
        ("2024-05-10T09-00-00.md", ""),
        ("240510.md", ""),
        ("24-05-10.md", ""),
        ("24.05.10 일기.md", "일기"),
        ("[240510-til] 회고.md", "[til] 회고"),
        ("회고_240510.txt", "회고"),
        ("240510일기.md", "일기"),
        ("Friday, 10 May 2024.md", ""),
        ("2024년 5월 10일.txt", ""),
        ("2024/5월/10일.md", ""),
        ("2024/05/10 면담.md", "면담"),
        ("2024년/5월/10일 면담.md", "면담"),
        ("2024/05-May/10.md", ""),
        ("2024-05/10.md", ""),
        ("2024/05-10.txt", ""),
        ("2024년 일기/5월 10일.md", ""),
        ("posts/2024-05-10-a-walk/index.md", "a walk"),
        ("notes/2024-05-10/walk.md", "walk"),
        ("12-2024-05-10.md", "12"),
        ("3-2024-05-10 면담.md", "3- 면담"),
    ],
)
def test_a_name_in_any_spelling(name: str, title: str, bring: Bring) -> None:
    brought = bring({name: WORDS})

    assert (brought.one.written_on, brought.one.title) == (date(2024, 5, 10), title)
    assert (brought.preview.dates.by_name, brought.preview.dates.uncertain) == (1, 0)


def test_one_name_that_cannot_be_otherwise_decides_for_all(bring: Bring) -> None:
    brought = bring(
        {"10-05-2024.md": "first", "31-05-2024.md": "second", "sub/04-06-2024.md": "third"}
    )

    assert [entry.written_on for entry in brought.entries] == [
        date(2024, 5, 10),
        date(2024, 5, 31),
        date(2024, 6, 4),
    ]
    assert brought.preview.dates.order_assumed == 0


def test_two_digits_are_read_as_a_year_and_said_so(bring: Bring) -> None:
    brought = bring({"24-07-08.md": "first"})
    assert (brought.one.written_on, brought.preview.dates.year_assumed) == (date(2024, 7, 8), 1)


def test_the_order_of_two_digits_can_be_said(bring: Bring) -> None:
    brought = bring({"10-05-24.md": "first"}, How(day_order="dmy"))
    assert (brought.one.written_on, brought.preview.dates.year_assumed) == (date(2024, 5, 10), 0)


@pytest.mark.parametrize(
    "text",
    ["24년 5월 10일 금요일", "# 24년 5월 10일 면담", "24.05.10", "# 24. 5. 10. (금)"],
)
def test_a_year_of_two_digits_at_the_head_is_read(text: str, bring: Bring) -> None:
    entry = bring({"a.md": f"{text}\n\n{WORDS}"}).one

    assert (entry.written_on, entry.written_at) == (date(2024, 5, 10), None)


@pytest.mark.parametrize("text", ["# 10.5.12 beta", "# 1.2.3", "10.15.7 macOS에서"])
def test_a_version_at_the_head_is_no_date(text: str, bring: Bring) -> None:
    assert bring({"a.md": f"{text}\n\n{WORDS}"}).preview.dates.uncertain == 1


@pytest.mark.parametrize("date_mark", ["(24.05.10)", "[2024.05.10]", "240510"])
@pytest.mark.parametrize("name", ["a.md", "a.txt", "titled.md", "a.html"])
def test_a_date_at_the_end_of_a_title_dates_it(name: str, date_mark: str, bring: Bring) -> None:
    title = f"배운 것 {date_mark}"
    text = {
        "a.md": f"# {title}\n\n{WORDS}",
        "a.txt": f"{title}\n\n{WORDS}",
        "titled.md": f'---\ntitle: "{title}"\n---\n{WORDS}',
        "a.html": f"<html><body><h1>{title}</h1><p>{WORDS}</p></body></html>",
    }[name]
    brought = bring({name: text})

    assert (brought.one.written_on, brought.preview.dates.uncertain) == (date(2024, 5, 10), 0)


@pytest.mark.parametrize(
    "title", ["회의록 2024년 5월 10일", "Minutes, 10 May 2024", "면담 기록 2024-05-10 (금)"]
)
def test_a_first_line_apart_that_ends_with_its_date_dates_it(title: str, bring: Bring) -> None:
    brought = bring({"a.txt": f"{title}\n\n10:30 시작\n{WORDS}"})

    assert brought.one.written_on == date(2024, 5, 10)
    assert (brought.one.title, brought.preview.dates.uncertain) == (title, 0)


@pytest.mark.parametrize(
    "text",
    [
        f"Deadline: 2024-05-10\n\n{WORDS}",
        f"Kim 2024-05-10\nLee 2024-06-11\n\n{WORDS}",
        f"I gave my notice and was free from 2024-05-10.\n\n{WORDS}",
        "Kim 2024-05-10",
    ],
)
def test_a_date_behind_words_that_are_no_title_tells_nothing(text: str, bring: Bring) -> None:
    assert bring({"a.txt": text}).preview.dates.uncertain == 1


def test_rules_between_days_divide_them(bring: Bring) -> None:
    text = "---\n2024-05-10\n하나\n---\n2024-05-11\n둘\n\n====\n2024-05-12\n셋\n"

    entries = bring({"a.txt": text}).entries

    assert [(entry.written_on.day, entry.body) for entry in entries] == [
        (10, "하나"),
        (11, "둘"),
        (12, "셋"),
    ]


@pytest.mark.parametrize("name", ["123456.md", "v1.2.3.md", "lab.md", "0512.md", "2024 goals.md"])
def test_a_number_is_no_date(name: str, bring: Bring) -> None:
    assert bring({name: WORDS}).preview.dates.uncertain == 1


@pytest.mark.parametrize(
    ("name", "content", "origin"),
    [
        ("2024-05-10.md", "# 2025-05-10\n\n" + WORDS, "name"),
        ("2024_05_10.txt", "2025-05-10\n\n" + WORDS, "name"),
        ("2025-01-01-moved.md", "---\ndate: 2024-05-10\n---\n# 2023-01-01\n" + WORDS, "field"),
        ("a.md", "---\ntitle: 2024년 5월 10일 회고\nupdated: 2026-01-01\n---\n" + WORDS, "title"),
        ("a.md", "---\ntitle: 24.05.10 회고\n---\n" + WORDS, "title"),
        ("a.md", "---\nlastmod: 2024-05-10\n---\n" + WORDS, "field"),
        ("a.md", "# Journal\n\n## May 10, 2024 — A walk\n\n" + WORDS, "heading"),
        ("a.md", "2024년 5월 10일 금요일\n\n" + WORDS, "heading"),
        ("a.md", "date:: [[2024-05-10]]\n\n" + WORDS, "heading"),
        ("a.md", "작성일: 2024.05.10\n\n" + WORDS, "heading"),
        ("a.md", "# 산책\n\n**작성일**: 2024.05.10\n\n" + WORDS, "heading"),
        ("a.md", "# A walk\n\n- **Date:** May 10, 2024\n\n" + WORDS, "heading"),
    ],
)
def test_the_order_of_trust(name: str, content: str, origin: str, bring: Bring) -> None:
    entry = bring({name: content}).one

    assert (entry.written_on, entry.extra["date_from"]) == (date(2024, 5, 10), origin)


def test_one_dated_heading_of_notion_is_enough(bring: Bring) -> None:
    name = "Diary 0123456789abcdef0123456789abcdef.md"

    entry = bring({name: f"# Diary\n\n# 2024년 5월 10일 — 조용한 산책\n\n{WORDS}\n"}).one

    assert (entry.written_on, entry.title, entry.body) == (date(2024, 5, 10), "조용한 산책", WORDS)


def test_a_heading_within_a_page_dates_it_whole(bring: Bring) -> None:
    name = "Plan 0123456789abcdef0123456789abcdef.md"

    entry = bring({name: f"# Plan\n\nBefore.\n\n## May 10, 2024\n\n{WORDS}\n"}).one

    assert (entry.written_on, entry.title) == (date(2024, 5, 10), "Plan")
    assert entry.body.startswith("Before.")


@pytest.mark.parametrize(
    "date_mark",
    [
        '<p class="se_date">2024. 5. 10. 18:33<span class="txt"></span></p>',
        '<span class="se_publishDate pcol2">2024. 5. 10. 18:33</span>',
        '<p class="date fil5 pcol2 _postAddDate">2024/05/10 18:33</p>',
        '<div id="writeDate">2024.05.10. 18:33</div>',
        '<p class="post_time">2024년 5월 10일 18:33</p>',
    ],
)
def test_an_old_naver_page_tells_its_date(date_mark: str, bring: Bring) -> None:
    page = (
        '<!DOCTYPE html><html><head><meta property="og:title" content="첫 출근"></head><body>'
        f'<div class="post_tit_area"><h3 class="tit_h3">첫 출근</h3>{date_mark}</div>'
        f'<div id="postViewArea"><p>{WORDS}</p></div><script>var a="blog.naver.com"</script></body>'
    )

    entry = bring({"post.html": page}).one

    assert (at(entry), entry.body) == ("2024-05-10T18:33:00+09:00", WORDS)


def test_the_preview_counts_what_told_each_day_and_a_day_can_be_set(bring: Bring) -> None:
    files = {
        "2024-05-10.md": "by its name",
        "a.md": "---\ndate: 2024-05-11\n---\nby its field",
        "b.md": "# 2024-05-12\n\nby its heading",
        "c.md": "by nothing",
        "d.md": "by nothing either",
    }

    brought = bring(files, How(day=date(2020, 1, 1)))
    clock = bring(files).preview.dates

    assert (clock.by_name, clock.by_field, clock.by_heading, clock.uncertain) == (1, 1, 1, 2)
    assert brought.preview.dates.uncertain == 0
    assert [entry.written_on for entry in brought.entries].count(date(2020, 1, 1)) == 2


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("0001-01-01T00:00:00Z", date(2024, 5, 10)),
        ("1970-01-01T00:00:00Z", date(2024, 5, 10)),
        ("1899-12-30", date(2024, 5, 10)),
        ("9999-12-31", date(2024, 5, 10)),
        ("1970-01-01", date(1970, 1, 1)),
    ],
)
def test_what_says_that_there_is_no_date_is_passed_over(
    value: str, day: date, bring: Bring
) -> None:
    entry = bring({"2024-05-10 note.md": f"---\ndate: {value}\n---\n{WORDS}"}).one

    assert entry.written_on == day
    assert entry.extra.get("source_date", "") == ("" if day.year == 1970 else value)


def test_a_date_far_ahead_is_no_day_of_writing(bring: Bring) -> None:
    brought = bring({"9999-12-31.md": f"# 9998-12-31\n\n{WORDS}"})
    assert brought.preview.dates.uncertain == 1


@pytest.mark.parametrize("head", ["9998-12-31", "# 9998-12-31", "9998년 12월 31일"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_nor_is_it_at_the_head_of_a_text(head: str, name: str, bring: Bring) -> None:
    brought = bring({name: f"{head}\n\n{WORDS}"})

    assert brought.preview.dates.uncertain == 1
    assert brought.one.body == f"{head}\n\n{WORDS}"


def test_nor_does_it_divide_the_days_of_a_text(bring: Bring) -> None:
    letter = f"하나\n\n9998-12-31\n\n{WORDS}"
    found = bring({"a.txt": f"2024-05-10\n\n{letter}\n\n2024-05-11\n\n둘\n"}).entries

    assert [(str(each.written_on), each.body) for each in found] == [
        ("2024-05-10", letter),
        ("2024-05-11", "둘"),
    ]


@pytest.mark.parametrize("value", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"])
def test_the_ends_of_the_calendar_cost_no_words(value: str, bring: Bring) -> None:
    entry = bring({"a.md": f"---\ndate: {value}\n---\n{WORDS}"}).one
    assert (entry.body, entry.extra["source_date"]) == (WORDS, value)


def test_a_date_that_is_not_read_is_kept(bring: Bring) -> None:
    entry = bring({"a.md": f"---\ndate: 봄이 오던 날\n---\n{WORDS}"}).one

    assert (entry.extra["source_date"], entry.extra["date_from"]) == ("봄이 오던 날", "clock")


def test_an_instant_in_a_name_is_the_writers_day(bring: Bring) -> None:
    entry = bring({"2024-05-09T16_30_00Z 면담.md": WORDS}).one

    assert (at(entry), entry.title) == ("2024-05-10T01:30:00+09:00", "면담")
