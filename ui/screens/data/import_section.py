"""Bring in what was written elsewhere: what was understood first, then progress, then a report and
a way back.

Promise: an import belongs to the browser that began it; a finished one leaves the place to drop
files free.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, cast
from zoneinfo import available_timezones

import streamlit as st

from files.decoding import clean
from journal.importers.base import How
from ui.jobs.import_job import Given, LiveImport, pasted_file
from ui.screens.data.file_drop import draw_drop
from ui.screens.data.import_preview import draw_preview
from ui.screens.data.import_report import draw_report
from ui.screens.data.progress import draw_bar
from ui.shared import app_services, problem, session
from ui.shared.markup import esc
from ui.shared.text import t

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from journal.importing.run import Choices

DayOrderSaid = Literal["", "mdy", "dmy"]
_KEY: Final = "ui.import.key"  # which files this visit gave
_HOW: Final = "ui.import.how"  # what the choices begin with
_DROP: Final = "ui.import.drop"  # how often the place to drop files was emptied


def draw_import() -> None:
    """Draw the place to drop files, and how far they are."""
    st.html(
        f'<h2 class="x-section">{esc(t("import.title"))}</h2>'
        f'<p class="x-quiet">{esc(t("import.lead"))}</p>'
    )
    live = _live()
    if live is not None and live.stage in ("running", "indexing"):
        _draw_progress()
        return
    if text := session.take_pasted():
        forget()
        _take([pasted_file(clean(text), t("import.pasted_name"))])
    given = draw_drop(f"files.given-{st.session_state.get(_DROP, 0)}")
    _draw_ways()
    live = _follow(given)
    if live is not None and live.stage != "done" and _look(live):
        _draw_progress()
    else:
        _draw_stage()


def _look(live: LiveImport) -> bool:
    """Draw what the files leave open; return whether they are still being read."""
    asked, names = live.asks, live.speakers
    with problem.told():
        live.look(_draw_how(live))
    busy = live.busy  # first: what they leave open is known by the end
    if not busy and (live.asks, live.speakers) != (asked, names):
        st.rerun()  # it was read this quickly, and leaves open what is not drawn yet
    return busy


@st.fragment(run_every=0.4)
def _draw_progress() -> None:
    live = _live()
    if live is None or not live.busy:
        st.rerun()
    if live.stage == "looking":
        found, _ = live.progress
        with st.container(horizontal=True, key="import-looking", vertical_alignment="center"):
            text = esc(t("import.looking", n=f"{found:,}"))
            st.html(f'<p class="x-quiet" role="status">{text}</p>')
            st.button(t("import.stop"), key="import.stop", type="tertiary", on_click=forget)
        return
    draw_bar(live, running="import.running")
    if live.stage == "running":
        st.button(t("import.stop"), key="import.stop", on_click=live.stop)


def _draw_stage() -> None:
    live = _live()
    if live is None:
        st.html(
            f'<details class="x-formats"><summary>{esc(t("import.formats_head"))}</summary>'
            f"<p>{esc(t('import.formats'))}</p></details>"
        )
    elif live.stage == "looked" and live.preview is not None:
        draw_preview(live.preview, on_add=_add)
    else:
        draw_report(live, on_close=forget)


def _add(choices: Choices) -> None:
    """Bring everything in. What lies in the place to drop files is theirs no more."""
    live = _live()
    if live is not None:
        live.run(choices)
        st.session_state[_KEY] = ()
        _empty_drop()


def _empty_drop() -> None:
    st.session_state[_DROP] = cast(int, st.session_state.get(_DROP, 0)) + 1


def _draw_ways() -> None:
    st.button(t("import.paste"), key="import.paste", type="tertiary", on_click=_paste)


def _paste() -> None:
    session.write("paste")
    session.go_to("journal")


def _draw_how(live: LiveImport) -> How:
    """Draw how dates are read and who speaks, where the files leave it open."""
    home, asked = st.context.timezone or "", live.asks
    if not asked:
        return How(home=home)
    if live.how is not None:
        st.session_state.setdefault(_HOW, live.how)
    first: How = st.session_state.get(_HOW) or How(home=home)
    with st.container(horizontal=True, key="import-how", vertical_alignment="bottom"):
        return How(
            home=home,
            me=_draw_me(live.speakers, first) if "me" in asked else (),
            zone=_draw_zone(first) if "zone" in asked else "",
            day_order=_draw_order(first) if "order" in asked else "",
            day=_draw_day(first) if "day" in asked else None,
        )


def _draw_me(speakers: Sequence[str], first: How) -> tuple[str, ...]:
    chosen = st.multiselect(
        t("import.me"),
        speakers,
        default=[name for name in first.me if name in speakers],
        key="import.me",
        placeholder=t("import.names"),
    )
    return tuple(chosen)


def _draw_zone(first: How) -> str:
    zones = sorted(available_timezones())
    zone = first.zone or first.home
    at = zones.index(zone) if zone in zones else None
    chosen = st.selectbox(t("import.zone"), zones, index=at, key="import.zone") or ""
    # What is only offered is not said: it stays an assumption, and is told as one.
    return "" if chosen == first.home and not first.zone else chosen


def _draw_order(first: How) -> DayOrderSaid:
    chosen = st.segmented_control(
        t("import.order"),
        ("mdy", "dmy"),
        default=first.day_order or None,
        key="import.order",
        format_func=lambda each: t(f"import.order_{each}"),
    )
    return cast(DayOrderSaid, chosen or "")


def _draw_day(first: How) -> date | None:
    chosen = st.date_input(
        t("import.day"),
        value=first.day,
        min_value=date.min,
        max_value=date.max,
        key="import.day",
        format="YYYY-MM-DD",
    )
    return chosen if isinstance(chosen, date) else None


def _follow(given: Sequence[UploadedFile]) -> LiveImport | None:
    """Return the import of exactly these files, or of those from before a reload while no others
    were dropped.
    """
    key, live = tuple(file.file_id for file in given), _live()
    if st.session_state.get(_KEY, ()) != key or (given and live is None):
        _let_go()
        if given:
            _take([Given(name=file.name, data=file.getbuffer()) for file in given])
            st.session_state[_KEY] = key
    elif live is not None and live.stage != "done" and not given:
        _draw_kept(live)
    return _live()


def _take(files: Sequence[Given]) -> None:
    live = LiveImport(files, app_services.services())
    app_services.opening().imports[session.browser()] = live


def _draw_kept(live: LiveImport) -> None:
    """Name the files of before the reload, or say what was pasted: the place to drop files does not
    show them."""
    names = ", ".join(live.names[:3]) + (" …" if len(live.names) > 3 else "")
    with st.container(horizontal=True, key="import-kept", vertical_alignment="center"):
        told = t("import.pasted") if live.is_pasted else t("import.still_here", names=names)
        st.html(f'<p class="x-note" role="status">{esc(told)}</p>')
        st.button(t("import.let_go"), key="import.let_go", type="tertiary", on_click=forget)


def _live() -> LiveImport | None:
    live = app_services.opening().imports.get(session.browser())
    return None if live is None or live.closed else live


def forget() -> None:
    """Let the files go, and empty the place that they lie in."""
    _let_go()
    _empty_drop()


def _let_go() -> None:
    live = app_services.opening().imports.pop(session.browser(), None)
    if live is not None:
        live.close()
    for name in (_KEY, _HOW):
        st.session_state.pop(name, None)
