"""Days under dates in brackets, behind marks, with a year of two digits, or in six digits alone.

Each case is a small file of our own in the shape of a real one, imported as a person would.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.journal.importers.bringing import Bring

AUTUMN = [date(2022, 10, 29), date(2022, 11, 3), date(2022, 11, 14)]
NEXT_YEAR = date.today().year % 100 + 1
WORDS = [
    "팀장과 면담했다. 하나",
    "Slept badly, then wrote to the lab. 둘",
    "아직 정하지 못했다. 셋",
]


def _text(heads: tuple[str, ...], between: str = "\n\n") -> str:
    return "\n\n".join(f"{head}{between}{told}" for head, told in zip(heads, WORDS, strict=True))


@pytest.mark.parametrize(
    "heads",
    [
        ("【2022년 10월 29일】", "【2022년 11월 3일】", "【2022년 11월 14일】"),
        ("【2022.10.29(토)】", "【2022.11.03(목)】", "【2022.11.14(월)】"),
        ("「2022-10-29」", "「2022-11-03」", "「2022-11-14」"),
        ("《October 29, 2022》", "《November 3, 2022》", "《November 14, 2022》"),
        ("［2022/10/29］", "［2022/11/3］", "［2022/11/14］"),
        ("{29 Oct 2022}", "{3 Nov 2022}", "{14 Nov 2022}"),
        ("[22.10.29]", "[22.11.03]", "[22.11.14]"),
        ("=== 2022-10-29 ===", "=== 2022-11-03 ===", "=== 2022-11-14 ==="),
        ("📅 2022-10-29", "📅 2022-11-03", "📅 2022-11-14"),
        ("♥ 29 October 2022 ♥", "♥ 3 November 2022 ♥", "♥ 14 November 2022 ♥"),
        ("22년 10월 29일", "22년 11월 3일", "22년 11월 14일"),
        ("'22년 10월 29일 토요일", "’22년 11월 3일 목요일", "22년 11월 14일 월요일"),
        ("(22년 10월 29일)", "(22년 11월 3일)", "(22년 11월 14일)"),
        ("## 22년 10월 29일", "## 22년 11월 3일", "## 22년 11월 14일"),
        ("Oct 29, '22", "Nov 3, '22", "Nov 14, '22"),
        ("Saturday 29 October ’22", "Thursday 3 November ’22", "Monday 14 November ’22"),
        ("221029", "221103", "221114"),
        ("# 221029", "# 221103", "# 221114"),
        ("[221029]", "[221103]", "[221114]"),
        ("221029 (토)", "221103 (목)", "221114 (월)"),
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_each_day_has_its_words(heads: tuple[str, ...], between: str, bring: Bring) -> None:
    found = bring({"a.txt": _text(heads, between)}).entries

    assert [(each.written_on, each.body) for each in found] == list(zip(AUTUMN, WORDS, strict=True))
    assert not any(each.title for each in found)


@pytest.mark.parametrize(
    "heads",
    [
        ("--------------- 2022년 10월 29일 토요일 ---------------", "--- 2022년 11월 3일 ---"),
        ("─── October 29, 2022 ───", "─── November 3, 2022 ───"),
        ("*** 2022-10-29 ***", "*** 2022-11-03 ***"),
    ],
)
def test_a_date_within_a_rule_needs_no_empty_line(heads: tuple[str, str], bring: Bring) -> None:
    text = f"{heads[0]}\n{WORDS[0]}\n{heads[1]}\n{WORDS[1]}\n"

    found = bring({"a.txt": text}).entries

    assert [(each.written_on, each.body) for each in found] == list(
        zip(AUTUMN[:2], WORDS[:2], strict=True)
    )


def test_a_date_between_dashes_within_a_paragraph_begins_nothing(bring: Bring) -> None:
    text = f"{WORDS[0]}\n- 2022-10-29 -\n{WORDS[1]}\n-- 2022-11-03 --\n{WORDS[2]}\n"

    assert all(each in bring({"a.txt": text}).one.body for each in WORDS[1:])


def test_days_in_six_digits_may_fall(bring: Bring) -> None:
    found = bring({"a.txt": _text(("221114", "221103", "221029"))}).entries

    assert sorted(each.written_on for each in found) == AUTUMN


@pytest.mark.parametrize(
    ("heads", "titles"),
    [
        (
            ("【2022-10-29】 면담", "【2022-11-03】 the lab", "【2022-11-14】 셋째 날"),
            ["면담", "the lab"],
        ),
        (("22년 10월 29일 흐림", "22년 11월 3일 맑음", "22년 11월 14일 비"), ["흐림", "맑음"]),
        (("# 📌 2022-10-29 「면담」", "# 📌 2022-11-03 ♥", "# 📌 2022-11-14"), ["「면담」", "♥"]),
    ],
)
def test_the_words_behind_are_its_title(
    heads: tuple[str, ...], titles: list[str], bring: Bring
) -> None:
    found = bring({"a.txt": _text(heads)}).entries

    assert [each.written_on for each in found] == AUTUMN
    assert [each.title for each in found][:2] == titles


@pytest.mark.parametrize("head", ["【2022년 10월 29일】", "22년 10월 29일", "「Oct 29, '22」"])
def test_the_one_date_at_the_head_of_a_text_is_its_day(head: str, bring: Bring) -> None:
    found = bring({"a.txt": f"{head}\n\n{WORDS[0]}\n"}).one

    assert (found.written_on, found.body) == (AUTUMN[0], WORDS[0])


@pytest.mark.parametrize(
    "lines",
    [
        ("221103", "221029", "221114"),  # in no order
        ("221029", "221103", "991399"),  # one is no day
        ("221029", "221029", "221029"),  # the same number again
        ("220101 101", "220102 102", "220103 103"),
        ("010-2210-2911", "010-2211-0312", "010-2211-1413"),
        ("221,029", "221,103", "221,114"),
        ("221029원", "221103원", "221114원"),
        ("22.10.2.1", "22.11.0.3", "22.11.1.4"),
        ("v22.10.29", "v22.11.03", "v22.11.14"),
        ("9788932029221", "9788932103221", "9788932114221"),
        ("22:10:29", "22:11:03", "22:11:14"),
        (
            "「2022년 10월 29일」이라는 책",
            "「2022년 11월 3일」이라는 책",
            "「2022년 11월 14일」이라는 책",
        ),
        ("22년 10개월 29일", "22년 11개월 3일", "22년 11개월 14일"),
        ("Oct 29, '22s", "Nov 3, '22s", "Nov 14, '22s"),
        ("[22102]", "[22110]", "[22111]"),
    ],
)
def test_what_is_no_day_divides_nothing(lines: tuple[str, ...], bring: Bring) -> None:
    found = bring({"a.txt": f"메모를 모았다. Notes.\n\n{_text(lines)}"}).one

    assert [each in found.body for each in (*lines, *WORDS)] == [True] * 6


@pytest.mark.parametrize(
    "text",
    [
        "인증 번호를 적어 둔다.\n\n221029\n\n221103\n\n221114\n",  # a list of numbers
        f"한 번뿐이다.\n\n221029\n\n{WORDS[0]}\n",
        f"앞으로의 계획.\n\n{NEXT_YEAR}1029\n\n할 일\n\n{NEXT_YEAR}1103\n\n할 일 둘\n",
    ],
)
def test_six_digits_are_numbers_else(text: str, bring: Bring) -> None:
    assert text.split("\n\n")[1] in bring({"a.txt": text}).one.body


@pytest.mark.parametrize("heads", [("2022-10-29", "2022-11-03"), ("Oct 29, 2022", "Nov 3, 2022")])
def test_six_digits_are_numbers_beside_plain_days(heads: tuple[str, str], bring: Bring) -> None:
    codes = f"221101\n\n{WORDS[0]}\n\n221102\n\n{WORDS[1]}"
    found = bring({"a.txt": f"{heads[0]}\n\n{codes}\n\n{heads[1]}\n\n{WORDS[2]}\n"}).entries

    assert [(each.written_on, each.body) for each in found] == [
        (AUTUMN[0], codes),
        (AUTUMN[1], WORDS[2]),
    ]
