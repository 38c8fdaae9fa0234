"""Dates as people and programs write them, from year 1 to 9999: in numbers, Korean and English, as
weeks of ISO (`2024-W10` is its Monday), and with the months of the languages in `months.yaml`.

Limit: day-month order with slashes (`4/5/2024`) is never guessed here (`orders` does it); years of
two digits and dates without a year are found only when `today` is given, and are never certain.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

from language.dates.marks import with_plain_marks
from language.dates.words import months_abroad, weekdays_abroad, words_of
from language.word_lists import any_of, load_lists

_MONTHS_HERE = words_of("months", "en")
_MONTHS_ABROAD = months_abroad()
_MONTHS = {**_MONTHS_ABROAD, **_MONTHS_HERE}
MONTH_NAMES = "|".join(sorted(_MONTHS_HERE, key=len, reverse=True))
_MONTH = rf"(?P<month>{MONTH_NAMES})\.?"
_ENGLISH_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"

# The day in each of its forms. Named groups: year, month, day.
_FULL = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\w.-])(?P<year>\d{4})\s?(?P<sep>[-./])\s?(?P<month>\d{1,2})\s?(?P=sep)\s?(?P<day>\d{1,2})(?!\d)\.?",
        r"(?<!\d)(?P<year>\d{4})\s*년\s*(?P<month>\d{1,2})\s*월\s*(?P<day>\d{1,2})\s*일",
        rf"\b{_MONTH}\s+{_ENGLISH_DAY},?\s+(?P<year>\d{{4}})(?!\d)",
        rf"(?<!\d){_ENGLISH_DAY}\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}})(?!\d)",
        # 5-Mar-2024, 05Mar2024, Mar-05-2024, 2024-Mar-05, 2024 March 5
        rf"(?<![\w.-])(?P<day>\d{{1,2}})(?P<sep>[-./]?){_MONTH}(?P=sep)(?P<year>\d{{4}})(?!\d)",
        rf"(?<![\w.-]){_MONTH}(?P<sep>[-./])(?P<day>\d{{1,2}})(?P=sep)(?P<year>\d{{4}})(?!\d)",
        rf"(?<![\w.-])(?P<year>\d{{4}}),?(?P<sep>[-./ ]?){_MONTH}(?P=sep)(?P<day>\d{{1,2}})(?!\w)",
        rf"(?<![\w.-])(?P<day>\d{{1,2}})(?:\.?º|\.|°|er)?\s(?:de\s)?"
        rf"{any_of(_MONTHS_ABROAD, 'month')}"
        r"\.?,?\s(?:del?\s)?(?P<year>\d{4})(?!\d)",
        r"(?<!\d)(?P<month>\d{1,2})월\s?(?P<day>\d{1,2})일,?\s(?P<year>\d{4})(?:년|(?!\w))",
        r"(?<!\d)(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号號]",
        # A camera's: 2024:03:05 23:15:00.
        r"(?<![\w:])(?P<year>\d{4}):(?P<month>\d\d):(?P<day>\d\d)(?=\s\d\d:\d\d)",
        # A week of ISO, and a day of it.
        r"(?<![\w.-])(?P<year>(?:19|20)\d\d)-?W(?P<week>\d{2})(?:-?(?P<weekday>[1-7]))?(?!\w)",
        r"(?<![0-9A-Za-z])(?P<year>1[6-9]\d\d|2[01]\d\d)(?P<month>\d{2})(?P<day>\d{2})(?![0-9A-Za-z])",
        # The C library's: Fri May 10 09:00:00 KST 2024.
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})\s+(?P<clock>\d{{1,2}}:\d{{2}}(?::\d{{2}})?"
        r"(?:\s+(?:[A-Z]{3,5}|[+-]\d{4}))?)\s+(?P<year>\d{4})(?!\d)",
        # ISO's without separators: 20240510T163000Z.
        r"(?<![0-9A-Za-z])(?P<year>1[6-9]\d\d|2[01]\d\d)(?P<month>\d{2})(?P<day>\d{2})"
        r"[T ]?(?P<packed>[0-2]\d[0-5]\d(?:[0-5]\d(?:\.?\d{1,6})?)?)"
        r"(?P<packed_zone>Z|[+-]\d{2}:?\d{2})?(?![0-9A-Za-z:])",
    )
)
_SHORT = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\w.])'?(?P<year>\d{2})\s*년\s*(?P<month>\d{1,2})\s*월\s*(?P<day>\d{1,2})\s*일",
        r"(?<![\w./-])'?(?P<year>\d{2})\.\s?(?P<month>\d{1,2})\.\s?(?P<day>\d{1,2})(?!\d)\.?",
        r"(?<!\d)(?P<month>\d{1,2})\s*월\s*(?P<day>\d{1,2})\s*일",
        rf"\b{_MONTH}\s+{_ENGLISH_DAY}\b(?!,?\s+\d{{4}})",
    )
)
_ABBREVIATIONS = dict(
    pair.split() for pair in load_lists("times/time_zones")["abbreviations"]["en"]
)
# A zone as it follows a time: an offset, a word, `GMT+0900 (Korean Standard Time)`, `[Asia/Seoul]`.
_ZONE = (
    r"(?:\s*\(?(?P<zone>(?:GMT|UTC)?[+-]\d{2}:?\d{2}|(?:GMT|UTC)[+-]\d{1,2}|(?-i:Z|"
    + "|".join(_ABBREVIATIONS)
    + r"))(?![\w:])\)?(?:\s*\([^()\n]{2,60}\))?)?"
    r"(?:\s*\[?(?P<place>(?-i:[A-Z][A-Za-z_]+/[A-Z][\w+/-]*))\]?)?"
)
_TIME = re.compile(
    r"(?:\s*[T,@]\s*|\s+(?:(?:at|um|à|às|a las|alle|om|kl\.?)\s+)?|[-_:](?=\d{1,2}:\d{2}))"
    r"(?P<before>오전|오후|새벽|아침|낮|저녁|밤|am|pm|上午|下午|午前|午後)?\s*"
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"|시(?:\s*(?P<minute_ko>\d{1,2})분(?:\s*(?P<second_ko>\d{1,2})초)?)?"
    r"|[時时](?:\s?(?P<minute_cjk>\d{1,2})分)?)"
    rf"\s*(?P<after>[ap]\.?m\.?(?!\w)|Uhr\b)?{_ZONE}",
    re.IGNORECASE,
)
_GREENWICH = re.compile(r"(?<=\d)\s?Z(?!\w)|\b(?:GMT|UTC)(?![+-]\d|\w)")
_PACKED = re.compile(r"(\d{2})(\d{2})(\d{2})?")
_AFTERNOON = ("오후", "저녁", "pm", "下午", "午後")
_FORENOON = ("오전", "새벽", "아침", "am", "上午", "午前")
_EVENING, _LATE_MORNING, _NOON = 6, 10, 12
WEEKDAYS = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?|[월화수목금토일](?:요일)?"
    r"|[月火水木金土日](?:曜日?)?|(?:星期|[周週])[一二三四五六日天]"
)
_WEEKDAY = re.compile(rf"[\s,]*[(\[]?\s*(?:{WEEKDAYS})(?![^\W_])(?:\s*[)\]])?", re.IGNORECASE)
_WEEKDAY_IN_BRACKETS = re.compile(rf"\s?[(\[]\s?(?:{WEEKDAYS})\s?[)\]]", re.IGNORECASE)
_LEADING_WEEKDAY = re.compile(rf"(?:{WEEKDAYS}|{any_of(weekdays_abroad())})\s*,?\s+", re.IGNORECASE)
_BESIDE = re.compile(rf"(?:^|[\s,(\[_])({WEEKDAYS})[\s,._)\]]*$", re.IGNORECASE)
_BEHIND = re.compile(rf"[\s,._]*[(\[]?\s?({WEEKDAYS})(?![^\W_])", re.IGNORECASE)
_FIRST_LETTERS = (
    "월mo月一",
    "화tu火二",
    "수we水三",
    "목th木四",
    "금fr金五",
    "토sa土六",
    "일su日天",
)
_FOUR_FIGURES = re.compile(r"\d{4}")  # every date that says its year
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A day found at `text[start:end]`, with the writer's time of day where one stood beside it.

    `zone` is the zone's name where one stood there; `assumed` tells what nothing proves: the order
    of day and month, or that two digits first are the year.
    """

    day: date
    at: datetime | None = None
    certain: bool = True
    start: int = 0
    end: int = 0
    zone: str = ""
    assumed: Literal["", "order", "short"] = ""
    is_instant: bool = False  # `Z`, `GMT` or a count of seconds: of no writer's calendar


def parse_when(text: str) -> When | None:
    """Return the date that `text` is, as a whole, or None when it is none (or has more words than a
    date).
    """
    text = with_plain_marks(text.strip())
    if _FOUR_FIGURES.search(text) is None:
        return None
    if _ISO_DAY.fullmatch(text) or _ISO_MOMENT.match(text):
        with contextlib.suppress(ValueError):
            at = datetime.fromisoformat(text)
            return When(
                day=at.date(),
                at=at if len(text) > 10 else None,
                end=len(text),
                is_instant=bool(_GREENWICH.search(text)),
            )
    offset = 0
    if leading := _LEADING_WEEKDAY.match(text):
        offset = leading.end()
    for found in _matches(text, _FULL, _day):
        if found.start == offset and found.end == len(text):
            return found
    return None


def without_weekday(text: str) -> str:
    """Return a text without the day of the week that it begins with."""
    match = _LEADING_WEEKDAY.match(f"{text} ")
    return text[match.end() :] if match else text


def without_weekday_in_brackets(text: str) -> str:
    """Return what follows a date without the day of the week in brackets that belongs to it."""
    match = _WEEKDAY_IN_BRACKETS.match(text)
    return text[match.end() :] if match else text


def weekday_beside(text: str, start: int, end: int) -> int | None:
    """Return the day of the week, Monday being 0, that stands right behind a date or before it."""
    found = _BEHIND.match(text, end) or _BESIDE.search(text[max(start - 12, 0) : start])
    if found is None:
        return None
    name = found[1].lower().removeprefix("星期").lstrip("周週")
    return next(
        (
            number
            for number, letters in enumerate(_FIRST_LETTERS)
            if name[:2] in letters or name[0] in letters[:1] + letters[3:]
        ),
        None,
    )


def find_when(text: str, *, today: date | None = None) -> When | None:
    """Return the first full date in `text`; with `today`, else the first short one (no year: the
    latest).
    """
    text = with_plain_marks(text)
    first = None
    if _FOUR_FIGURES.search(text):
        first = min(_matches(text, _FULL, _day), key=lambda found: found.start, default=None)
    if first is not None or today is None:
        return first

    def guess(match: re.Match[str]) -> date | None:
        return _guessed_day(match, today)

    return min(_matches(text, _SHORT, guess), key=lambda found: found.start, default=None)


def _matches(
    text: str, patterns: tuple[re.Pattern[str], ...], read: Callable[[re.Match[str]], date | None]
) -> Iterator[When]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            day = read(match)
            if day is None:
                continue
            at, end, zone = _time_of(match, text, day)
            yield When(
                day=day,
                at=at,
                certain=patterns is _FULL,
                start=match.start(),
                end=end,
                zone=zone,
                is_instant=at is not None and bool(_GREENWICH.search(text, match.start(), end)),
            )
            break


def _time_of(match: re.Match[str], text: str, day: date) -> tuple[datetime | None, int, str]:
    """Return the moment of a date, where it ends and its zone's name; some forms hold their time
    themselves."""
    groups = match.groupdict()
    if clock := groups.get("clock"):
        at, _, zone = time_after(f" {clock}", 0, day)
        return at, match.end(), zone
    if packed := _PACKED.match(groups.get("packed") or ""):
        clock = ":".join(part for part in packed.groups() if part)
        at, _, zone = time_after(f" {clock} {groups['packed_zone'] or ''}", 0, day)
        return at, match.end(), zone
    return time_after(text, match.end(), day)


def _day(match: re.Match[str]) -> date | None:
    if week := match.groupdict().get("week"):
        try:
            return date.fromisocalendar(int(match["year"]), int(week), int(match["weekday"] or 1))
        except ValueError:
            return None
    return _date(int(match["year"]), match["month"], match["day"])


def _guessed_day(match: re.Match[str], today: date) -> date | None:
    """Read a year of two digits as 20xx, and no year as the latest such day that is not in the
    future.
    """
    year = match.groupdict().get("year")
    if year is not None:
        return _date(2000 + int(year), match["month"], match["day"])
    this_year = _date(today.year, match["month"], match["day"])
    if this_year is not None and this_year > today:
        return _date(today.year - 1, match["month"], match["day"])
    return this_year


def _date(year: int, month: str, day: str) -> date | None:
    name = month.lower()
    number = _MONTHS.get(name) or _MONTHS.get(name.rstrip("."), 0)
    number = int(month) if month.isdecimal() else number
    try:
        return date(year, number, int(day))
    except ValueError:
        return None


def time_after(text: str, position: int, day: date) -> tuple[datetime | None, int, str]:
    """Read a weekday and a time of day right after a date; return the moment, where it all ends,
    and the name of its zone if it has one."""
    weekday = _WEEKDAY.match(text, position)
    end = weekday.end() if weekday else position
    match = _TIME.match(text, end)
    if match is None:
        return None, end, ""
    half = (match["before"] or match["after"] or "").lower().replace(".", "")
    hour = _hour_of_day(int(match["hour"]), half)
    minute = int(match["minute"] or match["minute_ko"] or match["minute_cjk"] or 0)
    second = int(match["second"] or match["second_ko"] or 0)
    place = match["place"] or ""
    if place and zone_of(place) is None:  # words of the writer: `9:00 Work/Life`
        return time_after(text[: match.start("place")].rstrip(" \t["), position, day)
    try:
        at = datetime(day.year, day.month, day.day, hour, minute, second)
        return at.replace(tzinfo=_zone(match["zone"]) or zone_of(place)), match.end(), place
    except ValueError:
        return None, end, ""


def _hour_of_day(hour: int, half: str) -> int:
    """Return the hour that is meant in its half, or part, of the day; 24 where that is open."""
    if half in _FORENOON:
        return hour % 12 if hour == _NOON else hour
    if half == "밤":
        return 24 if hour == _NOON else hour + 12 * (_EVENING <= hour < _NOON)
    is_after_noon = half in _AFTERNOON or (half == "낮" and hour < _LATE_MORNING)
    return hour + 12 if is_after_noon and hour < _NOON else hour


@cache
def zone_of(name: str) -> ZoneInfo | None:
    """Return the zone of an IANA name, or None when there is none of that name."""
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):  # not found, a folder, a path that leads out
        return None


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    offset = _ABBREVIATIONS.get(text.upper(), text.upper().removeprefix("GMT").removeprefix("UTC"))
    digits = offset[1:].replace(":", "")
    if not digits.strip("0"):
        return UTC
    distance = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(-distance if offset[0] == "-" else distance)
