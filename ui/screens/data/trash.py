"""The trash: what lies there, brought back, gone for good, or emptied."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from journal.trash_list import bring_back_older, empty_trash, thrown_away
from ui.screens.data.erase import draw_sure, erase_from_trash
from ui.shared import app_services, session
from ui.shared.markup import esc
from ui.shared.text import counted, day, t

if TYPE_CHECKING:
    from journal.trash_list import Thrown

_SHOWN = 30


def draw_trash() -> None:
    """Draw the trash."""
    store = app_services.services().store
    found = thrown_away(store.root, frozenset(entry.id for entry in store.load().entries))
    st.html(f'<h2 class="x-section">{esc(t("data.trash"))}</h2>')
    if not found:
        st.html(f'<p class="x-quiet">{esc(t("data.trash_empty"))}</p>')
        return
    st.html(f'<p class="x-quiet">{esc(counted("data.trash_holds", len(found)))}</p>')
    for each in found[:_SHOWN]:
        _draw_thrown(each)
    draw_sure("trash", t("data.empty_trash"), t("data.empty_sure"), partial(_empty, store.root))


def _draw_thrown(each: Thrown) -> None:
    with st.container(
        horizontal=True, key=f"data-thrown-{each.entry_id}", vertical_alignment="center"
    ):
        label = f"{each.title or t('entry.untitled')} · {day(each.written_on)}"
        label = f"{label} · {t('data.older_text')}" if each.is_copy else label
        st.html(f'<p class="x-note">{esc(label)}</p>')
        st.button(
            t("data.bring_back_older" if each.is_copy else "data.bring_back"),
            key=f"data.back-{each.entry_id}",
            type="tertiary",
            on_click=_restore_older if each.is_copy else _restore,
            args=(each.entry_id,),
        )
        if not each.is_copy:
            erase = partial(erase_from_trash, each.entry_id)
            name = f"one-{each.entry_id}"
            draw_sure(name, t("data.erase_one"), t("data.erase_one_sure"), erase)


def _empty(root: Path) -> None:
    empty_trash(root)
    session.set_notice(t("data.emptied"))


def _restore(entry_id: str) -> None:
    app_services.services().store.restore(entry_id)
    session.set_notice(t("data.brought_back"))


def _restore_older(entry_id: str) -> None:
    bring_back_older(app_services.services().store, entry_id)
    session.set_notice(t("data.brought_back"))
