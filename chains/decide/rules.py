"""Finds decisions in an entry without a model: option questions, lists of options, deadlines,
intentions, reasons.

Limit: less complete than a reader, and labelled so (`origin` "suggested" where the wording is the
program's own).
Invariant: every quote is cut from the entry; a proposal has at least one option; an entry without a
choice gives none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chains.decide.decide_by import as_decide_by
from chains.evidence.sides import CAREER, Span, Spoken, evidence, leanings, tensions
from decisions.checking import cut
from decisions.parts import (
    Action,
    Advice,
    Criterion,
    DecideBy,
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
from language.glossary import load_glossary
from language.list_items import is_list_item, label_item
from language.options.find import clean_label, find_options
from language.phrases import phrase
from language.sentences import sentence_spans
from language.wording import (
    adviser_in,
    asked_in_english,
    asks_what_to_do,
    decides,
    intends,
    means_waiting,
    names_choice,
    quoted_options,
    reports_advice,
    says_unknown,
    says_what_matters,
    wishes_to_wait,
)

_HEADING = re.compile(r"^#{1,4}[ \t]+(?P<words>\S[^\n]*?)[ \t]*$", re.MULTILINE)
_MOST_REASONS = 40
_SURE = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """Where an entry asks, and the options it names, each with its label and its sentence."""

    asked: Span
    options: tuple[tuple[str, Span], ...]


def find_by_rules(entry: Entry) -> tuple[Decision, ...]:
    """Return the decisions that an entry weighs, as proposals. Raises nothing."""
    spans = sentence_spans(entry.body)
    merged: list[_Choice] = []
    for choice in _choices(entry, spans):
        if not any(_is_same(choice, known) for known in merged):
            merged.append(choice)
    return tuple(_proposal(entry, spans, choice, alone=len(merged) == 1) for choice in merged)


def evidence_by_rules(entry: Entry, decision: Decision) -> Decision:
    """Return `decision` holding only what this entry says about its options, as proposals."""
    spans = sentence_spans(entry.body)
    waiting = next(
        (at for at, each in enumerate(decision.options) if means_waiting(each.value.label)), None
    )
    wordings = [(each.value.label,) for each in decision.options]
    stances = [each for each in leanings(entry, spans, wordings) if each.option != waiting]
    taken = {each.span for each in stances}
    ids = [each.id for each in decision.options]
    # Away from the question itself, wishes to wait may be about anything.
    reasons = tuple(
        _reason(entry, each, ids)
        for each in evidence(entry, spans, wordings, None)
        if each.option != waiting and each.strength >= _SURE and each.span not in taken
    )
    leans = tuple(
        _noted(entry, Stance(leans={ids[each.option]: each.lean}), each.span) for each in stances
    )
    return replace(decision, reasons=reasons[:_MOST_REASONS], stances=leans)


def _choices(entry: Entry, spans: Sequence[Span]) -> Iterator[_Choice]:
    headed = _headed(entry)
    if len(headed) > 1 and (
        deciding := next((s for s in spans if decides(entry.body[s[0] : s[1]])), None)
    ):
        yield _Choice(asked=deciding, options=tuple(headed))
    for at, span in enumerate(spans):
        text = entry.body[span[0] : span[1]]
        if names_choice(text) or asks_what_to_do(text):
            listed = _listed(entry, spans, at)
            if len(listed) > 1:
                yield _Choice(asked=span, options=tuple(listed))
                continue
        if asks_what_to_do(text) and len(text) < 400:
            options = find_options(quoted_options(text) or text)
            if options and _is_about_life(text):
                yield _Choice(asked=span, options=tuple((option.label, span) for option in options))
            elif (single := asked_in_english(text)) and _is_about_life(single):
                yield _Choice(asked=span, options=((clean_label(single), span),))


def _headed(entry: Entry) -> list[tuple[str, Span]]:
    """Return the headings that name steps in life, as a page of pros and cons has them."""
    found = []
    for match in _HEADING.finditer(entry.body):
        label = clean_label(re.sub(r"\(.*?\)", "", match["words"]))
        if label and len(label) <= 30 and _is_about_life(label):
            found.append((label, match.span("words")))
    return found[:4]


def _listed(entry: Entry, spans: Sequence[Span], at: int) -> list[tuple[str, Span]]:
    """Return the list items that stand within three sentences after a sentence of choice."""
    found: list[tuple[str, Span]] = []
    for near, span in enumerate(spans[at + 1 : at + 12]):
        line_start = entry.body.rfind("\n", 0, span[0]) + 1
        if is_list_item(entry.body, line_start, span[0]):
            found.append((label_item(entry.body[span[0] : span[1]]), span))
        elif found or near >= 3:
            break
    return found[:5]


def _is_about_life(text: str) -> bool:
    return any(concept.group in CAREER for concept in load_glossary().concepts_in(text))


def _is_same(choice: _Choice, known: _Choice) -> bool:
    labels = {label.casefold() for label, _ in known.options}
    own = {label.casefold() for label, _ in choice.options}
    groups = [_concepts(c) for c in (choice, known)]
    return bool(own & labels) or (
        bool(groups[0]) and len(groups[0] & groups[1]) * 2 >= len(groups[0])
    )


def _concepts(choice: _Choice) -> frozenset[str]:
    named = (c for label, _ in choice.options for c in load_glossary().concepts_in(label))
    return frozenset(c.name for c in named if c.group in CAREER)


def _proposal(entry: Entry, spans: Sequence[Span], choice: _Choice, *, alone: bool) -> Decision:
    options = [_noted(entry, Option(label=label), span) for label, span in choice.options]
    wait = _wait_span(entry, spans, choice) if alone else None
    if wait is not None:
        option = Option(label=phrase("wait_and_see", language_of(entry.body)))
        options.append(replace(_noted(entry, option, wait), origin="suggested"))
    waiting = len(options) - 1 if wait is not None else None
    spoken = evidence(entry, spans, [(each.value.label,) for each in options], waiting)
    ids = [each.id for each in options]
    best = sorted(
        sorted(spoken, key=lambda each: -each.strength)[:_MOST_REASONS], key=lambda each: each.span
    )
    first, second = options[0].value.label, options[1].value.label if len(options) > 1 else ""
    question = f"{first} vs {second}" if second and waiting != 1 else first
    return Decision(
        created_at=datetime.combine(entry.written_on, datetime.min.time()),
        question=replace(_noted(entry, question, choice.asked), origin="suggested"),
        options=tuple(options),
        reasons=tuple(_reason(entry, each, ids) for each in best),
        tensions=tuple(
            _noted(entry, Tension(other=cut(entry, *b)), a)
            for a, b in (tensions(entry, spans) if alone else ())
        ),
        stances=_stances(entry, wait, ids),
        criteria=tuple(_sentences(entry, spans, says_what_matters, _criterion)) if alone else (),
        uncertainties=(
            tuple(_sentences(entry, spans, says_unknown, lambda text: Uncertainty(question=text)))
            if alone
            else ()
        ),
        advice=tuple(_sentences(entry, spans, reports_advice, _advice)) if alone else (),
        decide_by=_decide_by(entry, spans),
        next_actions=(
            tuple(
                _sentences(
                    entry,
                    [s for s in spans[-12:] if _is_about_life(entry.body[slice(*s)])],
                    intends,
                    _action,
                )
            )
            if alone
            else ()
        ),
    )


def _wait_span(entry: Entry, spans: Sequence[Span], choice: _Choice) -> Span | None:
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


def _decide_by(entry: Entry, spans: Sequence[Span]) -> Noted[DecideBy] | None:
    for span in spans:
        text = entry.body[span[0] : span[1]]
        if not (decides(text) or wishes_to_wait(text)):
            continue
        found = find_deadline(text, entry.written_on, entry.body)
        if found is not None:
            return _noted(
                entry, as_decide_by(found, text), (span[0] + found.start, span[0] + found.end)
            )
    return None


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


def _action(text: str) -> Action:
    return Action(text=text)


def _reason(entry: Entry, spoken: Spoken, ids: Sequence[str]) -> Noted[Reason]:
    reason = Reason(option=ids[spoken.option], side=spoken.side, basis=spoken.basis)
    return _noted(entry, reason, spoken.span)


def _noted(entry: Entry, value: T, span: Span) -> Noted[T]:
    return Noted(value=value, dated=entry.written_on, origin="extracted", quote=cut(entry, *span))
