"""Lays the conversation and the plan out for the model."""

from __future__ import annotations

from collections.abc import Sequence

from chains.ask.events import Plan, Turn
from chains.evidence.render import plain

_LONGEST_TURN = 1200


def render_history(history: Sequence[Turn], turns: int = 3) -> str:
    """Return the last turns of the conversation, or a line that says there are none."""
    lines = []
    for turn in history[-turns:]:
        lines.append(f"Writer asked: {plain(turn.question, _LONGEST_TURN)}")
        lines.append(
            "You answered:"
            f" {plain(turn.answer, _LONGEST_TURN) or '(nothing: the answer did not come)'}"
        )
    return "\n".join(lines) or "(none)"


def render_options(plan: Plan) -> str:
    """Return one option label a line, or a line that says there are none."""
    return (
        "\n".join(f"- {option.label}" for option in plan.options)
        or "(none: no options are being weighed)"
    )
