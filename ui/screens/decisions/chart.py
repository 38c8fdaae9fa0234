"""How the leaning moved: a chart with one column for each entry, each mark one of the writer's
sentences, with a table of the same. Stances are diamonds, reasons circles.

Promise: a press on a point opens its entry; the slider hides what was written later, here and on
the whole page.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

import streamlit as st

from decisions.leaning import Point, has_course
from ui.screens.decisions.plot import COLOURS, plot
from ui.shared import session
from ui.shared.markup import esc
from ui.shared.session import Place
from ui.shared.text import day, t


def draw_slider(days: Sequence[date]) -> None:
    """Draw the as-of slider over the days on which something was written."""
    every = sorted(set(days))
    if len(every) > 1:
        st.select_slider(
            t("decisions.as_of"),
            options=every,
            value=every[-1],
            format_func=lambda each: t("decisions.today_view") if each == every[-1] else day(each),
            key="decisions.slider",
            on_change=_slid,
            args=(every[-1],),
        )


def _slid(last: date) -> None:
    chosen = st.session_state["decisions.slider"]
    st.session_state["decisions.as_of"] = None if chosen == last else chosen


def draw_chart(found: Sequence[Point], labels: Sequence[str]) -> None:
    """Draw the chart, or nothing while there is no course to show."""
    if not has_course(found):
        return
    st.html(_legend(labels))
    event = st.altair_chart(
        plot(found, labels),
        key="decisions.chart",
        on_select="rerun",
        selection_mode=["pick"],
        width="stretch",
    )
    _open_picked(event, found)
    st.html(
        f'<details class="x-folded x-close"><summary>{esc(t("decisions.chart_table"))}</summary>'
        f'<p class="x-quiet">{esc(t("decisions.chart_how"))}</p>{_table(found)}</details>'
    )


def _legend(labels: Sequence[str]) -> str:
    options = "".join(
        f'<span class="x-legend x-colour-{at % len(COLOURS) + 1}">{esc(label)}</span>'
        for at, label in enumerate(labels)
    )
    return f'<p class="x-quiet x-close">{options}{esc(t("decisions.chart_marks"))}</p>'


def _open_picked(event: Any, found: Sequence[Point]) -> None:
    picked = cast("dict[str, Any]", event.get("selection", {})).get("pick") or []
    identifier = picked[0].get("id", "") if picked else ""
    if identifier == st.session_state.get("decisions.picked", ""):
        return
    st.session_state["decisions.picked"] = identifier
    quote = next((each.quote for each in found if each.item == identifier), None)
    if quote is not None:
        session.open_reader(
            Place(entry_id=quote.entry_id, start=quote.start, end=quote.end, quote=quote.text)
        )
        st.rerun()


def _table(found: Sequence[Point]) -> str:
    heads = "".join(
        f"<th>{esc(t(f'decisions.{name}'))}</th>" for name in ("day", "option", "lean", "sentence")
    )
    rows = "".join(
        f"<tr><td>{esc(day(each.dated))}</td><td>{esc(each.label)}</td><td>{each.lean:+d}</td><td>{esc(each.text)}</td></tr>"
        for each in found
    )
    return f'<table class="x-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
