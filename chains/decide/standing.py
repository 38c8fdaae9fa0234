"""Where a decision stands by what its dated sentences say: open, leaning, put off, decided, or open
again.

Limit: the last sentence counts; whether it holds is the writer's to confirm.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from decisions.parts import Stance
from decisions.record import Decision, Noted, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The status, and where it is decided the option that was chosen and the day."""

    status: Status
    chosen: str | None = None
    on: date | None = None


def standing_of(decision: Decision) -> Standing:
    """Return where the latest sentence leaves a decision."""
    labels = {each.id: each.value.label for each in decision.options}
    standing = Standing(status="exploring")
    for each in sorted(decision.stances, key=lambda each: each.dated):
        act, leans = each.value.act, each.value.leans
        best = max(leans, key=lambda option: leans[option], default="")
        if act == "settled":
            standing = Standing(status="decided", chosen=labels.get(best), on=each.dated)
        elif act == "put_off":
            standing = Standing(status="deferred")
        elif act == "reopened":
            standing = Standing(status="exploring")
        elif standing.status != "decided" and leans.get(best, 0) > 0:
            standing = Standing(status="leaning")
    return standing


def reopening(decision: Decision, asked: Decision) -> tuple[Noted[Stance], ...]:
    """Return the sentence that asks again what had been settled before it, if it was."""
    before = replace(
        decision,
        stances=tuple(each for each in decision.stances if each.dated < asked.question.dated),
    )
    if standing_of(before).status != "decided":
        return ()
    stance = Stance(leans={each.id: 0 for each in decision.options}, act="reopened")
    noted: Noted[Stance] = Noted(
        value=stance, dated=asked.question.dated, origin="extracted", quote=asked.question.quote
    )
    return (noted,)
