"""The days of holidays, fixed, lunar, by a weekday or from Easter, and the words for them.

Limit: lunar days are known from 1990 to 2040; another year has none. The Korean entrance exam is
known from 2005 to 2026; in another year it is on the day of the rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from language.dates.periods import Period, nth_weekday
from language.dates.words import Language
from language.word_lists import load_data


@cache
def holiday_names(language: Language) -> Mapping[str, str]:
    """Return the words of a language for holidays, each with the key that `find_holiday` takes."""
    table = load_data("times/dates")["holidays"]
    return {word: key for key, holiday in table.items() for word in holiday.get(language, ())}


def find_holiday(key: str, year: int) -> Period | None:
    """Return the days of a holiday in `year`, those that belong to it before and after included."""
    holiday = load_data("times/dates")["holidays"][key]
    when = day_of_holiday(key, year)
    if when is None:
        return None
    before, after = holiday.get("around", (0, 0))
    return Period(since=when - timedelta(days=before), until=when + timedelta(days=after))


def day_of_holiday(key: str, year: int) -> date | None:
    """Return the day of a holiday in `year` itself."""
    holiday = load_data("times/dates")["holidays"][key]
    if month_day := holiday.get("moved", {}).get(year):
        return date.fromisoformat(f"{year:04d}-{month_day}")
    if "easter" in holiday:
        return _easter(year) + timedelta(days=holiday["easter"])
    if "weekday" in holiday:
        return nth_weekday(year, *holiday["weekday"])
    name = holiday.get("lunar")
    month_day = load_data("times/lunar_days").get(year, {}).get(name) if name else holiday["day"]
    return date.fromisoformat(f"{year:04d}-{month_day}") if month_day else None


def _easter(year: int) -> date:
    # The rule of Meeus, Jones and Butcher: the Sunday after the first full moon of spring.
    golden = year % 19
    century, rest = divmod(year, 100)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - shift + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
