"""The program's own scores, worked out by hand."""

from __future__ import annotations

import pytest

from chains.ask.events import Answer, Citation
from chains.ask.scores import automatic_scores

ONE = Citation(number=1, entry_id="a", start=0, end=3, quote="글이다")
MADE_UP = Citation(number=2, entry_id="", start=0, end=0, state="unverified")


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("가고 싶다고 썼어요 [1]. 돈은 걱정했어요.", 0.5),
        ("가고 싶다고 썼어요. [1] 돈은 걱정했어요.", 0.5),
        ("### 대학원\n2024. 4. 30.에 썼어요 [1].", 1.0),
        ("지어낸 말이에요 [2].", 0.0),
        ("I wrote it [1]! Did I?", 0.5),
    ],
)
def test_sentences_with_a_citation_are_counted(text: str, cited: float) -> None:
    answer = Answer(text=text, citations=(ONE, MADE_UP), quotes_unverified=1, pointers_dropped=3)
    assert automatic_scores(answer) == {
        "citations_valid": 0.25, "quotes_verified": 0.5, "answer_cited": cited, "refused": 0.0
    }  # fmt: skip


def test_nothing_found_is_a_refusal_and_no_mistake() -> None:
    assert automatic_scores(Answer(finish="quotes_only")) == {
        "citations_valid": 1.0, "quotes_verified": 1.0, "answer_cited": 1.0, "refused": 1.0
    }  # fmt: skip
