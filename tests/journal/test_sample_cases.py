"""The questions to the sample journal name entries that exist, and none written after the day they
ask as of.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TypedDict

import yaml

ROOT = Path(__file__).parents[2]
KINDS = {"a-or-b", "when", "why", "change", "as-of", "nothing-written", "injection"}


class Case(TypedDict, total=False):
    id: str
    question: str
    language: str
    kind: str
    expected: list[str]
    as_of: date
    note: str


def read_cases() -> list[Case]:
    cases: list[Case] = yaml.safe_load(
        (ROOT / "evaluation/cases/sample.yaml").read_text(encoding="utf-8")
    )
    return cases


def test_there_are_forty_of_every_kind_in_both_languages() -> None:
    cases = read_cases()
    assert len({case["id"] for case in cases}) == len(cases) == 40
    assert {case["kind"] for case in cases} == KINDS
    assert min(Counter(case["language"] for case in cases).values()) >= 15


def test_expected_entries_exist_and_are_not_from_the_future() -> None:
    known = {path.stem for path in (ROOT / "journal/sample").rglob("*.md")}
    for case in read_cases():
        assert set(case["expected"]) <= known, case["id"]
        assert bool(case["expected"]) == (case["kind"] != "nothing-written"), case["id"]
        assert ("as_of" in case) == (case["kind"] == "as-of"), case["id"]
        for entry in case["expected"] if "as_of" in case else []:
            assert date.fromisoformat(entry.removeprefix("sample-")) <= case["as_of"]
