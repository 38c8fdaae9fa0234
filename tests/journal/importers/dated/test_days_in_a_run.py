"""Days of a diary that leaves no line empty between them, and what only looks like one.

Each case is a small file of our own in the shape of a real one, imported as a person would.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.journal.importers.bringing import Bring

DAYS = [date(2021, 9, day) for day in (6, 7, 9, 14, 15)]
TOLD = "가게 문을 일찍 닫았다.\n돌아오는 길에 오래 걸었다."
HANGUL = "월화수목금토일"


def _diary(form: str, days: list[date] = DAYS, told: str = TOLD) -> str:
    """Return days one below the other, each with its date as `form` writes it."""
    heads = [
        form.replace("{:", "{0:").format(
            day, y=day.year, m=day.month, d=day.day, w=HANGUL[day.weekday()]
        )
        for day in days
    ]
    return "".join(f"{head}\n{told}\n" for head in heads)


@pytest.mark.parametrize(
    "form",
    [
        "{:%Y-%m-%d}",
        "{y}년 {m}월 {d}일",
        "{y}년 {m}월 {d}일 {w}요일",
        "{y}. {m}. {d}.",
        "{:%B} {d}, {y}",
        "{:%A}, {d} {:%B} {y}",
        "{:%Y%m%d}",
        "{:%y.%m.%d} ({w})",
        "■ {y}년 {m}월 {d}일",
        "[{:%Y-%m-%d}]",
        "{y}.{m}.{d} ({w}) 갬",
        "{:%d.%m.%Y}",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_days_without_an_empty_line_between_them_divide(form: str, name: str, bring: Bring) -> None:
    brought = bring({name: _diary(form)})

    assert [(each.written_on, each.body) for each in brought.entries] == [
        (day, TOLD) for day in DAYS
    ]
    assert brought.preview.dates.by_heading == len(DAYS)


@pytest.mark.parametrize("form", ["{m}월 {d}일", "{m}월 {d}일 {w}요일", "{m}/{d}", "{m}.{d} ({w})"])
def test_their_year_may_stand_in_the_name(form: str, bring: Bring) -> None:
    entries = bring({"2021 일기.txt": _diary(form)}).entries
    assert [(each.written_on, each.body) for each in entries] == [(day, TOLD) for day in DAYS]


@pytest.mark.parametrize("above", ["나의 일기\n", "옮겨 적은 것.\n오래된 공책에서.\n\n"])
def test_words_may_stand_above_the_first(above: str, bring: Bring) -> None:
    first, *others = bring({"a.txt": above + _diary("{:%Y-%m-%d}")}).entries

    assert [each.written_on for each in (first, *others)] == DAYS
    assert first.body == f"{above.strip()}\n\n{TOLD}"


def test_the_newest_may_stand_first_and_some_apart(bring: Bring) -> None:
    text = _diary("{y}.{m}.{d}", DAYS[::-1]).replace("2021.9.9\n", "\n2021.9.9\n")
    assert [each.written_on for each in bring({"a.txt": text}).entries] == DAYS


def test_one_day_of_many_may_have_no_words(bring: Bring) -> None:
    text = _diary("{y}.{m}.{d}").replace(f"2021.9.7\n{TOLD}\n", "2021.9.7\n")
    entries = bring({"a.txt": text}).entries
    assert [each.written_on for each in entries] == [day for day in DAYS if day.day != 7]


LONG = f"{TOLD} 집에 와서 이력서를 고쳐 쓰고, 선배에게 답장을 보냈다."
MONTHS = [date(2021, 3, 20), date(2021, 4, 11), date(2021, 6, 3), date(2021, 7, 26)]


@pytest.mark.parametrize("form", ["{:%y}년 {m}월 {d}일", "'{:%y}년 {m}월 {d}일", "{y}. {m}. {d}."])
@pytest.mark.parametrize("count", [3, 4])
def test_few_that_lie_apart_may_have_the_newest_first(form: str, count: int, bring: Bring) -> None:
    days = MONTHS[:count]
    entries = bring({"a.txt": _diary(form, days[::-1])}).entries
    assert [(each.written_on, each.body) for each in entries] == [(day, TOLD) for day in days]


@pytest.mark.parametrize("form", ["{:%y}년 {m}월 {d}일", "{:%B} {d}, {y}", "{:%y.%m.%d}"])
@pytest.mark.parametrize("days", [MONTHS[:3], MONTHS, DAYS[:2], DAYS[1::-1]])
def test_few_that_are_told_at_length_need_no_empty_line(
    form: str, days: list[date], bring: Bring
) -> None:
    entries = bring({"a.txt": _diary(form, days, LONG)}).entries
    assert [(each.written_on, each.body) for each in entries] == [
        (day, LONG) for day in sorted(days)
    ]


PLAN = "2021-10-01{0}\n2021-11-01{1}\n2021-12-01{2}\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", f"2021-09-06\n편지에는 이렇게 적혀 있었다.\n2021-09-20\n꼭 와 주세요.\n{TOLD}\n"),
        ("a.txt", "2021-09-06\nAn old letter fell out.\n2019-01-02\nDear all, we moved.\n"),
        ("a.txt", "2021-09-06\n앞으로의 날을 적어 본다.\n" + PLAN.format("", "", "") + TOLD),
        ("a.txt", "2021-09-06\n할 일\n" + PLAN.format("\n지원", "\n면접", "\n발표")),
        ("a.txt", f"2021-09-06\n{TOLD}\n" + PLAN.format(" 지원", " 면접", " 발표") + TOLD),
        ("a.txt", f"2021-09-06\n{TOLD}\n" + PLAN.format(": apply", ": meet", ": hear") + TOLD),
        ("2021-09-06.txt", _diary("{y}.{m}.{d}")),
        ("a.txt", _diary("{y}.{m}.{d}", [DAYS[at] for at in (2, 0, 4, 1, 3)])),
        ("a.txt", _diary("{m}월 {d}일, {y}", [date(2021, 9, 6)] * 3)),
        ("a.txt", "길고 긴 이야기인데,\n내가 일을 그만둔 것은\n" + _diary("{y}.{m}.{d}")),
        ("a.txt", f"2021-09-06\n{TOLD}\nWe moved,\n2021-09-07\nand then,\n2021-09-08\nleft.\n"),
        ("a.txt", "2021-09-06\nI meant to go on\n2021-09-08\nand stayed until\n2021-09-10\nagain."),
        ("a.txt", f"2021-09-06\n{TOLD}\n" + PLAN.format(*[f"\n{TOLD}"] * 3)),
        ("a.txt", _diary("{:%y}년 {m}월 {d}일", MONTHS[:3])),  # as a plan
        ("a.txt", _diary("{:%y}년 {m}월 {d}일", MONTHS[1::-1], LONG)),  # as an old letter
        ("a.txt", _diary("{y}.{m}.{d}", [date(year, 9, 6) for year in (2021, 2019, 2018)])),
        ("a.txt", _diary("{y}.{m}.{d}", DAYS[:2])),
        ("a.txt", _diary("{y}.{m}.{d}", DAYS[:2], LONG.rstrip(".") + "는데 그것은")),
        ("a.txt", _diary("{y}.{m}.{d}", MONTHS[::-1], "지원")),
        ("a.txt", f"2021-09-06\n{TOLD}\n3.1\n{TOLD}\n3.2\n{TOLD}\n3.3\n{TOLD}\n"),
        ("a.txt", f"2021-09-06\n{TOLD}\n" + _diary("- {y}.{m}.{d}")),
        ("a.txt", f"2021-09-06\n{TOLD}\n" + _diary("> {y}.{m}.{d}")),
        ("a.txt", _diary("{y}.{m}.{d}", [date(2097, 9, day) for day in (6, 7, 9)])),
    ],
)
def test_dates_below_each_other_are_not_always_days_of_writing(
    name: str, text: str, bring: Bring
) -> None:
    assert len(bring({name: text}).entries) == 1


def test_some_days_may_have_their_weather_beside_them(bring: Bring) -> None:
    text = _diary("{y}년 {m}월 {d}일").replace("9일", "9일 맑음").replace("15일", "15일 비, 바람")
    entries = bring({"a.txt": text}).entries

    assert [(each.written_on, each.body) for each in entries] == [(day, TOLD) for day in DAYS]
    assert [each.title for each in entries] == ["", "", "맑음", "", "비, 바람"]


@pytest.mark.parametrize("dates", ["2021-10-01\n2021-11-01\n", "2021-09-08\n잊지 말 것.\n"])
def test_days_apart_keep_the_dates_within_them(dates: str, bring: Bring) -> None:
    one, two, *others = _diary("{y}.{m}.{d}").replace("2021", "\n2021").strip("\n").split("\n\n")
    text = "\n\n".join((one, f"{two}\n{dates}끝.", *others))

    entries = bring({"a.txt": text}).entries

    assert [each.written_on for each in entries] == DAYS
    assert entries[1].body == f"{TOLD}\n{dates}끝."
