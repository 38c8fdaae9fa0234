"""A gap is shown only when it is true: something that matters for the question and stands nowhere.

A model is trusted on the sentences that it has read, unless its own words for the gap stand close
together there, or one is near to them in meaning; of a sentence that it has not read, less is
enough, and that is quoted instead. One that is only somewhat near makes no gap and no quote
(of 14 such the eleven Korean ones said something else). Limit: words that stand together may say
another thing, and a thing may be said in quite other words. Of 96 things that four journals never
say 6 % are dropped, of 80 that they do say 49 % (entries read); 51 % and 81 % (unread).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from chains.ask.events import Citation
from chains.evidence.candidates import (
    Candidates,
    SearchedJournal,
    gather_candidates,
    hold_against,
)
from chains.evidence.cards import cut_runs
from chains.evidence.ranking import Floats
from chains.evidence.sources import Source, Span
from journal.entry import Entry
from language.figures.names import find_names
from language.grammar.content_words import content_words
from language.grammar.terms import is_bigram, terms_of
from vectorstore.lexical.query import search_terms
from vectorstore.types import EVERYTHING

# A sentence by its entry and its end: what lays out a line is cut off at its beginning.
ReadSentence = tuple[str, int]
_ANY_WORD: Final = re.compile(r"\w+")
_WHOSE: Final = ("your", "my", "the")
_MOST_READ: Final = 20  # sentences with most of a gap's words, which are looked at closely


class CountedWords(Protocol):
    """What is asked of the index: in how many entries each term is."""

    def counts(self, terms: Iterable[str]) -> dict[str, int]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Enough:
    """What shows that an entry speaks of a gap: the share of its words, by their rarity, that stand
    in three sentences running; or a cosine.
    """

    words: float
    nearness: float


_OF_READ: Final = _Enough(words=0.8, nearness=0.63)
_OF_UNREAD: Final = _Enough(words=0.6, nearness=0.45)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A sentence that speaks of a gap, and whether clearly enough to be quoted for it."""

    citation: Citation
    can_be_quoted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedGaps:
    """The gaps that hold, and sentences the model has not read that speak of others (not numbered
    yet).
    """

    gaps: tuple[str, ...] = ()
    quotes: tuple[Citation, ...] = ()


def check_gaps(
    gaps: Sequence[str], journal: SearchedJournal, read: Collection[ReadSentence]
) -> CheckedGaps:
    """Hold a model's gaps against the whole journal.

    Args:
        read: the sentences that the model was given.
    """
    kept: list[str] = []
    quotes: list[Citation] = []
    for gap in gaps:
        found = _find_told(gap, journal, read)
        if found is None:
            kept.append(gap)
        elif found.can_be_quoted and not any(share_words(found.citation, each) for each in quotes):
            quotes.append(found.citation)
    return CheckedGaps(gaps=tuple(kept), quotes=tuple(quotes))


def share_words(first: Citation, second: Citation) -> bool:
    """Say whether two quotes would show the same words of an entry."""
    if first.entry_id != second.entry_id:
        return False
    (start, end), (other_start, other_end) = map(_shown, (first, second))
    return start < other_end and other_start < end


def _shown(quote: Citation) -> Span:
    return quote.start - len(quote.before), quote.end + len(quote.after)


def sentences_read(sources: Iterable[Source]) -> frozenset[ReadSentence]:
    """Return the sentences that a model was given."""
    return frozenset((source.entry_id, end) for source in sources for _, end in source.sentences)


def stands_nowhere(word: str, index: CountedWords) -> bool:
    """Whether no entry holds a word, in any of its forms, nor what means the same."""
    terms = _whole_terms(search_terms(word).weights)
    return bool(terms) and not any(index.counts(terms).values())


def _find_told(gap: str, journal: SearchedJournal, read: Collection[ReadSentence]) -> _Told | None:
    """Return the sentence that speaks of a gap, by preference one that was not read; None where
    there is none.
    """
    candidates = gather_candidates(journal, (gap,), EVERYTHING)
    if not candidates.entries:
        return None
    worth = _worth_of_words(gap, journal)
    held = hold_against(candidates, journal, [(gap, " ".join(worth))], EVERYTHING)[0]
    words = _words_around(candidates, worth, held.sentence_words)
    near = np.zeros_like(words) if held.near is None else held.near
    spans = zip(candidates.entries, candidates.sentences, strict=True)
    unread = np.asarray([(entry.id, end) not in read for entry, own in spans for _, end in own])
    says = np.maximum(
        words / np.where(unread, _OF_UNREAD.words, _OF_READ.words),
        near / np.where(unread, _OF_UNREAD.nearness, _OF_READ.nearness),
    )
    # Of those that say enough, one that was not read comes first: it can be quoted. Many have all
    # the words, and the nearest of them says most.
    best = int(np.argmax(np.where(says >= 1, 2 * unread + near, -np.inf)))
    if says[best] < 1:
        return None
    return _Told(
        citation=_cite(candidates, _fullest_around(best, candidates, held.sentence_words)),
        can_be_quoted=bool(
            unread[best] and (words[best] >= _OF_UNREAD.words or near[best] >= _OF_READ.nearness)
        ),
    )


def _fullest_around(at: int, candidates: Candidates, by_words: Floats) -> int:
    """Return which of a sentence and its neighbours scores best by words; itself without any."""
    own = candidates.slice_of(int(candidates.entry_of[at]))
    around = range(max(at - 1, own.start), min(at + 2, own.stop))
    return max(around, key=lambda each: (by_words[each], each == at))


def _worth_of_words(gap: str, journal: SearchedJournal) -> dict[str, float]:
    """Return how much each word of a gap counts: as much as its commonest form is rare; nothing
    where all are names and more is said, which tells of whom it is and not what.
    """
    worth: dict[str, float] = {}
    words = content_words(gap)
    if _are_names_of_more(gap, words):
        return worth
    for word in words:
        rarities = journal.rarities(_whole_terms(search_terms(word).asked)).values()
        worth[word] = min(rarities, default=0.0)
    return worth


def _are_names_of_more(gap: str, words: Sequence[str]) -> bool:
    """Say whether the words that count are names alone, of a gap that asks for more of them."""
    names = tuple(each.words for each in find_names(gap))
    if not names or not all(word.startswith(names) for word in words):
        return False
    rest = (word for word in _ANY_WORD.findall(gap) if not word.startswith(names))
    return any(word.lower() not in _WHOSE for word in rest)


def _words_around(candidates: Candidates, worth: Mapping[str, float], by_words: Floats) -> Floats:
    """Return the share of the words' worth that stands in each sentence, its neighbours and its
    title; 0 for all but those around which the scores `by_words` are best.
    """
    shares: Floats = np.zeros(len(by_words), dtype=np.float32)
    whole = sum(worth.values())
    around = np.convolve(by_words, np.ones(3), mode="same")
    best = [at for at in np.argsort(-around, kind="stable")[:_MOST_READ] if around[at] > 0]
    if not whole or not best:
        return shares
    forms = {word: frozenset(_whole_terms(search_terms(word).asked)) for word in worth}
    texts = terms_of([_text_around(*_place_of(candidates, int(at))) for at in best])
    for at, terms in zip(best, texts, strict=True):
        held = sum(value for word, value in worth.items() if not forms[word].isdisjoint(terms))
        shares[at] = held / whole
    return shares


def _text_around(entry: Entry, spans: Sequence[Span], sentence: int) -> str:
    start = spans[max(sentence - 1, 0)][0]
    end = spans[min(sentence + 1, len(spans) - 1)][1]
    return f"{entry.title}\n{entry.body[start:end]}"


def _place_of(candidates: Candidates, at: int) -> tuple[Entry, Sequence[Span], int]:
    """Return the entry of a candidate sentence, all its sentences, and which of them it is."""
    entry = int(candidates.entry_of[at])
    sentence = at - candidates.slice_of(entry).start
    return candidates.entries[entry], candidates.sentences[entry], sentence


def _cite(candidates: Candidates, at: int) -> Citation:
    """Return a sentence as a card of its own shows it: with its neighbours."""
    entry, spans, sentence = _place_of(candidates, at)
    scores = [1.0 if each == sentence else 0.0 for each in range(len(spans))]
    (run,) = cut_runs(entry.body, spans, scores, most=1)
    start, end = run.lit
    return Citation(
        number=0,
        entry_id=entry.id,
        start=start,
        end=end,
        quote=entry.body[start:end],
        before=entry.body[run.start : start],
        after=entry.body[end : run.end],
        written_on=entry.written_on,
        title=entry.title,
    )


def _whole_terms(terms: Iterable[str]) -> list[str]:
    """Return the terms that are words, none of those that are two syllables of one."""
    return [term for term in terms if not is_bigram(term)]
