"""The list on the Traces page: one line for each recorded turn, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.parts.turn_record import status
from ui.shared.markup import act, esc
from ui.shared.text import moment, seconds, t

if TYPE_CHECKING:
    from conversations import TurnSummary


def turns_html(turns: Sequence[TurnSummary]) -> str:
    """Return the list; each line opens its turn."""
    return f'<ul class="x-list x-turns">{"".join(_row(turn) for turn in turns)}</ul>'


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


def _row(turn: TurnSummary) -> str:
    when = f'<time datetime="{esc(turn.asked_at.isoformat())}">{esc(moment(turn.asked_at))}</time>'
    question = f'<span class="x-list-title">{esc(name_of(turn))}</span>'
    about = f'<span class="x-list-excerpt">{esc(facts(turn))}</span>'
    return (
        f'<li><button type="button" {act("turn", turn=turn.turn_id)}>{when}'
        f'<span class="x-list-text">{question}{about}</span></button></li>'
    )
