"""Langfuse behind one small interface, and a do-nothing twin of it.

Limit: `langfuse` is imported only by `build_tracer` with an address, never by importing this
package.
"""

from __future__ import annotations

from tracing.address import LangfuseAddress
from tracing.check import ConnectionReport, check_connection
from tracing.masking import CONTENTS, REASONS, Content
from tracing.null import NullTracer
from tracing.quiet import is_troubled
from tracing.record import CallRecord, PassageRecord, Score, SentMessage, StepRecord, TurnRecord
from tracing.recording import RecordingTracer
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
    "PassageRecord",
    "RecordingTracer",
    "Score",
    "SentMessage",
    "Status",
    "Step",
    "StepRecord",
    "Tracer",
    "TurnRecord",
    "TurnTrace",
    "build_tracer",
    "check_connection",
    "is_troubled",
]


def build_tracer(langfuse: LangfuseAddress | None) -> Tracer:
    """Return a tracer for the project, or one that sends nothing without an address or with
    `off`.
    """
    if langfuse is None or langfuse.content == "off":
        return NullTracer()
    from tracing.langfuse_tracer import LangfuseTracer  # noqa: PLC0415 (brings langchain_core)

    return LangfuseTracer(langfuse)
