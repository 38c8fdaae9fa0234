"""Korean words for a stretch of days: 지난달, 작년 여름, 2학기, 3년 전, 2023년 4월, 최근 3개월.

A school year with its semester (4-2학기), a duration (2년 동안) and the future (내년, 2년 뒤) are
no dates here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from language.dates import periods
from language.dates.periods import Period, Season

_SEASONS: dict[str, Season] = {"봄": "spring", "여름": "summer", "가을": "fall", "겨울": "winter"}
_YEARS = {"재작년": 2, "작년": 1, "지난해": 1, "지난 해": 1, "올해": 0, "금년": 0, "올": 0}
_NUMBERS = {
    "한": 1,
    "일": 1,
    "두": 2,
    "이": 2,
    "세": 3,
    "석": 3,
    "삼": 3,
    "네": 4,
    "넉": 4,
    "사": 4,
    "다섯": 5,
    "오": 5,
}
_NUMBERS |= {"여섯": 6, "육": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "십": 10}
_UNITS = {
    "일": "day",
    "주": "week",
    "주일": "week",
    "달": "month",
    "개월": "month",
    "년": "year",
    "해": "year",
}
_PARTS = {
    "초": "early",
    "초반": "early",
    "중반": "mid",
    "말": "late",
    "후반": "late",
    "상반기": "h1",
    "하반기": "h2",
}

_COUNT = r"(?P<count>\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")\s?"
_UNIT = r"(?P<unit>주일|개월|년|달|주|일|해)"
_YEAR = (
    r"(?:(?P<year>(?:19|20)\d{2}|(?<!\d)'?\d{2})년(?:도)?"
    r"|(?P<relative>재작년|작년|지난\s?해|올해|금년))"
)
_SEASON = r"(?P<season>봄|여름|가을|겨울)(?:철|방학)?"
_END = r"(?=[에의엔은는이과와도만쯤경까부,.?!~\s]|$)"

_Builder = Callable[[re.Match[str], date], Period | None]


def _year_number(match: re.Match[str], today: date) -> int | None:
    if relative := match["relative"]:
        return today.year - _YEARS[re.sub(r"지난\s?해", "지난해", relative)]
    number = int(match["year"].lstrip("'"))
    return number if number > 99 else 2000 + number if number <= today.year % 100 else None


def _with_year(build: Callable[[int, re.Match[str]], Period | None]) -> _Builder:
    def builder(match: re.Match[str], today: date) -> Period | None:
        number = _year_number(match, today)
        return None if number is None else build(number, match)

    return builder


def _count(match: re.Match[str]) -> int:
    text = match["count"]
    return int(text) if text.isdigit() else _NUMBERS[text]


def _ago(match: re.Match[str], today: date) -> Period | None:
    count = _count(match)
    return periods.back(today, count, _UNITS[match["unit"]]) if count else None


def _trailing(match: re.Match[str], today: date) -> Period | None:
    return periods.trailing(today, _count(match), _UNITS[match["unit"]])


def _named(match: re.Match[str], today: date) -> Period | None:
    word = re.sub(r"\s", "", match[0])
    table: dict[str, Callable[[], Period]] = {
        "오늘": lambda: periods.day(today),
        "어제": lambda: periods.day(today - timedelta(days=1)),
        "그제": lambda: periods.day(today - timedelta(days=2)),
        "그저께": lambda: periods.day(today - timedelta(days=2)),
        "엊그제": lambda: periods.Period(
            since=today - timedelta(days=3), until=today - timedelta(days=1)
        ),
        "이번주": lambda: periods.week(today, 0),
        "지난주": lambda: periods.week(today, 1),
        "저번주": lambda: periods.week(today, 1),
        "이번달": lambda: periods.back(today, 0, "month"),
        "지난달": lambda: periods.back(today, 1, "month"),
        "저번달": lambda: periods.back(today, 1, "month"),
        "지지난달": lambda: periods.back(today, 2, "month"),
        "이번학기": lambda: periods.semester_back(today, 0),
        "지난학기": lambda: periods.semester_back(today, 1),
        "저번학기": lambda: periods.semester_back(today, 1),
        "지지난학기": lambda: periods.semester_back(today, 2),
        "반년전": lambda: periods.months(today.year, today.month - 7, 3),
    }
    return table[word]()


PATTERNS: tuple[tuple[re.Pattern[str], _Builder], ...] = tuple(
    (re.compile(pattern), builder)
    for pattern, builder in (
        (
            r"(?P<y>(?:19|20)\d{2})\s?[-./년]\s?(?P<m>\d{1,2})\s?[-./월]\s?"
            r"(?P<d>\d{1,2})(?:일|\.)?(?!\d)",
            lambda m, _: (
                periods.exact(int(m["y"]), int(m["m"]), int(m["d"]))
                if 1 <= int(m["m"]) <= 12
                else None
            ),
        ),
        (
            _YEAR + r"\s?(?P<m>\d{1,2})월\s?(?P<d>\d{1,2})일",
            _with_year(lambda y, m: periods.exact(y, int(m["m"]), int(m["d"]))),
        ),
        (
            _YEAR + r"\s?(?P<m>1[0-2]|[1-9])월",
            _with_year(lambda y, m: periods.months(y, int(m["m"]))),
        ),
        (
            r"(?P<y>(?:19|20)\d{2})[-./](?P<m>1[0-2]|0?[1-9])(?![-\d학])",
            lambda m, _: periods.months(int(m["y"]), int(m["m"])),
        ),
        (
            _YEAR + r"\s?(?P<half>[12])\s?학기",
            _with_year(lambda y, m: periods.semester(y, int(m["half"]))),
        ),
        (
            r"(?P<y>(?:19|20)\d{2})-(?P<half>[12])\s?학기?",
            lambda m, _: periods.semester(int(m["y"]), int(m["half"])),
        ),
        (
            _YEAR + r"\s?" + _SEASON,
            _with_year(lambda y, m: periods.season(y, _SEASONS[m["season"]])),
        ),
        (
            _YEAR + r"\s?(?:연)?(?P<part>초반?|중반|말|후반|상반기|하반기)" + _END,
            _with_year(lambda y, m: periods.year(y, _PARTS[m["part"]])),
        ),
        (
            r"올(?P<season>봄|여름|가을|겨울)",
            lambda m, t: periods.season(t.year, _SEASONS[m["season"]]),
        ),
        (
            r"이번\s?(?P<season>봄|여름|가을|겨울)",
            lambda m, t: periods.latest_season(t, _SEASONS[m["season"]]),
        ),
        (
            r"(?:지난|저번)\s?(?P<season>봄|여름|가을|겨울)",
            lambda m, t: periods.last_season(t, _SEASONS[m["season"]]),
        ),
        (r"(?:최근|지난)\s?" + _COUNT + _UNIT + r"(?:간|\s?동안)?" + _END, _trailing),
        (r"(?<![\d가-힣])" + _COUNT + _UNIT + r"\s?전" + _END, _ago),
        (
            r"(?:지지난\s?(?:달|학기)|(?:지난|저번|이번)\s?(?:주(?!제|식|말|변|장)|달|학기)"
            r"|반년\s?전" + _END + r"|엊그제|그저께|(?<![가-힣])(?:그제|어제|오늘(?!날)))",
            _named,
        ),
        (
            r"(?<![\d\-학])(?P<half>[12])\s?학기(?!\s?(?:째|동안))",
            lambda m, t: periods.latest_semester(t, int(m["half"])),
        ),
        (
            r"(?<![\d.])(?P<m>1[0-2]|[1-9])월\s?(?P<d>\d{1,2})일",
            lambda m, t: _latest_day(t, int(m["m"]), int(m["d"])),
        ),
        (
            r"(?<![\d.])(?P<m>1[0-2]|[1-9])월(?!\s?급)",
            lambda m, t: periods.latest_month(t, int(m["m"])),
        ),
        (
            _YEAR + r"(?!\s?(?:전|후|뒤|동안|간|차|째|생|제|대|짜리|정도|넘|이상|만에|안에|계획))",
            _with_year(
                lambda y, m: (
                    None
                    if m["year"] and len(m["year"].lstrip("'")) == 2 and y < 2015
                    else periods.year(y)
                )
            ),
        ),
    )
)

MODIFIERS = (
    (re.compile(r"\s?(?:까지는?|까지의)"), "until"),
    (re.compile(r"\s?(?:이전|전)(?:에는?|엔|의|까지)?(?![가-힣])"), "before"),
    (re.compile(r"\s?(?:이후|부터|이래)"), "since"),
    (re.compile(r"\s?(?:기준|시점)"), "as_of"),
)


def _latest_day(today: date, month: int, day_number: int) -> Period | None:
    this = periods.exact(today.year, month, day_number)
    if this and this.since and this.since > today:
        return periods.exact(today.year - 1, month, day_number)
    return this
