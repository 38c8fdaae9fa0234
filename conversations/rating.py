"""The thumb that a person gave an answer, put on its trace again when that is sent late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversations.store import ConversationStore

if TYPE_CHECKING:
    from tracing.record import TurnRecord
    from tracing.tracer import Tracer


def rate_again(store: ConversationStore, tracer: Tracer, record: TurnRecord) -> None:
    """Put the thumb of a turn on its trace, if there is one, by the name that it was given under.

    Raises:
        StorageError: the conversations cannot be read.
    """
    turn = store.turn(record.turn_id)
    if turn is None or turn.thumbs is None:
        return
    tracer.score(
        trace_id=record.trace_id,
        name="thumbs",
        value=float(turn.thumbs),
        comment=turn.comment,
        score_id=f"{turn.id}-thumbs",
        at=turn.asked_at,
    )
