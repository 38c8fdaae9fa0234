"""The imports there were, each of which can be undone as a whole."""

from __future__ import annotations

import streamlit as st

from journal.importing.log import past_imports
from ui.parts.import_report import undo
from ui.shared import app_services
from ui.shared.markup import esc
from ui.shared.text import counted, day, t

_SHOWN = 20


def draw_past_imports() -> None:
    """Draw the list, if there were any."""
    found = past_imports(app_services.services().store.root)
    if not found:
        return
    st.html(
        f'<h2 class="x-section">{esc(t("data.imports"))}</h2><p'
        f' class="x-quiet">{esc(t("data.imports_lead"))}</p>'
    )
    for each in found[:_SHOWN]:
        with st.container(
            horizontal=True, key=f"data-import-{each.name}", vertical_alignment="center"
        ):
            names = ", ".join(each.sources[:3])
            text = f"{day(each.at.date())} · {counted('import.added', each.added)} · {names}"
            st.html(f'<p class="x-note">{esc(text)}</p>')
            st.button(
                t("data.undo"),
                key=f"data.undo-{each.name}",
                type="tertiary",
                on_click=undo,
                args=(each.name,),
            )
