"""Everything out as one zip, or as JSON Lines for programs. Made when asked for, offered once
made.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import streamlit as st

from portability.export import json_lines, some_left_out
from portability.holdings import export_all
from portability.sealing import SUFFIX
from ui.shared import app_services, problem
from ui.shared.markup import esc
from ui.shared.press import do_when_pressed, sure_button
from ui.shared.text import counted, t


def draw_export() -> None:
    """Draw the export."""
    services = app_services.services()
    count = len(services.store.load().entries)
    if not count:
        return
    st.html(
        f'<h2 class="x-section">{esc(t("data.export"))}</h2><p'
        f' class="x-quiet">{esc(t("data.export_lead"))}</p>'
    )
    made: tuple[str, bytes] | None = st.session_state.get("data.made")
    words = st.text_input(
        t("data.seal"), key="data.export_seal", type="password", autocomplete="new-password"
    )
    if words:
        st.html(f'<p class="x-note">{esc(t("data.seal_note"))}</p>')
    with st.container(horizontal=True, key="data-export", vertical_alignment="center"):
        sure_button(counted("data.make", count), key="data.make")
        sure_button(t("data.make_lines"), key="data.make_lines", kind="tertiary")
        if made is not None:
            st.download_button(
                t("data.download", size=f"{max(1, len(made[1]) // 1024):,}"),
                made[1],
                file_name=made[0],
                key="data.download",
                type="primary",
                on_click=_forget,
            )
    do_when_pressed("data.make", partial(_make, partial(_zip, words)))
    do_when_pressed("data.make_lines", partial(_make, _lines))
    left_out: list[str] = st.session_state.get("data.left_out", [])
    if left_out:
        problem.show(some_left_out(left_out))


def _make(make: Callable[[], tuple[str, bytes]]) -> None:
    st.session_state["data.left_out"] = []
    st.session_state["data.made"] = make()


def _zip(words: str) -> tuple[str, bytes]:
    services = app_services.services()
    bar = st.progress(0.0)

    def advance(done: int, total: int) -> None:
        bar.progress(done / total, t("data.packing", done=f"{done:,}", total=f"{total:,}"))

    with tempfile.TemporaryDirectory(prefix="crossroads-") as folder:
        target = Path(folder) / "export.zip"
        left_out: list[str] = []
        export_all(
            target,
            services.store,
            services.settings.state_dir,
            on_progress=advance,
            left_out=left_out,
            passphrase=words,
        )
        bar.empty()
        st.session_state["data.left_out"] = left_out
        suffix = SUFFIX if words else ""
        return f"crossroads-{datetime.now():%Y%m%d-%H%M%S}.zip{suffix}", target.read_bytes()


def _lines() -> tuple[str, bytes]:
    return (
        f"crossroads-{datetime.now():%Y%m%d}.jsonl",
        json_lines(app_services.services().store).encode(),
    )


def _forget() -> None:
    st.session_state.pop("data.made", None)
    st.session_state.pop("data.left_out", None)
