"""What a visit remembers of the Decisions page: one typed accessor each. The address holds the open
decision.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, cast

import streamlit as st

if TYPE_CHECKING:
    from chains.decide.search import Refresh, Search
    from decisions.record import Noted

_DECISION: Final = "d"
_DOING: Final = "do"
IN_ADDRESS: Final = (_DECISION, _DOING)


def shown() -> str:
    """Return the decision that is open, or empty."""
    return st.query_params.get(_DECISION, "")


def show(identifier: str) -> None:
    """Open a decision; empty goes back to the list."""
    for name in IN_ADDRESS:
        st.query_params.pop(name, None)
    if identifier:
        st.query_params[_DECISION] = identifier
    st.session_state.pop("decisions.striking", None)
    st.session_state.pop("decisions.as_of", None)
    close_dialog()
    set_dismissed(None)


def doing() -> str:
    """Return the form that is open: `decide`, `defer`, `review:<id>`, `review:besides`,
    `review:rehearsal`, or empty.
    """
    return st.query_params.get(_DOING, "")


def do(what: str) -> None:
    """Open a form; empty closes it."""
    rehearse("")
    if what:
        st.query_params[_DOING] = what
    else:
        st.query_params.pop(_DOING, None)


def striking() -> str:
    """Return the reason that waits for its counterpart, or empty."""
    return cast(str, st.session_state.get("decisions.striking", ""))


def set_striking(identifier: str) -> None:
    """Wait for the counterpart of a reason; empty stops waiting."""
    st.session_state["decisions.striking"] = identifier


def as_of() -> date | None:
    """Return the day whose view is shown; None is today."""
    return cast("date | None", st.session_state.get("decisions.as_of"))


def dismissed() -> tuple[str, str, Noted[Any] | None] | None:
    """Return what was dismissed last, while Undo is offered: decision, field, item (None: the whole
    decision).
    """
    return cast(
        "tuple[str, str, Noted[Any] | None] | None", st.session_state.get("decisions.dismissed")
    )


def set_dismissed(what: tuple[str, str, Noted[Any] | None] | None) -> None:
    """Offer Undo for a dismissal, or stop offering it."""
    st.session_state["decisions.dismissed"] = what


def editing() -> str:
    """Return the item whose dialog is open, or empty."""
    return cast(str, st.session_state.get("decisions.editing", ""))


def rehearsed() -> str:
    """Return what was recalled in a rehearsal of looking back; nothing else keeps it."""
    return cast(str, st.session_state.get("decisions.rehearsed", ""))


def rehearse(recalled: str) -> None:
    """Remember what was recalled in a rehearsal, for this visit; empty forgets it."""
    st.session_state["decisions.rehearsed"] = recalled


def is_confirming() -> bool:
    """Whether the dialog with all proposals is open."""
    return bool(st.session_state.get("decisions.confirming", False))


def confirm_all() -> None:
    """Open the dialog with all proposals, until it is closed: a run of the page that overtakes
    another draws it again, with what is typed in it.
    """
    close_dialog()
    st.session_state["decisions.confirming"] = True


def edit(identifier: str) -> None:
    """Open the dialog of an item, until it is closed."""
    close_dialog()
    st.session_state["decisions.editing"] = identifier


def close_dialog() -> None:
    """Show the decision alone."""
    st.session_state.pop("decisions.editing", None)
    st.session_state.pop("decisions.confirming", None)


def search() -> Search | None:
    """Return the search through the journal that this visit started."""
    return cast("Search | None", st.session_state.get("decisions.search"))


def set_search(running: Search | None) -> None:
    """Remember a search."""
    st.session_state["decisions.search"] = running


def refresh(identifier: str) -> Refresh | None:
    """Return the refresh of a decision that this visit started."""
    running = cast("Refresh | None", st.session_state.get("decisions.refreshing"))
    return running if running is not None and running.identifier == identifier else None


def set_refresh(running: Refresh | None) -> None:
    """Remember a refresh."""
    st.session_state["decisions.refreshing"] = running
