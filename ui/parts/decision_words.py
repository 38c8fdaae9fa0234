"""Every item of a decision in words, in the reader's language: what it says, and the facts beside
it. What the export, the list of what is confirmed and the page take their words from.

Invariant: everything that an item holds is in its words or its facts, and nothing that was not
said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from decisions.record import Decision, Noted
from ui.shared.text import day, t

Facts = list[tuple[str, str]]


def without_bullet(text: str) -> str:
    """Return a sentence without the mark of the list that it stands in."""
    return text.strip().lstrip("-•*> ").strip()


def words_of(item: Noted[Any]) -> str:
    """Return what an item says: the quoted words where there are some, else its own."""
    if item.quote is not None:
        return without_bullet(item.quote.text)
    return own_words_of(item)


def own_words_of(item: Noted[Any]) -> str:
    """Return the wording of an item itself, whatever it quotes."""
    value = item.value
    if isinstance(value, str):
        return value
    names = ("label", "text", "question", "said", "statement", "words", "condition", "happened")
    return next((said for name in names if (said := getattr(value, name, ""))), "")


def facts_of(decision: Decision, name: str, item: Noted[Any]) -> Facts:
    """Return what else an item of the field `name` says, each with its label."""
    facts = _FACTS[name](decision, item.value) if name in _FACTS else []
    return [(label, said) for label, said in facts if said]


def leans_words(decision: Decision, leans: Mapping[str, int]) -> str:
    """Return leanings as "option +1, option -2"."""
    labels = {each.id: each.value.label for each in decision.options}
    return ", ".join(f"{labels.get(option, option)} {lean:+d}" for option, lean in leans.items())


def dates_words(first: date | None, last: date | None) -> str:
    """Return a period in words, or empty when there is none."""
    if last is None:
        return ""
    return f"{day(first)} – {day(last)}" if first and first != last else day(last)


def percent(value: int | None) -> str:
    """Return a share as "70%", or empty when none was given."""
    return "" if value is None else f"{value}%"


def rating(value: int | None) -> str:
    """Return a rating as "4 / 5", or empty when none was given."""
    return "" if value is None else f"{value} / 5"


def basis_words(basis: str) -> str:
    """Return what a reason rests on, or empty when that is unknown."""
    return t(f"decisions.basis_{basis}") if basis else ""


def whose_words(mine: bool | None) -> str:
    """Return whose doing a cause is, or empty when that was not said."""
    if mine is None:
        return ""
    return t("decisions.cause_mine" if mine else "decisions.cause_outside")


def outcome_words(outcome: bool | None) -> str:
    """Return whether a prediction came true, or empty while that is open."""
    if outcome is None:
        return ""
    return t("decisions.was_true" if outcome else "decisions.was_false")


def _day(value: date | None) -> str:
    return day(value) if value else ""


def _option(_: Decision, value: Any) -> Facts:
    return [
        (t("decisions.field_ruled_out_on"), _day(value.ruled_out_on)),
        (t("decisions.field_why"), value.why),
    ]


def _reason(decision: Decision, value: Any) -> Facts:
    option = decision.option(value.option)
    partners = {each.id: words_of(each) for each in decision.reasons}
    struck = " / ".join(partners[each] for each in value.struck_with if each in partners)
    return [
        (t("decisions.option"), option.value.label if option else ""),
        (t("decisions.side"), t(f"decisions.side_{value.side}")),
        (t("decisions.basis"), basis_words(value.basis)),
        (t("decisions.field_about"), value.about),
        (t("decisions.weight"), str(value.weight) if value.weight > 1 else ""),
        (t("decisions.struck_with"), struck),
    ]


def _tension(_: Decision, value: Any) -> Facts:
    other = value.other
    source = f"{day(other.written_on)} {other.title}".strip()
    return [
        (t("decisions.other_sentence"), f"“{without_bullet(other.text)}” ({source})"),
        (t("decisions.which_holds"), t(f"decisions.holds_{value.holds}") if value.holds else ""),
    ]


def _stance(decision: Decision, value: Any) -> Facts:
    return [
        (t("decisions.lean"), leans_words(decision, value.leans)),
        (t("decisions.certainty"), percent(value.confidence)),
    ]


def _decide_by(_: Decision, value: Any) -> Facts:
    deferrals = [
        (
            t("decisions.deferred_to"),
            " · ".join(
                each for each in (f"{day(put.to)} ({day(put.deferred_on)})", put.cost) if each
            ),
        )
        for put in value.deferrals
    ]
    return [
        (t("decisions.until"), dates_words(value.first, value.last) or t("decisions.no_date")),
        *deferrals,
        (t("decisions.waiting_cost"), value.waiting_cost),
    ]


def _tripwire(_: Decision, value: Any) -> Facts:
    return [
        (t("decisions.day"), _day(value.day)),
        (t("decisions.then"), value.then),
        (t("decisions.done"), _day(value.done_on)),
    ]


def _prediction(_: Decision, value: Any) -> Facts:
    return [
        (t("decisions.said_chance"), percent(value.probability)),
        (t("decisions.known_by"), _day(value.resolve_by)),
        (outcome_words(value.outcome), _day(value.resolved_on)),
    ]


def _review(_: Decision, value: Any) -> Facts:
    return [
        (t("decisions.due_review"), _day(value.due)),
        (t("decisions.held_on"), _day(value.held_on)),
        (t("decisions.you_remembered"), value.recalled),
        (t("decisions.process"), rating(value.process)),
        (t("decisions.outcome"), rating(value.outcome)),
        (t("decisions.luck"), value.luck),
        (t("decisions.same_again"), value.same_again),
        (t("decisions.lesson"), value.lesson),
    ]


def _cause(_: Decision, value: Any) -> Facts:
    return [
        (t("decisions.cause_whose"), whose_words(value.mine)),
        (t("decisions.field_prevention"), value.prevention),
    ]


_FACTS: Mapping[str, Callable[[Decision, Any], Facts]] = {
    "options": _option,
    "reasons": _reason,
    "tensions": _tension,
    "stances": _stance,
    "decide_by": _decide_by,
    "tripwires": _tripwire,
    "premortem": _cause,
    "backcast": _cause,
    "predictions": _prediction,
    "reviews": _review,
    "criteria": lambda _, value: [(t("decisions.weight"), rating(value.weight))],
    "uncertainties": lambda _, value: [
        (t("decisions.field_how"), value.how),
        (t("decisions.field_by"), _day(value.by)),
    ],
    "advice": lambda _, value: [
        (t("decisions.field_who"), value.who),
        (t("decisions.field_reaction"), value.reaction),
    ],
    "state": lambda _, value: [
        (t("decisions.energy"), rating(value.energy)),
        (t("decisions.mood"), value.mood),
    ],
    "next_actions": lambda _, value: [
        (t("decisions.field_due"), _day(value.due)),
        (t("decisions.done"), _day(value.done_on)),
    ],
    "letter": lambda _, value: [(t("decisions.due_letter"), _day(value.opens_on))],
}
