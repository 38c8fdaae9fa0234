"""A choice whose options stand in two entries: one puts forward what could be done, and weeks later
another sets something against it: "Or I could …".

Promise: both are of life, by meaning. Limit: two options; without a `Meaning` there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from chains.decide.attach import attach, mark_read
from chains.decide.by_rules.proposal import propose
from chains.decide.choices import Choice, share_option
from decisions.record import Decision
from journal.entry import Entry
from language.grammar.sentences import sentence_spans
from language.options.put_forward import PutForward, put_forward_in

if TYPE_CHECKING:
    from chains.evidence.meaning import Meaning

_DAYS: Final = 90  # from the first option to the second
_LEAST: Final = 0.15  # as much of life as both have to be


@dataclass(frozen=True, slots=True, kw_only=True)
class _Put:
    """What an entry puts forward."""

    entry: Entry
    put: PutForward

    @property
    def label(self) -> str:
        return self.put.option.label

    @property
    def sentence(self) -> str:
        return self.entry.body[slice(*self.put.option.span)]


def find_across(
    entries: Sequence[Entry], known: Sequence[Sequence[str]], meaning: Meaning | None
) -> Iterator[tuple[Decision, Entry]]:
    """Yield the choices that lie across two entries of these, which are in the order of their days,
    as proposals, each with the later entry; none of those `known` by their labels.

    Raises: ModelUnavailableError.
    """
    if meaning is None:
        return
    taken = [list(each) for each in known]
    put = [
        _Put(entry=entry, put=each)
        for entry in entries
        for each in put_forward_in(entry.body, sentence_spans(entry.body))
    ]
    for at, second in enumerate(put):
        if not second.put.instead or _is_known(second, taken, meaning):
            continue
        first = next(
            (
                each
                for each in reversed(put[:at])
                if _is_against(second, each, meaning) and not _is_known(each, taken, meaning)
            ),
            None,
        )
        if first is not None:
            taken.append([first.label, second.label])
            yield _join(first, second, meaning), second.entry


def find_across_to(
    entry: Entry,
    journal: Iterable[Entry],
    known: Sequence[Sequence[str]],
    meaning: Meaning | None,
) -> tuple[Decision, ...]:
    """Return the choices of which this entry sets one option against another of an earlier entry.

    Raises: ModelUnavailableError.
    """
    if not any(each.instead for each in put_forward_in(entry.body, sentence_spans(entry.body))):
        return ()
    before = entries_before(entry, journal, _DAYS)
    found = find_across([*before, entry], known, meaning)
    return tuple(proposal for proposal, later in found if later.id == entry.id)


def entries_before(entry: Entry, journal: Iterable[Entry], days: int) -> list[Entry]:
    """Return the entries of so many days before an entry, and of its own day, in their order."""
    near = (
        each
        for each in journal
        if each.kind == "entry"
        and each.id != entry.id
        and 0 <= (entry.written_on - each.written_on).days <= days
    )
    return sorted(near, key=lambda each: (each.written_on, each.id))


def _is_known(put: _Put, taken: Sequence[Sequence[str]], meaning: Meaning) -> bool:
    return share_option([put.label], list(chain.from_iterable(taken)), meaning)


def _is_against(second: _Put, first: _Put, meaning: Meaning) -> bool:
    """Say whether an option may stand against an earlier one, both being steps in life."""
    days = (second.entry.written_on - first.entry.written_on).days
    if first.entry.id == second.entry.id or not 0 <= days <= _DAYS:
        return False
    if share_option([first.label], [second.label], meaning):
        return False
    judged = meaning.is_of_life(
        [first.sentence, second.sentence, f"{first.label} / {second.label}"]
    )
    return float(judged[:2].min()) >= 0 and float(judged.mean()) >= _LEAST


def _join(first: _Put, second: _Put, meaning: Meaning) -> Decision:
    one, two = (_propose(each, meaning) for each in (first, second))
    joined = mark_read(attach(one, two)[0], first.entry)
    if one.question.origin != "suggested":
        return joined
    named = replace(one.question, value=f"{first.label} vs {second.label}")
    return replace(joined, question=named)


def _propose(put: _Put, meaning: Meaning) -> Decision:
    option = put.put.option
    choice = Choice(asked=option.span, options=(option,), weak=True, against_now=False)
    return propose(put.entry, sentence_spans(put.entry.body), choice, [choice], meaning)
