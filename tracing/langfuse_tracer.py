"""The tracer that speaks to Langfuse, in the background only.

Invariant: with the server away, hanging or refusing, nothing here waits, raises or says more than a
line a minute.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Final

from tracing.address import LangfuseAddress
from tracing.attributes import as_text
from tracing.connection import Connection, connect
from tracing.langfuse_turn import LangfuseTurn
from tracing.masking import veil_for
from tracing.null import NullTurn
from tracing.quiet import quietly
from tracing.removals import Removals
from tracing.tracer import TurnTrace

_ASK_AGAIN_S: Final = 60.0


class LangfuseTracer:
    """Records turns and scores in one Langfuse project."""

    def __init__(self, address: LangfuseAddress) -> None:
        self._connection = connect(address)
        self._veil = veil_for(address.content)
        self._pages = _TracePages(self._connection)
        self._pages.look_up()
        self._removals = Removals(self._connection)
        self._first_given: dict[str, datetime] = {}

    @contextmanager
    def turn(
        self, *, name: str, turn_id: str, session_id: str, tags: tuple[str, ...], question: str
    ) -> Iterator[TurnTrace]:
        """Open the one trace of a turn; the same `turn_id` gives the same trace id, here and
        anywhere.
        """
        trace_id = self._connection.client.create_trace_id(seed=turn_id or None)
        turn = quietly(
            lambda: LangfuseTurn(
                self._connection,
                name=name,
                trace_id=trace_id,
                session_id=session_id,
                tags=tags,
                question=question,
                score=lambda score, value: self.score(trace_id=trace_id, name=score, value=value),
            ),
            None,
        )
        if turn is None:
            yield NullTurn()
            return
        try:
            yield turn
        except BaseException as error:
            turn.abandon(error)
            raise
        turn.abandon(None)

    def score(
        self,
        *,
        trace_id: str,
        name: str,
        value: float,
        comment: str = "",
        score_id: str = "",
        at: datetime | None = None,
    ) -> None:
        """Put a number on the trace; without a `score_id` there is one per trace and name."""
        if not trace_id:
            return
        score_id = score_id or f"{trace_id}-{name}"

        def give() -> None:
            self._connection.client.create_score(
                trace_id=trace_id,
                name=name,
                value=float(value),
                data_type="NUMERIC",
                comment=as_text(self._veil.comment(comment)) or None,
                score_id=score_id,
                timestamp=self._given_at(score_id, at),
            )

        if not self._removals.put_after(score_id, give):
            quietly(give, None)

    def remove_score(self, *, trace_id: str, name: str, score_id: str = "") -> None:
        """Take a score back in the background."""
        if trace_id:
            self._removals.remove(score_id or f"{trace_id}-{name}")

    def _given_at(self, score_id: str, at: datetime | None) -> datetime:
        # Langfuse overwrites a score only when id and timestamp are both the same.
        return self._first_given.setdefault(score_id, at or datetime.now(UTC))

    def link(self, trace_id: str) -> str:
        """Return the address of the trace's page once the project is known."""
        return self._pages.link(trace_id)

    def flush(self) -> None:
        """Send what is waiting, for two seconds at most."""
        self._connection.flush(first=self._removals.wait)


class _TracePages:
    """Where traces are shown: the project's id, asked for in the background."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._project_id = ""
        self._asked_at = float("-inf")
        self._lock = threading.Lock()

    def link(self, trace_id: str) -> str:
        if not trace_id:
            return ""
        if not self._project_id:
            self.look_up()
            return ""
        return f"{self._connection.address.base_url}/project/{self._project_id}/traces/{trace_id}"

    def look_up(self) -> None:
        """Start asking, once a minute at most."""
        with self._lock:
            if self._project_id or time.monotonic() - self._asked_at < _ASK_AGAIN_S:
                return
            self._asked_at = time.monotonic()
        threading.Thread(
            target=lambda: quietly(self._ask, None), name="langfuse-project", daemon=True
        ).start()

    def _ask(self) -> None:
        found = self._connection.client.api.projects.get(request_options={"max_retries": 0})
        if found.data:
            self._project_id = found.data[0].id
