"""Bring in what was written elsewhere: what was understood first, then progress, then a report and
a way back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final
from zoneinfo import available_timezones

import streamlit as st

from journal.importers.base import How
from ui.jobs.import_job import Given, LiveImport
from ui.parts.file_drop import draw_drop
from ui.parts.import_preview import draw_preview
from ui.parts.import_report import draw_report
from ui.shared import app_services, problem, session
from ui.shared.markup import esc
from ui.shared.text import t

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile


_KEY: Final = "ui.import.key"  # which files this visit gave
_HOW: Final = "ui.import.how"  # what the choices begin with


def draw_import() -> None:
    """Draw the place to drop files, and how far they are."""
    st.html(f'<h1>{esc(t("import.title"))}</h1><p class="x-lead">{esc(t("import.lead"))}</p>')
    live = _live()
    if live is None or live.stage in ("looking", "looked"):
        given = draw_drop("files.given")
        _draw_ways()
        live = _follow(given)
        if live is None:
            st.html(f'<p class="x-quiet">{esc(t("import.formats"))}</p>')
            return
        asked = live.asks
        with problem.told():
            live.look(_draw_how(asked, live.how))
        if live.asks != asked:
            st.rerun()  # it was read this quickly, and leaves open what is not drawn yet
    _draw_stage()


@st.fragment(run_every=0.4)
def _draw_progress() -> None:
    live = _live()
    if live is None or live.stage in ("looked", "done"):
        st.rerun()
    done, total = live.progress
    if live.stage == "looking":
        st.html(f'<p class="x-quiet" role="status">{esc(t("import.looking", n=f"{done:,}"))}</p>')
        return
    label = t(f"import.{live.stage}", done=f"{done:,}", total=f"{total:,}")
    st.progress(min(1.0, done / total) if total else 0.0, label)
    if live.stage == "running":
        st.button(t("import.stop"), key="import.stop", on_click=live.stop)


def _draw_stage() -> None:
    live = _live()
    if live is None:
        return
    if live.stage in ("looking", "running", "indexing"):
        _draw_progress()
    elif live.stage == "looked" and live.preview is not None:
        draw_preview(live, live.preview)
    else:
        draw_report(live, on_close=forget)


def _draw_ways() -> None:
    with st.container(horizontal=True, key="import-ways"):
        st.button(
            t("import.paste"),
            key="import.paste",
            type="tertiary",
            on_click=session.write,
            args=("paste",),
        )
        st.button(t("editor.cancel"), key="files.cancel", type="tertiary", on_click=_cancel)


def _draw_how(asked: frozenset[str], before: How | None) -> How:
    """Draw how dates are read, where the files leave it open; `before` is how they were read
    last.
    """
    if before is not None and asked:
        st.session_state.setdefault(_HOW, before)
    first: How = st.session_state.get(_HOW) or How(home=st.context.timezone or "")
    zone, order, day = first.zone or first.home, "", first.day
    if asked:
        with st.container(horizontal=True, key="import-how", vertical_alignment="bottom"):
            if "zone" in asked:
                zones = sorted(available_timezones())
                at = zones.index(zone) if zone in zones else None
                zone = st.selectbox(t("import.zone"), zones, index=at, key="import.zone") or zone
            if "order" in asked:
                chosen = st.segmented_control(
                    t("import.order"),
                    ("mdy", "dmy"),
                    default=first.day_order or None,
                    key="import.order",
                    format_func=lambda each: t(f"import.order_{each}"),
                )
                order = chosen or ""
            if "day" in asked:
                day = st.date_input(t("import.day"), value=first.day, key="import.day")
    return How(
        zone="" if zone == first.home else zone,
        home=first.home,
        day_order="dmy" if order == "dmy" else "mdy" if order == "mdy" else "",
        day=day if isinstance(day, date) else None,
    )


def _follow(given: Sequence[UploadedFile]) -> LiveImport | None:
    """Return the import of exactly these files, or of those from before a reload while no others
    were dropped.
    """
    key, live = tuple(file.file_id for file in given), _live()
    if st.session_state.get(_KEY, ()) != key or (given and live is None):
        forget()
        if given:
            files = [Given(name=file.name, data=file.getbuffer()) for file in given]
            app_services.opening().importing = LiveImport(files, app_services.services())
            st.session_state[_KEY] = key
    elif live is not None and not given:
        _draw_kept(live)
    return _live()


def _draw_kept(live: LiveImport) -> None:
    """Name the files of before the reload: the place to drop files no longer shows them."""
    names = ", ".join(live.names[:3]) + (" …" if len(live.names) > 3 else "")
    with st.container(horizontal=True, key="import-kept", vertical_alignment="center"):
        st.html(f'<p class="x-note" role="status">{esc(t("import.still_here", names=names))}</p>')
        st.button(t("import.let_go"), key="import.let_go", type="tertiary", on_click=forget)


def _live() -> LiveImport | None:
    live = app_services.opening().importing
    return None if live is None or live.closed else live


def forget() -> None:
    """Let the files go."""
    live = _live()
    if live is not None:
        live.close()
    app_services.opening().importing = None
    for name in (_KEY, _HOW):
        st.session_state.pop(name, None)


def _cancel() -> None:
    forget()
    session.write("")
