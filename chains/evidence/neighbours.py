"""Which side a sentence takes beside its neighbours: what it turns against, or goes on with, lends
it some of what that says.

Limit: sentences of one option that stand side by side in one paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from chains.evidence.spoken import BY_FORM, Spoken
from language.wording import explains, goes_on, turns

_TURNED = 0.5  # what the sentence before or after weighs, where one turns against the other
_GONE_ON = 0.2  # … or goes on with it
_FIRST = 0.1  # what speaks for a thing comes before what turns against it
_MOST_LENT = 0.6


def settle_sides(
    body: str, sure: Sequence[Spoken], unsure: Sequence[tuple[Spoken, float]]
) -> tuple[Spoken, ...]:
    """Return sentences with their sides by what they say and by their neighbours': one that turns
    against the sentence before speaks for the other side.

    Args:
        unsure: sentences that say too little by themselves, and how much each has to say.
    """
    least = {each.span: most for each, most in unsure}
    told = sorted([*sure, *(each for each, _ in unsure)], key=lambda each: each.span)
    worth = [each.worth for each in told]
    for at, (one, other) in enumerate(pairwise(told)):
        between = body[one.span[1] : other.span[0]]
        if one.option != other.option or between.strip() or "\n\n" in between:
            continue
        lent, lent_back = (max(-_MOST_LENT, min(_MOST_LENT, each.worth)) for each in (one, other))
        text = body[slice(*other.span)]
        if turns(text):
            worth[at] += _FIRST - _TURNED * lent_back
            worth[at + 1] -= _FIRST + _TURNED * lent
        elif goes_on(text) or explains(text):
            worth[at] += _GONE_ON * lent_back
            worth[at + 1] += _GONE_ON * lent
    return tuple(
        _with_worth(each, after)
        for each, after in zip(told, worth, strict=True)
        if each.span not in least or abs(after) >= least[each.span]
    )


def _with_worth(spoken: Spoken, worth: float) -> Spoken:
    if spoken.side == "mixed" or worth == spoken.worth or spoken.link in BY_FORM:
        return spoken
    return replace(spoken, worth=worth, side="for" if worth > 0 else "against")
