"""A choice that an entry weighs, as the proposal of a decision.

Limit: what a sentence says of the whole choice (what matters, what is unknown, advice) is taken
only where the entry weighs nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from chains.decide.actions import actions_in
from chains.decide.by_rules.asking import question_of
from chains.decide.by_rules.bearing import choose_reasons
from chains.decide.by_rules.noting import (
    descriptions_of,
    labels_of,
    leave_out_rivals,
    note,
    note_reasons,
    note_sentences,
    note_turns,
)
from chains.decide.choices import Choice, with_staying
from chains.decide.decide_by import find_decide_by
from chains.decide.settled import turns_in
from chains.evidence.sides import evidence
from chains.evidence.stances import tensions
from decisions.checking import cut
from decisions.parts import Advice, Criterion, Option, Reason, Stance, Tension, Uncertainty
from decisions.record import Decision, Noted
from journal.entry import Entry
from language.dates.coming.deadlines import find_deadline
from language.detect import language_of
from language.grammar.phrases import phrase
from language.grammar.sentences import Span
from language.options.laid import Named
from language.wording import (
    adviser_in,
    means_waiting,
    reports_advice,
    says_unknown,
    says_what_matters,
    wishes_to_wait,
)

if TYPE_CHECKING:
    from chains.evidence.meaning import Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class _Laid:
    """A choice as its entry lays it out; `wait` is the sentence that would rather decide later,
    `own` are the sentences that may be about it, `alone` says that nothing else is weighed.
    """

    entry: Entry
    spans: tuple[Span, ...]
    choice: Choice
    named: tuple[Named, ...]
    wait: Span | None
    own: tuple[Span, ...]
    alone: bool


def propose(
    entry: Entry,
    spans: Sequence[Span],
    choice: Choice,
    choices: Sequence[Choice],
    meaning: Meaning | None,
) -> Decision:
    """Return a choice of an entry as a proposal; `choices` are all that it weighs.

    Raises: ModelUnavailableError.
    """
    laid = _lay_out(entry, spans, choice, choices)
    options = _options(laid)
    labels = [each.value.label for each in options]
    proposed = Decision(
        created_at=datetime.combine(entry.written_on, datetime.min.time()),
        question=question_of(entry, spans, choice, labels),
        options=options,
    )
    described = _described(laid)
    rest = [span for span in laid.own if span not in described]
    turns = [
        e
        for e in turns_in(entry, laid.own, proposed, alone=laid.alone)
        if e.span[0] > choice.asked[0]
    ]
    return replace(
        _with_views(laid, proposed),
        reasons=_reasons(laid, proposed, rest, meaning),
        stances=(*_wish_to_wait(laid, proposed), *note_turns(entry, turns)),
        decide_by=find_decide_by(entry, laid.own, labels, alone=laid.alone),
        next_actions=tuple(actions_in(entry, rest, labels, alone=laid.alone)),
    )


def _lay_out(
    entry: Entry, spans: Sequence[Span], choice: Choice, choices: Sequence[Choice]
) -> _Laid:
    alone = len(choices) == 1
    named = with_staying(entry, choice)
    others = [each.label for one in choices if one is not choice for each in one.options]
    own = [span for span in spans if alone or not _is_elsewhere(span, choice, choices)]
    return _Laid(
        entry=entry,
        spans=tuple(spans),
        choice=choice,
        named=named,
        wait=_wait_span(entry, spans, choice) if alone else None,
        own=tuple(leave_out_rivals(entry, own, [each.label for each in named], others)),
        alone=alone,
    )


def _options(laid: _Laid) -> tuple[Noted[Option], ...]:
    """Return the options that are named, and those that only follow: to go on, to decide later."""
    entry = laid.entry
    options = [note(entry, Option(label=each.label), each.span) for each in laid.named]
    if laid.choice.against_now:
        options[-1] = replace(options[-1], origin="suggested")
    if laid.wait is not None:
        later = Option(label=phrase("wait_and_see", language_of(entry.body)))
        options.append(replace(note(entry, later, laid.wait), origin="suggested"))
    return tuple(options)


def _described(laid: _Laid) -> set[Span]:
    """Return the sentences that only say what an option is."""
    if laid.choice.weak and not laid.choice.against_now:
        return set()  # a pair of conditions says something of each
    return {
        each.span
        for each in laid.named
        if each.about == each.span or ":" not in laid.entry.body[slice(*each.span)]
    }


def _reasons(
    laid: _Laid, proposed: Decision, spans: Sequence[Span], meaning: Meaning | None
) -> tuple[Noted[Reason], ...]:
    asked = laid.choice.asked
    spoken = evidence(
        laid.entry,
        spans,
        [(label,) for label in labels_of(proposed)],
        len(laid.named) if laid.wait is not None else None,
        described=descriptions_of(proposed),
        about=[each.about if each.about != asked else (0, 0) for each in laid.named],
        meaning=meaning,
        is_open=True,
    )
    # What somebody says before anything is asked is an offer, or brings the question up.
    own = [e for e in spoken if e.link != "told" or e.span[0] >= asked[0]]
    borne = choose_reasons(laid.entry, own, meaning, weighed=1)
    return note_reasons(laid.entry, borne, [each.id for each in proposed.options])


def _with_views(laid: _Laid, proposed: Decision) -> Decision:
    """Add what an entry says of its one choice as a whole."""
    if not laid.alone:
        return proposed
    entry, spans = laid.entry, laid.spans
    return replace(
        proposed,
        tensions=tuple(
            note(entry, Tension(other=cut(entry, *other)), one)
            for one, other in tensions(entry, spans)
        ),
        criteria=tuple(note_sentences(entry, spans, says_what_matters, _criterion)),
        uncertainties=tuple(note_sentences(entry, spans, says_unknown, _uncertainty)),
        advice=tuple(note_sentences(entry, spans, reports_advice, _advice)),
    )


def _is_elsewhere(span: Span, choice: Choice, choices: Sequence[Choice]) -> bool:
    """Say whether a sentence stands where another choice is weighed: each has the text from its
    question to the next one's.
    """
    starts = sorted((each.asked[0], each is choice) for each in choices)
    mine = [own for start, own in starts if start <= span[0]]
    return bool(mine) and not mine[-1]


def _wait_span(entry: Entry, spans: Sequence[Span], choice: Choice) -> Span | None:
    """Return the sentence that would rather decide later; the one that says until when comes
    first. A choice that is laid out with waiting as one of its ways has none.
    """
    if any(means_waiting(each.label) for each in choice.options):
        return None
    laid_out = {each.span for each in choice.options}
    waiting = [
        span
        for span in spans
        if span[0] >= choice.asked[0]
        and span not in laid_out
        and wishes_to_wait(entry.body[slice(*span)])
    ]
    timed = [
        s for s in waiting if find_deadline(entry.body[slice(*s)], entry.written_on, entry.body)
    ]
    return next(iter(timed or waiting), None)


def _wish_to_wait(laid: _Laid, proposed: Decision) -> tuple[Noted[Stance], ...]:
    if laid.wait is None:
        return ()
    return (note(laid.entry, Stance(leans={proposed.options[-1].id: 1}), laid.wait),)


def _criterion(text: str) -> Criterion:
    return Criterion(label=text)


def _uncertainty(text: str) -> Uncertainty:
    return Uncertainty(question=text)


def _advice(text: str) -> Advice:
    return Advice(who=adviser_in(text), said=text)
