"""What was found to be weighed in entries that just came in, and the ways on from there."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import streamlit as st

from decisions.checking import without_outlived
from ui.shared import app_services
from ui.shared.templates import render

_MOST: Final = 2


def draw_found(entry_ids: Collection[str]) -> bool:
    """Draw the newest decisions proposed from these entries; return whether there are any."""
    services = app_services.services()
    found = [
        each
        for each in without_outlived(services.decisions.load().decisions, services.store.get)
        if each.is_proposal
        and each.status != "dropped"
        and each.question.quote is not None
        and each.question.quote.entry_id in entry_ids
    ]
    for decision in found[: -_MOST - 1 : -1]:
        st.html(render("found_in_entry", decision=decision))
    return bool(found)


def draw_ready() -> None:
    """Say that what was written can be asked about now."""
    st.html(render("found_in_entry", decision=None))
