"""WordPress's export (WXR): posts with their own local time; pages, menus and comments are left out
and counted.

Invariant: the zone is the difference between a post's two times; where the second is missing, none
is claimed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import (
    AS_IT_SAYS,
    SOURCE_DATE,
    SOURCE_ID,
    TIME_ZONE,
    How,
    LeftOut,
    first_characters,
    left_out,
)
from journal.importers.html_text import markdown_of, soup_of
from journal.importers.instants import Moment, instant_of, moment_of
from journal.importers.xml_items import child_text, children, xml_items
from journal.problems import ImportProblem
from language.dates.written import parse_when

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ROOT = re.compile(r"wordpress\.org/export/|<wp:wxr_version")
_SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|video|audio|playlist|code|sourcecode)\b[^\]]*\]"
)
_PARAGRAPHS = re.compile(r"<(?:p|div|ul|ol|blockquote|h[1-6])\b|<!--\s*wp:", re.IGNORECASE)
_LONGEST_OFFSET = timedelta(hours=15)


class WordPressImporter:
    """The posts of a WordPress blog."""

    name = "wordpress"

    def recognises(self, path: Path) -> bool:
        """Whether it names WordPress's export as its own kind of XML."""
        head = first_characters(path)
        return head.lstrip("\ufeff \r\n\t").startswith("<") and _ROOT.search(head) is not None

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the posts, drafts and private ones included.

        Raises:
            ImportFileError: it cannot be opened, holds entities, or breaks off.
        """
        shown = clean(path.name)
        left: Counter[LeftOut] = Counter()
        for item in xml_items(path, "item"):
            found = self._post(item, shown, how)
            if isinstance(found, Entry):
                yield found
            else:
                left[found] += 1
        for key, count in left.items():
            yield left_out(shown, count, key=key)

    def _post(self, item: Element, shown: str, how: How) -> Entry | LeftOut:
        if child_text(item, "post_type") not in ("post", ""):
            return "no_posts"
        status = child_text(item, "status")
        if status in ("trash", "auto-draft"):
            return "thrown_away"
        body = _body(child_text(item, "encoded", namespace="content"), shown)
        if not body.strip():
            return "without_words"
        moment = _moment(item, how)
        if moment is None:
            return "without_date"
        labels = [clean(each.text or "") for each in children(item, "category")]
        return Entry(
            id="",
            written_on=moment.day,
            written_at=moment.at,
            title=child_text(item, "title"),
            body=body,
            tags=tuple(label for label in labels if label and label.lower() != "uncategorized"),
            source=self.name,
            extra={
                SOURCE_ID: child_text(item, "guid") or child_text(item, "post_id"),
                **moment.marks,
            }
            | ({"status": status} if status not in ("", "publish") else {}),
        )


def _body(text: str, shown: str) -> str:
    if text and not _PARAGRAPHS.search(text):  # the older editor: an empty line is a paragraph
        text = text.replace("\r\n", "\n").replace("\n\n", "<p>").replace("\n", "<br>")
    return markdown_of(soup_of(_SHORTCODE.sub("", text), where=shown))


def _moment(item: Element, how: How) -> Moment | None:
    said, at_greenwich = child_text(item, "post_date"), child_text(item, "post_date_gmt")
    when, there = parse_when(said), parse_when(at_greenwich)
    if when is None or when.at is None:
        instant = instant_of(child_text(item, "pubDate"))
        return (
            moment_of(instant, zone="", how=how, said=child_text(item, "pubDate"))
            if instant
            else None
        )
    if there is None or there.at is None or there.at.tzinfo or when.at.tzinfo:
        return Moment(day=when.day, at=when.at, marks={SOURCE_DATE: said})
    offset = when.at - there.at
    if abs(offset) > _LONGEST_OFFSET:
        return Moment(day=when.day, at=when.at, marks={SOURCE_DATE: said})
    zone = timezone(offset)
    return Moment(
        day=when.day,
        at=when.at.replace(tzinfo=zone),
        marks={SOURCE_DATE: said, TIME_ZONE: str(zone)},
    )
