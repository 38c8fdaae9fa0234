"""Mixed scores stay in 0..1, and with no weight on the vectors the words decide alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vectorstore.fusion import mix

scored = st.dictionaries(st.integers(1, 30), st.floats(0.01, 50), max_size=20)


@given(lexical=scored, dense=scored, weights=st.lists(st.floats(0, 1), min_size=31, max_size=31))
def test_scores_are_between_0_and_1(
    lexical: dict[int, float], dense: dict[int, float], weights: list[float]
) -> None:
    mixed = mix(lexical, dense, dict(enumerate(weights)))
    assert all(0 <= score <= 1 for score in mixed.values())
    assert mixed.keys() == lexical.keys() | dense.keys()


@given(lexical=scored, dense=scored)
def test_without_weight_the_order_is_that_of_the_words(
    lexical: dict[int, float], dense: dict[int, float]
) -> None:
    mixed = mix(lexical, dense, dict.fromkeys(range(31), 0.0))
    ordered = sorted(mixed, key=lambda row: (-mixed[row], row))
    expected = sorted(
        lexical, key=lambda row: (-round(lexical[row] / max(lexical.values()), 6), row)
    )
    assert [row for row in ordered if row in lexical] == expected


def test_each_row_has_a_weight_of_its_own() -> None:
    assert mix({1: 2.0, 2: 2.0}, {1: 0.9, 2: 0.1}, {1: 0.5, 2: 0}) == {1: 1.0, 2: 1.0}
    assert mix({1: 2.0}, {2: 0.9, 1: 0.1}, {1: 0.1, 2: 0.5}) == {1: 0.9, 2: 0.5}
