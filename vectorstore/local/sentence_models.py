"""The local models that choose sentences, as one: the first, and a second beside it where that
helps.

Promise: what is kept of an entry's sentences goes with the entry. Limit: without the first model
there is no meaning to tell, whatever the second knows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from errors import ModelUnavailableError
from journal.entry import Entry
from vectorstore.embeddings import NamedEmbedding
from vectorstore.local.e5.centred import CentredE5
from vectorstore.local.particular import Particularity
from vectorstore.local.second_model import Passages, SecondModel, Standing
from vectorstore.local.sentences import IsIndexed, SentenceModel, Sentences, Spans
from vectorstore.local.use import LocalEmbedding
from vectorstore.nearness import Nearness


class SentenceModels:
    """See the module's text; `spans` and `passages` cut an entry, `is_indexed` tells whether just
    this text is indexed: nothing else is kept.
    """

    def __init__(
        self,
        folder: Path,
        *,
        first: NamedEmbedding | None,
        second: CentredE5 | None,
        spans: Spans,
        passages: Passages,
        is_indexed: IsIndexed,
        examples: Path | None,
    ) -> None:
        """Raises: sqlite3.Error, OSError when the folder cannot be written."""
        self._first: Sentences | None = None
        self._particularity: Particularity | None = None
        if first is not None and isinstance(first.embeddings, LocalEmbedding):
            model = first.embeddings
            named = SentenceModel(name=first.name, model=model)
            self._first = Sentences(folder, named, spans, is_indexed)
            self._particularity = Particularity(model, first.name, examples)
        try:
            self._second = SecondModel(
                folder, second, spans=spans, passages=passages, is_indexed=is_indexed
            )
        except (OSError, sqlite3.Error):
            if self._first is not None:
                self._first.close()
            raise

    def load(self) -> None:
        """Load the first model; where it cannot be, words serve."""
        if self._particularity is not None:
            with suppress(ModelUnavailableError):
                self._particularity.load()

    def nearness(
        self, questions: Sequence[str], entries: Sequence[Entry]
    ) -> dict[str, NDArray[np.float32]] | None:
        """Return by entry id the first model's cosines of its sentences, in an array (questions,
        sentences); None while it is not loaded. Entries with much to embed first are left out.
        """
        if self._first is None:
            return None
        try:
            return self._first.nearness(questions, entries)
        except sqlite3.Error:
            self._first.start_afresh()
            return self._first.nearness(questions, entries)

    def finer_nearness(
        self, questions: Sequence[str], entries: Sequence[Entry]
    ) -> dict[str, Nearness] | None:
        """Return what the second model says; None unless it has every one of the entries."""
        return self._second.nearness(questions, entries)

    def particularity(self, words: Sequence[str]) -> list[float] | None:
        """Return for each word how much it names a particular thing (see `Particularity`); None
        while the first model is not loaded.
        """
        return self._particularity.of(words) if self._particularity is not None else None

    def standing_of_second(self, entries: Sequence[Entry]) -> Standing:
        """Say what the second model does for these entries, all of the journal."""
        return self._second.standing(entries)

    def is_finished(self, entries: Sequence[Entry]) -> bool:
        """Whether `embed_missing` would find nothing to do."""
        if self._first is None:
            return True
        return self._first.is_finished(entries) and self._second.is_finished(entries)

    def embed_missing(self, entries: Sequence[Entry], should_stop: Callable[[], bool]) -> None:
        """Embed what is not embedded yet, with the first model and then with the second, until it
        is told to stop.

        Raises: ModelUnavailableError when the first model cannot be loaded.
        """
        if self._first is None:
            return
        self._first.embed_missing(entries, should_stop)
        if not should_stop():
            self._second.embed_missing(entries, should_stop)

    def remove(self, entry_ids: Iterable[str]) -> None:
        """Take entries out, so that no byte of them stays."""
        ids = tuple(entry_ids)
        if self._first is not None:
            self._first.remove(ids)
        self._second.remove(ids)

    def keep_only(self, entries: Sequence[Entry]) -> None:
        """Take out every entry that is not among these as it stands."""
        if self._first is not None:
            self._first.keep_only(entries)
        self._second.keep_only(entries)

    def start_afresh(self) -> None:
        """Throw all away. Raises: sqlite3.Error when the folder cannot be written."""
        if self._first is not None:
            self._first.start_afresh()
        self._second.start_afresh()

    def close(self) -> None:
        """Close the files."""
        if self._first is not None:
            self._first.close()
        self._second.close()
