"""Sends later what a slow or absent server missed: the records on disk are compared with the
server's list of traces.

Limit: of the last thirty days. Invariant: a trace that is there is not sent again, and none goes to
another project than the one that it was made for.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from files.atomic import write_atomic
from tracing.address import LangfuseAddress, project_mark
from tracing.record import TurnRecord

_log = logging.getLogger(__name__)
_LONGEST: Final = timedelta(days=30)
# What is younger may still be in the server's queue.
_IN_FLIGHT: Final = timedelta(minutes=1)
_NEVER: Final = datetime.min.replace(tzinfo=UTC)
Rate = Callable[[TurnRecord], None]


@dataclass(frozen=True, slots=True)
class Resent:
    """How many turns were looked at, and how many of their traces were sent again."""

    looked_at: int = 0
    sent: int = 0


def _rate_nothing(record: TurnRecord) -> None:
    """Put no rating on a trace."""


def resend_missing(
    address: LangfuseAddress,
    records: Callable[[datetime, datetime], Iterable[TurnRecord]],
    confirmed: Path,
    *,
    rate: Rate = _rate_nothing,
    now: datetime | None = None,
) -> Resent:
    """Send the traces of records since the last confirmed moment that the server does not have;
    `rate` puts the person's rating on one that is sent.

    Raises:
        ConnectionError: the server cannot be asked.
        JournalError: the records cannot be read.
    """
    from tracing.langfuse_sink import LangfuseSink, find_missing

    now, project = now or datetime.now(UTC), project_mark(address)
    moments = _read(confirmed)
    since, until = max(moments.get(project, _NEVER), now - _LONGEST), now - _IN_FLIGHT
    known = [each for each in records(since, until) if each.trace_id and each.made_for == project]
    if not known:
        return Resent()
    try:
        missing = find_missing(address, known, since)
    except Exception as error:
        raise ConnectionError(type(error).__name__) from error
    sink = LangfuseSink(address)
    for record in missing:
        sink.take(record)
        rate(record)
    sink.flush()
    if not missing:  # what was sent now is looked for next time
        told = {**moments, project: until}
        kept = {mark: moment.isoformat() for mark, moment in told.items()}
        write_atomic(confirmed, json.dumps(kept).encode())
    return Resent(len(known), len(missing))


def resend_quietly(
    address: LangfuseAddress,
    records: Callable[[datetime, datetime], Iterable[TurnRecord]],
    confirmed: Path,
    rate: Rate,
) -> None:
    """Do so in the background of a start: what fails is tried at the next."""
    try:
        resend_missing(address, records, confirmed, rate=rate)
    except Exception as error:  # noqa: BLE001  a start must not fail for it
        _log.info("Traces were not compared: %s", type(error).__name__)


def _read(confirmed: Path) -> dict[str, datetime]:
    """Return the last confirmed moment of each project."""
    try:
        kept = json.loads(confirmed.read_bytes())
        return {str(mark): datetime.fromisoformat(moment) for mark, moment in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
