"""A press in a form or a dialog of a decision is not lost to a run of the page that overtakes the
one that was told of it, nor what was typed there; what is kept leaves the fields empty.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from chains.decide.rules import find_by_rules
from decisions import editing
from decisions.record import Decision
from decisions.store import DecisionStore
from journal.store import EntryStore
from tests.chains.decide.deciding import KOREAN
from ui.shared import decision_session

NOW = datetime(2026, 11, 23, 9, 0)


@pytest.fixture
def store(folders: Path) -> DecisionStore:
    return DecisionStore(folders / "journal")


@pytest.fixture
def found(folders: Path, store: DecisionStore) -> Decision:
    entry = EntryStore(folders / "journal").save(KOREAN)
    (proposal,) = find_by_rules(entry)
    return store.save(editing.take_on(replace(proposal, found_by="rules"), NOW))


def page() -> None:
    import streamlit as st
    from streamlit.runtime.scriptrunner import RerunData, RerunException, get_script_run_ctx

    from ui.screens.decisions.page import decisions

    visit = get_script_run_ctx()
    assert visit is not None
    if st.session_state.pop("overtake", False):
        raise RerunException(RerunData(query_string=visit.query_string))
    decisions()


def drawn(identifier: str = "", **state: object) -> AppTest:
    app = AppTest.from_function(page, default_timeout=60)
    app.query_params["d"] = identifier
    for name, value in state.items():
        app.session_state[f"decisions.{name}"] = value
    return app.run()


def press_and_overtake(app: AppTest, key: str) -> None:
    app.session_state["overtake"] = True
    app.button(key=key).click().run()
    assert "overtake" not in app.session_state
    app.run()
    assert not app.exception


def test_a_new_decision(store: DecisionStore, folders: Path) -> None:
    EntryStore(folders / "journal").save(KOREAN)
    app = drawn()
    app.text_input(key="decisions.new_question").set_value("Stay or go?")
    press_and_overtake(app, "decisions.new_save")
    app.text_input(key="decisions.new_options").set_value("stay, go")
    press_and_overtake(app, "decisions.new_save")
    (made,) = store.load().decisions
    assert (made.title, [each.value.label for each in made.options]) == (
        "Stay or go?",
        ["stay", "go"],
    )


def test_a_reason(found: Decision, store: DecisionStore) -> None:
    app = drawn(found.id)
    app.pills(key="decisions.drawer").set_value("write").run()
    app.segmented_control(key="decisions.kind").set_value("unknown").run()
    app.text_area(key="decisions.text").set_value("What does it pay?")
    press_and_overtake(app, "decisions.write_save")
    assert store.get(found.id).uncertainties[-1].value.question == "What does it pay?"
    assert app.text_area(key="decisions.text_1").value == ""


def test_a_cause(found: Decision, store: DecisionStore) -> None:
    app = drawn(found.id)
    app.pills(key="decisions.drawer").set_value("background").run()
    app.text_input(key="decisions.premortem_text").set_value("I never asked")
    press_and_overtake(app, "decisions.premortem_add")
    assert [each.value.text for each in store.get(found.id).premortem] == ["I never asked"]
    assert app.text_input(key="decisions.premortem_text_1").value == ""


def test_an_edit(found: Decision, store: DecisionStore) -> None:
    item = found.question.id
    app = drawn(found.id, editing=item)
    app.text_input(key=f"decisions.edit_text_{item}").set_value("Stay or go?")
    press_and_overtake(app, f"decisions.edit_save_{item}")
    assert store.get(found.id).title == "Stay or go?"
    assert "decisions.editing" not in app.session_state


def test_all_proposals(found: Decision, store: DecisionStore) -> None:
    app = drawn(found.id, confirming=True)
    press_and_overtake(app, "decisions.confirm_these")
    assert not editing.proposals(store.get(found.id))
    assert "decisions.confirming" not in app.session_state


@pytest.mark.parametrize("opened", ["editing", "confirming"])
def test_a_dialog_stays_until_it_is_closed(found: Decision, opened: str) -> None:
    key: Callable[[str], str] = {
        "editing": "decisions.edit_save_{}".format,
        "confirming": "decisions.confirm_these".format,
    }[opened]
    app = drawn(found.id, **{opened: found.question.id})
    for _ in range(2):
        assert key(found.question.id) in {each.key for each in app.button}
        app.run()


def test_a_dialog_takes_the_place_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})
    decision_session.confirm_all()
    decision_session.edit("item")
    assert (decision_session.editing(), decision_session.is_confirming()) == ("item", False)
    decision_session.confirm_all()
    assert (decision_session.editing(), decision_session.is_confirming()) == ("", True)
