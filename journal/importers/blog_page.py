"""A blog page of Tistory or Naver saved as text: one entry without the page around it.

Limit: pages saved as HTML and the blog's own backup are other formats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, How, empty_file, first_characters, read_source
from journal.importers.naver import read_naver_page
from journal.importers.paste import read_paste
from journal.importers.tistory import Page, read_page
from journal.problems import ImportProblem

_SUFFIXES = {".txt", ".text", ".md", ""}


class BlogPageImporter:
    """Text copied from a post's page and kept in a file; `read_page` knows the pages of one blog
    service.
    """

    def __init__(self, name: str, read_page: Callable[[Sequence[str]], Page | None]) -> None:
        self.name = name
        self._read_page = read_page

    def recognises(self, path: Path) -> bool:
        """Whether the first lines are those of such a page."""
        head = first_characters(path)
        if path.suffix.lower() not in _SUFFIXES or head.startswith("---"):  # front matter
            return False
        return self._read_page(head.split("\n")) is not None

    def read(self, path: Path, _how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the post.

        Raises:
            ImportFileError: the file cannot be opened or is too large.
            EntryFormatError: it is no text.
        """
        source = read_source(path)
        pasted = read_paste(
            clean(source.text).replace("\r\n", "\n"), today=source.facts.changed.date()
        )
        if not pasted.body.strip():
            yield empty_file(source.name)
            return
        yield Entry(
            id="",
            written_on=pasted.written_on or source.facts.changed.date(),
            title=pasted.title,
            body=pasted.body,
            tags=pasted.tags,
            source=self.name,
        )


TISTORY_PAGE = BlogPageImporter("tistory", read_page)
NAVER_PAGE = BlogPageImporter("naver", read_naver_page)
