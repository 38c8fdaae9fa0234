"""A saved page is dated by what it tells programs of itself (JSON-LD).

Each case is a small file of our own in the shape of a real one, imported as a person would.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.journal.importers.bringing import Bring, at

PAGE = (
    "<!DOCTYPE html><html><head><title>밤</title>{head}</head><body><article>{time}"
    "<p>오늘은 이직을 고민했다.</p></article></body></html>"
)
DAY = date(2024, 5, 11)


def _script(said: str, kind: str = "application/ld+json") -> str:
    return f'<script type="{kind}">{said}</script>'


@pytest.mark.parametrize(
    "said",
    [
        '{"@type":"BlogPosting","datePublished":"2024-05-10T16:30:00Z"}',
        '\n[{"@type":"WebSite"},{"@type":"Article","dateCreated":"2024-05-10T16:30:00.000Z"}]\n',
        '{"@graph":[{"@type":"WebPage","dateModified":"2024-06-01T00:00:00Z"},'
        '{"@type":"Article","datePublished":"2024-05-10T16:30:00+00:00"}]}',
        '{"dateModified":"2024-06-01T09:00:00Z","dateCreated":"2024-05-10T16:30:00Z"}',
        '{"dateCreated":"2024-04-01T09:00:00Z","datePublished":"2024-05-10T16:30:00Z"}',
        '{"@type":"WebPage","mainEntity":{"datePublished":"2024-05-10T16:30:00Z"}}',
        '{"datePublished":{"@type":"DateTime","@value":"2024-05-10T16:30:00Z"}}',
        '//<![CDATA[\n{"datePublished":"2024-05-10T16:30:00Z"}\n//]]>',
        '{"@type":"Article","comment":[{"datePublished":"2020-01-01"}],'
        '"datePublished":"2024-05-10T16:30:00Z"}',
        '{"dateModified":"2024-05-10T16:30:00Z"}',
    ],
)
def test_an_instant_in_linked_data_is_the_writers_day(said: str, bring: Bring) -> None:
    brought = bring({"a.html": PAGE.format(head=_script(said), time="")})

    assert (brought.one.written_on, at(brought.one)) == (DAY, "2024-05-11T01:30:00+09:00")
    assert brought.one.extra["date_from"] == "field"


def test_linked_data_in_the_body_and_beside_broken_ones_is_read(bring: Bring) -> None:
    scripts = _script('{"datePublished": "2020-01-0') + _script(
        '{"datePublished":"2024-05-11"}', "application/ld+json; charset=utf-8"
    )
    assert bring({"a.html": PAGE.format(head="", time=scripts)}).one.written_on == DAY


@pytest.mark.parametrize(
    "said",
    [
        '{"datePublished": "2020-01-01',
        "null",
        '["a", 1]',
        '{"@graph": 3, "datePublished": null, "dateCreated": "?"}',
        '{"@type":"Article","comment":{"datePublished":"2020-01-01"}}',
        '{"datePublished":"0001-01-01T00:00:00Z"}',
        '{"@graph":' + "[" * 9_000,
        '{"dateModified":"2020-01-01"}',
    ],
)
def test_what_tells_no_day_leaves_the_next_to_be_asked(said: str, bring: Bring) -> None:
    time = '<time datetime="2024-05-11">그날</time>'
    assert bring({"a.html": PAGE.format(head=_script(said), time=time)}).one.written_on == DAY


@pytest.mark.parametrize(
    ("head", "time"),
    [
        ('<meta name="created" content="2024-05-10 16:30:00 +0000"/>', ""),
        ("", '<span id="timestamp"> May 11th, 2024 1:30am </span>'),
    ],
)
def test_a_page_that_a_program_exported_tells_its_day(head: str, time: str, bring: Bring) -> None:
    brought = bring({"a.html": PAGE.format(head=head, time=time)})
    assert at(brought.one)[:16] == "2024-05-11T01:30"


def test_a_script_of_another_kind_tells_nothing(bring: Bring) -> None:
    script = _script('{"datePublished":"2020-01-01"}', "application/json")
    brought = bring({"a.html": PAGE.format(head=script, time="")})
    assert brought.preview.dates.uncertain == 1
