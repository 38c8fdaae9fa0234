"""The imports there were, each of which can be undone as a whole, in the background."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journal.importing.log import PastImport, Undone, past_imports
from ui.jobs.undo_job import LiveUndo
from ui.screens.data.file_names import shown_name
from ui.screens.data.progress import draw_bar
from ui.shared import app_services, problem, session
from ui.shared.markup import dotted, esc
from ui.shared.text import counted, day, t

_SHOWN = 20


def draw_past_imports() -> None:
    """Draw the list, if there were any, and the undo that goes on."""
    live = app_services.opening().undos.get(session.browser())
    found = _ended(past_imports(app_services.services().store.root))
    if live is None and not found:
        return
    st.html(
        f'<h2 class="x-section">{esc(t("data.imports"))}</h2><p'
        f' class="x-quiet">{esc(t("data.imports_lead"))}</p>'
    )
    if live is not None and live.busy:
        _draw_progress()
        return
    if live is not None:
        _draw_end(live)
    for each in found[:_SHOWN]:
        with st.container(
            horizontal=True, key=f"data-import-{each.name}", vertical_alignment="center"
        ):
            names = ", ".join(map(shown_name, each.sources[:3]))
            facts = (day(each.at.date()), counted("import.added", each.added), names)
            st.html(f'<p class="x-note">{dotted(map(esc, facts))}</p>')
            st.button(
                t("data.undo"),
                key=f"data.undo-{each.name}",
                type="tertiary",
                on_click=begin_undo,
                args=(each.name,),
            )


def _ended(found: Sequence[PastImport]) -> list[PastImport]:
    """Leave out what is still being brought in: half an import is not to be taken back."""
    going_on = {each.log for each in app_services.opening().imports.values() if each.writes}
    return [each for each in found if each.name not in going_on]


def begin_undo(name: str) -> None:
    """Start to take an import back, unless this browser is at it already."""
    undos, browser = app_services.opening().undos, session.browser()
    if browser not in undos or not undos[browser].busy:
        undos[browser] = LiveUndo(name, app_services.services())


@st.fragment(run_every=0.4)
def _draw_progress() -> None:
    live = app_services.opening().undos.get(session.browser())
    if live is None or not live.busy:
        st.rerun()
    draw_bar(live, running="import.undoing")
    if live.stage == "running":
        st.button(t("import.stop"), key="undo.stop", on_click=live.stop)


def _draw_end(live: LiveUndo) -> None:
    """Say once what came of it."""
    app_services.opening().undos.pop(session.browser(), None)
    if live.problem is not None:
        problem.unexpected(live.problem)
    if live.undone is not None:
        st.html(f'<p class="x-quiet" role="status">{esc(_sentence(live.undone))}</p>')


def _sentence(undone: Undone) -> str:
    sentences = [counted("import.undone", undone.removed + undone.restored)]
    if undone.kept:
        sentences.append(counted("import.kept", undone.kept))
    if undone.stopped:
        sentences.append(t("import.undo_stopped"))
    return " ".join(sentences)
