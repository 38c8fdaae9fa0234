"""What rules read, put down as proposals of the record: each with its day and its quote.

Invariant: a quote is cut from the entry at its span.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from chains.decide.by_rules.bearing import Bearing
from chains.decide.choices import names_any
from chains.decide.settled import Turn
from decisions.checking import cut
from decisions.parts import Reason, Stance
from decisions.record import Decision, Noted, T
from journal.entry import Entry
from language.grammar.sentences import Span
from language.options.laid import parts_of
from language.options.list_items import without_bullet
from language.wording import means_waiting

_SHORTEST, _LONGEST = 8, 240


def note(entry: Entry, value: T, span: Span) -> Noted[T]:
    """Return a value with the words that say so, as written on the entry's day; the mark of a list
    is none of them.
    """
    start = span[1] - len(without_bullet(entry.body[slice(*span)]))
    quote = cut(entry, start, span[1])
    return Noted(value=value, dated=entry.written_on, origin="extracted", quote=quote)


def note_reasons(
    entry: Entry, borne: Sequence[Bearing], ids: Sequence[str]
) -> tuple[Noted[Reason], ...]:
    """Return what bears on the options of these ids, as reasons."""
    return tuple(note(entry, _reason(each, ids), each.spoken.span) for each in borne)


def note_turns(entry: Entry, turns: Sequence[Turn]) -> tuple[Noted[Stance], ...]:
    """Return what was done to a choice, on the days on which it was done."""
    return tuple(replace(note(entry, each.stance, each.span), dated=each.dated) for each in turns)


def note_sentences(
    entry: Entry, spans: Sequence[Span], holds: Callable[[str], bool], make: Callable[[str], T]
) -> Iterator[Noted[T]]:
    """Yield what is made of each sentence of which something holds."""
    for span in spans:
        text = entry.body[slice(*span)]
        if holds(text) and _SHORTEST <= len(text) <= _LONGEST:
            yield note(entry, make(" ".join(text.split())), span)


def labels_of(decision: Decision) -> list[str]:
    """Return what the options of a decision are called."""
    return [each.value.label for each in decision.options]


def descriptions_of(decision: Decision) -> list[str]:
    """Return for each option the sentence that describes it and no other, or its part of one that
    lays out several; empty where there is none.
    """
    quoted = Counter(each.quote.text for each in decision.options if each.quote)
    found = []
    for each in decision.options:
        text = each.quote.text if each.quote else ""
        alone = quoted[text] == 1 or not text
        found.append(text if alone else parts_of(text).get(each.value.label, ""))
    return found


def waiting_option(decision: Decision) -> int | None:
    """Return which option is to decide later."""
    return next(
        (at for at, each in enumerate(decision.options) if means_waiting(each.value.label)), None
    )


def leave_out_rivals(
    entry: Entry, spans: Sequence[Span], own: Sequence[str], others: Sequence[str]
) -> list[Span]:
    """Return the sentences that are not about another decision's options alone."""
    return [span for span in spans if not _is_of_rival(entry.body[slice(*span)], own, others)]


def _is_of_rival(text: str, own: Sequence[str], others: Sequence[str]) -> bool:
    return bool(others) and names_any(text, others) and not names_any(text, own)


def _reason(borne: Bearing, ids: Sequence[str]) -> Reason:
    spoken = borne.spoken
    return Reason(
        option=ids[spoken.option], side=spoken.side, basis=spoken.basis, bearing=borne.strength
    )
