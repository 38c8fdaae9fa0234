"""What a sentence puts forward as a way for the writer, and what is none."""

from __future__ import annotations

from datetime import date

import pytest

from chains.decide.survey import survey
from journal.entry import Entry
from language.grammar.sentences import sentence_spans
from language.options.put_forward import put_forward_in
from language.options.weighed import weighed_in


def labels_put(text: str) -> list[str]:
    return [each.option.label for each in put_forward_in(text, sentence_spans(text))]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("이모가 캐나다로 오라고 한다.", ["캐나다로 오기"]),
        ("수목원에서 오라고 한다.", ["수목원"]),
        ("매형은 축사를 짓자고 한다.", ["축사를 짓기"]),
        ("은퇴하고 해설을 맡는 게 어떠냐고 했다.", ["해설을 맡기"]),
        ("감독님이 한 해만 더 던져 달라고 한다.", ["한 해만 던지기"]),
        ("가게를 물려받으면 빚도 같이 온다.", ["가게를 물려받기"]),
        ("다른 도시에서 다시 시작하는 것도 있다.", ["다른 도시 시작"]),
        ("Ellie thinks we should sell the mill.", ["sell the mill"]),
        ("The bishop wants me to take the parish.", ["take the parish"]),
        ("What about emigrating, Jo said.", ["emigrating"]),
        ("Then there's Aunt May's offer, which is odd: run the pub with her.", ["run the pub"]),
        ("If I sell the boat, I could travel.", ["sell the boat"]),
        ("Dad says I should go again in May.", ["go again"]),
        ("They'd like me to run the mission.", ["run the mission"]),
        ("Part of me would rather go to sea.", ["sea"]),
        ("The firm offered me the post in Oslo, 집도 준다고 했다.", ["the post in Oslo"]),
    ],
)
def test_what_is_offered_advised_or_supposed_is_put_forward(text: str, labels: list[str]) -> None:
    assert labels_put(text) == labels


@pytest.mark.parametrize(
    "text",
    [
        "엄마가 동생한테 취직하라고 한다.",  # to somebody else
        "집은 절대 팔지 말라고 한다.",  # forbidden
        "가계부를 정리하자고 해서 했다.",  # done already
        "이번 주까지 대답을 달라고 했다.",  # an answer is no way to live
        "회사가 싫은 게 아니라는 말이었다.",  # a copula
        "첫 과제라며 고치라고 했다.",  # a verb that names nothing
        "연구실에서는 그래프가 나오면 끝이었다.",  # how it used to be
        "She said I might well be that person.",
        "He told me to think about it.",
        "I think I could not find it alone.",
    ],
)
def test_what_is_no_way_for_the_writer_is_not(text: str) -> None:
    assert labels_put(text) == []


def test_a_sentence_is_read_in_the_language_of_most_of_its_words() -> None:
    text = "If I keep the shop, 월세가 오른다 every year and nobody helps. If I sell, I owe 은행."
    (found, *_) = weighed_in(text, sentence_spans(text))
    assert [each.label for each in found.options] == ["keep the shop", "sell"]


def test_a_day_named_before_anything_was_asked_is_meant_for_something_else() -> None:
    first = Entry(id="1" * 32, written_on=date(2024, 2, 4), body="The form is due by 9 February.")
    body = "Should I take the job in Leeds or stay at the bakery?"
    asked = Entry(id="2" * 32, written_on=date(2024, 3, 4), body=body)
    (found,) = survey([first, asked])
    assert found.decide_by is None


def test_an_option_that_is_named_twice_is_one_and_a_word_that_only_begins_alike_is_another() -> (
    None
):
    text = (
        "교감 선생님은 파주 분교로 파견을 가 보는 건 어떠냐고 하셨다. 아니면 그대로 상담실에 남는"
        " 길도 있다. 파주로 가면 집이 멀다."
    )
    (found, *_) = weighed_in(text, sentence_spans(text))
    assert len(found.options) == 2
    text = "형은 배를 사자고 한다. 배우로 사는 길도 있다."
    (found, *_) = weighed_in(text, sentence_spans(text))
    assert [each.label.split()[0] for each in found.options] == ["배를", "배우로"]
