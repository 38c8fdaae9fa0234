"""Plain text: one entry, or one for each day where lines that are only a date, or headings with
one, divide it.

Limit: a date within a sentence is a topic, no day of writing.
Invariant: every word is in an entry's body or title; the dividing lines become dates and titles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from journal.dating import Dated, day_in_head, day_in_name, month_in_name
from journal.entry import Entry
from journal.entry_file import FileFacts, title_in_name
from journal.importers.base import AS_IT_SAYS, DATE_FROM, How, empty_file, read_source
from journal.importers.clippings import marks_of_books
from journal.importers.days import Day, divide
from journal.importers.instants import Moment, moment_told, own_moment
from journal.importers.left_out import left_out
from journal.importers.paste import Pasted, read_paste
from journal.importers.quoted_mail import split_saved_mail, without_quotations
from journal.problems import ImportProblem
from language.dates.believed import is_ahead
from language.dates.written import When

_SUFFIXES = {".txt", ".text", ".log", ""}


class TextImporter:
    """Text files of any program."""

    name = "text"

    def recognises(self, path: Path) -> bool:
        """Whether the file's name ends as that of a text file does."""
        return path.suffix.lower() in _SUFFIXES

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the file's entries.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text.
        """
        source = read_source(path, how)
        text = source.words
        if not text.strip():
            yield empty_file(source.name)
            return
        if marks := marks_of_books(text):
            yield left_out(source.name, marks, key="others_words")
            return
        head, words = split_saved_mail(text)
        words, others = without_quotations(words, attributed=not head)
        text = head + words
        days = divide(text.split("\n"), how, name=source.facts.name)
        if any(day.body.strip() or day.title for day in days):
            undated = moment_told(None, source.facts, how)
            yield from entries_of(days, how, source=self.name, undated=undated)
        else:
            yield self._whole(text, source.facts, how)
        if others:
            yield left_out(source.name, others, key="others_words")

    def _whole(self, text: str, facts: FileFacts, how: How) -> Entry:
        """Read a file as one entry."""
        pasted = read_paste(text, today=facts.changed.date())
        if pasted.written_on is not None and is_ahead(When(day=pasted.written_on)):
            pasted = Pasted()  # a day that is none stays among the words
        found = day_in_name(facts.name, facts.order) or day_in_head(text, facts.order)
        if found is None and pasted.written_on is not None and pasted.date_certain:
            found = Dated(when=When(day=pasted.written_on), origin="heading")
        found = found or month_in_name(facts.name)
        moment = moment_told(found, facts, how)
        return Entry(
            id="",
            written_on=moment.day,
            written_at=moment.at,
            title=pasted.title or title_in_name(facts.name),
            body=pasted.body or text.strip(),
            tags=pasted.tags,
            source=self.name,
            extra=moment.marks,
        )


def entries_of(days: Iterable[Day], how: How, *, source: str, undated: Moment) -> Iterator[Entry]:
    """Yield an entry for every day that has words; `undated` is for what stands below none."""
    for day in days:
        if day.body.strip() or day.title:
            moment = undated
            if day.when is not None:
                moment = own_moment(day.when, how=how)
                moment = replace(moment, marks={DATE_FROM: "heading", **moment.marks})
            yield Entry(
                id="",
                written_on=moment.day,
                written_at=moment.at,
                title=day.title,
                body=day.body if day.body.strip() else day.title,
                source=source,
                extra=moment.marks,
            )
