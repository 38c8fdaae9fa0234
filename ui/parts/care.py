"""Where somebody can be reached, said first and shortly when a text speaks of suicide or self-harm.

Invariant: it names places and asks for nothing; nothing of the text is sent anywhere for it.
"""

from __future__ import annotations

import streamlit as st

from journal.entry import Entry
from journal.private_entry import is_of_crisis, is_private, shared
from language.crisis import speaks_of_crisis
from ui.shared import app_services
from ui.shared.markup import esc
from ui.shared.text import t


def care_html(kept: str) -> str:
    """Return the line; `kept` says what stays here."""
    return (
        f'<div class="x-care" role="note"><p>{esc(t("care.line"))}</p>'
        f'<p class="x-quiet">{esc(kept)}</p></div>'
    )


def draw_care_for_question(question: str) -> None:
    """Draw the line above an answer, if its question speaks of it."""
    if speaks_of_crisis(question):
        st.html(care_html(t("care.question_stays")))


def draw_care_for_entry(entry: Entry) -> None:
    """Draw the line above an entry that was just written, with the way to let models read it."""
    if not is_of_crisis(entry):
        return
    stays = is_private(entry)
    st.html(care_html(t("care.entry_stays") if stays else t("care.entry_shared")))
    if stays and app_services.services().finder.has_model:
        st.button(
            t("care.share"), key="care.share", type="tertiary", on_click=_share, args=(entry.id,)
        )


def _share(entry_id: str) -> None:
    store = app_services.services().store
    store.save(shared(store.get(entry_id)))
