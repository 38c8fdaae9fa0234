"""The decisions by group, what is due first; proposals with the sentence they come from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from decisions.record import Decision
from decisions.schedule import Group, dates_of, due, in_order
from ui.parts.decision_cards import quote_html, tap
from ui.shared.markup import act, esc
from ui.shared.text import day, t


def list_html(decisions: Sequence[Decision], today: date) -> str:
    """Return the groups; proposals stand after what is due, dropped ones last and folded."""
    taken = [each for each in decisions if not each.is_proposal or each.status == "dropped"]
    proposed = [
        each
        for each in decisions
        if each.is_proposal and each.status != "dropped" and not each.merged_into
    ]
    groups = dict(in_order(taken, today))
    parts = [_group("due", groups.pop("due", []), today)]
    parts.append(_proposals(proposed))
    parts += [_group(name, found, today) for name, found in groups.items() if name != "dropped"]
    parts.append(_dropped(groups.get("dropped", [])))
    return "".join(parts)


def _group(name: Group, found: Sequence[Decision], today: date) -> str:
    if not found:
        return ""
    rows = "".join(_row(each, today) for each in found)
    return (
        f'<h3 class="x-part">{esc(t(f"decisions.group_{name}"))}</h3><ul class="x-list">{rows}</ul>'
    )


def _row(decision: Decision, today: date) -> str:
    labels = " · ".join(each.value.label for each in decision.options)
    due_now = due(decision, today)
    next_one = due_now[0] if due_now else next(iter(dates_of(decision)), None)
    what = (
        f'<span class="x-due">{esc(t(f"decisions.due_{next_one.kind}"))}'
        f" {esc(day(next_one.day))}</span>"
        if next_one
        else ""
    )
    waiting = sum(1 for each in decision.reasons if not each.counts)
    more = (
        f'<span class="x-quiet">{esc(t("decisions.waiting", n=waiting))}</span>' if waiting else ""
    )
    return (
        f'<li><button type="button" {act("decision-open", decision=decision.id)}><span'
        ' class="x-list-text"><span'
        f' class="x-list-title">{esc(decision.title)}</span><span'
        f' class="x-list-excerpt">{esc(labels)}</span></span></button><span'
        f' class="x-list-tags">{more}{what}</span></li>'
    )


def _proposals(found: Sequence[Decision]) -> str:
    if not found:
        return ""
    cards = "".join(proposal_html(each) for each in found[:10])
    more = t("decisions.more_proposals", n=len(found) - 10) if len(found) > 10 else ""
    more_html = f'<p class="x-quiet">{esc(more)}</p>' if more else ""
    return f'<h3 class="x-part">{esc(t("decisions.found"))}</h3>{cards}{more_html}'


def proposal_html(decision: Decision) -> str:
    """Return a decision that was found, with its sentence, its options and the two taps."""
    quote = quote_html(decision.question.quote) if decision.question.quote else ""
    labels = "".join(
        f'<li class="x-choice">{esc(each.value.label)}</li>' for each in decision.options
    )
    facts = [t("decisions.reasons_found", n=len(decision.reasons))] if decision.reasons else []
    facts += [day(decision.question.dated)]
    facts += (
        [decision.question.quote.title]
        if decision.question.quote and decision.question.quote.title
        else []
    )
    caption = "".join(f"<span>{esc(fact)}</span>" for fact in facts)
    taps = tap(decision, "take", "", t("decisions.take_on"), strong=True)
    taps += tap(decision, "open", "", t("decisions.look"))
    taps += tap(decision, "dismiss", "", t("decisions.not_one"))
    return (
        f'<figure class="x-card x-found"><h4>{esc(decision.title)}</h4>'
        f'<ul class="x-choices">{labels}</ul>{quote}<figcaption>{caption}</figcaption>'
        f'<span class="x-taps">{taps}</span></figure>'
    )


def _dropped(found: Sequence[Any]) -> str:
    if not found:
        return ""
    rows = "".join(
        f'<li><span class="x-list-text">{esc(each.title)}</span>'
        f'<span class="x-taps">{tap(each, "back", "", t("decisions.bring_back"))}</span></li>'
        for each in found
    )
    title = esc(t("decisions.group_dropped", n=len(found)))
    return (
        f'<details class="x-folded"><summary>{title}</summary><ul'
        f' class="x-list">{rows}</ul></details>'
    )
