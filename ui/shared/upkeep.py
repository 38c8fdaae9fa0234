"""What is done beside the pages while the app runs: backups when they are due, changes of a watched
folder.

Invariant: one thread for the whole process; a failure waits for the next round and is told on the
Data page.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from errors import JournalError
from journal.importing.watching import watch_of
from portability.holdings import back_up, schedule_of
from portability.sealing import KEPT_AS
from ui.shared import app_services
from ui.shared.quiet_logs import describe

if TYPE_CHECKING:
    from services import Services

_ROUND_S: Final = 15.0
_log = logging.getLogger("crossroads")


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
            self.problem = _problem_of(lambda: one_round(opening.services()))  # noqa: B023 - run at once


def one_round(services: Services) -> None:
    """Do what is due now; that one work failed keeps no other from being done.

    Raises:
        JournalError: what failed first.
    """
    state = services.settings.state_dir
    schedule = schedule_of(state)
    problems = (
        _problem_of(lambda: watch_of(state).flow_in(services.store)),
        _problem_of(
            lambda: back_up(
                schedule.load(),
                services.store,
                state,
                only_if_due=True,
                passphrase=backup_passphrase(services),
            )
        ),
    )
    for problem in problems:
        if problem is not None:
            raise problem


def backup_passphrase(services: Services) -> str:
    """Return the passphrase that backups are sealed with, or ""."""
    kept = services.keys.get(KEPT_AS)
    return kept.get_secret_value() if kept else ""


def _problem_of(work: Callable[[], object]) -> JournalError | None:
    """Do a work; return what is told of its failure. Nothing that is raised ends the thread."""
    try:
        work()
    except JournalError as error:
        return error
    except Exception as error:  # noqa: BLE001 - the edge of a thread that must go on
        _log.error("%s", describe(error))
        return JournalError(
            "Backups and the watched folder failed this time ({reason}).",
            hint="It is tried again by itself. Its place in the app is in the log.",
            key="upkeep.failed",
            reason=type(error).__name__,
        )
    return None


_upkeep: Upkeep | None = None
_lock = threading.Lock()


def upkeep() -> Upkeep:
    """Return the upkeep of this process, begun when it is first asked for."""
    global _upkeep
    with _lock:
        if _upkeep is None:
            _upkeep = Upkeep()
        return _upkeep
