"""What one visit remembers between reruns: one typed accessor each. The address line holds what a
reload must keep.

Limit: everything here but the address is lost when the browser reloads.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final, cast

import streamlit as st

_BROWSER_COOKIE: Final = "_streamlit_xsrf"
_COOKIE_PARTS: Final = 4  # version, mask, masked token, time
_CONVERSATION: Final = "c"
_WRITING: Final = "write"
_ENTRY: Final = "entry"
_TURN: Final = "turn"
LEAD: Final = "ui.lead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A passage that the reader shows: an entry, the quoted words and where they stood."""

    entry_id: str
    start: int = 0
    end: int = 0
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Where the keyboard goes next: what a selector finds, once for each number."""

    to: str
    n: int


def browser() -> str:
    """Return what tells one browser from another, over reloads and in all of its windows; empty
    where nothing does.
    """
    return browser_of(st.context.cookies.get(_BROWSER_COOKIE, ""))


def browser_of(cookie: str) -> str:
    """Return the token in Streamlit's cookie against forged uploads: it comes under another mask
    each time.
    """
    parts = cookie.split("|")
    if len(parts) != _COOKIE_PARTS:
        return cookie
    try:
        mask, hidden = bytes.fromhex(parts[1]), bytes.fromhex(parts[2])
    except ValueError:
        return cookie
    if not mask:
        return cookie
    return bytes(each ^ mask[at % len(mask)] for at, each in enumerate(hidden)).hex()


def search_for_models() -> None:
    """Have Settings look for models on this machine when it is drawn next."""
    st.session_state["ui.search_for_models"] = True


def take_search_for_models() -> bool:
    """Say once whether Settings is to look for models."""
    return bool(st.session_state.pop("ui.search_for_models", False))


def unsaved() -> dict[str, str]:
    """Return what stands in the fields of Settings and is not saved, by the field's name:
    Streamlit forgets it on another page.
    """
    return cast("dict[str, str]", st.session_state.setdefault("ui.unsaved", {}))


def lead_to(selector: str) -> None:
    """Have the keyboard go to what the selector finds, as soon as it is on the page."""
    st.session_state[LEAD] = Lead(to=selector, n=lead().n + 1)


def lead() -> Lead:
    """Return where the keyboard was led last."""
    return cast(Lead, st.session_state.get(LEAD, Lead(to="", n=0)))


def look_for_server(name: str) -> None:
    """Have Settings ask at a preset's address when it is drawn next."""
    st.session_state["ui.look_for_server"] = name


def take_server_to_look_for() -> str:
    """Return the preset whose address is to be asked, once."""
    return cast(str, st.session_state.pop("ui.look_for_server", ""))


def conversation_id() -> str:
    """Return the open conversation, or empty."""
    return st.query_params.get(_CONVERSATION, "") or cast(
        str, st.session_state.get("ui.conversation", "")
    )


def open_conversation(identifier: str) -> None:
    """Open a conversation; empty opens a new one."""
    close_reader()
    st.session_state["ui.conversation"] = identifier
    if identifier:
        st.query_params[_CONVERSATION] = identifier
    else:
        st.query_params.pop(_CONVERSATION, None)


def keep_conversation_in_address() -> str:
    """Return the open conversation and write it into the address, so that a reload finds it."""
    identifier = conversation_id()
    if identifier:
        st.session_state["ui.conversation"] = identifier
        st.query_params[_CONVERSATION] = identifier
    return identifier


def reader() -> Place | None:
    """Return the passage that is open beside the answer."""
    return cast(Place | None, st.session_state.get("ui.reader"))


def open_reader(place: Place) -> None:
    """Show a passage beside the answer."""
    st.session_state["ui.reader"] = place
    st.session_state["ui.reader_opened"] = reader_opened() + 1


def reader_opened() -> int:
    """Return how often the reader was opened, so that the page scrolls once each time."""
    return cast(int, st.session_state.get("ui.reader_opened", 0))


def close_reader() -> None:
    """Show the answer alone."""
    st.session_state.pop("ui.reader", None)


def writing() -> str:
    """Return what is being written: an entry's id, `new`, `paste`, or empty."""
    return st.query_params.get(_WRITING, "")


def write(what: str) -> None:
    """Open the editor for an entry's id, `new` or `paste`; empty closes it."""
    if what:
        st.query_params[_WRITING] = what
    else:
        st.query_params.pop(_WRITING, None)


def entry_shown() -> str:
    """Return the entry that is open on the Journal page, or empty."""
    return st.query_params.get(_ENTRY, "")


def show_entry(identifier: str) -> None:
    """Open an entry on the Journal page; empty goes back to the list."""
    write("")
    if identifier:
        st.query_params[_ENTRY] = identifier
    else:
        st.query_params.pop(_ENTRY, None)


def turn_shown() -> str:
    """Return the turn that is open on the Traces page, or empty."""
    return st.query_params.get(_TURN, "")


def show_turn(identifier: str) -> None:
    """Open a turn on the Traces page; empty goes back to the list."""
    close_reader()
    if identifier:
        st.query_params[_TURN] = identifier
    else:
        st.query_params.pop(_TURN, None)


def show_turns_of(prompt: str) -> None:
    """Show the list of turns, narrowed to a version of a prompt."""
    show_turn("")
    st.session_state["traces.prompt"] = prompt


def is_why_open(turn_id: str) -> bool:
    """Return whether the panel "why this answer?" of a turn is open."""
    return turn_id in st.session_state.get("ui.why", frozenset())


def toggle_why(turn_id: str) -> None:
    """Open the panel of a turn, or close it."""
    st.session_state["ui.why"] = st.session_state.get("ui.why", frozenset()) ^ {turn_id}


def go_to(page: str) -> None:
    """Go to a page, by its name in `ui/main.py`, when this run is over."""
    st.session_state["ui.go"] = page


def bring_in(text: str) -> None:
    """Go where files are brought in, with a text that was pasted."""
    st.session_state["ui.pasted"] = text
    go_to("data")


def take_pasted() -> str:
    """Return the text that was pasted to be brought in, once."""
    return cast(str, st.session_state.pop("ui.pasted", ""))


def take_destination() -> str:
    """Return the page to go to, once."""
    return cast(str, st.session_state.pop("ui.go", ""))


def kept_in_address(page: str) -> dict[str, str]:
    """Return what of the address belongs to a page."""
    names = {
        "ask": (_CONVERSATION,),
        "journal": (_WRITING, _ENTRY),
        "decisions": ("d", "do"),
        "traces": (_TURN,),
    }.get(page, ())
    return {name: st.query_params[name] for name in names if name in st.query_params}


def period() -> tuple[date, date] | None:
    """Return the days that the Journal page is narrowed to."""
    return cast("tuple[date, date] | None", st.session_state.get("ui.period"))


def set_period(days: tuple[date, date] | None) -> None:
    """Narrow the Journal page to these days, or show all."""
    st.session_state["ui.period"] = days


def toggle_month(year: int, month: int) -> None:
    """Narrow the Journal page to a month, or show all again when it was this one."""
    first = date(year, month, 1)
    days = (first, date(year, month, monthrange(year, month)[1]))
    set_period(None if period() == days else days)


def prompt_to_write() -> str:
    """Return the question that a new entry is asked to answer, or empty."""
    return cast(str, st.session_state.get("ui.prompt", ""))


def set_prompt_to_write(question: str) -> None:
    """Remember the question that the next entry answers."""
    st.session_state["ui.prompt"] = question


def ask_next(question: str, *, use_dates: bool = True) -> None:
    """Ask this as soon as the Ask page is drawn."""
    if question.strip():
        st.session_state["ui.ask"] = (question.strip(), use_dates)


def question_to_ask() -> tuple[str, bool] | None:
    """Return what is to be asked now. It stays until `forget_question`: a run of the page that is
    overtaken before it asks leaves it to the next.
    """
    return cast("tuple[str, bool] | None", st.session_state.get("ui.ask"))


def forget_question() -> None:
    """Call when it has been asked."""
    st.session_state.pop("ui.ask", None)


def deleted() -> tuple[str, str] | None:
    """Return id and title of the entry deleted last, while Undo is offered."""
    return cast("tuple[str, str] | None", st.session_state.get("ui.deleted"))


def set_deleted(entry: tuple[str, str] | None) -> None:
    """Offer Undo for this entry, or stop offering it."""
    st.session_state["ui.deleted"] = entry


def notice() -> str:
    """Return the sentence about what was just done, once."""
    return cast(str, st.session_state.pop("ui.notice", ""))


def set_notice(sentence: str) -> None:
    """Say this on the next page drawn."""
    st.session_state["ui.notice"] = sentence
