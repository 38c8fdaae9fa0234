"""English words for a stretch of days: last month, autumn two years ago, early 2025, Q3, the 90s.

A bare year, month or season counts only after a word of time ("in", "since"); "class of 2026" and
"I may" are no dates. A duration (for two years) and the future (next summer) are met here too, so
that no part of them is read as a date.
"""

from __future__ import annotations

import re
from functools import partial

from language.dates import periods
from language.dates.alone import says_only
from language.dates.coming.to_come import PATTERNS_EN
from language.dates.holidays import holiday_names
from language.dates.meaning import (
    NOT_A_RANGE,
    Asked,
    Builder,
    Meaning,
    build_part,
    count_of,
    full_year,
    is_year,
    mean,
    mean_decade,
    mean_newest,
    mean_newest_of,
    mean_nothing,
    mean_part,
    mean_to_come,
    mean_years,
)
from language.dates.wordings.back_en import (
    build_ago,
    build_ago_about,
    build_day_back,
    build_day_of_month,
    build_half_year_ago,
    build_part_ago,
    build_part_of_month_back,
    build_trailing,
    build_unit_back,
    build_weekday,
    build_weekday_before_last,
)
from language.dates.words import list_of, plain_word, words_of
from language.word_lists import any_of

_COUNT = any_of(words_of("numbers", "en"), "count").replace("(?P<count>", r"(?P<count>\d{1,3}|")
_COUNT += r"\s+"
_UNIT = any_of(words_of("units", "en"), "unit") + "s?"
_NUMBER = r"(?:\d{1,2}|" + any_of(words_of("numbers", "en"))[3:]
_FIGURES = r"(?:19|20)\d{2}(?!\s?%|\d|,\d|\.\d)"


def _year(suffix: str) -> str:
    # One pattern names a year before its part or after it; the groups need two names.
    return (
        rf"(?:(?P<year{suffix}>{_FIGURES}|['’]\d{{2}})"
        rf"|(?P<relative{suffix}>the year before last|last year(?! of\b)|this year"
        r"|the year after next|next year)"
        rf"|(?P<ago{suffix}>{_NUMBER}\s+years?\s+(?:ago|back|earlier))"
        rf"|(?P<that{suffix}>that (?:same )?year))"
    )


_BEFORE_IT = r"(?:" + _year("_before") + r",?\s+(?:(?:in|during|at|on)\s+)?(?:the\s+)?)"
_AFTER_IT = r"(?:,?\s+(?:like\s+)?(?:of\s+|in\s+|from\s+|back\s+)?" + _year("_after") + r")"
_WHICH = r"(?:(?P<which>last|this past|this|past|that)\s+)"
_THIRD = any_of(words_of("parts", "en"), "part") + r"[\s-]+(?:the\s+)?"
_WEEK_OF = r"(?:the\s+)?" + any_of(words_of("weeks", "en"), "week")
_WEEK_OF += r"\s+(?:week|(?P<weekend>weekend)|" + any_of(words_of("weekdays", "en"), "weekday")
_WEEK_OF += r")\s+(?:of|in)\s+"
_MONTH = any_of(words_of("months", "en"), "month") + r"\.?"
_SEASON = any_of(words_of("seasons", "en"), "season")
_THE = r"(?:the\s+(?=\d{1,2}(?:st|nd|rd|th)))?"  # "in May the 3 of us" names no day
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_TERM = r"(?:semester|term)"
_NTH = r"(?P<{}>first|second|third|fourth|last|1st|2nd|3rd|4th)"
_WORD_OF_TIME = {"last": "last", "this past": "last", "this": "this", "that": "that"}

# What must stand before a month, a season or a year that is named alone: a word of time, or for a
# second one the word that joins it to the first. Summer, May and August are names, too.
_LED = re.compile(
    r"\b(?:in|during|throughout|since|from|before|after|until|till|up to|as of|around|between"
    r"|over|by|through|at|on|what about|summari[sz]e|sum up|recap|review|compare"
    r"|(?:was|were)(?=\s+the\b))\s+(?:the\s+)?(?:(?:year|month)\s+(?:of\s+)?)?$"
    r"|\b(?:\d{4}|"
    + any_of(words_of("months", "en"))
    + "|"
    + any_of(words_of("seasons", "en"))
    + r")\s+(?:and|to|or|vs\.?|versus|with|than)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_LED_CLEAR = re.compile(
    r"\b(?:and|to|or|of|my|was|were|does|did|is|vs\.?|versus|with|than|as)\s+(?:the year\s+)?$",
    re.IGNORECASE,
)
_LEAD_LENGTH = 40


def _is_led(match: re.Match[str], asked: Asked) -> bool:
    before = match.string[max(0, match.start() - _LEAD_LENGTH) : match.start()]
    # A year or a holiday is no other word: less has to stand before it.
    is_clear = match.groupdict().keys() & {"holiday", "year"}
    if _LED.search(before) or (is_clear and _LED_CLEAR.search(before)):
        return True
    # "July 21" may be all that is asked; a month or a holiday alone is a name, or a topic, where no
    # time was spoken of.
    may_be_all = "day" in match.groupdict() or asked.year is not None
    return may_be_all and says_only(match.string, *match.span())


def _year_of(match: re.Match[str], asked: Asked) -> tuple[bool, int | None]:
    """Return whether the words name a year, and which."""
    groups = match.groupdict()
    today = asked.today
    for suffix in ("_before", "_after", ""):
        if word := groups.get(f"year{suffix}"):
            return True, full_year(word, today)
        if word := groups.get(f"relative{suffix}"):
            back: int = words_of("years_back", "en")[plain_word(word)]
            return True, today.year - back
        if word := groups.get(f"ago{suffix}"):
            count = count_of(re.sub(r"\s+years?\s+\w+$", "", word, flags=re.IGNORECASE), "en")
            return True, today.year - count if isinstance(count, int) else None
        if groups.get(f"that{suffix}"):
            return True, asked.year
    return False, None


def _part(match: re.Match[str], asked: Asked) -> Meaning | None:
    names_year, year = _year_of(match, asked)
    which = plain_word(match.groupdict().get("which") or "")
    if names_year and not is_year(year):
        return NOT_A_RANGE
    if not names_year and not which and not _is_led(match, asked):
        return None
    return mean_part(match, "en", asked, year=year, which=_WORD_OF_TIME.get(which, which))


def _season_before_last(match: re.Match[str], asked: Asked) -> Meaning | None:
    build = build_part(match, "en")
    last = periods.latest_over(asked.today, build)
    return mean(build(last.since.year - 1)) if last and last.since else None


def _clear_part(match: re.Match[str], asked: Asked) -> Meaning | None:
    """A part that is a time by its own words needs no word of time before it: early March, Q3."""
    names_year, year = _year_of(match, asked)
    if names_year and not is_year(year):
        return NOT_A_RANGE
    return mean_part(match, "en", asked, year=year, which="")


def _whole_year(match: re.Match[str], asked: Asked) -> Meaning | None:
    names_year, year = _year_of(match, asked)
    if not names_year or year is None or not is_year(year):
        return None
    led = match.start() == 0 or _is_led(match, asked)
    is_figure = match.groupdict().get("year")
    if is_figure and not led and match["next"] is None:
        return None
    return Meaning(period=periods.year(year), year=year)


def _exact(match: re.Match[str], _asked: Asked) -> Meaning | None:
    return mean(periods.exact_or_month(int(match["y"]), int(match["m"]), int(match["d"])))


def _slashed(match: re.Match[str], _asked: Asked) -> Meaning | None:
    first, second = int(match["first"]), int(match["second"])
    # 05/03/2024 is May for one reader and March for another: only a clear one is read.
    if first > 12 >= second:
        return mean(periods.exact_or_month(int(match["y"]), second, first))
    if second > 12 >= first or first == second:
        return mean(periods.exact_or_month(int(match["y"]), first, second))
    return None


def _this_time(match: re.Match[str], asked: Asked) -> Meaning | None:
    _, year = _year_of(match, asked)
    if year is None or not is_year(year):
        return None
    return Meaning(period=periods.this_time(asked.today, year), year=year)


def _same_day(match: re.Match[str], asked: Asked) -> Meaning | None:
    _, year = _year_of(match, asked)
    return mean(periods.same_day(asked.today, year)) if year and is_year(year) else None


def _half_term(match: re.Match[str], asked: Asked) -> Meaning | None:
    """A half-term is half of a term as well: unnamed, it is the break after a word of time."""
    names_year, year = _year_of(match, asked)
    which, name = (plain_word(match[group] or "") for group in ("which", "name"))
    if name:
        build = partial(periods.half_term, month=words_of("half_terms", "en")[name])
        if names_year:
            return mean(build(year)) if year is not None and is_year(year) else NOT_A_RANGE
        return mean_newest_of([build], asked, last=which == "last")
    before = match.string[max(0, match.start() - _LEAD_LENGTH) : match.start()]
    is_led = _LED.search(before) or _LED_CLEAR.search(before)
    if names_year or which in ("last", "this") or not is_led:
        return None
    builds = [partial(periods.half_term, month=month) for month in periods.HALF_TERMS]
    return mean_newest_of(builds, asked)


def _years(match: re.Match[str], asked: Asked) -> Meaning | None:
    led = match.start() == 0 or _is_led(match, asked)
    return mean_years(int(match["year"]), int(match["last_year"])) if led else None


def _decade(match: re.Match[str], asked: Asked) -> Meaning:
    part = words_of("parts", "en").get(plain_word(match["part"] or ""), "")
    return mean_decade(int(match["decade"]), part, asked.today)


_NOT_DATES: tuple[str, ...] = (
    # A length of time, an age, what is counted.
    r"(?:for|in|within|after)\s+(?:about\s+|another\s+)?"
    + _COUNT
    + _UNIT
    + r"(?!\s+(?:ago|back|before|earlier))",
    _COUNT + _UNIT + r"\s+(?:from now|later|in a row|long|old)",
    r"(?:class|batch) of " + _FIGURES,
    r"(?:my|his|her|their|your)\s+(?:early |mid-?\s?|late )?\d0s",
    r"(?:most|more)\s+recently|as recently as|the last straw",
    r"(?:first|second|third|fourth|last)\s+(?:half|quarter)\s+of\s+(?:the|my|a|this|that)\s+"
    r"(?!year|same)",
)

_HALF_TERM = (
    r"(?:(?P<which>last|this|the)\s+)?(?:"
    + any_of(words_of("half_terms", "en"), "name") + r"\s+)?half[\s-]term"
    r"(?:\s+(?:break|holidays?|week))?(?:" + _AFTER_IT + r")?"
)  # fmt: skip

_NEXT_TO_A_YEAR = (
    r"(?P<next>(?=\s*(?:vs\.?|versus|and|or|to|with|compared)\s+(?:to\s+|with\s+)?"
    + _FIGURES
    + r"))?"
)

_RULES: tuple[tuple[str, Builder], ...] = (
    # Days written in figures.
    (r"(?P<y>(?:19|20)\d{2})[-./](?P<m>1[0-2]|0?[1-9])[-./](?P<d>\d{1,2})", _exact),
    (r"(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<y>(?:19|20)\d{2})", _slashed),
    (r"(?P<year>(?:19|20)\d{2})\s?[-–~]\s?(?P<last_year>(?:19|20)\d{2})(?![-./]\d)", _years),
    (_HALF_TERM, _half_term),
    # Back from today.
    (
        r"(?:around\s+|about\s+)?(?:this|the same) time(?:\s+of year)?,?\s+(?:in\s+)?"
        + _year(""),
        _this_time,
    ),
    (_year("") + r"\s+(?:around\s+|about\s+)?(?:at\s+)?this time", _this_time),
    (_year("") + r"\s+today|(?:on\s+)?this day\s+" + _year("_after"), _same_day),
    (
        r"(?:(?:in|over|during|for|within|throughout)\s+)?(?:(?:the|these|this|my)\s+)?"
        r"(?:last|past)\s+" + _COUNT + _UNIT,
        build_trailing,
    ),
    (
        r"(?:(?:in|over|during|for|within|throughout)\s+the\s+last"
        r"|(?:(?:in|over|during|for|within|throughout)\s+)?(?:the|this)\s+past)\s+"
        r"(?P<unit>week|fortnight|month|year|decade)(?!\s+of)",
        build_trailing,
    ),
    *((pattern, mean_to_come) for pattern in PATTERNS_EN),
    *((pattern, mean_nothing) for pattern in _NOT_DATES),
    # Parts of a year.
    (_MONTH + r"\s+" + _THE + _DAY + _AFTER_IT, _part),
    (_DAY + r"(?:\s+of)?\s+" + _MONTH + _AFTER_IT + "?", _part),
    (_MONTH + r"\s+" + _THE + _DAY + r"(?!\s*[:%]|\s+(?:times|people|years|months))", _part),
    (_WEEK_OF + _MONTH + _AFTER_IT + "?", _clear_part),
    (_THIRD + _MONTH + _AFTER_IT + "?", _clear_part),
    (_BEFORE_IT + _THIRD + "(?:" + _MONTH + "|" + _SEASON + ")", _clear_part),
    (_THIRD + _WHICH + "?" + _SEASON + _AFTER_IT + "?", _clear_part),
    (_BEFORE_IT + _MONTH, _clear_part),
    (_MONTH + _AFTER_IT, _clear_part),
    (_WHICH + _MONTH, _part),
    (_SEASON + r"\s+(?P<before_last>before last)", _season_before_last),
    (
        r"(?P<semester>spring|fall|autumn|first|second|1st|2nd)\s+" + _TERM + _AFTER_IT,
        _part,
    ),
    (
        r"(?P<which>last|this|the|my)\s+(?:my\s+)?"
        r"(?P<semester>spring|fall|autumn|first|second|1st|2nd)\s+" + _TERM,
        _part,
    ),
    (r"(?P<semester>spring|fall|autumn|first|second|1st|2nd)\s+" + _TERM, _part),
    (_BEFORE_IT + _SEASON, _clear_part),
    (_SEASON + _AFTER_IT, _clear_part),
    (_WHICH + _SEASON + r"(?!\s+(?:up|into|a|an|the|for)\b)", _part),
    (_SEASON + r"(?!\s+(?:up|into|a|an|for|back|holiday|job)\b)", _part),
    (_NTH.format("half") + r"\s+half" + _AFTER_IT, _clear_part),
    (_BEFORE_IT + r"H(?P<half>[12])", _clear_part),
    (r"H(?P<half>[12])" + _AFTER_IT + "?", _clear_part),
    (_NTH.format("half") + r"\s+half\s+of\s+the\s+year", _clear_part),
    (_NTH.format("quarter") + r"\s+quarter" + _AFTER_IT, _clear_part),
    (_NTH.format("quarter") + r"\s+quarter(?:\s+of\s+the\s+year)?", _part),
    (r"(?:the\s+)?" + _THIRD + r"year", _clear_part),
    (_BEFORE_IT + r"Q(?P<quarter>[1-4])", _clear_part),
    (r"Q(?P<quarter>[1-4])" + _AFTER_IT + "?", _clear_part),
    (_BEFORE_IT + any_of(holiday_names("en"), "holiday"), _clear_part),
    (any_of(holiday_names("en"), "holiday") + _AFTER_IT, _clear_part),
    (_WHICH + any_of(holiday_names("en"), "holiday"), _part),
    (any_of(holiday_names("en"), "holiday") + r"(?!\s+(?:present|gift|card|dinner|tree)s?)", _part),
    (r"(?:the\s+)?" + _THIRD + r"(?:in\s+)?" + _year(""), _clear_part),
    (_MONTH, _part),
    # Steps back, and days by their name.
    (r"(?:half a year|half year|a half-year)\s+(?:ago|back)", build_half_year_ago),
    (
        rf"(?P<count>{_NUMBER})(?:\s+(?:or|to)\s+|\s?[-–~]\s?)(?P<more>{_NUMBER})\s+{_UNIT}"
        r"\s+(?:ago|back|earlier)",
        build_ago_about,
    ),
    (
        rf"(?P<count>an?|one)\s+{_UNIT}\s+or\s+(?P<more>two|2)\s+(?:ago|back|earlier)",
        build_ago_about,
    ),
    (_COUNT + _UNIT + r"(?P<half>\s+and\s+a\s+half)?\s+(?:ago|back|earlier)", build_ago),
    (
        r"(?P<count>" + _NUMBER + r")(?P<half>\s+and\s+a\s+half)\s+(?P<unit>year)s?"
        r"\s+(?:ago|back|earlier)",
        build_ago,
    ),
    (
        _COUNT + r"(?:" + any_of(words_of("seasons", "en"), "season") + "|"
        + any_of(holiday_names("en"), "holiday") + "|"
        + any_of(words_of("weekdays", "en"), "weekday") + r")(?:e?s)?\s+(?:ago|back)",
        build_part_ago,
    ),
    (
        r"(?:(?:the\s+)?" + _THIRD + "|" + _WEEK_OF + r")(?P<which>last|this)\s+month",
        build_part_of_month_back,
    ),
    (
        r"the\s+" + any_of(words_of("weekdays", "en"), "weekday") + r"\s+before\s+last",
        build_weekday_before_last,
    ),
    (
        r"(?:on\s+)?(?:(?P<which>last|this past|this)\s+|on\s+)"
        + any_of(words_of("weekdays", "en"), "weekday")
        + r"(?:,?\s+(?:of\s+)?(?P<week>last|this)\s+week)?(?:\s+(?:night|morning|evening))?",
        build_weekday,
    ),
    (
        r"(?P<which>the)\s+(?P<unit>day|week|weekend|month|quarter|semester|term)"
        r"\s+(?P<before_last>before last)",
        build_unit_back,
    ),
    (
        r"(?P<which>last|this)\s+(?P<unit>week|weekend|month|quarter|semester|term)(?!\s+of)",
        build_unit_back,
    ),
    (any_of(words_of("days_back", "en"), "days_back"), build_day_back),
    (r"the\s+(?:(?P<part>early|mid|late)[\s-]+)?['’]?(?P<decade>(?:19|20)?\d0)['’]?s", _decade),
    (any_of(list_of("vague", "en")), mean_newest),
    (r"(?:on\s+)?the\s+(?P<d>\d{1,2})(?:st|nd|rd|th)(?!\s+(?:time|of|\w+day))", build_day_of_month),
    (_year("") + _NEXT_TO_A_YEAR + r"(?!['’]s\s+(?:class|edition))", _whole_year),
)  # fmt: skip

PATTERNS: tuple[tuple[re.Pattern[str], Builder], ...] = tuple(
    (
        re.compile(r"(?<![A-Za-z\d$£€#.])(?:" + pattern + r")(?![A-Za-z\d])", re.IGNORECASE),
        builder,
    )
    for pattern, builder in _RULES
)

# What stands before the words of a time and says which side of it is meant.
MODIFIERS = tuple(
    (re.compile(rf"\b(?:{pattern})\s+(?:the\s+)?$", re.IGNORECASE), kind)
    for pattern, kind in (
        (r"before and after|before and since", "both"),
        (r"before|prior to|earlier than", "before"),
        # "Walk me through 2024" asks for all of it, "what was I up to" what one did.
        (
            r"(?:until|till|(?<!\brun.)(?<!\bi.)(?<!\bwe.)(?<!\bgot.)(?<!\bget.)up to"
            r"|(?<!\bme\s)through|by)(?:\s+the\s+end\s+of)?",
            "until",
        ),
        (r"since|starting", "since"),
        # "Different from last May" sets it beside another time.
        (r"(?<!different )(?<!differently )(?<!differ )(?<!differs )(?<!differed )from", "from"),
        (r"after", "after"),
        (r"as of", "as_of"),
        (r"around|(?<!\bwhat\s)(?<!\bhow\s)about", "around"),
        (r"between", "between"),
        # "Get over last winter" has an over of its own.
        (r"(?<!\bget )(?<!\bgot )(?<!ting )(?<!\blook )(?<!king )(?:all\s+)?over|throughout", ""),
    )
)
MODIFIER_LENGTH = _LEAD_LENGTH
# What stands between two times: a stretch, or two that are set side by side.
STRETCH = re.compile(
    r"\s*(?:to|until|till|through|up to|-|–|~)\s+(?:the\s+)?$|\s*[-–~]\s*$", re.IGNORECASE
)
SIDE_BY_SIDE = re.compile(
    r"\s*,?\s*(?:and|vs\.?|versus|with|to|than|against|or|compared (?:to|with))?\s*"
    r"(?:in\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
COMPARES = re.compile(r"\bcompar|\bdiffer|\bchang|\bvs\b|\bversus\b|\bcontrast", re.IGNORECASE)
