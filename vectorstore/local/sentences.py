"""How near a question is to every sentence of some entries, by a local model.

Promise: an answer comes soon: what is not embedded yet is embedded now as far as it is little, and
otherwise left out until the background has come to it. Limit: nothing before the model is loaded.
Thread-safe.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from journal.entry import Entry
from language.grammar.sentences import Span
from vectorstore.local.sentence_vectors import (
    FILE,
    Rows,
    SentenceVectors,
    delete,
    nearness,
)
from vectorstore.prepared_entry import digest
from vectorstore.store import Vectors

NOW = 64  # texts that a question waits for: a tenth of a second
LONGEST_ENTRY = 2_000  # sentences; in a novel pasted into one entry none is near by meaning
AT_ONCE = 128  # texts, after which it can be stopped
Spans = Callable[[Entry], tuple[Span, ...]]
IsIndexed = Callable[[str, bytes], bool]


class LocalModel(Protocol):
    """What is asked of a model in this process."""

    @property
    def dimensions(self) -> int: ...
    @property
    def loaded(self) -> bool: ...
    def load(self) -> None: ...
    def embed(self, texts: Sequence[str]) -> Vectors: ...
    def embed_question(self, text: str) -> Vectors: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceModel:
    """A model, the name and the file that its vectors are kept under, and what it is asked for."""

    name: str
    model: LocalModel
    file: str = FILE
    now: int = NOW
    at_once: int = AT_ONCE


class Sentences:
    """See the module's text; `spans` cuts an entry, `is_indexed` tells whether just this text is
    indexed: nothing else is kept.
    """

    def __init__(
        self, folder: Path, local: SentenceModel, spans: Spans, is_indexed: IsIndexed
    ) -> None:
        """Raises: sqlite3.Error when the folder cannot be written."""
        self._path, self._local, self._spans = folder / local.file, local, spans
        self._is_indexed = is_indexed
        self._lock = threading.Lock()
        self._kept = self._open()

    def nearness(
        self, questions: Sequence[str], entries: Sequence[Entry]
    ) -> dict[str, NDArray[np.float32]] | None:
        """Return by entry id the cosines of its sentences, in an array (questions, sentences); None
        while the model is not loaded. An entry with too much to embed at once is left out.
        """
        if not self._local.model.loaded:
            return None
        asked = np.stack([self._local.model.embed_question(each) for each in questions])
        return {
            entry_id: nearness(asked, rows, count)
            for entry_id, (rows, count) in self.rows(entries).items()
        }

    def rows(self, entries: Sequence[Entry]) -> dict[str, tuple[Rows, int]]:
        """Return the vectors of the entries' sentences with the number of these; what is missing is
        embedded, unless it is too much for a question to wait for.
        """
        with self._lock:
            kept = self._kept.read({each.id: digest(each) for each in entries})
        room = self._local.now
        found: dict[str, tuple[Rows, int]] = {}
        for entry in entries:
            spans = self._spans(entry)
            if entry.id not in kept:
                texts = _texts(entry, spans)
                room -= len(texts)
                if room < 0:
                    continue
                kept[entry.id] = self._local.model.embed(texts).astype(np.float16)
                self._keep(entry, kept[entry.id])
            found[entry.id] = kept[entry.id], len(spans)
        return found

    def is_finished(self, entries: Sequence[Entry]) -> bool:
        """Whether `embed_missing` would find nothing to do."""
        return self._local.model.loaded and not self.missing(entries)

    def missing(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return the entries whose sentences are not embedded as they stand."""
        with self._lock:
            known = self._kept.known()
        return [each for each in entries if known.get(each.id) != digest(each)]

    def embed_missing(self, entries: Sequence[Entry], should_stop: Callable[[], bool]) -> None:
        """Load the model, and embed the sentences of entries until it is told to stop.

        Raises: ModelUnavailableError when the model cannot be loaded.
        """
        self._local.model.load()
        for entry in self.missing(entries):
            if should_stop():
                return
            spans = self._spans(entry)
            texts = _texts(entry, spans)
            if len(spans) > LONGEST_ENTRY:
                texts = []
            rows = [np.zeros((0, self._local.model.dimensions), dtype=np.float16)]
            for at in range(0, len(texts), self._local.at_once):
                if should_stop():
                    return
                part = texts[at : at + self._local.at_once]
                rows.append(self._local.model.embed(part).astype(np.float16))
            self._keep(entry, np.concatenate(rows))

    def remove(self, entry_ids: Iterable[str]) -> None:
        """Take entries out, so that no byte of them stays."""
        with self._lock:
            self._kept.remove(entry_ids)

    def keep_only(self, entries: Sequence[Entry]) -> None:
        """Take out every entry that is not among these as it stands."""
        wanted = {each.id: digest(each) for each in entries}
        with self._lock:
            known = self._kept.known()
            self._kept.remove([each for each in known if wanted.get(each) != known[each]])

    def start_afresh(self) -> None:
        """Throw all away. Raises: sqlite3.Error when the folder cannot be written."""
        with self._lock:
            self._kept.close()
            delete(self._path)
            self._kept = self._open()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._kept.close()

    def _open(self) -> SentenceVectors:
        layout = f"{self._local.name}: sentences, title"
        return SentenceVectors(self._path, layout, self._local.model.dimensions)

    def _keep(self, entry: Entry, rows: Rows) -> None:
        # Under the lock: what is erased meanwhile is no longer indexed, and is not written back.
        with self._lock:
            if self._is_indexed(entry.id, digest(entry)):
                self._kept.write(entry.id, digest(entry), rows)


def _texts(entry: Entry, spans: Sequence[Span]) -> list[str]:
    sentences = [entry.body[start:end] for start, end in spans]
    return [*sentences, entry.title] if entry.title.strip() else sentences
