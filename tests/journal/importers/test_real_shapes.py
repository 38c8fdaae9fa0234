"""What people really have: days in every spelling, broken lines, others' words.

Each case is a small file of our own in the shape of a real one, imported as a person would.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

from journal.entry import Entry
from journal.importers.base import How
from journal.importing.grouping import group_problems
from journal.importing.preview import Preview
from journal.importing.run import Importing
from journal.store import EntryStore

SEOUL = How(zone="Asia/Seoul")
LONG_AGO = datetime(2001, 2, 3).timestamp()  # what the file's clock says
WORDS = "오늘은 이직을 고민했다."


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What came in, by the name of the file that it came from, and what was told before."""

    entries: tuple[Entry, ...]
    preview: Preview

    @property
    def one(self) -> Entry:
        (entry,) = self.entries
        return entry

    def told(self) -> list[tuple[str, int]]:
        """The kinds of problems with the number of files, or the count, of each."""
        groups = group_problems(self.preview.report.problems)
        return [
            (group.problem.key, int(str(group.problem.values.get("count", group.more + 1))))
            for group in groups
        ]


Bring = Callable[..., Brought]


@pytest.fixture
def bring(tmp_path: Path) -> Bring:
    def run(files: Mapping[str, str | bytes], how: How = SEOUL) -> Brought:
        source = tmp_path / "given"
        for name, content in files.items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            os.utime(path, (LONG_AGO, LONG_AGO))
        given = (
            source / next(iter(files))
            if len(files) == 1 and "/" not in next(iter(files))
            else source
        )
        store = EntryStore(tmp_path / "journal")
        with Importing([given], store) as importing:
            preview = importing.look(how)
            importing.run(how)
        return Brought(entries=tuple(store.load().entries), preview=preview)

    return run


def at(entry: Entry) -> str:
    return entry.written_at.isoformat() if entry.written_at else ""


# 1. An instant in UTC becomes the writer's day.

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


# 2. A date that stands somewhere never loses to the file's clock.


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-05-10 09:00:00 KST", "2024-05-10T09:00:00+09:00"),
        ("2024-05-10T09:00:00+09:00[Asia/Seoul]", "2024-05-10T09:00:00+09:00"),
        ("2024-05-10T09:00[Asia/Seoul]", "2024-05-10T09:00:00+09:00"),
        ("Fri May 10 2024 09:00:00 GMT+0900 (Korean Standard Time)", "2024-05-10T09:00:00+09:00"),
        ("Fri May 10 09:00:00 KST 2024", "2024-05-10T09:00:00+09:00"),
        ('"2024년 5월 10일 금요일 09시 00분 00초 KST"', "2024-05-10T09:00:00+09:00"),
        ("2024-05-10-16:00", "2024-05-10T16:00:00"),
        ("2024. 5. 10. 오전 9:00:00", "2024-05-10T09:00:00"),
        ("202405101600", "2024-05-10T16:00:00"),
        ('"[[2024-05-10]]"', ""),
        ("[[2024-05-10]]", ""),
        ('"[[Daily/2024-05-10|friday]]"', ""),
        ('"[[May 10th, 2024]]"', ""),
        ("24. 5. 10.", ""),
        ("240510", ""),
        ("[2024-05-10]", ""),
        ("\n  - 2024-05-10", ""),
        ("\n  start: 2024-05-10\n  end: 2024-05-12", ""),
        ("<2024-05-10 Fri 09:00>", "2024-05-10T09:00:00"),
        ("'[2024-05-10 금 09:00-10:00]'", "2024-05-10T09:00:00"),
        ("2024-05-10 (금) 저녁", ""),
        ("2024-05-10 ~ 2024-05-12", ""),
        ("10.05.2024", ""),
    ],
)
def test_a_field_in_any_spelling(value: str, expected: str, bring: Bring) -> None:
    brought = bring({"a.md": f"---\ntitle: x\ndate: {value}\n---\n{WORDS}"})

    assert (brought.one.written_on, at(brought.one)) == (date(2024, 5, 10), expected)
    assert (brought.preview.dates.by_field, brought.preview.dates.uncertain) == (1, 0)


def test_a_day_above_twelve_tells_the_order(bring: Bring) -> None:
    assert bring({"a.md": f"---\ndate: 31/05/2024\n---\n{WORDS}"}).one.written_on == date(
        2024, 5, 31
    )


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("2024_05_10.md", ""),
        ("2024 05 10.md", ""),
        ("2024–05–10 면담.md", "면담"),
        ("20240510_면담.md", "면담"),
        ("202405101630 면담.md", "면담"),
        ("20240510163000.md", ""),
        ("2024-05-10T09-00-00.md", ""),
        ("240510.md", ""),
        ("24-05-10.md", ""),
        ("24.05.10 일기.md", "일기"),
        ("[240510-til] 회고.md", "[til] 회고"),
        ("회고_240510.txt", "회고"),
        ("240510일기.md", "일기"),
        ("Friday, 10 May 2024.md", ""),
        ("2024년 5월 10일.txt", ""),
        ("2024/5월/10일.md", ""),
        ("2024/05/10 면담.md", "면담"),
        ("2024년/5월/10일 면담.md", "면담"),
        ("2024/05-May/10.md", ""),
        ("2024-05/10.md", ""),
        ("2024/05-10.txt", ""),
        ("2024년 일기/5월 10일.md", ""),
        ("posts/2024-05-10-a-walk/index.md", "a walk"),
        ("notes/2024-05-10/walk.md", "walk"),
    ],
)
def test_a_name_in_any_spelling(name: str, title: str, bring: Bring) -> None:
    brought = bring({name: WORDS})

    assert (brought.one.written_on, brought.one.title) == (date(2024, 5, 10), title)
    assert (brought.preview.dates.by_name, brought.preview.dates.uncertain) == (1, 0)


def test_one_name_that_cannot_be_otherwise_decides_for_all(bring: Bring) -> None:
    brought = bring(
        {"10-05-2024.md": "first", "31-05-2024.md": "second", "sub/04-06-2024.md": "third"}
    )

    assert [entry.written_on for entry in brought.entries] == [
        date(2024, 5, 10),
        date(2024, 5, 31),
        date(2024, 6, 4),
    ]
    assert brought.preview.dates.order_assumed == 0


def test_two_digits_are_read_as_a_year_and_said_so(bring: Bring) -> None:
    brought = bring({"24-07-08.md": "first"})
    assert (brought.one.written_on, brought.preview.dates.year_assumed) == (date(2024, 7, 8), 1)


def test_the_order_of_two_digits_can_be_said(bring: Bring) -> None:
    brought = bring({"10-05-24.md": "first"}, How(day_order="dmy"))
    assert (brought.one.written_on, brought.preview.dates.year_assumed) == (date(2024, 5, 10), 0)


@pytest.mark.parametrize("name", ["123456.md", "v1.2.3.md", "lab.md", "0512.md", "2024 goals.md"])
def test_a_number_is_no_date(name: str, bring: Bring) -> None:
    assert bring({name: WORDS}).preview.dates.uncertain == 1


@pytest.mark.parametrize(
    ("name", "content", "origin"),
    [
        ("2024-05-10.md", "# 2025-05-10\n\n" + WORDS, "name"),
        ("2024_05_10.txt", "2025-05-10\n\n" + WORDS, "name"),
        ("2025-01-01-moved.md", "---\ndate: 2024-05-10\n---\n# 2023-01-01\n" + WORDS, "field"),
        ("a.md", "---\ntitle: 2024년 5월 10일 회고\nupdated: 2026-01-01\n---\n" + WORDS, "title"),
        ("a.md", "---\ntitle: 24.05.10 회고\n---\n" + WORDS, "title"),
        ("a.md", "---\nlastmod: 2024-05-10\n---\n" + WORDS, "field"),
        ("a.md", "# Journal\n\n## May 10, 2024 — A walk\n\n" + WORDS, "heading"),
        ("a.md", "2024년 5월 10일 금요일\n\n" + WORDS, "heading"),
        ("a.md", "date:: [[2024-05-10]]\n\n" + WORDS, "heading"),
        ("a.md", "작성일: 2024.05.10\n\n" + WORDS, "heading"),
    ],
)
def test_the_order_of_trust(name: str, content: str, origin: str, bring: Bring) -> None:
    entry = bring({name: content}).one

    assert (entry.written_on, entry.extra["date_from"]) == (date(2024, 5, 10), origin)


def test_one_dated_heading_of_notion_is_enough(bring: Bring) -> None:
    name = "Diary 0123456789abcdef0123456789abcdef.md"

    entry = bring({name: f"# Diary\n\n# 2024년 5월 10일 — 조용한 산책\n\n{WORDS}\n"}).one

    assert (entry.written_on, entry.title, entry.body) == (date(2024, 5, 10), "조용한 산책", WORDS)


def test_a_heading_within_a_page_dates_it_whole(bring: Bring) -> None:
    name = "Plan 0123456789abcdef0123456789abcdef.md"

    entry = bring({name: f"# Plan\n\nBefore.\n\n## May 10, 2024\n\n{WORDS}\n"}).one

    assert (entry.written_on, entry.title) == (date(2024, 5, 10), "Plan")
    assert entry.body.startswith("Before.")


@pytest.mark.parametrize(
    "date_mark",
    [
        '<p class="se_date">2024. 5. 10. 18:33<span class="txt"></span></p>',
        '<span class="se_publishDate pcol2">2024. 5. 10. 18:33</span>',
        '<p class="date fil5 pcol2 _postAddDate">2024/05/10 18:33</p>',
        '<div id="writeDate">2024.05.10. 18:33</div>',
        '<p class="post_time">2024년 5월 10일 18:33</p>',
    ],
)
def test_an_old_naver_page_tells_its_date(date_mark: str, bring: Bring) -> None:
    page = (
        '<!DOCTYPE html><html><head><meta property="og:title" content="첫 출근"></head><body>'
        f'<div class="post_tit_area"><h3 class="tit_h3">첫 출근</h3>{date_mark}</div>'
        f'<div id="postViewArea"><p>{WORDS}</p></div><script>var a="blog.naver.com"</script></body>'
    )

    entry = bring({"post.html": page}).one

    assert (at(entry), entry.body) == ("2024-05-10T18:33:00+09:00", WORDS)


def test_the_preview_counts_what_told_each_day_and_a_day_can_be_set(bring: Bring) -> None:
    files = {
        "2024-05-10.md": "by its name",
        "a.md": "---\ndate: 2024-05-11\n---\nby its field",
        "b.md": "# 2024-05-12\n\nby its heading",
        "c.md": "by nothing",
        "d.md": "by nothing either",
    }

    brought = bring(files, How(day=date(2020, 1, 1)))
    clock = bring(files).preview.dates

    assert (clock.by_name, clock.by_field, clock.by_heading, clock.uncertain) == (1, 1, 1, 2)
    assert brought.preview.dates.uncertain == 0
    assert [entry.written_on for entry in brought.entries].count(date(2020, 1, 1)) == 2


# 3. One bad line never costs the post.


@pytest.mark.parametrize(
    ("block", "title"),
    [
        ('title: "나는 "대학원"을 골랐다"\ndate: 2024-05-10', '나는 "대학원"을 골랐다'),
        ("title: 회고: 2024년 상반기\ndate: 2024-05-10", "회고: 2024년 상반기"),
        ("title: [회고] 상반기\ndate: 2024-05-10", "[회고] 상반기"),
        ("title: @상반기 회고\ndate: 2024-05-10", "@상반기 회고"),
        ("title: 회고\ndate: 2024-05-10\nlink: {{url}}: x", "회고"),
        ("title: 회고\n\tdate: x\ndate: 2024-05-10\ntags:\n  - a\n - b", "회고"),
        ("title: 회고\ndate: 2024-05-10\nthis line is nothing: : [", "회고"),
        ("title: '이직'을 고민\ndate: 2024-05-10", "'이직'을 고민"),
        ("title: 회고\ndate: 2024-05-10\nsummary: *important", "회고"),
    ],
)
def test_broken_front_matter_is_read_line_by_line(block: str, title: str, bring: Bring) -> None:
    brought = bring({"a.md": f"---\n{block}\n---\n\n{WORDS}\n"})

    entry = brought.one
    assert (entry.written_on, entry.title, entry.body) == (date(2024, 5, 10), title, WORDS)
    assert brought.told() == [("import.read_leniently", 1)]


def test_a_post_of_velog_with_bare_quotation_marks_is_told_too(bring: Bring) -> None:
    head = 'title: "회고"\ndescription: "나는 "대학원"을"\ndate: 2024-05-10T03:00:00.000Z\ntags: []'

    brought = bring({"a.md": f"---\n{head}\n---\n\n{WORDS}\n"})

    assert (at(brought.one), brought.one.body) == ("2024-05-10T12:00:00+09:00", WORDS)
    assert brought.told() == [("import.read_leniently", 1)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "From: a\nDate: b\n" + " \t" * 5_000),
        ("a.md", "<script>" * 3_000),
        ("a.md", "<table>" * 3_000),
        ("a.md", "<p " + "a=b " * 5_000),
        ("a.txt", "> " * 20_000),
    ],
)
def test_a_text_that_only_begins_things_is_read(name: str, text: str, bring: Bring) -> None:
    assert bring({name: f"{text}\n{WORDS}"}).one.body.endswith(WORDS)


def test_a_template_that_was_never_filled_costs_only_its_line(bring: Bring) -> None:
    brought = bring({"2024-05-10.md": f"---\ndate: {{{{date}}}}\ntags: [a]\n---\n{WORDS}"})

    assert (brought.one.written_on, brought.one.tags) == (date(2024, 5, 10), ("a",))


def test_front_matter_that_is_never_closed(bring: Bring) -> None:
    entry = bring({"a.md": f"---\ntitle: 회고\ndate: 2024-05-10\n\n{WORDS}"}).one

    assert (entry.written_on, entry.title, entry.body) == (date(2024, 5, 10), "회고", WORDS)


def test_equal_problems_are_one_line_with_a_count(bring: Bring) -> None:
    files: dict[str, str | bytes] = {f"{n}.md": "" for n in range(272)}
    files |= {
        f"x{n}.md": f'---\ntitle: "a "b"\ndate: 2024-05-{n:02d}\n---\nno {n}' for n in (1, 2, 3)
    }

    assert bring(files).told() == [("import.empty", 272), ("import.read_leniently", 3)]


def test_a_row_whose_words_are_a_property_is_an_entry(bring: Bring) -> None:
    row = (
        "# Friday\n\nDate: May 10, 2024\nMood: good\nTags: work, life\n"
        "Note: The offer came. I said yes.\n"
    )
    note = (
        "---\ndate: 2024-05-11\nmood: 3\nurl: https://a.example/b\n"
        "memo: 남기로 했다. 후회는 없다.\n---\n"
    )

    brought = bring({"Friday 0123456789abcdef0123456789abcdef.md": row, "a.md": note})

    assert [(entry.written_on, entry.body) for entry in brought.entries] == [
        (date(2024, 5, 10), "The offer came. I said yes."),
        (date(2024, 5, 11), "남기로 했다. 후회는 없다."),
    ]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("notes.json", b'{"notes": [{"text": "the off', "JSON"),
        (
            "Journal.json",
            b'{"metadata":{"version":"1.0"},"entries":[{"uuid":"A","text":"wo',
            "JSON",
        ),
        ("blog.xml", b"<?xml version='1.0'?><blog><post>the off", "XML"),
        ("feed.atom", b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>the', "XML"),
        ("a.doentry", b"<?xml version='1.0'?><plist><dict><key>Entry Te", "XML"),
    ],
)
def test_a_damaged_file_of_a_known_kind_is_called_damaged(
    name: str, content: bytes, kind: str, bring: Bring
) -> None:
    for files in ({name: content}, {name: content, "2024-05-10.md": WORDS}):
        problems = bring(files).preview.report.problems
        assert [(each.key, each.values.get("kind")) for each in problems] == [
            ("import.damaged", kind)
        ]


# 4. The words of others never become the writer's.

BLOGGER = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"'
    " xmlns:blogger='http://schemas.google.com/blogger/2018'>{entries}</feed>"
)
KIND = (
    '<category scheme="http://schemas.google.com/g/2005#kind"'
    ' term="http://schemas.google.com/blogger/2008/kind#{kind}"/>'
)
ATOM = (
    "<entry><id>{id}</id><published>2024-05-10T23:30:00+09:00</published>{more}"
    "<title>t</title><content>words of {id}</content></entry>"
)


@pytest.mark.parametrize(
    ("others", "told"),
    [
        ([KIND.format(kind="comment")], [("import.others_words", 1)]),
        (
            [KIND.format(kind="template"), KIND.format(kind="settings"), KIND.format(kind="page")],
            [("import.no_posts", 3)],
        ),
        (['<thr:in-reply-to ref="x"/>'], [("import.others_words", 1)]),
        (
            ["<blogger:type>COMMENT</blogger:type>", "<blogger:type>PAGE</blogger:type>"],
            [("import.others_words", 1), ("import.no_posts", 1)],
        ),
        (
            ["<guid>https://blog.example/offer/#comment-12</guid>"],
            [("import.others_words", 1)],
        ),
    ],
)
def test_of_a_blogs_feed_only_the_posts_are_taken(
    others: list[str], told: list[tuple[str, int]], bring: Bring
) -> None:
    mine = KIND.format(kind="post") + '<category term="career"/>'
    entries = [ATOM.format(id="mine", more=mine)]
    entries += [ATOM.format(id=f"other{n}", more=more) for n, more in enumerate(others)]

    brought = bring({"feed.atom": BLOGGER.format(entries="".join(entries))})

    assert (brought.one.body, brought.one.tags) == ("words of mine", ("career",))
    assert brought.told() == told


def test_of_the_feed_of_comments_nothing_is_taken(bring: Bring) -> None:
    feed = (
        "<rss><channel><item><title>On offer</title><description>Well done!</description>"
        "<guid>https://blog.example/offer/#comment-12</guid>"
        "<pubDate>Fri, 10 May 2024 16:30:00 +0000</pubDate></item></channel></rss>"
    )

    assert bring({"comments.xml": feed}).told() == [("import.others_words", 1)]


@pytest.mark.parametrize(
    "tile",
    [
        '<div class="gridItem assetType_photo"><img src="../Resources/a.png"><p>At home</p></div>',
        '<div class="gridItem assetType_workout"><div class="type">Running</div><p>5 km</p></div>',
        '<div class="gridItem assetType_stateOfMind"><div class="x">Slightly Pleasant</div></div>',
        '<div class="assetType_visit"><p class="p1">Cafe, Seoul</p></div>',
        '<div class="reflectionPrompt">What made you smile?</div>',
    ],
)
def test_of_apples_journal_only_the_writers_words_are_taken(tile: str, bring: Bring) -> None:
    page = (
        "<!DOCTYPE html><html><body><div class='pageContainer'>"
        '<div class="pageHeader">Friday, 10 May 2024</div>'
        f'<div class="assetGrid">{tile}</div><div class="title">Lab</div>'
        '<div class="bodyText"><p class="p2">Visited the lab.</p></div></div></body></html>'
    )

    brought = bring({"entry.html": page})

    assert brought.one.body.removeprefix("![](../Resources/a.png)").strip() == "Visited the lab."
    assert brought.told() == [("import.not_yours", 1)]


@pytest.mark.parametrize(
    "answered",
    [
        "On Fri, May 10, 2024 at 9:00 AM Minjun <m@example.org> wrote:\n> When?\n> Soon?",
        "On Fri, May 10, 2024 at 9:00 AM Minjun\n<m@example.org> wrote:\n\n> When?\n\n> Soon?",
        "2024년 5월 10일 (금) 오전 9:00, 민준 <m@example.org>님이 작성:\n\n> 언제?",
        "> When?",
        "-----Original Message-----\nFrom: Minjun\nSent: Friday\n\nWhen?",
        "---------- Forwarded message ---------\nFrom: <m@example.org>\nDate: Friday\n\nWhen?",
    ],
)
def test_a_mail_is_taken_without_what_it_quotes(answered: str, bring: Bring) -> None:
    mail = (
        "From: Sora <s@example.org>\nTo: m@example.org\nSubject: Re: offer\n"
        "Date: Fri, 10 May 2024 23:40:00 +0900\nContent-Type: text/plain; charset=utf-8\n\n"
        f"나는 남기로 했다.\n\n{answered}\n"
    )

    brought = bring({"a.eml": mail})

    assert (brought.one.body, brought.one.title) == ("나는 남기로 했다.", "Re: offer")
    assert at(brought.one) == "2024-05-10T23:40:00+09:00"
    assert brought.told() == [("import.others_words", 1)]


def test_a_quotation_that_no_mail_made_is_the_writers_choice(bring: Bring) -> None:
    text = "2024-05-10\n\n책에서 읽었다.\n\n> 일은 사람을 만든다\n\n맞는 말이다."

    brought = bring({"a.txt": text})

    assert "> 일은 사람을 만든다" in brought.one.body
    assert brought.told() == []


# Also.


@pytest.mark.parametrize("name", ["my.journal", "diary", "life.jrnl", "a.txt", "notes.dat"])
def test_jrnl_is_known_by_its_content(name: str, bring: Bring) -> None:
    brought = bring(
        {name: "[2024-05-10 21:05] Lab\nVisited.\n\n[2024-05-11 10:12] Offer\nIt came.\n"}
    )

    assert [(at(entry)[:16], entry.title) for entry in brought.entries] == [
        ("2024-05-10T21:05", "Lab"),
        ("2024-05-11T10:12", "Offer"),
    ]


@pytest.mark.parametrize("bracket", ["123456789", "note of May 10, 2024", "x-ray"])
def test_a_bracket_that_is_no_date_is_text(bracket: str, bring: Bring) -> None:
    assert bring({"2024-05-10.txt": f"[{bracket}] {WORDS}"}).one.body == f"[{bracket}] {WORDS}"


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-10 21:05 Lab\nVisited.\n\n2024-05-11 10:12 Offer\nIt came.\n",
        "2024-05-10 21:05 Lab\nVisited.\n2024-05-11 10:12 Offer\nIt came.\n",
        "2024-05-10 21:05 Lab\n| Visited.\n\n2024-05-11 10:12 Offer\n| It came.\n",
        "2024. 5. 10. 오후 9:05 Lab\nVisited.\n\n2024. 5. 11. 오전 10:12 Offer\nIt came.\n",
        "2024-05-10T21:05 Lab\nVisited.\n\n2024-05-11T10:12 Offer\nIt came.\n",
        "May 10, 2024 9:05 PM - Lab\nVisited.\n\nMay 11, 2024 10:12 AM - Offer\nIt came.\n",
        "5/10/2024 9:05 PM Lab\nVisited.\n\n5/31/2024 10:12 AM Offer\nIt came.\n",
    ],
)
def test_a_line_that_begins_with_date_and_time_begins_an_entry(text: str, bring: Bring) -> None:
    first, second = bring({"log.txt": text}).entries

    assert (at(first), first.title, first.body) == ("2024-05-10T21:05:00", "Lab", "Visited.")
    assert (second.title, second.body) == ("Offer", "It came.")


def test_html_within_markdown_is_cleaned(bring: Bring) -> None:
    body = (
        '오늘 <span style="color:red">면접</span>을 봤다.<br/>둘째&nbsp;줄\n\n'
        '<div align="center"><img src="https://a.example/b.png" width=300></div>\n'
        "<b>굵게</b> List<String> a < b <!-- more -->\n```\n<div>&nbsp;</div>\n```\n"
    )

    entry = bring({"2024-05-10.md": body}).one

    assert entry.body == (
        "오늘 면접을 봤다.\n둘째 줄\n\n![](https://a.example/b.png)\n\n"
        "**굵게** List<String> a < b \n```\n<div>&nbsp;</div>\n```"
    )


@pytest.mark.parametrize(
    ("name", "members", "kind"),
    [
        ("d.hwpx", {"mimetype": "application/hwp+zip", "Contents/section0.xml": "<s/>"}, "Hangul"),
        ("d.odt", {"mimetype": "application/vnd.oasis.opendocument.text"}, "OpenDocument"),
        ("d.epub", {"mimetype": "application/epub+zip", "a.xhtml": "<p>x</p>"}, "EPUB"),
        ("d.pages", {"Index/Document.iwa": "x", "preview.txt": "x"}, "Pages"),
        ("d.docx", {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}, "Word"),
    ],
)
def test_a_document_that_is_a_zip_is_no_archive(
    name: str, members: dict[str, str], kind: str, bring: Bring, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        for member, text in members.items():
            archive.writestr(member, text)

    brought = bring({name: (tmp_path / name).read_bytes()})

    assert not brought.entries
    assert all(each.key != "import.zip_damaged" for each in brought.preview.report.problems)
    if name in ("d.epub", "d.pages"):
        (problem,) = brought.preview.report.problems
        assert (problem.key, problem.values["kind"]) == ("import.document", kind)


def test_pictures_of_naver_are_the_whole_ones(bring: Bring) -> None:
    page = (
        "<!DOCTYPE html><html><body><div class='se-main-container'><p>오늘은 이직을 고민했다.</p>"
        '<img src="https://postfiles.pstatic.net/a.jpg?type=w80_blur"'
        ' data-lazy-src="https://postfiles.pstatic.net/a.jpg?type=w773">'
        '<img src="https://postfiles.pstatic.net/b.jpg?type=w80_blur"></div></body></html>'
    )

    body = bring({"2024-05-10.html": page}).one.body

    assert "a.jpg?type=w773" in body
    assert "blur" not in body


def test_a_number_with_its_particle_is_no_tag(bring: Bring) -> None:
    text = "#692의 답을 보았다. #3번째, #12th, #1 그리고 #이직 #2024회고 #q3계획"

    assert bring({"2024-05-10.md": text}).one.tags == ("이직", "2024회고", "q3계획")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2024-05-10.md", "\ufffc오늘은 이직을 고민했다."),
        ("2024-05-10.txt", "\ufffc\n오늘은 이직을 고민했다."),
        ("2024-05-10.html", "<html><body><p>\ufffc오늘은 이직을 고민했다.</p></body></html>"),
    ],
)
def test_no_character_stands_for_what_was_no_word(name: str, text: str, bring: Bring) -> None:
    assert bring({name: text}).one.body == WORDS
