"""Questions and the range that each asks about, one a line, in `ko.txt` and `en.txt`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

TODAY = date(2026, 11, 25)  # a Wednesday
_Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question, the day on which it is asked, and what is to be read in it."""

    text: str
    today: date = TODAY
    earlier: _Days | None = None
    days: _Days | None = None
    flags: frozenset[str] = frozenset()
    parts: tuple[_Days, ...] = ()
    event: tuple[str, str] | None = None
    line: str = field(default="", repr=False)


def read_cases(language: str) -> list[Case]:
    """Return the cases of `ko.txt` or `en.txt`, in their order."""
    lines = (Path(__file__).parent / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return [_case(line) for line in lines if line and not line.startswith("#")]


def _case(line: str) -> Case:
    text, days, *rest = (part.strip() for part in line.split(" | "))
    known = ("today=", "earlier=", "parts=", "before=", "after=")
    words, named = [], {}
    for word in rest[0].split() if rest else ():
        if word.startswith(known):
            name, _, value = word.partition("=")
            named[name] = value
        elif "before" in named or "after" in named:
            last = "before" if "before" in named else "after"
            named[last] += f" {word}"  # the words of an event may hold spaces: they come last
        else:
            words.append(word)
    events = [(side, named[side]) for side in ("before", "after") if side in named]
    return Case(
        text=text,
        today=date.fromisoformat(named["today"]) if "today" in named else TODAY,
        earlier=_days(named["earlier"]) if "earlier" in named else None,
        days=None if days == "-" else _days(days),
        flags=frozenset(words),
        parts=tuple(_days(part) for part in named["parts"].split("+")) if "parts" in named else (),
        event=events[0] if events else None,
        line=line,
    )


def _days(text: str) -> _Days:
    since, _, until = text.partition("..")
    return (
        date.fromisoformat(since) if since else None,
        date.fromisoformat(until) if until else None,
    )
