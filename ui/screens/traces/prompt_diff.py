"""Two versions of a prompt side by side: what the one says and the other does not.

Limit: what was sent is compared, the instructions only; the passages stay out of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from ui.shared import app_services
from ui.shared.templates import render
from ui.shared.text import t

if TYPE_CHECKING:
    from conversations import TurnSummary


def draw_prompt_diff(turns: Sequence[TurnSummary]) -> None:
    """Draw the choice of two versions and their difference, where two were used."""
    newest = {turn.prompt: turn.turn_id for turn in reversed(turns) if turn.prompt}
    versions = list(reversed(newest))
    if len(versions) < 2:
        return
    with st.expander(t("traces.compare"), key="traces.compare"):
        left, right = st.columns(2)
        with left:
            first = st.selectbox(t("traces.first"), versions, index=1, key="traces.first")
        with right:
            second = st.selectbox(t("traces.second"), versions, index=0, key="traces.second")
        st.html(diff_html(_sent(newest[first], first), _sent(newest[second], second)))


def diff_html(first: str, second: str) -> Markup:
    """Return both texts line by line, what differs marked."""
    one, other = first.splitlines(), second.splitlines()
    rows = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            rows += [("", left, right) for left, right in zip(one[a:b], other[c:d], strict=True)]
            continue
        for at in range(max(b - a, d - c)):
            left = one[a + at] if a + at < b else ""
            right = other[c + at] if c + at < d else ""
            rows.append((kind, left, right))
    return render("prompt_diff", rows=rows, same=first == second)


def _sent(turn_id: str, prompt: str) -> str:
    """Return the instructions that were sent with this version."""
    record = app_services.services().conversations.record(turn_id)
    calls = [call for call in record.calls if call.prompt == prompt] if record else []
    return "\n".join(each.text for call in calls[:1] for each in call.messages[:1])
