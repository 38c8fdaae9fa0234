"""A blog page of Tistory saved as text: one entry without the page around it.

Limit: pages saved as HTML and the blog's own backup are other formats.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from journal.entry import Entry
from journal.importers.base import empty_file, first_characters, read_source
from journal.paste import read_paste
from journal.problems import ImportProblem
from journal.text import clean
from journal.tistory import read_page

_SUFFIXES = {".txt", ".text", ".md", ""}


class TistoryPageImporter:
    """Text copied from a post's page and kept in a file."""

    name = "tistory"

    def recognises(self, path: Path) -> bool:
        """Whether the first lines are those of a Tistory page."""
        if path.suffix.lower() not in _SUFFIXES:
            return False
        return read_page(first_characters(path).split("\n")) is not None

    def read(self, path: Path) -> Iterator[Entry | ImportProblem]:
        """Yield the post.

        Raises:
            ImportFileError: the file cannot be opened or is too large.
            EntryFormatError: it is no text.
        """
        source = read_source(path)
        pasted = read_paste(clean(source.text).replace("\r\n", "\n"), today=source.facts.changed.date())
        if not pasted.body:
            yield empty_file(source.facts.name.rpartition("/")[2])
            return
        yield Entry(
            id="",
            written_on=pasted.written_on or source.facts.changed.date(),
            title=pasted.title,
            body=pasted.body,
            tags=pasted.tags,
            source=self.name,
        )
