"""How the leaning moved: a chart with one column for each entry, each mark one of the writer's
sentences, with a table of the same. Stances are diamonds, reasons circles.

Promise: a press on a point opens its entry; the slider hides what was written later, here and on
the whole page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

import streamlit as st

from decisions.leaning import Point, has_course
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
_HEIGHT = 240
_LOW = 150  # while there is one column only
_GAP = "⋯"


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
        _chart(found, labels),
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
        f'<span class="x-legend x-colour-{at % len(_COLOURS["light"]) + 1}">{esc(label)}</span>'
        for at, label in enumerate(labels)
    )
    return f'<p class="x-quiet x-close">{options}{esc(t("decisions.chart_marks"))}</p>'


def columns_of(found: Sequence[Point]) -> dict[tuple[date, str], str]:
    """Return the name of the column of every entry, in the order of time; what has no entry stands
    in one of its day. A name begins with its place and ends with what the axis says.
    """
    keys = dict.fromkeys(column_key(each) for each in found)
    return {key: f"{at:04d}|{day(key[0])}" for at, key in enumerate(sorted(keys))}


def column_key(point: Point) -> tuple[date, str]:
    """Return what tells the column of a sentence."""
    return point.dated, point.quote.entry_id if point.quote else ""


def _domain(found: Sequence[Point]) -> list[str]:
    """Return the columns in order, with a gap between stretches."""
    columns = columns_of(found)
    stretches = {column_key(each): each.stretch for each in found}
    domain: list[str] = []
    last = 0
    for key, name in columns.items():
        if stretches[key] != last:
            domain.append(f"{name.split('|')[0]}-|{_GAP}")
            last = stretches[key]
        domain.append(name)
    return domain


def _chart(found: Sequence[Point], labels: Sequence[str]) -> Any:
    import altair as alt

    colours = _COLOURS["dark" if st.context.theme.type == "dark" else "light"]
    scale = alt.Scale(
        domain=list(labels), range=[colours[at % len(colours)] for at in range(len(labels))]
    )
    rows = alt.InlineData(values=_rows(found))
    domain = _domain(found)
    x = alt.X(
        "column:N",
        title=None,
        scale=alt.Scale(domain=domain, paddingOuter=0.1),
        axis=alt.Axis(
            labelExpr="split(datum.value, '|')[1]", labelAngle=0, labelOverlap=True, ticks=False
        ),
    )
    beside = alt.XOffset("option:N", scale=alt.Scale(domain=list(labels), paddingOuter=0.35))
    ends = (
        f"datum.value >= 2 ? '{t('decisions.towards')}' : datum.value <= -2 ?"
        f" '{t('decisions.away')}' : ''"
    )
    y_axis = alt.Axis(values=[-2, 0, 2], labelExpr=ends, grid=True, ticks=False, domain=False)
    y = alt.Y("lean:Q", title=None, scale=alt.Scale(domain=[-2.7, 2.7]), axis=y_axis)
    colour = alt.Color("option:N", scale=scale, legend=None)
    kinds = [t("decisions.write_stance"), t("decisions.write_reason")]
    shape = alt.Shape(
        "kind:N",
        scale=alt.Scale(domain=kinds, range=["diamond", "circle"]),
        legend=None,
    )
    pick = alt.selection_point(name="pick", fields=["id"], on="click", empty=False)
    tooltip = [
        alt.Tooltip("text:N", title=t("decisions.sentence")),
        alt.Tooltip("said:N", title=t("decisions.day")),
        alt.Tooltip("option:N", title=t("decisions.option")),
        alt.Tooltip("kind:N", title=" "),
        alt.Tooltip("state:N", title=" "),
    ]
    line = (
        alt.Chart(rows)
        .transform_filter("isValid(datum.line)")
        .mark_line(interpolate="monotone", strokeWidth=2, opacity=0.75)
        .encode(
            x=x,
            xOffset=beside,
            y=alt.Y("line:Q", title=None),
            color=colour,
            detail=["option:N", "stretch:N"],
            order="at:Q",
        )
    )
    dots = (
        alt.Chart(rows)
        .mark_point(strokeWidth=1.6, cursor="pointer")
        .encode(
            x=x,
            xOffset=beside,
            y=y,
            color=colour,
            shape=shape,
            size=alt.Size("kind:N", scale=alt.Scale(domain=kinds, range=[150, 55]), legend=None),
            fillOpacity=alt.condition("datum.counts", alt.value(0.9), alt.value(0)),
            fill=alt.Color("option:N", scale=scale, legend=None),
            tooltip=tooltip,
        )
        .add_params(pick)
    )
    height = _HEIGHT if len(domain) > 1 else _LOW
    return alt.layer(line, dots).properties(height=height).configure_view(strokeWidth=0)


def _rows(found: Sequence[Point]) -> list[dict[str, object]]:
    # Sentences of one entry that lean alike towards one option stand on top of each other; the line
    # has one point a column, the last.
    columns = columns_of(found)
    stacked: Counter[tuple[str, str, int]] = Counter()
    last = {
        (column_key(each), each.option): at
        for at, each in enumerate(found)
        if each.line is not None
    }
    rows: list[dict[str, object]] = []
    for at, each in enumerate(found):
        column = columns[column_key(each)]
        stack = (column, each.option, each.lean)
        place = min(stacked[stack], _HIGHEST_STACK)
        stacked[stack] += 1
        shown = " ".join(each.text.split())
        is_last = last.get((column_key(each), each.option)) == at
        rows.append(
            {
                "id": each.item,
                "at": at,
                "column": column,
                "said": day(each.dated),
                "option": each.label,
                "lean": each.lean + _STACK * place * (1 if each.lean >= 0 else -1),
                "line": each.line if is_last else None,
                "stretch": each.stretch,
                "counts": each.line is not None,
                "kind": t("decisions.write_stance" if each.is_stance else "decisions.write_reason"),
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
