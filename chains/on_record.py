"""What the decisions lend to answers: an open decision's options and wordings, and the sentences at
which it turned.

Promise: a question about a choice that is on record is searched by that record's own options.
Invariant: an as-of question gets nothing of a record that was written later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from chains.ask.events import Answer, Citation, Plan
from chains.ask.planning.by_rules import phrases_of
from chains.ask.planning.kinds import subject_words
from chains.decide.attach import is_same_choice
from chains.evidence.option_names import shares_words
from chains.evidence.sources import Entries
from decisions.as_of import as_of
from decisions.checking import check
from decisions.leaning import Point, points, turning
from decisions.parts import Option as Choice
from decisions.parts import Quote, Reason, Side
from decisions.record import Decision, Noted
from language.grammar.phrases import phrase
from language.options.find import AskedOption
from language.questions import asks_for_change, asks_for_view, is_choice_itself
from language.wording import means_waiting, read_polarity

_MOST_TURNS = 6


class DecisionsOnRecord:
    """The decisions as they are at the moment of each question."""

    def __init__(self, decisions: Callable[[], Sequence[Decision]]) -> None:
        self._decisions = decisions

    def add_known_options(self, plan: Plan) -> Plan:
        """Return `plan` with the options and wordings of the decision that it is about."""
        return with_known_options(plan, self._decisions())

    def add_turning_points(self, answer: Answer, plan: Plan, entries: Entries) -> Answer:
        """Return an answer on how a view changed with the sentences at which it turned."""
        return with_turning_points(answer, plan, self._decisions(), entries)


def asked_decision(plan: Plan, decisions: Sequence[Decision]) -> Decision | None:
    """Return the decision on record that a question is about: by its options, by a name of one of
    them, or as the only one, where the question names nothing ("has my mind changed?").
    """
    live = [
        each
        for each in decisions
        if each.status != "dropped" and not each.merged_into and not each.is_proposal
    ]
    if plan.options:
        asked = _as_decision(plan)
        return next((each for each in live if is_same_choice(asked, each)), None)
    named = [
        each
        for each in live
        if sum(shares_words(o.value.label, plan.question) for o in each.options) > 0
    ]
    if named or not _is_about_views(plan):
        return named[0] if named else None
    return live[0] if len(live) == 1 and _names_nothing_else(plan) else None


def with_known_options(plan: Plan, decisions: Sequence[Decision]) -> Plan:
    """Return the plan with the options and wordings of the decision that it is about; unchanged
    without one.
    """
    decision = asked_decision(plan, decisions)
    seen = as_of(decision, plan.where.until) if decision and plan.where.until else decision
    if decision is None or seen is None or not (plan.options or _is_about_views(plan)):
        return plan
    options = []
    for option in (
        each.value for each in seen.options if each.counts and not each.value.ruled_out_on
    ):
        asked = next(
            (each for each in plan.options if shares_words(each.label, option.label)), None
        )
        if means_waiting(option.label) and asked is None:
            continue  # nobody writes "wait and see": it finds only noise
        wordings = (option.label, *(asked.phrases if asked else ()))
        options.append(
            AskedOption(
                label=asked.label if asked else option.label, phrases=tuple(dict.fromkeys(wordings))
            )
        )
    if len(options) < 2:
        return plan
    by_options = phrases_of(plan.phrases[0] if plan.phrases else "", options)
    by_model = plan.phrases if plan.made_by == "model" else ()
    return replace(
        plan,
        options=tuple(options[:4]),
        phrases=tuple(dict.fromkeys((*by_model, *by_options))),
    )


def with_turning_points(
    answer: Answer, plan: Plan, decisions: Sequence[Decision], entries: Entries
) -> Answer:
    """Return an answer on how a view changed with the turning sentences in time order, where it
    says none itself.
    """
    if answer.moved or not asks_for_change(plan.question):
        return answer
    decision = asked_decision(plan, decisions)
    until = plan.where.until
    seen = as_of(decision, until) if decision and until else decision
    if seen is None:
        return answer
    turns = [
        each
        for each in turning([p for p in points(seen) if p.line is not None])
        if _stands(each, entries)
    ]
    since = plan.where.since
    turns = [each for each in turns if since is None or each.dated >= since][-_MOST_TURNS:]
    if len({each.dated for each in turns}) < 2:
        return answer
    citations = list(answer.citations)
    lines = []
    for each in turns:
        number = _number(citations, each)
        lines.append(f"- {_words(each, plan)} [{number}]")
    return replace(answer, moved="\n".join(lines), citations=tuple(citations))


def decision_from(plan: Plan, answer: Answer, at: datetime) -> Decision:
    """Return the decision that an answered question is: its options, and the cited sentences as
    proposed reasons.
    """
    labels = {
        option.label: Noted(value=Choice(label=option.label), dated=at.date())
        for option in plan.options
    }
    reasons = []
    cited = Counter(
        (each.entry_id, each.start, each.end) for each in answer.citations if each.option
    )
    for each in answer.citations:
        if (
            not each.option
            or each.option not in labels
            or not each.quote
            or each.written_on is None
        ):
            continue
        good, bad = read_polarity(each.quote)
        side: Side = "for" if good and not bad else "against" if bad and not good else "mixed"
        # It may stand under several options: what it says for one it does not say for the other.
        if cited[each.entry_id, each.start, each.end] > 1:
            side = "mixed"
        quote = Quote(
            entry_id=each.entry_id,
            start=each.start,
            end=each.end,
            text=each.quote,
            written_on=each.written_on,
            title=each.title,
        )
        reason = Reason(option=labels[each.option].id, side=side)
        reasons.append(Noted(value=reason, dated=each.written_on, origin="extracted", quote=quote))
    return Decision(
        created_at=at,
        question=Noted(value=plan.question, dated=at.date(), confirmed_at=at),
        options=tuple(replace(each, confirmed_at=at) for each in labels.values()),
        reasons=tuple(reasons),
    )


def _is_about_views(plan: Plan) -> bool:
    return asks_for_change(plan.question) or asks_for_view(plan.question)


def _names_nothing_else(plan: Plan) -> bool:
    words = subject_words(plan.phrases[0], plan.kind) if plan.phrases else ()
    return all(map(is_choice_itself, words))


def _as_decision(plan: Plan) -> Decision:
    today = date.today()
    options = tuple(Noted(value=Choice(label=each.label), dated=today) for each in plan.options)
    return Decision(
        created_at=datetime.now(), question=Noted(value=plan.question, dated=today), options=options
    )


def _stands(point: Point, entries: Entries) -> bool:
    return point.quote is not None and check(point.quote, entries)[0] == "exact"


def _number(citations: list[Citation], point: Point) -> int:
    """Return the number of a turning sentence among the citations, added when it is not there
    yet.
    """
    quote = point.quote
    assert quote is not None
    for each in citations:
        if (each.entry_id, each.start, each.end) == (quote.entry_id, quote.start, quote.end):
            return each.number
    number = max((each.number for each in citations), default=0) + 1
    citations.append(
        Citation(
            number=number,
            entry_id=quote.entry_id,
            start=quote.start,
            end=quote.end,
            quote=quote.text,
            written_on=quote.written_on,
            title=quote.title,
            option=point.label,
        )
    )
    return number


def _words(point: Point, plan: Plan) -> str:
    way = phrase("turned_towards" if point.lean > 0 else "turned_away", plan.language)
    return f"{point.dated.isoformat()} · {point.label}: {way}"
