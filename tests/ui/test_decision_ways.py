"""What can be done with a decision on its page: nothing counts that was not said, waiting is
offered as deferring, what is confirmed is shown, and what is taken along is whole, in the page's
language.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import streamlit as st
from icalendar import Calendar
from streamlit.testing.v1 import AppTest

from chains.decide.rules import find_by_rules
from decisions import editing
from decisions.checking import cut
from decisions.freezing import contents, defer, freeze
from decisions.leaning import points
from decisions.parts import (
    Action,
    Addition,
    Advice,
    Cause,
    Criterion,
    DecideBy,
    Letter,
    Option,
    Prediction,
    Reason,
    Review,
    Stance,
    StateOfMind,
    Tension,
    Tripwire,
    Uncertainty,
)
from decisions.record import Decision, Noted, items, written
from decisions.store import DecisionStore
from journal.store import EntryStore
from tests.chains.decide.deciding import KOREAN, LATER
from tests.ui.conftest import words
from tests.ui.test_decisions import drawn, page_in_english
from ui.screens.decisions.plot import columns_of
from ui.screens.decisions.take_along import as_calendar, as_markdown, as_page
from ui.shared.text import language

NOW = datetime(2026, 11, 23, 9, 0)
TODAY = date.today()


@pytest.fixture
def found(folders: Path) -> Decision:
    """A decision as the rules propose it."""
    entry = EntryStore(folders / "journal").save(KOREAN)
    (proposal,) = find_by_rules(entry)
    return DecisionStore(folders / "journal").save(replace(proposal, found_by="rules"))


@pytest.fixture
def taken(found: Decision, folders: Path) -> Decision:
    return DecisionStore(folders / "journal").save(editing.confirm_all(found, NOW))


def stored(folders: Path, identifier: str) -> Decision:
    return DecisionStore(folders / "journal").get(identifier)


def press(app: AppTest, label: str) -> AppTest:
    next(each for each in app.button if each.label == label).click().run()
    assert not app.exception
    return app


def test_what_was_not_said_is_neither_kept_nor_frozen(taken: Decision, folders: Path) -> None:
    app = drawn(taken.id, "decide")
    job = next(each for each in taken.options if "취업" in each.value.label)
    app.radio(key="decisions.chosen").set_value(job.id).run()
    app.text_area(key="decisions.why").set_value("더 재밌다")
    app.text_input(key="decisions.prediction_1").set_value("반년 뒤에도 다닌다")
    press(app, "결정 확정하기")
    made = stored(folders, taken.id)
    assert contents(made.decided[0])["confidence"] == ""
    assert made.state is None
    (expected,) = made.predictions
    assert (expected.value.probability, expected.value.resolve_by) == (None, None)


def test_a_range_of_outcomes_may_not_pass_a_hundred(taken: Decision, folders: Path) -> None:
    app = drawn(taken.id, "decide")
    app.radio(key="decisions.chosen").set_value(taken.options[0].id).run()
    app.text_area(key="decisions.why").set_value("끌려서")
    for number, chance in ((1, 80), (2, 30)):
        app.text_input(key=f"decisions.outcome_{number}").set_value(f"경우 {number}")
        app.number_input(key=f"decisions.outcome_chance_{number}").set_value(chance)
    press(app, "결정 확정하기")
    assert "110%" in words(app)
    app.number_input(key="decisions.outcome_chance_2").set_value(20)
    press(app, "결정 확정하기")
    made = stored(folders, taken.id)
    assert [each.value.probability for each in made.predictions] == [80, 20]
    assert len({each.value.span for each in made.predictions}) == 1


def test_a_stance_without_a_lean_leans_nowhere(taken: Decision, folders: Path) -> None:
    app = AppTest.from_function(page_in_english, default_timeout=60)
    app.query_params["d"] = taken.id
    app.run()
    app.pills(key="decisions.drawer").set_value("write").run()
    app.segmented_control(key="decisions.kind").set_value("stance").run()
    press(app, "Save")
    assert "Choose an option and a lean" in words(app)
    app.text_area(key="decisions.text").set_value("잘 모르겠다")
    press(app, "Save")
    stance = stored(folders, taken.id).stances[-1].value
    assert (stance.text, dict(stance.leans), stance.confidence) == ("잘 모르겠다", {}, None)
    assert stored(folders, taken.id).status == "exploring"


def test_choosing_to_wait_offers_to_defer(taken: Decision) -> None:
    app = drawn(taken.id, "decide")
    waiting = next(each for each in taken.options if "두고 보기" in each.value.label)
    app.radio(key="decisions.chosen").set_value(waiting.id).run()
    assert "기다리는 쪽을 골랐어요" in words(app)
    app.button(key="decisions.defer_instead").click().run()
    assert not app.exception
    assert any(each.label == "미루기" for each in app.button)


def test_a_day_that_passed_asks_for_the_next_act(taken: Decision, folders: Path) -> None:
    assert taken.decide_by is not None
    passed = replace(taken.decide_by.value, last=TODAY - timedelta(days=1))
    DecisionStore(folders / "journal").save(
        replace(taken, decide_by=replace(taken.decide_by, value=passed))
    )
    app = drawn(taken.id)
    assert "정하기로 한 날이 지났어요" in words(app)
    assert [each.label for each in app.button].count("정하기") == 1
    app.button(key="decisions.due_decide").click().run()
    assert app.radio(key="decisions.chosen") is not None


def test_deferring_shows_and_keeps_the_words_of_the_journal(taken: Decision, folders: Path) -> None:
    app = drawn(taken.id, "defer")
    app.date_input(key="decisions.until").set_value(TODAY + timedelta(days=90))
    app.text_input(key="decisions.defer_wire_1").set_value("공고가 나면")
    app.text_input(key="decisions.defer_then_1").set_value("지원한다")
    press(app, "미루기")
    made = stored(folders, taken.id)
    assert made.decide_by is not None
    assert taken.decide_by is not None
    assert made.decide_by.quote == taken.decide_by.quote
    assert made.decide_by.value.last == taken.decide_by.value.last
    assert made.decide_by.value.day == TODAY + timedelta(days=90)
    assert "미뤄서 정할 날" in words(app)


def test_all_that_is_confirmed_together_was_shown(found: Decision, folders: Path) -> None:
    DecisionStore(folders / "journal").save(editing.take_on(found, NOW))
    app = drawn(found.id)
    assert "규칙으로 찾은 제안이에요" in words(app)
    app.session_state["decisions.confirming"] = True
    app.run()
    shown = words(app)
    waiting = editing.proposals(stored(folders, found.id))
    assert waiting
    for _, item in waiting:
        assert item.quote is None or item.quote.text.strip("- ")[:12] in shown
    app.button(key="decisions.confirm_these").click().run()
    assert not editing.proposals(stored(folders, found.id))


def decided(decision: Decision, folders: Path, letter: str = "") -> Decision:
    sealed = written(Letter(text=letter, opens_on=TODAY), NOW) if letter else None
    made = freeze(
        replace(decision, letter=sealed),
        chosen=decision.options[0].id,
        why="끌려서",
        confidence=None,
        at=datetime.now(),
    )
    return DecisionStore(folders / "journal").save(made)


def test_looking_back_once_more_spends_no_review(taken: Decision, folders: Path) -> None:
    made = decided(taken, folders)
    app = drawn(made.id)
    app.button(key="decisions.review_early").click().run()
    assert stored(folders, made.id) == made
    app.text_area(key="decisions.recalled").set_value("가고 싶었다")
    press(app, "이제 기록 열기")
    app.text_area(key="decisions.happened").set_value("다니는 중")
    press(app, "남기기")
    after = stored(folders, made.id)
    assert (after.status, after.reviews[:3]) == ("decided", made.reviews)
    assert after.reviews[3].value.happened == "다니는 중"


def test_a_rehearsal_keeps_nothing(taken: Decision, folders: Path) -> None:
    made = decided(taken, folders)
    app = drawn(made.id)
    app.button(key="decisions.rehearse").click().run()
    assert "끌려서" not in words(app)
    app.text_area(key="decisions.recalled").set_value("기억나는 대로")
    press(app, "이제 기록 열기")
    assert "끌려서" in words(app)
    press(app, "저장하지 않고 닫기")
    assert stored(folders, made.id) == made
    app.button(key="decisions.rehearse").click().run()
    assert app.text_area(key="decisions.recalled").value == ""


def test_the_letter_is_there_after_a_review_and_in_the_export(
    taken: Decision, folders: Path
) -> None:
    made = decided(taken, folders, letter="잘 지내고 있니?")
    told = Review(due=TODAY, held_on=TODAY, happened="그럭저럭")
    held = replace(made.reviews[0], value=told)
    DecisionStore(folders / "journal").save(replace(made, reviews=(held, *made.reviews[1:])))
    html = words(drawn(made.id))
    assert "내가 보낸 편지" in html
    assert "잘 지내고 있니?" in html
    assert "잘 지내고 있니?" in as_markdown(made)


def test_an_option_shows_its_two_strongest_reasons_and_the_entry_is_named_once(
    taken: Decision, folders: Path
) -> None:
    option = taken.options[0].id
    spans = [(0, 12), (12, 30), (30, 44), (44, 60), (60, 72)]
    reasons = tuple(
        Noted(
            value=Reason(option=option, side="for", weight=weight),
            dated=KOREAN.written_on,
            quote=cut(KOREAN, *span),
            confirmed_at=NOW,
        )
        for span, weight in zip(spans, (1, 5, 1, 4, 1), strict=True)
    )
    DecisionStore(folders / "journal").save(
        replace(taken, reasons=reasons, tensions=(), decide_by=None, stances=(), next_actions=())
    )
    html = words(drawn(taken.id))
    column = html.split('<section class="x-column')[1].split("</section>")[0]
    shown, folded = column.split("<details")
    assert shown.count("<blockquote") == 2
    assert "●●●●●" in shown
    assert "●●●●" in shown
    assert folded.count("<blockquote") == 3
    assert html.count("2024년 4월 30일") == 1
    assert html.split("<h1>")[1].startswith("나는 이제 어떤 선택을 해야 할까?")


def test_the_chart_has_a_column_for_each_entry_and_no_line_across_silence(
    taken: Decision,
) -> None:
    option = taken.options[0].id
    later = replace(LATER, written_on=date(2027, 1, 1), body="대학원은 이제 진짜 아니다.")

    def stance(entry: object, lean: int) -> Noted[Stance]:
        source = KOREAN if entry is KOREAN else later
        return Noted(
            value=Stance(leans={option: lean}),
            dated=source.written_on,
            quote=cut(source, 0, 9),
            confirmed_at=NOW,
        )

    one = points(replace(taken, reasons=(), stances=(stance(KOREAN, 1),)))
    assert len(columns_of(one)) == 1
    both = points(
        replace(
            taken, reasons=(), stances=(stance(KOREAN, 1), stance(KOREAN, 2), stance(later, -2))
        )
    )
    assert len(columns_of(both)) == 2
    assert [each.stretch for each in both] == [0, 0, 1]
    assert [each.line for each in both] == [1, 1.5, -2]


def test_the_chart_names_a_month_once(taken: Decision) -> None:
    option = taken.options[0].id
    stances = tuple(
        Noted(value=Stance(leans={option: 1}), dated=dated, confirmed_at=NOW)
        for dated in (date(2026, 10, 30), date(2026, 11, 2), date(2026, 11, 9), date(2026, 12, 1))
    )
    columns = columns_of(points(replace(taken, reasons=(), stances=stances)))
    said = [name.split("|")[1] for name in columns.values()]
    assert len(set(columns.values())) == 4
    assert [bool(each) for each in said] == [True, True, False, True]


def full(taken: Decision) -> Decision:
    """Return a decision that says something of every kind, each in words of its own."""
    option, other = taken.options[0].id, taken.options[1].id
    by = Noted(
        value=DecideBy(words="사월 말", last=date(2027, 4, 30), waiting_cost="월세가 든다"),
        dated=NOW.date(),
        confirmed_at=NOW,
    )
    struck = written(Reason(option=option, side="for", text="집이 가깝다", weight=4), NOW)
    against = written(
        Reason(option=option, side="against", text="돈이 든다", basis="person", about="첫해"), NOW
    )
    record = replace(
        editing.strike_out(
            replace(taken, reasons=(*taken.reasons, struck, against)), struck.id, against.id, NOW
        ),
        context=written("졸업반이다", NOW),
        stakes=written("두 해가 걸렸다", NOW),
        reversibility=written("one_way", NOW),
        options=(
            *taken.options,
            written(Option(label="유학", ruled_out_on=NOW.date(), why="비용이 크다"), NOW),
        ),
        criteria=(written(Criterion(label="배우는 속도", weight=4), NOW),),
        tensions=(
            Noted(
                value=Tension(other=cut(KOREAN, 0, 9), holds="second"),
                dated=KOREAN.written_on,
                quote=cut(KOREAN, 10, 20),
                confirmed_at=NOW,
            ),
        ),
        stances=(written(Stance(leans={other: 2}, confidence=65, text="거의 정했다"), NOW),),
        uncertainties=(
            written(Uncertainty(question="합격할까", how="전화한다", by=date(2027, 1, 5)), NOW),
        ),
        advice=(written(Advice(who="선배", said="천천히 해라", reaction="그 말이 맞다"), NOW),),
        decide_by=by,
        premortem=(written(Cause(text="묻지 않았다", mine=False, prevention="미리 묻기"), NOW),),
        backcast=(written(Cause(text="꾸준했다", mine=True), NOW),),
        predictions=(
            written(
                Prediction(
                    statement="반년 다닌다", probability=85, outcome=True, resolved_on=NOW.date()
                ),
                NOW,
            ),
        ),
        next_actions=(written(Action(text="메일 쓰기", due=date(2027, 2, 2)), NOW),),
        letter=written(Letter(text="잘 지내니", opens_on=date(2028, 1, 1)), NOW),
        notes="파일에 적은 말",
    )
    wires = (Tripwire(condition="공고가 나면", then="지원서를 낸다", day=date(2027, 3, 3)),)
    deferred = defer(record, until=date(2027, 6, 6), tripwires=wires, cost="방세도 든다", at=NOW)
    frozen = freeze(
        deferred,
        chosen=other,
        why="더 끌린다",
        confidence=55,
        at=NOW,
        state=StateOfMind(energy=4, mood="후련하다"),
    )
    review = Review(
        due=date(2026, 12, 23), recalled="기억한 말", recalled_on=NOW.date(), held_on=NOW.date(),
        happened="일어난 일", process=2, outcome=5, luck="운 좋은 만남", same_again="다시 그런다",
        lesson="일찍 묻자",
    )  # fmt: skip
    return replace(
        frozen,
        reviews=(replace(frozen.reviews[0], value=review), *frozen.reviews[1:]),
        additions=(written(Addition(text="나중에 덧붙인 말"), NOW),),
    )


def texts_in(value: object) -> list[str]:
    """Return every text of more than one word or of Hangul that a record says."""
    if isinstance(value, str):
        return [value] if any("가" <= char <= "힣" for char in value) else []
    if isinstance(value, tuple):
        return [text for each in value for text in texts_in(each)]
    if is_dataclass(value):
        return [
            text
            for each in fields(value)
            if each.name not in ("id", "extra", "text")
            or (each.name == "text" and not hasattr(value, "sha256"))
            for text in texts_in(getattr(value, each.name))
        ]
    return []


def test_the_files_hold_the_whole_record(taken: Decision) -> None:
    made = full(taken)
    markdown, page = as_markdown(made), as_page(made)
    said = {text for _, item in items(made) for text in texts_in(item)} | {made.notes}
    assert len(said) > 40
    plain = markdown.replace("\\", "").replace("\n> ", "\n")
    missing = [text for text in said if text.strip() not in plain]
    assert not missing
    assert not [t for t in said if t.strip() not in page.replace("&quot;", '"')]
    for figure in ("85%", "65%", "55%", "4 / 5", "2 / 5", "5 / 5", "6 Jun 2027", "3 Mar 2027"):
        assert figure in markdown
    assert "no way back" in markdown
    assert "somebody else’s view" in markdown
    assert "Decided on 23 Nov 2026" in markdown


@pytest.mark.usefixtures("taken")
def test_downloads_speak_the_language_and_keep_the_zone_of_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    offered: list[Callable[[], str | bytes]] = []
    monkeypatch.setattr(st, "download_button", lambda _, data, *__, **___: offered.append(data))

    def page() -> None:
        from ui.screens.decisions.take_along import draw_export
        from ui.shared.app_services import services
        from ui.shared.text import choose_language

        choose_language("ko")
        (decision,) = services().decisions.load().decisions
        draw_export(decision)

    assert not AppTest.from_function(page, default_timeout=60).run().exception
    made: list[str | bytes] = []
    # As Streamlit does it: in a thread that belongs to no visit.
    fetching = threading.Thread(target=lambda: made.extend(each() for each in offered))
    fetching.start()
    fetching.join()
    markdown, as_html, calendar = made
    assert isinstance(calendar, bytes)
    assert "## 물음" in str(markdown)
    assert "<h2>물음</h2>" in str(as_html)
    (event,) = Calendar.from_ical(calendar).walk("VEVENT")
    assert str(event["SUMMARY"]).startswith("정할 날")
    assert language() == "en"


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Kiritimati", "Asia/Seoul"])
def test_the_days_in_the_calendar_are_the_writers_own(taken: Decision, zone: str) -> None:
    made = full(taken)
    calendar = Calendar.from_ical(as_calendar(made, zone))
    events: list[Any] = calendar.walk("VEVENT")
    summaries = [str(each["SUMMARY"]) for each in events]
    assert len(events) > 5
    assert len(set(summaries)) == len(summaries)
    assert {str(each["DESCRIPTION"]) for each in events} == {made.title}
    there = [each["DTSTART"].dt.astimezone(ZoneInfo(zone)) for each in events]
    assert {(each.hour, each.minute) for each in there} == {(9, 0)}
    assert date(2027, 3, 3) in {each.date() for each in there}
    assert all(each["DTSTART"].dt.tzinfo in (UTC, ZoneInfo("UTC")) for each in events)
