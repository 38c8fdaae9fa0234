"""Mixed scores stay in 0..1, and with no weight on the vectors the words decide alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vectorstore.fusion import Mix, mix

scored = st.dictionaries(st.integers(1, 30), st.floats(0.01, 50), max_size=20)


@given(lexical=scored, dense=scored, weight=st.floats(0, 1), alone=st.booleans())
def test_scores_are_between_0_and_1(
    lexical: dict[int, float], dense: dict[int, float], weight: float, alone: bool
) -> None:
    mixed = mix(lexical, dense, Mix(dense_weight=weight, dense_alone=alone))
    assert all(
        -1e-9 <= value <= 1 + 1e-9
        for each in mixed
        for value in (each.score, each.lexical, each.dense)
    )
    assert {each.row for each in mixed} == (
        lexical.keys() | dense.keys() if alone else lexical.keys()
    )


@given(lexical=scored, dense=scored)
def test_without_weight_the_order_is_that_of_the_words(
    lexical: dict[int, float], dense: dict[int, float]
) -> None:
    mixed = mix(lexical, dense, Mix(dense_weight=0, dense_alone=False))
    assert [each.row for each in sorted(mixed, key=lambda each: (-each.score, each.row))] == sorted(
        lexical, key=lambda row: (-lexical[row] / max(lexical.values()), row)
    )
