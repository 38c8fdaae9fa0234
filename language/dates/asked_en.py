"""English words for a stretch of days: last month, last spring, in April 2024, two years ago,
before 2023.

A bare year or month counts only after a word of time ("in", "since"); "class of 2026" and "I may"
are no dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from language.dates import periods
from language.dates.periods import Period, Season

_MONTHS: tuple[str, ...] = (
    "jan(?:uary)?",
    "feb(?:ruary)?",
    "mar(?:ch)?",
    "apr(?:il)?",
    "may",
    "june?",
    "july?",
)
_MONTHS += ("aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?")
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
}
_NUMBERS |= {"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "couple of": 2, "a couple of": 2}
_PARTS = {
    "early": "early",
    "beginning of": "early",
    "start of": "early",
    "mid": "mid",
    "middle of": "mid",
}
_PARTS |= {"late": "late", "end of": "late"}

_MONTH = r"(?P<month>" + "|".join(_MONTHS) + r")\.?"
_SEASON = r"(?P<season>spring|summer|fall|autumn|winter)"
_YEAR = r"(?P<year>(?:19|20)\d{2})(?!\s?%|\d|,\d)"
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")\s+"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_WHEN = (
    r"(?:in|during|throughout|since|from|before|after|until|till|up to|as of|back"
    r" in|around|between|and|to)\s+"
)
_TERM = r"(?:semester|term)"

_Builder = Callable[[re.Match[str], date], Period | None]


def _month_number(match: re.Match[str]) -> int:
    return next(
        number
        for number, name in enumerate(_MONTHS, 1)
        if re.fullmatch(name, match["month"], re.IGNORECASE)
    )


def _season_name(match: re.Match[str]) -> Season:
    word = match["season"].lower()
    names: dict[str, Season] = {"spring": "spring", "summer": "summer", "winter": "winter"}
    return names.get(word, "fall")


def _count(match: re.Match[str]) -> int:
    text = match["count"].lower()
    return int(text) if text.isdigit() else _NUMBERS[text]


def _last_month_named(match: re.Match[str], today: date) -> Period:
    month = _month_number(match)
    return periods.months(today.year if month < today.month else today.year - 1, month)


def _year_named(word: str, today: date) -> int:
    return today.year - (1 if word.lower() == "last" else 0)


def _which_unit(match: re.Match[str], today: date) -> Period | None:
    return periods.back(today, 1 if match["which"].lower() == "last" else 0, match["unit"].lower())


def _which_term(match: re.Match[str], today: date) -> Period | None:
    return periods.semester_back(today, 1 if match["which"].lower() == "last" else 0)


def _which_season(match: re.Match[str], today: date) -> Period | None:
    find = periods.last_season if match["which"].lower() == "last" else periods.latest_season
    return find(today, _season_name(match))


def _half(match: re.Match[str]) -> int:
    return 1 if match["half"].lower() in ("first", "1st", "spring") else 2


def _named_day(match: re.Match[str], today: date) -> Period:
    return periods.day(
        today - timedelta(days={"today": 0, "yesterday": 1}.get(match[0].lower(), 2))
    )


PATTERNS: tuple[tuple[re.Pattern[str], _Builder], ...] = tuple(
    (re.compile(r"(?<![A-Za-z\d])" + pattern + r"(?![A-Za-z\d])", re.IGNORECASE), builder)
    for pattern, builder in (
        (
            r"(?P<year>(?:19|20)\d{2})-(?P<m>\d{2})-(?P<d>\d{2})",
            lambda m, _: (
                periods.exact(int(m["year"]), int(m["m"]), int(m["d"]))
                if 1 <= int(m["m"]) <= 12
                else None
            ),
        ),
        (
            _MONTH + r"\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+" + _YEAR,
            lambda m, _: periods.exact(int(m["year"]), _month_number(m), int(m["d"])),
        ),
        (
            r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+" + _MONTH + r",?\s+" + _YEAR,
            lambda m, _: periods.exact(int(m["year"]), _month_number(m), int(m["d"])),
        ),
        (
            _MONTH + r"(?:\s+of)?,?\s+" + _YEAR,
            lambda m, _: periods.months(int(m["year"]), _month_number(m)),
        ),
        (
            _MONTH + r"\s+(?:of\s+)?(?P<which>last|this) year",
            lambda m, t: periods.months(_year_named(m["which"], t), _month_number(m)),
        ),
        (
            r"(?P<half>spring|fall|autumn|first|second|1st|2nd) "
            + _TERM
            + r"(?:\s+(?:of|in))?\s+"
            + _YEAR,
            lambda m, _: periods.semester(int(m["year"]), _half(m)),
        ),
        (
            r"(?:(?P<which>last|this)\s+)?(?P<half>spring|fall|autumn) " + _TERM,
            lambda m, t: periods.latest_semester(t, _half(m)),
        ),
        (
            r"(?:in|during|last|this)\s+(?:the\s+)?(?:my\s+)?(?P<half>first|second|1st|2nd) "
            + _TERM,
            lambda m, t: periods.latest_semester(t, _half(m)),
        ),
        (r"(?P<which>last|this)\s+" + _TERM, _which_term),
        (
            _SEASON + r"(?:\s+of)?,?\s+" + _YEAR,
            lambda m, _: periods.season(int(m["year"]), _season_name(m)),
        ),
        (
            _SEASON + r"\s+(?:of\s+)?(?P<which>last|this) year",
            lambda m, t: periods.season(_year_named(m["which"], t), _season_name(m)),
        ),
        (r"(?P<which>last|this)\s+" + _SEASON, _which_season),
        (
            r"(?:back\s+)?in\s+(?:the\s+)?" + _SEASON,
            lambda m, t: periods.latest_season(t, _season_name(m)),
        ),
        (
            r"(?:the\s+)?(?P<part>early|late|mid|(?:beginning|start|middle|end) of)[\s-]+(?:in\s+)?"
            r"(?:" + _YEAR + r"|(?P<which>last|this) year)",
            lambda m, t: periods.year(
                int(m["year"]) if m["year"] else _year_named(m["which"], t),
                _PARTS[m["part"].lower()],
            ),
        ),
        (
            r"(?:in |over |during |for )?(?:the )?(?:last|past)\s+" + _COUNT + _UNIT,
            lambda m, t: periods.trailing(t, _count(m), m["unit"].lower()),
        ),
        (
            _COUNT + _UNIT + r"\s+(?:ago|back|earlier)",
            lambda m, t: periods.back(t, _count(m), m["unit"].lower()),
        ),
        (r"half a year ago", lambda _, t: periods.months(t.year, t.month - 7, 3)),
        (r"the year before last", lambda _, t: periods.year(t.year - 2)),
        (r"(?P<which>last|this)\s+(?P<unit>week|month|year)", _which_unit),
        (r"last\s+" + _MONTH, _last_month_named),
        (r"this\s+" + _MONTH, lambda m, t: periods.months(t.year, _month_number(m))),
        (
            _WHEN + r"(?:early |late |mid-?)?" + _MONTH,
            lambda m, t: periods.latest_month(t, _month_number(m)),
        ),
        (_WHEN + r"(?:the year )?" + _YEAR, lambda m, _: periods.year(int(m["year"]))),
        (r"(?:today|yesterday|the day before yesterday)", _named_day),
    )
)

MODIFIERS = (
    (re.compile(r"\b(?:before|prior to|earlier than)\s+(?:the\s+)?$", re.IGNORECASE), "before"),
    (
        re.compile(r"\b(?:until|till|up to|through)\s+(?:the\s+)?(?:end of\s+)?$", re.IGNORECASE),
        "until",
    ),
    (re.compile(r"\b(?:since|from|starting)\s+(?:the\s+)?$", re.IGNORECASE), "since"),
    (re.compile(r"\bafter\s+(?:the\s+)?$", re.IGNORECASE), "after"),
    (re.compile(r"\bas of\s+(?:the\s+)?$", re.IGNORECASE), "as_of"),
)
