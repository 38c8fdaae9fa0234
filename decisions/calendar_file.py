"""A decision's days as an iCalendar file (RFC 5545) that Google's and Apple's calendars take.

Promise: one event of half an hour at nine in the morning in the writer's zone, whatever daylight
saving does; no two have one summary; the same day of the same decision keeps its UID, so that
importing again replaces it.
Times are written in UTC: single events need no zone tables, which calendars read differently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from decisions.schedule import Due

_AT = time(9, 0)
_LENGTH = timedelta(minutes=30)


def calendar_file(
    days: Sequence[Due],
    *,
    zone: str,
    title: Callable[[Due], str],
    description: str,
    now: datetime,
) -> bytes:
    """Return the .ics file; `title` words an event, `description` is of all. `zone` is an IANA name
    such as Asia/Seoul; empty means this machine's.

    Raises:
        ZoneInfoNotFoundError: there is no such zone.
    """
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Crossroads//decision journal//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    zone_info = ZoneInfo(zone) if zone else None
    for each, summary in zip(days, _summaries(days, title), strict=True):
        event = Event()
        # Without a zone `astimezone` takes the time as this machine's.
        begins = datetime.combine(each.day, _AT, tzinfo=zone_info).astimezone(UTC)
        event.add("uid", f"{each.decision}-{each.kind}-{each.item}@crossroads.invalid")
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", begins)
        event.add("dtend", begins + _LENGTH)
        event.add("summary", summary)
        event.add("description", description)
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", timedelta(0))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _summaries(days: Sequence[Due], title: Callable[[Due], str]) -> list[str]:
    """Return one line for each day; where two would read alike, the day tells them apart."""
    titles = [" ".join(title(each).split()) for each in days]
    often = Counter(titles)
    dated = [
        f"{said} · {each.day.isoformat()}" if often[said] > 1 else said
        for each, said in zip(days, titles, strict=True)
    ]
    again: Counter[str] = Counter()
    made = []
    for said in dated:
        again[said] += 1
        made.append(said if again[said] == 1 else f"{said} ({again[said]})")
    return made
