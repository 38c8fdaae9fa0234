"""The cases that a person saves from answered questions: `STATE_DIR/cases.yaml`, readable by its
owner only.

Invariant: saving the same question with the same day again replaces its case.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from evaluation.case import Case, read_cases, unusable, write_cases
from files.private import write_private
from language.detect import language_of


class CaseStore:
    """The cases of one installation. Any thread may call."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def load(self) -> tuple[Case, ...]:
        """Return the saved cases, in the order they were saved.

        Raises:
            StorageError: the file cannot be used. So do all methods here.
        """
        return read_cases(self._path) if self._path.exists() else ()

    def save_case(
        self,
        question: str,
        expected_entry_ids: Iterable[str],
        *,
        as_of: date | None = None,
        note: str = "",
    ) -> Case:
        """Keep "this is what a good answer cites"; without entries, "this should be refused"."""
        text = " ".join(question.encode("utf-8", "replace").decode("utf-8").split())
        if not text:
            raise unusable(self._path, "a case needs a question")
        case = Case(
            id="own-" + hashlib.sha256(f"{text}\n{as_of}".encode()).hexdigest()[:12],
            question=text,
            language=language_of(text),
            expected=tuple(dict.fromkeys(expected_entry_ids)),
            as_of=as_of,
            note=" ".join(note.split()),
        )
        with self._lock:
            self._write([*(each for each in self.load() if each.id != case.id), case])
        return case

    def remove(self, case_id: str) -> None:
        """Take a case away; removing it again is no error."""
        with self._lock:
            self._write([each for each in self.load() if each.id != case_id])

    def _write(self, cases: list[Case]) -> None:
        write_private(self._path, write_cases(cases).encode())
