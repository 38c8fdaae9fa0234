"""Langfuse as the sink of records: a record becomes a trace, now or later.

Promise: the same record gives the same trace, span for span, so that sending it again overwrites.
Invariant: with the server away, hanging or refusing, nothing here waits, raises or says more than a
line a minute. Levels and messages hold names of errors only, never text.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from tracing import attributes
from tracing.address import LangfuseAddress, project_mark
from tracing.attributes import Value, as_mark, as_text
from tracing.connection import Connection, connect
from tracing.masking import REASONS, veil_for
from tracing.quiet import quietly
from tracing.record import CallRecord, SentMessage, StepRecord, TurnRecord
from tracing.removals import Removals
from tracing.scores import BOOLEANS, CONFIGS, QUEUE

if TYPE_CHECKING:
    from pathlib import Path

    from opentelemetry.trace import Span

    from tracing.calls import Sent

_ASK_AGAIN_S: Final = 60.0
_KINDS: Final[Mapping[str, str]] = {"retrieve": "retriever"}
_LEVELS: Final[Mapping[str, str]] = {
    "stopped": "WARNING",
    "cut_off": "WARNING",
    "failed": "ERROR",
}
_STOPPED: Final = frozenset({"CancelledError", "GeneratorExit"})


class LangfuseSink:
    """Sends records and scores to one Langfuse project; `removals` is where deletions that may have
    to be repeated are kept.
    """

    def __init__(self, address: LangfuseAddress, removals: Path | None = None) -> None:
        self._connection = connect(address)
        self._veil = veil_for(address.content)
        self._is_masked = address.content == "masked"
        self._project = _Project(self._connection)
        self._project.look_up()
        self._removals = Removals(self._connection, removals)
        self._first_given: dict[str, datetime] = {}
        self.project = project_mark(address)

    def trace_id(self, turn_id: str) -> str:
        """Return the id of a turn's trace."""
        return self._connection.client.create_trace_id(seed=turn_id or None)

    def outline(self, sent: Sent) -> tuple[SentMessage, ...]:
        """Return the messages as a masked trace shows them; nothing where all is shown."""
        if not self._is_masked:
            return ()
        nothing: list[dict[str, object]] = []
        shown = quietly(lambda: self._veil.messages(sent), nothing)
        return tuple(
            SentMessage(role=str(each["role"]), text=str(each["content"])) for each in shown
        )

    def take(self, record: TurnRecord) -> None:
        """Send a record, with its scores."""
        quietly(lambda: self._send(record), None)
        for each in record.scores:
            self.score(
                trace_id=record.trace_id,
                name=each.name,
                value=each.value,
                comment="",
                score_id="",
                at=record.asked_at,
            )

    def score(
        self, *, trace_id: str, name: str, value: float, comment: str, score_id: str, at: datetime
    ) -> None:
        """Put a score on the trace; without a `score_id` there is one per trace and name. A reason
        that was picked is a category of its own, and goes when it is picked no more.
        """
        base = score_id or f"{trace_id}-{name}"
        score_id = self._removals.id_of(base)
        reason = comment.partition(":")[0]

        def give(name: str, value: float | str, kind: Any, score_id: str, said: str) -> None:
            self._connection.client.create_score(
                trace_id=trace_id,
                name=name,
                value=value,
                data_type=kind,
                comment=as_text(self._veil.comment(said)) or None,
                config_id=self._project.configs.get(name),
                score_id=score_id,
                timestamp=self._first_given.setdefault(score_id, at),
            )

        kind = "BOOLEAN" if name in BOOLEANS else "NUMERIC"
        quietly(lambda: give(name, float(value), kind, score_id, comment), None)
        why = f"{base}-reason"
        if reason in REASONS:
            picked = self._removals.id_of(why)
            quietly(lambda: give("thumbs_reason", reason, "CATEGORICAL", picked, ""), None)
            quietly(lambda: self._removals.note_given(why), None)
        else:
            quietly(lambda: self._removals.remove_if_given(why), None)
        if name == "thumbs" and not value:
            self._project.queue_up(trace_id)

    def remove_score(self, *, trace_id: str, name: str, score_id: str) -> None:
        """Take a score back in the background, with the reason that was picked for it."""
        base = score_id or f"{trace_id}-{name}"
        quietly(lambda: self._removals.remove(base), None)
        quietly(lambda: self._removals.remove_if_given(f"{base}-reason"), None)

    def link(self, trace_id: str) -> str:
        """Return the address of the trace's page once the project is known."""
        return self._project.link(trace_id)

    def flush(self) -> None:
        """Send what is waiting, for two seconds at most."""
        self._connection.flush(first=self._removals.wait)

    def _send(self, record: TurnRecord) -> None:
        marks = self._marks(record)
        base = int(record.asked_at.timestamp() * 1e9)
        root = self._start(record, "root", base, record.parent_id)
        root.set_attributes(
            marks
            | {
                attributes.KIND: "chain",
                attributes.INPUT: as_text(self._veil.text(record.question)),
                attributes.OUTPUT: as_text(self._veil.text(record.output)),
                **self._about(record),
            }
        )
        # A turn that came to its end although something was wrong is worth a look too.
        if level := _LEVELS.get(record.status, "WARNING" if record.message else None):
            message = self._veil.name(record.message)
            why = f"{record.status}: {message}" if message else record.status
            root.set_attributes({attributes.LEVEL: level, attributes.STATUS: as_text(why)})
        ids = [_span_id(record, f"step {at}") for at in range(len(record.steps))]
        root_id = _span_id(record, "root")
        for at, step in enumerate(record.steps):
            parent = ids[step.inside] if 0 <= step.inside < at else root_id
            began = base + int(step.began_s * 1e9)
            span = self._start(record, f"step {at}", began, parent, step.name)
            span.set_attributes(marks)
            self._fill(span, step, base)
            self._add_embeddings(record, step, at, base, marks)
            span.end(began + int(step.seconds * 1e9))
        root.end(base + int(record.seconds * 1e9))

    def _start(
        self, record: TurnRecord, place: str, began: int, parent: str, name: str = ""
    ) -> Span:
        return self._connection.start_span(
            name or record.name,
            trace_id=record.trace_id,
            span_id=_span_id(record, place),
            parent_id=parent,
            began=began,
        )

    def _marks(self, record: TurnRecord) -> dict[str, Value]:
        address, session = self._connection.address, record.conversation_id
        if record.is_reading:
            session = f"entry-readings-{record.asked_at.astimezone():%Y-%m-%d}"
        tags = [as_mark(self._veil.name(tag)) for tag in record.tags if as_mark(tag)]
        marks: dict[str, Value] = {
            attributes.TRACE_NAME: as_mark(record.name),
            attributes.SESSION: as_mark(self._veil.name(session)),
            attributes.USER: as_mark(address.user_id),
            attributes.RELEASE: address.release,
            attributes.ENVIRONMENT: "evaluation" if record.parent_id else address.environment,
            attributes.TAGS: tags,
        }
        return {key: value for key, value in marks.items() if value}

    def _about(self, record: TurnRecord) -> dict[str, Value]:
        """Return what traces are filtered by."""
        gave = {step.name.split()[0]: _loaded(step.gave) for step in record.steps}
        plan, found = _mapping(gave.get("plan")), _mapping(gave.get("retrieve"))
        told: dict[str, object] = {
            "mode": record.mode,
            "finish": record.status,
            "options": len(plan.get("options") or ()),
            "plan": plan.get("made_by", ""),
            "entries_searched": found.get("entries_searched", 0),
            "passages": len(record.passages),
            "passages_cited": sum(each.cited for each in record.passages),
            "prompt": record.prompt,
            "app": self._connection.address.release,
        }
        return {
            f"{attributes.METADATA}.{name}": as_text(value)
            for name, value in told.items()
            if value != ""
        }

    def _fill(self, span: Span, step: StepRecord, base: int) -> None:
        calls = [call for call in step.calls if call.kind == "generation"]
        span.set_attribute(attributes.KIND, _KINDS.get(step.name, "span"))
        if step.given:
            given = self._veil.value(_loaded(step.given))
            span.set_attribute(attributes.INPUT, as_text(given))
        if step.gave:
            key = f"{attributes.METADATA}.result" if calls else attributes.OUTPUT
            span.set_attribute(key, as_text(self._veil.value(_loaded(step.gave))))
        if calls:
            self._fill_calls(span, calls, base)
        if step.trouble:
            self._mark(span, step.trouble)

    def _fill_calls(self, span: Span, calls: list[CallRecord], base: int) -> None:
        """Make a step the generation of its calls: the last one's words, the tokens of all."""
        last, usage = calls[-1], Counter[str]()
        for call in calls:
            usage.update(call.usage)
        messages = last.outline if self._is_masked else last.messages
        shown = [{"role": each.role, "content": each.text} for each in messages]
        marks: dict[str, Value] = {
            attributes.KIND: "generation",
            attributes.INPUT: as_text(shown),
            attributes.OUTPUT: as_text(self._veil.text(last.reply)),
            attributes.MODEL: self._veil.name(last.model),
            f"{attributes.METADATA}.finish_reason": self._veil.name(last.finish_reason),
        }
        if last.parameters:
            parameters = self._veil.value(_loaded(last.parameters))
            marks[attributes.PARAMETERS] = as_text(parameters)
        if usage or any(call.usage for call in calls):
            marks[attributes.USAGE] = as_text(dict(usage))
        if last.first_token_s:
            first = base + int((last.began_s + last.first_token_s) * 1e9)
            # The SDK sends this one time as JSON, in quotation marks, and the server expects it so.
            marks[attributes.FIRST_TOKEN_AT] = f'"{_moment(first)}"'
        if len(calls) > 1:
            marks[f"{attributes.METADATA}.attempts"] = len(calls)
        marks |= _prompt_marks(last)
        span.set_attributes({key: value for key, value in marks.items() if value != ""})
        errors = [call.error for call in calls if call.error]
        if last.error:
            self._mark(span, last.error)
        elif errors and last.finish_reason:
            self._level(span, "WARNING", f"after {', '.join(errors)}")
        elif last.warning:
            self._level(span, "WARNING", last.warning)

    def _add_embeddings(
        self, record: TurnRecord, step: StepRecord, at: int, base: int, marks: dict[str, Value]
    ) -> None:
        parent = _span_id(record, f"step {at}")
        for number, call in enumerate(each for each in step.calls if each.kind == "embedding"):
            began = base + int(call.began_s * 1e9)
            span = self._start(record, f"step {at} {number}", began, parent, "embed")
            span.set_attributes(
                marks
                | {
                    attributes.KIND: "embedding",
                    attributes.MODEL: self._veil.name(call.model),
                    attributes.USAGE: as_text(dict(call.usage)),
                    attributes.INPUT: as_text(_loaded(call.parameters)),
                }
            )
            if call.error:
                self._mark(span, call.error)
            span.end(began + int(call.seconds * 1e9))

    def _mark(self, span: Span, error: str) -> None:
        if error in _STOPPED:
            self._level(span, "WARNING", "stopped")
        else:
            self._level(span, _LEVELS.get(error, "ERROR"), error)

    @staticmethod
    def _level(span: Span, level: str, message: str) -> None:
        span.set_attributes({attributes.LEVEL: level, attributes.STATUS: message})


class _Project:
    """What is known of the project: its id, its score configs, its queue; asked for in the
    background.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._project_id = ""
        self._queue_id = ""
        self._asked_at = float("-inf")
        self._lock = threading.Lock()
        self.configs: dict[str, str] = {}

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
        self._in_background(self._ask)

    def queue_up(self, trace_id: str) -> None:
        """Put a trace into the queue of answers to look at."""
        if self._queue_id:
            self._in_background(lambda: self._add_to_queue(trace_id))

    def _ask(self) -> None:
        options: Any = {"max_retries": 0}
        found = self._connection.client.api.projects.get(request_options=options)
        if found.data:
            self._project_id = found.data[0].id
        with suppress(Exception):  # an older server has no such lists, and nothing hangs on them
            self._read_lists(options)

    def _read_lists(self, options: Any) -> None:
        api = self._connection.client.api
        listed = api.score_configs.get(limit=100, request_options=options)
        self.configs = {each.name: each.id for each in listed.data if each.name in CONFIGS}
        queues = api.annotation_queues.list_queues(limit=100, request_options=options)
        self._queue_id = next((each.id for each in queues.data if each.name == QUEUE), "")

    def _add_to_queue(self, trace_id: str) -> None:
        from langfuse.api.annotation_queues.types import AnnotationQueueObjectType

        self._connection.client.api.annotation_queues.create_queue_item(
            self._queue_id, object_id=trace_id, object_type=AnnotationQueueObjectType("TRACE")
        )

    def _in_background(self, work: Any) -> None:
        threading.Thread(
            target=lambda: quietly(work, None), name="langfuse-project", daemon=True
        ).start()


def find_missing(
    address: LangfuseAddress, records: Iterable[TurnRecord], since: datetime
) -> list[TurnRecord]:
    """Return the records whose traces the server does not have.

    Raises:
        Exception: the server cannot be asked.
    """
    api = connect(address).client.api
    there: set[str] = set()
    cursor: str | None = None
    while True:
        page = api.observations.get_many(
            from_start_time=since - timedelta(minutes=5),
            fields="core,basic",
            limit=1000,
            cursor=cursor,
            request_options={"max_retries": 1},
        )
        there |= {each.trace_id for each in page.data if each.trace_id}
        cursor = getattr(page.meta, "cursor", None)
        if not cursor or not page.data:
            break
    return [record for record in records if record.trace_id and record.trace_id not in there]


def _prompt_marks(call: CallRecord) -> dict[str, Value]:
    """Return which version of which prompt was sent, always; and Langfuse's link, if it is one of
    its versions.
    """
    if not call.prompt_name:
        return {}
    is_linked = call.prompt_source == "langfuse"
    version = call.prompt_version if is_linked else f"file:{call.prompt_version}"
    marks: dict[str, Value] = {
        f"{attributes.METADATA}.prompt_name": call.prompt_name,
        f"{attributes.METADATA}.prompt_version": version,
    }
    if is_linked and call.prompt_version.isdigit():
        marks[attributes.PROMPT_NAME] = call.prompt_name
        marks[attributes.PROMPT_VERSION] = int(call.prompt_version)
    return marks


def _span_id(record: TurnRecord, place: str) -> str:
    return hashlib.sha256(f"{record.trace_id} {record.turn_id} {place}".encode()).hexdigest()[:16]


def _moment(nanoseconds: int) -> str:
    moment = datetime.fromtimestamp(nanoseconds / 1e9, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _loaded(text: str) -> object:
    """Return what a record keeps as JSON; a text that is none stays a text."""
    try:
        return json.loads(text) if text else ""
    except ValueError:
        return text


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
