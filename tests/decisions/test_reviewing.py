"""Deferring keeps the writer's words, a look back besides the scheduled ones spends none, the
letter waits for its day, and what was not said does not count.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from decisions import reviewing
from decisions.as_of import as_of
from decisions.checking import cut
from decisions.forecasts import calibration, resolve, resolved
from decisions.freezing import contents, defer, freeze
from decisions.parts import DecideBy, Letter, Prediction, Review, StateOfMind, Tripwire
from decisions.record import Decision, Noted, written
from decisions.schedule import dates_of, due
from decisions.store import DecisionStore
from tests.decisions.records import NOW
from tests.decisions.test_decisions import ENTRY, plain

WIRE = (Tripwire(condition="소식이 없으면", then="다시 본다"),)
TODAY = NOW.date()


def decided(letter: Letter | None = None) -> Decision:
    made = replace(plain(), letter=written(letter, NOW) if letter else None)
    return freeze(made, chosen=made.options[0].id, why="끌려서", confidence=None, at=NOW)


def test_deferring_keeps_the_words_of_the_deadline_beside_the_new_day() -> None:
    quote = cut(ENTRY, 0, 8)
    by = Noted(
        value=DecideBy(words="4-2학기", first=date(2024, 9, 1), last=date(2024, 12, 20), rule="x"),
        dated=ENTRY.written_on,
        origin="extracted",
        quote=quote,
    )
    once = defer(
        replace(plain(), decide_by=by), until=date(2027, 3, 1), tripwires=WIRE, cost="월세", at=NOW
    )
    later = NOW + timedelta(days=30)
    twice = defer(once, until=date(2027, 6, 1), tripwires=WIRE, cost="", at=later)
    kept = twice.decide_by
    assert kept is not None
    assert (kept.quote, kept.value.words, kept.value.last) == (quote, "4-2학기", date(2024, 12, 20))
    assert [each.to for each in kept.value.deferrals] == [date(2027, 3, 1), date(2027, 6, 1)]
    assert (kept.value.day, kept.value.cost) == (date(2027, 6, 1), "월세")
    assert [each.day for each in dates_of(twice)] == [date(2027, 6, 1)]
    before = as_of(twice, TODAY)
    assert before is not None
    assert before.decide_by is not None
    assert before.decide_by.value.day == date(2027, 3, 1)


def test_a_look_back_between_the_scheduled_ones_spends_none_of_them() -> None:
    made = decided()
    at = datetime(2026, 12, 1, 8, 0)
    begun, identifier = reviewing.begin_besides(made, "가고 싶었다", at)
    again = reviewing.recall(begun, identifier, "다른 말", at.date())
    told = Review(due=at.date(), happened="잘 지낸다", process=4)
    held = reviewing.hold(again, identifier, told, at.date())
    assert held.status == "decided"
    assert held.reviews[:3] == made.reviews
    assert (held.reviews[3].value.recalled, held.reviews[3].value.process) == ("가고 싶었다", 4)
    following = reviewing.next_review(held, TODAY)
    assert following is not None
    assert following.id == made.reviews[0].id
    assert [each.months for each in dates_of(held)] == [1, 6, 12]
    seen = as_of(held, date(2026, 12, 31))
    assert seen is not None
    assert seen.status == "decided"
    month = reviewing.hold(held, following.id, told, following.value.due)
    assert month.status == "reviewed"


def test_the_last_of_the_missed_reviews_stands_for_all() -> None:
    made = decided()
    month, half, year = (each.id for each in made.reviews)
    after_half, after_a_year = date(2027, 6, 30), date(2027, 11, 30)
    assert [each.item for each in due(made, after_half)] == [half]
    assert reviewing.next_review(made, after_half) == made.reviews[2]
    assert [each.item for each in due(made, after_a_year)] == [year]
    assert reviewing.next_review(made, after_a_year) is None
    told = Review(due=TODAY, happened="잘 지낸다")
    held = reviewing.hold(made, year, told, after_a_year)
    assert not due(held, after_a_year)
    assert not dates_of(held)
    # What was begun is never passed over.
    begun = reviewing.recall(made, month, "하고 싶었다", date(2026, 12, 24))
    assert [each.item for each in due(begun, after_a_year)] == [month, year]


def test_the_letter_stays_closed_and_then_due_whatever_was_reviewed() -> None:
    opens = date(2027, 11, 23)
    made = decided(Letter(text="잘 지내?", opens_on=opens))
    told = Review(due=TODAY, happened="그냥")
    held = made
    for review in made.reviews:
        held = reviewing.hold(held, review.id, told, review.value.due)
    assert [each.kind for each in due(held, opens)] == ["letter"]
    assert reviewing.open_letter(held, opens - timedelta(days=1)) == held
    opened = reviewing.open_letter(held, opens)
    assert not due(opened, opens)
    assert opened.letter is not None
    assert opened.letter.value.text == "잘 지내?"
    assert as_of(opened, opens - timedelta(days=1)) is not None


def test_what_was_not_said_is_not_frozen() -> None:
    made = plain()
    frozen = freeze(
        made,
        chosen=made.options[0].id,
        why="끌려서",
        confidence=None,
        at=NOW,
        state=StateOfMind(mood="맑음"),
    )
    kept = contents(frozen.decided[0])
    assert kept["confidence"] == ""
    assert "energy" not in json.dumps(kept)
    unsure = Prediction(statement="붙는다", outcome=True)
    assert calibration([unsure]).resolved == 0


def test_one_outcome_of_a_span_settles_the_others() -> None:
    outcomes = tuple(
        written(Prediction(statement=said, probability=chance, span="s"), NOW)
        for said, chance in (("잘됨", 60), ("보통", 30), ("안됨", 10))
    )
    alone = written(Prediction(statement="이사한다", probability=50), NOW)
    made = replace(plain(), predictions=(*outcomes, alone))
    settled = resolve(made, outcomes[1].id, True, TODAY)
    assert [each.value.outcome for each in settled.predictions] == [False, True, False, None]
    assert len(resolved([settled])) == 3
    one_is_false = resolve(made, outcomes[0].id, False, TODAY)
    assert [e.value.outcome for e in one_is_false.predictions] == [False, None, None, None]


def test_what_a_killed_save_left_among_the_decisions_is_removed_after_an_hour(
    tmp_path: Path,
) -> None:
    store = DecisionStore(tmp_path)
    store.save(plain())
    folder = tmp_path / "decisions"
    old, new = folder / ".crossroads-old.tmp", folder / ".crossroads-new.tmp"
    theirs = folder / ".theirs.tmp"
    for path in (old, new, theirs):
        path.write_text("half")
    for path in (old, theirs):
        os.utime(path, (time.time() - 7200,) * 2)
    assert len(store.load().decisions) == 1
    assert not old.exists()
    assert new.exists()
    assert theirs.exists()
