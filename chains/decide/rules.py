"""Reads an entry for decisions without a model: what it weighs, what it says of what is weighed
elsewhere.

Limit: less complete than a reader, and labelled so (`origin` "suggested" where the wording is the
program's own).
Invariant: every quote is cut from the entry; a proposal has at least one option; an entry without a
choice gives none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from chains.decide.actions import actions_in
from chains.decide.bearing import Bearing, choose_reasons, share_about
from chains.decide.choices import Choice, choices_in, names_any, unrelated, with_staying
from chains.decide.decide_by import find_decide_by
from chains.decide.settled import turns_in
from chains.evidence.sides import Span, evidence
from chains.evidence.stances import leanings, tensions
from decisions.checking import cut
from decisions.parts import (
    Advice,
    Criterion,
    Option,
    Reason,
    Stance,
    Tension,
    Uncertainty,
)
from decisions.record import Decision, Noted, T
from journal.entry import Entry
from language.dates.deadlines import find_deadline
from language.detect import language_of
from language.phrases import phrase
from language.sentences import sentence_spans
from language.wording import (
    adviser_in,
    asks_what_to_do,
    means_waiting,
    reports_advice,
    says_unknown,
    says_what_matters,
    wishes_to_wait,
)

if TYPE_CHECKING:
    from chains.evidence.meaning import Meaning

_SURE = 1.0  # where wording alone chooses


def find_by_rules(
    entry: Entry,
    known: Sequence[Decision] = (),
    meaning: Meaning | None = None,
    *,
    in_passing: bool | None = None,
) -> tuple[Decision, ...]:
    """Return the decisions that an entry weighs, as proposals; what only argues for one that is
    `known` is none.

    Args:
        in_passing: only those of weak forms, or only the others.

    Raises: ModelUnavailableError.
    """
    spans = sentence_spans(entry.body)
    labels = [labels_of(each) for each in known]
    choices = [
        each
        for each in unrelated(entry, choices_in(entry, spans, meaning), labels, meaning)
        if in_passing is None or each.weak == in_passing
    ]
    return tuple(_proposal(entry, spans, choice, choices, meaning) for choice in choices)


def evidence_by_rules(
    entry: Entry,
    decision: Decision,
    rivals: Sequence[Decision] = (),
    meaning: Meaning | None = None,
) -> Decision:
    """Return `decision` holding only what this entry says about its options, as proposals.

    Args:
        rivals: other decisions, which a sentence may be about instead.

    Raises: ModelUnavailableError.
    """
    spans = sentence_spans(entry.body)
    labels = labels_of(decision)
    others = [label for each in rivals if each.id != decision.id for label in labels_of(each)]
    own = [span for span in spans if not _is_of_rival(entry, span, labels, others)]
    waiting = _waiting(decision)
    wordings = [(label,) for label in labels]
    ids = [each.id for each in decision.options]
    turns = turns_in(entry, own, decision)
    stances = [each for each in leanings(entry, own, wordings) if each.option != waiting]
    taken = {each.span for each in stances} | {each.span for each in turns}
    reasons = [
        each
        for each in evidence(
            entry, own, wordings, None, described=descriptions_of(decision), meaning=meaning
        )
        if each.option != waiting
        and (meaning is not None or each.strength >= _SURE)
        and each.span not in taken
    ]
    naming = sum(names_any(entry.body[slice(*span)], labels) for span in own)
    leans = [
        _noted(entry, Stance(leans={ids[each.option]: each.lean}), each.span) for each in stances
    ]
    acts = [replace(_noted(entry, each.stance, each.span), dated=each.dated) for each in turns]
    return replace(
        decision,
        reasons=tuple(
            _reason(entry, each, ids)
            for each in choose_reasons(entry, reasons, meaning, weighed=share_about(len(spans), naming))
        ),
        stances=(*leans, *acts),
        tensions=(),
        criteria=(),
        uncertainties=(),
        advice=(),
        next_actions=tuple(actions_in(entry, own, labels, alone=False)),
        decide_by=find_decide_by(entry, own, labels, alone=not others),
    )


def labels_of(decision: Decision) -> list[str]:
    """Return what the options of a decision are called."""
    return [each.value.label for each in decision.options]


def descriptions_of(decision: Decision) -> list[str]:
    """Return for each option the sentence that describes it and no other; empty where none does."""
    quoted = Counter(each.quote.text for each in decision.options if each.quote)
    return [
        each.quote.text if each.quote and quoted[each.quote.text] == 1 else ""
        for each in decision.options
    ]


def _is_of_rival(entry: Entry, span: Span, own: Sequence[str], others: Sequence[str]) -> bool:
    text = entry.body[slice(*span)]
    return bool(others) and names_any(text, others) and not names_any(text, own)


def _waiting(decision: Decision) -> int | None:
    return next(
        (at for at, each in enumerate(decision.options) if means_waiting(each.value.label)), None
    )


def _proposal(
    entry: Entry,
    spans: Sequence[Span],
    choice: Choice,
    choices: Sequence[Choice],
    meaning: Meaning | None,
) -> Decision:
    alone = len(choices) == 1
    named = with_staying(entry, choice)
    options = [_noted(entry, Option(label=each.label), each.span) for each in named]
    if choice.against_now:
        options[-1] = replace(options[-1], origin="suggested")
    wait = _wait_span(entry, spans, choice) if alone else None
    if wait is not None:
        option = Option(label=phrase("wait_and_see", language_of(entry.body)))
        options.append(replace(_noted(entry, option, wait), origin="suggested"))
    waiting = len(options) - 1 if wait is not None else None
    labels = [each.value.label for each in options]
    others = [each.label for one in choices if one is not choice for each in one.options]
    own = [s for s in spans if alone or not _is_elsewhere(s, choice, choices)]
    own = [s for s in own if not _is_of_rival(entry, s, labels, others)]
    proposed = Decision(
        created_at=datetime.combine(entry.written_on, datetime.min.time()),
        question=_question(entry, choice, labels),
        options=tuple(options),
    )
    described = {
        each.span
        for each in named
        if each.about == each.span or ":" not in entry.body[slice(*each.span)]
    }
    if choice.weak and not choice.against_now:
        described = set()  # a pair of conditions says something of each
    spoken = evidence(
        entry,
        [s for s in own if s not in described],
        [(label,) for label in labels],
        waiting,
        described=descriptions_of(proposed),
        about=[each.about if each.about != choice.asked else (0, 0) for each in named],
        meaning=meaning,
    )
    ids = [each.id for each in options]
    best = choose_reasons(entry, spoken, meaning, weighed=1)
    turns = [each for each in turns_in(entry, own, proposed) if each.span[0] > choice.asked[0]]
    acts = [replace(_noted(entry, each.stance, each.span), dated=each.dated) for each in turns]
    return replace(
        proposed,
        reasons=tuple(_reason(entry, each, ids) for each in best),
        tensions=tuple(
            _noted(entry, Tension(other=cut(entry, *b)), a)
            for a, b in (tensions(entry, spans) if alone else ())
        ),
        stances=(*_stances(entry, wait, ids), *acts),
        criteria=tuple(_sentences(entry, spans, says_what_matters, _criterion)) if alone else (),
        uncertainties=(
            tuple(_sentences(entry, spans, says_unknown, lambda text: Uncertainty(question=text)))
            if alone
            else ()
        ),
        advice=tuple(_sentences(entry, spans, reports_advice, _advice)) if alone else (),
        decide_by=find_decide_by(entry, own, labels, alone=alone),
        next_actions=tuple(
            actions_in(entry, [s for s in own if s not in described], labels, alone=alone)
        ),
    )


def _question(entry: Entry, choice: Choice, labels: Sequence[str]) -> Noted[str]:
    """Return the writer's own question where there is one; else the options against each other."""
    text = " ".join(entry.body[slice(*choice.asked)].split())
    noted = _noted(entry, text, choice.asked)
    if asks_what_to_do(text) and text.endswith("?"):
        return noted
    return replace(
        noted,
        value=" vs ".join(labels[: len(choice.options) + choice.against_now]),
        origin="suggested",
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
    first.
    """
    waiting = [
        span
        for span in spans
        if span[0] >= choice.asked[0] and wishes_to_wait(entry.body[span[0] : span[1]])
    ]
    timed = [
        s for s in waiting if find_deadline(entry.body[s[0] : s[1]], entry.written_on, entry.body)
    ]
    return next(iter(timed or waiting), None)


def _stances(entry: Entry, wait: Span | None, ids: Sequence[str]) -> tuple[Noted[Stance], ...]:
    return (_noted(entry, Stance(leans={ids[-1]: 1}), wait),) if wait is not None else ()


def _sentences(
    entry: Entry, spans: Sequence[Span], holds: Callable[[str], bool], make: Callable[[str], T]
) -> Iterator[Noted[T]]:
    for span in spans:
        text = entry.body[span[0] : span[1]]
        if holds(text) and 8 <= len(text) <= 240:
            yield _noted(entry, make(" ".join(text.split())), span)


def _criterion(text: str) -> Criterion:
    return Criterion(label=text)


def _advice(text: str) -> Advice:
    return Advice(who=adviser_in(text), said=text)


def _reason(entry: Entry, borne: Bearing, ids: Sequence[str]) -> Noted[Reason]:
    spoken = borne.spoken
    reason = Reason(
        option=ids[spoken.option], side=spoken.side, basis=spoken.basis, bearing=borne.strength
    )
    return _noted(entry, reason, spoken.span)


def _noted(entry: Entry, value: T, span: Span) -> Noted[T]:
    return Noted(value=value, dated=entry.written_on, origin="extracted", quote=cut(entry, *span))
