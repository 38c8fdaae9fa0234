"""Cases: read strictly, saved from answered questions, right about the sample journal."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from errors import StorageError
from evaluation.case import SAMPLE, Case, read_cases, write_cases
from evaluation.case_store import CaseStore
from tests.properties import examples

LINE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)


@given(
    st.lists(
        st.builds(
            Case,
            id=LINE,
            question=LINE,
            expected=st.lists(LINE).map(tuple),
            as_of=st.none() | st.dates(),
        ),
        unique_by=lambda case: case.id,
    )
)
@settings(deadline=None, max_examples=examples(50))
def test_cases_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, cases: list[Case]
) -> None:
    path = tmp_path_factory.mktemp("cases") / "cases.yaml"
    path.write_text(write_cases(cases), encoding="utf-8")
    assert read_cases(path) == tuple(cases)


@pytest.mark.parametrize(
    "text",
    [
        "a: [",
        "a: 1",
        "- text",
        "- {id: a}",
        "- {id: a, question: q, more: 1}",
        "- {id: a, question: q, as_of: soon}",
        "- {id: a, question: q, expected: x}",
        "- {id: a, question: q}\n- {id: a, question: q}",
    ],
)
def test_a_file_that_holds_something_else_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StorageError):
        read_cases(path)


def test_the_sample_has_forty_cases_in_both_languages() -> None:
    cases = read_cases(SAMPLE)
    assert len(cases) == 40
    assert set(Counter(case.language for case in cases)) == {"ko", "en"}
    assert {case.kind for case in cases} >= {
        "a-or-b",
        "when",
        "why",
        "change",
        "as-of",
        "nothing-written",
        "injection",
    }
    assert all(case.should_refuse == (case.kind == "nothing-written") for case in cases)


def test_a_saved_case_is_kept_replaced_and_removed(tmp_path: Path) -> None:
    store = CaseStore(tmp_path / "state" / "cases.yaml")
    assert store.load() == ()
    first = store.save_case(" 대학원에\n갈까? ", ["a", "b", "a"])
    store.save_case("Why?", [], as_of=date(2024, 1, 1))
    changed = store.save_case("대학원에 갈까?", ["c"], note="더 낫다")
    assert (first.id, first.language) == (changed.id, "ko")
    again = CaseStore(tmp_path / "state" / "cases.yaml").load()
    assert [(case.question, case.expected, case.as_of) for case in again] == [
        ("Why?", (), date(2024, 1, 1)),
        ("대학원에 갈까?", ("c",), None),
    ]
    assert (tmp_path / "state" / "cases.yaml").stat().st_mode & 0o777 == 0o600
    store.remove(changed.id)
    store.remove(changed.id)
    assert [case.question for case in store.load()] == ["Why?"]
    with pytest.raises(StorageError):
        store.save_case(" ", [])
