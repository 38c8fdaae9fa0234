"""Blogger, as Google Takeout gives it (feed.atom) and as its older backup does: one Atom file.

Invariant: comments are others' words, and the template, the settings and the pages are no posts:
they are left out, counted. A post in Blogger's trash is left out, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, How, first_characters
from journal.importers.feed import is_comment
from journal.importers.html_text import markdown_of, soup_of
from journal.importers.instants import Moment, own_moment
from journal.importers.left_out import LeftOut, left_out
from journal.importers.posts import Post, entries_of
from journal.importers.xml_items import child_text, children, xml_items
from journal.problems import ImportProblem
from language.dates.recorded import read_recorded

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ROOT = re.compile(r"<feed[\s>]")
_MARKS = ("tag:blogger.com,1999:blog-", "schemas.google.com/blogger/2018")
_KIND = "#kind"
# The design of a blog, which Takeout lays beside the posts.
_TEMPLATE = re.compile(
    r"<\$Blog\w+\$>|<Blogger>|<b:(?:skin|section|template-skin)\b|google\.com/2005/gml/b\b"
)


class BloggerImporter:
    """A whole blog of Blogger."""

    name = "blogger"

    def recognises(self, path: Path) -> bool:
        """Whether it is an Atom file of Blogger's, and no feed that was saved from the web; or the
        design of a blog."""
        head = first_characters(path).lstrip("\ufeff \r\n\t")
        if _is_template(path):
            return True
        is_feed = head.startswith("<") and _ROOT.search(head) is not None
        is_export = "blogger/2018" in head or "openSearch" not in head
        return is_feed and is_export and any(mark in head for mark in _MARKS)

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the posts.

        Raises:
            ImportFileError: it cannot be opened, holds entities, or breaks off.
        """
        shown = clean(path.name)
        if _is_template(path):
            yield left_out(shown, 1, key="no_posts")
            return
        items = xml_items(path, "entry")
        posts = (_reason_to_leave(item) or _post(item, shown, how) for item in items)
        yield from entries_of(posts, path, how, source=self.name)


def _is_template(path: Path) -> bool:
    head = first_characters(path)
    return path.suffix.lower() in (".html", ".xml") and _TEMPLATE.search(head) is not None


def _reason_to_leave(item: Element) -> LeftOut | None:
    """Return why an item is not taken, or None."""
    kinds = {
        str(each.get("term", "")).rpartition("#")[2].lower()
        for each in children(item, "category")
        if str(each.get("scheme", "")).endswith(_KIND)
    }
    kinds |= {kind.lower()} if (kind := child_text(item, "type")) else set()
    if "comment" in kinds or is_comment(item):
        return "others_words"
    if kinds and "post" not in kinds:
        return "no_posts"
    is_trashed = child_text(item, "status") in ("SOFT_TRASHED", "HARD_TRASHED")
    return "thrown_away" if is_trashed or child_text(item, "trashed") else None


def _post(item: Element, shown: str, how: How) -> Post:
    return Post(
        title=clean(unescape(child_text(item, "title"))),
        body=markdown_of(soup_of(child_text(item, "content"), where=shown)),
        moment=_moment(item, how),
        tags=tuple(
            dict.fromkeys(
                clean(str(each.get("term", "")))
                for each in children(item, "category")
                if each.get("term") and not str(each.get("scheme", "")).endswith(_KIND)
            )
        ),
        place=child_text(item, "id"),
        said=child_text(item, "published"),
    )


def _moment(item: Element, how: How) -> Moment | None:
    for name in ("published", "created", "updated"):
        said = child_text(item, name)
        if said and (when := read_recorded(said)) is not None:
            return own_moment(when, how=how, said=said)
    return None
