"""An instant in UTC becomes the writer's day.

Each case is a small file of our own in the shape of a real one, imported as a person would.
"""

from __future__ import annotations

from datetime import date

import pytest

from journal.importers.base import How
from tests.journal.importers.bringing import WORDS, Bring, at

PAGE = (
    "<!DOCTYPE html><html><head><title>밤</title>{head}</head><body><article>{time}"
    "<p>오늘은 이직을 고민했다.</p></article></body></html>"
)
FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>a</id><title>밤</title>'
    "<published>{when}</published><content>오늘은 이직을 고민했다.</content></entry></feed>"
)
WXR = (
    '<rss xmlns:wp="http://wordpress.org/export/1.2/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    "<wp:wxr_version>1.2</wp:wxr_version><item><title>밤</title>{dates}"
    "<content:encoded>오늘은 이직을 고민했다.</content:encoded>"
    "<wp:post_type>post</wp:post_type></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", "---\ndate: 2024-05-10T16:30:00.000Z\n---\n" + WORDS),
        ("a.md", "---\ncreated: 2024-05-10 16:30:00Z\n---\n" + WORDS),
        ("a.md", '---\nreleased_at: "2024-05-10T16:30:00+00:00"\n---\n' + WORDS),
        ("a.md", "---\ndate: 2024-05-10 16:30:00 +0000\n---\n" + WORDS),
        ("a.md", "---\ndate: Fri, 10 May 2024 16:30:00 GMT\n---\n" + WORDS),
        ("a.md", "---\ndate: 2024-05-10 16:30 UTC\n---\n" + WORDS),
        ("a.md", "---\ncreated: 1715358600\n---\n" + WORDS),
        ("a.md", "---\ncreated: 1715358600000\n---\n" + WORDS),
        ("a.md", "---\ndate: 20240510T163000Z\n---\n" + WORDS),
        ("a.md", "+++\ndate = 2024-05-10T16:30:00Z\n+++\n" + WORDS),
        ("a.md", '{"date": "2024-05-10T16:30:00Z"}\n\n' + WORDS),
        ("20240510T163000Z.md", WORDS),
        (
            "a.html",
            PAGE.format(head="", time='<time datetime="2024-05-10T16:30:00.000Z">10 May</time>'),
        ),
        (
            "a.html",
            PAGE.format(
                head='<meta property="article:published_time" content="2024-05-10T16:30:00+00:00">',
                time="",
            ),
        ),
        ("a.xml", FEED.format(when="2024-05-10T16:30:00Z")),
        ("a.xml", FEED.format(when="Fri, 10 May 2024 16:30:00 -0000")),
        (
            "a.xml",
            WXR.format(
                dates="<wp:post_date>0000-00-00 00:00:00</wp:post_date>"
                "<wp:post_date_gmt>2024-05-10 16:30:00</wp:post_date_gmt>"
            ),
        ),
        (
            "a.xml",
            WXR.format(
                dates="<wp:post_date>2024-05-10 16:30:00</wp:post_date>"
                "<wp:post_date_gmt>2024-05-10 16:30:00</wp:post_date_gmt>"
            ),
        ),
        ("a.xml", WXR.format(dates="<pubDate>Fri, 10 May 2024 16:30:00 +0000</pubDate>")),
    ],
)
def test_an_instant_is_the_writers_day(name: str, content: str, bring: Bring) -> None:
    brought = bring({name: content})

    assert (brought.one.written_on, at(brought.one)) == (
        date(2024, 5, 11),
        "2024-05-11T01:30:00+09:00",
    )
    assert brought.preview.dates.zone_assumed == 0
    assert brought.preview.dates.zones == (("Asia/Seoul", 1),)


def test_only_what_is_assumed_is_told_as_assumed(bring: Bring) -> None:
    said = "---\ndate: 2024-05-10T21:00:00+09:00\n---\nSaid."
    bare = "---\ndate: 2024-05-10T16:30:00Z\n---\nNot said."
    dates = bring({"said.md": said, "bare.md": bare}, How(home="Europe/Lisbon")).preview.dates
    assert dates.assumed_zones == ("Europe/Lisbon",)
    assert (dates.zone_assumed, len(dates.zones)) == (1, 2)


def test_without_a_zone_that_of_home_is_assumed_and_told(bring: Bring) -> None:
    how = How(home="Asia/Seoul")

    brought = bring({"a.md": "---\ndate: 2024-05-10T16:30:00Z\n---\n" + WORDS}, how)

    assert at(brought.one) == "2024-05-11T01:30:00+09:00"
    assert brought.preview.dates.zone_assumed == 1


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("date: 2024-05-10T23:30:00-05:00", "2024-05-10T23:30:00-05:00"),
        (
            "date: 2024-05-10T16:30:00Z\ntimezone: America/New_York",
            "2024-05-10T12:30:00-04:00",
        ),
        ("date: 2024-05-10T23:30:00", "2024-05-10T23:30:00"),
    ],
)
def test_a_zone_that_the_file_names_stays(fields: str, expected: str, bring: Bring) -> None:
    assert at(bring({"a.md": f"---\n{fields}\n---\n{WORDS}"}).one) == expected


def test_a_day_that_a_program_wrote_as_midnight_in_utc_stays(bring: Bring) -> None:
    how = How(zone="America/Los_Angeles")

    brought = bring({"a.md": "---\ndate: 2024-05-10T00:00:00.000Z\n---\n" + WORDS}, how)

    assert (brought.one.written_on, brought.one.written_at) == (date(2024, 5, 10), None)
