"""By when a choice is to be made: the words as written, and the days they resolve to, by a rule
that is told.

Rules stated once: a half-year of school (4-2학기) is counted from the one that the entry says is
now, else it is the next such one after the entry's day, and lasts as long as its teaching. Limit:
what no rule knows stays unresolved.
"""

# ruff: noqa: E501 - tables of wordings read better unbroken
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import cast

from language.dates import periods
from language.dates.coming.days_ahead import (
    BESIDE_AN_END,
    NEAR,
    PLANNED,
    TAKEN_UP,
    Resolve,
    Resolved,
    Rule,
)
from language.dates.periods import Period
from language.dates.words import month_names
from language.word_lists import compile_list, join

_MONTH = "|".join(month_names())
_SEASONS_KO: dict[str, periods.Season] = {
    "봄": "spring",
    "여름": "summer",
    "가을": "fall",
    "겨울": "winter",
}
_SCHOOL_YEAR = re.compile(r"(?<![\d.])(?P<year>[1-6])\s?(?:-|학년\s?)\s?(?P<half>[12])(?!\d)")
_BEFORE = re.compile(r"전에|전까지|^before", re.IGNORECASE)
_EXACT = frozenset(
    ("day", "weekday", "weekday_after", "holiday", "holiday_itself")
)  # "before Friday" leaves Friday itself in doubt
_NOW = re.compile(r"(?:아직|지금|현재|이제|벌써)[^.!?\n]{0,4}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Words at `text[start:end]` and what they resolve to."""

    start: int
    end: int
    first: date | None = None
    last: date | None = None
    rule: Rule = "unresolved"
    values: dict[str, str] = field(default_factory=dict)


def find_deadline(sentence: str, written_on: date, body: str) -> Deadline | None:
    """Return the first time ahead that `sentence` names; `body` is the whole entry, which may say
    what is now.
    """
    for match, (period, rule, values) in _resolved(_PATTERNS, sentence, written_on, body):
        first, last = period.since, period.until
        if first and first > date.min and rule not in _EXACT and _BEFORE.search(match[0]):
            first, last = min(written_on, first), first - timedelta(days=1)
        return _deadline(match, first, last, rule, values)
    if someday := _SOMEDAY.search(sentence):
        return Deadline(start=someday.start(), end=someday.end())
    return None


def find_end(sentence: str, written_on: date) -> Deadline | None:
    """Return the day that a sentence names as an end or a deadline, without a word like "by"."""
    if not compile_list("choosing", "end").search(sentence):
        return None
    return _first_resolved(_BESIDE_AN_END, sentence, written_on)


def find_planned(sentence: str, written_on: date) -> Deadline | None:
    """Return the first day that a sentence names, in figures or as the month of a plan, taken to be
    the next one: what is over is a year ahead then.
    """
    return _first_resolved(_DAYS_OF_MONTHS + _PLANNED, sentence, written_on)


def find_taken_up(sentence: str, written_on: date) -> Deadline | None:
    """Return when what a sentence puts off will be taken up again: "again in January"."""
    return _first_resolved(_TAKEN_UP, sentence, written_on)


def _first_resolved(
    patterns: Sequence[tuple[re.Pattern[str], Resolve]], sentence: str, written_on: date
) -> Deadline | None:
    for match, (period, rule, values) in _resolved(patterns, sentence, written_on, sentence):
        return _deadline(match, period.since, period.until, rule, values)
    return None


def _resolved(
    patterns: Sequence[tuple[re.Pattern[str], Resolve]], sentence: str, written_on: date, body: str
) -> Iterator[tuple[re.Match[str], Resolved]]:
    """Yield what a sentence names and the calendar has: nothing after the year 9999."""
    for pattern, resolve in patterns:
        for match in pattern.finditer(sentence):
            resolved = None
            with suppress(OverflowError, ValueError):
                resolved = resolve(match, written_on, body)
            if resolved is not None:
                yield match, resolved


def _deadline(
    match: re.Match[str],
    first: date | None,
    last: date | None,
    rule: Rule,
    values: dict[str, str],
) -> Deadline:
    start, end = match.span()
    return Deadline(start=start, end=end, first=first, last=last, rule=rule, values=values)


def wants_answer(sentence: str) -> bool:
    """Say whether a sentence tells that a choice or an answer is wanted of the writer."""
    told = compile_list("choosing", "answer").search(sentence) is not None
    return told and compile_list("choosing", "answer_of_other").search(sentence) is None


def names_deadline(sentence: str) -> bool:
    """Say whether a sentence tells until when an answer is wanted, whatever the day."""
    day = date(2000, 1, 1)
    found = find_deadline(sentence, day, sentence) or find_end(sentence, day)
    return found is not None and found.last is not None and wants_answer(sentence)


def points_back(sentence: str) -> bool:
    """Say whether a sentence counts from the day that the one before it names."""
    return compile_list("choosing", "then").search(sentence) is not None


def _school(match: re.Match[str], written_on: date, body: str) -> Resolved:
    wanted = int(match["year"]) * 2 + int(match["half"]) - 1
    year, half = periods.current_semester(written_on)
    for other in _SCHOOL_YEAR.finditer(body):
        now = int(other["year"]) * 2 + int(other["half"]) - 1
        stated = _NOW.search(body[: other.start()])
        if stated and now != wanted and now % 2 == half - 1:
            index = year * 2 + half - 1 + wanted - now
            values = {"now": _short(other), "wanted": _short(match)}
            return _teaching(index, "semester_counted", values)
    target = int(match["half"])
    index = year * 2 + half - 1
    index += 1 if index % 2 + 1 != target else 2
    return _teaching(index, "semester_next", {"wanted": _short(match)})


def _teaching(index: int, rule: Rule, values: dict[str, str]) -> Resolved:
    """Return the weeks of teaching of a semester; the day that it lawfully ends is told beside."""
    year, half = index // 2, index % 2 + 1
    until = periods.semester(year, half).until
    term = periods.teaching_term(year, half)
    return term, rule, values | {"legal_end": until.isoformat() if until else ""}


def _short(match: re.Match[str]) -> str:
    return f"{match['year']}-{match['half']}"


def _school_ahead(match: re.Match[str], written_on: date, body: str) -> Resolved | None:
    if _NOW.search(
        match.string[: match.start()]
    ):  # "아직 4-1이기 때문에" says what is, not what is ahead
        return None
    found = _school(match, written_on, body)
    return found if found[0].until and found[0].until >= written_on else None


def _named_semester(match: re.Match[str], written_on: date, _body: str) -> Resolved:
    steps = 0 if re.match(r"이번|this", match["which"], re.IGNORECASE) else -1
    return periods.semester_back(written_on, steps), "semester_named", {}


def _named_year(match: re.Match[str], written_on: date, _body: str) -> Resolved:
    word = match["year"].lower()
    number = written_on.year + (
        0 if re.match(r"올|금년|이번|this", word) else 2 if word.startswith("내후년") else 1
    )
    groups = match.groupdict()
    if season := groups.get("season"):
        return periods.season(number, _season_name(season)), "season", {}
    if month := groups.get("month"):
        return periods.months(number, int(month)), "month", {}
    return periods.year(number), "year", {}


def _coming_season(match: re.Match[str], written_on: date, _body: str) -> Resolved:
    """Return the next season of that name which is not over."""
    name = _season_name(match["season"])
    this_year = periods.season(written_on.year, name)
    is_over = this_year.until is not None and this_year.until < written_on
    return periods.season(written_on.year + is_over, name), "season", {}


def _season_name(word: str) -> periods.Season:
    english = "fall" if word.lower() == "autumn" else word.lower()
    return cast("periods.Season", _SEASONS_KO.get(word, english))


def _month(match: re.Match[str], written_on: date, _body: str) -> Resolved:
    groups = match.groupdict()
    number = int(groups["m"]) if groups.get("m") else month_names()[groups["name"].lower()]
    stated = groups.get("y")
    year = int(stated) if stated else written_on.year + (number < written_on.month)
    period = periods.months(year, number)
    if groups.get("d"):
        exact = periods.exact(year, number, int(groups["d"]))
        period = exact or period
    return (
        Period(since=period.since, until=period.until),
        "month_next" if not stated else "month",
        {},
    )


def _within(match: re.Match[str], written_on: date, _body: str) -> Resolved | None:
    count = _COUNTS.get(match["count"].lower()) or int(match["count"])
    if count > _MOST:
        return None
    unit = match["unit"].lower().rstrip("s")
    if unit in ("일", "day"):
        last = written_on + timedelta(days=count)
    elif unit in _WEEKS:
        last = written_on + timedelta(weeks=count * _WEEKS[unit])
    else:
        months = count * 12 if unit in ("년", "year") else count
        total = written_on.year * 12 + written_on.month - 1 + months
        end = periods.months(total // 12, total % 12 + 1).until
        last = min(end, end.replace(day=min(written_on.day, end.day))) if end else written_on
    return Period(since=written_on, until=last), "within", {}


def _days_within(match: re.Match[str], written_on: date, _body: str) -> Resolved:
    last = written_on + timedelta(days=_DAYS_KO[match["days"]])
    return Period(since=written_on, until=last), "within", {}


_MOST = 120
_WEEKS = {"주": 1, "주일": 1, "week": 1, "fortnight": 2}
_DAYS_KO = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9,
    "열흘": 10, "보름": 15,
}  # fmt: skip
_COUNTS = {
    "한": 1, "일": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "a": 1, "an": 1,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12,
}  # fmt: skip
_COUNT_KO = join(tuple(each for each in _COUNTS if not each.isascii()))
_COUNT_EN = join(tuple(each for each in _COUNTS if each.isascii()))
_UNIT_EN = r"days?|weeks?|fortnights?|months?|years?"

_PATTERNS: tuple[tuple[re.Pattern[str], Resolve], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), resolve)
    for pattern, resolve in (
        *NEAR,
        (
            r"(?<![\d.])(?P<year>[1-6])\s?(?:-|학년\s?)\s?(?P<half>[12])(?!\d)(?:\s?학기)?"
            r"(?:\s?(?:까지|전에|전까지|동안|에))?(?:\s?학교를)?(?:\s?다니면서|\s?마치고|\s?끝나고)?",
            _school_ahead,
        ),
        (r"(?P<which>이번|다음)\s?학기(?:\s?(?:까지|전에|동안|안에|에))?(?:\s?다니면서)?", _named_semester),
        (r"(?:by|during|until|before|after|in|at) (?:the end of )?(?P<which>this|next) (?:semester|term)", _named_semester),
        (r"(?P<year>올해|금년|내년|내후년)\s?(?P<season>봄|여름|가을|겨울)(?:\s?(?:까지|에|전에))?", _named_year),
        (r"(?P<season>봄|여름|가을|겨울)(?:\s?(?:까지|에|쯤|전에))", _coming_season),
        (r"(?:by|before|until|till|in) (?:the )?(?P<season>spring|summer|fall|autumn|winter)\b", _coming_season),
        (r"(?P<year>올해|금년|내년|내후년)\s?(?P<month>1[0-2]|[1-9])월(?:\s?(?:까지|에|전에|안에))?", _named_year),
        (r"(?P<year>올해|금년|내년|내후년)(?:\s?(?:까지|안에|안으로|말까지|중에|초까지))", _named_year),
        (r"(?:by|before|until|in|during) (?:the )?(?P<year>next|this) (?P<season>spring|summer|fall|autumn|winter)", _named_year),
        (r"(?:by|before|until|within) (?:the end of )?(?P<year>this|next) year", _named_year),
        (
            r"(?:(?P<y>20\d\d)년\s?)?(?<![\d.])(?P<m>1[0-2]|[1-9])월(?:\s?(?P<d>\d{1,2})일)?\s?(?:까지|전까지|전에|안에|말까지)",
            _month,
        ),
        (rf"(?:by|before|until|no later than) (?:the end of )?(?P<name>{_MONTH})(?: (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:,? (?P<y>20\d\d))?", _month),
        (rf"(?P<count>\d{{1,3}}|{_COUNT_KO})\s?(?P<unit>일|주일|주|달|개월|년)\s?(?:안에|안으로|이내에?|이내로|내에|내로)", _within),
        (rf"(?<![가-힣])(?P<days>{join(tuple(_DAYS_KO))})\s?(?:안에|안으로|이내에?|이내로|내에|내로)", _days_within),
        (rf"(?:within|in) (?P<count>\d{{1,3}}|{_COUNT_EN}) (?P<unit>{_UNIT_EN})", _within),
        (rf"\b(?:have|has|had|got) (?P<count>\d{{1,3}}|{_COUNT_EN}) (?P<unit>{_UNIT_EN}) to (?:decide|choose|answer|reply|say|tell|let|confirm|accept|sign|make up)\b", _within),
    )
)  # fmt: skip
_BESIDE_AN_END = tuple(
    (re.compile(pattern, re.IGNORECASE), resolve) for pattern, resolve in BESIDE_AN_END
)
_DAYS_OF_MONTHS = _BESIDE_AN_END[:3]  # named with their month: a bare "the 5th" is of any
_PLANNED = tuple((re.compile(pattern, re.IGNORECASE), resolve) for pattern, resolve in PLANNED)
_TAKEN_UP = tuple((re.compile(pattern, re.IGNORECASE), resolve) for pattern, resolve in TAKEN_UP)
_SOMEDAY = re.compile(
    r"언젠가|나중에|때가 되면|졸업\s?(?:전에|하기 전|할 때)|\b(?:some ?day|eventually|one day|later on|before i graduate|when the time comes)\b",
    re.IGNORECASE,
)
