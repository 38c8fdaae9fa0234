"""Tistory's backup before 2016 (TTXML): posts with their time in seconds since 1970, comments and
all.

Invariant: comments, addresses of visitors and passwords are never read into anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, How, first_characters
from journal.importers.html_text import markdown_of, soup_of
from journal.importers.instants import KOREA, instant_after_epoch, moment_of
from journal.importers.posts import Post, entries_of
from journal.importers.xml_items import child_text, children, xml_items
from journal.problems import ImportProblem

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ROOT = re.compile(r"<blog\b[^>]*type=[\"']tattertools|<blog\b[\s\S]*<post\b|<post\b[^>]*\bslogan=")
_IMAGE_TOKEN = re.compile(r"\[##_[^\]]*?_##\]")


class TistoryXmlImporter:
    """The posts of an old Tistory backup."""

    name = "tistory-xml"

    def recognises(self, path: Path) -> bool:
        """Whether it is XML of a blog with posts."""
        head = first_characters(path)
        return head.lstrip("\ufeff \r\n\t").startswith("<") and _ROOT.search(head) is not None

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the posts.

        Raises:
            ImportFileError: it cannot be opened, holds entities, or breaks off.
        """
        shown = clean(path.name)
        posts = (_post(post, shown, how) for post in xml_items(path, "post"))
        yield from entries_of(posts, path, how, source=self.name)


def _post(post: Element, shown: str, how: How) -> Post:
    said = child_text(post, "published") or child_text(post, "created")
    instant = instant_after_epoch(said, per_second=1)
    return Post(
        title=child_text(post, "title"),
        body=markdown_of(soup_of(_IMAGE_TOKEN.sub("", child_text(post, "content")), where=shown)),
        moment=moment_of(instant, zone="", how=how, said=said, assume=KOREA) if instant else None,
        tags=_labels(post),
        place=child_text(post, "id"),
    )


def _labels(post: Element) -> tuple[str, ...]:
    categories = [part.strip() for part in child_text(post, "category").split("/")]
    tags = [clean(tag.text or "").strip() for tag in children(post, "tag")]
    return tuple(dict.fromkeys(filter(None, (*categories, *tags))))
