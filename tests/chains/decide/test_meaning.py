"""A choice of life is told from one of the day by what it means, whatever trade it names; so are
options that are put forward one after the other, in one entry or in two, and those of an offer to
which an answer is waited for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest

from chains.decide.choices import choices_in
from chains.decide.finder import DecisionFinder
from chains.decide.shown import show_decision
from chains.decide.survey import survey
from chains.evidence.coming_back import Return, coming_back
from chains.evidence.meaning import Meaning, join_models
from decisions.record import Decision
from decisions.store import DecisionStore
from journal.entry import Entry
from language.grammar.sentences import sentence_spans
from language.options.weighed import weighed_in
from tests.chains.decide.deciding import reader
from vectorstore.local.use import local_embedding

OF_LIFE: Final = (
    "Should I take the ferry job or stay with the bakery? The ferry pays twice. I get seasick.",
    "Do I sell the farm or hand it to my brother? Dad wants an answer before the harvest.",
    "Should I join the navy or finish the apprenticeship? The recruiter calls on Monday.",
    "도선사 일을 받을까, 빵집에 남을까? 나는 뱃멀미를 한다.",
    "농장을 물려받을까, 도시에 남을까? 아버지가 올해 말까지 정하라신다.",
)
OF_THE_DAY: Final = (
    "Should I take the bus or walk to the bakery? It rains. The bread is gone by nine.",
    "Should I take the ferry or the train on Saturday? I get seasick. The ferry is cheaper.",
    "Do I buy the red coat or the blue one? The sale ends on Sunday.",
    "배를 탈까, 기차를 탈까? 나는 뱃멀미를 한다. 토요일 표가 싸다.",
    "빵을 살까, 떡을 살까? 집에 우유가 없다.",
    "검정 지붕이냐 빨강 지붕이냐로 다퉜다.",
)

PUT_FORWARD: Final = (
    "형이 같이 분식집을 하자고 한다. 돈은 반반이다. 공장에 계속 다니면 보너스가 나온다.",
    "원장님이 분원을 맡아 보는 게 어떠냐고 하셨다. 집에서 멀다. 아내는 내 병원을 열자고 한다.",
    "어머니를 모셔 오는 길이 있다. 남편은 요양원을 알아보자고 한다. 10일까지 병원에 말해야 한다.",
    "Mum wants me to come home and run the pub. I could stay on in Leeds. The lease is up in June.",
    "What about fostering, Joe said. We could try the clinic again. Neither of us slept.",
    "Rita offered me a half share in the nursery. I could retire. The knees would like that.",
)
PUT_FORWARD_FOR_THE_DAY: Final = (
    "친구가 영화를 보자고 했다. 동생은 게임을 하자고 했다. 나는 그냥 잤다.",
    "노트북을 고치면 십만 원이다. 새로 사는 방법도 있다. 아들은 태블릿을 사자고 한다.",
    "떡을 하자고 하신다. 케이크를 사는 게 어떠냐고 했다. 금요일까지 알려 달라고 했다.",
    "Sam thinks we should watch the match. I could read. What about playing cards, he said.",
    "She wants me to bring a cake. I could bake scones. There's the option of buying one.",
    "What about having a party, Lou said. We could go to the pub. She needs to know by Friday.",
)


AS_NOW: Final = {"stay as things are", "지금 그대로 계속하기"}


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    found = join_models(local_embedding(), None)
    assert found is not None
    return found


def entry(day: date, body: str) -> Entry:
    return Entry(id=f"{day.toordinal():032x}", written_on=day, body=body)


def on_day(day: int, body: str) -> Entry:
    return entry(date(2024, 5, 6) + timedelta(days=day), body)


def is_found(text: str, meaning: Meaning) -> bool:
    entry = Entry(id="one", written_on=date(2024, 5, 3), body=text)
    return bool(choices_in(entry, sentence_spans(text), meaning))


@pytest.mark.parametrize("text", OF_LIFE)
def test_a_choice_of_life_is_found(text: str, meaning: Meaning) -> None:
    assert is_found(text, meaning)


@pytest.mark.parametrize("text", OF_THE_DAY)
def test_a_choice_of_the_day_is_none(text: str, meaning: Meaning) -> None:
    assert not is_found(text, meaning)


@pytest.mark.parametrize("text", PUT_FORWARD)
def test_two_ways_to_live_that_are_put_forward_are_a_choice(text: str, meaning: Meaning) -> None:
    found = choices_in(entry(date(2024, 4, 20), text), sentence_spans(text), meaning)
    assert [len(each.options) for each in found] == [2]


@pytest.mark.parametrize("text", PUT_FORWARD_FOR_THE_DAY)
def test_what_is_put_forward_for_the_day_is_none(text: str, meaning: Meaning) -> None:
    assert not choices_in(entry(date(2024, 4, 20), text), sentence_spans(text), meaning)


@pytest.mark.parametrize(
    ("later", "back"),
    [
        (("세차장은 비 오는 날 쉰다.", "목욕탕은 하루도 안 쉰다."), "all"),
        (("빨래를 걷었다.", "목욕탕은 하루도 안 쉰다."), "some"),
        (("빨래를 걷었다.", "고양이가 잤다."), "none"),
        (("빨래를 걷었다.",), "unknown"),  # the others are still to be written
    ],
)
def test_a_choice_that_is_named_again_is_likelier_one_of_life(
    later: Sequence[str], back: Return, meaning: Meaning
) -> None:
    asked = "세차장을 맡을지 목욕탕에 남을지 모르겠다."
    first, *rest = [on_day(7 * at, body) for at, body in enumerate((asked, *later))]
    spans = sentence_spans(asked)
    labels = [each.label for each in weighed_in(asked, spans)[0].options]
    assert coming_back(first, labels, rest) == back
    assert bool(choices_in(first, spans, meaning, rest)) == (back == "all")


@pytest.mark.parametrize(
    ("first", "second", "labels"),
    [
        (
            "사촌이 제주로 내려와서 같이 농장을 하자고 한다.",
            "차라리 간호대에 편입하는 길도 있다.",
            {"농장", "간호대 편입"},
        ),
        (
            "My aunt wants me to take over the farm.",
            "Or I could join the navy.",
            {"take over the farm", "join the navy"},
        ),
    ],
)
def test_a_later_entry_sets_an_option_against_an_earlier_one(
    first: str, second: str, labels: set[str], meaning: Meaning
) -> None:
    day = date(2024, 3, 2)
    (found,) = survey([entry(day, first), entry(day + timedelta(days=40), second)], meaning)
    shown = show_decision(found)
    assert {each.label for each in shown.options} == labels
    assert [each.written_on for each in shown.options] == [day, day + timedelta(days=40)]


def find_with_second(
    first: Entry, second: Entry, meaning: Meaning, folder: Path
) -> tuple[DecisionFinder, Decision]:
    """Save two entries, of which only the second gives a proposal, and return it."""
    store = DecisionStore(folder)
    find = DecisionFinder(
        store=store,
        reader=reader(meaning=meaning),
        ledger=folder / "read.json",
        entries=lambda: [second, first],
    )
    assert find.find_in(first).proposed == 0
    assert find.find_in(second).proposed == 1
    (decision,) = store.load().decisions
    return find, decision


def test_a_saved_entry_is_set_against_those_before_it(meaning: Meaning, tmp_path: Path) -> None:
    day = date(2024, 3, 2)
    first = entry(day, "My aunt wants me to take over the farm.")
    second = entry(day + timedelta(days=40), "Or I could join the navy.")
    find, decision = find_with_second(first, second, meaning, tmp_path)
    assert {each.value.label for each in decision.options} == {
        "take over the farm",
        "join the navy",
    }
    assert find.find_in(second).proposed == 0


@pytest.mark.parametrize(
    ("days", "second"),
    [
        (200, "Or I could join the navy."),  # too long ago
        (10, "I could join the navy."),  # set against nothing
        (10, "Or I could have the soup."),  # of the day
    ],
)
def test_options_of_two_entries_are_else_no_choice(
    days: int, second: str, meaning: Meaning
) -> None:
    day = date(2024, 3, 2)
    first = entry(day, "My aunt wants me to take over the farm.")
    assert not survey([first, entry(day + timedelta(days=days), second)], meaning)


@pytest.mark.parametrize(
    ("body", "offered", "last"),
    [
        (
            "The firm offered me the post in Oslo. HR wants my answer by Friday.",
            "the post in Oslo",
            date(2024, 5, 10),
        ),
        (
            "Nadia has a job for me in Bergen. She gave me until the 20th to think it over.",
            "a job in Bergen",
            date(2024, 5, 20),
        ),
        (
            "원장님이 분원을 맡아 보라고 하셨다. 금요일까지 정하라고 하셨다.",
            "분원을 맡기",
            date(2024, 5, 10),
        ),
        (
            "싱가포르 지사 근무를 제안했다. 이달 말까지 답을 달라고 했다.",
            "싱가포르 지사 근무",
            date(2024, 5, 31),
        ),
    ],
)
def test_one_offer_that_is_awaited_stands_against_going_on_as_now(
    body: str, offered: str, last: date, meaning: Meaning
) -> None:
    (found,) = survey([on_day(0, body)], meaning)
    first, second = (each.value.label for each in found.options)
    assert first == offered
    assert second in AS_NOW
    assert [each.origin for each in found.options] == ["extracted", "suggested"]
    assert found.decide_by is not None
    assert found.decide_by.value.last == last


@pytest.mark.parametrize(
    "body",
    [
        "Sam wants me to bring a cake. She needs to know by Friday.",
        "Lou asked if I would water the plants. She needs to know by Sunday.",
        "The editor wants me to cut two pages. He wants an answer by Friday.",
        "The firm offered me the post in Oslo. They want the form by Friday.",
        "HR wants my answer by Friday.",  # to what, nobody says
        "친구가 제주 여행을 가자고 한다. 금요일까지 알려 달라고 했다.",
        "매장에서 새 소파를 권했다. 내일까지 정하라고 했다.",
        "회식 메뉴를 금요일까지 정하라고 하셨다.",
        "싱가포르 지사 근무를 제안했다. 서류를 이달 말까지 내라고 했다.",
    ],
)
def test_what_is_of_the_day_or_offers_nothing_is_no_choice(body: str, meaning: Meaning) -> None:
    assert survey([on_day(0, body)], meaning) == ()


def test_the_options_may_stand_in_entries_around(meaning: Meaning) -> None:
    journal = [
        on_day(0, "시립합창단 전임 단원 제의가 들어왔다. 월급이 나온다."),
        on_day(3, "The opera in Ghent offered me a two-year contract. I walked home."),
        on_day(5, "Ghent needs to know by the 21st."),
    ]
    (found,) = survey(journal, meaning)
    assert {each.value.label for each in found.options} == {
        "a two-year contract",
        "시립합창단 전임 단원",
    }
    assert found.decide_by is not None
    assert found.decide_by.value.last == date(2024, 5, 21)


def test_an_answer_to_what_is_known_is_no_other_choice(meaning: Meaning) -> None:
    journal = [
        on_day(0, "교수님이 학회 간사를 맡으라고 하셨다. 박사를 계속할까, 회사에 갈까?"),
        on_day(6, "회사에서 20일까지 답을 달라고 했다."),
    ]
    (found,) = survey(journal, meaning)
    assert {each.value.label for each in found.options} == {"박사 계속", "회사"}


def test_what_is_to_be_signed_by_a_day_is_of_what_was_asked_before(meaning: Meaning) -> None:
    asked = on_day(3, "호주로 따라갈까, 여기 남을까?")
    day = on_day(12, "남편 비자 신청서에 내 이름을 넣을지 8월 1일까지 정해야 한다.")
    assert (len(survey([day], meaning)), len(survey([asked, day], meaning))) == (1, 1)


def test_a_saved_entry_that_waits_is_held_against_those_before_it(
    meaning: Meaning, tmp_path: Path
) -> None:
    first = on_day(0, "The firm offered me the post in Oslo.")
    second = on_day(2, "Long run. HR wants my answer by Friday.")
    find, decision = find_with_second(first, second, meaning, tmp_path)
    shown = show_decision(decision)
    assert [each.label for each in shown.options] == ["the post in Oslo", "stay as things are"]
    assert find.find_in(second).proposed == 0


def test_the_same_deed_done_to_another_thing_is_another_choice(meaning: Meaning) -> None:
    bodies = ("Should I sell the boat or keep it?", "Should I sell the car or keep it?")
    found = survey([on_day(at, body) for at, body in enumerate(bodies)], meaning)
    assert [each.options[0].value.label for each in found] == ["sell the boat", "sell the car"]


def test_what_is_awaited_on_the_first_day_of_the_calendar_is_as_on_any(meaning: Meaning) -> None:
    body = "The owner offered me the farm. I could stay here. She needs to know by 12 June."
    (first,), (any_day,) = (
        survey([entry(day, body)], meaning) for day in (date.min, on_day(0, "").written_on)
    )
    assert [e.value.label for e in first.options] == [e.value.label for e in any_day.options]
