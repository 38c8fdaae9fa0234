"""What the journal never speaks of is named; what it does speak of, in whatever words, is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import pytest

from chains.ask.events import Plan, Question, Turn
from chains.ask.finding.absence import (
    EVER_TOLD_OF,
    MUCH,
    NAME_NEAR,
    PERSON_NEAR,
    TOLD_OF,
    absent_topics,
)
from chains.ask.finding.ranked import Retrieved
from chains.ask.finding.retrieve import retrieve
from chains.ask.finding.things import (
    ALL_BUT,
    GENERAL,
    NEAR_ENOUGH,
    PARTICULAR,
    SURELY,
    THING_NEAR,
)
from chains.ask.planning.by_rules import plan_by_rules
from journal.entry import Entry
from language.figures.names import read_names
from tests.chains.ask.ranked import entry
from tests.chains.conftest import TODAY
from vectorstore.index import JournalIndex

ENTRIES: Final = (
    entry("home", "My husband cooked and the baby slept.", title="Sunday"),
    entry("run", "오늘은 10km를 달리기로 뛰었다. 다리가 아팠다.", day=1),
    entry("law", "신문에서 창업 이야기를 읽었다.", day=2, title="이혼 소송"),
)
ENGLISH: Final = (entry("run", "My husband cooked after the run, and the baby slept."),)
KOREAN: Final = (entry("run", "오늘은 10km를 달리기로 뛰었다. 다리가 아팠다."),)


def find_absent(
    plan: Plan,
    entries: Sequence[Entry],
    nearest: Callable[[str], float | None],
    stands_nowhere: Callable[[str], bool],
    particularity: Callable[[Sequence[str]], Sequence[float] | None],
) -> tuple[str, ...]:
    written = read_names([f"{each.title}\n{each.body}" for each in entries])
    return absent_topics(plan, entries, lambda: written, nearest, stands_nowhere, particularity)


def nowhere(word: str) -> bool:
    held = (*ENTRIES, *ENGLISH)
    return not any(word.casefold() in f"{each.title} {each.body}".casefold() for each in held)


def general(words: Sequence[str]) -> list[float]:
    """Judge that no word names a particular thing."""
    return [-1.0] * len(words)


def judging(judged: dict[str, float]) -> Callable[[Sequence[str]], list[float]]:
    """Judge some words, and all others to name nothing in particular."""
    return lambda words: [judged.get(word, -1.0) for word in words]


def absent(
    question: str,
    nearest: Callable[[str], float | None] = lambda _: None,
    particularity: Callable[[Sequence[str]], Sequence[float] | None] = general,
) -> list[str]:
    plan = plan_by_rules(Question(text=question), TODAY)
    return list(find_absent(plan, ENTRIES, nearest, nowhere, particularity))


@pytest.mark.parametrize(
    ("question", "words"),
    [("연봉은 얼마야?", ["연봉"]), ("How much is my salary?", ["salary"])],
)
def test_an_amount_is_absent_where_no_money_is_told_of(question: str, words: list[str]) -> None:
    plan = plan_by_rules(Question(text=question), TODAY)

    def found(*bodies: str) -> list[str]:
        entries = [entry("pay", body) for body in bodies]
        return list(find_absent(plan, entries, lambda _: 1.0, lambda _: True, general))

    assert found("돈을 벌고 싶다. I want to earn.") == words
    assert found("4,400 준다고 했다. They pay 4,400 a month.") == []
    assert found("한 달에 이백만 원을 받는다.") == []


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("주식 얘기를 한 적 있어?", ["주식"]),
        ("Did I ever think about adopting a child?", ["adopting"]),
        ("고양이 얘기나 강아지 얘기를 썼나?", ["강아지", "고양이"]),
        ("골프는 왜 그만뒀지?", ["골프"]),
    ],
)
def test_a_topic_without_any_word_is_absent_whatever_seems_near(
    question: str, words: list[str]
) -> None:
    assert sorted(absent(question)) == sorted(words)
    assert sorted(absent(question, lambda _: 1.0)) == sorted(words)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When did the husband move to Lisbon?", ["Lisbon"]),
        ("남편이 통영에 갔을 때 어땠어?", ["통영"]),
    ],
)
def test_a_name_that_nobody_wrote_is_absent_beside_words_that_stand_there(
    question: str, words: list[str]
) -> None:
    assert absent(question, lambda _: 0.0) == words
    # A town that is near its country, or a name that only seems so: not told apart.
    assert absent(question, lambda _: NAME_NEAR + 0.1) == []


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who is Ottoline?", ["Ottoline"]),
        ("What did Ottoline say about me?", ["Ottoline"]),
        ("What about Lisbon?", []),
        ("통영에서는 어땠어?", []),
        ("말숙이가 뭐라고 했어?", ["말숙이"]),
        ("말숙이는 누구야?", ["말숙이"]),
    ],
)
def test_a_name_that_is_all_that_is_asked_about_is_near_to_nothing(
    question: str, words: list[str]
) -> None:
    assert absent(question, lambda _: 1.0) == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Why did I quarrel with Ottoline on Sunday?", ["Ottoline"]),
        ("How is Ottoline's husband?", ["Ottoline"]),
        ("말숙이랑 왜 다리 얘기를 했지?", ["말숙이"]),
        ("말숙 씨한테 달리기를 배웠나?", ["말숙"]),
        ("Did the husband like Lisbon?", ["Lisbon"]),
        ("Is the husband from Lisbon?", []),
        ("통영에서 온 남편은 어때?", []),
        ("What did the man from Lisbon cook?", []),
    ],
)
def test_a_person_that_nobody_wrote_is_absent_though_something_is_somewhat_near(
    question: str, words: list[str]
) -> None:
    assert absent(question, lambda _: PERSON_NEAR - 0.01) == words


@pytest.mark.parametrize(
    ("question", "body", "words"),
    [
        ("What did my sister-in-law say?", "Nell’s sister rang.", []),
        ("What did my sister-in-law say?", "My sister rang.", ["sister-in-law"]),
        ("Did we want a second child?", "Second day of rain, and a child cried.", ["second child"]),
        ("둘째 낳을 생각을 했나?", "둘째 날은 비가 왔다.", ["둘째 낳"]),
        ("술을 끊은 게 언제지?", "소주를 석 잔 마셨다. 맥주도.", []),
    ],
)
def test_words_that_tell_of_a_topic_and_parts_of_words_that_do_not(
    question: str, body: str, words: list[str]
) -> None:
    plan = plan_by_rules(Question(text=question), TODAY)
    found = find_absent(plan, [entry("one", body)], lambda _: 0.5, lambda _: False, general)
    assert list(found) == words


def test_a_name_in_the_other_script_is_heard_and_one_of_other_sounds_is_not() -> None:
    far = [entry("far", "제시카가 멕시코에서 전화했다.")]
    for question, words in (
        ("When did Jessica go to Mexico?", []),
        ("When did Trevor ring?", ["Trevor"]),
        ("When did I go to Texas?", ["Texas"]),
        ("When did Jesica ring?", []),
    ):
        plan = plan_by_rules(Question(text=question), TODAY)
        found = find_absent(plan, far, lambda _: 0.0, lambda _: True, general)
        assert list(found) == words


@pytest.mark.parametrize(
    ("question", "body", "words"),
    [
        ("What about Hanna?", "한나가 왔다.", []),
        ("스타벅스는 어땠어?", "We sat in Starbucks.", []),
        ("What did Marek say?", "Merek rang.", []),  # a slip of the pen
        ("What did Jessica say?", "지시가 내려왔다.", ["Jessica"]),  # 지시 and its particle
        ("What did Mario say?", "Maria rang.", ["Mario"]),
        ("What did Annabell say?", "Anabel rang.", []),
        ("What did Ottoilne say?", "Ottoline rang.", []),
        ("What did Mi-ran say?", "Miran rang.", []),
        ("What did Miran say?", "Mi-ran rang.", []),
        ("나연이가 뭐라고 했어?", "비가 와서 하나 연락이 왔다.", ["나연"]),
    ],
)
def test_a_name_is_known_by_its_sound_and_with_a_slip(
    question: str, body: str, words: list[str]
) -> None:
    plan = plan_by_rules(Question(text=question), TODAY)
    entries = [entry("one", body)]
    # Whatever else the question holds stands nowhere, and nothing is near.
    assert list(find_absent(plan, entries, lambda _: 0.0, lambda _: True, general)) == words


@pytest.mark.parametrize("question", ["How did my view of Lisbon change?", "통영은 왜 갔지?"])
def test_a_place_that_is_taken_for_granted_may_be_told_by_its_streets(question: str) -> None:
    assert absent(question, lambda _: 0.0) == []


def test_a_name_that_is_written_and_the_head_of_a_question_are_not_absent() -> None:
    assert absent("What did the husband do on Sunday?", lambda _: 0.0) == []
    assert absent("Did I run with the baby?", lambda _: TOLD_OF) == []


@pytest.mark.parametrize(
    "question",
    [
        "When was the divorce?",  # by a title, in the other language
        "창업할 생각은 왜 했어?",
        "starting my own company?",
    ],
)
def test_a_topic_whose_own_words_stand_somewhere_is_present(question: str) -> None:
    assert absent(question, lambda _: TOLD_OF) == []


@pytest.mark.parametrize(
    ("question", "word"),
    [("How is my marriage?", "marriage"), ("마라톤을 뛰었나?", "마라톤")],
)
def test_what_only_belongs_to_a_topic_shows_it_unless_its_meaning_is_far(
    question: str, word: str
) -> None:
    plan = plan_by_rules(Question(text=question), TODAY)

    def found(near: float | None, times: int = 2) -> list[str]:
        entries = [replace(e, id=f"{e.id} {at}") for e in ENTRIES for at in range(times)]
        return list(find_absent(plan, entries, lambda _: near, nowhere, general))

    assert found(None) == []  # without a model there is nothing to say otherwise
    assert found(NEAR_ENOUGH) == []
    assert found(NEAR_ENOUGH - 0.01) == [word]
    assert found(-1.0, times=MUCH) == []


DOG: Final = "A drunk man and his dog sat there."


@pytest.mark.parametrize(
    ("question", "body", "word"),
    [
        ("Did I ever write about getting a dog?", DOG, "dog"),
        ("강아지를 키우자고 한 적 있어?", "팀장이 강아지를 데려왔다.", "강아지"),
    ],
)
def test_a_thing_met_in_passing_is_absent_where_one_asks_whether_one_ever(
    question: str, body: str, word: str
) -> None:
    plan = plan_by_rules(Question(text=question), TODAY)

    def found(near: float, times: int, text: str = body) -> list[str]:
        entries = [entry(str(at), text) for at in range(times)]
        return list(find_absent(plan, entries, lambda _: near, nowhere, general))

    assert found(EVER_TOLD_OF - 0.01, 2) == [word]
    assert found(EVER_TOLD_OF, 1) == []  # something near it is told
    assert found(EVER_TOLD_OF - 0.01, 3) == []  # it is told of again and again
    assert found(-1.0, 1, "We got a dog.") == []  # it is the writer's own, in either language
    assert found(-1.0, 1, "강아지를 데려왔다.") == []


def test_a_thing_that_one_entry_shows_is_absent_unless_a_sentence_is_near() -> None:
    plan = plan_by_rules(Question(text="What is my dog called?"), TODAY)

    def found(near: float, times: int, text: str = DOG) -> list[str]:
        entries = [entry(str(at), text) for at in range(times)]
        return list(find_absent(plan, entries, lambda _: near, nowhere, general))

    assert found(TOLD_OF - 0.01, 1) == ["dog"]
    assert found(TOLD_OF, 1) == []
    assert found(TOLD_OF - 0.01, 2) == []
    assert found(-1.0, 1, "Walked our dog.") == []


def absent_thing(
    question: str,
    nearest: Callable[[str], float | None],
    particularity: Callable[[Sequence[str]], Sequence[float] | None],
) -> list[str]:
    """Ask a journal in the language of the question."""
    plan = plan_by_rules(Question(text=question), TODAY)
    entries = KOREAN if plan.language == "ko" else ENGLISH
    return list(find_absent(plan, entries, nearest, nowhere, particularity))


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("치즈는 어떻게 숙성해?", "치즈"),
        ("When did I learn the juggling?", "juggling"),
        ("Why did I hesitate over the bassoon?", "bassoon"),
    ],
)
def test_a_thing_that_no_list_knows_is_absent_where_no_word_stands(
    question: str, thing: str
) -> None:
    named = judging({thing: PARTICULAR + 0.01})
    assert absent_thing(question, lambda _: THING_NEAR - 0.01, named) == [thing]
    assert absent_thing(question, lambda _: THING_NEAR, named) == []
    assert absent_thing(question, lambda _: 0.0, judging({thing: PARTICULAR})) == []
    # Without a model there is nothing to say so.
    assert absent_thing(question, lambda _: None, named) == []
    assert absent_thing(question, lambda _: 0.0, lambda _: None) == []


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("How are the hens doing after the run?", "hens"),
        ("Did I ever run with the bassoon?", "bassoon"),
        ("다리가 매사냥을 싫어했나?", "매사냥"),
    ],
)
def test_beside_words_that_stand_there_it_has_to_be_sure(question: str, thing: str) -> None:
    named = judging({thing: SURELY + 0.01})
    assert absent_thing(question, lambda _: 0.0, named) == [thing]
    assert absent_thing(question, lambda _: THING_NEAR, named) == []
    assert absent_thing(question, lambda _: 0.0, judging({thing: SURELY})) == []


def test_words_that_stand_there_and_say_much_are_what_is_asked_about() -> None:
    question = "Did I ever run with the bassoon?"
    assert absent_thing(question, lambda _: 0.0, judging({"bassoon": 1.0, "run": GENERAL})) == [
        "bassoon"
    ]
    assert (
        absent_thing(question, lambda _: 0.0, judging({"bassoon": 1.0, "run": GENERAL + 0.01}))
        == []
    )


@pytest.mark.parametrize(
    "question",
    [
        "Why did I run with the bassoon?",
        "How often did I run with the bassoon?",
    ],
)
def test_what_is_taken_for_granted_is_not_absent(question: str) -> None:
    assert absent_thing(question, lambda _: 0.0, judging({"bassoon": 1.0})) == []


def test_a_thing_may_be_named_in_the_other_language() -> None:
    plan = plan_by_rules(Question(text="When did I learn the juggling?"), TODAY)

    def found(korean: int, english: int, near: float) -> list[str]:
        entries = [
            *(entry(f"ko{at}", "산책을 했다. 하늘이 맑았다.", day=at) for at in range(korean)),
            *(entry(f"en{at}", "Walked. The sky was clear.", day=at) for at in range(english)),
        ]
        named = judging({"juggling": 1.0})
        return list(find_absent(plan, entries, lambda _: near, nowhere, named))

    few = round(10 * (1 - ALL_BUT))
    assert found(few, 10 - few, near=NEAR_ENOUGH) == ["juggling"]
    assert found(few + 1, 9 - few, near=NEAR_ENOUGH) == []
    assert found(few + 1, 9 - few, near=NEAR_ENOUGH - 0.01) == ["juggling"]


def test_options_and_follow_ups_are_never_refused() -> None:
    options = plan_by_rules(Question(text="고양이를 키울까, 강아지를 키울까?"), TODAY)
    assert options.options
    assert find_absent(options, ENTRIES, lambda _: -1.0, lambda _: True, general) == ()
    history = (Turn(question="고양이를 키울까?", answer=""),)
    follow_up = plan_by_rules(Question(text="왜?", history=history), TODAY)
    assert follow_up.before
    assert find_absent(follow_up, ENTRIES, lambda _: -1.0, lambda _: True, general) == ()
    nothing = Plan(question="", phrases=())
    assert find_absent(nothing, ENTRIES, lambda _: None, lambda _: True, general) == ()


@pytest.mark.parametrize(
    "question",
    ["2023년 여름을 회고해줘", "Give me the highlights of 2023", "2022년과 2023년을 비교해줘"],
)
def test_all_that_a_stretch_of_time_holds_is_never_absent(question: str) -> None:
    plan = plan_by_rules(Question(text=question), TODAY)
    assert find_absent(plan, ENTRIES, lambda _: -1.0, lambda _: True, general) == ()


def search(index: JournalIndex, question: str) -> Retrieved:
    return retrieve(index, plan_by_rules(Question(text=question), TODAY), (), TODAY)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("공무원 시험을 볼까 생각한 적 있어?", "공무원"),
        ("Did I ever consider the civil service exam?", "civil service"),
        ("결혼에 대해 뭐라고 썼지?", "결혼"),
        ("What did I write about my divorce?", "divorce"),
    ],
)
def test_a_thing_that_the_sample_never_speaks_of_is_named_and_nothing_is_found(
    sample: JournalIndex, question: str, word: str
) -> None:
    found = search(sample, question)
    assert found.missing == (word,)
    assert (found.ranked, found.hits.hits) == ((), ())
    assert found.hits.searched.entries > 10


def test_what_a_model_would_call_it_and_an_entry_says_is_not_absent(sample: JournalIndex) -> None:
    plan = plan_by_rules(Question(text="결혼에 대해 뭐라고 썼지?"), TODAY)
    for other, missing in (("대학원", ()), ("신혼여행", ("결혼",))):
        by_model = replace(plan, made_by="model", phrases=(*plan.phrases, other))
        assert retrieve(sample, by_model).missing == missing


@pytest.mark.parametrize(
    "question",
    [
        "시험은 어땠어?",
        "How did the exams go?",
        "회사 생활은 어땠지?",
        "What did I write about the company?",
        "대학원에 갈까, 취업할까?",
        "grad school or industry?",
        "창업할까, 취업할까?",
        "나는 왜 연구에 회의감을 느꼈지?",
    ],
)
def test_what_the_sample_speaks_of_is_found(sample: JournalIndex, question: str) -> None:
    found = search(sample, question)
    assert found.missing == ()
    assert found.ranked
    assert found.hits.hits


@pytest.mark.parametrize("question", ["숙성은?", "quantum chromodynamics?"])
def test_with_no_word_in_common_and_no_meaning_to_go_by_nothing_is_found(
    sample: JournalIndex, question: str
) -> None:
    found = search(sample, question)
    assert (found.ranked, found.hits.hits, found.missing) == ((), (), ())


def test_an_empty_range_and_an_empty_question_find_nothing(sample: JournalIndex) -> None:
    assert search(sample, "1999년에 대학원을 어떻게 생각했지?").hits.searched.entries == 0
    assert search(sample, "").ranked == ()
