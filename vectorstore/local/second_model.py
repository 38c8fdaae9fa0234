"""A second local model that chooses sentences beside the first one: better at Korean, and the two
together better at English than either.

Promise: it never stands in the way. It is loaded in the background, only for a journal that is
Korean in part or soon read; it serves when it has every sentence asked for; and whatever goes wrong
with it, or a machine that is too slow for it, leaves things as they are without it (`standing`
tells).
Limit: what it has embedded stays in the index's folder until its entry goes.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import numpy as np

from journal.entry import Entry
from language.detect import HANGUL_RANGES
from vectorstore.local.e5.centred import CentredE5
from vectorstore.local.sentence_vectors import delete, nearness, nearness_around
from vectorstore.local.sentences import IsIndexed, SentenceModel, Sentences, Spans
from vectorstore.nearness import Nearness
from vectorstore.types import Passage

FILE: Final = "sentences-second.sqlite3"
FEWEST = 9  # entries: fewer are all on the page, whatever chooses
SOON_READ = 600  # entries: some minutes of work in the background, whatever their language
KOREAN_SHARE = 0.1  # of the entries of a longer journal: there it helps Korean alone enough
SLOWEST = 2.0  # seconds of work for eight short sentences; 0.15 are usual
_AT_ONCE = 8
_SHORT = 70
_BEGINNING = 200
_HANGUL = re.compile(f"[{HANGUL_RANGES}]")

State = Literal["unwanted", "absent", "embedding", "serving", "slow", "failed"]
Passages = Callable[[Entry], tuple[Passage, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the second model does for the journal, and how many entries it has yet to embed."""

    state: State
    waiting: int = 0


class SecondModel:
    """See the module's text."""

    def __init__(
        self,
        folder: Path,
        model: CentredE5 | None,
        *,
        spans: Spans,
        passages: Passages,
        is_indexed: IsIndexed,
    ) -> None:
        """Raises: sqlite3.Error, OSError when the folder cannot be written."""
        self._model, self._spans, self._passages = model, spans, passages
        self._trouble: Literal["slow", "failed"] | None = None
        self._was_tried = False
        self._wanted: tuple[Sequence[Entry], bool] = ((), False)
        if model is None:
            delete(folder / FILE)  # of a time when the model was installed
            self._sentences = None
            return
        # A question waits for none of it.
        named = SentenceModel(name=model.name, model=model, file=FILE, now=0, at_once=_AT_ONCE)
        self._sentences = Sentences(folder, named, spans, is_indexed)

    def standing(self, entries: Sequence[Entry]) -> Standing:
        """Say what it does for these entries, all of the journal."""
        if not self._is_wanted(entries):
            return Standing(state="unwanted")
        if self._model is None or self._sentences is None:
            return Standing(state="absent")
        if self._trouble is not None:
            return Standing(state=self._trouble)
        waiting = len(self._sentences.missing(entries))
        if waiting or not self._model.loaded:
            return Standing(state="embedding", waiting=waiting)
        return Standing(state="serving")

    def is_finished(self, entries: Sequence[Entry]) -> bool:
        """Whether `embed_missing` would find nothing to do."""
        return self.standing(entries).state != "embedding"

    def embed_missing(self, entries: Sequence[Entry], should_stop: Callable[[], bool]) -> None:
        """Embed what is not embedded yet, all of the journal, until it is told to stop."""
        if self._model is None or self._sentences is None or self.is_finished(entries):
            return
        try:
            self._model.load()
            if not self._was_tried and _seconds_for(self._model, entries) > SLOWEST:
                self._drop("slow")
                return
            self._was_tried = True
            self._sentences.embed_missing(entries, should_stop)
        except Exception:  # noqa: BLE001 - an extra: whatever it is, the app goes on without it
            self._drop("failed")

    def nearness(
        self, questions: Sequence[str], entries: Sequence[Entry]
    ) -> dict[str, Nearness] | None:
        """Return how near the questions are to each sentence, by entry id; None unless every one of
        the entries is embedded.
        """
        if self._model is None or self._sentences is None or self._trouble is not None:
            return None
        try:
            return self._nearness(questions, entries, self._model, self._sentences)
        except Exception:  # noqa: BLE001 - an extra: whatever it is, the app goes on without it
            self._drop("failed")
            return None

    def remove(self, entry_ids: Iterable[str]) -> None:
        """Take entries out, so that no byte of them stays."""
        if self._sentences is not None:
            self._sentences.remove(entry_ids)

    def keep_only(self, entries: Sequence[Entry]) -> None:
        """Take out every entry that is not among these as it stands."""
        if self._sentences is not None:
            self._sentences.keep_only(entries)

    def start_afresh(self) -> None:
        """Throw all away. Raises: sqlite3.Error when the folder cannot be written."""
        if self._sentences is not None:
            self._sentences.start_afresh()

    def close(self) -> None:
        """Close the file."""
        if self._sentences is not None:
            self._sentences.close()

    def _nearness(
        self,
        questions: Sequence[str],
        entries: Sequence[Entry],
        model: CentredE5,
        sentences: Sentences,
    ) -> dict[str, Nearness] | None:
        if not model.loaded:
            return None
        rows = sentences.rows(entries)
        if len(rows) < len(entries):
            return None
        asked = np.stack([model.embed_question(each) for each in questions])
        found = {}
        for entry in entries:
            kept, count = rows[entry.id]
            found[entry.id] = Nearness(
                sentences=nearness(asked, kept, count),
                passages=nearness_around(asked, kept, self._places(entry), count),
            )
        return found

    def _places(self, entry: Entry) -> list[list[int]]:
        """Return for each passage which sentences of the entry it holds."""
        place = {span: at for at, span in enumerate(self._spans(entry))}
        return [[place[span] for span in each.sentences] for each in self._passages(entry)]

    def _is_wanted(self, entries: Sequence[Entry]) -> bool:
        """Whether it is worth its work; looked at once for each state of the journal."""
        seen, wanted = self._wanted
        if seen is not entries:
            wanted = _is_worth_its_work(entries)
            self._wanted = (entries, wanted)
        return wanted

    def _drop(self, trouble: Literal["slow", "failed"]) -> None:
        self._trouble = trouble
        if self._model is not None:
            self._model.unload()


def _is_worth_its_work(entries: Sequence[Entry]) -> bool:
    if len(entries) <= SOON_READ:
        return len(entries) >= FEWEST
    korean = sum(_HANGUL.search(each.body[:_BEGINNING]) is not None for each in entries)
    return korean >= KOREAN_SHARE * len(entries)


def _seconds_for(model: CentredE5, entries: Sequence[Entry]) -> float:
    """Return the time of this thread alone: a machine that is busy for now is not slow."""
    texts = [each.body[:_SHORT] for each in entries[:_AT_ONCE]]
    began = time.thread_time()
    model.embed(texts)
    return time.thread_time() - began
