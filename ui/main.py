"""The page table, and what every page shares: language, style, sidebar, the wire for presses, the
edge for errors.

Promise: the shell is on the screen before anything heavy is imported; the journal opens behind it.
"""

from __future__ import annotations

from typing import Literal

import streamlit as st

from errors import JournalError
from ui.parts import sidebar
from ui.parts.entry_panel import draw_reader
from ui.parts.notices import dismiss, draw_notices
from ui.parts.sample import draw_sample_banner
from ui.screens.ask.page import ask
from ui.screens.data.page import data
from ui.screens.decisions.acts import follow_decision
from ui.screens.decisions.page import decisions
from ui.screens.journal.page import journal
from ui.screens.settings.page import settings
from ui.screens.traces.page import traces
from ui.shared import app_services, login, problem, session
from ui.shared.bridge import Act, follow_presses
from ui.shared.resources import STATIC, STYLES
from ui.shared.text import choose_language, t
from ui.shared.upkeep import upkeep
from ui.shared.waiting import wait_until_open


def main() -> None:
    """Draw the page that the address names."""
    unusable = _choose_language()
    st.set_page_config(
        page_title=t("app.name"),
        page_icon=str(STATIC / "icon.svg"),
        layout="wide",
        initial_sidebar_state=256,
    )
    st.html(STYLES / "style.css")
    if unusable is not None:
        problem.show(unusable)
        return
    if not login.may_enter(app_services.opening().settings):
        login.draw_login()
        return
    # Before the first entry nothing is offered that cannot work yet; an address still leads there.
    is_new = app_services.opening().is_empty()
    later: Literal["visible", "hidden"] = "hidden" if is_new else "visible"
    start = t("nav.start" if is_new else "nav.ask")
    pages = {
        "ask": st.Page(ask, title=start, icon=":material/forum:", default=True),
        "journal": st.Page(journal, title=t("nav.journal"), icon=":material/menu_book:"),
        "decisions": st.Page(
            decisions, title=t("nav.decisions"), icon=":material/alt_route:", visibility=later
        ),
        "data": st.Page(data, title=t("nav.data"), icon=":material/folder_open:"),
        "traces": st.Page(
            traces, title=t("nav.traces"), icon=":material/manage_search:", visibility=later
        ),
        "settings": st.Page(settings, title=t("nav.settings"), icon=":material/tune:"),
    }
    current = st.navigation(list(pages.values()))
    wait_until_open()
    upkeep()
    target = follow_presses(_follow) or session.take_destination()
    if target and pages[target] is not current:
        st.switch_page(pages[target], query_params=session.kept_in_address(target))
    with problem.told():
        sidebar.draw_sidebar(is_ask=current is pages["ask"])
        # Two places that are always there: what moves down takes the place, and for a moment the
        # contents, of what stood there.
        above, beside = st.container(), st.container()
        with above:
            draw_sample_banner()
            draw_notices()
        is_writing = current is pages["journal"] and bool(session.writing())
        if is_writing or current in (pages["ask"], pages["decisions"], pages["traces"]):
            with beside:
                draw_reader()  # before the page, which may go on writing an answer for a while
        current.run()
    app_services.opening().note_drawn()


def _choose_language() -> JournalError | None:
    """Choose the language before the first word, which names the tab; return why the settings
    cannot be used, if they cannot.
    """
    try:
        choose_language(app_services.opening().settings.language)
    except JournalError as error:
        choose_language("")
        return error
    return None


def _follow(pressed: Act) -> str:
    """Do what a press asks for; return the page that it leads to, or empty."""
    match pressed.kind:
        case "open":
            session.open_reader(pressed.place())
        case "close":
            session.close_reader()
        case "stop":
            live = app_services.opening().live.get(session.conversation_id())
            if live:
                live.stop()
        case "ask":
            session.ask_next(
                pressed.text("text"), use_dates=pressed.values.get("dates") is not False
            )
            return "ask"
        case "ask-page":
            session.open_conversation("")
            return "ask"
        case "write":
            session.set_prompt_to_write(pressed.text("question"))
            session.write("new")
            return "journal"
        case "entry":
            session.show_entry(pressed.text("entry"))
            return "journal"
        case "turn":
            session.show_turn(pressed.text("turn"))
            return "traces"
        case "prompt":
            session.show_turns_of(pressed.text("prompt"))
            return "traces"
        case "conversation":
            session.open_conversation(pressed.text("conversation"))
            return "ask"
        case "dismiss":
            dismiss(pressed.text("notice"))
        case "period":
            session.toggle_month(pressed.number("year"), pressed.number("month"))
        case "settings":
            if pressed.number("find"):
                session.search_for_models()
            return "settings"
        case kind if kind.startswith("decision-"):
            return follow_decision(pressed)
    return ""


if __name__ == "__main__":
    main()
