"""Which of the options of a choice a sentence of an entry is about: by name, by a hint, by the
place it speaks of, or by its meaning.

Limit: without a `Meaning` only names and the words of a label count.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chains.evidence.option_names import apart
from chains.evidence.relevance import Relevance, Topic, holds_term, naming_terms
from chains.evidence.spoken import Link
from journal.entry import Entry
from language.detect import LANGUAGES, is_korean
from language.grammar.phrases import phrase
from language.options.naming import (
    hinting_words,
    means_leaving,
    means_staying,
    naming_words,
    speaks_of_leaving,
    speaks_of_now,
    supposes,
)

if TYPE_CHECKING:
    from chains.evidence.meaning import Meaning

CLOSE, CLOSER = 0.27, 0.1
_LONG_ENOUGH = 4  # letters
_OFTEN, _ALL_OVER = 5, 300  # a word that stands so often in an entry, once in so many characters


class Options:
    """The options of one choice as one entry speaks of them, each known by its place.

    `compared` are all but the one to decide later, `waiting`; `left` is the one to leave something
    where the other is to go on as now.
    """

    def __init__(
        self,
        entry: Entry,
        wordings: Sequence[Sequence[str]],
        topics: Sequence[Topic],
        waiting: int | None,
        described: Sequence[str],
        meaning: Meaning | None,
    ) -> None:
        self.topics, self.waiting = topics, waiting
        self._meaning = meaning
        self._labels = [own[0] for own in wordings]
        self.compared = [at for at in range(len(topics)) if at != waiting]
        self.left = _thing_left(self._labels)
        self._staying = [at for at in self.compared if means_staying(self._labels[at])]
        labels = [naming_terms(naming_words(each)) for each in self._labels]
        known = frozenset(term for label in labels for term in label)
        self._names = [_telling_terms(own, entry.body) for own in apart(labels)]
        texts = [*described, *[""] * (len(wordings) - len(described))]
        hints = [
            naming_terms(hinting_words(label, text, entry.body))
            for label, text in zip(self._labels, texts, strict=True)
        ]
        self._hints = [_long_terms(own) - known for own in apart(hints)]
        self._profiles = [text or label for label, text in zip(self._labels, texts, strict=True)]

    @property
    def leaving(self) -> int | None:
        """The one option that would change life, where another is to stay."""
        others = [at for at in self.compared if at not in self._staying]
        return others[0] if self._staying and len(others) == 1 else None

    def named_in(self, text: str, row: Sequence[Relevance]) -> list[int]:
        """Return the options that a text names; `row` is how relevant it is to each."""
        return [at for at in self.compared if self._is_named(at, text, row)]

    def is_called(self, option: int, text: str) -> bool:
        """Say whether a text holds a word of the name of an option that no other has."""
        return holds_term(text, self._names[option])

    def touched_by(self, row: Sequence[Relevance]) -> list[int]:
        """Return the options that a text has to do with at all."""
        return [at for at in self.compared if row[at].score > 0]

    def hinted_in(self, text: str) -> tuple[int, Link] | None:
        """Return the option that a text means without its name, and by what: a word of what is said
        of that option alone, or the place it speaks of.
        """
        hinted = [at for at in self.compared if holds_term(text, self._hints[at])]
        if len(hinted) == 1:
            return hinted[0], "hinted"
        placed = self._placed(text) if self._meaning is not None else None
        return None if placed is None else (placed, "placed")

    def nearest_to(
        self, text: str, least: float = CLOSE, least_margin: float = CLOSER
    ) -> int | None:
        """Return the option that a sentence means clearly more than any other."""
        if self._meaning is None or not self.compared:
            return None
        profiles = [self._profiles[at] for at in self.compared]
        cosines = self._meaning.nearness([text], profiles)[0].tolist()
        ranked = sorted(range(len(cosines)), key=lambda at: -cosines[at])
        margin = cosines[ranked[0]] - cosines[ranked[1]] if len(ranked) > 1 else 1.0
        if cosines[ranked[0]] < least or margin < least_margin:
            return None
        return self.compared[ranked[0]]

    def _is_named(self, at: int, text: str, row: Sequence[Relevance]) -> bool:
        """Say whether a text names option `at`: by a word that no other option has, with a model of
        meaning, else by most of its words.
        """
        if row[at].direct:
            return True
        if self._meaning is None:
            return False
        label, profile = self._labels[at], self._profiles[at]
        supposed = supposes(text, profile if is_korean(profile) else label)
        return supposed or self.is_called(at, text)

    def _placed(self, text: str) -> int | None:
        """Return the option by where the text is: here and now, or there, when one leaves."""
        if len(self._staying) != 1:
            return None
        if speaks_of_now(text):
            return self._staying[0]
        return self.leaving if speaks_of_leaving(text) else None


def _thing_left(labels: Sequence[str]) -> int | None:
    """Return the option to leave something, where the other one is to go on as now."""
    names = {phrase("as_now", language) for language in LANGUAGES}
    as_now = [at for at, each in enumerate(labels) if each in names]
    others = [at for at in range(len(labels)) if at not in as_now]
    if len(as_now) != 1 or len(others) != 1 or not means_leaving(labels[others[0]]):
        return None
    return others[0]


def _long_terms(terms: frozenset[str]) -> frozenset[str]:
    """Leave out pieces of words, such as the "th" of a date."""
    return frozenset(term for term in terms if not term.isascii() or len(term) >= _LONG_ENOUGH)


def _telling_terms(names: frozenset[str], text: str) -> frozenset[str]:
    """Leave out the names that stand all over a text, unless no other is left."""
    lowered = text.lower()
    often = max(_OFTEN, len(lowered) // _ALL_OVER)
    return frozenset(term for term in names if lowered.count(term) < often) or names
