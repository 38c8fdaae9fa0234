"""Widens a query by the usual wordings of the concepts it names, across Korean and English.

Promise: a concept is met at the start of a word, whatever particle, plural or verb ending follows;
the longest wins.
Limit: it knows study and career, and no grammar: wordings are hints for a lower weight, not
translations.
Invariant: every concept has both languages; parsed once, never changed, safe to share between
threads.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

import Stemmer

from language.detect import final_of, is_syllable
from language.word_lists import load_lists, load_plainly

_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_HANGUL_WORD = re.compile(
    r"(?<![가-힣a-z0-9.-])[0-9](?:-[0-9])?(?=[가-힣]|\b)"  # 4-1, 3학년
    r"|(?<![가-힣])[가-힣]"
)
_FIRST, _LAST, _FINALS = 0xAC00, 0xD7A3, 28
_N, _D, _L, _M, _B, _SS = 4, 7, 8, 16, 17, 20  # final consonants, as offsets from the open syllable
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_CONTRACTED = {"ㅜ": "ㅝ", "ㅗ": "ㅘ", "ㅣ": "ㅕ", "ㅡ": "ㅓㅏ", "ㅚ": "ㅙ"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One idea and what people call it, the most usual wording first."""

    name: str
    group: str
    en: tuple[str, ...]
    ko: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Met:
    """A concept met in a query: where, and in which words (as the glossary spells them)."""

    at: int
    concept: Concept
    wording: str
    korean: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """All concepts, and the two tables that find them: English by first stem, Korean by written
    beginning.
    """

    concepts: tuple[Concept, ...]
    _english: Mapping[str, tuple[tuple[tuple[str, ...], str, Concept], ...]]
    _korean: Mapping[str, tuple[tuple[str, Concept], ...]]
    _longest: int

    def widen(self, query: str) -> tuple[str, ...]:
        """Return other wordings of every concept in `query`: those of the other language first,
        nothing twice. Raises nothing.
        """
        met = self._meet(query)
        asked = {each.wording for each in met}
        wider = [
            wording
            for each in met
            for wording in (
                each.concept.en + each.concept.ko
                if each.korean
                else each.concept.ko + each.concept.en
            )
        ]
        return tuple(dict.fromkeys(wording for wording in wider if wording not in asked))

    def concepts_in(self, query: str) -> tuple[Concept, ...]:
        """Return the concepts that `query` names, in the order of their first mention. Raises
        nothing.
        """
        return tuple(dict.fromkeys(each.concept for each in self._meet(query)))

    def _meet(self, query: str) -> list[_Met]:
        text = _plain(query)
        return sorted(
            [*self._meet_english(text), *self._meet_korean(text)], key=lambda each: each.at
        )

    def _meet_english(self, text: str) -> Iterator[_Met]:
        words = [(match.start(), match[0].removesuffix("'s")) for match in _WORD.finditer(text)]
        stems = _stems([word for _, word in words])
        here = 0
        while here < len(words):
            taken = 1
            for tokens, wording, concept in self._english.get(stems[here], ()):  # longest first
                said = [word for _, word in words[here : here + len(tokens)]]
                if taken <= len(tokens) == len(said) and all(map(_same_word, said, tokens)):
                    taken = len(tokens)
                    yield _Met(words[here][0], concept, wording, korean=False)
            here += taken

    def _meet_korean(self, text: str) -> Iterator[_Met]:
        here = 0
        while start := _HANGUL_WORD.search(text, here):
            here = start.start()
            while length := self._beginning(text, here):
                for wording, concept in self._korean[text[here : here + length]]:
                    yield _Met(here, concept, wording, korean=True)
                here += length  # a compound goes on where its first part ends: 대학원진학
            here = max(here, start.end())

    def _beginning(self, text: str, here: int) -> int:
        """Return the length of the longest wording that begins at `here`, or 0."""
        for length in range(min(self._longest, len(text) - here), 0, -1):
            if text[here : here + length] in self._korean and (
                length > 1 or _whole_word(text, here)
            ):
                return length
        return 0


@cache
def load_glossary() -> Glossary:
    """Read `glossary.yaml` once. Raises nothing: the file is part of the program and tested."""
    groups: dict[str, dict[str, dict[str, list[str]]]] = load_plainly(
        Path(__file__).parent / "data" / "glossary.yaml"
    )
    concepts = tuple(
        Concept(name=name, group=group, en=tuple(wordings["en"]), ko=tuple(wordings["ko"]))
        for group, named in groups.items()
        for name, wordings in named.items()
    )
    english, korean = _english_table(concepts), _korean_table(concepts)
    return Glossary(
        concepts=concepts, _english=english, _korean=korean, _longest=max(map(len, korean))
    )


def _english_table(
    concepts: tuple[Concept, ...],
) -> dict[str, tuple[tuple[tuple[str, ...], str, Concept], ...]]:
    table: defaultdict[str, list[tuple[tuple[str, ...], str, Concept]]] = defaultdict(list)
    for concept in concepts:
        for wording in concept.en:
            tokens = tuple(word.removesuffix("'s") for word in _WORD.findall(_plain(wording)))
            table[_stems([tokens[0]])[0]].append((tokens, wording, concept))
    return {
        stem: tuple(sorted(found, key=lambda each: -len(each[0]))) for stem, found in table.items()
    }


def _korean_table(concepts: tuple[Concept, ...]) -> dict[str, tuple[tuple[str, Concept], ...]]:
    table: defaultdict[str, list[tuple[str, Concept]]] = defaultdict(list)
    for concept in concepts:
        for wording in concept.ko:
            for beginning in dict.fromkeys(_beginnings(_plain(wording))):
                table[beginning].append((wording, concept))
    return {beginning: tuple(found) for beginning, found in table.items()}


def _plain(text: str) -> str:
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text).lower().replace("’", "'"))


def _stems(words: list[str]) -> list[str]:
    # A stemmer is not thread-safe and cheap to make.
    stems: list[str] = Stemmer.Stemmer("english", 0).stemWords(words)
    return stems


def _same_word(said: str, wording: str) -> bool:
    """Tell whether two words differ by an ending only: industries/industry, but not
    experience/experiment.
    """
    if said == wording:
        return True
    root = min(len(said), len(wording)) - 1
    return said[:root] == wording[:root] and len(set(_stems([said, wording]))) == 1


def _whole_word(text: str, here: int) -> bool:
    """Tell whether the syllable at `here` is a word by itself: 돈은 and 돈이 are, 돈까스 is not."""
    rest = "".join(takewhile(is_syllable, text[here + 1 :]))
    return rest == "" or rest in load_lists("terms")["particle_after_one"]["ko"]


def _beginnings(wording: str) -> Iterator[str]:
    """Yield how a wording begins as written: a noun as it is, a verb in every form its stem
    takes.
    """
    yield wording
    if not wording.endswith("다") or len(wording) < 3:
        return
    head, last = wording[:-2], wording[-2]
    if not _FIRST <= ord(last) <= _LAST:
        return
    final = final_of(last)
    open_last = chr(ord(last) - final)
    if final:
        yield head + last
        yield from (head + form for form in _closed_forms(open_last, final))
        return
    yield from (head + chr(ord(last) + ending) for ending in (0, _N, _L, _M, _B, _SS))
    yield from (head + chr(ord(form) + ending) for form in _past_forms(last) for ending in (0, _SS))
    if last == "르" and head:
        yield from (head[:-1] + chr(ord(head[-1]) + _L) + past for past in ("라", "러", "랐", "렀"))


def _closed_forms(open_last: str, final: int) -> Iterator[str]:
    if final == _B:  # 외롭다: 외로운, 외로워
        yield from (open_last + vowel for vowel in ("우", "운", "울", "움", "워", "웠", "와", "왔"))
    elif final == _L:  # 힘들다: 힘드니, 힘든
        yield from (open_last, chr(ord(open_last) + _N), chr(ord(open_last) + _B))
    elif final == _D:  # 깨닫다: 깨달아
        yield chr(ord(open_last) + _L)


def _past_forms(last: str) -> Iterator[str]:
    """Yield the syllable that a vowel-final stem ends in before -ㅆ: 두 → 둬, 하 → 해."""
    if last == "하":
        yield "해"
        return
    row, vowel = divmod((ord(last) - _FIRST) // _FINALS, len(_VOWELS))
    for contracted in _CONTRACTED.get(_VOWELS[vowel], ""):
        yield chr(_FIRST + (row * len(_VOWELS) + _VOWELS.index(contracted)) * _FINALS)
