"""The two indexes of one folder, written one after the other: words at once, vectors when they are
made, each resumable after a crash.

Invariant: what is not yet, or no longer, in the vectors is noted in the lexical file until it is
done. A step of embedding is never under way while the indexes are closed or erased.
"""

from __future__ import annotations

import shutil
import sqlite3
import threading
import uuid
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from files.atomic import make_folder
from journal.entry import Entry
from vectorstore.chroma import ChromaStore, dimension_of
from vectorstore.dense import DenseIndex
from vectorstore.embeddings import NamedEmbedding
from vectorstore.lexical.search import LexicalSearch
from vectorstore.prepared_entry import digest, prepare, text_to_embed
from vectorstore.store import Labelled, VectorCollection
from vectorstore.sync_plan import Plan, batches
from vectorstore.types import Passage

Progress = Callable[[int, int], None]
LEXICAL_FILE, VECTOR_FOLDER = "lexical.sqlite3", "chroma"
AT_SYNC = 16  # passages that a sync embeds itself: what one writes; an import is for the background


@dataclass(slots=True, kw_only=True)
class BothIndexes:
    """See the module's text; hold `busy` for whatever must not meet a step of embedding.
    `met_damage`: a search found the vectors damaged since they were made.
    """

    folder: Path
    lexical: LexicalSearch
    dense: DenseIndex
    busy: threading.RLock = field(default_factory=threading.RLock)
    closed: bool = False
    met_damage: bool = False

    def lost(self) -> bool:
        """Tell whether files were deleted under the open index."""
        return not (self.folder / LEXICAL_FILE).exists() or self.dense.store.lost()

    def write(self, plan: Plan, wanted: Mapping[str, Entry], on_progress: Progress) -> None:
        """Carry out a plan in the words."""
        self.lexical.remove(plan.remove)
        done = 0
        for batch in batches([wanted[each] for each in plan.write]):
            self.lexical.write(prepare(batch))
            done += len(batch)
            on_progress(done, len(plan.write))
        if plan.forgets:
            with self.lexical.lock:
                self.lexical.store.forget()

    def is_finished(self, embedding: NamedEmbedding) -> bool:
        """Tell whether this embedding's vectors are what they should be. Loads nothing."""
        name = self.dense.name_of(embedding)
        with self.lexical.lock:
            store = self.lexical.store
            return not store.unembedded(name) and not store.gone(name)

    def waiting(self, embedding: NamedEmbedding) -> int:
        """Return how many entries have no vectors of this embedding."""
        with self.lexical.lock:
            return len(self.lexical.store.unembedded(self.dense.name_of(embedding)))

    def finish_a_little(self, wanted: Mapping[str, Entry]) -> None:
        """Remove stale vectors and make the missing ones, if they are few and nobody is at it.

        Raises: StoreDamage, JournalError.
        """
        serving = self.dense.embedding
        if serving is None or self.is_finished(serving) or not self.busy.acquire(blocking=False):
            return
        try:
            if not self._few_to_embed(serving, wanted):
                return
            active = self.dense.active()
            assert active is not None
            _, vectors = active
            if self.embed_missing(serving, vectors, lambda: wanted):
                self.remove_stale(vectors)
                vectors.settle()
                self.set_complete(vectors, serving)
        finally:
            self.busy.release()

    def embed_missing(
        self,
        embedding: NamedEmbedding,
        vectors: VectorCollection,
        wanted: Callable[[], Mapping[str, Entry]],
        on_progress: Progress = lambda _done, _total: None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> bool:
        """Store the vectors that a collection misses, a few at a time; False when stopped before
        the end.

        Each entry is noted as soon as it is done. Raises: StoreDamage, JournalError.
        """
        done = 0
        while missing := self._missing(vectors.name, wanted()):
            total = done + len(missing)
            while missing:
                group = self._next_group(missing, embedding.at_once)
                if not self._embed_group(group, embedding, vectors, should_stop):
                    return False
                done += len(group)
                on_progress(done, total)
        return True

    def remove_stale(self, vectors: VectorCollection) -> None:
        """Remove the vectors of passages that are no more. Raises: StoreDamage,
        IndexUnavailableError.
        """
        with self.lexical.lock:
            stale = self.lexical.store.gone(vectors.name)
        if stale:
            vectors.delete(stale)
            with self.lexical.lock:
                self.lexical.store.set_removed(vectors.name, stale)

    def set_complete(self, vectors: VectorCollection, embedding: NamedEmbedding) -> None:
        """Remember that a collection can serve."""
        with self.lexical.lock:
            self.lexical.store.set_collection(vectors.name, embedding.name, complete=True)

    def drop_others(self, vectors: VectorCollection) -> None:
        """Delete all other collections of this journal. Raises: StoreDamage,
        IndexUnavailableError.
        """
        with self.lexical.lock:
            others = [name for name in self.lexical.store.collections() if name != vectors.name]
        for name in others:
            self.dense.store.drop(name)
            with self.lexical.lock:
                self.lexical.store.drop_collection(name)

    def forget_vectors(self) -> None:
        """Throw all vectors away; they are made again. Raises: IndexUnavailableError."""
        with self.busy, self.lexical.lock:
            if self.closed:
                return
            names = list(self.lexical.store.collections())
            if names:
                self.lexical.store.begin_forgetting()
                self.dense.start_afresh(names)
            self.lexical.store.end_forgetting()

    def end_forgetting(self) -> None:
        """Throw all vectors away where a kill broke that off, or where their files are gone.
        Raises: IndexUnavailableError.
        """
        with self.lexical.lock:
            begun = self.lexical.store.is_forgetting()
            known = bool(self.lexical.store.collections())
        if begun or (known and self.dense.store.missing()):
            self.forget_vectors()
            self.dense.embedding = None

    def close(self) -> None:
        """Close both, after the step of embedding that is under way."""
        with self.busy:
            self.closed = True
            self.dense.close()
            self.lexical.close()

    def _few_to_embed(self, embedding: NamedEmbedding, wanted: Mapping[str, Entry]) -> bool:
        name, kept = self.dense.name_of(embedding), self.dense.kept
        new = [
            each.id
            for entry in self._missing(name, wanted)
            for each in self._passages(entry)
            if each.id not in kept
        ]
        return not new or (len(new) <= AT_SYNC and embedding.is_ready)

    def _missing(self, name: str, wanted: Mapping[str, Entry]) -> deque[Entry]:
        """Entries without vectors whose indexed text is the wanted one."""
        with self.lexical.lock:
            if self.closed:
                return deque()
            known = self.lexical.catalog.by_id
            ids = [each for each in self.lexical.store.unembedded(name) if each in wanted]
            return deque(wanted[each] for each in ids if known[each].digest == digest(wanted[each]))

    def _next_group(self, missing: deque[Entry], most: int) -> list[Entry]:
        """Take entries off the queue until they have about `most` passages."""
        group: list[Entry] = []
        passages = 0
        while missing and (not group or passages < most):
            group.append(missing.popleft())
            passages += len(self._passages(group[-1]))
        return group

    def _embed_group(
        self,
        group: list[Entry],
        embedding: NamedEmbedding,
        vectors: VectorCollection,
        should_stop: Callable[[], bool],
    ) -> bool:
        with self.busy:
            if self.closed:
                return False
            with self.lexical.lock:
                self.lexical.store.note_collection(vectors.name, embedding.name)
                known = self.lexical.catalog.by_id
                ordinals = [known[each.id].ordinal for each in group if each.id in known]
        waiting = deque((entry, each) for entry in group for each in self._passages(entry))
        while waiting:
            with self.busy:
                if self.closed or should_stop():
                    return False
                part = [waiting.popleft() for _ in range(min(embedding.at_once, len(waiting)))]
                self.dense.add(
                    [_labelled(entry, each) for entry, each in part],
                    [
                        text_to_embed(entry, each, stays_here=embedding.stays_here)
                        for entry, each in part
                    ],
                    embedding,
                    vectors,
                )
        with self.busy:
            if self.closed or should_stop():
                return False
            # An entry that was rewritten meanwhile has a new ordinal, and stays missing.
            with self.lexical.lock:
                self.lexical.store.set_embedded(vectors.name, ordinals)
        return True

    def _passages(self, entry: Entry) -> tuple[Passage, ...]:
        with self.lexical.lock:
            if self.closed:
                return ()
            return self.lexical.passages(entry.id, digest(entry)) or ()


def _labelled(entry: Entry, passage: Passage) -> Labelled:
    return Labelled(passage=passage, written_on=entry.written_on, kind=entry.kind, tags=entry.tags)


def open_both(
    folder: Path, *, wanted: NamedEmbedding | None, fallback: NamedEmbedding | None, url: str
) -> BothIndexes:
    """Open or create both indexes; a damaged lexical file is thrown away with all that hangs on it.

    The first of `wanted` and `fallback` serves whose vectors are complete; words alone where none
    are, until one is adopted.
    Raises: OSError, sqlite3.Error when the folder cannot be written.
    """
    make_folder(folder)
    if not (folder / LEXICAL_FILE).exists():
        wipe(folder)  # vectors of which nobody knows whose they are
    try:
        lexical, journal, collections = _open_words(folder / LEXICAL_FILE)
    except sqlite3.DatabaseError:
        wipe(folder)
        lexical, journal, collections = _open_words(folder / LEXICAL_FILE)
    complete = {each for each, is_complete in collections.values() if is_complete}
    serving = [each for each in (wanted, fallback) if each and each.name in complete]
    dense = DenseIndex(
        ChromaStore(folder / VECTOR_FOLDER, url),
        journal=journal,
        embedding=serving[0] if serving else None,
        dimensions={each: dimension_of(name) for name, (each, _) in collections.items()},
    )
    return BothIndexes(folder=folder, lexical=lexical, dense=dense)


def _open_words(path: Path) -> tuple[LexicalSearch, str, dict[str, tuple[str, bool]]]:
    """Open the words, with the name of the journal and its collections of vectors."""
    lexical = LexicalSearch(path)
    try:
        journal = lexical.store.fact("journal", uuid.uuid4().hex[:12])
        return lexical, journal, lexical.store.collections()
    except sqlite3.Error:
        lexical.close()
        raise


def wipe(folder: Path) -> None:
    """Delete the index files in `folder`, and nothing else."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        (folder / f"{LEXICAL_FILE}{suffix}").unlink(missing_ok=True)
    shutil.rmtree(folder / VECTOR_FOLDER, ignore_errors=True)
