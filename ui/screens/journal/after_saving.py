"""After an entry was saved: the decisions found in it, and one question to go deeper. Both can be
put away.

Promise: saving never waits for either; they come while the saved entry is read, which can be asked
about at once. A model gets the
entry once in each wording, and is given up after a while: no wait is endless.
"""

from __future__ import annotations

import threading
import time
from typing import Final, cast

import streamlit as st

from chains.models.background_loop import Stopped
from chains.write.deepen import deepening_question
from journal.entry import Entry
from ui.parts.care import draw_care_for_entry
from ui.parts.found_decisions import draw_found, draw_ready
from ui.shared import app_services, problem
from ui.shared.markup import act, esc
from ui.shared.text import t

LONGEST_SECONDS: Final = 90
_KEY: Final = "ui.after_saving"


class AfterSaving:
    """What is looked for in one entry, in a thread of its own."""

    def __init__(self, entry: Entry) -> None:
        self.entry_id = entry.id
        self.question = ""
        self.error: Exception | None = None
        self._entry = entry
        self._done = threading.Event()
        self._stop = threading.Event()
        self._began = time.monotonic()
        threading.Thread(target=self._run, name="after-saving", daemon=True).start()

    @property
    def done(self) -> bool:
        """Whether it has come to an end, was told to, or took too long; the entry is read another
        time then.
        """
        if time.monotonic() - self._began > LONGEST_SECONDS:
            self._stop.set()
        return self._done.is_set() or self._stop.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait at most this long for the end; return whether it has come."""
        return self._done.wait(seconds)

    def stop(self) -> None:
        """Give it up, also in the middle of a call; the entry is read another time."""
        self._stop.set()

    def _run(self) -> None:
        try:
            finder = app_services.services().finder
            is_new = bool(finder.unread([self._entry]))
            asked = finder.find_in(self._entry, self._stop).deepen if is_new else ""
            self.question = deepening_question(self._entry, asked)
        except Stopped:
            return
        except Exception as error:  # noqa: BLE001 - the page tells it
            self.error = error
        finally:
            self._done.set()


def look_after(entry: Entry) -> None:
    """Start to look into an entry that was just saved."""
    st.session_state[_KEY] = AfterSaving(entry)


def draw_after_saving(entry_id: str) -> None:
    """Draw what was found in an entry that was saved in this visit."""
    looked = cast("AfterSaving | None", st.session_state.get(_KEY))
    if looked is None or looked.entry_id != entry_id:
        return
    draw_care_for_entry(app_services.services().store.get(entry_id))
    if not looked.done:
        _wait()
        return
    with problem.told():
        if looked.error is not None:
            st.session_state.pop(_KEY)
            raise looked.error
        _draw(looked)


@st.fragment(run_every=0.4)
def _wait() -> None:
    looked = cast("AfterSaving | None", st.session_state.get(_KEY))
    if looked is None or looked.done:
        st.rerun()
    draw_ready()
    if app_services.services().finder.has_model:
        with st.container(horizontal=True, key="after-saving-wait", vertical_alignment="center"):
            st.html(f'<p class="x-quiet" role="status">{esc(t("after_saving.reading"))}</p>')
            st.button(
                t("answer.stop"), key="after_saving.stop", type="tertiary", on_click=looked.stop
            )


def _draw(looked: AfterSaving) -> None:
    if not draw_found((looked.entry_id,)):
        draw_ready()
    if looked.question:
        write = f'<button type="button" class="x-link" {act("write", question=looked.question)}>'
        with st.container(horizontal=True, key="after-saving", vertical_alignment="center"):
            st.html(
                f'<p class="x-note">{esc(looked.question)}'
                f" {write}{esc(t('answer.write_about_it'))}</button></p>"
            )
            st.button(
                t("after_saving.put_away"),
                key="after_saving.put_away",
                type="tertiary",
                on_click=_put_away,
            )


def _put_away() -> None:
    st.session_state.pop(_KEY, None)
