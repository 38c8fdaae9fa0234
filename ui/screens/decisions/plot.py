"""The chart of a decision as Vega-Lite draws it: a column for each entry, a line for each option
between its stances, a mark for each sentence.

Invariant: sentences of one entry that lean alike stand on top of each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from decisions.leaning import Point
from ui.shared.text import day, month, t

if TYPE_CHECKING:
    import altair as alt

# The page's own, so that the chart follows it from light to dark.
COLOURS = ("var(--accent)", "var(--second)", "var(--third)", "var(--fourth)")
_STACK = 0.16
_HIGHEST_STACK = 5
_LONGEST = 160
_HEIGHT = 240
_LOW = 150  # while there is one column only
_GAP = "⋯"


def plot(found: Sequence[Point], labels: Sequence[str]) -> Any:
    """Return the chart; a mark that is pressed is known as `pick`."""
    import altair as alt

    rows = alt.InlineData(values=_rows(found))
    domain = _domain(found)
    shared = _columns(domain, labels) | {"color": _colour(labels)}
    layers = alt.layer(_lines(rows, shared), _marks(rows, shared, labels))
    height = _HEIGHT if len(domain) > 1 else _LOW
    return (
        layers.properties(height=height)
        .configure_view(strokeWidth=0)
        .configure_axis(labelColor="var(--muted)", gridColor="var(--line)")
    )


def columns_of(found: Sequence[Point]) -> dict[tuple[date, str], str]:
    """Return the name of the column of every entry, in the order of time; what has no entry stands
    in one of its day. A name begins with its place and ends with what the axis says: the month,
    under the first column of it.
    """
    keys = sorted({column_key(each) for each in found})
    months = [month(dated) for dated, _ in keys]
    words = [each if at == 0 or each != months[at - 1] else "" for at, each in enumerate(months)]
    return {key: f"{at:04d}|{words[at]}" for at, key in enumerate(keys)}


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


def _columns(domain: Sequence[str], labels: Sequence[str]) -> dict[str, Any]:
    """Return how a sentence finds its column, and within it the place of its option."""
    import altair as alt

    # Months, because days of neighbours touch; each mark tells its day when it is pointed at.
    axis = alt.Axis(
        labelExpr="split(datum.value, '|')[1]",
        labelAngle=0,
        labelOverlap=True,
        labelSeparation=10,
        ticks=False,
    )
    scale = alt.Scale(domain=list(domain), paddingOuter=0.1)
    beside = alt.Scale(domain=list(labels), paddingOuter=0.35)
    return {
        "x": alt.X("column:N", title=None, scale=scale, axis=axis),
        "xOffset": alt.XOffset("option:N", scale=beside),
    }


def _colour(labels: Sequence[str]) -> alt.Color:
    import altair as alt

    return alt.Color("option:N", scale=_colour_scale(labels), legend=None)


def _colour_scale(labels: Sequence[str]) -> alt.Scale:
    import altair as alt

    shades = [COLOURS[at % len(COLOURS)] for at in range(len(labels))]
    return alt.Scale(domain=list(labels), range=shades)


def _lines(rows: alt.InlineData, shared: Mapping[str, Any]) -> alt.Chart:
    """Return the lines between stances; none crosses years of silence."""
    import altair as alt

    lines: alt.Chart = (
        alt.Chart(rows)
        .transform_filter("isValid(datum.line)")
        .mark_line(interpolate="monotone", strokeWidth=2, opacity=0.75)
        .encode(
            **shared,
            y=alt.Y("line:Q", title=None),
            detail=["option:N", "stretch:N"],
            order="at:Q",
        )
    )
    return lines


def _marks(rows: alt.InlineData, shared: Mapping[str, Any], labels: Sequence[str]) -> alt.Chart:
    """Return the marks: diamonds for stances, circles for reasons, empty while only proposed."""
    import altair as alt

    kinds = [t("decisions.write_stance"), t("decisions.write_reason")]
    shapes = alt.Scale(domain=kinds, range=["diamond", "circle"])
    sizes = alt.Scale(domain=kinds, range=[150, 55])
    marks: alt.Chart = (
        alt.Chart(rows)
        .mark_point(strokeWidth=1.6, opacity=1, cursor="pointer")
        .encode(
            **shared,
            y=_lean(),
            shape=alt.Shape("kind:N", scale=shapes, legend=None),
            size=alt.Size("kind:N", scale=sizes, legend=None),
            fillOpacity=alt.condition("datum.counts", alt.value(0.9), alt.value(0)),
            fill=alt.Color("option:N", scale=_colour_scale(labels), legend=None),
            tooltip=_tooltip(),
        )
        .add_params(alt.selection_point(name="pick", fields=["id"], on="click", empty=False))
    )
    return marks


def _lean() -> alt.Y:
    """Return how far a sentence leans: only the ends of the axis are named."""
    import altair as alt

    towards, away = t("decisions.towards"), t("decisions.away")
    ends = f"datum.value >= 2 ? '{towards}' : datum.value <= -2 ? '{away}' : ''"
    axis = alt.Axis(values=[-2, 0, 2], labelExpr=ends, grid=True, ticks=False, domain=False)
    return alt.Y("lean:Q", title=None, scale=alt.Scale(domain=[-2.7, 2.7]), axis=axis)


def _tooltip() -> list[alt.Tooltip]:
    import altair as alt

    return [
        alt.Tooltip("text:N", title=t("decisions.sentence")),
        alt.Tooltip("said:N", title=t("decisions.day")),
        alt.Tooltip("option:N", title=t("decisions.option")),
        alt.Tooltip("kind:N", title=" "),
        alt.Tooltip("state:N", title=" "),
    ]


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
