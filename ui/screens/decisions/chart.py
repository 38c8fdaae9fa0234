"""How the leaning moved: a chart over time, each point one of the writer's sentences, with a table
of the same.

Promise: a press on a point opens its entry; the slider hides what was written later, here and on
the whole page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, cast

import streamlit as st

from decisions.leaning import Point, has_moved
from ui.shared import session
from ui.shared.markup import esc
from ui.shared.session import Place
from ui.shared.text import day, t

_COLOURS = {
    "light": ("#1F6F6B", "#B4632B", "#5B5F97", "#7A7D82"),
    "dark": ("#6FC3BC", "#E0A06C", "#A9ACDD", "#9BA0A6"),
}
_STACK = 0.16
_HIGHEST_STACK = 5
_LONGEST = 160


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
    """Draw the chart, or nothing while there is no movement."""
    if not has_moved(found):
        return
    st.html(f'<p class="x-quiet">{esc(t("decisions.chart_how"))}</p>')
    event = st.altair_chart(
        _chart(found, labels),
        key="decisions.chart",
        on_select="rerun",
        selection_mode=["pick"],
        width="stretch",
    )
    _open_picked(event, found)
    with st.expander(t("decisions.chart_table"), key="decisions.table"):
        st.html(_table(found))


def _chart(found: Sequence[Point], labels: Sequence[str]) -> Any:
    import altair as alt

    colours = _COLOURS["dark" if st.context.theme.type == "dark" else "light"]
    scale = alt.Scale(
        domain=list(labels), range=[colours[at % len(colours)] for at in range(len(labels))]
    )
    rows = alt.InlineData(values=_rows(found))
    months = t("decisions.chart_months")
    span = found[-1].dated - found[0].dated
    x = alt.X(
        "when:T",
        title=None,
        scale=alt.Scale(padding=10),
        axis=alt.Axis(
            format=months,
            grid=False,
            labelFlush=14,
            tickCount=6 if span > timedelta(90) else 3,
            labelOverlap=True,
        ),
    )
    ends = (
        f"datum.value >= 2 ? '{t('decisions.towards')}' : datum.value <= -2 ?"
        f" '{t('decisions.away')}' : ''"
    )
    y_axis = alt.Axis(values=[-2, 0, 2], labelExpr=ends, grid=True, ticks=False, domain=False)
    y = alt.Y("lean:Q", title=None, scale=alt.Scale(domain=[-2.7, 2.7]), axis=y_axis)
    colour = alt.Color(
        "option:N", scale=scale, title=None, legend=alt.Legend(orient="top", symbolType="circle")
    )
    pick = alt.selection_point(name="pick", fields=["id"], on="click", empty=False)
    tooltip = [
        alt.Tooltip("text:N", title=t("decisions.sentence")),
        alt.Tooltip("said:N", title=t("decisions.day")),
        alt.Tooltip("option:N", title=t("decisions.option")),
        alt.Tooltip("state:N", title=" "),
    ]
    line = (
        alt.Chart(rows)
        .transform_filter("isValid(datum.line)")
        .mark_line(interpolate="monotone", strokeWidth=2, opacity=0.75)
        .encode(x=x, y=alt.Y("line:Q", title=None), color=colour, detail="option:N", order="at:Q")
    )
    dots = (
        alt.Chart(rows)
        .mark_point(size=90, strokeWidth=2, cursor="pointer")
        .encode(
            x=x,
            y=y,
            color=colour,
            shape=alt.Shape(
                "kind:N",
                scale=alt.Scale(domain=["stance", "reason"], range=["diamond", "circle"]),
                legend=None,
            ),
            fillOpacity=alt.condition("datum.counts", alt.value(0.9), alt.value(0)),
            fill=alt.Color("option:N", scale=scale, legend=None),
            tooltip=tooltip,
        )
        .add_params(pick)
    )
    return alt.layer(line, dots).properties(height=260).configure_view(strokeWidth=0)


def _rows(found: Sequence[Point]) -> list[dict[str, object]]:
    # Sentences of one day that lean alike stand on top of each other; the line has one point a day,
    # the last.
    stacked: Counter[tuple[date, int]] = Counter()
    last = {(each.dated, each.option): at for at, each in enumerate(found) if each.line is not None}
    rows: list[dict[str, object]] = []
    for at, each in enumerate(found):
        place = min(stacked[each.dated, each.lean], _HIGHEST_STACK)
        stacked[each.dated, each.lean] += 1
        shown = " ".join(each.text.split())
        rows.append(
            {
                "id": each.item,
                "at": at,
                "when": each.dated.isoformat(),
                "said": day(each.dated),
                "option": each.label,
                "lean": each.lean + _STACK * place * (1 if each.lean >= 0 else -1),
                "line": each.line if last.get((each.dated, each.option)) == at else None,
                "counts": each.line is not None,
                "kind": "stance" if each.is_stance else "reason",
                "state": "" if each.line is not None else t("decisions.proposal"),
                "text": shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…",
            }
        )
    return rows


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
