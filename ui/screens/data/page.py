"""Your data: bringing in and taking back, all of it out, backups, a folder to watch, the trash, and
erasing for good.
"""

from __future__ import annotations

import streamlit as st

from ui.parts.notices import draw_notice
from ui.screens.data.backup import draw_backup
from ui.screens.data.erase import draw_erase
from ui.screens.data.export import draw_export
from ui.screens.data.import_section import draw_import
from ui.screens.data.past_imports import draw_past_imports
from ui.screens.data.trash import draw_trash
from ui.screens.data.watch import draw_watch
from ui.shared import problem
from ui.shared.markup import esc
from ui.shared.text import t


def data() -> None:
    """Draw everything that can be done with all of a journal at once."""
    st.html(f'<h1>{esc(t("data.title"))}</h1><p class="x-lead">{esc(t("data.lead"))}</p>')
    draw_notice()
    for draw in (
        *(draw_import, draw_past_imports, draw_watch),
        *(draw_export, draw_backup, draw_trash, draw_erase),
    ):
        with problem.told():
            draw()
