"""Topics of life by the words that name them: what a question may ask for and a journal never hold.

Limit: a list of many lives, in both languages, `data/topics.txt`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from language.grammar.letters import LATIN
from language.word_lists import join, load_lists

_HANGUL = re.compile(r"[가-힣]")
_REST = re.compile(f"[{LATIN}]+")
# Where case is ignored, Python compiles this range letter by letter, for a second over all topics.
_SYLLABLE = r"(?-i:[가-힣])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What people call it when they ask (`asked`), what shows that a text is about it (`shown`),
    and what tells of it in other words (`told`).

    `naming` finds the first in a question, `spelling` the first and the last in a text, `is_shown`
    all three.
    """

    asked: tuple[str, ...]
    shown: tuple[str, ...]
    told: tuple[str, ...]

    @property
    def naming(self) -> re.Pattern[str]:
        return _any_of(self.asked, at_start=True)

    @property
    def spelling(self) -> re.Pattern[str]:
        return _any_of((*self.asked, *self.told), at_start=False)

    def is_shown(self, text: str) -> bool:
        """Say whether a text has a word of it. Most have not even its letters, which takes a tenth
        of the time to see.
        """
        words = (*self.asked, *self.shown, *self.told)
        folded = text.casefold()
        has_letters = any(letters in folded for letters in _letters_of(words))
        return has_letters and _any_of(words, at_start=False).search(text) is not None

    @property
    def words(self) -> str:
        """The words that people ask with, to be held against a text by meaning."""
        return " ".join(word.strip(".").replace(".", " ") for word in self.asked)


def topics_named(question: str) -> tuple[tuple[Topic, str], ...]:
    """Return the topics that a question names, each with the word it uses."""
    found = ((topic, topic.naming.search(question)) for topic in _topics())
    return tuple((topic, _whole_word(question, match)) for topic, match in found if match)


def _whole_word(text: str, match: re.Match[str]) -> str:
    """Return what was met, an English word to its end: "adopting", of which "adopt" was met."""
    rest = _REST.match(text, match.end())
    return match[0] + rest[0] if rest and match[0][-1:].isascii() else match[0]


@cache
def _topics() -> tuple[Topic, ...]:
    text = (Path(__file__).parent / "data" / "topics.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    parts = ([part.split() for part in line.split(";")] for line in lines)
    return tuple(
        Topic(
            asked=tuple(asked),
            shown=tuple(shown),
            told=tuple(word for part in told for word in part),
        )
        for asked, shown, *told in parts
    )


@cache
def _any_of(words: tuple[str, ...], *, at_start: bool) -> re.Pattern[str]:
    forms = (_form(word, at_start=at_start) for word in words)
    return re.compile("|".join(forms), re.IGNORECASE)


@cache
def _letters_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a text holds wherever one of these words stands in it."""
    plain = (word.strip(".").replace(".", " ").casefold() for word in words)
    return tuple(max(word.split("'"), key=len) for word in plain)


def _form(word: str, *, at_start: bool) -> str:
    """Hangul stands anywhere in a word, a lone syllable alone; a dot begins or ends a word, which
    may have a particle. An apostrophe ends another word: Nell's sister.
    """
    if _HANGUL.search(word):
        alone, begins, ends = len(word) == 1, word.startswith("."), word.endswith(".")
        before = f"(?<!{_SYLLABLE})" if at_start or alone or begins else ""
        particle = f"(?:{_particles()})?" if ends else ""
        after = f"(?={particle}(?!{_SYLLABLE}))" if alone or ends else ""
        return before + _escape(word.strip(".")) + after
    before = "" if word.startswith("'") else f"(?<![{LATIN}])"
    return before + _escape(word.rstrip(".")) + (rf"(?![{LATIN}])" if word.endswith(".") else "")


def _escape(word: str) -> str:
    """Return the pattern of a word: a dot within is a blank, an apostrophe any."""
    return re.escape(word.replace(".", " ")).replace("'", "['’]")


@cache
def _particles() -> str:
    lists = load_lists("terms")
    return join((*lists["particle"]["ko"], *lists["particle_after_one"]["ko"], "들"))
