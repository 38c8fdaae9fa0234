"""One import being taken back while the page is drawn and left."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from decisions.record import quotes
from journal.importing.log import Undone, undo_import
from ui.jobs.job import Job

if TYPE_CHECKING:
    from services import Services


class LiveUndo(Job):
    """The undo of the import named `name`; `undone` says what it did, once it is done."""

    def __init__(self, name: str, services: Services) -> None:
        super().__init__("running")
        self.name = name
        self.undone: Undone | None = None
        self._services = services
        self._start(self._run, writes=True)

    def _run(self) -> None:
        before = {entry.id for entry in self._services.store.load().entries}
        self.undone = undo_import(
            self._services.store,
            self.name,
            on_progress=self._advance,
            stop=self._stop.is_set,
        )
        self.stage, self.progress = "indexing", (0, 0)
        loaded = self._services.refresh(on_progress=self._advance)
        self._drop_proposals(before - {entry.id for entry in loaded.entries})
        self.stage = "done"

    def _drop_proposals(self, gone: Collection[str]) -> None:
        """Move to the trash what was only read out of the entries that are gone."""
        decisions = self._services.decisions
        for each in decisions.load().decisions:
            quoted = {quote.entry_id for quote in quotes(each)}
            if each.is_proposal and quoted and quoted.issubset(gone):
                decisions.delete(each.id)
