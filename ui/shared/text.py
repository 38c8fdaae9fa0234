"""Every word on the screen, in the reader's language, and dates as that language writes them.

Invariant: an unknown key or a missing field is an error in a test, never an empty label on the
screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Final, Literal, cast

import streamlit as st
import yaml

from errors import JournalError
from ui.shared.resources import MESSAGES

Language = Literal["ko", "en"]
_KEY: Final = "ui.language"
_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)


def t(key: str, **values: object) -> str:
    """Return the text named `key` in the reader's language, its `{fields}` filled from `values`.

    Raises:
        KeyError: no such text, or a field without a value.
    """
    return messages(language())[key].format(**values)


def counted(key: str, n: int, **values: object) -> str:
    """Return the text named `key`, or the one named `key_one` for a single thing, with the number
    written out.
    """
    return t(f"{key}_one" if n == 1 else key, n=f"{n:,}", **values)


def language() -> Language:
    """Return the language chosen for this visit."""
    return cast(Language, st.session_state.get(_KEY, "en"))


def choose_language(preferred: str) -> None:
    """Use the language of the settings (`ko`, `en`), or the browser's when nothing is chosen."""
    locale = preferred or st.context.locale or "en"
    st.session_state[_KEY] = "ko" if locale.lower().startswith("ko") else "en"


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
    korean = _errors_ko().get(key) if language() == "ko" else None
    if korean is None:
        return message, hint
    return korean["message"].format(**values), korean["hint"].format(**values)


def day(value: date) -> str:
    """Write a day: 2024년 4월 30일, 30 Apr 2024."""
    if language() == "ko":
        return f"{value.year}년 {value.month}월 {value.day}일"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    """Write a day and a time of day as this machine's clock has them: 2024년 4월 30일 09:05, 30 Apr
    2024, 09:05.
    """
    local = value.astimezone()
    return f"{day(local.date())}{'' if language() == 'ko' else ','} {local:%H:%M}"


def seconds(value: float) -> str:
    """Write a duration: 0.12초, 0.12 s."""
    number = f"{value:.2f}" if value < 10 else f"{value:.0f}"
    return f"{number}초" if language() == "ko" else f"{number} s"


def month(value: date) -> str:
    """Write a month: 2024년 4월, Apr 2024."""
    return (
        f"{value.year}년 {value.month}월"
        if language() == "ko"
        else f"{_MONTHS[value.month - 1]} {value.year}"
    )


def month_name(number: int) -> str:
    """Write a month's name: 4월, Apr."""
    return f"{number}월" if language() == "ko" else _MONTHS[number - 1]


def span(first: date | None, last: date | None) -> str:
    """Write a period by its months; an open end stays open."""
    left, right = (month(end) if end else "" for end in (first, last))
    return left if left == right else f"{left} – {right}".strip()


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
