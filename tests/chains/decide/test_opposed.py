"""Two sentences of the writer that pull apart are found across entries; others' words are not."""

from __future__ import annotations

from datetime import date

import pytest

from chains.decide.opposed import find_opposed
from chains.decide.rules import find_by_rules
from chains.decide.survey import survey
from journal.entry import Entry


def entry(day: int, body: str) -> Entry:
    return Entry(id=f"{day:032x}", written_on=date(2024, 5, day), body=body)


ASKED = entry(9, "우체국에 취업할까, 대학원에 갈까?")
LIKED = "편지 나르는 일은 여전히 좋다."


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (LIKED, "우체국에 갔다. 이제 편지 나르는 일이 싫다.", True),
        (LIKED, "우체국에 갔다. 편지 나르는 일이 싫지 않다.", False),  # still liked
        (LIKED, "우체국에 갔다. 형은 편지 나르는 일이 싫다고 했다.", False),  # a brother's
        (LIKED, "우체국에 갔다. 비 오는 날이 싫다.", False),  # of something else
        (LIKED, "이제 편지 나르는 일이 싫다.", False),  # nothing of the decision near
    ],
)
def test_only_own_views_of_one_thing_pull_apart(first: str, second: str, found: bool) -> None:
    entries = [entry(1, first), ASKED, entry(20, second)]
    (decision,) = find_by_rules(ASKED)
    tensions = find_opposed(decision, entries)
    assert bool(tensions) == found
    for each in tensions:
        assert each.quote is not None
        assert each.quote.text == first
        assert each.value.other.text == "이제 편지 나르는 일이 싫다."


def test_a_survey_tells_them_once() -> None:
    entries = [
        entry(1, "I love the mornings at the sorting desk."),
        entry(2, "Should I take a job at the post office or go to grad school?"),
        entry(3, "Late at the post office. I have come to hate the mornings at the sorting desk."),
    ]
    (decision,) = survey(entries)
    assert len(decision.tensions) == 1
