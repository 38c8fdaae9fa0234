"""Posts of two blog formats go one way: what is left out is counted once, and no mark is empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.entry import Entry
from journal.importers.base import DATE_UNCERTAIN, SOURCE_ID, Importer
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
