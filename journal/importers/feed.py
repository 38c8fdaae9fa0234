"""RSS and Atom: what a blog's feed holds, which may be only its last posts.

Limit: a feed in UTC names no zone of the writer; then the person's own is assumed and marked so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, SOURCE_DATE, How, first_characters
from journal.importers.html_text import markdown_of, soup_of
from journal.importers.instants import Moment, own_moment
from journal.importers.left_out import LeftOut
from journal.importers.posts import Post, entries_of
from journal.importers.xml_items import child_text, children, xml_items
from journal.problems import ImportProblem
from language.dates.recorded import read_recorded

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ROOT = re.compile(r"<(?:rss|rdf:RDF|feed)[\s>]")
_COMMENT = re.compile(r"#comment-?\d|[?&]showComment=", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)
_DATES = ("pubDate", "published", "date", "issued", "updated")


class FeedImporter:
    """A feed that was saved."""

    name = "feed"

    def recognises(self, path: Path) -> bool:
        """Whether it is a feed by its first element."""
        head = first_characters(path)
        return head.lstrip("\ufeff \r\n\t").startswith("<") and _ROOT.search(head) is not None

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the posts.

        Raises:
            ImportFileError: it cannot be opened, holds entities, or breaks off.
        """
        shown = clean(path.name)
        posts = (_post(item, shown, how) for item in xml_items(path, "item", "entry"))
        yield from entries_of(posts, path, how, source=self.name)


def _post(item: Element, shown: str, how: How) -> Post | LeftOut:
    if is_comment(item):
        return "others_words"
    return Post(
        title=_plain(child_text(item, "title"), shown),
        body=markdown_of(soup_of(_content(item), where=shown)),
        moment=_moment(item, how),
        tags=tuple(filter(None, map(_label, children(item, "category")))),
        place=child_text(item, "guid") or child_text(item, "id"),
        said=next(filter(None, (child_text(item, name) for name in _DATES)), ""),
    )


def is_comment(item: Element) -> bool:
    """Whether an item of a feed answers another, or has the address of a comment."""
    address = child_text(item, "guid") or child_text(item, "id") or child_text(item, "link")
    return bool(children(item, "in-reply-to")) or _COMMENT.search(address) is not None


def _content(item: Element) -> str:
    for name, namespace in (
        ("encoded", "content"),
        ("content", ""),
        ("description", ""),
        ("summary", ""),
    ):
        text = child_text(item, name, namespace=namespace)
        if text:
            return text
    return ""


def _plain(title: str, shown: str) -> str:
    return (
        " ".join(soup_of(title, where=shown).get_text(" ").split())
        if "<" in title or "&" in title
        else title
    )


def _label(category: Element) -> str:
    label = category.text or category.get("label") or category.get("term") or ""
    return "" if _ADDRESS.match(label) else clean(label).strip()


def _moment(item: Element, how: How) -> Moment | None:
    for name in _DATES:
        said = child_text(item, name)
        when = read_recorded(said.removesuffix("-0000") + "Z" if said.endswith("-0000") else said)
        if when is not None:
            moment = own_moment(when, how=how, said=said)
            return replace(moment, marks={SOURCE_DATE: said, **moment.marks})
    return None
