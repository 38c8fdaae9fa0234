"""The sample journal: opened to try things, kept apart from the person's own, left and removed with
one press.

Promise: what the person wrote while it was open comes along into their own journal.
"""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from config.paths import StatePaths
from config.preferences import PreferenceStore
from errors import JournalError, StorageError
from portability.leaving_sample import Along
from portability.leaving_sample import leave_sample as bring_along
from ui.shared import app_services, problem, session
from ui.shared.press import Kind, do_when_pressed, sure_button
from ui.shared.text import counted, t


def draw_sample_banner() -> None:
    """Say that the sample journal is open, if it is."""
    if not is_sample_open():
        return
    with st.container(horizontal=True, key="sample", vertical_alignment="center"):
        st.caption(t("sample.banner"))
        draw_leave("sample.leave", kind="tertiary")


def draw_leave(key: str, *, kind: Kind = "secondary") -> None:
    """Draw the button that leaves the sample."""
    sure_button(t("sample.leave"), key=key, kind=kind)
    with problem.told():
        do_when_pressed(key, _leave_sample, waiting=t("sample.leaving"))


def is_sample_open() -> bool:
    """Return whether the sample journal is the one that is open."""
    return app_services.opening().settings.journal == "sample"


def open_sample() -> None:
    """Open the sample journal instead of the person's own."""
    home = app_services.opening().settings.state_dir
    app_services.close()
    PreferenceStore(home).change({"journal": "sample"})
    session.open_conversation("")
    app_services.opening()


def _leave_sample() -> None:
    """Open the person's own journal again, with what they wrote meanwhile, and remove the sample,
    with the conversations held over it.

    Raises:
        StorageError: what they wrote cannot be brought along now; the sample stays open.
    """
    opening = app_services.opening()
    if any(live.busy for live in (*opening.imports.values(), *opening.undos.values())):
        raise StorageError(
            "Entries are still being brought in.",
            hint="Wait until that is done, then leave the sample.",
            key="sample.importing",
        )
    with suppress(JournalError):  # it could not be opened: nothing is being read
        opening.services().finder.close()
    app_services.close()
    settings = opening.settings
    try:
        along = bring_along(StatePaths(settings.state_dir), settings.journal_dir)
        PreferenceStore(settings.state_dir).change({"journal": "own"})
    finally:
        app_services.opening()
    session.open_conversation("")
    session.show_entry("")
    if along != Along():
        session.set_notice(_told(along))
        session.go_to("journal")


def _told(along: Along) -> str:
    if along.entries:
        return counted("sample.came_along", along.entries)
    return t("sample.rest_came_along")
