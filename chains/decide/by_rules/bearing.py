"""How much a sentence bears on a choice: whether it argues or only tells, and by which form.

Promise: few reasons and good ones, the surest first; the rest of what an entry says is no reason.
Limit: without a `Meaning` wording alone has chosen, so only the number is limited.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from chains.evidence.spoken import BY_NAME, Link, Spoken
from decisions.strength import MOST_PROPOSED
from journal.entry import Entry
from language.figures.bare import ends_in_figure
from language.quotation import is_cut_off, is_within_quotation
from language.wording import (
    goes_on,
    is_conditional,
    read_polarity,
    states_fact,
    tells_of_others,
    turns,
    wants,
)

if TYPE_CHECKING:
    from chains.evidence.meaning import Meaning

# Weights as a regression over marked sentences gives them, rounded.
_ARGUES: Final = 1.5
_WORTH, _MOST_WORTH = 0.6, 1.5
_PRAISED: Final = 0.9  # it holds a word of praise or blame
_WANTED: Final = 0.3  # it says what the writer wants
_FACT: Final = 0.8
_TURNS: Final = 0.6  # it is set against the sentence before, or added to it
_ASKS: Final = -0.3
_SUPPOSED: Final = 1.0  # it says what would be, if one option were taken
_HEARSAY: Final = -0.6
_TOLD: Final = 1.2  # somebody says it of a choice that is open, which tells that it is of it …
_TOLD_WEIGHED: Final = 0.8
_TOLD_ARGUES: Final = 0.45  # … where it argues
_WEIGHED: Final = 1.4  # the entry weighs the choice; less where it only speaks of it, by how much
_MOST_ELSEWHERE: Final = 0.8
_LINKS: Final[dict[Link, float]] = {
    "compared": 1.5,
    "required": 1.0,
    "named": 0.3,
    "placed": 0.8,
    "after": -0.2,
    "near": -1.0,
    "now": -0.2,
    "waiting": 3.0,
}
_LENGTH, _LONG = 0.8, 200
_LEAST: Final = 2.7
_LEAST_ELSEWHERE: Final = 3.5  # in an entry that does not weigh the choice
_WHOLE: Final = 6.0  # what the best sentence reaches, about


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """A sentence that bears on a choice, and how much: 1 to 100."""

    spoken: Spoken
    strength: int


def choose_reasons(
    entry: Entry, spoken: Sequence[Spoken], meaning: Meaning | None, *, weighed: float
) -> list[Bearing]:
    """Return the sentences of an entry that bear on the choice, in the order of the text.

    Args:
        weighed: how much the entry is about the choice: 1 where it weighs it.

    Raises: ModelUnavailableError.
    """
    texts = [entry.body[slice(*each.span)] for each in spoken]
    argues = [0.0] * len(texts) if meaning is None else meaning.argues(texts).tolist()
    borne = [
        (each, _bearing(text, each, argued, weighed=weighed))
        for each, text, argued in zip(spoken, texts, argues, strict=True)
        if not (
            is_cut_off(text)
            or is_within_quotation(entry.body, each.span[0])
            or (each.link != "within" and ends_in_figure(text))
            or (each.link == "told" and argued < _TOLD_ARGUES)
        )
    ]
    least = _LEAST if weighed >= 1 else _LEAST_ELSEWHERE
    kept = [each for each in borne if meaning is None or each[1] >= least]
    best = list(_limit(sorted(kept, key=lambda each: -each[1])))
    return sorted(best, key=lambda each: each.spoken.span)


def share_about(sentences: int, naming: int) -> float:
    """Return how much an entry is about a choice that it does not weigh: by how many of its
    sentences name an option.
    """
    return min(_MOST_ELSEWHERE, 3 * naming / max(sentences, 1))


def supposes_option(entry: Entry, spoken: Spoken) -> bool:
    """Say whether a sentence says what would be, if one option were taken."""
    return spoken.link in BY_NAME and is_conditional(entry.body[slice(*spoken.span)])


def _bearing(text: str, spoken: Spoken, argues: float, *, weighed: float) -> float:
    if spoken.told and argues >= _TOLD_ARGUES:
        weighed = max(weighed, _TOLD_WEIGHED)
    return (
        _ARGUES * argues
        + _WORTH * min(abs(spoken.worth), _MOST_WORTH)
        + _PRAISED * any(read_polarity(text))
        + _WANTED * wants(text)
        + _FACT * states_fact(text)
        + _TURNS * (turns(text) or goes_on(text))
        + _ASKS * text.rstrip().endswith("?")
        + _HEARSAY * tells_of_others(text)
        + _TOLD * (spoken.told and argues >= _TOLD_ARGUES)
        + _WEIGHED * weighed
        + _SUPPOSED * (spoken.link in BY_NAME and is_conditional(text))
        + _LINKS.get(spoken.link, 0.0)
        + _LENGTH * min(len(text), _LONG) / 100
    )


def _limit(borne: Sequence[tuple[Spoken, float]]) -> Iterator[Bearing]:
    """Yield the best of each side of each option."""
    made: Counter[tuple[int, str]] = Counter()
    for spoken, bearing in borne:
        side = (spoken.option, spoken.side)
        made[side] += 1
        if made[side] <= MOST_PROPOSED:
            yield Bearing(spoken=spoken, strength=_as_strength(bearing))


def _as_strength(bearing: float) -> int:
    return max(1, min(100, round(100 * bearing / _WHOLE)))
