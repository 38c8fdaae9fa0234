"""Scores taken back in Langfuse: what is seen last is what stands, in whatever order its queues
work.

A score is written after a queue, and a deletion takes whatever has its id by then, at once or
minutes later. So a score that is given again has a new id, and a deletion is repeated until the
queues must be over. Invariant: only ids are kept, no text, apart for each project; what waits for
another project than the connected one waits until that is connected again.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from files.atomic import write_atomic
from tracing.address import project_mark
from tracing.connection import Connection
from tracing.quiet import quietly

# Seconds after the taking back: the queue of writing is over after 15, that of deleting after 120.
_REPEATS: Final = (0.0, 25.0, 180.0, 600.0)
# Between the tries after the last of them, while the server takes none.
_AGAIN_S: Final = 600.0
_UNKNOWN: Final = 404
_file = threading.Lock()  # shared by all projects


class Removals:
    """Removes scores in a thread that lives while there are some to remove."""

    def __init__(
        self,
        connection: Connection,
        path: Path | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._connection = connection
        self._project = project_mark(connection.address)
        self._path = path
        self._clock = clock
        self._changed = threading.Condition()
        self._generation: dict[str, int] = {}  # by a score's own name, how often it was taken back
        self._due: dict[str, list[float]] = {}  # by id, when it is to be deleted
        self._stands: set[str] = set()  # the names of scores that were given beside another
        self._load()
        self._runs = False
        if self._due:
            self._start()

    def id_of(self, base: str) -> str:
        """Return the id that a score is given under now."""
        with self._changed:
            generation = self._generation.get(base, 0)
        return f"{base}-{generation}" if generation else base

    def note_given(self, base: str) -> None:
        """Remember that the score stands, for `remove_if_given`."""
        with self._changed:
            self._stands.add(base)
            self._save()

    def remove_if_given(self, base: str) -> None:
        """Have a score removed if it was noted as given."""
        with self._changed:
            is_given = base in self._stands
        if is_given:
            self.remove(base)

    def remove(self, base: str) -> None:
        """Have the score removed; what is given from now on has another id."""
        now, score_id = self._clock(), self.id_of(base)
        with self._changed:
            self._stands.discard(base)
            self._generation[base] = self._generation.get(base, 0) + 1
            self._due[score_id] = [now + wait for wait in _REPEATS]
            self._save()
        self._start()

    def wait(self) -> None:
        """Return when all that is due by now was asked for."""
        with self._changed:
            self._changed.wait_for(lambda: not self._next(self._clock()))

    def run_due(self, now: float) -> None:
        """Ask for each deletion that is due; one that the server did not take stays due."""
        while score_id := self._next(now):
            is_taken = quietly(lambda: self._delete(score_id), False)
            with self._changed:
                left = [at for at in self._due.get(score_id, []) if at > now]
                if not (left or is_taken):
                    left = [now + _AGAIN_S]
                if left:
                    self._due[score_id] = left
                else:
                    self._due.pop(score_id, None)
                self._save()
                self._changed.notify_all()

    def _start(self) -> None:
        with self._changed:
            self._changed.notify_all()
            if self._runs:
                return
            self._runs = True
        threading.Thread(target=self._run, name="langfuse-removals", daemon=True).start()

    def _run(self) -> None:
        while True:
            self.run_due(self._clock())
            with self._changed:
                soonest = min((at for times in self._due.values() for at in times), default=None)
                if soonest is None:
                    self._runs = False
                    return
                self._changed.wait(max(0.05, soonest - self._clock()))

    def _next(self, now: float) -> str:
        due = (each for each, times in list(self._due.items()) if min(times) <= now)
        return next(due, "")

    def _delete(self, score_id: str) -> bool:
        """Return True once the server took it, or has no such score."""
        self._connection.client.flush()  # the score itself may still be waiting to be sent
        try:
            self._connection.client.api.scores.delete(score_id, request_options={"max_retries": 1})
        except Exception as error:
            if getattr(error, "status_code", None) != _UNKNOWN:
                raise
        return True

    def _load(self) -> None:
        kept = self._read().get(self._project) or {}
        try:
            self._generation = {str(k): int(v) for k, v in kept.get("given", {}).items()}
            self._due = {
                str(k): [float(at) for at in v] for k, v in kept.get("due", {}).items() if v
            }
            self._stands = {str(each) for each in kept.get("stands", ())}
        except (ValueError, TypeError, AttributeError):
            self._generation, self._due, self._stands = {}, {}, set()

    def _read(self) -> dict[str, Any]:
        """Return what is kept of each project."""
        try:
            kept = json.loads(self._path.read_bytes()) if self._path else {}
        except (OSError, ValueError):
            return {}
        if not isinstance(kept, dict):
            return {}
        is_older = "due" in kept  # from before projects were told apart
        return {self._project: kept} if is_older else kept

    def _save(self) -> None:
        path = self._path
        if path is None:
            return
        own = {"given": self._generation, "due": self._due, "stands": sorted(self._stands)}
        with _file:
            kept = json.dumps({**self._read(), self._project: own}).encode()
            quietly(lambda: write_atomic(path, kept), None)
