"""Korean morphemes by kiwi, loaded the first time that Hangul is really there, or before that while
nobody waits (`make_ready`).

Limit: 340 MB and a second to load, so text without Hangul must never come here. Thread-safe: one
lock around the model.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

CONTENT_TAGS = frozenset(
    ("NNG", "NNP", "NNB", "NR", "NP", "VV", "VA", "MAG", "MM", "XR", "XSN", "XPN", "UN")
)

_OF_NOUNS = ("N", "XPN", "XSN", "SL", "SH", "SN")  # and what is put before and behind them
_KEPT = 2_000  # sentences whose analysis is kept

_lock = threading.Lock()
_loaded: list[Any] = []  # kiwipiepy has no types; one shared model


@dataclass(frozen=True, slots=True)
class Morpheme:
    """A morpheme, its kind as kiwi tags it (irregular verbs like others), and where it stands."""

    form: str
    tag: str
    start: int
    end: int


def load() -> None:
    """Load the Korean model now, for a process that forks others which will need it: it may read
    nothing before, since its threads are not there after a fork.
    """
    with _lock:
        _model()


def make_ready() -> None:
    """Load the Korean model and let it read a first syllable, which takes it as long as loading."""
    with _lock:
        _model().tokenize("글")


def morphemes(texts: Sequence[str]) -> list[list[str]]:
    """Return the content morphemes of each text: nouns, verb and adjective stems, adverbs."""
    with _lock:
        analysed = _model().tokenize(list(texts))
        return [
            [token.form for token in tokens if token.tag.split("-")[0] in CONTENT_TAGS]
            for tokens in analysed
        ]


@lru_cache(maxsize=_KEPT)
def analyse(text: str) -> tuple[Morpheme, ...]:
    """Return all morphemes of `text`, endings and particles among them, in order."""
    with _lock:
        return tuple(
            Morpheme(each.form, each.tag.split("-")[0], each.start, each.start + each.len)
            for each in _model().tokenize(text)
        )


def is_noun(word: str) -> bool:
    """Say whether a word is nothing but a noun or several; of another script, it may be one."""
    return all(each.tag.startswith(_OF_NOUNS) for each in analyse(word))


def proper_nouns(text: str) -> list[tuple[int, int]]:
    """Return the spans of the names in `text`: people, places, firms."""
    with _lock:
        return [
            (token.start, token.start + token.len)
            for token in _model().tokenize(text)
            if token.tag == "NNP"
        ]


def sentence_ends(text: str) -> list[int]:
    """Return the code point offsets where sentences of `text` end."""
    with _lock:
        return [sentence.end for sentence in _model().split_into_sents(text)]


def _model() -> Any:
    if not _loaded:
        from kiwipiepy import Kiwi

        _loaded.append(Kiwi(load_typo_dict=False, load_multi_dict=False, num_workers=2))
    return _loaded[0]
