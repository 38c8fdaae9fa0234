"""Follow-ups look around what was shown before and do not show it again."""

from __future__ import annotations

import pytest

from chains.ask.events import Answer, Citation, Question, Turn
from tests.chains.conftest import chain_over, split
from vectorstore.index import JournalIndex


def ask(index: JournalIndex, text: str, *history: Turn) -> Answer:
    *_, answer = split(chain_over(index, None).stream(Question(text=text, history=history)))
    return answer


def turn(question: str, answer: Answer) -> Turn:
    return Turn(question=question, answer=answer.text, citations=answer.citations)


def lit(citations: tuple[Citation, ...]) -> set[tuple[str, int]]:
    return {(each.entry_id, each.start) for each in citations if each.lead}


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("나는 왜 연구에 회의감을 느꼈지?", "그때 왜 그랬지?"),
        ("What did I write about the internship?", "Why?"),
        ("돈에 대한 생각은 어떻게 바뀌었어?", "그래서 나는 어떻게 했지?"),
    ],
)
def test_a_follow_up_stays_with_the_entries_that_led_and_lights_other_sentences(
    sample: JournalIndex, first: str, then: str
) -> None:
    before = ask(sample, first)
    after = ask(sample, then, turn(first, before))
    assert before.citations
    assert after.citations
    led = {each.entry_id for each in before.citations if each.lead}
    assert led & {each.entry_id for each in after.citations if each.lead}
    assert lit(after.citations) - lit(before.citations)
    assert lit(after.citations) != lit(before.citations)


def test_what_was_shown_is_not_what_a_follow_up_begins_with(sample: JournalIndex) -> None:
    question = "나는 왜 연구에 회의감을 느꼈지?"
    before = ask(sample, question)
    shown = {(each.entry_id, each.start) for each in before.citations}
    first = ask(sample, "그때 왜 그랬지?", turn(question, before)).citations[0]
    assert (first.entry_id, first.start) not in shown


def test_the_same_words_without_what_was_shown_begin_as_before(sample: JournalIndex) -> None:
    question = "나는 왜 연구에 회의감을 느꼈지?"
    before = ask(sample, question)
    again = ask(sample, question, Turn(question="월급은?", answer=""))
    assert again.citations == before.citations


def test_thanks_after_an_answer_get_a_line_and_no_quotes(sample: JournalIndex) -> None:
    question = "grad school or industry?"
    answer = ask(sample, "thanks!", turn(question, ask(sample, question)))
    assert answer.remark is not None
    assert answer.remark.key == "answer.small_talk"
    assert answer.citations == ()


def test_a_new_question_is_not_pulled_back_to_what_was_shown(sample: JournalIndex) -> None:
    question = "grad school or industry?"
    history = turn(question, ask(sample, question))
    alone = ask(sample, "등록금과 월급에 대해서는 뭐라고 썼더라?")
    after = ask(sample, "등록금과 월급에 대해서는 뭐라고 썼더라?", history)
    assert [each.start for each in after.citations] == [each.start for each in alone.citations]
