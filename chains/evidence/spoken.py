"""A sentence that speaks for or against an option, how it came to it, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from chains.evidence.sources import Span
from decisions.parts import Basis, Side
from language.wording import (
    assumes,
    reports_speech,
    states_fact,
    tells_experience,
    tells_feeling,
)

# How a sentence came to its option: by its name, within the stretch that speaks of it, by a word of
# its description, by here and there, after the sentence before, by meaning alone, by a comparison,
# by what asks for it, by a wish to wait, as what somebody says of the
# choice, as what is so now, where one thing is to be left or not.
Link = Literal[
    "named",
    "within",
    "hinted",
    "placed",
    "after",
    "near",
    "compared",
    "required",
    "waiting",
    "told",
    "now",
]
BY_NAME: frozenset[Link] = frozenset(("named", "within", "hinted", "placed"))
BY_FORM: frozenset[Link] = frozenset(("compared", "required", "waiting"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A sentence that speaks to option number `option`; `worth` is how well (1) or badly (-1);
    `told` by somebody else, while the choice is open.
    """

    span: Span
    option: int
    side: Side
    basis: Basis
    strength: float
    link: Link = "named"
    worth: float = 0.0
    told: bool = False


def read_basis(text: str) -> Basis:
    """Return what a sentence rests on; nothing where its wording does not tell."""
    if reports_speech(text):
        return "person"
    if assumes(text):
        return "assumption"
    if states_fact(text):
        return "fact"
    if tells_feeling(text):
        return "feeling"
    return "experience" if tells_experience(text) else ""
