"""The metrics against values worked out by hand."""

from __future__ import annotations

import math

import pytest

from evaluation.metrics import first_seen, mean, ndcg, recall, reciprocal_rank


def test_by_hand() -> None:
    ranking, right = ["a", "b", "c", "d"], {"b", "d", "x"}
    assert recall(ranking, right, at=2) == pytest.approx(1 / 3)
    assert recall(ranking, right, at=10) == pytest.approx(2 / 3)
    assert reciprocal_rank(ranking, right, at=10) == 0.5
    assert reciprocal_rank(ranking, right, at=1) == 0
    best = 1 + 1 / math.log2(3) + 1 / 2
    assert ndcg(ranking, right, at=10) == pytest.approx(
        (1 / math.log2(3) + 1 / math.log2(5)) / best
    )
    assert ndcg(["b", "x", "d"], right, at=10) == pytest.approx(1)
    assert mean([]) == 0
    assert first_seen(["a", "b", "a"]) == ["a", "b"]
