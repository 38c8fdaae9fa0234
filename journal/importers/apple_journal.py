"""Apple Journal's export: one HTML page per entry, `Entries/*.html`, pictures in `Resources/`.

Limit: it tells the day, in the device's language, and no time. Invariant: Apple's prompts are never
the writer's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from journal.entry import Entry
from journal.entry_file import date_in_name
from journal.importers.base import (
    AS_IT_SAYS,
    DATE_UNCERTAIN,
    SOURCE_DATE,
    How,
    empty_file,
    first_characters,
    left_out,
    read_source,
)
from journal.importers.html_text import line_of, looks_like_html, markdown_of, soup_of
from journal.importers.slash_dates import order_in, read_slashed
from journal.problems import ImportProblem
from language.dates.written import find_when

_ENTRY = re.compile(r'class=["\'][^"\']*\bpageHeader\b')
_NO_WORDS = (
    ".pageHeader, .title, .reflectionPrompt, .assetGrid .gridItemOverlayHeader,"
    " .gridItemOverlayFooter"
)


class AppleJournalImporter:
    """One entry of Apple Journal."""

    name = "apple-journal"

    def recognises(self, path: Path) -> bool:
        """Whether it is HTML with the header of an entry."""
        head = first_characters(path)
        return looks_like_html(head) and (_ENTRY.search(head) is not None or ".pageHeader" in head)

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the entry, and how many prompts were left out of it.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text, or HTML that cannot be read.
        """
        source = read_source(path)
        soup = soup_of(source.text, where=source.name)
        said, title = line_of(soup.select_one(".pageHeader")), line_of(soup.select_one(".title"))
        when = (
            find_when(said)
            or read_slashed(said, order_in([said], how))
            or date_in_name(source.facts.name)
        )
        prompts = [found for found in soup.select(".reflectionPrompt") if line_of(found)]
        node = soup.body or soup
        for found in node.select(_NO_WORDS):
            found.decompose()
        body = markdown_of(node)
        if not body.strip():
            yield empty_file(source.name)
        else:
            yield Entry(
                id="",
                written_on=when.day if when else source.facts.changed.date(),
                title=title,
                body=body,
                source=self.name,
                extra={SOURCE_DATE: said} if when else {SOURCE_DATE: said, DATE_UNCERTAIN: "true"},
            )
        if prompts:
            yield left_out(source.name, len(prompts), key="not_yours")
