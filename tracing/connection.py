"""One Langfuse client and the OpenTelemetry tracer whose spans it sends. The only place that makes
either.

Limit: the SDK keeps one client per public key and process and ignores any later address; so
`connect` hands out one connection per key, and puts the SDK's aside when a person corrects the
address or the secret.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator

from tracing.address import LangfuseAddress
from tracing.quiet import quieten, quietly

if TYPE_CHECKING:
    from langfuse import Langfuse
    from opentelemetry.trace import Span

# The scope that Langfuse knows as its own SDK: its spans are shown without the noise of foreign
# instrumentation.
_SCOPE: Final = "langfuse-sdk"
# With the interpreter's own end, leaving stays under two seconds.
_PATIENCE_S: Final = 1.2
_REQUEST_S: Final = 5
_BATCH_S: Final = 1.0


_connections: dict[str, Connection] = {}
_lock = threading.Lock()


def connect(address: LangfuseAddress) -> Connection:
    """Return the connection to the project, the same one for the same address."""
    with _lock:
        known = _connections.get(address.public_key)
        if known is not None and known.address == address:
            return known
        if known is not None:
            known.replace()
        _connections[address.public_key] = Connection(address)
        return _connections[address.public_key]


def send_waiting(address: LangfuseAddress, seconds: float) -> bool:
    """Send what this process still holds for a project, and say whether all went within so many
    seconds.
    """
    with _lock:
        known = _connections.get(address.public_key)
    return known is None or _within(known.client.flush, seconds)


class Connection:
    """Starts spans and hands over the client. Nothing here waits for the network, except `flush`,
    two seconds.
    """

    def __init__(self, address: LangfuseAddress) -> None:
        import langfuse

        quieten()
        self.address = address
        self._ids = _ChosenIds()
        marks = {"service.name": "crossroads"} | _given(
            {"langfuse.release": address.release, "langfuse.environment": address.environment}
        )
        # A provider of its own: nothing else in the process can send its spans along, nor ours
        # elsewhere.
        provider = TracerProvider(
            resource=Resource(marks), id_generator=self._ids, shutdown_on_exit=False
        )
        self.client: Langfuse = langfuse.Langfuse(
            public_key=address.public_key,
            secret_key=address.secret_key.get_secret_value(),
            base_url=address.base_url,
            release=address.release or None,
            environment=address.environment or None,
            tracer_provider=provider,
            timeout=_REQUEST_S,
            flush_at=64,
            flush_interval=_BATCH_S,
            media_upload_thread_count=1,
            sample_rate=1.0,
        )
        self._tracer = provider.get_tracer(
            _SCOPE, langfuse.__version__, attributes={"public_key": address.public_key}
        )
        # Registered after the SDK's own handler, so run before it: `shutdown` first takes that one
        # off.
        atexit.register(self._leave)

    def start_span(
        self, name: str, *, trace_id: str, span_id: str, parent_id: str = "", began: int
    ) -> Span:
        """Start a span of the trace under these ids, below `parent_id` if that is given."""
        from opentelemetry.context import Context
        from opentelemetry.trace import (
            NonRecordingSpan,
            SpanContext,
            TraceFlags,
            set_span_in_context,
        )

        context = Context()
        if parent_id:
            parent = SpanContext(
                trace_id=int(trace_id, 16),
                span_id=int(parent_id, 16),
                is_remote=False,
                trace_flags=TraceFlags(TraceFlags.SAMPLED),
            )
            context = set_span_in_context(NonRecordingSpan(parent), context)
        with self._ids.choosing(int(trace_id, 16), int(span_id, 16)):
            return self._tracer.start_span(name, context=context, start_time=began)

    def flush(self, *, first: Callable[[], None] = lambda: None) -> None:
        """Let `first` end and send what is waiting, for two seconds at most."""

        def both() -> None:
            first()
            self.client.flush()

        _within(both)

    def replace(self) -> None:
        """Let this connection go, so that its key can have another; what waits is sent in the
        background.
        """
        from langfuse._client.resource_manager import LangfuseResourceManager

        atexit.unregister(self._leave)
        # No public call forgets a client, and without this the corrected secret would never be
        # used.
        LangfuseResourceManager._instances.pop(self.address.public_key, None)
        threading.Thread(
            target=lambda: quietly(self.client.shutdown, None), name="langfuse-old", daemon=True
        ).start()

    def _leave(self) -> None:
        _within(self.client.shutdown)


class _ChosenIds(RandomIdGenerator):
    """Random ids, except for the span that is being opened."""

    def __init__(self) -> None:
        self._chosen = threading.local()

    @contextmanager
    def choosing(self, trace_id: int, span_id: int) -> Iterator[None]:
        """While open, this thread's next span has these ids."""
        self._chosen.ids = (trace_id, span_id)
        try:
            yield
        finally:
            self._chosen.ids = None

    def generate_trace_id(self) -> int:
        chosen = getattr(self._chosen, "ids", None)
        return int(chosen[0]) if chosen else super().generate_trace_id()

    def generate_span_id(self) -> int:
        chosen = getattr(self._chosen, "ids", None)
        return int(chosen[1]) if chosen else super().generate_span_id()


def _given(marks: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in marks.items() if value}


def _within(call: Callable[[], None], seconds: float = _PATIENCE_S) -> bool:
    """Run in a thread, leave it behind after so many seconds, and say whether it ended; a daemon
    does not hold up the exit.
    """
    thread = threading.Thread(
        target=lambda: quietly(call, None), name="langfuse-flush", daemon=True
    )
    thread.start()
    thread.join(seconds)
    return not thread.is_alive()
