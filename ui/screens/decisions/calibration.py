"""How well predictions came true: the Brier score and a calibration plot, or that there are too few
yet.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from decisions.forecasts import TOO_FEW, Calibration, calibration, resolved
from decisions.record import Decision
from ui.shared.markup import esc
from ui.shared.text import t


def draw_calibration(decisions: Sequence[Decision]) -> None:
    """Draw the score once anything was predicted."""
    if not any(each.counts for decision in decisions for each in decision.predictions):
        return
    found = calibration(resolved(decisions))
    st.html(f'<h3 class="x-part">{esc(t("decisions.calibration"))}</h3>')
    if found.trust == "too_few" or found.brier is None:
        st.html(
            f'<p class="x-quiet">{esc(t("decisions.too_few", n=found.resolved, least=TOO_FEW))}</p>'
        )
        return
    trust = t(f"decisions.trust_{found.trust}")
    brier = t("decisions.brier", score=f"{found.brier:.2f}", n=found.resolved)
    st.html(f'<p class="x-note">{esc(brier)} {esc(trust)}</p>')
    _draw_plot(found)


def _draw_plot(found: Calibration) -> None:
    import altair as alt

    rows = [{"said": each.said, "true": each.came_true, "n": each.count} for each in found.bins]
    percent = alt.Axis(format="%", grid=False)
    scale = alt.Scale(domain=[0, 1])
    x = alt.X("said:Q", title=t("decisions.said_chance"), scale=scale, axis=percent)
    y = alt.Y("true:Q", title=t("decisions.true_share"), scale=scale, axis=percent)
    tips = [alt.Tooltip("said:Q", format=".0%"), alt.Tooltip("true:Q", format=".0%"), "n:Q"]
    dots = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_circle(opacity=0.9)
        .encode(x=x, y=y, size=alt.Size("n:Q", legend=None), tooltip=tips)
    )
    line = (
        alt.Chart(alt.InlineData(values=[{"said": 0, "true": 0}, {"said": 1, "true": 1}]))
        .mark_line(strokeDash=[4, 4], opacity=0.5)
        .encode(x=x, y=y)
    )
    st.altair_chart(
        alt.layer(line, dots).properties(height=260), key="decisions.plot", width="stretch"
    )
