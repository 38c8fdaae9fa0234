"""What turns did, recorded once; Langfuse as a sink of the records.

Limit: `langfuse` is imported only by `build_tracer` with an address, never by importing this
package.
"""

from __future__ import annotations

from pathlib import Path

from tracing.address import LangfuseAddress
from tracing.check import ConnectionReport, check_connection
from tracing.masking import CONTENTS, REASONS, Content
from tracing.null import NullTracer
from tracing.quiet import is_troubled
from tracing.record import CallRecord, PassageRecord, Score, SentMessage, StepRecord, TurnRecord
from tracing.recording import Parent, Recorder, RecordingTracer, belonging_to, embedding_call
from tracing.tracer import LinkedPrompt, Status, Step, Tracer, TurnTrace

__all__ = [
    "CONTENTS",
    "REASONS",
    "CallRecord",
    "ConnectionReport",
    "Content",
    "LangfuseAddress",
    "LinkedPrompt",
    "NullTracer",
    "Parent",
    "PassageRecord",
    "Recorder",
    "RecordingTracer",
    "Score",
    "SentMessage",
    "Status",
    "Step",
    "StepRecord",
    "Tracer",
    "TurnRecord",
    "TurnTrace",
    "belonging_to",
    "build_tracer",
    "check_connection",
    "embedding_call",
    "is_troubled",
]


def build_tracer(langfuse: LangfuseAddress | None, removals: Path | None = None) -> Tracer:
    """Return a tracer for the project, or one that sends nothing without an address or with
    `off`; in `removals` it keeps which scores are still to be removed.
    """
    if langfuse is None or langfuse.content == "off":
        return NullTracer()
    from tracing.langfuse_sink import LangfuseSink  # noqa: PLC0415 (brings opentelemetry)

    return Recorder(LangfuseSink(langfuse, removals))
