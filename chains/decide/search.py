"""Long readings in a thread of their own: the whole journal for decisions, or for evidence on one
of them.

Promise: each tells how far it is and ends when asked, also in the middle of a call; what was found
stays, and the rest is read another time.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Sequence

from chains.decide.finder import DecisionFinder, Found
from chains.models.background_loop import Stopped
from errors import JournalError
from journal.entry import Entry


class Reading(ABC):
    """Entries read one after the other."""

    def __init__(self, name: str, entries: Sequence[Entry]) -> None:
        self.total = len(entries)
        self.done = 0
        self.problem: JournalError | None = None
        self._entries = tuple(entries)
        self._stop = threading.Event()
        self._ended = threading.Event()
        threading.Thread(target=self._run, name=name, daemon=True).start()

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return not self._ended.is_set()

    def stop(self) -> None:
        """Ask it to end; an entry that it is reading stays unread."""
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Wait at most this long for the end; return whether it has come."""
        return self._ended.wait(seconds)

    def _run(self) -> None:
        try:
            for entry in self._entries:
                if self._stop.is_set():
                    return
                self._read(entry)
                self.done += 1
            self._finish()
        except Stopped:
            return
        except JournalError as error:
            self.problem = error
        finally:
            self._ended.set()

    @abstractmethod
    def _read(self, entry: Entry) -> None: ...

    @abstractmethod
    def _finish(self) -> None: ...


class Search(Reading):
    """A search for decisions through many entries."""

    def __init__(self, finder: DecisionFinder, entries: Sequence[Entry]) -> None:
        self.found = Found()
        self._finder = finder
        super().__init__("find-decisions", entries)

    def _read(self, entry: Entry) -> None:
        self.found = self.found.plus(self._finder.find_in(entry, self._stop))

    def _finish(self) -> None:
        if (
            not self._finder.has_model
        ):  # rules cost nothing: what was found late is looked for in what came before
            self._finder.refresh_all(self._entries)


class Refresh(Reading):
    """A search for evidence on one decision through the entries it has not seen."""

    def __init__(self, finder: DecisionFinder, identifier: str, entries: Sequence[Entry]) -> None:
        self.identifier = identifier
        self.new = 0
        self._finder = finder
        super().__init__("refresh-decision", entries)

    def _read(self, entry: Entry) -> None:
        self.new += self._finder.refresh_from(self.identifier, entry, self._stop)

    def _finish(self) -> None:
        self._finder.note_refreshed(self.identifier)
