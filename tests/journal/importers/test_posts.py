"""Posts of two blog formats go one way: what is left out is counted once, and no mark is empty."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journal.entry import Entry
from journal.importers.base import DATE_UNCERTAIN, SOURCE_ID, How, Importer
from journal.importers.enex import EnexImporter
from journal.importers.feed import FeedImporter
from journal.importers.tistory_xml import TistoryXmlImporter
from journal.problems import ImportProblem

FEED = """<rss><channel>
<item><title>하나</title><description>쓴 글</description>
<pubDate>Tue, 30 Apr 2024 09:00:00 +0900</pubDate></item>
<item><title>둘</title><pubDate>Tue, 30 Apr 2024 09:00:00 +0900</pubDate></item>
<item><title>셋</title><description>날짜 없는 글</description></item>
</channel></rss>"""
BACKUP = """<blog type="tattertools/1.0">
<post><title>하나</title><content>쓴 글</content><published>1714435200</published></post>
<post><title>둘</title><content> </content><published>1714435200</published></post>
<post><title>셋</title><content>날짜 없는 글</content></post>
</blog>"""


@pytest.mark.parametrize(
    ("importer", "text"),
    [(FeedImporter(), FEED), (TistoryXmlImporter(), BACKUP)],
    ids=["feed", "tistory"],
)
def test_a_post_is_taken_or_counted(importer: Importer, text: str, tmp_path: Path) -> None:
    path = tmp_path / "blog.xml"
    path.write_text(text, encoding="utf-8")
    assert importer.recognises(path)
    read = list(importer.read(path))
    entry, undated = [each for each in read if isinstance(each, Entry)]
    assert (entry.title, entry.body, entry.source) == ("하나", "쓴 글", importer.name)
    assert SOURCE_ID not in entry.extra
    told = [(each.key, each.values["count"]) for each in read if isinstance(each, ImportProblem)]
    assert told == [("import.without_words", 1)]
    assert (undated.body, DATE_UNCERTAIN in undated.extra) == ("날짜 없는 글", True)


@pytest.mark.parametrize("said", ["0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "한밤중"])
def test_a_date_that_tells_none_is_kept_and_the_next_is_asked(said: str, tmp_path: Path) -> None:
    item = "<entry><title>2024-05-10 면담</title><content>쓴 글</content>{}</entry>"
    path = tmp_path / "feed.xml"
    path.write_text(f"<feed>{item.format(f'<published>{said}</published>')}</feed>", "utf-8")

    (entry,) = FeedImporter().read(path)

    assert isinstance(entry, Entry)
    assert (entry.written_on, entry.extra["source_date"]) == (date(2024, 5, 10), said)


def test_a_note_whose_making_says_no_date_has_the_day_of_its_change(tmp_path: Path) -> None:
    path = tmp_path / "notes.enex"
    path.write_text(
        "<en-export><note><title>면담</title>"
        "<content><![CDATA[<en-note>쓴 글</en-note>]]></content>"
        "<created>19700101T000000Z</created><updated>20240510T090000Z</updated></note></en-export>",
        "utf-8",
    )

    (entry,) = EnexImporter().read(path, How(zone="Asia/Seoul"))

    assert isinstance(entry, Entry)
    assert entry.written_on == date(2024, 5, 10)
