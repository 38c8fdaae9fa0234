"""JSON and XML with a slip in it: one bad item never costs the others, and what is lost is told.

Each case is a small export of our own in the shape of a real one, imported as a person would.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest

from tests.journal.importers.bringing import Bring

DAYS = [
    {
        "uuid": f"{day:032X}",
        "creationDate": f"2024-05-1{day}T03:00:00Z",
        "timeZone": "Asia/Seoul",
        "text": f"하루 {day}의 글.",
        "photos": [{"identifier": "a", "md5": "b"}, {"identifier": "c", "md5": "d"}],
    }
    for day in (1, 2, 3, 4)
]
DAYONE = json.dumps({"metadata": {"version": "1.0"}, "entries": DAYS}, ensure_ascii=False, indent=1)
WHOLE = [f"하루 {day}의 글." for day in (1, 2, 3, 4)]
LENIENTLY = [("import.read_leniently", 1)]


def bodies(
    bring: Bring, name: str, content: str | bytes
) -> tuple[list[str], list[tuple[str, int]]]:
    brought = bring({name: content})
    told = [each for each in brought.told() if each[0] != "import.left_out"]
    in_order = sorted(brought.entries, key=lambda entry: entry.written_on)
    return [entry.body for entry in in_order], told


def test_an_entry_of_more_than_a_megabyte_is_whole(bring: Bring) -> None:
    long = "a long day. " * 100_000
    rows = [{"date": "2024-05-10", "text": long}, {"date": "2024-05-11", "text": "short"}]

    found, told = bodies(bring, "diary.json", json.dumps(rows))

    assert [len(each) for each in found] == [len(long), len("short")]
    assert told == []


@pytest.mark.parametrize(
    "slip",
    [
        lambda text: text.replace('"d"\n    }\n   ]\n  },', '"d",\n    },\n   ],\n  },', 1),
        lambda text: text.rstrip("}\n ]") + "}]},\n]}",
        lambda text: text.replace('"timeZone"', '"weather": NaN, "timeZone"'),
        lambda text: text + "\n\x00\x00rest of another file",
        lambda text: text.encode("utf-16"),
        lambda text: text.replace('"uuid"', '"x": "C:\\q\\w", "uuid"', 1),
        lambda text: text.replace('"uuid"', '"x": "a "b" c", "uuid"', 1),
        lambda text: text.replace('"uuid"', '"x": "a\x08\nb", "uuid"', 1),
    ],
)
def test_json_with_a_slip_is_read_to_its_end(
    slip: Callable[[str], str | bytes], bring: Bring
) -> None:
    assert bodies(bring, "Journal.json", slip(DAYONE)) == (WHOLE, LENIENTLY)


@pytest.mark.parametrize(
    ("there", "instead", "told"),
    [
        (DAYONE[DAYONE.index("하루 3") :], "", "import.damaged"),
        ("하루 2의 글.", "하루 2의 글.\udcff", "import.read_leniently"),
        ("하루 2의 글.", '하루 "2"의\n글.', "import.read_leniently"),
        ('"text": "하루 2의 글."', '"text"; "하루"', "import.broken_parts"),
        ('{\n   "uuid": "00000000000000000000000000000002"', "", "import.broken_parts"),
    ],
)
def test_an_item_of_json_that_is_broken_costs_no_other(
    there: str, instead: str, told: str, bring: Bring
) -> None:
    raw = DAYONE.replace(there, instead).encode(errors="surrogateescape")

    found, problems = bodies(bring, "Journal.json", raw)

    assert set(found) >= set(WHOLE[:2] if told == "import.damaged" else [WHOLE[0], *WHOLE[2:]])
    assert problems == [(told, 1)]


@pytest.mark.parametrize(("words", "end"), [("킵 글", ",}"), ("킵\n글", "}")])
def test_a_note_that_is_a_file_of_json_with_a_slip(words: str, end: str, bring: Bring) -> None:
    moments = '"userEditedTimestampUsec":1709653800000000,"createdTimestampUsec":1709650000000000'
    content = f'{{"isTrashed":false,"textContent":"{words}","title":"t",{moments}{end}'

    assert bodies(bring, "note.json", content) == ([words], LENIENTLY)


HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>b</title>'
)
TAIL = "</channel></rss>"


def item(day: int, *, title: str = "제목", body: str = "글") -> str:
    return (
        f"\n<item><title>{title}</title><content:encoded><![CDATA[<p>{body} {day}</p>]]>"
        f"</content:encoded><wp:post_id>{day}</wp:post_id>"
        f"<wp:post_date>2024-05-0{day} 09:00:00</wp:post_date>"
        "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>"
    )


@pytest.mark.parametrize(
    ("second", "body"),
    [
        (item(2, title="R&D <3 & 이직"), "글 2"),
        (item(2, title="&nbsp;&hellip;&foo;&#8;&#x1F600;&#99999999;"), "글 2"),
        (item(2, body="a & b &amp; &lt;c ]]> d"), "a & b & <c ]]> d 2"),
        (item(2, body="글\x08\x0c\x1b"), "글 2"),
        (item(2, body="글\udcff"), "글\ufffd 2"),
        (item(2).replace("</title>", ""), "글 2"),
        (item(2).replace("<item>", "<item><x:y>z</x:y>"), "글 2"),
        (item(2).replace("</content:encoded>", "</content:encoded></b>"), "글 2"),
    ],
)
def test_an_item_of_xml_with_a_slip_costs_nothing(second: str, body: str, bring: Bring) -> None:
    raw = (HEAD + item(1) + second + item(3) + TAIL).encode(errors="surrogateescape")

    assert bodies(bring, "blog.xml", raw) == (["글 1", body, "글 3"], LENIENTLY)


@pytest.mark.parametrize(
    ("text", "bodies_", "told"),
    [
        (HEAD + item(1) + item(2)[:-7] + item(3) + TAIL, ["글 1", "글 3"], "import.broken_parts"),
        (HEAD + item(1) + item(2)[:60], ["글 1"], "import.damaged"),
        (HEAD + item(1) + item(2), ["글 1", "글 2"], "import.damaged"),
        ("\n " + HEAD + item(1) + TAIL, ["글 1"], "import.read_leniently"),
        (HEAD + item(1) + TAIL + HEAD + item(2) + TAIL, ["글 1", "글 2"], "import.read_leniently"),
    ],
)
def test_xml_that_is_not_whole(text: str, bodies_: list[str], told: str, bring: Bring) -> None:
    assert bodies(bring, "blog.xml", text) == (bodies_, [(told, 1)])


@pytest.mark.parametrize("said", ["EUC-KR", "UTF-16", "UTF-8", "x-none"])
def test_xml_is_read_by_what_stands_in_it(said: str, bring: Bring) -> None:
    text = HEAD.replace("UTF-8", said) + item(1) + TAIL

    assert bodies(bring, "blog.xml", text.encode("cp949")) == (["글 1"], LENIENTLY)


def test_a_note_of_evernote_with_a_bare_ampersand(bring: Bring) -> None:
    note = (
        "<note><title>{title}</title><content><![CDATA[<en-note>글 {day}</en-note>]]></content>"
        "<created>2024050{day}T030000Z</created></note>"
    )
    notes = "".join(note.format(title=title, day=day) for day, title in ((1, "a"), (2, "Q&A\x0b")))
    text = f'<?xml version="1.0"?><!DOCTYPE en-export SYSTEM "x"><en-export>{notes}</en-export>'

    assert bodies(bring, "a.enex", text) == (["글 1", "글 2"], LENIENTLY)


@pytest.mark.parametrize(
    ("name", "once"),
    [
        ("Journal.json", '{"metadata":{"version":"1.0"},"entries":[{"uuid":"a","text":"b"},'),
        ("blog.xml", HEAD + "<item><title>a</b>"),
    ],
)
def test_what_is_broken_over_and_over_is_read_in_time_that_grows_with_it(
    name: str, once: str, bring: Bring
) -> None:
    def seconds(times: int) -> float:
        begin = time.perf_counter()
        bodies(bring, name, once + '{"a": "b ' * times + "<item><![CDATA[ &" * times)
        return time.perf_counter() - begin

    assert seconds(20_000) < 20 * max(seconds(5_000), 0.1)
