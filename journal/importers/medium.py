"""Medium's export: an HTML page for each post and draft, beside lists of what one read and clapped
for.

Limit: Medium's export holds no tags. Invariant: link cards are no text of the post, and the lists
are left out, counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from files.decoding import clean
from journal.dating import Dated, day_in_name
from journal.entry import Entry
from journal.entry_file import title_in_name
from journal.importers.base import (
    AS_IT_SAYS,
    SOURCE_ID,
    How,
    empty_file,
    first_characters,
    read_source,
)
from journal.importers.html_text import (
    attribute,
    line_of,
    looks_like_html,
    markdown_of,
    soup_of,
)
from journal.importers.instants import moment_told
from journal.importers.left_out import left_out
from journal.problems import ImportProblem
from language.dates.recorded import read_recorded

_NAME = re.compile(r"(?:\d{4}-\d{2}-\d{2}|draft)_.*-+(?P<id>[0-9a-f]{8,14})")
_MARKS = (b'class="e-content"', b"Exported from", b"medium.com")
_LARGEST_HEAD = 5_000_000
_LISTS = {
    *("bookmarks", "claps", "highlights", "interests", "ips", "lists", "membership", "blocks"),
    *("partner-program", "profile", "pubs-following", "sessions", "topics-following", "twitter"),
    *("users-following", "follow-packs", "suggested"),
}
_FURNITURE = ".graf--mixtapeEmbed, .graf--title, .section-divider, .graf--iframe"


class MediumImporter:
    """One post, or one of the lists beside the posts."""

    name = "medium"

    def recognises(self, path: Path) -> bool:
        """Whether it is a page of Medium's export."""
        if path.suffix.lower() not in (".html", ".htm"):
            return False
        if _is_list(path):
            return True
        head = first_characters(path)
        is_named = _NAME.fullmatch(clean(path.stem)) is not None or 'class="h-entry"' in head
        return is_named and looks_like_html(head) and _holds_marks(path)

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the post.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text, or HTML that cannot be read.
        """
        source = read_source(path, how)
        if _is_list(path):
            yield left_out(source.name, 1, key="no_posts")
            return
        soup = soup_of(source.text, where=source.name)
        title = line_of(soup.select_one(".p-name")) or line_of(soup.find("title"))
        said = attribute(soup.select_one("time.dt-published"), "datetime").strip()
        when = read_recorded(said) if said else None
        found = Dated(when=when, origin="field", said=said) if when else None
        moment = moment_told(
            found or day_in_name(source.facts.name, source.facts.order), source.facts, how
        )
        node = soup.select_one(".e-content")
        for each in node.select(_FURNITURE) if node else ():
            each.decompose()
        body = markdown_of(node) if node else ""
        if not body.strip():
            yield empty_file(source.name)
            return
        named = _NAME.fullmatch(clean(path.stem))
        yield Entry(
            id="",
            written_on=moment.day,
            written_at=moment.at,
            title=clean(title) or title_in_name(source.facts.name),
            body=body,
            source=self.name,
            extra={
                **moment.marks,
                **({SOURCE_ID: named["id"]} if named else {}),
                **({} if found else {"draft": "true"}),
            },
        )


def _is_list(path: Path) -> bool:
    return path.parent.name in _LISTS and (path.parent.parent / "posts").is_dir()


def _holds_marks(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST_HEAD)
    except OSError:
        return False
    return all(mark in raw for mark in _MARKS)
