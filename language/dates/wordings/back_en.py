"""English times counted back from today: two years ago, three summers ago, last week, on Monday.

The words are found by the patterns of `asked_en`; here stands what they mean.
"""

from __future__ import annotations

import re
from datetime import timedelta

from language.dates import periods
from language.dates.meaning import (
    Asked,
    Meaning,
    build_part,
    count_of,
    mean,
    mean_ago,
    mean_ago_about,
    mean_half_ago,
    mean_part_of_month_back,
    mean_trailing,
)
from language.dates.words import plain_word, words_of


def _unit(match: re.Match[str]) -> str:
    unit: str = words_of("units", "en")[match["unit"].lower()]
    return unit


def build_trailing(match: re.Match[str], asked: Asked) -> Meaning:
    """Build the stretch that ends today: the last three months."""
    count = count_of(match["count"], "en") if match.groupdict().get("count") else 1
    return mean_trailing(asked.today, count, _unit(match))


def build_ago(match: re.Match[str], asked: Asked) -> Meaning | None:
    """Build a unit so many back: two years ago."""
    count = count_of(match["count"], "en")
    if match["half"] and isinstance(count, int):
        return mean_half_ago(asked.today, count, _unit(match))
    return mean_ago(asked.today, count, _unit(match))


def build_ago_about(match: re.Match[str], asked: Asked) -> Meaning | None:
    """Build a unit so many back, give or take one: two or three weeks ago."""
    fewest, most = (count_of(match[name], "en") for name in ("count", "more"))
    return mean_ago_about(asked.today, fewest, most, _unit(match))


def build_part_ago(match: re.Match[str], asked: Asked) -> Meaning | None:
    """Build a part of a year, or a weekday, so many back: three summers ago."""
    count = count_of(match["count"], "en")
    if not isinstance(count, int):
        return None
    if match["weekday"]:
        weekday = words_of("weekdays", "en")[match["weekday"].lower()]
        return mean(periods.latest_weekday(asked.today - timedelta(weeks=count - 1), weekday))
    return mean(build_part(match, "en")(asked.today.year - count))


def build_part_of_month_back(match: re.Match[str], asked: Asked) -> Meaning | None:
    """Build a third or a week of this month or the last."""
    return mean_part_of_month_back(match, "en", asked, int(match["which"].lower() == "last"))


def build_weekday_before_last(match: re.Match[str], asked: Asked) -> Meaning | None:
    """Build the weekday a week before the last."""
    weekday = words_of("weekdays", "en")[match["weekday"].lower()]
    return mean(periods.latest_weekday(asked.today - timedelta(weeks=1), weekday))


def build_unit_back(match: re.Match[str], asked: Asked) -> Meaning | None:
    """Build this unit or the last: last week."""
    steps = 2 if match.groupdict().get("before_last") else int(match["which"].lower() == "last")
    if match["unit"].lower() in ("semester", "term"):
        return Meaning(period=periods.semester_back(asked.today, steps))
    if match["unit"].lower() == "weekend":
        shift = timedelta(weeks=max(0, steps - 1))
        return Meaning(period=periods.latest_weekend(asked.today - shift)) if steps else None
    if match["unit"].lower() == "quarter":
        return Meaning(period=periods.quarter_back(asked.today, steps))
    return mean(periods.back(asked.today, steps, match["unit"].lower()))


def build_weekday(match: re.Match[str], asked: Asked) -> Meaning | None:
    """Build a weekday: on Monday, on Tuesday last week."""
    weekday = words_of("weekdays", "en")[match["weekday"].lower()]
    if match["week"]:
        steps = int(match["week"].lower() == "last")
        monday = periods.week(asked.today, steps).since
        return mean(periods.day(monday + timedelta(days=weekday))) if monday else None
    return mean(periods.latest_weekday(asked.today, weekday))


def build_day_back(match: re.Match[str], asked: Asked) -> Meaning | None:
    """Build a day by its name: yesterday."""
    days = words_of("days_back", "en")[plain_word(match["days_back"])]
    return mean(periods.day(asked.today - timedelta(days=days)))


def build_day_of_month(match: re.Match[str], asked: Asked) -> Meaning | None:
    """Build a day of no month: the 18th."""
    return mean(periods.latest_day_of_month(asked.today, int(match["d"])))


def build_half_year_ago(_match: re.Match[str], asked: Asked) -> Meaning | None:
    """Build half a year ago."""
    return mean_ago(asked.today, 6, "month")
