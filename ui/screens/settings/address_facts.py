"""What was learned of the model's address: its window and who told it, its pace, what its requests
leave out.
"""

from __future__ import annotations

import streamlit as st

from ui.shared import app_services
from ui.shared.markup import esc
from ui.shared.text import t


def draw_address_facts() -> None:
    """Draw a line for each thing that is known of the connected model."""
    model = app_services.services().model
    if model is None:
        return
    known = model.known
    window = known.window or model.limits.window
    lines = []
    if window:
        source = "setting" if model.limits.window else known.window_from or "setting"
        told = t(f"settings.window_{source}", engine=known.engine or t("settings.engine_unknown"))
        lines.append(t("settings.window", n=f"{window:,}", told=told))
    else:
        lines.append(t("settings.window_unknown"))
    if known.reads:
        lines.append(t("settings.pace", reads=f"{known.reads:,.0f}", room=f"{model.room:,}"))
    if known.lacks:
        parts = ", ".join(t(f"settings.lacks_{name}") for name in known.lacks)
        lines.append(t("settings.lacks", parts=parts))
    st.html("".join(f'<p class="x-quiet">{esc(line)}</p>' for line in lines))
