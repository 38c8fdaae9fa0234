"""The year and month that stand over a line: of the file's name, of headings (`# 2024`,
`## March`), or of the day above, in a text that is read line by line.

Promise: days of a year that runs forward, or backward, turn at New Year and do not leap to its
other end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from language.dates.placed.below import Above, DayBelow, above_in, day_below

_HALF_A_YEAR, _MOST_OF_A_YEAR = 183, 300


@dataclass(slots=True)
class DayCalendar:
    """The year and month above the line that is read, with the levels of their headings, and the
    first and last day that were read."""

    named: Above
    above: Above = field(init=False)
    first: date | None = None
    last: date | None = None
    _levels: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.above = self.named

    def hear(self, level: int, line: str) -> None:
        """Take a heading that is a year or a month; any other ends what stands below it."""
        kept = {name: at for name, at in self._levels.items() if at < level}
        year = self.above.year if "year" in kept else self.named.year
        month = self.above.month if "month" in kept else 0
        if "year" not in kept and not month:
            month = self.named.month
        found = above_in(line, Above(year=year, month=month))
        self._levels = kept
        self.above = found or Above(year=year, month=month)
        if found is not None:
            self._levels["month" if found.month else "year"] = level
            if found.year != year:
                self._levels["year"] = level

    def pass_day(self, day: date) -> None:
        """Take a day that a line begins."""
        self.first = self.first or day
        self.last = day

    def carried(self, line: str, numbers: Literal["", "mdy", "dmy"]) -> DayBelow | None:
        """Return the day of a line in the year of the day above, or beyond New Year."""
        if self.last is None or self.above.year:
            return None
        for step in (0, 1, -1):
            found = day_below(line, Above(year=self.last.year + step), numbers)
            if found is not None and step == self._turn(found.when.day, self.last, step):
                return found
        return None

    def _turn(self, day: date, last: date, step: int) -> int:
        """Return by how many years a day that was read `step` years from the last is beyond it:
        days of a year that runs forward, or backward, do not leap to its other end."""
        ahead = (day - last).days - 365 * step
        runs = (last - self.first).days if self.first is not None else 0
        if ahead < -(_HALF_A_YEAR if runs > 0 else _MOST_OF_A_YEAR) and runs >= 0:
            return 1
        return -(ahead > (_HALF_A_YEAR if runs < 0 else _MOST_OF_A_YEAR) and runs <= 0)
