"""WordPress's export (WXR): posts with their own local time; pages, menus and comments are left out
and counted.

Invariant: the zone is the difference between a post's two times; where the second is missing, none
is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, SOURCE_DATE, TIME_ZONE, How, first_characters
from journal.importers.html_text import markdown_of, soup_of
from journal.importers.instants import Moment, own_moment
from journal.importers.left_out import LeftOut
from journal.importers.posts import Post, entries_of
from journal.importers.xml_items import child_text, children, xml_items
from journal.problems import ImportProblem
from language.dates.recorded import read_recorded
from language.dates.written import When

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
        posts = (_post(item, shown, how) for item in xml_items(path, "item"))
        yield from entries_of(posts, path, how, source=self.name)


def _post(item: Element, shown: str, how: How) -> Post | LeftOut:
    if child_text(item, "post_type") not in ("post", ""):
        return "no_posts"
    status = child_text(item, "status")
    if status in ("trash", "auto-draft"):
        return "thrown_away"
    labels = [clean(each.text or "") for each in children(item, "category")]
    return Post(
        title=child_text(item, "title"),
        body=_body(child_text(item, "encoded", namespace="content"), shown),
        moment=_moment(item, how),
        tags=tuple(label for label in labels if label and label.lower() != "uncategorized"),
        place=child_text(item, "guid") or child_text(item, "post_id"),
        said=child_text(item, "pubDate") or child_text(item, "post_date"),
        extra={"status": status} if status not in ("", "publish") else {},
    )


def _body(text: str, shown: str) -> str:
    if text and not _PARAGRAPHS.search(text):  # the older editor: an empty line is a paragraph
        text = text.replace("\r\n", "\n").replace("\n\n", "<p>").replace("\n", "<br>")
    return markdown_of(soup_of(_SHORTCODE.sub("", text), where=shown))


def _moment(item: Element, how: How) -> Moment | None:
    said, at_greenwich = child_text(item, "post_date"), child_text(item, "post_date_gmt")
    when, there = read_recorded(said), read_recorded(f"{at_greenwich}Z")
    if when is None or when.at is None:
        return _published(item, there, at_greenwich, how)
    if there is None or there.at is None or when.at.tzinfo:
        return Moment(day=when.day, at=when.at, marks={SOURCE_DATE: said})
    offset = when.at - there.at.replace(tzinfo=None)
    if not offset:  # a blog that was never told its zone shows the time of Greenwich
        return own_moment(there, how=how, said=f"{at_greenwich}Z")
    if abs(offset) > _LONGEST_OFFSET:
        return Moment(day=when.day, at=when.at, marks={SOURCE_DATE: said})
    zone = timezone(offset)
    return Moment(
        day=when.day,
        at=when.at.replace(tzinfo=zone),
        marks={SOURCE_DATE: said, TIME_ZONE: str(zone)},
    )


def _published(item: Element, there: When | None, at_greenwich: str, how: How) -> Moment | None:
    """Return the moment of a post that has no local time: a draft."""
    if there is not None and there.at is not None:
        return own_moment(there, how=how, said=f"{at_greenwich}Z")
    said = child_text(item, "pubDate")
    when = read_recorded(said)
    return own_moment(when, how=how, said=said) if when else None
