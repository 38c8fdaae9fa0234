"""Terms that both indexes are made of: stems for Latin script, morphemes, bigrams and bare words
for Hangul.

Promise: 퇴사, 퇴사를 and a query with either share terms; text without Hangul never loads the
Korean model.
Limit: no synonyms here. Invariant: terms hold letters, digits and `_` only; `_` marks a bigram,
`__` a whole word.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from language.grammar import morphology
from language.grammar.irregular_english import irregular
from language.grammar.letters import plain_letters
from language.word_lists import join, load_lists

Terms = tuple[str, ...]

_RUN = re.compile(
    r"[가-힣]+"
    r"|[぀-ヿ㐀-鿿]+"  # kana and Chinese characters
    r"|\d+"
    r"|[^\W\d_가-힣぀-ヿ㐀-鿿]+(?:['’][^\W\d_가-힣]{1,2}\b)?"  # others: don't
)
_HANGUL = re.compile(r"[가-힣]")
_NO_WORD = re.compile(r"([가-힣]{200})[가-힣]+")  # kiwi would read it for seconds
_stemmers = threading.local()  # PyStemmer objects are not thread-safe


def terms(text: str) -> Terms:
    """Return the terms of `text`, in no promised order."""
    return terms_of([text])[0]


def terms_of(texts: Sequence[str]) -> list[Terms]:
    """Return the terms of each text; one call is much faster than many where there is Hangul."""
    texts = [unicodedata.normalize("NFC", text) for text in texts]
    found = [_surface_terms(text) for text in texts]
    korean = [at for at, text in enumerate(texts) if _HANGUL.search(text)]
    if korean:
        for at, morphemes in zip(
            korean,
            morphology.morphemes([_NO_WORD.sub(r"\1", texts[at]) for at in korean]),
            strict=True,
        ):
            found[at].extend(form for form in morphemes if form.isalnum())
    return [tuple(each) for each in found]


def _surface_terms(text: str) -> list[str]:
    found: list[str] = []
    for run in _RUN.findall(text):
        if "가" <= run[0] <= "힣":
            found.extend(_hangul_terms(run))
        elif run[0].isdigit():
            found.append(run.lstrip("0") or "0")
        elif "぀" <= run[0] <= "鿿":
            found.extend([run[at : at + 2] for at in range(len(run) - 1)] or [run])
        else:
            stem = _stem(run)
            if stem:
                found.append(stem)
    return found


@lru_cache(maxsize=50_000)
def _hangul_terms(word: str) -> Terms:
    """Bigrams find parts of compounds, the bare word finds itself whatever particle follows it."""
    bare = _particles().sub("", word)
    return (*(f"_{word[at : at + 2]}" for at in range(len(word) - 1)), f"__{bare}")


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    """Return the stem of a Latin word without the marks on its letters, or "" for a stop word."""
    plain = word.lower().replace("’", "'")
    plain = plain.removesuffix("'s") if plain.endswith("'s") else plain
    plain = plain_letters(plain).split("'")[0]
    if plain in _stop_words():
        return ""
    if not hasattr(_stemmers, "english"):
        import Stemmer

        _stemmers.english = Stemmer.Stemmer("english")
    return str(_stemmers.english.stemWord(irregular().get(plain, plain)))


def word_terms(text: str) -> tuple[tuple[Terms, ...], ...]:
    """Return for each word of `text` the sets of terms that tell it: what has all terms of one of
    them holds the word, inflected or in a compound. Stop words are left out.
    """
    runs = dict.fromkeys(_RUN.findall(unicodedata.normalize("NFC", text)))
    found = (_ways_to_tell(run) for run in runs)
    return tuple(each for each in found if each)


def _ways_to_tell(run: str) -> tuple[Terms, ...]:
    if not "가" <= run[0] <= "힣":
        own = tuple(_surface_terms(run))
        return (own,) if own else ()
    bare = _particles().sub("", run)
    pairs = tuple(f"_{bare[at : at + 2]}" for at in range(len(bare) - 1))
    ways = [(f"__{bare}",), pairs]
    morphemes = tuple(term for term in terms(run) if not term.startswith("_"))
    if len(morphemes) == 1:  # the parts of a compound may stand anywhere, and mean something else
        ways.append(morphemes)
    return tuple(each for each in ways if each)


def is_bigram(term: str) -> bool:
    """Say whether a term is two syllables of a Korean word, and not a whole word."""
    return term.startswith("_") and not term.startswith("__")


def written_terms(phrase: str) -> Terms:
    """Return the terms of a dictionary wording: its words as they stand, so that the Korean model
    is not needed.
    """
    found: list[str] = []
    for run in _RUN.findall(unicodedata.normalize("NFC", phrase)):
        found.extend((run, f"__{run}") if "가" <= run[0] <= "힣" else _surface_terms(run))
    return tuple(found)


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(load_lists("terms")["stop_word"]["en"])


@cache
def _particles() -> re.Pattern[str]:
    particles = load_lists("terms")["particle"]["ko"]
    return re.compile(rf"(?<=[가-힣]{{2}})(?:{join(particles)})$")
