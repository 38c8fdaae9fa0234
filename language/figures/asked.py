"""Which figure a question asks for, and how well a sentence states one: "how much" a sum, "how
many people" people, "몇 점" points, "by when" a day.

Limit: a figure is known by its unit or by the word that is counted, not by what it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from language.figures.days import find_days
from language.figures.find import find_numbers_alone
from language.figures.numbers import Number
from language.word_lists import compile_list, load_data

Wanted = Literal["age", "share", "time", "day", "many", "measure", "much"]
# A question may show several; the first of these that it shows counts.
_IN_ORDER: Final[tuple[Wanted, ...]] = ("age", "share", "time", "day", "measure", "much", "many")
_MONEY: Final = frozenset(("won", "dollar", "euro", "pound", "yen"))
_COUNTED: Final = frozenset(("", "people", "thing", "times"))
_BARE: Final = 0.7  # a number without its unit: people leave out what is clear to them
_UNTOLD: Final = 0.3  # one that counts something else, or does not say what
_NOUN: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What kind of figure a question asks for, and of what, where it names what is counted."""

    wanted: Wanted
    noun: str = ""


def read_asked(question: str) -> Asked | None:
    """Return the figure that a question asks for; None where it asks for none."""
    for wanted in _IN_ORDER:
        found = compile_list("figures/asked", wanted).search(question)
        if found is None:
            continue
        noun = _NOUN.match(question, found.end()) if wanted == "many" else None
        return Asked(wanted=wanted, noun=noun[0].casefold() if noun else "")
    return None


def fit_of(asked: Asked, sentence: str) -> float:
    """Return how well a sentence states what is asked: 1 where it does, 0 where it states no
    figure of that kind.
    """
    return max(_fits_of(asked, sentence), default=0.0)


def _fits_of(asked: Asked, sentence: str) -> list[float]:
    if asked.wanted == "day":
        return [1.0 if each.months or each.day else _UNTOLD for each in find_days(sentence)]
    numbers = _numbers(sentence)
    if asked.wanted == "many":
        return [_fit_of_count(asked.noun, each, sentence) for each in numbers]
    by_unit = _BY_UNIT[asked.wanted]
    return [by_unit.get(each.unit, 0.0) for each in numbers]


def _numbers(sentence: str) -> list[Number]:
    """Return the numbers of a sentence that are neither parts of a day nor a mere "one"."""
    numbers = find_numbers_alone(sentence)
    return [each for each in numbers if not each.loose or each.amount > 1]


def _fit_of_count(noun: str, number: Number, sentence: str) -> float:
    unit = _unit_of(noun)
    if unit:
        return float(number.unit == unit)
    follows = sentence[number.end :].lstrip().casefold()
    counted = _stem(noun)
    if counted and follows.startswith(counted):
        return 1.0
    if number.unit not in _COUNTED or number.loose:
        return 0.0
    return _BARE if counted and counted in sentence.casefold() else _UNTOLD


def _stem(noun: str) -> str:
    """Return enough of a counted word to know it again in either number."""
    if not noun.isascii():
        return noun[:1]
    return noun.removesuffix("s") if len(noun) <= 5 else noun[:5]


@cache
def _unit_of(noun: str) -> str:
    """Return the kind of unit that a word names, with whatever follows it in Korean."""
    kinds: Mapping[str, Iterable[str]] = load_data("figures/written")["units"]
    units = {name: kind for kind, names in kinds.items() for name in names}
    if noun.isascii():
        return units.get(noun.removesuffix("s"), units.get(noun, ""))
    longest_first = sorted(units, key=len, reverse=True)
    return next((units[each] for each in longest_first if noun.startswith(each)), "")


_MEASURED: Final = dict.fromkeys(("weight", "length", "area"), 1.0)
_BY_UNIT: Final[Mapping[Wanted, Mapping[str, float]]] = {
    "age": {"age": 1.0, "": _BARE},
    "share": {"share": 1.0},
    "time": {"time": 1.0},
    "measure": {**_MEASURED, "point": 1.0, "": _BARE},
    "much": {
        **dict.fromkeys(_MONEY, 1.0),
        **dict.fromkeys(("", "share", "weight", "length", "area", "point"), _BARE),
    },
}
