"""Every word on the screen, in the reader's language, and dates as that language writes them.

Invariant: an unknown key or a missing field is an error, told by a test, never an empty label on
the screen.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from typing import Final, cast

import streamlit as st
import yaml

from errors import JournalError
from language.detect import ENGLISH, KOREAN, Language, language_of_locale
from language.grammar.particles import fit_particles
from ui.shared.resources import MESSAGES

_KEY: Final = "ui.language"
_DURATION: Final = re.compile(r"(\d+(?:\.\d+)?) ?(s|seconds?|min|minutes?)")
_UNITS: Final = dict.fromkeys(("s", "second", "seconds"), "seconds") | dict.fromkeys(
    ("min", "minute", "minutes"), "minutes"
)
_spoken: Final[ContextVar[Language | None]] = ContextVar("spoken", default=None)


def t(key: str, **values: object) -> str:
    """Return the text named `key` in the reader's language, its `{fields}` filled from `values`.

    Raises:
        KeyError: no such text, or a field without a value.
    """
    text = messages(language())[key].format(**values)
    return fit_particles(text) if language() == KOREAN else text


def counted(key: str, n: int, **values: object) -> str:
    """Return the text named `key`, or the one named `key_one` for a single thing, with the number
    written out.
    """
    return t(f"{key}_one" if n == 1 else key, n=f"{n:,}", **values)


@contextmanager
def speaking(chosen: Language) -> Iterator[None]:
    """Use a language whatever the visit: what is made later, in a thread that knows no visit, is
    worded as the page was.
    """
    token = _spoken.set(chosen)
    try:
        yield
    finally:
        _spoken.reset(token)


def language() -> Language:
    """Return the language chosen for this visit."""
    spoken = _spoken.get()
    if spoken is not None:
        return spoken
    return cast(Language, st.session_state.get(_KEY, ENGLISH))


def choose_language(preferred: str) -> None:
    """Use the language of the settings, or the browser's when nothing is chosen."""
    st.session_state[_KEY] = language_of_locale(preferred or st.context.locale or ENGLISH)


@cache
def messages(name: str) -> Mapping[str, str]:
    """Return all texts of a language by dotted key."""
    loaded = yaml.safe_load((MESSAGES / f"{name}.yaml").read_text(encoding="utf-8"))
    return dict(_flatten(loaded, ""))


@cache
def _errors_ko() -> Mapping[str, Mapping[str, str]]:
    loaded = yaml.safe_load((MESSAGES / "errors_ko.yaml").read_text(encoding="utf-8"))
    return cast(Mapping[str, Mapping[str, str]], loaded or {})


def explain(error: JournalError) -> tuple[str, str]:
    """Return what happened and what to do, in the reader's language."""
    return explain_key(error.key, error.values, message=str(error), hint=error.hint)


def explain_key(
    key: str, values: Mapping[str, object], *, message: str, hint: str
) -> tuple[str, str]:
    """Return the two sentences named `key` in Korean for a Korean reader, else the English ones
    given.
    """
    korean = _errors_ko().get(key) if language() == KOREAN else None
    if korean is None:
        return message, hint
    filled = {name: _in_korean(value) for name, value in values.items()}
    return (
        fit_particles(korean["message"].format(**filled)),
        fit_particles(korean["hint"].format(**filled)),
    )


def _in_korean(value: object) -> object:
    """Return a number of seconds or minutes in Korean units; anything else as it is."""
    if value == messages(ENGLISH)["dates.a_moment"]:
        return t("dates.a_moment")
    found = _DURATION.fullmatch(value) if isinstance(value, str) else None
    return t(f"dates.{_UNITS[found[2]]}", n=found[1]) if found else value


def day(value: date) -> str:
    """Write a day, such as 30 Apr 2024."""
    return t("dates.day", day=value.day, month=month_name(value.month), year=value.year)


def moment(value: datetime) -> str:
    """Write a day and a time as this machine's clock has them, such as 30 Apr 2024, 09:05."""
    local = value.astimezone()
    return t("dates.moment", day=day(local.date()), time=f"{local:%H:%M}")


def seconds(value: float) -> str:
    """Write a duration, such as 0.12 s."""
    return t("dates.seconds", n=f"{value:.2f}" if value < 10 else f"{value:.0f}")


def month(value: date) -> str:
    """Write a month, such as Apr 2024."""
    return t("dates.month", month=month_name(value.month), year=value.year)


def weekday(value: date) -> str:
    """Write the day of the week, short."""
    return t("dates.weekdays").split()[value.weekday()]


def month_name(number: int) -> str:
    """Write a month's name, such as Apr."""
    return t("dates.months").split()[number - 1]


def span(first: date | None, last: date | None) -> str:
    """Write a period by its months; one that is open on a side says so."""
    return _between(*(month(end) if end else "" for end in (first, last)))


def days_of(first: date | None, last: date | None) -> str:
    """Write a period by its year where it is one, by its months where it is made of whole ones,
    else by its days.
    """
    if first and last and (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return t("dates.year", year=first.year)
    begins = first is None or first.day == 1
    ends = last is None or last.day == monthrange(last.year, last.month)[1]
    if begins and ends:
        return span(first, last)
    return _between(*(day(end) if end else "" for end in (first, last)))


def _between(first: str, last: str) -> str:
    if first and last:
        return first if first == last else f"{first} – {last}"
    if first or last:
        return t("dates.since", day=first) if first else t("dates.until", day=last)
    return ""


def _flatten(tree: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in tree.items():
        key = f"{prefix}{name}"
        found += (
            _flatten(cast(Mapping[str, object], value), f"{key}.")
            if isinstance(value, dict)
            else [(key, str(value))]
        )
    return found
