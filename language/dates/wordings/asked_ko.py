"""Korean words for a time: 지난달, 작년 여름, 2년 전 추석, 3월 초, 90년대.

A school year with its semester (4-2학기), an age, a duration (2년 동안) and the future (내년 봄,
2년 뒤) are met here too, so that no part of them is read as a date.
"""

from __future__ import annotations

import re
from datetime import timedelta

from language.dates import periods
from language.dates.coming.to_come import PATTERNS_KO
from language.dates.holidays import holiday_names
from language.dates.meaning import (
    NOT_A_RANGE,
    Asked,
    Builder,
    Meaning,
    count_of,
    full_year,
    is_year,
    mean,
    mean_ago,
    mean_ago_about,
    mean_decade,
    mean_half_ago,
    mean_newest,
    mean_nothing,
    mean_part,
    mean_part_of_month_back,
    mean_to_come,
    mean_trailing,
    mean_years,
)
from language.dates.measured import BEHIND_KO
from language.dates.wordings import school_ko
from language.dates.words import list_of, words_of
from language.word_lists import any_of

_COUNT = any_of(words_of("numbers", "ko"), "count").replace(
    "(?P<count>", r"(?<![\d가-힣])(?P<count>\d{1,3}|"
)
_COUNT += r"\s?"
_UNIT = any_of(words_of("units", "ko"), "unit")
_DAYS = any_of(words_of("days_counted", "ko"), "days")
_ABOUT = r"(?:쯤|\s?(?:정도|가량|남짓))?"
_PARTICLE = r"(?=[에의엔은는이과와도만쯤경까부,.?!~\s]|$)"
_AT = r"(?=\s?(?:에(?!\s?한\s?번)|엔|때|동안|내내|연휴|무렵|쯤|즈음|이후|이전|전|부터"
_AT += r"|까지|기준|당시))"

_YEARS_BACK = (*words_of("years_back", "ko"), "지난 해", "올 한 해", "올 한해")
# The year of a part of it: 2024년, 24년, 작년, 2년 전, 그해. Four figures need no 년 before a part.
_YEAR = (
    r"(?:(?P<year>(?<![\d.])(?:19|20)\d{2}(?!\d)(?:년도?)?|(?<![\d.])['’]?\d{2}년도?)"
    + r"|(?<![가-힣])"
    + any_of(_YEARS_BACK, "relative")
    + r"|(?P<ago>(?<![\d가-힣])(?:\d{1,2}|"
    + any_of(words_of("numbers", "ko"))[3:]
    + r"\s?[년해]\s?전)"
    + r"|(?P<that>그\s?해))"
)
_WHICH = r"(?:(?P<which>지난|저번|이번|그)\s?)?"
_OF = r"(?:의|에)?\s?"

# Of several only the last has to be named one: 3, 4월; 1~3월.
_MONTH = (
    r"(?<![\d.])(?P<month>1[0-2]|0?[1-9])"
    r"(?:월|(?=(?:\s?[,·~–-]\s?(?:1[0-2]|0?[1-9])){1,3}월))"
)
# 둘째 주, 둘째 주 일요일, 첫 번째 월요일, 마지막 주말.
_WEEK_OF = any_of(words_of("weeks", "ko"), "week") + r"(?:\s?번째)?\s?(?:(?:주\s?)?(?:"
_WEEK_OF += any_of(words_of("weekdays", "ko"), "weekday") + r"|(?P<weekend>주말))|주)"
_SPELT_MONTH = r"(?<![가-힣])" + any_of(words_of("months", "ko"), "month")
_SPELT_MONTH += r"(?=\s?[에엔초말은의]|\s중순)"
_SEASON = any_of(words_of("seasons", "ko"), "season") + r"(?:철|\s?방학)?"
_SEASON_PART = r"(?:" + any_of(words_of("season_parts", "ko"), "part") + r")?"
_HOLIDAY = r"(?<![가-힣])" + any_of(holiday_names("ko"), "holiday")
# Without a particle it is asked of where the question follows: 크리스마스 어땠어?
_ASKING = r"(?:어땠|어떻|어디|뭐|뭘|무엇|무슨|누구|누가|왜)"
_ASKED_OF = (
    rf"(?:\s?(?:날|당일)(?=\s(?:\S+\s)?{_ASKING})"
    rf"|(?=\s(?:(?:(?<=수능날\s)|(?<=수능\s날\s))\S+\s)?{_ASKING}))"
)

_STEPS_BACK = {"이번": 0, "이": 0, "지난": 1, "저번": 1}  # else two
_BACK = r"(?P<which>지지난|저저번|저지난|지난|저번|이번|(?<![가-힣])이(?=달))\s?"
_WORD_OF_TIME = {"지난": "last", "저번": "last", "이번": "this", "그": "that"}


def _year_of(match: re.Match[str], asked: Asked) -> int | None:
    groups = match.groupdict()
    today = asked.today
    if groups.get("relative"):
        word = re.sub(r"\s", "", match["relative"])
        return today.year - int(words_of("years_back", "ko")[word])
    if groups.get("ago"):
        count = count_of(re.sub(r"\s?[년해]\s?전", "", match["ago"]), "ko")
        return today.year - count if isinstance(count, int) else None
    if groups.get("that"):
        return asked.year
    return full_year(match["year"].rstrip("년도"), today) if groups.get("year") else None


def _names_year(match: re.Match[str]) -> bool:
    return any(match.groupdict().get(name) for name in ("year", "relative", "ago", "that"))


def _part(match: re.Match[str], asked: Asked) -> Meaning | None:
    year = _year_of(match, asked)
    if _names_year(match) and not is_year(year):
        return NOT_A_RANGE if match.groupdict().get("that") else None
    which = _WORD_OF_TIME.get(match.groupdict().get("which") or "", "")
    return mean_part(match, "ko", asked, year=year, which=which)


def _days_of_month(match: re.Match[str], asked: Asked) -> Meaning | None:
    first = _part(match, asked)
    if first is None or first.period.since is None:
        return None
    since = first.period.since
    last = periods.exact_or_month(since.year, since.month, int(match["last_day"]))
    if last.until is None or last.until < since:
        return None
    return Meaning(period=periods.Period(since=since, until=last.until), year=first.year)


def _whole_year(match: re.Match[str], asked: Asked) -> Meaning | None:
    year = _year_of(match, asked)
    if year is None or not is_year(year):
        return None
    if match["year"] and len(match["year"].strip("년도'’")) == 2 and year < 2015:
        return None  # 12년 is more often a length than a year
    return Meaning(period=periods.year(year), year=year)


def _exact(match: re.Match[str], asked: Asked) -> Meaning | None:
    year = full_year(match["y"], asked.today)
    if year is None:
        return None
    # Of two figures without such a day: a version is written so, too.
    build = periods.exact if len(match["y"]) == 2 else periods.exact_or_month
    return mean(build(year, int(match["m"]), int(match["d"])))


def _this_time(match: re.Match[str], asked: Asked) -> Meaning | None:
    year = _year_of(match, asked)
    if year is None or not is_year(year):
        return None
    if match["day"]:
        return mean(periods.same_day(asked.today, year))
    return Meaning(period=periods.this_time(asked.today, year), year=year)


def _ago(match: re.Match[str], asked: Asked) -> Meaning | None:
    count = count_of(match["count"], "ko")
    unit = words_of("units", "ko")[match["unit"]]
    if match["half"] and isinstance(count, int):
        return mean_half_ago(asked.today, count, unit)
    return mean_ago(asked.today, count, unit)


def _ago_about(match: re.Match[str], asked: Asked) -> Meaning | None:
    fewest, most = (int(match["count"]), int(match["more"])) if match["count"] else (1, 2)  # 한두
    return mean_ago_about(asked.today, fewest, most, words_of("units", "ko")[match["unit"]])


def _days_ago(match: re.Match[str], asked: Asked) -> Meaning | None:
    return mean_ago(asked.today, words_of("days_counted", "ko")[match["days"]], "day")


def _last_days(match: re.Match[str], asked: Asked) -> Meaning:
    return mean_trailing(asked.today, words_of("days_counted", "ko")[match["days"]], "day")


def _last_units(match: re.Match[str], asked: Asked) -> Meaning | None:
    unit = words_of("units", "ko")[match["unit"]]
    return mean_trailing(asked.today, count_of(match["count"], "ko"), unit)


def _part_of_month_back(match: re.Match[str], asked: Asked) -> Meaning | None:
    return mean_part_of_month_back(match, "ko", asked, _STEPS_BACK.get(match["which"], 2))


def _weekday_of_week(match: re.Match[str], asked: Asked) -> Meaning | None:
    count = count_of(match["count"], "ko")
    monday = periods.week(asked.today, count).since if isinstance(count, int) else None
    weekday = words_of("weekdays", "ko")[match["weekday"]]
    return mean(periods.day(monday + timedelta(days=weekday))) if monday else None


def _years(match: re.Match[str], _asked: Asked) -> Meaning | None:
    return mean_years(int(match["year"]), int(match["last_year"]))


def _unit_back(match: re.Match[str], asked: Asked) -> Meaning | None:
    steps = _STEPS_BACK.get(match["which"], 2)
    if match["unit"] == "학기":
        return Meaning(period=periods.semester_back(asked.today, steps))
    if match["unit"] == "분기":
        return Meaning(period=periods.quarter_back(asked.today, steps))
    if match["unit"] == "주말":
        weekend = periods.latest_weekend(asked.today - timedelta(weeks=max(0, steps - 1)))
        return Meaning(period=weekend) if steps else None
    return mean(periods.back(asked.today, steps, words_of("units", "ko")[match["unit"]]))


def _weekday(match: re.Match[str], asked: Asked) -> Meaning | None:
    weekday = words_of("weekdays", "ko")[match["weekday"]]
    which = re.sub(r"\s", "", match["which"] or "")
    if which.endswith("주"):
        steps = {"이번주": 0, "지난주": 1, "저번주": 1}.get(which, 2)
        week = periods.week(asked.today, steps)
        return mean(periods.day(week.since + timedelta(days=weekday))) if week.since else None
    if which == "이번":
        return None
    before = timedelta(weeks=_STEPS_BACK.get(which, 2) - 1 if which else 0)
    return mean(periods.latest_weekday(asked.today - before, weekday))


def _day_back(match: re.Match[str], asked: Asked) -> Meaning | None:
    days = words_of("days_back", "ko")[match["days_back"]]
    return mean(periods.day(asked.today - timedelta(days=days)))


def _decade(match: re.Match[str], asked: Asked) -> Meaning:
    part = words_of("year_parts", "ko").get(match["part"] or "", "")
    return mean_decade(int(match["decade"]), part, asked.today)


_NOT_DATES: tuple[str, ...] = (
    # A semester of a school year, an age, a length of time, a plan.
    r"(?<![\d.])[1-6]\s?(?:-|학년\s?)\s?[12](?!\d)(?:\s?학기)?",
    r"(?<!\d)\d{1,3}\s?(?:살|세(?![기계상가-힣])|학년)(?:\s?때)?",
    _COUNT
    + _UNIT
    + r"\s?반?\s?(?:동안|간(?![가-힣])|째|차(?![가-힣])|만에|안에|내에|뒤|후|이내|마다)",
    _COUNT + _UNIT + r"에\s?(?:한|두|세|\d+|몇)\s?번",
    r"(?:올해|금년|이번\s?(?:달|주|학기))(?:의\s?|\s)?(?:목표|계획|다짐|안에|안으로|내로)",
    r"(?:가장|제일)\s?최근|매년\s?\d{1,2}월",
)

_RULES: tuple[tuple[str, Builder], ...] = (
    # Days written in figures.
    (
        r"(?<![\d.])(?P<y>(?:19|20)\d{2})\s?[-./년]\s?(?P<m>1[0-2]|0?[1-9])\s?[-./월]\s?"
        r"(?P<d>\d{1,2})(?!\d)(?:일|\.)?",
        _exact,
    ),
    (
        r"(?<![\d.])(?P<y>\d{2})\.\s?(?P<m>1[0-2]|0?[1-9])\.\s?(?P<d>[12]\d|3[01]|0?[1-9])(?![\d.])",
        _exact,
    ),
    (
        r"(?<![\d./])(?P<month>1[0-2]|0?[1-9])/(?P<day>[12]\d|3[01]|0?[1-9])(?![\d/])(?=\s?(?:에|일기|엔|날))",
        _part,
    ),
    (
        r"(?<![\d.])(?P<year>(?:19|20)\d{2})년?\s?[-–~]\s?(?P<last_year>(?:19|20)\d{2})"
        r"(?:년도?|(?=[에엔은는]|[\s?.!]*$))",
        _years,
    ),
    # Back from today.
    (_YEAR + r"의?\s?(?:(?:바로\s)?이맘\s?때(?:쯤)?|(?P<day>오늘))(?!\s?날)", _this_time),
    (r"(?:최근|지난|요|근)\s?" + _COUNT + _UNIT + r"(?:간|\s?동안)?" + _PARTICLE, _last_units),
    (r"(?:최근|지난|요|근)\s?" + _DAYS + r"(?:간|\s?동안)?" + _PARTICLE, _last_days),
    (
        r"(?:최근|지난|요|근)\s?반년(?:간|\s?동안)?",
        lambda _, asked: mean_trailing(asked.today, 6, "month"),
    ),
    *((pattern, mean_to_come) for pattern in PATTERNS_KO),
    *((pattern, mean_nothing) for pattern in _NOT_DATES),
    *school_ko.RULES,
    # Parts of a year, in a named year or in the newest.
    (
        r"(?:" + _YEAR + _OF + r")?" + _MONTH + r"\s?(?P<day>\d{1,2})일?\s?(?:부터|에서|~|-)\s?"
        r"(?P<last_day>\d{1,2})일(?:까지는?)?",
        _days_of_month,
    ),
    (r"(?:" + _YEAR + _OF + r")?" + _WHICH + _MONTH + r"\s?(?P<day>\d{1,2})일", _part),
    (
        r"(?:" + _YEAR + _OF + r")?" + _WHICH + _MONTH + r"\s?"
        + any_of(words_of("month_parts", "ko"), "part") + _PARTICLE,
        _part,
    ),
    (
        r"(?:" + _YEAR + _OF + r")?" + _WHICH + _MONTH + r"\s?"
        + _WEEK_OF + _PARTICLE,
        _part,
    ),
    (r"(?:" + _YEAR + _OF + r")?" + _WHICH + _MONTH + r"(?!\s?급)", _part),
    (r"(?:" + _YEAR + _OF + r")?" + _WHICH + _SPELT_MONTH, _part),
    (
        r"(?<![\d.])(?P<year>(?:19|20)\d{2})[-./](?P<month>1[0-2]|0?[1-9])(?![-\d학])",
        _part,
    ),
    (r"(?P<year>(?:19|20)\d{2})-(?P<semester>[12])\s?학기?", _part),
    (
        r"(?:" + _YEAR + _OF + r")?(?<![\d\-학])(?P<semester>[12]|"
        + any_of(words_of("semesters", "ko")) + r")\s?학기(?!\s?(?:째|동안))",
        _part,
    ),
    (_YEAR + _OF + _SEASON_PART + _SEASON, _part),
    (r"(?P<which>지난|저번|이번|그)\s?" + _SEASON_PART + _SEASON, _part),
    (r"(?<![가-힣])" + _SEASON_PART + _SEASON + _AT, _part),
    (r"(?:" + _YEAR + _OF + r")?" + _WHICH + r"(?P<half>[상하])반기", _part),
    (
        r"(?:" + _YEAR + _OF + r")?" + _WHICH + r"(?<![\d.])(?P<quarter>[1-4])(?:/4)?\s?분기",
        _part,
    ),
    (r"(?:" + _YEAR + _OF + r")?" + _WHICH + r"(?<![가-힣])(?P<turn>연말|연초)" + _PARTICLE, _part),
    (
        _YEAR + _OF + any_of(words_of("year_parts", "ko"), "part") + _PARTICLE,
        _part,
    ),
    (_YEAR + _OF + _HOLIDAY + r"(?:\s?(?:연휴|날|때))?", _part),
    (r"(?P<which>지난|저번|이번|그)\s?" + _HOLIDAY + r"(?:\s?(?:연휴|날|때))?", _part),
    (
        _HOLIDAY + "(?:" + _AT + r"(?:\s?(?:연휴|날|때))?|" + _ASKED_OF
        + f"|(?={BEHIND_KO.pattern}))",
        _part,
    ),
    # Steps back, and days by their name.
    (
        _COUNT + r"주\s?전(?:의|\s)?\s?" + any_of(words_of("weekdays", "ko"), "weekday"),
        _weekday_of_week,
    ),
    (
        r"(?<![\d가-힣])(?:한두|(?P<count>\d{1,2})\s?[,~–-]\s?(?P<more>\d{1,2}))\s?"
        + _UNIT
        + _ABOUT
        + r"\s?전"
        + _PARTICLE,
        _ago_about,
    ),
    (_COUNT + _UNIT + r"(?P<half>\s?반)?" + _ABOUT + r"\s?전" + _PARTICLE, _ago),
    (r"(?<![가-힣])" + _DAYS + _ABOUT + r"\s?전" + _PARTICLE, _days_ago),
    (r"반년" + _ABOUT + r"\s?전" + _PARTICLE, lambda _, asked: mean_ago(asked.today, 6, "month")),
    (
        _BACK + r"달\s?(?:" + any_of(words_of("month_parts", "ko"), "part") + "|"
        + _WEEK_OF + ")" + _PARTICLE,
        _part_of_month_back,
    ),
    (
        r"(?P<which>(?:이번|지난|저번|지지난|저저번|저지난)(?:\s?주)?)?(?:의)?\s?"
        + any_of(words_of("weekdays", "ko"), "weekday") + r"(?!마다|\s?(?:밤)?마다)",
        _weekday,
    ),
    (_BACK + r"(?P<unit>주말|주(?!제|식|변|장)|달|학기|분기)", _unit_back),
    (
        r"엊그제",
        lambda _, asked: Meaning(
            period=periods.Period(
                since=asked.today - timedelta(days=3), until=asked.today - timedelta(days=1)
            )
        ),
    ),
    (
        r"(?<![가-힣])" + any_of(words_of("days_back", "ko"), "days_back") + r"(?!날)",
        _day_back,
    ),
    (
        r"(?<!\d)(?P<decade>(?:19|20)?\d0)년대(?!생)(?:\s?(?P<part>초반?|중반|말|후반))?",
        _decade,
    ),
    (
        r"(?<![가-힣])" + any_of(list_of("vague", "ko"))
        + r"(?:\s?들어서?)?(?![가-힣]*\s?\d)",
        mean_newest,
    ),
    (
        r"(?<![\d가-힣/.\-월])(?P<d>\d{1,2})일(?=에는?\s|엔|날|자\s)",
        lambda match, asked: mean(periods.latest_day_of_month(asked.today, int(match["d"]))),
    ),
    (
        r"(?:(?P<year>(?<![\d.])(?:19|20)\d{2}년도?|(?<![\d.])['’]?\d{2}년도?)|(?<![가-힣])"
        + any_of((w for w in _YEARS_BACK if w != "올"), "relative")
        + r"|(?P<that>그\s?해))"
        r"(?!\s?(?:전|후|뒤|동안|간|차|째|생|제|대|짜리|정도|넘|이상|만에|안에|계획))",
        _whole_year,
    ),
)  # fmt: skip

PATTERNS: tuple[tuple[re.Pattern[str], Builder], ...] = tuple(
    (re.compile(pattern), builder) for pattern, builder in _RULES
)

# What stands after the words of a time and says which side of it is meant.
MODIFIERS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"\s?(?:이?전과|이?전이랑|이?전하고|전)\s?(?:이후|후|뒤)(?:에는?|의|로)?", "both"),
        (r"\s?(?:까지는?|까지의)", "until"),
        (r"\s?(?:이전|전)(?:에는?|엔|의|까지)?(?![가-힣])", "before"),
        (r"\s?(?:이후|부터|이래)", "since"),
        (r"\s?(?:기준|시점)", "as_of"),
        (r"\s?(?:무렵|즈음|쯤|경(?![가-힣])|전후)", "around"),
    )
)
# What stands between two times: a stretch, or two that are set side by side.
STRETCH = re.compile(r"\s*(?:~|-|–|에서|to)\s*$")
BETWEEN = re.compile(r"\s?사이")
SIDE_BY_SIDE = re.compile(
    r"\s*(?:에?(?:이랑|랑|하고|과|와|및|그리고|vs\.?|대|,|/|·)|에는?|은|는)\s*$", re.IGNORECASE
)
COMPARES = re.compile(r"비교|달라|달랐|다른|다르|차이|바뀌|바뀐|변했|변한|vs", re.IGNORECASE)
