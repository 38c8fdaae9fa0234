"""The one door to search: two derived indexes over the entries, kept equal to them and mended when
damaged.

Promise: after `sync`, search finds what a `rebuild` would; a lost or damaged index comes back by
itself.
Limit: one process per folder. Invariant: no search returns a passage of an entry that `sync`
removed. Thread-safe.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from errors import IndexUnavailableError, JournalError, ModelUnavailableError
from journal.entry import Entry
from language.detect import KOREAN, LANGUAGES, language_of
from language.grammar.sentences import Span
from language.grammar.terms import word_terms
from vectorstore.embeddings import NamedEmbedding
from vectorstore.folder import damaged_error, hold, not_writable
from vectorstore.fusion import mix
from vectorstore.hybrid import BothIndexes, Progress, open_both, wipe
from vectorstore.lexical.best_sentences import FIRST, by_best_sentence
from vectorstore.lexical.query import SearchTerms, search_terms
from vectorstore.lexical.sentence_terms import Occurrences, SentenceTerms
from vectorstore.local.e5.centred import CentredE5
from vectorstore.local.second_model import SecondModel, Standing
from vectorstore.local.sentences import SentenceModel, Sentences
from vectorstore.local.use import LocalEmbedding
from vectorstore.nearness import Nearness
from vectorstore.passages import passages_of, pieces
from vectorstore.prepared_entry import digest
from vectorstore.remake import kept_vectors
from vectorstore.store import StoreDamage
from vectorstore.sync_plan import plan_sync
from vectorstore.types import (
    WORDS_ONLY,
    EntryFilter,
    Health,
    Hit,
    Passage,
    SyncReport,
)

_Read = TypeVar("_Read")

EVERYTHING = EntryFilter()
POOL = 200  # passages that the words propose
LONGEST_SEARCH = 400  # characters of words that an entry has to hold
NEAREST = 100  # passages that the vectors propose: as far as Chroma searches its graph anyway


def open_index(
    folder: Path,
    *,
    embedding: NamedEmbedding | None = None,
    local: NamedEmbedding | None = None,
    second: CentredE5 | None = None,
    chroma_url: str = "",
) -> JournalIndex:
    """Open the index in `folder`, made if need be.

    `embedding` serves if the journal is embedded with it; else `local` if it is with that; else
    words alone, until `adopt`: see `embedding_name`. `local` also chooses sentences (`nearness`),
    and `second` with it where that helps.
    Raises: IndexUnavailableError when another process has it open; StorageError when the folder
    cannot be written.
    """
    return JournalIndex(
        folder, embedding=embedding or local, local=local, second=second, chroma_url=chroma_url
    )


class JournalIndex:
    """See the module's text."""

    def __init__(
        self,
        folder: Path,
        *,
        embedding: NamedEmbedding | None,
        local: NamedEmbedding | None,
        second: CentredE5 | None,
        chroma_url: str,
    ) -> None:
        self._folder, self._url = folder, chroma_url
        self._embedding, self._local = embedding, local
        self._syncing = threading.RLock()
        self._damaged = False
        self._entries: tuple[Entry, ...] = ()
        self._terms = SentenceTerms()
        self._held = hold(folder)
        try:
            self._both = self._open()
            self._sentences = self._open_sentences()
            self._second = self._open_second(second)
        except BaseException:
            self._held.release()
            raise

    @property
    def embedding_name(self) -> str:
        """The embedding that serves now; WORDS_ONLY while none does."""
        serving = self._both.dense.embedding
        return serving.name if serving else WORDS_ONLY

    @property
    def has_hangul(self) -> bool:
        """Whether any indexed entry holds a Korean word."""
        return self._read(lambda both: both.lexical.has_hangul())

    @property
    def is_damaged(self) -> bool:
        """Whether a search met damaged vectors, which the next `sync` makes again."""
        return self._damaged

    def sync(self, entries: Sequence[Entry], *, on_progress: Progress | None = None) -> SyncReport:
        """Make both indexes hold exactly `entries`; `on_progress(done, total)` counts entries.

        Raises: StorageError. A model or server that is away leaves entries `waiting`, found by
        their words only.
        """
        with self._syncing:
            self._entries = tuple(entries)
            try:
                return self._synced_or_made_again(on_progress or _unheard)
            except (OSError, sqlite3.OperationalError) as error:
                raise not_writable(self._folder) from error

    def search(self, query: str, *, k: int = 10, where: EntryFilter = EVERYTHING) -> list[Hit]:
        """Return at most `k` passages for `query`, best first; none for a query without words.

        Raises: StorageError when the index is damaged and cannot be made again.
        """
        asked = search_terms(query)
        if not asked.weights or k < 1:
            return []
        hits = self._read(lambda both: self._search(both, query, asked, max(k, FIRST), where))
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
        return self._read(lambda both: frozenset(both.lexical.holding(asked, where)))

    def searched(self, where: EntryFilter = EVERYTHING) -> tuple[int, date | None, date | None]:
        """Return how many entries a search with `where` looks through, and their first and last
        day.
        """
        with self._both.lexical.lock:
            catalog = self._both.lexical.catalog
            allowed = catalog.matching(where)
            days = catalog.days[catalog.days > 0 if allowed is None else allowed]
        if not len(days):
            return 0, None, None
        return len(days), date.fromordinal(int(np.min(days))), date.fromordinal(int(np.max(days)))

    def passages(self, entry: Entry) -> tuple[Passage, ...]:
        """Return the passages of `entry`, indexed or not."""
        stored = self._stored(entry)
        return passages_of(entry) if stored is None else stored

    def sentences(self, entry: Entry) -> tuple[Span, ...]:
        """Return the sentences of `entry` in order, as its passages hold them."""
        stored = self._stored(entry)
        if stored is None:
            return pieces(entry.body)
        return tuple(dict.fromkeys(span for each in stored for span in each.sentences))

    def occurrences(self, cut: Sequence[tuple[Entry, tuple[Span, ...]]]) -> Occurrences:
        """Return the terms of sentences of entries, each under its title; kept from question to
        question.
        """
        return self._terms.of(cut)

    def nearness(
        self, questions: Sequence[str], entries: Sequence[Entry]
    ) -> dict[str, Nearness] | None:
        """Return how near each question is to each sentence (`sentences`), by entry id; several
        questions at once, as it is the vectors of the entries that take time to read.

        Of the sentence the best cosine alone, under its title, and between its neighbours; and that
        of the passage around it, by the embedding that serves. None while the local embedding is
        not loaded; entries with much to embed first are left out.
        """
        if self._sentences is None:
            return None
        try:
            near = self._sentences.nearness(questions, entries)
        except sqlite3.Error:
            self._sentences.start_afresh()
            near = self._sentences.nearness(questions, entries)
        if near is None:
            return None
        held = [entry for entry in entries if entry.id in near]
        around = self._near_passages(questions, held)
        finer = self._second.nearness(questions, entries) if len(held) == len(entries) else None
        return {
            entry.id: Nearness(
                sentences=near[entry.id],
                passages=around[entry.id],
                finer=None if finer is None else finer[entry.id],
            )
            for entry in held
        }

    def likeness(self, text: str, others: tuple[str, ...]) -> float | None:
        """Return the cosine of a text with the nearest of some others, which are the app's own and
        kept in memory; None while the local embedding is not loaded.
        """
        return self._sentences.likeness(text, others) if self._sentences else None

    def second_model(self) -> Standing:
        """Say what the second model does for this journal."""
        return self._second.standing(self._entries)

    def entries(self, where: EntryFilter = EVERYTHING) -> tuple[Entry, ...]:
        """Return the entries of the last `sync` that `where` lets through."""
        if where == EVERYTHING:
            return self._entries
        return tuple(entry for entry in self._entries if where.admits(entry))

    def rarities(self, terms: Iterable[str]) -> dict[str, float]:
        """Return how rare each term is among all entries: above 0, most for one that is in none."""
        asked = tuple(terms)
        return self._read(lambda both: both.lexical.rarities(asked))

    def counts(self, terms: Iterable[str]) -> dict[str, int]:
        """Return in how many entries each term is."""
        asked = tuple(terms)
        return self._read(lambda both: both.lexical.counts(asked))

    def word_scores(
        self, weights: Mapping[str, float], where: EntryFilter = EVERYTHING
    ) -> dict[str, float]:
        """Return the BM25 score, above 0, of every entry with one of the weighted terms."""
        return self._read(lambda both: both.lexical.entry_scores(weights, where))

    def health(self) -> Health:
        """Compare what both indexes hold, and really reach, with what they should. Raises:
        IndexUnavailableError, ModelUnavailableError.
        """
        with self._syncing:
            lexical = self._both.lexical
            expected = lexical.catalog.passages
            embedded = held = 0
            reachable = not self._both.lost()
            try:
                with lexical.lock:
                    words = lexical.store.count()
                active = self._both.dense.active()
                if active is not None:
                    _, vectors = active
                    with lexical.lock:
                        waiting = set(lexical.store.unembedded(vectors.name))
                        embedded = lexical.catalog.passages_besides(waiting)
                        some = lexical.spread(64, waiting)
                    held = vectors.count()
                    reachable = reachable and vectors.reaches(some)
            except (StoreDamage, sqlite3.Error):
                return Health(expected=expected, lexical=0, embedded=0, dense=0, reachable=False)
            return Health(
                expected=expected,
                lexical=words,
                embedded=embedded,
                dense=held,
                reachable=reachable,
            )

    def rebuild(
        self, entries: Sequence[Entry], *, on_progress: Progress | None = None
    ) -> SyncReport:
        """Throw both indexes away and make them again; what serves is embedded again in the
        background. Raises: as `sync`.
        """
        with self._syncing:
            self._start_afresh()
            return self.sync(entries, on_progress=on_progress)

    def erase(self, entries: Sequence[Entry]) -> SyncReport:
        """Make both indexes again with `entries` only, so that no file holds the vectors of any
        other.

        A model is asked for nothing that it embedded before. Raises: as `sync`;
        IndexUnavailableError.
        """
        with self._syncing:
            old = self._both
            with old.busy:
                kept = kept_vectors(old, {entry.id: entry for entry in entries})
                old.forget_vectors()  # on a server nothing else would remove them
                self._start_afresh()
            self._both.dense.take_over(old.dense, kept)
            try:
                return self.sync(entries)
            finally:
                self._both.dense.kept = {}
                if self._sentences is not None:
                    self._sentences.keep_only(entries)
                self._second.keep_only(entries)

    def forget(self) -> None:
        """Delete all vectors, on a Chroma server as well; they are made again in the background.

        Raises: IndexUnavailableError when the server is away.
        """
        with self._syncing:
            self._both.forget_vectors()
            self._start_sentences_afresh()

    def is_embedded(self, embedding: NamedEmbedding) -> bool:
        """Tell whether `adopt` with this embedding would find nothing to do."""
        serving = self._both.dense.embedding
        if not self._entries:
            return True
        return (
            serving is not None
            and serving.name == embedding.name
            and self._both.is_finished(serving)
            and (self._sentences is None or self._sentences.is_finished(self._entries))
            and (self._sentences is None or self._second.is_finished(self._entries))
        )

    def waiting(self, embedding: NamedEmbedding) -> int:
        """Return how many entries have no vectors of this embedding."""
        return self._both.waiting(embedding)

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
        heard, stop = on_progress or _unheard, should_stop or _never
        both = self._both
        try:
            self._adopt(both, embedding, heard, stop)
        except StoreDamage:
            try:
                both.forget_vectors()
                self._adopt(both, embedding, heard, stop)
            except StoreDamage as error:
                raise damaged_error(self._folder) from error

    def embed_sentences(self, should_stop: Callable[[], bool] | None = None) -> None:
        """Embed the sentences that `nearness` would have to embed first, and then once more with
        the second model; a stopped one resumes.

        Raises: ModelUnavailableError when the local embedding cannot be loaded.
        """
        if self._sentences is None:
            return
        stops = should_stop or _never
        self._sentences.embed_missing(self._entries, stops)
        if not stops():
            self._second.embed_missing(self._entries, stops)

    def warm(self) -> None:
        """Load what the first search would have to wait for; meant for a background thread."""
        if self._local is not None and isinstance(self._local.embeddings, LocalEmbedding):
            with suppress(ModelUnavailableError):  # words serve
                self._local.embeddings.load()
        self._nearest(self._both, "warm", 1, EVERYTHING)

    def close(self) -> None:
        """Let the folder go, for another process to open."""
        with self._syncing:
            self._both.close()
            if self._sentences is not None:
                self._sentences.close()
            self._second.close()
            self._held.release()

    def _synced_or_made_again(self, on_progress: Progress) -> SyncReport:
        try:
            return self._synced(self._wanted(), on_progress)
        except sqlite3.OperationalError:
            raise  # the disk is full, or may not be written
        except sqlite3.DatabaseError:
            self._start_afresh()
            return replace(self._synced(self._wanted(), on_progress), repaired=True)

    def _synced(self, wanted: dict[str, Entry], on_progress: Progress) -> SyncReport:
        repaired = self._mend()
        indexed = self._both.lexical.digests()
        plan = plan_sync(
            indexed=indexed, wanted={each: digest(entry) for each, entry in wanted.items()}
        )
        changed = [*plan.remove, *(each for each in plan.write if each in indexed)]
        if changed:
            if self._sentences is not None:
                self._sentences.remove(changed)
            self._second.remove(changed)
        self._both.write(plan, wanted, on_progress)
        problem: JournalError | None = None
        try:
            self._both.finish_a_little(wanted)
        except StoreDamage:
            repaired = True
            problem = self._made_again(wanted)
        except JournalError as error:
            problem = error
        serving = self._both.dense.embedding
        updated = sum(each in indexed for each in plan.write)
        return SyncReport(
            added=len(plan.write) - updated,
            updated=updated,
            removed=len(plan.remove),
            unchanged=len(wanted) - len(plan.write),
            repaired=repaired,
            waiting=self._both.waiting(serving) if problem and serving else 0,
            problem=problem,
        )

    def _mend(self) -> bool:
        """Throw away what is lost or damaged, so that this sync makes it again; tell whether there
        was anything.
        """
        if self._both.lost():
            self._start_afresh()
            self._start_sentences_afresh()
            return True
        try:
            damaged = self._damaged or self._both.damaged()
        except JournalError:
            return False  # a server that is away is no damage
        if damaged:
            self._both.forget_vectors()
            self._damaged = False
        return damaged

    def _adopt(
        self,
        both: BothIndexes,
        embedding: NamedEmbedding,
        on_progress: Progress,
        should_stop: Callable[[], bool],
    ) -> None:
        if both.closed:
            return
        vectors = both.dense.collection(embedding)
        if not both.embed_missing(embedding, vectors, self._wanted, on_progress, should_stop):
            return
        with self._syncing, both.busy:
            if both.closed:
                return
            both.remove_stale(vectors)
            vectors.settle()
            both.dense.use(embedding, vectors)
            both.set_complete(vectors, embedding)
            both.drop_others(vectors)
            self._embedding = embedding

    def _made_again(self, wanted: Mapping[str, Entry]) -> JournalError | None:
        try:
            self._both.forget_vectors()
            self._both.finish_a_little(wanted)
        except StoreDamage:
            return damaged_error(self._folder)
        except JournalError as error:
            return error
        return None

    def _wanted(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self._entries}

    def _is_indexed(self, entry_id: str, text: bytes) -> bool:
        return not self._both.closed and self._both.lexical.is_indexed(entry_id, text)

    def _read(self, read: Callable[[BothIndexes], _Read]) -> _Read:
        """Read from both; from damaged ones, or such as are made again at this moment, once more
        when they are whole.

        Raises: StorageError when they cannot be made again.
        """
        both = self._both
        try:
            return read(both)
        except sqlite3.Error:
            with self._syncing:
                if self._both is both:
                    self.rebuild(self._entries)
            return read(self._both)

    def _stored(self, entry: Entry) -> tuple[Passage, ...] | None:
        """Return the indexed passages of an entry, None where they cannot be read. Waits for no
        sync: those who embed ask as well, and a sync waits for them.
        """
        try:
            return self._both.lexical.passages(entry.id, digest(entry))
        except sqlite3.Error:
            return None

    def _start_afresh(self) -> None:
        serving = self._both.dense.embedding
        self._both.close()
        wipe(self._folder)
        self._both, self._damaged = self._open(), False
        self._both.dense.embedding = serving

    def _open(self) -> BothIndexes:
        try:
            both = open_both(
                self._folder, wanted=self._embedding, fallback=self._local, url=self._url
            )
            with suppress(IndexUnavailableError):  # a server that is away: at the next start
                both.end_forgetting()
        except (OSError, sqlite3.Error) as error:
            raise not_writable(self._folder) from error
        return both

    def _open_sentences(self) -> Sentences | None:
        if self._local is None or not isinstance(self._local.embeddings, LocalEmbedding):
            return None
        local = SentenceModel(name=self._local.name, model=self._local.embeddings)
        try:
            return Sentences(self._folder, local, self.sentences, self._is_indexed)
        except (OSError, sqlite3.Error) as error:
            self._both.close()
            raise not_writable(self._folder) from error

    def _open_second(self, model: CentredE5 | None) -> SecondModel:
        try:
            return SecondModel(
                self._folder,
                model,
                spans=self.sentences,
                passages=self.passages,
                is_indexed=self._is_indexed,
            )
        except (OSError, sqlite3.Error) as error:
            self._both.close()
            raise not_writable(self._folder) from error

    def _start_sentences_afresh(self) -> None:
        if self._sentences is not None:
            self._sentences.start_afresh()
        self._second.start_afresh()

    def _search(
        self, both: BothIndexes, query: str, asked: SearchTerms, k: int, where: EntryFilter
    ) -> list[Hit]:
        lexical = both.lexical
        words = lexical.best(asked.weights, max(POOL, 4 * k), where)
        near = lexical.rows(self._nearest(both, query, NEAREST, where), where)
        weights = _weights(both, query, words.keys() | near.keys())
        return lexical.hits(mix(words, near, weights), k)

    def _by_best_sentence(self, hits: list[Hit], asked: SearchTerms) -> list[Hit]:
        wanted = self._wanted()
        ids = dict.fromkeys(hit.passage.entry_id for hit in hits[:FIRST])
        cut = [(wanted[each], self.sentences(wanted[each])) for each in ids if each in wanted]
        rarities = self.rarities(asked.weights)
        worth = {term: weight * rarities[term] for term, weight in asked.weights.items()}
        return by_best_sentence(hits, cut, self._terms, worth)

    def _near_passages(
        self, questions: Sequence[str], entries: Sequence[Entry]
    ) -> dict[str, NDArray[np.float32]]:
        """Return for each question and sentence the cosine of the best passage that holds it; 0
        without one.
        """
        passages = {entry.id: self.passages(entry) for entry in entries}
        ids = [each.id for own in passages.values() for each in own]
        both = self._both
        near = self._unless_away(both, lambda: both.dense.nearness(questions, ids))
        found = {}
        for entry in entries:
            place = {span: at for at, span in enumerate(self.sentences(entry))}
            best = np.zeros((len(questions), len(place)), dtype=np.float32)
            for each in passages[entry.id]:
                held = [place[span] for span in each.sentences if span in place]
                if each.id in near:
                    best[:, held] = np.maximum(best[:, held], near[each.id][:, np.newaxis])
            found[entry.id] = best
        return found

    def _nearest(
        self, both: BothIndexes, query: str, count: int, where: EntryFilter
    ) -> dict[str, float]:
        """Ask the vectors; when they cannot answer, the words alone do, and the next `sync`
        mends.
        """

        def ask() -> dict[str, float]:
            near = both.dense.nearest(query, count, where)
            if not near and where == EVERYTHING and both.damaged():
                raise StoreDamage("no vector is left")
            return near

        return self._unless_away(both, ask)

    def _unless_away(
        self, both: BothIndexes, ask: Callable[[], dict[str, _Read]]
    ) -> dict[str, _Read]:
        try:
            return ask()
        except StoreDamage:
            self._damaged = self._damaged or both is self._both  # those that went are mended
        except JournalError:
            return {}  # the server or the model is away: it is asked again at the next search
        return {}


def _weights(both: BothIndexes, query: str, rows: Iterable[int]) -> dict[int, float]:
    """Return how much the vector of each passage counts, by its language and the question's."""
    weights, asked = both.dense.weights, language_of(query)
    by_language = {each: weights.of(asked, each) for each in LANGUAGES}
    return {row: by_language[each] for row, each in both.lexical.languages(rows).items()}


def _never() -> bool:
    return False


def _unheard(_done: int, _total: int) -> None:
    """Progress that nobody asked for."""
