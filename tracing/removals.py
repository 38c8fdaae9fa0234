"""Scores taken back in Langfuse: in the background, after what was sent before, before what is sent
next.

Limit: the server removes in its own time; one given again within its queue's seconds may go with
the first.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from tracing.connection import Connection
from tracing.quiet import quietly


class Removals:
    """Removes scores one after the other, in a thread that lives while there are some to remove."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        # What to do once the score is gone: nothing, or give the one that came while it was being
        # removed.
        self._waiting: dict[str, Callable[[], object] | None] = {}
        self._changed = threading.Condition()
        self._runs = False

    def remove(self, score_id: str) -> None:
        """Have the score removed."""
        with self._changed:
            self._waiting[score_id] = None
            if self._runs:
                return
            self._runs = True
        threading.Thread(target=self._run, name="langfuse-removals", daemon=True).start()

    def put_after(self, score_id: str, give: Callable[[], object]) -> bool:
        """Keep `give` until the removal of this score is over; False when none is under way."""
        with self._changed:
            if score_id not in self._waiting:
                return False
            self._waiting[score_id] = give
            return True

    def wait(self) -> None:
        """Return when nothing is left to remove."""
        with self._changed:
            self._changed.wait_for(lambda: not self._runs)

    def _run(self) -> None:
        while score_id := self._next():
            quietly(lambda: self._delete(score_id), None)
            with self._changed:
                give = self._waiting.pop(score_id)
                if give is not None:
                    quietly(give, None)

    def _next(self) -> str:
        with self._changed:
            self._runs = bool(self._waiting)
            self._changed.notify_all()
            return next(iter(self._waiting), "")

    def _delete(self, score_id: str) -> None:
        self._connection.client.flush()  # the score itself may still be waiting to be sent
        self._connection.client.api.scores.delete(score_id, request_options={"max_retries": 1})
