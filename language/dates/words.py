"""The words for times, from `language/data/times/dates.yaml` and `months.yaml`.

Invariant: read once, never changed; the files are part of the program and tested.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from language.word_lists import load_data, load_lists

Language = Literal["ko", "en"]
FEW = "few"


def words_of(table: str, language: Language) -> Mapping[str, Any]:
    """Return a table of words and what each means."""
    words: dict[str, Any] = load_data("times/dates")[table][language]
    return words


@cache
def month_names() -> Mapping[str, int]:
    """Return the months' whole English names and their numbers."""
    names: dict[int, str] = {}
    for name, number in words_of("months", "en").items():
        names.setdefault(number, name)  # the whole name stands before what it is cut to
    return {name: number for number, name in names.items()}


def months_abroad() -> Mapping[str, int]:
    """Return the months of languages beside Korean and English, and their numbers."""
    return {
        spelling: number
        for months in load_lists("times/months")["months"].values()
        for number, spellings in enumerate(months, 1)
        for spelling in spellings.split("/")
    }


def weekdays_abroad() -> frozenset[str]:
    """Return the days of the week in those languages."""
    weekdays = load_lists("times/months")["weekdays"].values()
    return frozenset(name for names in weekdays for name in names)


def list_of(table: str, language: Language) -> list[str]:
    """Return a list of words."""
    words: list[str] = load_data("times/dates")[table][language]
    return words


def plain_word(text: str) -> str:
    """Return `text` as the tables spell it: lower case, one space between words."""
    return " ".join(text.casefold().replace("\u2019", "'").split())
