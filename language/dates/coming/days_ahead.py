"""Days near ahead by which something is to be done: weekdays, bare days, the ends of months,
holidays, school breaks.

Rules stated once: a weekday, a day or a holiday is the next one, the entry's own day among them; a
half-term break is the week of the last Monday of October, of the third Monday of February or of the
last Monday of May, with the weekend after it. Limit: breaks are those of English schools.
"""

# ruff: noqa: E501 - tables of wordings read better unbroken
from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from language.dates import periods
from language.dates.holidays import day_of_holiday, find_holiday, holiday_names
from language.dates.periods import Period
from language.dates.words import month_names, words_of
from language.detect import LANGUAGES
from language.word_lists import any_of, join

# How a day was worked out; each is told on the page.
Rule = Literal[
    "unresolved",
    "semester_counted",
    "semester_next",
    "semester_named",
    "season",
    "month",
    "month_end",
    "month_part",
    "month_next",
    "quarter_end",
    "year",
    "within",
    "day",
    "weekday",
    "weekday_after",
    "holiday",
    "holiday_itself",
    "half_term",
]
Resolved = tuple[Period, Rule, dict[str, str]]
Resolve = Callable[[re.Match[str], date, str], Resolved | None]

_WEEKDAYS = {
    **{name[0]: number for name, number in words_of("weekdays", "ko").items()},
    **words_of("weekdays", "en"),
}
_DAY_EN = any_of(words_of("weekdays", "en"))
_MONTH_EN = "|".join(month_names())
# "by Feb 29": shortened only beside a day.
_MONTHS = {name[:3]: number for name, number in month_names().items()}
_OR_SHORT = f"(?:{_MONTH_EN}|(?:{'|'.join(_MONTHS)}|sept)\\.?)"
_FROM_NOW = {"오늘": 0, "내일": 1, "모레": 2, "today": 0, "tonight": 0, "tomorrow": 1}
_BY_EN = (
    r"(?:by|before|until|till|no later than)\s+"
    r"(?:noon\s+(?:on\s+)?|midnight\s+(?:on\s+)?|midday\s+(?:on\s+)?|(?:the\s+)?(?:close of business|end of)\s+(?:play\s+)?(?:on\s+)?|first thing\s+(?:on\s+)?)?"
)
_EARLIER = re.compile(r"전에|전까지|^before", re.IGNORECASE)  # all of a holiday is left out
_BY_KO = r"\s?(?:오전|오후|정오|밤|자정|점심)?\s?(?:까지는?|전까지는?|전에는?|안에|안으로)"


def _weekday(match: re.Match[str], written_on: date, _body: str) -> Resolved:
    weekday = _WEEKDAYS[match["day"].lower()]
    ahead = (weekday - written_on.weekday()) % 7
    which = (match.groupdict().get("which") or "").lower()
    if which.startswith(("다음", "next")):
        ahead = 7 - written_on.weekday() + weekday
    return periods.day(written_on + timedelta(days=ahead)), "weekday", {}


def _weekday_after(match: re.Match[str], written_on: date, _body: str) -> Resolved:
    """Return the day a week after the next such weekday: Friday week."""
    weekday = _WEEKDAYS[match["day"].lower()]
    ahead = (weekday - written_on.weekday()) % 7 + 7
    return periods.day(written_on + timedelta(days=ahead)), "weekday_after", {}


def _nth_weekday(match: re.Match[str], written_on: date, _body: str) -> Resolved | None:
    """Return the first, second … or last such weekday of a month, the next one that is not over."""
    which = match["which"].lower()
    named = month_names().get(which)
    start = written_on.year * 12 + written_on.month - 1 + (which == "next")
    for index in range(start, start + 13):
        year, month = index // 12, index % 12 + 1
        if named not in (None, month):
            continue
        weekday, nth = _WEEKDAYS[match["day"].lower()], _WEEKS[match["nth"].lower()]
        found = periods.nth_weekday(year, month, weekday, nth)
        if found >= written_on:
            return periods.day(found), "day", {}
        if which == "this":
            break
    return None


def _bare_day(match: re.Match[str], written_on: date, _body: str) -> Resolved | None:
    number = int(match["d"])
    if not 1 <= number <= 31:
        return None
    ahead = (match.groupdict().get("which") or "").startswith(("다음", "next"))
    for step in range(int(ahead), 4):
        index = written_on.year * 12 + written_on.month - 1 + step
        found = periods.exact(index // 12, index % 12 + 1, number)
        if found and found.until and found.until >= written_on:
            return found, "day", {}
    return None


def _month_day(match: re.Match[str], written_on: date, _body: str) -> Resolved | None:
    groups = match.groupdict()
    month = int(groups["m"]) if groups.get("m") else _MONTHS[groups["name"][:3].lower()]
    day = _NTH[groups["nth"].lower()] if groups.get("nth") else int(match["d"])
    year = int(groups["y"]) if groups.get("y") else written_on.year
    found = periods.exact(year, month, day)
    if found and found.until and found.until < written_on and not groups.get("y"):
        found = periods.exact(year + 1, month, day)
    return (found, "day", {}) if found else None


_NTH = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "fifteenth": 15, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip


def _end_of_month(match: re.Match[str], written_on: date, _body: str) -> Resolved:
    groups = match.groupdict()
    year, month = written_on.year, written_on.month
    if groups.get("m"):
        year, month = year + (int(groups["m"]) < month), int(groups["m"])
    elif groups.get("name"):
        number = month_names()[groups["name"].lower()]
        year, month = year + (number < month), number
    elif (groups.get("which") or "").lower().startswith(("다음", "next")):
        year, month = year + month // 12, month % 12 + 1
    return periods.day(date(year, month, monthrange(year, month)[1])), "month_end", {}


def _part_of_month(match: re.Match[str], written_on: date, body: str) -> Resolved | None:
    """Return ten days at the beginning, in the middle or at the end of a month, or a week of it; the
    next one that is not over, where the month is named.
    """
    groups = match.groupdict()
    for start in (written_on, date(written_on.year + 1, 1, 1)):
        month = _end_of_month(match, start, body)[0].until or start
        if week := groups.get("week"):
            found = periods.week_of_month(month.year, month.month, _WEEKS[week.lower()])
        else:
            part = _PARTS[match["part"].lower()]
            found = periods.part_of_month(month.year, month.month, part)
        if found.until and found.until >= written_on:
            return found, "month_part", {}
        if match["which"]:
            break
    return None


_PARTS = {**words_of("month_parts", "ko"), **words_of("parts", "en"), "middle": "mid"}
_WEEKS = {**words_of("weeks", "ko"), **words_of("weeks", "en")}


def _end_of_year(_match: re.Match[str], written_on: date, _body: str) -> Resolved:
    return periods.day(date(written_on.year, 12, 31)), "year", {}


def _days_from_now(match: re.Match[str], written_on: date, _body: str) -> Resolved:
    count = _FROM_NOW[match["when"].lower()]
    return periods.day(written_on + timedelta(days=count)), "within", {}


def _week(match: re.Match[str], written_on: date, _body: str) -> Resolved:
    ahead = match["which"].lower().startswith(("다음", "next"))
    return periods.week(written_on, -int(ahead)), "within", {}


def _holiday(match: re.Match[str], written_on: date, _body: str) -> Resolved | None:
    key = _HOLIDAYS[match["holiday"].casefold()]
    for year in (written_on.year, written_on.year + 1):
        found, itself = find_holiday(key, year), day_of_holiday(key, year)
        if not (found and found.since and itself):
            continue
        if _EARLIER.search(match[0]):
            if written_on < itself:
                eve = max(found.since - timedelta(days=1), written_on)
                return Period(since=written_on, until=eve), "holiday", {}
        elif itself >= written_on:
            return Period(since=written_on, until=itself), "holiday_itself", {}
    return None


def _quarter(match: re.Match[str], written_on: date, _body: str) -> Resolved:
    ahead = match["which"].lower().startswith(("다음", "next"))
    found = periods.quarter_back(written_on, -int(ahead))
    return periods.day(found.until or written_on), "quarter_end", {}


def _half_term(_match: re.Match[str], written_on: date, _body: str) -> Resolved | None:
    for year in (written_on.year, written_on.year + 1):
        for month in periods.HALF_TERMS:
            found = periods.half_term(year, month)
            if found.until and found.until >= written_on:
                return found, "half_term", {}
    return None


_HOLIDAYS = {
    word.casefold(): key for language in LANGUAGES for word, key in holiday_names(language).items()
}
_HOLIDAY = join(sorted(map(re.escape, _HOLIDAYS), key=len, reverse=True))

_BACK = {"어제": 1, "그제": 2, "그저께": 2, "yesterday": 1, "last night": 1, "어젯밤": 1}
_TOLD = re.compile(
    rf"(?P<back>{join(tuple(_BACK))})|\b(?:on|last) (?P<day>{_DAY_EN})\b|(?P<day_ko>[월화수목금토일])요일",
    re.IGNORECASE,
)


def day_told(text: str, written_on: date) -> date:
    """Return the day on which what is told was done: yesterday, the last such weekday, or the day
    of writing.
    """
    match = _TOLD.search(text)
    if match is None:
        return written_on
    if match["back"]:
        return written_on - timedelta(days=_BACK[match["back"].lower()])
    weekday = _WEEKDAYS[(match["day"] or match["day_ko"]).lower()]
    return written_on - timedelta(days=(written_on.weekday() - weekday) % 7)


# Days that stand with a word that says until when.
NEAR: tuple[tuple[str, Resolve], ...] = (
    (rf"{_BY_EN}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<name>{_OR_SHORT})(?!\w)(?:,? (?P<y>20\d\d))?", _month_day),
    (rf"{_BY_EN}(?:the )?(?P<nth>{'|'.join(_NTH)}) (?:day )?of (?P<name>{_OR_SHORT})(?!\w)", _month_day),
    (rf"{_BY_EN}[\w ’']{{2,25}}, (?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)(?: of)? (?P<name>{_OR_SHORT})(?!\w)", _month_day),
    (rf"{_BY_EN}(?P<name>{_OR_SHORT}) (?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<y>20\d\d))?", _month_day),
    (rf"(?:(?P<y>20\d\d)년\s?)?(?<![\d.])(?P<m>1[0-2]|[1-9])월\s?(?P<d>\d{{1,2}})일(?:\s?\([월화수목금토일]\))?{_BY_KO}", _month_day),
    (rf"(?<![\d.])(?P<m>1[0-2]|[1-9])\s?/\s?(?P<d>\d{{1,2}})(?:\s?\([월화수목금토일]\))?{_BY_KO}", _month_day),
    (rf"(?P<which>이번\s?주|다음\s?주)?\s?(?P<day>[월화수목금토일])요일{_BY_KO}", _weekday),
    (rf"{_BY_EN}(?P<day>{_DAY_EN}) week\b", _weekday_after),
    (rf"\ba week (?:on|from) (?P<day>{_DAY_EN})\b", _weekday_after),
    (rf"{_BY_EN}(?:the )?(?P<nth>last|first|second|third|fourth) (?P<day>{_DAY_EN}) (?:of|in) (?P<which>the|this|next|{_MONTH_EN})\b(?: month\b)?", _nth_weekday),
    (rf"{_BY_EN}(?P<which>this|next)?\s?(?P<day>{_DAY_EN})\b", _weekday),
    (rf"(?<![가-힣\d])(?:(?P<which>이번\s?달|다음\s?달|이달)\s?)?(?<!월 )(?<!월)(?P<d>[1-9]|[12]\d|3[01])일{_BY_KO}", _bare_day),
    (rf"(?:(?<![\d.])(?P<m>1[0-2]|[1-9])월|(?P<which>이달|이번\s?달|다음\s?달))\s?(?:(?P<part>초순?|중순|하순)|(?P<week>첫째?|둘째|셋째|넷째|마지막)\s?주){_BY_KO}", _part_of_month),
    (rf"{_BY_EN}(?P<part>early|mid|late)[- ](?:(?P<name>{_MONTH_EN})|(?P<which>next month))\b", _part_of_month),
    (rf"{_BY_EN}(?:the )?(?:(?P<part>middle)|(?P<week>first|second|third|fourth|last|1st|2nd|3rd|4th) week) (?:of|in) (?:(?P<name>{_MONTH_EN})|(?P<which>this|next|the) month)\b", _part_of_month),
    (rf"{_BY_EN}(?:the )(?P<d>\d{{1,2}})(?:st|nd|rd|th)\b(?: of (?P<which>this|next) month\b)?", _bare_day),
    (rf"(?<![\d.])(?P<m>1[0-2]|[1-9])월\s?말{_BY_KO}", _end_of_month),
    (rf"(?P<which>이달|이번\s?달|다음\s?달|월)\s?말일?{_BY_KO}", _end_of_month),
    (r"(?P<which>이달|이번\s?달|다음\s?달)\s?(?:안|내)(?:에|으로)", _end_of_month),
    (r"(?:by|before|until|till) the end of (?P<name>" + _MONTH_EN + r")\b", _end_of_month),
    (r"(?:by|before|until|till) the end of (?P<which>this|next|the) month", _end_of_month),
    (rf"(?P<which>이번|다음)\s?분기\s?(?:말|내)?{_BY_KO}", _quarter),
    (r"(?:by|before|until|till) (?:the end of )?(?P<which>this|next|the) quarter\b", _quarter),
    (rf"(?:올해\s?말|연말){_BY_KO}", _end_of_year),
    (r"(?:by|before|until) the end of (?:the|this) year", _end_of_year),
    (rf"(?P<when>오늘|내일|모레){_BY_KO}", _days_from_now),
    (rf"{_BY_EN}(?P<when>today|tonight|tomorrow)", _days_from_now),
    (rf"(?P<which>이번|다음)\s?주(?:\s?(?:안|내|말))?{_BY_KO}", _week),
    (r"(?:by|before|until) (?:the end of )?(?P<which>this|next) week", _week),
    (r"(?:by|before|until|till) (?:the )?(?:\w+ )?half[- ]term(?: break)?", _half_term),
    (rf"(?<![가-힣])(?P<holiday>{_HOLIDAY})(?:\s?연휴)?\s?(?:까지는?|전까지는?|전에는?)", _holiday),
    (rf"(?:by|before|until|till) (?P<holiday>{_HOLIDAY})\b", _holiday),
)  # fmt: skip

# What is planned for a month, told as ahead.
PLANNED: tuple[tuple[str, Resolve], ...] = (
    (rf"\b(?:is|are|starts?|begins?|opens?|will be|it['’]s|due|booked|set) (?:\w+ )?(?:on|in|for|from) (?:the end of )?(?P<name>{_MONTH_EN})\b(?! the| \d)", _end_of_month),
    (r"(?<![\d.])(?P<m>1[0-2]|[1-9])월\s?(?:초|중순|말)?(?:에|부터)?\s?(?:[가-힣]+\s){0,3}?[가-힣]*(?:예정|하기로|잡혔|잡혀|시작이다|시작한다|할 거다)", _end_of_month),
)  # fmt: skip

# When what is put off will be taken up again.
TAKEN_UP: tuple[tuple[str, Resolve], ...] = (
    (rf"\bin (?P<name>{_MONTH_EN})\b", _end_of_month),
    (r"(?<![\d.])(?P<m>1[0-2]|[1-9])월(?:\s?말)?에", _end_of_month),
)

# Days that say until when only beside a word of an end: a notice closes, a lease runs out.
BESIDE_AN_END: tuple[tuple[str, Resolve], ...] = (
    (r"(?:(?P<y>20\d\d)년\s?)?(?<![\d.])(?P<m>1[0-2]|[1-9])월\s?(?P<d>\d{1,2})일", _month_day),
    (rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<name>{_OR_SHORT})(?!\w)(?:,? (?P<y>20\d\d))?", _month_day),
    (rf"\b(?P<name>{_OR_SHORT}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<y>20\d\d))?", _month_day),
    (r"(?<![\d월.])(?<!월 )(?P<d>[1-9]|[12]\d|3[01])일(?=이|에|[.,\s]|$)", _bare_day),
    (r"\bthe (?P<d>\d{1,2})(?:st|nd|rd|th)\b", _bare_day),
    (rf"\bon (?P<day>{_DAY_EN})\b", _weekday),
    (r"(?P<day>[월화수목금토일])요일", _weekday),
)  # fmt: skip
