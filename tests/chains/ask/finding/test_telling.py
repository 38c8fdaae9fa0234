"""Which sentence tells what an entry is about: one that says something, mostly at its opening."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from chains.ask.finding.telling import score_telling
from chains.evidence.candidates import Candidates, gather_candidates
from tests.chains.ask.ranked import entry
from vectorstore.index import open_index
from vectorstore.types import EntryFilter

RAIN = entry("rain", "비가 왔다. 종일 집에 있었다. 라면을 먹었다.", day=0)


def best_of(folder: Path, body: str) -> str:
    """Return the sentence that tells most of an entry beside another."""
    index = open_index(folder)
    index.sync((RAIN, entry("asked", body, day=3)))
    candidates = gather_candidates(index, ["q"], EntryFilter())
    index.close()
    scores = score_telling(candidates)
    at = [each.id for each in candidates.entries].index("asked")
    a, b = candidates.sentences[at][int(np.argmax(scores[candidates.slice_of(at)]))]
    return candidates.entries[at].body[a:b].strip()


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "Locked. The harbour office turned my licence down again this morning. It was so good.",
            "The harbour office turned my licence down again this morning.",
        ),
        (
            "My sister sold the orchard to the brothers. We ate. It was fine. Home.",
            "My sister sold the orchard to the brothers.",
        ),
        (
            "시장에서. 누나가 과수원을 형제들한테 팔았다고 했다. 그래도 좋았다.",
            "누나가 과수원을 형제들한테 팔았다고 했다.",
        ),
        (
            "면허 시험 필기에 또 떨어졌다. 무슨 맛인지도 모르겠더라. 비가 왔다.",
            "면허 시험 필기에 또 떨어졌다.",
        ),
    ],
)
def test_what_says_something_tells_more_than_a_few_words(
    tmp_path: Path, body: str, told: str
) -> None:
    assert best_of(tmp_path, body) == told


def test_without_entries_nothing_is_told(tmp_path: Path) -> None:
    index = open_index(tmp_path)
    candidates: Candidates = gather_candidates(index, ["q"], EntryFilter())
    index.close()
    assert not len(score_telling(candidates))
