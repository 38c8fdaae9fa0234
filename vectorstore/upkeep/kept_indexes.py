"""Both indexes of a folder, and the vectors of sentences beside them: kept equal to the entries,
and made again when lost or damaged.

Promise: an embedding is made ready while the old one, or words, serve; what was embedded as it
stands is not embedded again. Invariant: indexes that are made again are other objects; whoever
still reads the old ones finds them closed. Thread-safe.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from errors import IndexUnavailableError, JournalError
from journal.entry import Entry
from vectorstore.embeddings import NamedEmbedding
from vectorstore.hybrid import BothIndexes, Progress, open_both, wipe
from vectorstore.indexed_text import cut_passages, cut_sentences, is_indexed
from vectorstore.local.e5.centred import CentredE5
from vectorstore.local.sentence_models import SentenceModels
from vectorstore.prepared_entry import digest
from vectorstore.store import StoreDamage
from vectorstore.sync_plan import plan_sync
from vectorstore.types import Health, SyncReport
from vectorstore.upkeep.folder import damaged_error, hold, not_writable
from vectorstore.upkeep.health import health_of, is_damaged
from vectorstore.upkeep.remake import kept_vectors

_Read = TypeVar("_Read")
ShouldStop = Callable[[], bool]


class KeptIndexes:
    """See the module's text; `both` is another one after the indexes were made again, `entries` are
    those of the last `sync`.
    """

    def __init__(
        self,
        folder: Path,
        *,
        embedding: NamedEmbedding | None,
        local: NamedEmbedding | None,
        second: CentredE5 | None,
        examples: Path | None,
        chroma_url: str,
    ) -> None:
        """Raises: IndexUnavailableError when another process has it open; StorageError."""
        self._folder, self._url = folder, chroma_url
        self._embedding, self._local = embedding, local
        self._syncing = threading.RLock()
        self.entries: tuple[Entry, ...] = ()
        self._held = hold(folder)
        try:
            self.both = self._open()
            self.models = self._open_models(second, examples)
        except BaseException:
            self._held.release()
            raise

    def read(self, read: Callable[[BothIndexes], _Read]) -> _Read:
        """Read from both; from damaged ones, or such as are made again at this moment, once more
        when they are whole.

        Raises: StorageError when they cannot be made again.
        """
        both = self.both
        try:
            return read(both)
        except sqlite3.Error:
            with self._syncing:
                if self.both is both:
                    self.rebuild(self.entries)
            return read(self.both)

    def health(self) -> Health:
        """Look them over while no sync is under way. Raises: as `health_of`."""
        with self._syncing:
            return health_of(self.both)

    def sync(self, entries: Sequence[Entry], on_progress: Progress | None = None) -> SyncReport:
        """Make both hold exactly `entries`. Raises: StorageError."""
        with self._syncing:
            self.entries = tuple(entries)
            try:
                return self._sync_or_make_again(on_progress or _unheard)
            except (OSError, sqlite3.OperationalError) as error:
                raise not_writable(self._folder) from error

    def rebuild(self, entries: Sequence[Entry], on_progress: Progress | None = None) -> SyncReport:
        """Throw both away and make them again, without vectors. Raises: as `sync`."""
        with self._syncing:
            self._start_afresh()
            return self.sync(entries, on_progress)

    def erase(self, entries: Sequence[Entry]) -> SyncReport:
        """Make both again with `entries` only, with the vectors that these have. Raises: as `sync`;
        IndexUnavailableError.
        """
        with self._syncing:
            old = self.both
            with old.busy:
                kept = kept_vectors(old, {entry.id: entry for entry in entries})
                old.forget_vectors()  # on a server nothing else would remove them
                self._start_afresh()
            self.both.dense.take_over(old.dense, kept)
            try:
                return self.sync(entries)
            finally:
                self.both.dense.kept = {}
                self.models.keep_only(entries)

    def forget_vectors(self) -> None:
        """Delete all vectors, of passages and of sentences. Raises: IndexUnavailableError."""
        with self._syncing:
            self.both.forget_vectors()
            self.models.start_afresh()

    def is_embedded(self, embedding: NamedEmbedding) -> bool:
        """Tell whether `embedding` serves and nothing is left to embed."""
        serving = self.both.dense.embedding
        if not self.entries:
            return True
        return (
            serving is not None
            and serving.name == embedding.name
            and self.both.is_finished(serving)
            and self.models.is_finished(self.entries)
        )

    def adopt(
        self, embedding: NamedEmbedding, on_progress: Progress | None, should_stop: ShouldStop
    ) -> None:
        """Embed what is not embedded yet, then let `embedding` serve.

        Raises: IndexUnavailableError, ModelUnavailableError.
        """
        heard, both = on_progress or _unheard, self.both
        try:
            self._adopt(both, embedding, heard, should_stop)
        except StoreDamage:
            try:
                both.forget_vectors()
                self._adopt(both, embedding, heard, should_stop)
            except StoreDamage as error:
                raise damaged_error(self._folder) from error

    def close(self) -> None:
        """Let the folder go, for another process to open."""
        with self._syncing:
            self.both.close()
            self.models.close()
            self._held.release()

    def wanted(self) -> dict[str, Entry]:
        """Return the entries by their ids."""
        return {entry.id: entry for entry in self.entries}

    def _sync_or_make_again(self, on_progress: Progress) -> SyncReport:
        try:
            return self._sync(self.wanted(), on_progress)
        except sqlite3.OperationalError:
            raise  # the disk is full, or may not be written
        except sqlite3.DatabaseError:
            self._start_afresh()
            return replace(self._sync(self.wanted(), on_progress), repaired=True)

    def _sync(self, wanted: dict[str, Entry], on_progress: Progress) -> SyncReport:
        repaired = self._mend()
        indexed = self.both.lexical.digests()
        plan = plan_sync(
            indexed=indexed, wanted={each: digest(entry) for each, entry in wanted.items()}
        )
        changed = [*plan.remove, *(each for each in plan.write if each in indexed)]
        if changed:
            self.models.remove(changed)
        self.both.write(plan, wanted, on_progress)
        problem: JournalError | None = None
        try:
            self.both.finish_a_little(wanted)
        except StoreDamage:
            repaired = True
            problem = self._make_vectors_again(wanted)
        except JournalError as error:
            problem = error
        serving = self.both.dense.embedding
        updated = sum(each in indexed for each in plan.write)
        return SyncReport(
            added=len(plan.write) - updated,
            updated=updated,
            removed=len(plan.remove),
            unchanged=len(wanted) - len(plan.write),
            repaired=repaired,
            waiting=self.both.waiting(serving) if problem and serving else 0,
            problem=problem,
        )

    def _mend(self) -> bool:
        """Throw away what is lost or damaged, so that this sync makes it again; tell whether there
        was anything.
        """
        if self.both.lost():
            self._start_afresh()
            self.models.start_afresh()
            return True
        try:
            damaged = self.both.met_damage or is_damaged(self.both)
        except JournalError:
            return False  # a server that is away is no damage
        if damaged:
            self.both.forget_vectors()
            self.both.met_damage = False
        return damaged

    def _make_vectors_again(self, wanted: Mapping[str, Entry]) -> JournalError | None:
        try:
            self.both.forget_vectors()
            self.both.finish_a_little(wanted)
        except StoreDamage:
            return damaged_error(self._folder)
        except JournalError as error:
            return error
        return None

    def _adopt(
        self,
        both: BothIndexes,
        embedding: NamedEmbedding,
        on_progress: Progress,
        should_stop: ShouldStop,
    ) -> None:
        if both.closed:
            return
        vectors = both.dense.collection(embedding)
        if not both.embed_missing(embedding, vectors, self.wanted, on_progress, should_stop):
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

    def _start_afresh(self) -> None:
        serving = self.both.dense.embedding
        self.both.close()
        wipe(self._folder)
        self.both = self._open()
        self.both.dense.embedding = serving

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

    def _open_models(self, second: CentredE5 | None, examples: Path | None) -> SentenceModels:
        try:
            return SentenceModels(
                self._folder,
                first=self._local,
                second=second,
                spans=lambda entry: cut_sentences(self.both, entry),
                passages=lambda entry: cut_passages(self.both, entry),
                is_indexed=lambda entry_id, text: is_indexed(self.both, entry_id, text),
                examples=examples,
            )
        except (OSError, sqlite3.Error) as error:
            self.both.close()
            raise not_writable(self._folder) from error


def _unheard(_done: int, _total: int) -> None:
    """Progress that nobody asked for."""
