"""Whatever was asked and answered comes back exactly as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import errors
from chains.ask.events import Answer, Citation, Doubt, Plan, Question, Searched, Turn, Usage
from conversations.codec import decode, encode
from errors import JournalError
from language.options.find import AskedOption
from tests.properties import examples
from vectorstore.types import EntryFilter

# Every code point, half surrogate pairs included: a stream that breaks in a character gives them.
TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=40)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
DATES = st.none() | st.dates()
FILTERS = st.builds(EntryFilter, since=DATES, until=DATES, tags=TEXTS, kinds=TEXTS)
QUESTIONS = st.builds(
    Question,
    text=TEXT,
    history=st.lists(st.builds(Turn, question=TEXT, answer=TEXT), max_size=2).map(tuple),
    where=FILTERS,
    use_dates=st.booleans(),
    conversation_id=TEXT,
    turn_id=TEXT,
)
PLANS = st.builds(
    Plan,
    question=TEXT,
    phrases=TEXTS,
    options=st.lists(st.builds(AskedOption, label=TEXT, phrases=TEXTS), max_size=2).map(tuple),
    where=FILTERS,
    date_words=TEXT,
    language=st.sampled_from(["ko", "en"]),
    made_by=st.sampled_from(["rules", "model"]),
)
CITATIONS = st.builds(
    Citation,
    number=st.integers(),
    entry_id=TEXT,
    start=st.integers(),
    end=st.integers(),
    state=st.sampled_from(["exact", "repaired", "unverified"]),
    quote=TEXT,
    written_on=DATES,
    title=TEXT,
    option=TEXT,
)
DOUBTS = st.builds(
    Doubt,
    start=st.integers(),
    end=st.integers(),
    words=TEXT,
    kind=st.sampled_from(["number", "date", "name"]),
    section=st.sampled_from(["answer", "moved"]),
    cited=st.booleans(),
)
ANSWERS = st.builds(
    Answer,
    text=TEXT,
    citations=st.lists(CITATIONS, max_size=3).map(tuple),
    searched=st.builds(Searched, entries=st.integers(), first=DATES, last=DATES),
    moved=TEXT,
    gaps=TEXTS,
    question=TEXT,
    finish=st.sampled_from(["complete", "stopped", "cut_off", "quotes_only"]),
    trace_id=TEXT,
    problem=st.none(),
    usage=st.builds(Usage, model=TEXT, input_tokens=st.integers(), output_tokens=st.integers()),
    pointers_dropped=st.integers(),
    quotes_unverified=st.integers(),
    doubts=st.lists(DOUBTS, max_size=2).map(tuple),
    figures_checked=st.integers(),
    claims_unpointed=st.integers(),
)


@given(question=QUESTIONS, plan=PLANS, answer=ANSWERS)
@settings(deadline=None, max_examples=examples(60))
def test_everything_survives_a_round_trip(question: Question, plan: Plan, answer: Answer) -> None:
    assert decode(Question, encode(question)) == question
    assert decode(Plan, encode(plan)) == plan
    assert decode(Answer, encode(answer)) == answer


KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, JournalError)
]


@given(
    kind=st.sampled_from(KINDS),
    path=TEXT,
    values=st.dictionaries(
        st.from_regex(r"[a-z]{3,8}\Z"), TEXT | st.integers() | st.booleans() | st.none(), max_size=3
    ),
)
@settings(deadline=None, max_examples=examples(40))
def test_a_problem_comes_back_as_the_error_it_was(
    kind: type[JournalError], path: str, values: dict[str, object]
) -> None:
    values = {
        name: value
        for name, value in values.items()
        if name not in ("message", "hint", "key", "place")
    }
    problem = kind("at {place}", hint="look at {place}", key="test.key", place=path, **values)
    back = decode(Answer, encode(Answer(problem=problem))).problem
    assert back is not None
    assert type(back) is kind
    assert (str(back), back.hint, back.key, back.values) == (
        str(problem),
        problem.hint,
        problem.key,
        problem.values,
    )


def test_values_that_json_cannot_hold_become_their_text() -> None:
    problem = JournalError("on {day}", hint="-", key="k", day=date(2024, 4, 30))
    back = decode(Answer, encode(Answer(problem=problem))).problem
    assert back is not None
    assert back.values == {"day": "2024-04-30"}


def test_older_and_newer_versions_are_read() -> None:
    stored = json.loads(encode(Answer(text="퇴사", pointers_dropped=2)))
    del stored["usage"]
    stored["added_later"] = {"x": [1]}
    assert decode(Answer, json.dumps(stored)) == replace(Answer(text="퇴사"), pointers_dropped=2)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", "null", '{"phrases": 3}', '{"question": "q"}']
)
def test_what_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no Plan"):
        decode(Plan, text)
