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
from chains.evidence.wording import (
    ADVISES,
    ASKS,
    CHOICE,
    INTENDS,
    MATTERS,
    SHOULD_I,
    UNKNOWN,
    WAITS,
)
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
from language.options.find import clean_label, find_options
from language.sentences import sentence_spans

_BULLET = re.compile(r"\s*(?:[-–—*•·]|\d{1,2}[.)]|[①-⑨]|[가-하][.)]|[A-Ca-c][.)])\s*(?=\S)")
_ACTION_NOUN = re.compile(
    r"(?:진학|취업|입사|이직|휴학|복학|창업|유학|퇴사|졸업|입학|편입|교환학생|인턴|지원|공부|연구|여행|이사)"
    r"(?![가-힣]{0,2}(?:이상|공고|하는 것보다))"
)
_HEADING = re.compile(r"^#{1,4}[ \t]+(?P<words>\S[^\n]*?)[ \t]*$", re.MULTILINE)
_DECIDES = re.compile(
    r"선택|결정|정하(?:자|기|면)|정해|고르|골라|\bdecid\w*|\bchoos\w*|\bmake up my mind|\bpros and"
    r" cons\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"]([^”\"]*(?:\bvs\b|아니면|\bor\b)[^”\"]*)[”\"]", re.IGNORECASE)
_CLAUSE_END = re.compile(r"때문에|이라서|라서|니까|므로|해서|위해서?|하여 |고 |며 ")
_LABEL_WORDS = 3
_WAIT = {"ko": "더 두고 보기", "en": "wait and see"}
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
        (at for at, each in enumerate(decision.options) if is_waiting(each.value.label)), None
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


def is_waiting(label: str) -> bool:
    """Whether an option is to decide later."""
    return label in _WAIT.values() or bool(
        re.search(
            r"기다리|미루|두고 보|지켜보|나중에|다니며|보류|\bwait|\blater\b|\bdefer",
            label,
            re.IGNORECASE,
        )
    )


def _choices(entry: Entry, spans: Sequence[Span]) -> Iterator[_Choice]:
    headed = _headed(entry)
    if len(headed) > 1 and (
        decides := next((s for s in spans if _DECIDES.search(entry.body[s[0] : s[1]])), None)
    ):
        yield _Choice(asked=decides, options=tuple(headed))
    for at, span in enumerate(spans):
        text = entry.body[span[0] : span[1]]
        if CHOICE.search(text) or ASKS.search(text):
            listed = _listed(entry, spans, at)
            if len(listed) > 1:
                yield _Choice(asked=span, options=tuple(listed))
                continue
        if ASKS.search(text) and len(text) < 400:
            quoted = _QUOTED.search(text)
            options = find_options(quoted[1] if quoted else text)
            if options and _is_about_life(text):
                yield _Choice(asked=span, options=tuple((option.label, span) for option in options))
            elif (single := SHOULD_I.search(text)) and _is_about_life(single["what"]):
                yield _Choice(asked=span, options=((clean_label(single["what"]), span),))


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
        if _BULLET.match(entry.body, line_start) and not entry.body[line_start : span[0]].strip(
            " -–—*•·.)0123456789"
        ):
            found.append((_label_of(entry.body[span[0] : span[1]]), span))
        elif found or near >= 3:
            break
    return found[:5]


def _label_of(item: str) -> str:
    """Name a list item: the words up to its first action, after the reason it may begin with."""
    text = _BULLET.sub("", item, count=1).strip(" .")
    if len(text) <= 16:
        return clean_label(text)
    if language_of(text) == "ko" and (match := _ACTION_NOUN.search(text)):
        before = text[: match.start()]
        ends = [m.end() for m in _CLAUSE_END.finditer(before)]
        words = before[ends[-1] if ends else 0 :].split()
        of = max((n for n, word in enumerate(words) if word.endswith("의")), default=-1)
        kept = [re.sub(r"\(.*?\)", "", w) for w in words[of + 1 :][-_LABEL_WORDS:]]
        kept = [
            re.sub(r"(?<=[가-힣A-Za-z]{2})(?:을|를|에|로|으로)$", "", word) for word in kept if word
        ]
        return clean_label(" ".join([*kept, match[0]]))
    words = re.split(r"[,.;:]|\b(?:because|since|so that|and then)\b", text)[0].split()
    return clean_label(" ".join(words[:7]))


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
        option = Option(label=_WAIT[language_of(entry.body)])
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
        criteria=tuple(_sentences(entry, spans, MATTERS, _criterion)) if alone else (),
        uncertainties=(
            tuple(_sentences(entry, spans, UNKNOWN, lambda text: Uncertainty(question=text)))
            if alone
            else ()
        ),
        advice=tuple(_sentences(entry, spans, ADVISES, _advice)) if alone else (),
        decide_by=_decide_by(entry, spans),
        next_actions=(
            tuple(
                _sentences(
                    entry,
                    [s for s in spans[-12:] if _is_about_life(entry.body[slice(*s)])],
                    INTENDS,
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
        if span[0] >= choice.asked[0] and WAITS.search(entry.body[span[0] : span[1]])
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
        if not (_DECIDES.search(text) or WAITS.search(text)):
            continue
        found = find_deadline(text, entry.written_on, entry.body)
        if found is not None:
            return _noted(
                entry, as_decide_by(found, text), (span[0] + found.start, span[0] + found.end)
            )
    return None


def _sentences(
    entry: Entry, spans: Sequence[Span], pattern: re.Pattern[str], make: Callable[[str], T]
) -> Iterator[Noted[T]]:
    for span in spans:
        text = entry.body[span[0] : span[1]]
        if pattern.search(text) and 8 <= len(text) <= 240:
            yield _noted(entry, make(" ".join(text.split())), span)


def _criterion(text: str) -> Criterion:
    return Criterion(label=text)


def _advice(text: str) -> Advice:
    match = ADVISES.search(text)
    return Advice(who=(match["who"] or match["role"]) if match else "", said=text)


def _action(text: str) -> Action:
    return Action(text=text)


def _reason(entry: Entry, spoken: Spoken, ids: Sequence[str]) -> Noted[Reason]:
    reason = Reason(option=ids[spoken.option], side=spoken.side, basis=spoken.basis)
    return _noted(entry, reason, spoken.span)


def _noted(entry: Entry, value: T, span: Span) -> Noted[T]:
    return Noted(value=value, dated=entry.written_on, origin="extracted", quote=cut(entry, *span))
