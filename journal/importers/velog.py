"""Velog's posts as velog-backup writes them: a Markdown file for each, its moment in UTC.

The head is four lines that a program wrote without escaping anything, so they are read as lines,
never as YAML: a title may hold quotes, colons and brackets. Limit: private posts look like others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from errors import EntryFormatError
from files.decoding import clean
from journal.entry import Entry
from journal.frontmatter import parse
from journal.importers.base import AS_IT_SAYS, How, first_characters, read_source
from journal.importers.html_in_markdown import without_html
from journal.importers.instants import KOREA, Moment, instant_of, moment_of
from journal.importers.left_out import left_out
from journal.importers.posts import Post, entries_of
from journal.problems import ImportProblem

_HEAD = re.compile(
    r'---\ntitle: "(?P<title>.*)"\n(?:description: "(?P<description>.*)"\n)'
    r"date: (?P<date>\S+)\ntags: ?(?P<tags>\[.*\])\n---(?:\n|\Z)"
)


class VelogImporter:
    """One post."""

    name = "velog"

    def recognises(self, path: Path) -> bool:
        """Whether it is Markdown with the four lines that velog-backup writes."""
        if path.suffix.lower() not in {".md", ".markdown", ".txt"}:
            return False
        return _HEAD.match(_plain(first_characters(path))) is not None

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the post.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text.
        """
        source = read_source(path, how)
        text = _plain(clean(source.text))
        head = _HEAD.match(text)
        post = Post(
            title=head["title"] if head else "",
            body=without_html(text[head.end() if head else 0 :]).strip("\n"),
            moment=_moment(head["date"], how) if head else None,
            tags=_tags(head["tags"]) if head else (),
            said=head["date"] if head else "",
        )
        yield from entries_of([post], path, how, source=self.name)
        if not _is_yaml(text):
            yield left_out(source.name, 1, key="read_leniently")


def _is_yaml(text: str) -> bool:
    """Whether the head is what it looks like: Velog writes quotation marks as they stand."""
    try:
        parse(text, where="")
    except EntryFormatError:
        return False
    return True


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _moment(said: str, how: How) -> Moment | None:
    instant = instant_of(said)
    # Velog is a Korean service: where nobody says another zone, its writers live in Korea's.
    return moment_of(instant, zone="", how=how, said=said, assume=KOREA) if instant else None


def _tags(said: str) -> tuple[str, ...]:
    try:
        found = json.loads(said)
    except (ValueError, RecursionError):
        found = [part.strip(" \"'") for part in said.strip("[]").split(",")]
    return tuple(dict.fromkeys(clean(each) for each in found if isinstance(each, str) and each))
