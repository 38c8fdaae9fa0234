"""What a kind of question adds to a sentence: its form, its day, how new it is, what was shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
import pytest

from chains.ask.events import Citation, Plan, Turn
from chains.ask.finding.lifts import (
    AHEAD,
    DEADLINE,
    FIRST,
    FORM,
    NAMED,
    NAMED_FIRST,
    NAMED_THERE,
    NEWEST,
    NEWEST_ALONE,
    NOT_AFTER,
    NOW,
    SHOWN_ENTRY,
    SHOWN_SENTENCE,
    lift_sentences,
)
from chains.evidence.candidates import Candidates, gather_candidates
from journal.entry import Entry
from tests.chains.ask.ranked import entry
from vectorstore.index import open_index
from vectorstore.types import EntryFilter

TODAY: Final = date(2024, 3, 1)
ENTRIES: Final = (
    entry("old", "비가 왔다. 돈이 없었기 때문이다. 오늘 처음으로 뛰었다.", day=0),
    entry("mid", "He said that I should wait. 지원은 2024년 3월 20일까지다.", day=20),
    entry("new", "It rained. 지원은 2024년 2월 10일까지다.", day=30),
)


@pytest.fixture(scope="module")
def candidates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Candidates]:
    index = open_index(tmp_path_factory.mktemp("lifts"))
    index.sync(ENTRIES)
    yield gather_candidates(index, ["q"], EntryFilter())
    index.close()


def lifts(candidates: Candidates, plan: Plan, history: Sequence[Turn] = ()) -> list[float]:
    return [float(each) for each in lift_sentences(candidates, plan, history, TODAY)]


def of_kind(kind: str, phrases: tuple[str, ...] = ("q",), before: str = "") -> Plan:
    return Plan(question="q", phrases=phrases, kind=kind, before=before)  # type: ignore[arg-type]


def place(candidates: Candidates, words: str) -> int:
    texts = [
        of.body[a:b]
        for of, spans in zip(candidates.entries, candidates.sentences, strict=True)
        for a, b in spans
    ]
    return next(at for at, text in enumerate(texts) if words in text)


@pytest.mark.parametrize(
    ("kind", "words", "lift"),
    [("why", "때문", FORM), ("who", "He said", FORM), ("first", "처음으로", FIRST)],
)
def test_a_sentence_in_the_form_that_is_looked_for_is_lifted_alone(
    candidates: Candidates, kind: str, words: str, lift: float
) -> None:
    lifted = lifts(candidates, of_kind(kind))
    assert lifted[place(candidates, words)] == lift
    assert lifted[place(candidates, "비가 왔다")] == lifted[place(candidates, "It rained")] == 0


@pytest.mark.parametrize("kind", ["about", "ever", "period", "change", "count", "options"])
def test_other_kinds_lift_nothing(candidates: Candidates, kind: str) -> None:
    assert not any(lifts(candidates, of_kind(kind)))


def test_for_advice_the_newest_entry_counts_most(candidates: Candidates) -> None:
    lifted = lifts(candidates, of_kind("advice"))
    first, middle, last = (
        lifted[place(candidates, words)] for words in ("비가 왔다", "He said", "It rained")
    )
    assert (first, middle, last) == (0, NEWEST / 2, NEWEST)


def test_a_day_that_is_still_ahead_counts_more_than_one_that_has_passed(
    candidates: Candidates,
) -> None:
    lifted = lifts(candidates, of_kind("deadline"))
    ahead, passed = lifted[place(candidates, "3월 20일")], lifted[place(candidates, "2월 10일")]
    unset = lifted[place(candidates, "It rained")]
    assert ahead == DEADLINE + 0.5
    assert passed == DEADLINE / 2 + 1
    assert unset == 1


@pytest.mark.parametrize("question", ["anything due soon?", "곧 다가오는 일정이 뭐야?"])
def test_where_only_days_ahead_are_asked_for_one_that_has_passed_counts_for_nothing(
    candidates: Candidates, question: str
) -> None:
    lifted = lifts(candidates, of_kind("deadline", phrases=(question,)))
    assert lifted[place(candidates, "3월 20일")] == AHEAD + 0.5
    assert lifted[place(candidates, "2월 10일")] == lifted[place(candidates, "It rained")] == 1


@pytest.mark.parametrize("question", ["What should I do now?", "나 이제 어떡하지?"])
def test_where_only_what_to_do_is_asked_the_newest_entries_count_far_more_than_the_rest(
    candidates: Candidates, question: str
) -> None:
    lifted = lifts(candidates, of_kind("advice", phrases=(question,)))
    last, before = (lifted[place(candidates, words)] for words in ("It rained", "He said"))
    assert last == NEWEST_ALONE
    assert 0 < lifted[place(candidates, "비가 왔다")] < before < last


@pytest.mark.parametrize(
    "question", ["언제 지원 얘기가 처음 나왔지?", "When was 지원 first mentioned?"]
)
def test_a_first_appearance_is_in_the_earliest_entry_that_names_the_thing(
    candidates: Candidates, question: str
) -> None:
    lifted = lifts(candidates, of_kind("first", phrases=(question,)))
    assert lifted[place(candidates, "3월 20일")] == NAMED_FIRST
    assert lifted[place(candidates, "He said")] == 0
    assert lifted[place(candidates, "2월 10일")] == 0


def test_the_first_time_of_a_deed_is_not_the_first_time_that_its_words_stand(
    candidates: Candidates,
) -> None:
    lifted = lifts(candidates, of_kind("first", phrases=("지원을 처음 망친 건 언제야?",)))
    assert lifted[place(candidates, "3월 20일")] == 0


def cited(of: Entry, words: str, *, lead: bool) -> Citation:
    start = of.body.index(words)
    return Citation(
        number=1,
        entry_id=of.id,
        start=start,
        end=start + len(words),
        quote=words,
        lead=lead,
        written_on=of.written_on,
    )


def test_a_follow_up_looks_around_what_was_shown_and_not_at_it(candidates: Candidates) -> None:
    old, mid, _ = ENTRIES
    turn = Turn(
        question="q",
        answer="",
        citations=(
            cited(old, "비가 왔다.", lead=True),
            cited(mid, "He said that I should wait.", lead=False),
        ),
    )
    lifted = lifts(candidates, of_kind("about", before="q"), [turn])
    assert lifted[place(candidates, "비가 왔다")] == SHOWN_ENTRY - SHOWN_SENTENCE
    assert lifted[place(candidates, "때문")] == SHOWN_ENTRY
    assert lifted[place(candidates, "He said")] == -SHOWN_SENTENCE
    assert lifted[place(candidates, "It rained")] == 0
    assert not any(lifts(candidates, of_kind("about"), [turn]))  # it stands on its own


def test_what_came_next_was_written_after_the_card_that_led(candidates: Candidates) -> None:
    old, mid, new = ENTRIES
    led = Turn(
        question="q", answer="", citations=(cited(mid, "He said that I should wait.", lead=True),)
    )
    lifted = lifts(candidates, of_kind("next", before="q"), [led])
    assert lifted[place(candidates, "It rained")] > 0
    assert lifted[place(candidates, "비가 왔다")] == NOT_AFTER
    assert lifted[place(candidates, "He said")] == NOT_AFTER
    assert old.written_on < mid.written_on < new.written_on


def test_where_nothing_was_written_since_what_led_is_left_out_alone(candidates: Candidates) -> None:
    last = ENTRIES[-1]
    led = Turn(question="q", answer="", citations=(cited(last, "It rained.", lead=True),))
    lifted = lifts(candidates, of_kind("next", before="q"), [led])
    assert lifted[place(candidates, "It rained")] == NOT_AFTER
    assert lifted[place(candidates, "비가 왔다")] == 0


def test_there_is_a_lift_for_every_candidate(candidates: Candidates) -> None:
    count = sum(map(len, candidates.sentences))
    assert np.shape(lifts(candidates, of_kind("deadline"))) == (count,)


@pytest.mark.parametrize("name", ["Grainne", "Gráinne"])
def test_a_name_is_known_whatever_marks_its_letters_have(tmp_path: Path, name: str) -> None:
    index = open_index(tmp_path)
    index.sync((entry("with", "Gráinne came by.", day=0), entry("other", "It rained.", day=1)))
    held = gather_candidates(index, ["q"], EntryFilter())
    lifted = lifts(held, Plan(question=f"Was it {name}?", phrases=(f"Was it {name}?",)))
    index.close()
    assert lifted == [(NAMED + NAMED_THERE) / 2, 0]


def test_entries_with_the_names_of_a_question_gain_and_the_sentence_most(
    tmp_path: Path,
) -> None:
    index = open_index(tmp_path)
    index.sync(
        (
            entry("with", "Bora came by. It rained.", day=0),
            entry("other", "It rained. Nobody came.", day=1),
            entry("both", "보라와 걸었다. Bora said yes to Lima.", day=2),
        )
    )
    held = gather_candidates(index, ["q"], EntryFilter())

    one = lifts(held, Plan(question="Was it Lima?", phrases=("Was it Lima?",)))
    two = lifts(held, Plan(question="Was Bora in Lima?", phrases=("Was Bora in Lima?",)))
    none = lifts(held, Plan(question="How is Mina?", phrases=("How is Mina?",)))

    index.close()
    there, beside = NAMED + NAMED_THERE, NAMED
    assert one == pytest.approx([0, 0, 0, 0, beside * 2 / 3, there * 2 / 3])
    in_two, in_one = [there / 3, beside / 3, 0, 0, beside / 3, there / 3], one
    assert two == pytest.approx([(a + b) / 2 for a, b in zip(in_two, in_one, strict=True)])
    assert none == [0] * 6


@pytest.mark.parametrize(
    "question",
    ["지금 통장에 얼마 있어?", "아직 아파?", "Is she still ill?", "What is my current salary?"],
)
def test_how_things_stand_now_is_told_by_what_is_new(candidates: Candidates, question: str) -> None:
    plan = Plan(question=question, phrases=("q",), kind="about")
    lifted = lifts(candidates, plan)
    assert lifted[place(candidates, "It rained")] == NOW
    assert lifted[place(candidates, "비가 왔다")] == 0


@pytest.mark.parametrize(
    "question",
    [
        "지금까지 뭘 배웠지?",
        "요즘 어때?",
        "지금 생각하면 왜 그랬을까?",
        "What did I learn now and then?",
    ],
)
def test_a_stretch_of_time_lifts_nothing_new(candidates: Candidates, question: str) -> None:
    assert not any(lifts(candidates, Plan(question=question, phrases=("q",), kind="about")))
