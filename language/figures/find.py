"""All figures that a text states, and whether they stand in what was written.

Promise: a right figure told in other words, another unit or the other language is found. Limit:
what only follows from two sentences together (a sum, a difference) is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from language.figures.days import Day, days_written, find_days, is_day_told
from language.figures.names import (
    Name,
    NamedIn,
    find_names,
    is_name_told,
    mid_sentence_names,
    read_names,
)
from language.figures.numbers import Number, find_numbers, is_contradicted, is_told

Kind = Literal["number", "date", "name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number, a day or a name at `text[start:end]`."""

    start: int
    end: int
    kind: Kind
    value: Number | Day | Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A sentence of the writer's, with the day and the title of its entry."""

    text: str
    written_on: date | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """The figures of several written sentences, read once."""

    numbers: tuple[Number, ...]
    days: tuple[tuple[Day, date | None], ...]
    names: NamedIn
    mid_sentence: frozenset[str]

    def states(self, figure: Figure) -> bool:
        """Say whether a figure stands in one of the sentences, their days or their titles."""
        value = figure.value
        if isinstance(value, Number):
            return is_told(value, self.numbers) or self._is_day_of_month(value)
        if isinstance(value, Day):
            return any(is_day_told(value, (day,), on) for day, on in self.days)
        return is_name_told(value, self.names)

    def denies(self, figure: Figure) -> bool:
        """Say whether a figure stands nowhere, and is none that a reader may add: a small count,
        what a person is who is only named.
        """
        if self.states(figure):
            return False
        value = figure.value
        if isinstance(value, Number) and value.loose:
            return is_contradicted(value, self.numbers)
        return not isinstance(value, Name) or not value.roles or bool(self.names.roles)

    def _is_day_of_month(self, number: Number) -> bool:
        """Say whether "30일" or "the 30th" is the day of a date that is written."""
        if number.unit == "rank" and not number.loose:
            days = {each.amount for each in self.numbers if each.unit == "time"}
        elif number.unit == "time" and number.size == number.amount and not number.loose:
            days = set()
        else:
            return False
        return number.amount in days or any(day.day == number.amount for day, _ in self.days)


def find_figures(text: str, known: frozenset[str] = frozenset()) -> tuple[Figure, ...]:
    """Return the figures of `text`, in order; `known` are names that begin sentences too."""
    found = find_days(text)
    days = [Figure(start=d.start, end=d.end, kind="date", value=d) for d in found]
    rest = _without(text, found)
    numbers = [Figure(start=n.start, end=n.end, kind="number", value=n) for n in find_numbers(rest)]
    names = [
        Figure(start=n.start, end=n.end, kind="name", value=n) for n in find_names(rest, known)
    ]
    return tuple(sorted([*days, *numbers, *names], key=lambda each: each.start))


def find_numbers_alone(text: str) -> tuple[Number, ...]:
    """Return the numbers of `text` that are no parts of a day."""
    return find_numbers(_without(text, find_days(text)))


def read_written(sentences: Sequence[Written]) -> Told:
    """Return the figures of the writer's sentences."""
    texts = [text for each in sentences for text in (each.text, each.title) if text]
    numbers: list[Number] = []
    days: list[tuple[Day, date | None]] = []
    for each in sentences:
        for text in (each.text, each.title):
            found = days_written(text, each.written_on)
            days += [(day, each.written_on) for day in found]
            numbers += find_numbers(text)
    return Told(
        numbers=tuple(numbers),
        days=tuple(days),
        names=read_names(texts),
        mid_sentence=mid_sentence_names(texts),
    )


def _without(text: str, days: Sequence[Day]) -> str:
    """Blank out days, which are in order and do not overlap."""
    parts: list[str] = []
    at = 0
    for day in days:
        parts += (text[at : day.start], " " * (day.end - day.start))
        at = day.end
    return "".join((*parts, text[at:]))
