"""The thumb that a person gave an answer, on its trace: when it is given, and again when the trace
is sent late. Invariant: none goes to another project than the one that the trace is in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversations.store import ConversationStore

if TYPE_CHECKING:
    from conversations.conversation import StoredTurn
    from tracing.record import TurnRecord
    from tracing.tracer import Tracer


def rate(
    store: ConversationStore, tracer: Tracer, turn: StoredTurn, thumbs: int | None, comment: str
) -> None:
    """Keep the thumb of a turn, or that there is none, and have its trace show it.

    Raises:
        StorageError: the conversations cannot be read or written.
    """
    store.rate(turn.id, thumbs, comment if thumbs is not None else "")
    record = store.record(turn.id)
    if turn.answer.trace_id and (record is None or is_in_project(record, tracer)):
        _put_thumb(tracer, turn, turn.answer.trace_id, thumbs, comment)


def is_in_project(record: TurnRecord, tracer: Tracer) -> bool:
    """Say whether the trace of a turn is in the project that is connected, or may be."""
    return record.made_for in ("", tracer.project)


def rate_again(store: ConversationStore, tracer: Tracer, record: TurnRecord) -> None:
    """Put the thumb of a turn on its trace, if there is one.

    Raises:
        StorageError: the conversations cannot be read.
    """
    turn = store.turn(record.turn_id)
    if turn is not None and turn.thumbs is not None:
        _put_thumb(tracer, turn, record.trace_id, turn.thumbs, turn.comment)


def _put_thumb(
    tracer: Tracer, turn: StoredTurn, trace_id: str, thumbs: int | None, comment: str
) -> None:
    """Have the trace of a turn show this thumb, or none; a thumb has one name whenever it is
    given.
    """
    score_id = f"{turn.id}-thumbs"
    if thumbs is None:
        tracer.remove_score(trace_id=trace_id, name="thumbs", score_id=score_id)
        return
    tracer.score(
        trace_id=trace_id,
        name="thumbs",
        value=float(thumbs),
        comment=comment,
        score_id=score_id,
        at=turn.asked_at,
    )
