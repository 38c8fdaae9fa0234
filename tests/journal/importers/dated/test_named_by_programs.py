"""Days as programs name them beside the writer's own headings: properties and stamps of Org,
Notion's `@` dates, days of the week before numbers. No word of a heading goes with them.

Each case is a small file of our own in the shape of a real one, imported as a person would.
"""

from __future__ import annotations

import pytest

from tests.journal.importers.bringing import Bring, at

PACKED = ":PROPERTIES:\n:CREATED: 20230710\n:END:\n"
STAMPED = ":PROPERTIES:\n:CREATED: [2023-07-10 Mon 21:30]\n:END:\n"


@pytest.mark.parametrize("stars", ["*", "**"])
@pytest.mark.parametrize("properties", [PACKED, STAMPED])
def test_a_property_dates_a_heading_and_takes_no_word_of_it(
    stars: str, properties: str, bring: Bring
) -> None:
    entry = bring({"talk.org": f"{stars} Offer talk\n{properties}It went well.\n"}).one
    assert "Offer talk" in entry.title + entry.body
    assert "It went well." in entry.body
    assert str(entry.written_on) == "2023-07-10"


def test_the_time_of_a_stamp_is_kept(bring: Bring) -> None:
    entry = bring({"talk.org": f"** Offer talk\n{STAMPED}It went well.\n"}).one
    assert at(entry)[:16] == "2023-07-10T21:30"


def test_a_heading_that_is_only_the_day_goes_into_the_date(bring: Bring) -> None:
    entry = bring({"day.org": f"* Monday, 10/07/2023\n{PACKED}** 09:00 walk\nwords\n"}).one
    assert "10/07" not in entry.title + entry.body
    assert "09:00 walk" in entry.body


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("log.org", "* Monday, 10/07/2023\none\n* Tuesday, 11/07/2023\ntwo\n"),
        ("log.md", "# Monday, 10/07/2023\n\none\n\n# Tuesday, 11/07/2023\n\ntwo\n"),
        ("log.org", "* Monday, 07/10/2023\none\n* Tuesday, 07/11/2023\ntwo\n"),
        ("log.md", "# @July 10, 2023 — one\n\nwords\n\n# @July 11, 2023 — two\n\nwords\n"),
        ("log.md", "## @2023년 7월 10일\n\none\n\n## @2023년 7월 11일\n\ntwo\n"),
    ],
)
def test_headings_of_days_divide(name: str, text: str, bring: Bring) -> None:
    brought = bring({name: text})
    assert sorted(str(each.written_on) for each in brought.entries) == ["2023-07-10", "2023-07-11"]
    assert not brought.preview.dates.order_assumed
