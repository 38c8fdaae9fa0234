"""The one door to search: two derived indexes over the entries, kept equal to them and mended when
damaged.

Promise: after `sync`, search finds what a `rebuild` would; a lost or damaged index comes back by
itself.
Limit: one process per folder. Invariant: no search returns a passage of an entry that `sync`
removed. Thread-safe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from journal.entry import Entry
from language.detect import KOREAN, language_of
from language.figures.names import NamedIn
from language.grammar.sentences import Span
from language.grammar.terms import word_terms
from vectorstore.embeddings import NamedEmbedding
from vectorstore.hybrid import Progress
from vectorstore.indexed_text import cut_passages, cut_sentences
from vectorstore.lexical.best_sentences import FIRST, by_best_sentence
from vectorstore.lexical.query import SearchTerms, search_terms
from vectorstore.lexical.sentence_terms import Occurrences, SentenceTerms
from vectorstore.lexical.written_names import WrittenNames
from vectorstore.local.e5.centred import CentredE5
from vectorstore.local.second_model import Standing
from vectorstore.nearness import Nearness
from vectorstore.searching import near_passages, nearest, search_both
from vectorstore.types import (
    EVERYTHING,
    WORDS_ONLY,
    EntryFilter,
    Extent,
    Health,
    Hit,
    Passage,
    SyncReport,
)
from vectorstore.upkeep.kept_indexes import KeptIndexes

LONGEST_SEARCH = 400  # characters of words that an entry has to hold


def open_index(
    folder: Path,
    *,
    embedding: NamedEmbedding | None = None,
    local: NamedEmbedding | None = None,
    second: CentredE5 | None = None,
    examples: Path | None = None,
    chroma_url: str = "",
) -> JournalIndex:
    """Open the index in `folder`, made if need be.

    `embedding` serves if the journal is embedded with it; else `local` if it is with that; else
    words alone, until `adopt`: see `embedding_name`. `local` also chooses sentences (`nearness`),
    and `second` with it where that helps; what `local` makes of the app's own examples is kept in
    the folder `examples`.
    Raises: IndexUnavailableError when another process has it open; StorageError when the folder
    cannot be written.
    """
    return JournalIndex(
        KeptIndexes(
            folder,
            embedding=embedding or local,
            local=local,
            second=second,
            examples=examples,
            chroma_url=chroma_url,
        )
    )


class JournalIndex:
    """See the module's text."""

    def __init__(self, kept: KeptIndexes) -> None:
        self._kept = kept
        self._terms = SentenceTerms()
        self._names = WrittenNames()

    @property
    def embedding_name(self) -> str:
        """The embedding that serves now; WORDS_ONLY while none does."""
        serving = self._kept.both.dense.embedding
        return serving.name if serving else WORDS_ONLY

    @property
    def has_hangul(self) -> bool:
        """Whether any indexed entry holds a Korean word."""
        return self._kept.read(lambda both: both.lexical.has_hangul())

    @property
    def is_damaged(self) -> bool:
        """Whether a search met damaged vectors, which the next `sync` makes again."""
        return self._kept.both.met_damage

    def search(self, query: str, *, k: int = 10, where: EntryFilter = EVERYTHING) -> list[Hit]:
        """Return at most `k` passages for `query`, best first; none for a query without words.

        Raises: StorageError when the index is damaged and cannot be made again.
        """
        asked = search_terms(query)
        if not asked.weights or k < 1:
            return []
        most = max(k, FIRST)
        hits = self._kept.read(lambda both: search_both(both, query, asked, most, where))
        if language_of(query) == KOREAN:
            hits = self._by_best_sentence(hits, asked)
        return hits[:k]

    def holding(self, words: str, where: EntryFilter = EVERYTHING) -> frozenset[str]:
        """Return the ids of the entries with all of these words in title, tags or body, in any
        inflection; none for nothing but stop words.
        """
        asked = word_terms(words[:LONGEST_SEARCH])
        if not asked:
            return frozenset()
        return self._kept.read(lambda both: frozenset(both.lexical.holding(asked, where)))

    def searched(self, where: EntryFilter = EVERYTHING) -> Extent:
        """Return what a search with `where` looks through."""
        return self._kept.both.lexical.searched(where)

    def entries(self, where: EntryFilter = EVERYTHING) -> tuple[Entry, ...]:
        """Return the entries of the last `sync` that `where` lets through."""
        entries = self._kept.entries
        if where == EVERYTHING:
            return entries
        return tuple(entry for entry in entries if where.admits(entry))

    def passages(self, entry: Entry) -> tuple[Passage, ...]:
        """Return the passages of `entry`, indexed or not."""
        return cut_passages(self._kept.both, entry)

    def sentences(self, entry: Entry) -> tuple[Span, ...]:
        """Return the sentences of `entry` in order, as its passages hold them."""
        return cut_sentences(self._kept.both, entry)

    def occurrences(self, cut: Sequence[tuple[Entry, tuple[Span, ...]]]) -> Occurrences:
        """Return the terms of sentences of entries, each under its title; kept from question to
        question.
        """
        return self._terms.of(cut)

    def written_names(self) -> NamedIn:
        """Return what all entries hold for names to be found in; kept from question to question."""
        return self._names.of(self._kept.entries)

    def rarities(self, terms: Iterable[str]) -> dict[str, float]:
        """Return how rare each term is among all entries: above 0, most for one that is in none."""
        asked = tuple(terms)
        return self._kept.read(lambda both: both.lexical.rarities(asked))

    def counts(self, terms: Iterable[str]) -> dict[str, int]:
        """Return in how many entries each term is."""
        asked = tuple(terms)
        return self._kept.read(lambda both: both.lexical.counts(asked))

    def word_scores(
        self, weights: Mapping[str, float], where: EntryFilter = EVERYTHING
    ) -> dict[str, float]:
        """Return the BM25 score, above 0, of every entry with one of the weighted terms."""
        return self._kept.read(lambda both: both.lexical.entry_scores(weights, where))

    def nearness(
        self, questions: Sequence[str], entries: Sequence[Entry]
    ) -> dict[str, Nearness] | None:
        """Return how near each question is to each sentence (`sentences`), by entry id; several
        questions at once, as it is the vectors of the entries that take time to read.

        Of the sentence the best cosine alone, under its title, and between its neighbours; and that
        of the passage around it, by the embedding that serves. None while the local embedding is
        not loaded; entries with much to embed first are left out.
        """
        models = self._kept.models
        near = models.nearness(questions, entries)
        if near is None:
            return None
        held = [entry for entry in entries if entry.id in near]
        around = near_passages(self._kept.both, questions, held)
        finer = models.finer_nearness(questions, entries) if len(held) == len(entries) else None
        return {
            entry.id: Nearness(
                sentences=near[entry.id],
                passages=around[entry.id],
                finer=None if finer is None else finer[entry.id],
            )
            for entry in held
        }

    def particularity(self, words: Sequence[str]) -> list[float] | None:
        """Return for each word how much it names a particular thing, about -1 to 1; None while the
        local embedding is not loaded.
        """
        return self._kept.models.particularity(words)

    def second_model(self) -> Standing:
        """Say what the second model does for this journal."""
        return self._kept.models.standing_of_second(self._kept.entries)

    def sync(self, entries: Sequence[Entry], *, on_progress: Progress | None = None) -> SyncReport:
        """Make both indexes hold exactly `entries`; `on_progress(done, total)` counts entries.

        Raises: StorageError. A model or server that is away leaves entries `waiting`, found by
        their words only.
        """
        return self._kept.sync(entries, on_progress)

    def health(self) -> Health:
        """Compare what both indexes hold, and really reach, with what they should. Raises:
        IndexUnavailableError, ModelUnavailableError.
        """
        return self._kept.health()

    def rebuild(
        self, entries: Sequence[Entry], *, on_progress: Progress | None = None
    ) -> SyncReport:
        """Throw both indexes away and make them again; what serves is embedded again in the
        background. Raises: as `sync`.
        """
        return self._kept.rebuild(entries, on_progress)

    def erase(self, entries: Sequence[Entry]) -> SyncReport:
        """Make both indexes again with `entries` only, so that no file holds the vectors of any
        other.

        A model is asked for nothing that it embedded before. Raises: as `sync`;
        IndexUnavailableError.
        """
        return self._kept.erase(entries)

    def forget(self) -> None:
        """Delete all vectors, on a Chroma server as well; they are made again in the background.

        Raises: IndexUnavailableError when the server is away.
        """
        self._kept.forget_vectors()

    def is_embedded(self, embedding: NamedEmbedding) -> bool:
        """Tell whether `adopt` with this embedding would find nothing to do."""
        return self._kept.is_embedded(embedding)

    def waiting(self, embedding: NamedEmbedding) -> int:
        """Return how many entries have no vectors of this embedding."""
        return self._kept.both.waiting(embedding)

    def adopt(
        self,
        embedding: NamedEmbedding,
        *,
        on_progress: Progress | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> None:
        """Embed with `embedding` whatever was synced and is not embedded yet, while the old vectors
        or words serve, then swap; a stopped one resumes.

        Raises: IndexUnavailableError, ModelUnavailableError.
        """
        self._kept.adopt(embedding, on_progress, should_stop or _never)

    def embed_sentences(self, should_stop: Callable[[], bool] | None = None) -> None:
        """Embed the sentences that `nearness` would have to embed first, and then once more with
        the second model; a stopped one resumes.

        Raises: ModelUnavailableError when the local embedding cannot be loaded.
        """
        self._kept.models.embed_missing(self._kept.entries, should_stop or _never)

    def warm(self) -> None:
        """Load what the first search would have to wait for; meant for a background thread."""
        self._kept.models.load()
        nearest(self._kept.both, "warm", 1, EVERYTHING)

    def close(self) -> None:
        """Let the folder go, for another process to open."""
        self._kept.close()

    def _by_best_sentence(self, hits: list[Hit], asked: SearchTerms) -> list[Hit]:
        wanted = self._kept.wanted()
        ids = dict.fromkeys(hit.passage.entry_id for hit in hits[:FIRST])
        cut = [(wanted[each], self.sentences(wanted[each])) for each in ids if each in wanted]
        rarities = self.rarities(asked.weights)
        worth = {term: weight * rarities[term] for term, weight in asked.weights.items()}
        return by_best_sentence(hits, cut, self._terms, worth)


def _never() -> bool:
    return False
