"""What a planning model is told of the journal: its size, its days, its languages, its newest
titles.

Promise: cheap, and no words of a private entry. Limit: the languages are those of the newest
entries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from chains.evidence.render import plain
from journal.entry import Entry
from journal.private_entry import is_private
from language.detect import LANGUAGES, Language, language_of
from language.grammar.phrases import name_for_prompt

_READ: Final = 60  # entries, for the languages
_MOST_TITLES: Final = 12
_LONGEST_TITLE: Final = 60
_LEAST: Final = 0.04  # of the letters: a language in which something is really written


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A journal in a few words; the titles newest first."""

    entries: int = 0
    first: date | None = None
    last: date | None = None
    languages: tuple[Language, ...] = ()
    titles: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.entries:
            return "(no entries)"
        lines = [f"{self.entries} entries, from {self.first} to {self.last}"]
        if self.titles:
            lines.append("Newest titles:")
            lines += [f"- {title}" for title in self.titles]
        return "\n".join(lines)


def outline(entries: Sequence[Entry]) -> Outline:
    """Return what may be told of some entries."""
    ordered = sorted(entries, key=lambda entry: (entry.written_on, entry.id), reverse=True)
    if not ordered:
        return Outline()
    return Outline(
        entries=len(ordered),
        first=ordered[-1].written_on,
        last=ordered[0].written_on,
        languages=_languages_of(ordered[:_READ]),
        titles=_newest_titles(ordered),
    )


def names_of(languages: Sequence[Language]) -> str:
    """Return what a prompt calls some languages, each once."""
    return " and ".join(dict.fromkeys(map(name_for_prompt, languages)))


def _languages_of(entries: Sequence[Entry]) -> tuple[Language, ...]:
    """Return the languages of the paragraphs, by their letters: a name or a quoted word is none."""
    letters: Counter[Language] = Counter()
    for entry in entries:
        for paragraph in entry.body.splitlines():
            letters[language_of(paragraph)] += sum(map(str.isalpha, paragraph))
    whole = letters.total()
    return tuple(each for each in LANGUAGES if whole and letters[each] >= _LEAST * whole)


def _newest_titles(ordered: Sequence[Entry]) -> tuple[str, ...]:
    titles: list[str] = []
    for entry in ordered:
        if len(titles) == _MOST_TITLES:
            break
        title = plain(entry.title, _LONGEST_TITLE)
        if title and not is_private(entry):
            titles.append(title)
    return tuple(titles)
