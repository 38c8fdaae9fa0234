"""The program's own scores, worked out by hand."""

from __future__ import annotations

import pytest

from chains.ask.events import Answer, Citation, Doubt
from chains.ask.scores import automatic_scores

ONE = Citation(number=1, entry_id="a", start=0, end=3, quote="글이다")
MADE_UP = Citation(number=2, entry_id="", start=0, end=0, state="unverified")


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("가고 싶다고 썼어요 [1]. 돈은 걱정했어요.", 0.5),
        ("가고 싶다고 썼어요. [1] 돈은 걱정했어요.", 0.5),
        ("### 대학원\n2024. 4. 30.에 썼어요 [1].", 1.0),
        ("지어낸 말이에요 [2]. 썼어요 [1].", 0.5),
        ("I wrote it [1]! Did I?", 0.5),
    ],
)
def test_sentences_with_a_citation_are_counted(text: str, cited: float) -> None:
    answer = Answer(text=text, citations=(ONE, MADE_UP), quotes_unverified=1, pointers_dropped=3)
    scores = automatic_scores(answer)
    assert (scores["citations_valid"], scores["quotes_verified"]) == (0.25, 0.5)
    assert (scores["answer_cited"], scores["refused"]) == (cited, 0.0)


def test_nothing_found_is_a_refusal_and_no_mistake() -> None:
    assert automatic_scores(Answer(finish="quotes_only")) == {
        "citations_valid": 1.0, "quotes_verified": 1.0, "answer_cited": 1.0, "clauses_cited": 1.0,
        "figures_unsupported": 0.0, "claims_unpointed": 0.0, "refused": 1.0
    }  # fmt: skip


def test_clauses_figures_and_claims_are_shares() -> None:
    doubt = Doubt(start=0, end=2, words="3년", kind="number")
    answer = Answer(
        text="3년 뒤에 갔고 [1] 5년을 살았고 [2], 그만뒀어요. 돈을 걱정했어요. 울었어요.",
        citations=(ONE, MADE_UP), doubts=(doubt,), figures_checked=4, claims_unpointed=1,
    )  # fmt: skip
    scores = automatic_scores(answer)
    assert (scores["clauses_cited"], scores["figures_unsupported"]) == (0.4, 0.25)
    assert scores["claims_unpointed"] == 0.2


def test_quotes_below_an_answer_that_points_nowhere_are_not_its_citations() -> None:
    scores = automatic_scores(Answer(text="가고 싶어 했어요.", citations=(ONE,)))
    assert (scores["clauses_cited"], scores["refused"]) == (0.0, 1.0)
