"""The two indexes of one folder, written together: words first, vectors second, each resumable
after a crash.

Invariant: what is not yet, or no longer, in the vectors is noted in the lexical file until it is
done.
"""

from __future__ import annotations

import shutil
import sqlite3
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from errors import JournalError
from journal.entry import Entry
from vectorstore.calibration import FEWEST, Trial, made_questions, measured
from vectorstore.chroma import DenseDamage, PassageVectors, dimension_of
from vectorstore.dense import DenseIndex
from vectorstore.embeddings import BUILT_IN, NamedEmbedding, built_in
from vectorstore.fusion import Mix
from vectorstore.lexical.query import search_terms
from vectorstore.lexical.search import LexicalSearch
from vectorstore.prepared_entry import Prepared, prepare
from vectorstore.sync_plan import Plan, batches
from vectorstore.types import EntryFilter

Progress = Callable[[int, int], None]
WEIGHT = "weight:"  # of a model's vectors, measured
LEXICAL_FILE, VECTOR_FOLDER = "lexical.sqlite3", "chroma"


@dataclass(frozen=True, slots=True, kw_only=True)
class BothIndexes:
    """See the module's text."""

    folder: Path
    lexical: LexicalSearch
    dense: DenseIndex

    def lost(self) -> bool:
        """Tell whether files were deleted under the open index."""
        vectors = self.folder / VECTOR_FOLDER / "chroma.sqlite3"
        return not (self.folder / LEXICAL_FILE).exists() or (
            self.dense.embedded_and_open and not vectors.exists()
        )

    def damaged(self) -> bool:
        """Tell whether the vectors hold, and reach, other than what was stored. Raises:
        IndexUnavailableError.
        """
        if not self.dense.opened:
            return False
        try:
            vectors = self.dense.active()
            with self.lexical.lock:
                settled = not self.lexical.store.unembedded(
                    vectors.name
                ) and not self.lexical.store.gone(vectors.name)
                expected, some = self.lexical.catalog.passages, self.lexical.spread(8)
            return settled and (vectors.count() != expected or not vectors.reaches(some))
        except DenseDamage:
            return True

    def write(self, plan: Plan, wanted: Mapping[str, Entry], on_progress: Progress) -> None:
        """Carry out a plan in both; whatever the vectors missed stays noted. Raises: DenseDamage,
        JournalError.
        """
        self.lexical.remove(plan.remove)
        problem: Exception | None = None
        done = 0
        for batch in batches([wanted[each] for each in plan.write]):
            prepared = prepare(batch)
            ordinals = self.lexical.write(prepared)
            if problem is None:
                problem = self._try_embedding(prepared, ordinals)
            done += len(batch)
            on_progress(done, len(plan.write))
        if plan.forgets:
            with self.lexical.lock:
                self.lexical.store.forget()
        if problem is not None:
            raise problem
        if self.unfinished():
            self.finish(wanted, on_progress)
        elif plan.write:
            self.set_complete(self.dense.active(), self.dense.embedding)
        if plan.write:
            self.weigh(self.dense.active(), self.dense.embedding, wanted)
        if self.dense.opened:
            self.dense.active().settle()

    def unfinished(self) -> bool:
        """Tell whether vectors are missing or stale. Loads Chroma only to learn the length of a
        model's vectors.
        """
        name = self.dense.name()
        with self.lexical.lock:
            return bool(self.lexical.store.unembedded(name) or self.lexical.store.gone(name))

    def waiting(self) -> int:
        """Return how many entries have no vectors yet."""
        with self.lexical.lock:
            return len(self.lexical.store.unembedded(self.dense.name()))

    def finish(self, wanted: Mapping[str, Entry], on_progress: Progress) -> None:
        """Store the missing vectors and remove the stale ones. Raises: DenseDamage,
        JournalError.
        """
        self.embed_missing(self.dense.embedding, self.dense.active(), wanted, on_progress)
        self.remove_stale(self.dense.active())
        self.set_complete(self.dense.active(), self.dense.embedding)

    def embed_missing(
        self,
        embedding: NamedEmbedding,
        vectors: PassageVectors,
        wanted: Mapping[str, Entry],
        on_progress: Progress,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> bool:
        """Store the vectors that a collection misses; False when stopped before the end. Raises: as
        `finish`.
        """
        with self.lexical.lock:
            missing = [
                wanted[each]
                for each in self.lexical.store.unembedded(vectors.name)
                if each in wanted
            ]
        done = 0
        for batch in batches(missing):
            if should_stop():
                return False
            prepared = prepare(batch)
            self._store(prepared, self._ordinals(prepared), embedding, vectors)
            done += len(batch)
            on_progress(done, len(missing))
        return True

    def remove_stale(self, vectors: PassageVectors) -> None:
        """Remove the vectors of passages that are no more. Raises: DenseDamage,
        IndexUnavailableError.
        """
        with self.lexical.lock:
            stale = self.lexical.store.gone(vectors.name)
        if stale:
            vectors.delete(stale)
            with self.lexical.lock:
                self.lexical.store.set_removed(vectors.name, stale)

    def set_complete(self, vectors: PassageVectors, embedding: NamedEmbedding) -> None:
        """Remember that a collection can serve."""
        with self.lexical.lock:
            self.lexical.store.set_collection(vectors.name, embedding.name, complete=True)

    def drop_others(self, vectors: PassageVectors) -> None:
        """Delete all other collections of this journal. Raises: DenseDamage,
        IndexUnavailableError.
        """
        with self.lexical.lock:
            others = [name for name in self.lexical.store.collections() if name != vectors.name]
        for name in others:
            self.dense.drop(name)
            with self.lexical.lock:
                self.lexical.store.drop_collection(name)

    def weigh(
        self, vectors: PassageVectors, embedding: NamedEmbedding, wanted: Mapping[str, Entry]
    ) -> None:
        """Measure, once for a collection, how much a model's vectors may count. Raises: as
        `finish`.
        """
        name = f"{WEIGHT}{embedding.name}"
        asked = made_questions(list(wanted.values()))
        if embedding.name == BUILT_IN or embedding.name in self.dense.mixes or len(asked) < FEWEST:
            return
        everything = EntryFilter()
        rows = embedding.embeddings.embed_documents([question for _, question in asked])
        trials = []
        for (entry_id, question), vector in zip(asked, rows, strict=True):
            lexical = self.lexical.best(search_terms(question).weights, 60, everything)
            near = self.lexical.rows(vectors.nearest(vector, 60, everything), everything)
            trials.append(Trial(entry_id=entry_id, lexical=lexical, dense=near))
        how = measured(trials, self.lexical.entry_id)
        self.dense.mixes[embedding.name] = how
        with self.lexical.lock:
            self.lexical.store.fact(name, str(how.dense_weight))

    def forget_vectors(self) -> None:
        """Throw all vectors away; `finish` makes them again. Raises: IndexUnavailableError."""
        with self.lexical.lock:
            names = list(self.lexical.store.collections())
            self.dense.start_afresh(names)
            for name in names:
                self.lexical.store.drop_collection(name)

    def close(self) -> None:
        """Close both."""
        self.dense.close()
        self.lexical.close()

    def _try_embedding(
        self, prepared: Sequence[Prepared], ordinals: Sequence[int]
    ) -> Exception | None:
        try:
            self._store(prepared, ordinals, self.dense.embedding, self.dense.active())
        except (DenseDamage, JournalError) as error:
            return error
        return None

    def _store(
        self,
        prepared: Sequence[Prepared],
        ordinals: Sequence[int],
        embedding: NamedEmbedding,
        vectors: PassageVectors,
    ) -> None:
        with self.lexical.lock:
            self.lexical.store.note_collection(vectors.name, embedding.name)
        self.dense.add(prepared, embedding, vectors)
        with self.lexical.lock:
            self.lexical.store.set_embedded(vectors.name, ordinals)

    def _ordinals(self, prepared: Sequence[Prepared]) -> list[int]:
        """Ordinals of those entries whose indexed text is still the one that was prepared."""
        with self.lexical.lock:
            known = [
                (self.lexical.catalog.by_id.get(each.entry.id), each.digest) for each in prepared
            ]
            return [
                row.ordinal for row, digest in known if row is not None and row.digest == digest
            ]


def open_both(folder: Path, *, embedding: NamedEmbedding, url: str) -> BothIndexes:
    """Open or create both indexes; a damaged lexical file is thrown away with all that hangs on it.

    Raises: OSError, sqlite3.Error when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        lexical = LexicalSearch(folder / LEXICAL_FILE)
    except sqlite3.DatabaseError:
        wipe(folder)
        lexical = LexicalSearch(folder / LEXICAL_FILE)
    journal = lexical.store.fact("journal", uuid.uuid4().hex[:12])
    serving = {each for each, complete in lexical.store.collections().values() if complete}
    dense = DenseIndex(
        folder / VECTOR_FOLDER,
        url=url,
        journal=journal,
        embedding=built_in() if serving and embedding.name not in serving else embedding,
        dimensions={
            each: dimension_of(name) for name, (each, _) in lexical.store.collections().items()
        },
    )
    for name, weight in lexical.store.facts(WEIGHT).items():
        dense.mixes[name] = Mix(dense_weight=float(weight), dense_alone=float(weight) > 0)
    return BothIndexes(folder=folder, lexical=lexical, dense=dense)


def wipe(folder: Path) -> None:
    """Delete the index files in `folder`, and nothing else."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        (folder / f"{LEXICAL_FILE}{suffix}").unlink(missing_ok=True)
    shutil.rmtree(folder / VECTOR_FOLDER, ignore_errors=True)
