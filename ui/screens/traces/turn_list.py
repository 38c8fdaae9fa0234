"""The list on the Traces page: what all turns took together, and one line for each, the newest
first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING

from markupsafe import Markup

from conversations import TurnFigures
from ui.parts.turn_record import status
from ui.shared.templates import render
from ui.shared.text import seconds, t

if TYPE_CHECKING:
    from conversations import TurnSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A turn as it is listed."""

    id: str
    asked_at: datetime
    name: str
    facts: str
    figures: tuple[tuple[str, str], ...]


def turns_html(
    shown: Sequence[TurnSummary],
    all_found: Sequence[TurnSummary],
    known: Mapping[str, TurnFigures],
) -> Markup:
    """Return the totals of all found, and the lines of those shown; each opens its turn."""
    rows = [
        Row(
            id=turn.turn_id,
            asked_at=turn.asked_at,
            name=name_of(turn),
            facts=facts(turn),
            figures=list_figures(known.get(turn.turn_id, TurnFigures())),
        )
        for turn in shown
    ]
    return render("turn_list", rows=rows, totals=list_totals(all_found, known))


def list_totals(
    turns: Sequence[TurnSummary], known: Mapping[str, TurnFigures]
) -> tuple[tuple[str, str], ...]:
    """Return what the turns took together, and how long half and nearly all of them took."""
    figures = [known.get(turn.turn_id, TurnFigures()) for turn in turns]
    took = sorted(turn.seconds for turn in turns)
    tokens = sum(each.input_tokens + each.output_tokens for each in figures)
    priced = [each for each in figures if each.calls]
    cost = None if any(each.cost is None for each in priced) else sum(e.cost or 0 for e in priced)
    return (
        (t("traces.tokens"), f"{tokens:,}"),
        (t("traces.cost"), write_cost(cost)),
        (t("traces.half"), seconds(share_of(took, 0.5)) if took else "–"),
        (t("traces.nearly_all"), seconds(share_of(took, 0.95)) if took else "–"),
    )


def list_figures(figures: TurnFigures) -> tuple[tuple[str, str], ...]:
    """Return what one turn took, in words; nothing where no model was called."""
    if not figures.calls:
        return ()
    score = "–" if figures.score is None else f"{figures.score:.0%}"
    return (
        (t("traces.tokens"), f"{figures.input_tokens + figures.output_tokens:,}"),
        (t("traces.cost"), write_cost(figures.cost)),
        (t("traces.cited"), score),
    )


def share_of(in_order: Sequence[float], share: float) -> float:
    """Return the value that this share of them does not exceed."""
    return in_order[max(0, ceil(share * len(in_order)) - 1)]


def write_cost(dollars: float | None) -> str:
    """Write a cost; one that has no price is unknown, not nothing."""
    if dollars is None:
        return t("traces.cost_unknown")
    return f"${dollars:.2f}" if dollars >= 0.01 or not dollars else f"${dollars:.4f}"


def name_of(turn: TurnSummary) -> str:
    """Return what a turn is called: its question, or what was read."""
    about = " ".join(turn.question.split())
    return t("traces.reading", about=about) if turn.is_reading else about or turn.name


def facts(turn: TurnSummary) -> str:
    """Return what is to be said of a turn in one quiet line."""
    known = (
        status(turn.status),
        t(f"traces.mode_{turn.mode}"),
        turn.prompt,
        seconds(turn.seconds),
        t(f"traces.thumbs_{'up' if turn.thumbs else 'down'}") if turn.thumbs is not None else "",
    )
    return " · ".join(each for each in known if each)
