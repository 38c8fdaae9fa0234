"""Decisions as files: exact round trips, nothing hidden, nothing frozen changed, nothing later in
an as-of view.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decisions import editing
from decisions.as_of import as_of
from decisions.calendar_file import calendar_file
from decisions.checking import check, cut, without_outlived
from decisions.decision_file import read_decision, write_decision
from decisions.forecasts import calibration
from decisions.freezing import add_months, contents, defer, freeze, verifies
from decisions.leaning import points, turning
from decisions.merging import merge, split, unmerge
from decisions.parts import Letter, Option, Prediction, Quote, Reason, Stance, Tripwire, Uncertainty
from decisions.record import Decision, Noted, items, quotes, written
from decisions.schedule import dates_of, due, in_order
from decisions.store import DecisionStore
from errors import EntryNotFoundError, StorageError
from journal.entry import Entry
from journal.frontmatter import Document, parse, render
from tests.decisions.records import ENTRIES, FIRST, NOW, decisions, entry_of
from tests.properties import examples

QUICK = settings(max_examples=examples(40), deadline=None, suppress_health_check=list(HealthCheck))
ENTRY = ENTRIES[0]


def plain(question: str = "대학원에 갈까, 취업할까?", *labels: str) -> Decision:
    options = tuple(written(Option(label=label), NOW) for label in labels or ("대학원", "취업"))
    return Decision(created_at=NOW, question=written(question, NOW), options=options)


@QUICK
@given(decisions())
def test_a_decision_survives_its_file(decision: Decision) -> None:
    text = render(write_decision(decision, Document()))
    assert read_decision(parse(text, where="x.md"), where="x.md") == decision


@QUICK
@given(decisions(), st.integers(0, 1500))
def test_as_of_uses_nothing_written_later(decision: Decision, days: int) -> None:
    day = FIRST + timedelta(days=days)
    seen = as_of(decision, day)
    if seen is None:
        assert decision.question.dated > day
        return
    assert all(quote.written_on <= day for quote in quotes(seen))
    assert all(told <= day for told in told_days(seen))
    assert all(point.dated <= day for point in points(seen))
    assert {item.id for _, item in items(seen)} <= {item.id for _, item in items(decision)}
    assert as_of(seen, day) == seen


def told_days(value: object) -> list[date]:
    """Return every day in a record that says when something was so."""
    if isinstance(value, tuple):
        return [day for each in value for day in told_days(each)]
    if not is_dataclass(value):
        return []
    found = []
    for each in fields(value):
        inner = getattr(value, each.name)
        if each.name in ("dated", "written_on", "confirmed_at") or each.name.endswith("_on"):
            found += [inner.date() if isinstance(inner, datetime) else inner] if inner else []
        else:
            found += told_days(inner)
    return found


@QUICK
@given(decision=decisions(), steps=st.lists(st.integers(0, 30), max_size=8))
def test_what_is_frozen_stays_whatever_is_done_after(
    decision: Decision, steps: list[int], tmp_path: Path
) -> None:
    folder = tmp_path / decision.id  # of its own: a store reads again what lies beside it
    store = DecisionStore(folder)
    frozen = freeze(decision, chosen=decision.options[1].id, why="더 재밌다", confidence=70, at=NOW)
    kept = store.save(frozen).decided
    for step in steps:
        every = [item.id for _, item in items(store.get(decision.id))]
        target = every[step % len(every)]
        store.update(decision.id, lambda each, t=target: editing.confirm(each, t, NOW))  # type: ignore[misc]
        if step % 3 == 0:
            store.update(decision.id, lambda each, t=target: editing.dismiss(each, t))  # type: ignore[misc]
        if step % 5 == 0:
            store.update(
                decision.id,
                lambda each: freeze(each, chosen="x", why="again", confidence=None, at=NOW),
            )
    again = DecisionStore(folder).get(decision.id)
    assert again.decided[:1] == kept
    assert all(verifies(each) for each in again.decided)
    with pytest.raises(StorageError, match="frozen"):
        store.save(replace(again, decided=()))
    with pytest.raises(StorageError, match="frozen"):
        store.save(
            replace(again, decided=(replace(kept[0], text=kept[0].text + " "), *again.decided[1:]))
        )


def test_the_frozen_part_counts_only_what_was_confirmed() -> None:
    quote = cut(ENTRY, 0, 5)
    decision = plain()
    guess = Noted(
        value=Reason(option=decision.options[0].id, side="for"), dated=ENTRY.written_on, quote=quote
    )
    frozen = freeze(
        replace(decision, reasons=(guess,)),
        chosen=decision.options[1].id,
        why="w",
        confidence=60,
        at=NOW,
    )
    kept = contents(frozen.decided[0])
    assert kept["chosen"] == "취업"
    assert kept["rejected"] == ["대학원"]
    assert "reasons" not in kept["record"]
    assert [each.value.due for each in frozen.reviews] == [
        add_months(NOW.date(), months) for months in (1, 6, 12)
    ]


def test_a_broken_file_hides_nothing_and_is_left_alone(tmp_path: Path) -> None:
    store = DecisionStore(tmp_path)
    good = store.save(plain())
    broken = tmp_path / "decisions" / "broken.md"
    broken.write_text("---\nid: [a\n---\n", encoding="utf-8")
    newer = tmp_path / "decisions" / "newer.md"
    newer.write_text("---\nid: n\nschema: 99\n---\n", encoding="utf-8")
    unfit = tmp_path / "decisions" / "unfit.md"
    unfit.write_text("---\nid: u\ncreated_at: yesterday\nquestion: no\n---\n", encoding="utf-8")
    loaded = DecisionStore(tmp_path).load()
    assert loaded.decisions == (good,)
    assert {each.key for each in loaded.problems} == {
        "frontmatter.broken",
        "decision.newer",
        "decision.unfit",
    }
    assert broken.read_text(encoding="utf-8") == "---\nid: [a\n---\n"


def test_unknown_keys_survive_a_change(tmp_path: Path) -> None:
    store = DecisionStore(tmp_path)
    saved = store.save(plain())
    path = next((tmp_path / "decisions").glob("*.md"))
    path.write_text(
        path.read_text()
        .replace("---\n", "---\nmood: [a, b]\n", 1)
        .replace("{label:", "{tint: red, label:")
    )
    changed = DecisionStore(tmp_path).update(saved.id, lambda each: replace(each, status="leaning"))
    assert changed.status == "leaning"
    assert "mood: [a, b]" in path.read_text()
    assert path.read_text().count("tint: red") == 2


def test_what_an_older_version_named_is_kept_as_any_unknown_key(tmp_path: Path) -> None:
    store = DecisionStore(tmp_path)
    made = plain()
    option = made.options[0].id
    saved = store.save(
        replace(
            made,
            reasons=(written(Reason(option=option, side="for", text="돈"), NOW),),
            stances=(written(Stance(leans={option: 1}, text="간다"), NOW),),
            uncertainties=(written(Uncertainty(question="붙을까?"), NOW),),
        )
    )
    path = next((tmp_path / "decisions").glob("*.md"))
    older = {
        "text: 돈": "text: 돈, superseded_by: abc, superseded_on: some day",
        "text: 간다": "text: 간다, trigger: [a talk]",
        "question: 붙을까?": "question: 붙을까?, answered_on: 2024, answer: {text: 붙었다}",
    }
    for now, then in older.items():
        assert path.read_text().count(now) == 1
        path.write_text(path.read_text().replace(now, then))

    again = DecisionStore(tmp_path)
    assert not again.load().problems
    again.update(saved.id, lambda each: replace(each, status="leaning"))

    text = path.read_text()
    assert "status: leaning" in text
    for key in ("superseded_by: abc", "superseded_on: some day", "trigger: [a talk]"):
        assert key in text
    assert "answered_on: 2024" in text or 'answered_on: "2024"' in text
    assert "answer: {text: 붙었다}" in text


def test_two_hundred_decisions_are_read_once(tmp_path: Path) -> None:
    store = DecisionStore(tmp_path)
    for number in range(200):
        store.save(plain(f"{number}?"))
    again = DecisionStore(tmp_path)
    first = again.load().decisions
    assert len(first) == 200
    assert all(a is b for a, b in zip(first, again.load().decisions, strict=True))


def test_a_dismissed_proposal_leaves_its_print_and_can_be_brought_back() -> None:
    decision = plain()
    reason = Noted(
        value=Reason(option=decision.options[0].id, side="for"), dated=FIRST, quote=cut(ENTRY, 0, 9)
    )
    full = replace(decision, reasons=(reason,))
    gone = editing.dismiss(full, reason.id)
    assert not gone.reasons
    assert editing.fingerprint("reasons", replace(reason, id="other")) in gone.dismissed
    assert editing.bring_back(gone, "reasons", reason) == full


def test_striking_out_a_pair_and_back() -> None:
    decision = plain()
    pair = tuple(
        written(Reason(option=each.id, side="for", text=str(n)), NOW)
        for n, each in enumerate(decision.options)
    )
    struck = editing.strike_out(replace(decision, reasons=pair), pair[0].id, pair[1].id, NOW)
    assert [each.value.struck_with for each in struck.reasons] == [(pair[1].id,), (pair[0].id,)]
    assert not points(struck)
    assert editing.strike_out(struck, pair[1].id, pair[0].id, NOW).reasons == pair


@QUICK
@given(decisions(), decisions())
def test_merging_is_undone_by_splitting(first: Decision, second: Decision) -> None:
    joined, aside = merge(first, replace(second, decided=()))
    back, other = unmerge(joined, aside)
    assert back == replace(first, dismissed=joined.dismissed)
    assert other == second
    assert {each.value.label for each in joined.options} == {"대학원", "취업"}


def test_a_merge_keeps_every_word_of_both() -> None:
    first, second = (
        replace(
            plain(),
            context=written(f"{name} 배경", NOW),
            stakes=written("월세", NOW) if name == "둘째" else None,
            letter=written(Letter(text=f"{name} 편지", opens_on=NOW.date()), NOW)
            if name == "둘째"
            else None,
            notes=f"{name} 메모",
        )
        for name in ("첫째", "둘째")
    )
    joined, aside = merge(first, second)
    words = render(write_decision(joined, Document()))
    for said in ("첫째 배경", "둘째 배경", "월세", "둘째 편지", "첫째 메모", "둘째 메모"):
        assert said in words
    assert unmerge(joined, aside) == (replace(first, dismissed=()), second)


def test_a_decision_splits_with_what_belongs_to_the_option() -> None:
    decision = plain("둘?", "대학원", "취업")
    reason = written(Reason(option=decision.options[1].id, side="for", text="돈"), NOW)
    left, new = split(
        replace(decision, reasons=(reason,)), frozenset({decision.options[1].id}), "취업할까?", NOW
    )
    assert (len(left.options), left.reasons, new.reasons) == (1, (), (reason,))
    with pytest.raises(StorageError):
        split(left, frozenset({left.options[0].id}), "?", NOW)


def test_deferring_needs_a_tripwire_and_a_day() -> None:
    for too_little in ((), (Tripwire(condition="5월"),), (Tripwire(then="다시 본다"),)):
        with pytest.raises(StorageError):
            defer(plain(), until=date(2027, 3, 1), tripwires=too_little, cost="", at=NOW)
    wires = (Tripwire(condition="5월까지 소식이 없으면", then="다시 본다", day=date(2027, 5, 1)),)
    deferred = defer(plain(), until=date(2027, 3, 1), tripwires=wires, cost="", at=NOW)
    assert [(each.kind, each.day) for each in dates_of(deferred)] == [
        ("decide_by", date(2027, 3, 1)),
        ("tripwire", date(2027, 5, 1)),
    ]
    assert [group for group, _ in in_order([deferred, plain()], date(2027, 3, 1))] == [
        "due",
        "open",
    ]
    assert not due(deferred, date(2027, 2, 28))


def test_a_clock_set_back_breaks_nothing() -> None:
    early = NOW - timedelta(days=4000)
    decision = editing.confirm_all(plain(), early)
    frozen = freeze(decision, chosen=decision.options[0].id, why="w", confidence=None, at=early)
    assert as_of(frozen, early.date()) is None
    assert in_order([frozen], early.date())[0][0] == "decided"


def test_quotes_are_held_against_their_entry() -> None:
    quote = cut(ENTRY, 3, 12)
    moved = replace(ENTRY, body="앞에 붙인 말. " + ENTRY.body)
    state, found = check(quote, lambda _: moved)
    assert state == "exact"
    assert moved.body[found.start : found.end] == quote.text
    assert check(quote, lambda _: replace(ENTRY, body="다른 글"))[0] == "changed"

    def gone(entry_id: str) -> object:
        raise EntryNotFoundError("No.", hint="…", key="store.not_found", id=entry_id)

    assert check(quote, gone)[0] == "deleted"  # type: ignore[arg-type]
    assert quote.text == ENTRY.body[3:12]


@QUICK
@given(decisions())
def test_every_quote_stands_in_its_entry(decision: Decision) -> None:
    for quote in quotes(decision):
        assert entry_of(quote.entry_id).body[quote.start : quote.end] == quote.text


def test_too_few_predictions_say_nothing_and_many_give_a_score() -> None:
    said = [Prediction(statement="a", probability=80, outcome=n % 5 != 0) for n in range(30)]
    assert calibration(said[:9]).trust == "too_few"
    assert calibration(said[:10]).trust == "some"
    found = calibration(said)
    assert (found.trust, round(found.brier or 0, 2)) == ("good", 0.16)
    assert [(each.count, round(each.said, 2), round(each.came_true, 2)) for each in found.bins] == [
        (30, 0.8, 0.8)
    ]


def test_the_line_is_moved_by_what_was_confirmed_and_turns_are_found() -> None:
    decision = plain()
    option = decision.options[0].id

    def reason(days: int, side: str, counts: bool) -> Noted[Reason]:
        quote = Quote(
            entry_id="e", start=0, end=1, text=str(days), written_on=FIRST + timedelta(days)
        )
        return Noted(
            value=Reason(option=option, side=side),  # type: ignore[arg-type]
            dated=quote.written_on,
            quote=quote,
            confirmed_at=NOW if counts else None,
        )

    reasons = (reason(9, "against", True), reason(1, "for", True), reason(5, "for", False))
    found = points(replace(decision, reasons=reasons))
    assert [(each.text, each.line) for each in found] == [("1", 1.0), ("5", None), ("9", 0.0)]
    assert [each.text for each in turning(found)] == ["1", "9"]


@pytest.mark.parametrize(
    ("zone", "day", "utc"),
    [
        ("Asia/Seoul", date(2027, 3, 28), "2027-03-28T00:00"),
        ("Europe/Berlin", date(2027, 3, 27), "2027-03-27T08:00"),
        ("Europe/Berlin", date(2027, 3, 28), "2027-03-28T07:00"),
        ("America/New_York", date(2027, 11, 6), "2027-11-06T13:00"),
        ("America/New_York", date(2027, 11, 7), "2027-11-07T14:00"),
    ],
)
def test_the_calendar_file_is_read_by_another_reader(zone: str, day: date, utc: str) -> None:
    import vobject

    title = (
        "돌아볼 날: 대학원, 취업; 아주 긴 제목이라서 일흔다섯 바이트를 훌쩍 넘어 여러 줄로 접혀야"
        " 하는 것"
    )
    deferred = defer(
        plain(),
        until=day,
        tripwires=(Tripwire(condition="x", then="y"),),
        cost="",
        at=NOW,
    )
    made = calendar_file(
        dates_of(deferred),
        zone=zone,
        title=lambda _: title,
        description="대학원에 갈까, 취업할까?",
        now=NOW.astimezone(),
    )
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    event = vobject.readOne(made.decode()).vevent
    assert event.summary.value == title
    assert event.description.value == "대학원에 갈까, 취업할까?"
    assert event.dtstart.value.strftime("%Y-%m-%dT%H:%M") == utc
    assert event.dtstart.value.utcoffset() == timedelta(0)
    again = calendar_file(
        dates_of(deferred),
        zone=zone,
        title=lambda _: "other",
        description="",
        now=NOW.astimezone(),
    )
    assert vobject.readOne(again.decode()).vevent.uid.value == event.uid.value


def test_a_proposal_goes_with_its_sentence_and_what_was_touched_stays() -> None:
    def now_only(_: str) -> Entry:
        return replace(ENTRY, body="Rain.")

    quote = cut(ENTRY, 0, len(ENTRY.body))
    asked = Noted(value="Stay or go?", dated=quote.written_on, origin="extracted", quote=quote)
    found = replace(plain(), question=asked, options=())
    touched = (
        replace(found, notes="mine"),
        replace(found, options=(written(Option(label="stay"), NOW),)),
        replace(found, status="dropped"),
        editing.take_on(found, NOW),
        plain(),
    )
    assert without_outlived((found, *touched), now_only) == touched
    assert without_outlived((found,), lambda _: ENTRY) == (found,)
