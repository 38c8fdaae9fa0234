"""A file of many days whose dates stand in parts: the year in its name or above, the day below.

Each case is a small file of our own in the shape of a real one, imported as a person would.
"""

from __future__ import annotations

from datetime import date

import pytest

from journal.importers.base import How
from tests.journal.importers.bringing import SEOUL, Bring

MARCH = [(date(2024, 3, 4), "하나"), (date(2024, 3, 5), "둘")]


def _days(name: str, text: str, bring: Bring, how: How = SEOUL) -> list[tuple[date, str]]:
    return [(entry.written_on, entry.body) for entry in bring({name: text}, how).entries]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2024 일기.md", "## 3월 4일\n하나\n\n## 3월 5일 (화)\n둘\n"),
        ("일기_2024.md", "## 3/4\n하나\n\n## 3/5\n둘\n"),
        ("2024 일기.txt", "3월 4일 월요일\n하나\n\n3월 5일\n둘\n"),
        ("a.txt", "2024년 3월\n\n4일 월요일\n하나\n\n5일(화)\n둘\n"),
        ("a.txt", "2024년\n\n3월\n4일\n하나\n\n5일\n둘\n"),
        ("a.txt", "March 2024\n\nMon 4\n하나\n\n5th\n둘\n"),
        ("2024-03.md", "## 4일\n하나\n\n## 5일 (화)\n둘\n"),
        ("2024/3월.md", "## 4\n하나\n\n## 5\n둘\n"),
        ("2024/일기.md", "# 2024년 3월\n\n### 4\n하나\n\n### 5 (화)\n둘\n"),
        ("a.md", "# 2024년\n\n## 3월\n\n### 4일\n하나\n\n### 5일\n둘\n"),
        ("a.md", "# 2024\n\n## March\n\n### Mon 4\n하나\n\n### Tuesday, 5\n둘\n"),
        ("a.md", "# 2024\n\n## 03\n\n### 4\n하나\n\n### 5\n둘\n"),
        ("a.md", "# Journal 2024\n## 2024\n\n### March 4th\n하나\n\n### 5 March\n둘\n"),
        ("a.md", "# 2024년 일기\n\n## 3.4 (월)\n하나\n\n## 3.5(화)\n둘\n"),
        ("a.md", "## 24.03.04 월\n하나\n\n## 24.03.05 화\n둘\n"),
        ("a.md", "## 24.3.4\n하나\n\n## 24.3.5\n둘\n"),
    ],
)
def test_a_day_below_its_year(name: str, text: str, bring: Bring) -> None:
    found = _days(name, text, bring)

    assert [(day, body.rpartition("\n")[2]) for day, body in found] == MARCH


def test_the_words_behind_a_day_are_its_title(bring: Bring) -> None:
    entries = bring(
        {"2024.md": "## Mar 4 — the lab\none\n\n## Mar 5 (Tue): an offer\ntwo\n"}
    ).entries
    assert [entry.title for entry in entries] == ["the lab", "an offer"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("일기.md", "## 3월 4일\n하나\n\n## 3월 5일\n둘\n"),
        ("2024 report.md", "## 1.1 Aim\na\n\n## 1.2 Means\nb\n\n## 2.1 End\nc\n"),
        ("2024 goals.md", "## 1\na\n\n## 2\nb\n"),
        ("2023 recipes.md", "## 1/2 cup\nx\n\n## 3/4 cup\ny\n\n## 1/4 spoon\nz\n"),
        ("2024.md", "## 3/4\na\n\n## 3/5\nb\n"),
        ("2024/report.md", "# 2. Means\n\n## 3\na\n\n## 4\nb\n"),
        ("a.txt", "3/4/24\nWords.\n\n3/5/24\nMore.\n"),
        ("a.txt", "March 2024\n\n4\na\n\n5\nb\n"),
        ("a.md", "# 22.04.3 LTS\nWords.\n\n# 24.04.1 LTS\nMore.\n"),
        ("a.md", "## 1.25.12\nWords.\n\n## 1.24.11\nMore.\n"),
        ("2024.md", "## 3.5 (월)\na\n\n## 3.6 (월)\nb\n"),
    ],
)
def test_without_a_year_or_a_proof_there_is_no_day(name: str, text: str, bring: Bring) -> None:
    brought = bring({name: text})
    assert (len(brought.entries), brought.preview.dates.uncertain) == (1, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3/4/24\na\n\n3/5/24\nb\n\n3/25/24\nc\n", [(3, 4), (3, 5), (3, 25)]),
        ("4/3/24\na\n\n5/3/24\nb\n\n25/3/24\nc\n", [(3, 4), (3, 5), (3, 25)]),
        ("04.03.24\na\n\n15.03.24\nb\n\n31.03.24\nc\n", [(3, 4), (3, 15), (3, 31)]),
    ],
)
def test_one_day_that_cannot_be_otherwise_decides_for_all(
    text: str, expected: list[tuple[int, int]], bring: Bring
) -> None:
    found = _days("a.txt", text, bring)
    assert [day for day, _ in found] == [date(2024, month, day) for month, day in expected]


def test_the_order_of_two_numbers_can_be_said(bring: Bring) -> None:
    text = "## 4/3\na\n\n## 5/3\nb\n"
    found = _days("2024.md", text, bring, How(zone="Europe/Lisbon", day_order="dmy"))
    assert [day for day, _ in found] == [date(2024, 3, 4), date(2024, 3, 5)]


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-04: 하나\n2024-03-05: 둘\n",
        "- 2024-03-04 - 하나\n- 2024-03-05 - 둘\n",
        "**2024-03-04 (월)** 하나\n\n**2024-03-05 (화)** 둘\n",
        "**2024.03.04.**: 하나\n\n**2024.03.05.**: 둘\n",
        "2024.03.04. (월): 하나\n2024.03.05. (화): 둘\n",
        "March 4, 2024: 하나\n\nMarch 5, 2024: 둘\n",
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_lines_of_notes_with_their_days(name: str, text: str, bring: Bring) -> None:
    assert _days(name, text, bring) == MARCH


def test_a_single_line_with_a_day_divides_nothing(bring: Bring) -> None:
    text = "2024-03-04: 하나\n\n그다음 줄.\n"
    assert len(bring({"a.md": text}).entries) == 1


def test_a_heading_within_code_divides_nothing(bring: Bring) -> None:
    text = "## 2024-03-04\n하나\n\n```\n## 2024-03-05\n```\n\n## 2024-03-06\n셋\n"

    first, second = _days("a.md", text, bring)

    assert first == (date(2024, 3, 4), "하나\n\n```\n## 2024-03-05\n```")
    assert second == (date(2024, 3, 6), "셋")


def test_code_that_is_never_closed_hides_no_day(bring: Bring) -> None:
    text = "## 2024-03-04\n하나\n```\ncode\n\n## 2024-03-05\n둘\n"
    assert [day for day, _ in _days("a.md", text, bring)] == [date(2024, 3, 4), date(2024, 3, 5)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "# 2024년\n## 2024-03-04\n하나\n## 2024-03-05\n둘\n# Someday\nNo day.\n"),
        ("a.org", "* 2024-03-04\n하나\n* 2024-03-05\n둘\n* Someday\nNo day.\n"),
        (
            "a.org",
            "* 2024\n** 2024-03 March\n*** 2024-03-04\n하나\n*** 2024-03-05\n둘\n"
            "* Someday\nNo day.\n",
        ),
    ],
)
def test_a_heading_above_the_days_ends_the_last(name: str, text: str, bring: Bring) -> None:
    brought = bring({name: text})
    last = next(entry for entry in brought.entries if entry.title == "Someday")

    assert [(each.written_on, each.body) for each in brought.entries if each != last] == MARCH
    assert (last.body, last.extra["date_from"]) == ("No day.", "clock")


def test_a_heading_of_one_word_at_the_end_of_a_day_stays(bring: Bring) -> None:
    text = "## 2024-03-04\n하나\n### Summary\n\n## 2024-03-05\n둘\n"
    assert _days("a.md", text, bring)[0] == (date(2024, 3, 4), "하나\n### Summary")


def test_a_time_before_the_date_does_not_hide_it(bring: Bring) -> None:
    brought = bring({"a.txt": "23:58 at 2024-03-05\n\n한 줄.\n"})
    assert (brought.one.written_on, brought.preview.dates.by_heading) == (date(2024, 3, 5), 1)


def test_front_matter_without_blanks_is_read_leniently(bring: Bring) -> None:
    brought = bring({"a.md": "---\ndate:2024-03-05\ntitle:빈칸 없이\n---\n한 줄.\n"})

    assert (brought.one.written_on, brought.one.title) == (date(2024, 3, 5), "빈칸 없이")
    assert (brought.one.body, brought.told()) == ("한 줄.", [("import.read_leniently", 1)])


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize(
    "text",
    [
        "date:2024-03-05\ntitle:빈칸 없이\n\n한 줄.\n",
        "Title: 빈칸 없이\nDate: 2024-03-05\n\n한 줄.\n",
        "제목: 빈칸 없이\n작성일: 2024. 3. 5.\n\n한 줄.\n",
    ],
)
def test_a_head_of_fields_without_rules_is_read(name: str, text: str, bring: Bring) -> None:
    entry = bring({name: text}).one

    assert (entry.written_on, entry.title, entry.body) == (date(2024, 3, 5), "빈칸 없이", "한 줄.")


@pytest.mark.parametrize(
    "text",
    [
        "결론: 퇴사한다\n이유: 돈\n\n본문.",
        "date: 2024-03-05\n날씨: 맑음\n\n본문.",
        "나: 안녕\n너: 응\n\n끝.",
    ],
)
def test_words_with_colons_stay_words(text: str, bring: Bring) -> None:
    assert bring({"a.md": text}).one.body == text


@pytest.mark.parametrize(
    "text",
    ["---\n\n2024-03-05 was hard.\n\n---\n\nMore.", "---\nhttps://a.example\n---\nMore."],
)
def test_text_between_rules_is_no_front_matter(text: str, bring: Bring) -> None:
    brought = bring({"a.md": text})
    assert (brought.one.body, brought.told()) == (text, [])


def test_a_mark_that_closes_a_tag_is_not_in_it(bring: Bring) -> None:
    assert bring({"2024-03-05.md": "#이직/면담# #work#\n\n하나"}).one.tags == ("이직/면담", "work")


def test_marks_of_a_name_belong_to_the_tag(bring: Bring) -> None:
    text = "#c++ #c# #node.js, #career. #이직!\n\n#692의 a#b"
    assert bring({"2024-03-05.md": text}).one.tags == ("c++", "c#", "node.js", "career", "이직")


def test_tags_within_a_day_are_its_own(bring: Bring) -> None:
    text = "## 2024-03-04\n하나 #이직\n\n## 2024-03-05\n둘 #면접\n"
    assert [entry.tags for entry in bring({"a.md": text}).entries] == [("이직",), ("면접",)]


def test_a_heading_beside_one_dated_heading_keeps_the_note_whole(bring: Bring) -> None:
    entry = bring({"a.md": "## 2024-03-04 — 면접\n하나\n\n# 다른 것\n둘\n"}).one
    assert (entry.written_on, entry.body[-1]) == (date(2024, 3, 4), "둘")
