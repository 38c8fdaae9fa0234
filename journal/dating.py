"""The day of an entry, read in this one place, in the order in which what tells it is trusted.

1. the fields for the day of writing (front matter, properties), the surest first;
2. the name of the file, then its folders: a program wrote most of them, and it makes no slips;
3. the title; 4. the head of the text: a first line or a heading that is dated;
5. a name that is a month as a whole: its first day; 6. the fields for the day of the last change.
Only when none of them tells it, the file's clock is left: that is the caller's, and never certain.
What a program writes for "no date", and a day more than a year ahead, tells none (`believed`): the
next in the order is asked. A file of the journal's own is taken at its word.
Invariant: a day that plainly stands in any of these places never loses to the clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from language.dates.believed import is_ahead
from language.dates.names import find_in_path, title_in_path
from language.dates.orders import DayOrder
from language.dates.placed.below import first_of_month
from language.dates.placed.heads import find_in_head
from language.dates.placed.titles import read_title
from language.dates.recorded import read_recorded
from language.dates.written import When
from language.front_matter import change_fields, day_fields, folded, zone_fields

Origin = Literal["field", "name", "title", "heading"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A day and what told it: `said` is the text of the field, the name, the title or "". `zone`
    is what the file calls the zone of its times."""

    when: When
    origin: Origin
    said: str = ""
    zone: str = ""


def find_day(
    values: Mapping[str, object],
    *,
    name: str = "",
    title: str = "",
    body: str = "",
    order: DayOrder | None = None,
    believing: bool = False,
) -> Dated | None:
    """Return the day of an entry by the order of trust above; None leaves the clock. `name` is the
    file's relative path; `order` is what the names beside it, or the person, say of numbers;
    `believing` takes the file at its word."""
    return (
        day_in_fields(values, order, believing=believing)
        or day_in_name(name, order, believing=believing)
        or day_in_title(title, order, believing=believing)
        or day_in_head(body, order, believing=believing)
        or month_in_name(name)
        or _in_fields(values, change_fields(), order, believing=believing)
    )


def day_in_fields(
    values: Mapping[str, object], order: DayOrder | None = None, *, believing: bool = False
) -> Dated | None:
    """Return the day that the fields for the day of writing tell."""
    return _in_fields(values, day_fields(), order, believing=believing)


def day_in_name(
    name: str, order: DayOrder | None = None, *, believing: bool = False
) -> Dated | None:
    """Return the day that a file's name, or its folders, tell."""
    when = find_in_path(name, order) if name else None
    return _dated(when, "name", believing=believing)


def month_in_name(name: str) -> Dated | None:
    """Return the first day of the month that a file's name, as a whole, is."""
    day = first_of_month(name) if name else None
    return _dated(When(day=day) if day else None, "name", believing=False)


def day_in_title(
    title: str, order: DayOrder | None = None, *, believing: bool = False
) -> Dated | None:
    """Return the day that a title holds."""
    when = read_title(title, order) if title else None
    return _dated(when, "title", said=title, believing=believing)


def day_in_head(
    body: str, order: DayOrder | None = None, *, believing: bool = False
) -> Dated | None:
    """Return the day that the first line or a heading of a text tells."""
    when = find_in_head(body, order) if body else None
    return _dated(when, "heading", believing=believing)


def words_in_name(name: str, order: DayOrder | None = None) -> str:
    """Return the words of a file's name, without its date."""
    return title_in_path(name, order)


def texts_in(value: object) -> list[str]:
    """Return the texts in a field: itself, or those of its list or mapping."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        value = list(value.values())
    return [text for each in value for text in texts_in(each)] if isinstance(value, list) else []


def _dated(when: When | None, origin: Origin, *, said: str = "", believing: bool) -> Dated | None:
    if when is None or (is_ahead(when) and not believing):
        return None
    return Dated(when=when, origin=origin, said=said)


def _in_fields(
    values: Mapping[str, object],
    fields: Sequence[str],
    order: DayOrder | None,
    *,
    believing: bool = False,
) -> Dated | None:
    by_name = {folded(name): value for name, value in values.items()}
    # Spelled as in the lists: what this app wrote, beside `Date` as an export had it.
    by_name |= {name: value for name, value in values.items() if name in by_name}
    zone = next((str(by_name[each]) for each in zone_fields() if by_name.get(each)), "")
    for field in fields:
        for said in texts_in(by_name[field]) if field in by_name else ():
            when = read_recorded(said, order, believing=believing)
            if when is not None:
                return Dated(when=when, origin="field", said=said, zone=zone)
    return None
