"""A question between options finds the sentences that speak to each, however they are built."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chains.ask.events import Question
from chains.ask.finding.retrieve import retrieve
from chains.ask.planning.by_rules import plan_by_rules
from tests.chains.ask.ranked import entry
from tests.chains.conftest import TODAY
from tests.properties import examples
from vectorstore.index import JournalIndex, open_index

Find = Callable[[str, str], dict[str, list[str]]]


@pytest.fixture(scope="module")
def find(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Find]:
    """Return a function of an entry and a question: the best sentences for each option."""
    index: JournalIndex = open_index(tmp_path_factory.mktemp("options"))

    def ask(body: str, question: str) -> dict[str, list[str]]:
        index.sync([entry("weighed", body)])
        plan = plan_by_rules(Question(text=question), TODAY)
        found: dict[str, list[str]] = {}
        for label, ranked in retrieve(index, plan, (), TODAY).by_option:
            found[label] = [
                each.entry.body[slice(*span)]
                for each in ranked
                for span, score in zip(each.sentences, each.scores, strict=True)
                if score == each.score
            ]
        return found

    yield ask
    index.close()


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("대학원에 갈까, 취업할까?", "대학원은 재미있겠지만, 취업은 안정적이라 좋다."),
        (
            "grad school or industry?",
            "Grad school is exhausting and lonely, whereas industry is great and pays well.",
        ),
        ("stay or move to Oslo?", "To stay is safe and good, but to move to Oslo is better paid."),
    ],
)
def test_a_sentence_whose_clauses_speak_to_two_options_is_found_for_both(
    find: Find, question: str, body: str
) -> None:
    found = find(body, question)
    assert len(found) == 2
    assert all(sentences == [body] for sentences in found.values())


def test_an_entry_of_copied_lines_does_not_lend_their_words_to_the_line_beside_them(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    copied = "\n".join(f'- "Industry pays, industry hires, industry {way}."' for way in ("a", "b"))
    index = open_index(tmp_path_factory.mktemp("copied"))
    index.sync(
        [
            entry("pasted", f"{copied}\nThen I closed the window.", title="industry"),
            entry("own", "The lab is cold. Of industry I know one summer.", day=1),
        ]
    )
    plan = plan_by_rules(Question(text="grad school or industry?"), TODAY)
    found = dict(retrieve(index, plan, (), TODAY).by_option)
    index.close()
    assert [each.entry.id for each in found["industry"]] == ["own", "pasted"]


_CLAUSES = st.sampled_from(
    ["대학원은 즐겁지만", "취업은 힘들고", "둘 다 좋고", "grad school is fun", "industry pays well"]
)


@settings(deadline=None, max_examples=examples(60))
@given(st.lists(st.tuples(_CLAUSES, st.sampled_from([", ", ". ", "\n", " but ", "; "]))))
def test_clauses_in_any_order_raise_nothing(find: Find, pieces: list[tuple[str, str]]) -> None:
    body = "".join(clause + mark for clause, mark in pieces) or "."
    for question in ("대학원에 갈까, 취업할까?", "grad school or industry?"):
        found = find(body, question)
        assert all(sentence in body for each in found.values() for sentence in each)
