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
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from errors import IndexUnavailableError, JournalError, StorageError
from journal.entry import Entry
from language.terms import Terms
from vectorstore.chroma import DenseDamage
from vectorstore.embeddings import NamedEmbedding, built_in
from vectorstore.fusion import mix
from vectorstore.hybrid import BothIndexes, Progress, open_both, wipe
from vectorstore.lexical.query import search_terms
from vectorstore.passages import passages_of
from vectorstore.prepared_entry import digest
from vectorstore.remake import kept_vectors, take_over
from vectorstore.sync_plan import plan_sync
from vectorstore.types import EntryFilter, Health, Hit, Passage, SyncReport

EVERYTHING = EntryFilter()
POOL = 200  # passages that the words propose
NEAREST = 100  # passages that the vectors propose: as far as Chroma searches its graph anyway


def open_index(
    folder: Path, *, embedding: NamedEmbedding | None = None, chroma_url: str = ""
) -> JournalIndex:
    """Open the index in `folder`, made if need be; None embeds by hashed terms, without a model.

    When the folder's vectors are another embedding's, hashed terms serve until `adopt`: see
    `embedding_name`.
    Raises: IndexUnavailableError when another process has it open; StorageError when the folder
    cannot be written.
    """
    return JournalIndex(folder, embedding=embedding or built_in(), chroma_url=chroma_url)


class JournalIndex:
    """See the module's text."""

    def __init__(self, folder: Path, *, embedding: NamedEmbedding, chroma_url: str) -> None:
        self._folder, self._url = folder, chroma_url
        self._syncing = threading.RLock()
        self._damaged = False
        self._entries: tuple[Entry, ...] = ()
        self._held = _hold(folder)
        try:
            self._both = self._open(embedding)
        except BaseException:
            self._held.release()
            raise

    @property
    def embedding_name(self) -> str:
        """The embedding that serves now."""
        return self._both.dense.embedding.name

    @property
    def has_hangul(self) -> bool:
        """Whether any indexed entry holds a Korean word."""
        return self._both.lexical.has_hangul()

    def sync(self, entries: Sequence[Entry], *, on_progress: Progress | None = None) -> SyncReport:
        """Make both indexes hold exactly `entries`; `on_progress(done, total)` counts entries.

        Raises: StorageError. A model or server that is away leaves entries `waiting`, found by
        their words only.
        """
        with self._syncing:
            self._entries = tuple(entries)
            try:
                return self._synced({entry.id: entry for entry in entries}, on_progress or _unheard)
            except (OSError, sqlite3.OperationalError) as error:
                raise _not_writable(self._folder) from error

    def search(self, query: str, *, k: int = 10, where: EntryFilter = EVERYTHING) -> list[Hit]:
        """Return at most `k` passages for `query`, best first; none when no word of it is known.

        Raises: StorageError when the index is damaged and cannot be made again.
        """
        try:
            return self._search(query, k, where)
        except sqlite3.Error:
            self.rebuild(self._entries)
            return self._search(query, k, where)

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
        stored = self._both.lexical.passages(entry.id, digest(entry))
        return passages_of(entry) if stored is None else stored

    def health(self) -> Health:
        """Compare what both indexes hold, and really reach, with what they should. Raises:
        IndexUnavailableError.
        """
        with self._syncing:
            lexical, dense = self._both.lexical, self._both.dense
            expected = lexical.catalog.passages
            try:
                with lexical.lock:
                    words = lexical.store.count()
                held = dense.active().count()
                reachable = dense.active().reaches(lexical.spread(64)) and not self._both.lost()
            except (DenseDamage, sqlite3.Error):
                return Health(expected=expected, lexical=0, dense=0, reachable=False)
            return Health(expected=expected, lexical=words, dense=held, reachable=reachable)

    def rebuild(
        self, entries: Sequence[Entry], *, on_progress: Progress | None = None
    ) -> SyncReport:
        """Throw both indexes away and make them again. Raises: as `sync`."""
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
            kept = kept_vectors(old, {entry.id: entry for entry in entries})
            old.forget_vectors()  # on a server nothing else would remove them
            self._start_afresh()
            take_over(self._both, old, kept)
            try:
                return self.sync(entries)
            finally:
                self._both.dense.let_go()

    def forget(self) -> None:
        """Delete all vectors, on a Chroma server as well; the next `sync` makes them again.

        Raises: IndexUnavailableError when the server is away.
        """
        with self._syncing:
            self._both.forget_vectors()

    def adopt(
        self,
        embedding: NamedEmbedding | None,
        entries: Sequence[Entry],
        *,
        on_progress: Progress | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> None:
        """Embed all entries with another embedding while the old vectors serve, then swap; a
        stopped one resumes.

        Raises: IndexUnavailableError, ModelUnavailableError.
        """
        new, wanted, both = (
            embedding or built_in(),
            {entry.id: entry for entry in entries},
            self._both,
        )
        try:
            vectors = both.dense.collection(new)
            if not both.embed_missing(
                new, vectors, wanted, on_progress or _unheard, should_stop or (lambda: False)
            ):
                return
            with self._syncing:
                both.remove_stale(vectors)
                vectors.settle()
                both.weigh(vectors, new, wanted)
                both.dense.use(new, vectors)
                both.set_complete(vectors, new)
                both.drop_others(vectors)
        except DenseDamage as error:
            self._damaged = True
            raise _damaged_error(self._folder) from error

    def warm(self) -> None:
        """Load what the first search would have to wait for; meant for a background thread."""
        self._nearest("", (), 1, EVERYTHING)

    def close(self) -> None:
        """Let the folder go, for another process to open."""
        with self._syncing:
            self._both.close()
            self._held.release()

    def _synced(self, wanted: dict[str, Entry], on_progress: Progress) -> SyncReport:
        repaired = self._mend()
        indexed = self._both.lexical.digests()
        plan = plan_sync(
            indexed=indexed, wanted={each: digest(entry) for each, entry in wanted.items()}
        )
        problem: JournalError | None = None
        try:
            self._both.write(plan, wanted, on_progress)
        except DenseDamage:
            repaired = True
            problem = self._made_again(wanted, on_progress)
        except JournalError as error:
            problem = error
        updated = sum(each in indexed for each in plan.write)
        return SyncReport(
            added=len(plan.write) - updated,
            updated=updated,
            removed=len(plan.remove),
            unchanged=len(wanted) - len(plan.write),
            repaired=repaired,
            waiting=self._both.waiting() if problem else 0,
            problem=problem,
        )

    def _mend(self) -> bool:
        """Throw away what is lost or damaged, so that this sync makes it again; tell whether there
        was anything.
        """
        if self._both.lost():
            self._start_afresh()
            return True
        try:
            damaged = self._damaged or self._both.damaged()
        except JournalError:
            return False  # a server that is away is no damage
        if damaged:
            self._both.forget_vectors()
            self._damaged = False
        return damaged

    def _made_again(self, wanted: dict[str, Entry], on_progress: Progress) -> JournalError | None:
        try:
            self._both.forget_vectors()
            self._both.finish(wanted, on_progress)
        except DenseDamage:
            return _damaged_error(self._folder)
        except JournalError as error:
            return error
        return None

    def _start_afresh(self) -> None:
        embedding = self._both.dense.embedding
        self._both.close()
        wipe(self._folder)
        self._both = self._open(embedding)

    def _open(self, embedding: NamedEmbedding) -> BothIndexes:
        try:
            return open_both(self._folder, embedding=embedding, url=self._url)
        except (OSError, sqlite3.Error) as error:
            raise _not_writable(self._folder) from error

    def _search(self, query: str, k: int, where: EntryFilter) -> list[Hit]:
        asked = search_terms(query)
        if not asked.weights or k < 1:
            return []
        lexical = self._both.lexical
        words = lexical.best(asked.weights, max(POOL, 4 * k), where)
        near = self._nearest(query, asked.asked, NEAREST, where)
        return lexical.hits(mix(words, lexical.rows(near, where), self._both.dense.mix), k)

    def _nearest(
        self, query: str, terms: Terms, count: int, where: EntryFilter
    ) -> dict[str, float]:
        """Ask the vectors; when they cannot answer, the words alone do, and the next `sync`
        mends.
        """
        try:
            return self._both.dense.nearest(query, terms, count, where)
        except DenseDamage:
            self._damaged = True
        except JournalError:
            return {}  # the server or the model is away: it is asked again at the next search
        return {}


def _hold(folder: Path) -> FileLock:
    """Lock the folder for this process; the lock lies beside it, so that deleting the folder does
    not break it.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder.with_name(f".{folder.name}.lock"), thread_local=False)
        lock.acquire(blocking=False)
    except Timeout as error:
        raise IndexUnavailableError(
            "The index in {path} is in use by another window of this app.",
            hint="Close the other one first; one folder serves one running app.",
            key="index.locked",
            path=folder,
        ) from error
    except OSError as error:
        raise _not_writable(folder) from error
    return lock


def _not_writable(folder: Path) -> StorageError:
    return StorageError(
        "The index in {path} cannot be written.",
        hint=(
            "Check that the disk has room and that the folder may be written; nothing of the"
            " journal is lost."
        ),
        key="index.not_writable",
        path=folder,
    )


def _damaged_error(folder: Path) -> IndexUnavailableError:
    return IndexUnavailableError(
        "The vectors in {path} are damaged and could not be made again.",
        hint="Delete that folder: it is derived from the journal and comes back by itself.",
        key="index.damaged",
        path=folder,
    )


def _unheard(_done: int, _total: int) -> None:
    """Progress that nobody asked for."""
