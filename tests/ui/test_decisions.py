"""The Decisions page over real services: hostile text, changed and deleted quotes, broken files,
exports.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from chains.decide.rules import find_by_rules
from decisions import editing
from decisions.freezing import defer, freeze
from decisions.parts import DecideBy, Option, Tripwire
from decisions.record import Decision, written
from decisions.store import DecisionStore
from journal.store import EntryStore
from tests.chains.decide.deciding import KOREAN
from tests.ui.conftest import words
from ui.screens.decisions.plot import COLOURS
from ui.screens.decisions.take_along import as_calendar, as_markdown, as_page
from ui.shared.resources import STYLES

NOW = datetime(2024, 5, 1, 9, 0)
HOSTILE = (
    "<img src=x onerror=alert(1)> **굵게** [링크](http://evil.example) "
    "대학원에 가면 연구가 재미있다."
)


def page() -> None:
    from ui.screens.decisions.page import decisions
    from ui.shared.text import choose_language

    choose_language("ko")
    decisions()


def kept_in(folders: Path) -> Decision:
    """Return a decision found in a saved entry, with a text that would like to be more than
    text.
    """
    entry = EntryStore(folders / "journal").save(replace(KOREAN, body=f"{KOREAN.body}\n{HOSTILE}"))
    (found,) = find_by_rules(entry)
    return DecisionStore(folders / "journal").save(editing.confirm_all(found, NOW))


@pytest.fixture
def decision(folders: Path) -> Decision:
    return kept_in(folders)


def drawn(identifier: str, doing: str = "") -> AppTest:
    app = AppTest.from_function(page, default_timeout=60)
    app.query_params["d"] = identifier
    app.query_params["do"] = doing
    app.run()
    assert not app.exception
    return app


def test_every_text_shows_as_it_was_written(decision: Decision) -> None:
    html = words(drawn(decision.id))
    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    assert "<img" not in html
    assert "4-2학기 학교를 다니면서" in html


def test_a_changed_and_a_deleted_entry_keep_their_quotes_and_say_so(
    decision: Decision, folders: Path
) -> None:
    store = EntryStore(folders / "journal")
    store.save(replace(store.get(KOREAN.id), body="다 지우고 새로 썼다."))
    html = words(drawn(decision.id))
    assert "그 뒤로 글이 바뀌었어요" in html
    assert "확실히 연구하는 것보다 재밌다." in html
    store.delete(KOREAN.id)
    assert "그 뒤로 글이 지워졌어요" in words(drawn(decision.id))


def test_a_broken_file_is_told_and_the_list_is_drawn(decision: Decision, folders: Path) -> None:
    (folders / "journal" / "decisions" / "broken.md").write_text(
        "---\nid: [\n---\n", encoding="utf-8"
    )
    app = drawn("")
    assert "broken.md" in words(app)
    assert decision.title in words(app)


@pytest.mark.parametrize(
    ("rule", "values"), [("by_the_moon", {}), ("semester_next", {"legal_end": "someday"})]
)
def test_a_day_by_a_rule_of_another_version_is_drawn(
    decision: Decision, folders: Path, rule: str, values: dict[str, str]
) -> None:
    by = DecideBy(words="언젠가", last=date(2024, 12, 20), rule=rule, rule_values=values)
    DecisionStore(folders / "journal").save(replace(decision, decide_by=written(by, NOW)))
    app = drawn(decision.id)
    assert not app.exception
    assert "2024년 12월 20일" in words(app)


def test_what_is_taken_along_holds_every_quote_with_its_day(decision: Decision) -> None:
    wires = (Tripwire(condition="5월까지 소식이 없으면", then="다시 본다"),)
    deferred = defer(decision, until=NOW.date(), tripwires=wires, cost="", at=NOW)
    frozen = freeze(deferred, chosen=decision.options[1].id, why="더 재밌다", confidence=70, at=NOW)
    markdown, page_html = as_markdown(frozen), as_page(frozen)
    for each in frozen.reasons:
        assert each.quote is not None
        assert each.quote.text.split("<")[0].strip("- ")[:12] in page_html
    assert frozen.decided[0].sha256 in markdown
    assert "30 Apr 2024" in markdown
    assert "<img" not in page_html
    assert "5월까지 소식이 없으면 (Then I: 다시 본다" in markdown
    assert "\\<img src" in markdown
    assert as_calendar(frozen, "Asia/Seoul").count(b"BEGIN:VEVENT") == 3


def test_deferring_asks_for_a_whole_signal_and_puts_its_day_into_the_calendar(
    decision: Decision, folders: Path
) -> None:
    store = DecisionStore(folders / "journal")
    app = drawn(decision.id, "defer")
    next(each for each in app.button if each.label == "미루기").click().run()
    assert "신호가 하나는 있어야 해요" in words(app)
    assert store.get(decision.id).status == "exploring"
    day = date.today() + timedelta(days=40)
    app.date_input(key="decisions.defer_day_1").set_value(day)
    next(each for each in app.button if each.label == "미루기").click().run()
    assert "신호가 하나는 있어야 해요" in words(app)
    app.text_input(key="decisions.defer_then_1").set_value("교수님께 메일을 쓴다")
    next(each for each in app.button if each.label == "미루기").click().run()
    assert not app.exception
    deferred = store.get(decision.id)
    assert deferred.status == "deferred"
    assert deferred.decide_by is not None
    assert deferred.decide_by.value.last is not None
    assert f"DTSTART:{day:%Y%m%d}" in as_calendar(deferred, "Asia/Seoul").decode()
    assert "→ 교수님께 메일을 쓴다" in words(drawn(decision.id))


def page_in_english() -> None:
    from ui.screens.decisions.page import decisions

    decisions()


def test_what_surrounds_a_decision_is_folded_and_kept(decision: Decision, folders: Path) -> None:
    store = DecisionStore(folders / "journal")
    app = AppTest.from_function(page_in_english, default_timeout=60)
    app.query_params["d"] = decision.id
    app.run()
    app.pills(key="decisions.drawer").set_value("background").run()
    app.text_area(key=f"decisions.stakes_{decision.id}").set_value("Two years")
    saves = [each for each in app.button if each.label == "Save" and "background" in each.form_id]
    saves[0].click().run()
    app.text_input(key="decisions.premortem_text").set_value("I never asked")
    app.text_input(key="decisions.premortem_then").set_value("ask three people")
    app.segmented_control(key="decisions.premortem_mine").set_value(True)
    next(each for each in app.button if each.form_id == "decisions-premortem").click().run()
    assert not app.exception
    kept = store.get(decision.id)
    assert kept.stakes is not None
    assert (kept.stakes.value, kept.context, kept.reversibility) == ("Two years", None, None)
    assert [
        (each.value.text, each.value.prevention, each.value.mine) for each in kept.premortem
    ] == [("I never asked", "ask three people", True)]
    assert "ask three people" in words(app)


def test_the_first_screen_tells_what_is_due(visit: Callable[..., AppTest], folders: Path) -> None:
    question = kept_in(folders).title
    app = visit("ko")
    assert not app.exception
    assert f"정할 날 2024년 12월 20일 · {question}" in words(app)


@pytest.mark.parametrize("whole", [1, 2, 3])
def test_a_merge_is_done_or_not_whichever_write_fails(
    decision: Decision, folders: Path, monkeypatch: pytest.MonkeyPatch, whole: int
) -> None:
    store = DecisionStore(folders / "journal")
    option = written(Option(label="창업"), NOW)
    other = store.save(
        Decision(created_at=NOW, question=written("창업할까?", NOW), options=(option,))
    )
    app = AppTest.from_function(page_in_english, default_timeout=60)
    app.query_params["d"] = decision.id
    app.run()
    app.pills(key="decisions.drawer").set_value("more_ways").run()
    app.selectbox(key="decisions.merge_with").set_value(other.id).run()
    rename, written_to = Path.replace, []

    def fail_later(self: Path, target: Path) -> Path:
        written_to.append(target)
        if len(written_to) > whole:
            raise PermissionError(13, "no")
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", fail_later)
        app.button(key="decisions.merge").click().run()

    again = {each.id: each for each in DecisionStore(folders / "journal").load().decisions}
    assert again[other.id].merged_into == decision.id
    assert again[decision.id].merged == (other.id,)
    assert option.id in {each.id for each in again[decision.id].options}


def test_the_chart_takes_the_colours_that_the_page_gives_to_options() -> None:
    style = (STYLES / "style.css").read_text(encoding="utf-8")
    for at, colour in enumerate(COLOURS, 1):
        assert f".x-colour-{at} {{ --rule: {colour}; }}" in style


def test_a_proposal_is_offered_only_while_its_sentence_stands(folders: Path) -> None:
    entries, store = EntryStore(folders / "journal"), DecisionStore(folders / "journal")
    entry = entries.save(KOREAN)
    (found,) = find_by_rules(entry)
    proposal = store.save(replace(found, found_by="rules"))
    assert "이제 어떤 선택을" in words(drawn(""))
    entries.save(replace(entry, body=entry.body.replace("나는 이제 어떤 선택을 해야 할까?", "")))
    assert "이제 어떤 선택을" not in words(drawn(""))
    store.save(editing.take_on(proposal, NOW))
    assert "이제 어떤 선택을" in words(drawn(""))
