"""How near a question is to every sentence of some entries, by the local embedding.

Promise: an answer comes soon: what is not embedded yet is embedded now as far as it is little, and
otherwise left out until the background has come to it. Limit: nothing before the model is loaded.
Thread-safe.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from journal.entry import Entry
from language.sentences import Span
from vectorstore.embeddings import NamedEmbedding
from vectorstore.local_embedding import DIMENSIONS, LocalEmbedding
from vectorstore.prepared_entry import digest
from vectorstore.sentence_vectors import FILE, Rows, SentenceVectors, delete, nearness, texts_of

NOW = 64  # texts that a question waits for: a tenth of a second
LONGEST_ENTRY = 2_000  # sentences; in a novel pasted into one entry none is near by meaning
AT_ONCE = 128  # texts, after which it can be stopped
Spans = Callable[[Entry], tuple[Span, ...]]
IsIndexed = Callable[[str, bytes], bool]


class Sentences:
    """See the module's text; `spans` cuts an entry, `is_indexed` tells whether just this text is
    indexed: nothing else is kept.
    """

    def __init__(
        self, folder: Path, local: NamedEmbedding, spans: Spans, is_indexed: IsIndexed
    ) -> None:
        """Raises: sqlite3.Error when the folder cannot be written."""
        assert isinstance(local.embeddings, LocalEmbedding)
        self._path, self._name, self._spans = folder / FILE, local.name, spans
        self._model = local.embeddings
        self._is_indexed = is_indexed
        self._lock = threading.Lock()
        self._kept = SentenceVectors(self._path, self._name)

    def nearness(
        self, question: str, entries: Sequence[Entry]
    ) -> dict[str, NDArray[np.float32]] | None:
        """Return a cosine for each sentence of each entry, by entry id; None while the model is not
        loaded. An entry with too much to embed at once is left out.
        """
        if not self._model.loaded:
            return None
        asked = self._model.embed_question(question)
        digests = {each.id: digest(each) for each in entries}
        with self._lock:
            rows = self._kept.read(digests)
        room = NOW
        found: dict[str, NDArray[np.float32]] = {}
        for entry in entries:
            spans = self._spans(entry)
            if entry.id not in rows:
                texts = texts_of(entry, spans)
                room -= len(texts)
                if room < 0:
                    continue
                rows[entry.id] = self._model.embed(texts).astype(np.float16)
                self._keep(entry, rows[entry.id])
            found[entry.id] = nearness(asked, rows[entry.id], len(spans))
        return found

    def missing(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return the entries whose sentences are not embedded as they stand."""
        with self._lock:
            known = self._kept.known()
        return [each for each in entries if known.get(each.id) != digest(each)]

    def embed_missing(self, entries: Sequence[Entry], should_stop: Callable[[], bool]) -> None:
        """Embed the sentences of entries until it is told to stop.

        Raises: ModelUnavailableError when the model cannot be loaded.
        """
        for entry in self.missing(entries):
            if should_stop():
                return
            spans = self._spans(entry)
            texts = texts_of(entry, spans) if len(spans) <= LONGEST_ENTRY else []
            rows = [np.zeros((0, DIMENSIONS), dtype=np.float16)]
            for at in range(0, len(texts), AT_ONCE):
                if should_stop():
                    return
                rows.append(self._model.embed(texts[at : at + AT_ONCE]).astype(np.float16))
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
            self._kept = SentenceVectors(self._path, self._name)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._kept.close()

    def _keep(self, entry: Entry, rows: Rows) -> None:
        # Under the lock: what is erased meanwhile is no longer indexed, and is not written back.
        with self._lock:
            if self._is_indexed(entry.id, digest(entry)):
                self._kept.write(entry.id, digest(entry), rows)
