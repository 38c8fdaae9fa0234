"""One import being taken back while the page is drawn and left."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
        self.undone = undo_import(
            self._services.store,
            self.name,
            on_progress=self._advance,
            stop=self._stop.is_set,
        )
        self.stage, self.progress = "indexing", (0, 0)
        self._services.refresh(on_progress=self._advance)
        self.stage = "done"
