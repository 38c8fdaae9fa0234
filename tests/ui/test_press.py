"""A press is carried out once and whole, whatever else changes on the page meanwhile."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

PATIENCE_S = 60


def page() -> None:
    import streamlit as st
    from streamlit.runtime.scriptrunner import RerunData, RerunException, get_script_run_ctx

    from ui.shared.press import do_when_pressed, sure_button

    def save() -> None:
        visit = get_script_run_ctx()
        assert visit is not None
        assert visit.script_requests is not None
        visit.script_requests.request_rerun(RerunData())  # as when another field has changed
        st.session_state["saved"] = st.session_state.get("saved", 0) + 1
        st.session_state["left"] = True

    def fail() -> None:
        raise ValueError

    if st.session_state.pop("overtake", False):
        raise RerunException(RerunData())  # as where the page draws while a field has changed
    sure_button("Save", key="save")
    sure_button("Fail", key="fail")
    do_when_pressed("save", save)
    try:
        do_when_pressed("fail", fail)
    except ValueError:
        st.session_state["failed"] = st.session_state.get("failed", 0) + 1


def test_a_press_is_carried_out_once_and_whole_while_the_page_changes() -> None:
    app = AppTest.from_function(page, default_timeout=PATIENCE_S).run()
    app.button(key="save").click().run()
    app.run()
    assert app.session_state["saved"] == 1
    assert app.session_state["left"] is True


def test_a_press_is_not_lost_to_a_run_that_overtakes_the_one_that_was_told_of_it() -> None:
    app = AppTest.from_function(page, default_timeout=PATIENCE_S).run()
    app.session_state["overtake"] = True
    app.button(key="save").click().run()
    app.run()
    assert "overtake" not in app.session_state
    assert app.session_state["saved"] == 1


def test_what_fails_is_told_where_the_page_is_drawn_and_not_tried_again() -> None:
    app = AppTest.from_function(page, default_timeout=PATIENCE_S).run()
    app.button(key="fail").click().run()
    app.run()
    assert app.session_state["failed"] == 1
    assert "saved" not in app.session_state
