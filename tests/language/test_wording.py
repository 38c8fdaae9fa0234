"""What a sentence says of a choice by its wording, where two languages or a negation make it
hard.
"""

from __future__ import annotations

import pytest

from language.dates.alone import drop_particle
from language.detect import LANGUAGES, Language, is_korean, language_of
from language.grammar.phrases import name_for_prompt, phrase
from language.options.list_items import label_item
from language.questions import goes_on
from language.wording import (
    adviser_in,
    compared_less,
    means_waiting,
    read_polarity,
    reports_speech,
    requests,
    urged_to,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("연구는 재미있다", (True, False)),
        ("연구는 재미있지 않다", (False, True)),
        ("The lab was fun", (True, False)),
        ("The lab was not fun", (False, True)),
        ("It is not too late", (True, False)),  # its "not" is part of the good word
        ("지루하지는 않았지만 힘들었다", (True, True)),
        ("오늘은 비가 왔다", (False, False)),
    ],
)
def test_a_negation_turns_a_word_round(text: str, expected: tuple[bool, bool]) -> None:
    assert read_polarity(text) == expected


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("교수님은 석사를 하는 게 좋다고 하셨다", "교수님"),
        ("My mentor told me to wait", "mentor"),
        ("My mentor was there", ""),
    ],
)
def test_an_adviser_is_named_where_advice_is_reported(text: str, who: str) -> None:
    assert adviser_in(text) == who


@pytest.mark.parametrize(
    ("text", "less"),
    [
        ("연구하는 것보다 만드는 게 좋다", "연구하는 것"),
        ("I like building more than writing papers", "writing papers"),
        ("I like building", ""),
    ],
)
def test_a_comparison_puts_one_thing_below(text: str, less: str) -> None:
    assert compared_less(text) == less


@pytest.mark.parametrize(
    ("item", "label"),
    [
        ("1. 교수님이 추천하셨기 때문에 자대 대학원 진학하는 길", "자대 대학원 진학"),
        ("- 취업", "취업"),
        ("Join the startup, because it pays well", "Join the startup"),
    ],
)
def test_an_item_is_named_by_its_action(item: str, label: str) -> None:
    assert label_item(item) == label


def test_what_a_date_leaves_is_dropped_but_no_word_that_begins_like_it() -> None:
    assert drop_particle("에는 무슨 생각을 했지") == " 무슨 생각을 했지"
    assert drop_particle("은행에 갔다") == "은행에 갔다"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("그때 왜 그랬지?", True),
        ("And after that?", True),
        ("What about money?", True),
        ("대학원에 갈까?", False),
        ("Grad school or industry?", False),
    ],
)
def test_a_follow_up_is_told_by_how_it_begins_or_points(question: str, expected: bool) -> None:
    assert goes_on(question) is expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrase_is_in_its_language(language: Language) -> None:
    assert language_of(phrase("deepen_choice", language)) == language
    assert means_waiting(phrase("wait_and_see", language))


def test_prompts_name_each_language_in_english() -> None:
    assert [name_for_prompt(language) for language in LANGUAGES] == ["Korean (한국어)", "English"]


def test_a_fair_share_of_hangul_is_korean() -> None:
    assert is_korean("CVPR 논문은 왜 썼지?")
    assert not is_korean("I met 지수 at the lab and we talked about the paper.")


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("쫓겨날 걱정이 없다", (True, False)),
        ("나를 불안하게 한 적이 없다", (True, False)),
        ("하나도 안 아팠다", (True, False)),
        ("억울하지 않았다", (True, False)),
        ("보람이 없다", (False, True)),
        ("걱정은 되지만 간다", (False, True)),
    ],
)
def test_what_is_not_there_turns_praise_and_blame_round(
    text: str, polarity: tuple[bool, bool]
) -> None:
    assert read_polarity(text) == polarity


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("불안이 줄었다", (True, False)),
        ("걱정이 사라질 것 같다", (True, False)),
        ("스트레스가 훨씬 줄어든 한 해", (True, False)),
        ("불안감에서 벗어나고 있다", (True, False)),
        ("부담이 덜하다", (True, False)),
        ("덜 외롭다", (True, False)),
        ("스트레스 안 받는다", (True, False)),
        ("후회가 남지 않는다", (True, False)),
        ("즐거움이 사라졌다", (False, True)),
        ("흥미를 잃었다", (False, True)),
        ("보람을 못 느낀다", (False, True)),
        ("I would stop worrying about rent", (True, False)),
        ("My doubts faded", (True, False)),
        ("It takes the stress away", (True, False)),
        ("I got over my regret", (True, False)),
        ("I don't have to worry any more", (True, False)),
        ("I stopped being tired", (True, False)),
        ("I stopped enjoying it", (False, True)),
        ("The fun is gone", (False, True)),
        ("They took the fun out of teaching", (False, True)),
    ],
)
def test_what_ends_or_becomes_less_is_turned_round(text: str, polarity: tuple[bool, bool]) -> None:
    assert read_polarity(text) == polarity


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("걱정이 사라지지 않는다", (False, True)),
        ("걱정이 안 없어진다", (False, True)),
        ("즐거움은 끝나지 않는다", (True, False)),
        ("일자리가 사라질까 걱정된다", (False, True)),
        ("스트레스로 웃음이 사라졌다", (False, True)),
        ("지루해서 끝나기만 기다렸다", (False, True)),
        ("보람을 느끼고 끝났다", (True, False)),
        ("I can't stop worrying", (False, True)),
        ("I wish I could stop being anxious", (False, True)),
        ("When will the stress end?", (False, True)),
        ("He told me to stop worrying", (False, True)),
        ("걱정이 사라질 줄 알았다", (False, True)),
        ("언제쯤 걱정이 사라질까", (False, True)),
        ("I never stopped regretting it", (False, True)),
        ("The worry never goes away", (False, True)),
        ("I hate that the garden is gone", (False, True)),
        ("I am tired and the money is gone", (False, True)),
        ("The dinner ended, great fun", (True, False)),
        ("We stopped to enjoy the view", (True, False)),
        ("I did it out of love", (True, False)),
    ],
)
def test_what_does_not_end_or_is_not_what_ends_stays(
    text: str, polarity: tuple[bool, bool]
) -> None:
    assert read_polarity(text) == polarity


@pytest.mark.parametrize(
    ("text", "urged"),
    [
        ("형은 가 보라고 했다.", 1),
        ("형은 가지 말라고 했다.", -1),
        ("형은 거기가 좋다고 했다.", 0),
        ("Ann says I should go.", 1),
        ("Ann says I shouldn't go.", -1),
        ("Ann says it is far.", 0),
    ],
)
def test_somebody_tells_to_do_a_thing_or_not(text: str, urged: int) -> None:
    assert urged_to(text) == urged


@pytest.mark.parametrize(
    "text", ["내일까지 보내 달라고 했다.", "They asked me to sign.", "같이 하면 어떠냐고 했다."]
)
def test_what_is_asked_of_the_writer_is_a_request(text: str) -> None:
    assert requests(text)


def test_somebody_with_two_names_speaks() -> None:
    assert reports_speech("Aunt Jo says it is the best thing.")
    assert not reports_speech("Old Street is the best thing.")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("She asked whether I would stay.", True),
        ("He asks good questions and laughs at the answers.", True),
        ("친구는 섬이 그렇게 좋냐고 물었다.", True),
        ("She says the sea is cold.", False),
        ("Ask about the rent.", False),
    ],
)
def test_what_somebody_asks_is_told_from_what_they_say(text: str, asked: bool) -> None:
    assert requests(text) == asked
