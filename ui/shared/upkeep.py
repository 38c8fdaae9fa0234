"""What is done beside the pages while the app runs: backups when they are due, changes of a watched
folder.

Invariant: one thread for the whole process; a failure waits for the next round and is told on the
Data page.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from errors import JournalError
from journal.importing.watching import watch_of
from portability.holdings import back_up, schedule_of
from ui.shared import app_services

if TYPE_CHECKING:
    from services import Services

_ROUND_S: Final = 15.0


class Upkeep:
    """The work of one process. `problem` is what went wrong last, until it goes well."""

    def __init__(self) -> None:
        self.problem: JournalError | None = None
        self._wake = threading.Event()
        threading.Thread(target=self._run, name="upkeep", daemon=True).start()

    def now(self) -> None:
        """Begin a round without waiting."""
        self._wake.set()

    def _run(self) -> None:
        while True:
            self._wake.wait(_ROUND_S)
            self._wake.clear()
            opening = app_services.opened()
            if opening is None or not opening.done:
                continue
            try:
                one_round(opening.services())
                self.problem = None
            except JournalError as error:
                self.problem = error


def one_round(services: Services) -> None:
    """Do what is due now.

    Raises:
        JournalError: it could not be done.
    """
    state = services.settings.state_dir
    watch_of(state).flow_in(services.store)
    back_up(schedule_of(state).load(), services.store, state, only_if_due=True)


_upkeep: Upkeep | None = None
_lock = threading.Lock()


def upkeep() -> Upkeep:
    """Return the upkeep of this process, begun when it is first asked for."""
    global _upkeep
    with _lock:
        if _upkeep is None:
            _upkeep = Upkeep()
        return _upkeep
