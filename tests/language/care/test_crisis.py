"""Speaking of suicide and self-harm, measured on sentences of which half only sound like it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from language.crisis import speaks_of_crisis

SENTENCES = yaml.safe_load(
    (Path(__file__).parent / "crisis_sentences.yaml").read_text(encoding="utf-8")
)
LEAST_RECALL, LEAST_PRECISION = 0.97, 0.97


def test_there_are_two_hundred_sentences() -> None:
    assert (len(SENTENCES["speaks"]), len(SENTENCES["sounds_like_it"])) == (100, 100)


@pytest.mark.parametrize("whose", ["", "_elsewhere", "_afresh"])
def test_precision_and_recall(whose: str) -> None:
    speaks, sounds = SENTENCES[f"speaks{whose}"], SENTENCES[f"sounds_like_it{whose}"]
    missed = [each for each in speaks if not speaks_of_crisis(each)]
    tripped = [each for each in sounds if speaks_of_crisis(each)]
    found = len(speaks) - len(missed)
    assert found / len(speaks) >= LEAST_RECALL, missed
    assert found / (found + len(tripped)) >= LEAST_PRECISION, tripped


def test_an_idiom_beside_it_hides_nothing() -> None:
    assert speaks_of_crisis("배고파 죽겠다. 그런데 정말 죽고 싶다.")
    assert speaks_of_crisis("Dead tired. I want to die.")
