"""Entries read by a model over real HTTP: it points, the program cuts, what is wrong is dropped and
counted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.language_models import BaseChatModel

from chains.decide.cut import Cutter
from chains.decide.reply import EntryReply, read_decisions
from chains.evidence.sources import Source
from language.grammar.sentences import sentence_spans
from tests.chains.decide.deciding import KOREAN, cut_exactly, good_reply, reader, reply
from tests.model_server import ModelServer, Say
from tests.properties import examples


def test_a_model_points_and_the_program_cuts(
    server: ModelServer, connect: Callable[[], BaseChatModel]
) -> None:
    server.script(Say(text=f"Here you are:\n```json\n{reply(good_reply())}\n```"))
    reading = reader(connect()).read(KOREAN, ())
    (found,) = reading.found
    assert (reading.dropped, len(server.requests)) == (0, 1)
    assert [each.value.label for each in found.options] == [
        "대학원 진학",
        "취업",
        "4-2학기까지 기다리기",
    ]
    assert len(found.reasons) == 3
    assert found.decide_by is not None
    assert found.decide_by.value.last == date(2024, 12, 20)
    cut_exactly((found,), KOREAN)


def test_wrong_pointers_are_asked_for_once_more_then_dropped_and_counted(
    server: ModelServer, connect: Callable[[], BaseChatModel]
) -> None:
    wrong = good_reply() | {
        "reasons": [
            {"option": "달나라", "side": "for", "at": "1.2"},
            {"option": "취업", "side": "for", "at": "9.99"},
        ]
        * 9,
        "criteria": [{"label": "x", "at": "the third one"}],
        "decide_by": {"words": "내가 지어낸 말", "at": "1.1", "first": "2024-01-01", "last": None},
    }
    server.script(Say(text=reply(wrong)), Say(text=reply(wrong)))
    reading = reader(connect()).read(KOREAN, ())
    assert len(server.requests) == 2
    assert reading.dropped == 20
    assert not reading.found[0].reasons
    assert reading.found[0].decide_by is None
    cut_exactly(reading.found, KOREAN)


@pytest.mark.parametrize("bad", ["no json", reply(good_reply())[:200], '{"decisions": 3}'])
def test_a_reply_that_cannot_be_used_is_asked_for_once_more(
    server: ModelServer, connect: Callable[[], BaseChatModel], bad: str
) -> None:
    server.script(Say(text=bad), Say(text=reply(good_reply())))
    assert len(reader(connect()).read(KOREAN, ()).found) == 1
    server.script(Say(text=bad), Say(text=bad))
    reading = reader(connect()).read(KOREAN, ())
    assert (reading.found, reading.dropped, len(server.requests)) == ((), 1, 4)


def test_wording_in_another_language_is_not_taken(
    server: ModelServer, connect: Callable[[], BaseChatModel]
) -> None:
    foreign = good_reply() | {"question": "Graduate school versus a job in industry"}
    server.script(Say(text=reply(foreign)), Say(text=reply(foreign)))
    assert reader(connect()).read(KOREAN, ()).found == ()


@settings(max_examples=examples(80), deadline=None)
@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=8),
        lambda c: st.lists(c, max_size=4),
        max_leaves=8,
    ),
    st.data(),
)
def test_no_reply_gives_a_quote_that_is_not_in_the_entry(junk: object, data: st.DataObject) -> None:
    given_reply = good_reply()
    for name in data.draw(st.lists(st.sampled_from([*given_reply]), max_size=5)):
        given_reply[name] = data.draw(
            st.sampled_from([junk, [junk], [{"at": "1.1-1.3", "label": "x"}], "1.2", "1"])
        )
    read = read_decisions(reply(given_reply))
    if read is None:
        return
    source = Source(
        number=1, entry_id=KOREAN.id, written_on=KOREAN.written_on, title="", body=KOREAN.body,
        sentences=sentence_spans(KOREAN.body),
    )  # fmt: skip
    cut_exactly(Cutter(KOREAN, (source,), ()).cut(read).found, KOREAN)


def test_ten_decisions_at_most_and_the_rest_counted() -> None:
    source = Source(
        number=1, entry_id=KOREAN.id, written_on=KOREAN.written_on, title="", body=KOREAN.body,
        sentences=sentence_spans(KOREAN.body),
    )  # fmt: skip
    made = Cutter(KOREAN, (source,), ()).cut(
        EntryReply.model_validate({"decisions": [good_reply()] * 12})
    )
    assert (len(made.found), made.dropped) == (10, 2)
