"""How the sentences of an entry settle a choice, put it off, or open it again.

Promise: what is settled names the option that was taken, and the day on which it was. Limit: a
sentence that names no option counts only beside one that does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chains.evidence.option_names import named_options
from decisions.parts import Stance
from decisions.record import Decision
from journal.entry import Entry
from language.dates.coming.days_ahead import day_told
from language.grammar.sentences import Span
from language.options.laid import is_of_before, is_of_earlier_year, is_of_other
from language.options.naming import means_staying
from language.options.settling import (
    is_put_off,
    is_settled,
    is_settled_against,
    leaves,
    names_decision,
    object_of_act,
    refusing_part,
    settled_verb,
    settles_deed,
    stays,
)
from language.wording import means_waiting

_SETTLED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A sentence that does something to a choice, and the day on which it was done."""

    span: Span
    dated: date
    stance: Stance


def turns_in(
    entry: Entry, spans: Sequence[Span], decision: Decision, *, alone: bool
) -> tuple[Turn, ...]:
    """Return what the sentences of an entry do to a choice, in their order.

    Args:
        alone: no other decision is open: what puts "it" off means this one.
    """
    found: list[Turn] = []
    for at, span in enumerate(spans):
        text = entry.body[slice(*span)]
        if is_of_before(text) or is_of_other(text):
            continue
        if is_of_earlier_year(text, entry.written_on.year):
            continue
        near = [
            entry.body[slice(*each)]
            for each in (*spans[at + 1 : at + 2], *spans[max(0, at - 1) : at])
        ]
        stance = _stance(text, near, decision, alone=alone)
        if stance is not None:
            found.append(Turn(span=span, dated=day_told(text, entry.written_on), stance=stance))
    return tuple(found)


def _stance(text: str, near: Sequence[str], decision: Decision, *, alone: bool) -> Stance | None:
    means_it = alone and names_decision(text)
    if is_put_off(text) and (means_it or _named(text, decision) is not None):
        return Stance(leans={each.id: 0 for each in decision.options}, act="put_off")
    if not is_settled(text):
        return None
    option = _named(text, decision)
    if option is None:
        option = _acted(text, decision)
    if option is None and alone:
        option = _of_verb(text, decision)
    if option is not None and _acts_on_another(text, decision.options[option].value.label):
        return None
    if option is None and not settles_deed(text):
        beside = (_named(each, decision) for each in near if not is_put_off(each))
        option = next((each for each in beside if each is not None), None)
    if option is None:
        return None
    if is_settled_against(text) and _named(refusing_part(text), decision) is not None:
        option = _other(option, decision)
    if option is None:
        return None
    return Stance(leans={decision.options[option].id: _SETTLED}, act="settled")


def _acted(text: str, decision: Decision) -> int | None:
    """Return the option that an act tells without its name: one resigns, one extends the lease."""
    options = [
        (at, means_staying(each.value.label))
        for at, each in enumerate(decision.options)
        if not means_waiting(each.value.label)
    ]
    if not (leaves(text) or stays(text)) or sorted(staying for _, staying in options) != [
        False,
        True,
    ]:
        return None
    return next(at for at, staying in options if staying == stays(text))


def _of_verb(text: str, decision: Decision) -> int | None:
    """Return the one option that ends in the verb which is settled, and told alone: "decided to go"
    of "to go herding goats", as Korean says it.
    """
    verb = settled_verb(text)
    ending = [
        at
        for at, each in enumerate(decision.options)
        if verb and each.value.label.split()[-1:] == [verb]
    ]
    return ending[0] if len(ending) == 1 else None


def _acts_on_another(text: str, label: str) -> bool:
    """Say whether an act is done to another thing than an option names: "I quit smoking" is no
    leaving of the band.
    """
    done_to, wanted = object_of_act(text), object_of_act(label)
    return bool(done_to and wanted) and done_to not in label and wanted not in text


def _named(text: str, decision: Decision) -> int | None:
    """Return the one option that a text names."""
    named = named_options(text, [each.value.label for each in decision.options])
    return named[0] if len(named) == 1 else None


def _other(option: int, decision: Decision) -> int | None:
    """Return the only other option; what was refused says nothing of three."""
    others = [
        at
        for at, each in enumerate(decision.options)
        if at != option and not means_waiting(each.value.label)
    ]
    staying = [at for at in others if means_staying(decision.options[at].value.label)]
    if len(others) == 1:
        return others[0]
    return staying[0] if len(staying) == 1 else None
