"""Which words of a question say what it is about, in Korean and English, without a model.

Limit: word lists (`data/small_talk.yaml`); a verb of saying or thinking is taken for small talk in
any form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from language.detect import final_of, is_syllable
from language.grammar.clauses import label_of_phrase
from language.grammar.letters import LATIN, MARKS, plain_letters
from language.word_lists import join, load_lists

_WORD = re.compile(rf"[{LATIN}][{LATIN}{MARKS}'’-]*|[가-힣]+|\d+(?:-\d+)?")
_LATIN = re.compile(f"[{LATIN}{MARKS}0-9]")
# Enough of a word to know it again whatever follows: two syllables, or five letters.
_BEGINNING = re.compile(r"([가-힣]{2})[가-힣]*|([^\W\d_가-힣]{5})[^\W\d_가-힣]*")
_AFTER_CONSONANT = frozenset("은을음")


def content_words(text: str) -> tuple[str, ...]:
    """Return the words of `text` that say what it is about, without question words and small
    talk.
    """
    words = (match[0] for match in _WORD.finditer(text) if not _is_particle(match, text))
    return tuple(dict.fromkeys(word for word in words if not _is_small_talk(word)))


def name_of(text: str, words: Sequence[str]) -> str:
    """Return what the words of a text are about together, as it stands there: from the first to the
    last, without what Korean puts behind a noun.
    """
    start = text.index(words[0])
    last = words[-1]
    end = text.rindex(last) + len(last)
    name = text[start:end]
    return label_of_phrase(name) if is_syllable(last[0]) else name


def word_beginnings(text: str) -> frozenset[str]:
    """Return the beginnings of the longer words of `text`, in small letters without marks."""
    plain = plain_letters(text).casefold()
    return frozenset(match[1] or match[2] for match in _BEGINNING.finditer(plain))


def _is_particle(match: re.Match[str], text: str) -> bool:
    """Say whether a word is only what Korean puts behind the Latin one before it: Tom이랑은."""
    before = text[max(match.start() - 1, 0) : match.start()]
    follows = _LATIN.match(before) is not None and is_syllable(match[0][0])
    return follows and _particles().fullmatch(match[0]) is not None


def _is_small_talk(word: str) -> bool:
    if not is_syllable(word[0]):
        return _english().fullmatch(word) is not None
    met = _korean().fullmatch(word)
    return met is not None and not (met["verb"] and _is_no_verb(word))


def _is_no_verb(word: str) -> bool:
    """Say whether a word is no form of a verb, however it looks: these endings follow only a stem
    that ends in a consonant. 가은 and 가을 are names and nouns.
    """
    return any(after in _AFTER_CONSONANT and not final_of(stem) for stem, after in pairwise(word))


@cache
def _particles() -> re.Pattern[str]:
    return re.compile(rf"(?:{join(load_lists('terms')['particle']['ko'])}){{1,2}}")


@cache
def _english() -> re.Pattern[str]:
    return re.compile(join(load_lists("small_talk")["words"]["en"]), re.IGNORECASE)


@cache
def _korean() -> re.Pattern[str]:
    names = ("words", "verbs", "verb_endings", "asking", "asking_endings")
    words, verbs, endings, asking, after = (join(load_lists("small_talk")[n]["ko"]) for n in names)
    return re.compile(rf"{words}|(?P<verb>(?:{verbs})(?:{endings})*)|(?:{asking})(?:{after})*")
