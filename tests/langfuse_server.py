"""A Langfuse server on loopback that speaks the real protocol and refuses what the real one would.

Traces: OTLP protobuf, gzip.
Scores: a list, checked by the SDK's own models, overwritten by the same id and timestamp; removed
by id. With `queues` they behave as a real server's: written after 15 seconds, deleted at once and
then once in 120, all by a clock that only `advance` moves. Usage is added up by key. Prompts v2:
GET by name and label or version, POST for a new version, PATCH for labels.
Projects. Datasets. Modes make it ill.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal, Self, cast
from urllib.parse import parse_qs, unquote, urlsplit

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue
from pydantic import SecretStr

from config.settings import LangfuseSettings
from tests import langfuse_reading

Mode = Literal["healthy", "refusing", "failing", "hanging", "garbage"]
PROJECT = "project-of-the-test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A span as it arrived."""

    name: str
    trace_id: str
    span_id: str
    parent_id: str
    start: int
    end: int
    attributes: dict[str, object]
    resource: dict[str, object]

    @property
    def kind(self) -> object:
        """What Langfuse shows it as."""
        return self.attributes.get("langfuse.observation.type")

    def text(self, name: str) -> str:
        """An attribute of the observation, empty when it is not there."""
        return str(self.attributes.get(f"langfuse.observation.{name}", ""))


@dataclass
class Received:
    """All that came in."""

    spans: list[Span] = field(default_factory=list)
    scores: dict[tuple[str, str], dict[str, object]] = field(default_factory=dict)
    prompts: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    items: dict[str, dict[str, object]] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)


class LangfuseServer:
    """Use as a context manager; every server has keys of its own, since the SDK keeps one client
    per key.
    """

    def __init__(self, mode: Mode = "healthy") -> None:
        self.mode: Mode = mode
        self.version = "4.60.1"
        self.received = Received()
        self.public_key = f"pk-lf-{uuid.uuid4().hex}"
        self.secret_key = f"sk-lf-{uuid.uuid4().hex}"
        self.now = 0.0  # of the queues
        self.queues = False
        self.configs: list[dict[str, object]] = []
        self.annotation_queues: list[dict[str, object]] = []
        self.queued: list[dict[str, object]] = []
        self.removed_traces: list[str] = []
        self.removal_reply: tuple[int, bytes] | None = None  # in place of removing
        self._waiting: list[tuple[float, Callable[[], None]]] = []
        self._deleted_at = float("-inf")
        self.changed = threading.Condition()
        self.closing = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()

    @property
    def address(self) -> LangfuseSettings:
        """What the app needs to reach it."""
        return LangfuseSettings(
            base_url=self.url,
            public_key=self.public_key,
            secret_key=SecretStr(self.secret_key),
            release="1.2.3",
        )

    def advance(self, seconds: float) -> None:
        """Let time pass in the queues, and what is due be done in its order."""
        with self.changed:
            end = self.now + seconds
            while due := sorted((each for each in self._waiting if each[0] <= end), key=_first):
                self._waiting.remove(due[0])
                self.now = max(self.now, due[0][0])
                due[0][1]()
            self.now = end
            self.changed.notify_all()

    def write(self, score: dict[str, object]) -> None:
        """Write a score: at once, or after the queue of writing."""
        key = (str(score["id"]), str(score["timestamp"]))
        self._do(15.0, lambda: self.received.scores.update({key: score}))

    def delete(self, score_id: str) -> None:
        """Delete what has this id by then: at once, or at the next turn of the queue."""

        def run() -> None:
            self._deleted_at = self.now
            for key in [key for key in self.received.scores if key[0] == score_id]:
                del self.received.scores[key]

        self._do(max(0.0, self._deleted_at + 120 - self.now), run)

    def _do(self, delay: float, work: Callable[[], None]) -> None:
        if self.queues and delay:
            self._waiting.append((self.now + delay, work))
        else:
            work()

    def add_prompt(
        self,
        name: str,
        messages: object,
        *,
        labels: tuple[str, ...] = ("production",),
        config: object = None,
        note: str = "",
    ) -> int:
        """Keep a new version, and return its number. A string makes a text prompt."""
        with self.changed:
            versions = self.received.prompts.setdefault(name, [])
            self._take_labels(name, labels)
            versions.append(
                {
                    "name": name,
                    "version": len(versions) + 1,
                    "type": "text" if isinstance(messages, str) else "chat",
                    "prompt": messages,
                    "config": {"temperature": 0.1} if config is None else config,
                    "labels": [*labels],
                    "tags": [],
                    "commitMessage": note or f"version {len(versions) + 1}",
                }
            )
            return len(versions)

    def give_label(self, name: str, version: int, labels: tuple[str, ...]) -> dict[str, object]:
        """Put labels on a version; a label is on one version at a time."""
        with self.changed:
            self._take_labels(name, labels)
            chosen = self.received.prompts[name][version - 1]
            chosen["labels"] = [*cast(list[str], chosen["labels"]), *labels]
            return chosen

    def _take_labels(self, name: str, labels: tuple[str, ...]) -> None:
        for version in self.received.prompts.get(name, []):
            version["labels"] = [
                each for each in cast(list[str], version["labels"]) if each not in labels
            ]

    def wait_for(self, condition: Callable[[Received], bool]) -> Received:
        """Return what was received once it fulfils the condition.

        Raises:
            AssertionError: it did not within 15 seconds.
        """
        with self.changed:
            came = self.changed.wait_for(lambda: condition(self.received), timeout=60)
            got = self.received
            assert came, (
                f"{[span.name for span in got.spans]}, {len(got.scores)} scores, {got.paths}"
            )
            return got


def _first(waiting: tuple[float, Callable[[], None]]) -> float:
    return waiting[0]


def _handler(server: LangfuseServer) -> type[BaseHTTPRequestHandler]:
    expected = (
        "Basic " + base64.b64encode(f"{server.public_key}:{server.secret_key}".encode()).decode()
    )

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # one write per reply, or the kernel holds back its second half for 40 ms

        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            self._serve()

        def do_POST(self) -> None:
            self._serve()

        def do_PATCH(self) -> None:
            self._serve()

        def do_DELETE(self) -> None:
            self._serve()

        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            with server.changed:
                server.received.paths.append(self.path)
            if server.mode == "hanging":
                server.closing.wait()
                self.close_connection = True
                return
            status, reply = self._reply(body)
            with server.changed:
                server.changed.notify_all()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def _reply(self, body: bytes) -> tuple[int, bytes]:
            if server.mode == "garbage":
                return 200, b"\x00<html>not what you asked for"
            if server.mode == "failing":
                return 500, b'{"message": "Internal server error"}'
            if self.path == "/api/public/health":
                return 200, json.dumps({"status": "OK", "version": server.version}).encode()
            if server.mode == "refusing" or self.headers.get("Authorization") != expected:
                return 401, b'{"message": "Invalid credentials"}'
            url = urlsplit(self.path)
            if self.command == "POST" and url.path == "/api/public/otel/v1/traces":
                return self._traces(body)
            if self.command == "POST" and url.path == "/api/public/scores":
                return _take_scores(server, body)
            if self.command == "DELETE" and url.path.startswith("/api/public/scores/"):
                return _remove_score(server, unquote(url.path.rsplit("/", 1)[1]))
            if self.command == "GET" and url.path == "/api/public/projects":
                return 200, json.dumps({"data": [_project()]}).encode()
            if self.command == "POST" and url.path == "/api/public/v2/prompts":
                return _take_prompt(server, body)
            if self.command == "PATCH" and url.path.startswith("/api/public/v2/prompts/"):
                *_, name, _, number = url.path.split("/")
                labels = tuple(json.loads(body)["newLabels"])
                return 200, json.dumps(
                    server.give_label(unquote(name), int(number), labels)
                ).encode()
            if self.command == "GET" and url.path.startswith("/api/public/v2/prompts/"):
                return _find_prompt(
                    server, unquote(url.path.rsplit("/", 1)[1]), parse_qs(url.query)
                )
            if self.command == "GET" and url.path == "/api/public/v2/observations":
                with server.changed:
                    return 200, langfuse_reading.observations(
                        server.received, parse_qs(url.query), PROJECT
                    )
            if self.command == "GET" and url.path == "/api/public/v3/scores":
                with server.changed:
                    return 200, langfuse_reading.scores(
                        server.received, parse_qs(url.query), PROJECT
                    )
            if self.command == "DELETE" and url.path == "/api/public/traces":
                return _remove_traces(server, body)
            if (listed := _lists(server, self.command, url.path, body)) is not None:
                return listed
            if url.path.startswith(("/api/public/v2/datasets", "/api/public/dataset-items")):
                return _datasets(server, self.command, url.path, parse_qs(url.query), body)
            return 404, b'{"message": "Not found"}'

        def _traces(self, body: bytes) -> tuple[int, bytes]:
            if self.headers.get("Content-Type") != "application/x-protobuf":
                return 400, b'{"message": "not protobuf"}'
            sent = gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body
            request = ExportTraceServiceRequest.FromString(sent)
            with server.changed:
                server.received.bodies.append(sent)
                server.received.spans.extend(_spans(request))
            return 200, b""

    return Handler


def _spans(request: ExportTraceServiceRequest) -> list[Span]:
    return [
        Span(
            name=span.name,
            trace_id=span.trace_id.hex(),
            span_id=span.span_id.hex(),
            parent_id=span.parent_span_id.hex(),
            start=span.start_time_unix_nano,
            end=span.end_time_unix_nano,
            attributes=_attributes(span.attributes),
            resource=_attributes(sent.resource.attributes),
        )
        for sent in request.resource_spans
        for scope in sent.scope_spans
        for span in scope.spans
    ]


def _attributes(attributes: object) -> dict[str, object]:
    pairs: list[KeyValue] = list(attributes)  # type: ignore[call-overload]
    return {pair.key: _value(pair.value) for pair in pairs}


def _value(value: AnyValue) -> object:
    kind = value.WhichOneof("value")
    if kind == "array_value":
        return [_value(item) for item in value.array_value.values]
    return getattr(value, kind) if kind else None


def _take_scores(server: LangfuseServer, body: bytes) -> tuple[int, bytes]:
    from langfuse.api.scores import CreateScoreRequest

    scores = json.loads(body)
    if not isinstance(scores, list):
        return 400, b'{"message": "a list is expected"}'
    with server.changed:
        server.received.bodies.append(body)
        for score in scores:
            CreateScoreRequest.model_validate(score)
            server.write(score)
    return 202, b'{"message": "Accepted"}'


def _remove_score(server: LangfuseServer, score_id: str) -> tuple[int, bytes]:
    with server.changed:
        is_there = any(key[0] == score_id for key in server.received.scores)
        server.delete(score_id)
    if not (is_there or server.queues):
        return 404, b'{"message": "Score not found within authorized project"}'
    return 200, b'{"message": "Score deleted successfully"}'


def _remove_traces(server: LangfuseServer, body: bytes) -> tuple[int, bytes]:
    if server.removal_reply is not None:
        return server.removal_reply
    with server.changed:
        gone = json.loads(body)["traceIds"]
        server.removed_traces += gone
        server.received.spans = [s for s in server.received.spans if s.trace_id not in gone]
    return 200, b'{"message": "Traces deleted successfully"}'


def _lists(
    server: LangfuseServer, command: str, path: str, body: bytes
) -> tuple[int, bytes] | None:
    """Answer for score configs and annotation queues, as far as they are used."""
    now, sent = "2026-11-23T00:00:00.000Z", json.loads(body) if body else {}
    stamps = {"createdAt": now, "updatedAt": now, "projectId": PROJECT}
    meta = {"page": 1, "limit": 100, "totalItems": 0, "totalPages": 1}
    with server.changed:
        listed = {
            "/api/public/score-configs": server.configs,
            "/api/public/annotation-queues": server.annotation_queues,
        }.get(path)
        if listed is not None and command == "GET":
            return 200, json.dumps({"data": listed, "meta": meta}).encode()
        if listed is not None:
            made = {"description": None, "isArchived": False, **sent, **stamps}
            made["id"] = f"id-{sent['name']}"
            listed.append(made)
            return 200, json.dumps(made).encode()
        if path.startswith("/api/public/annotation-queues/") and path.endswith("/items"):
            server.queued.append(sent)
            item = {**sent, **stamps, "id": "item", "queueId": "q", "status": "PENDING"}
            return 200, json.dumps({**item, "completedAt": None}).encode()
    return None


def _take_prompt(server: LangfuseServer, body: bytes) -> tuple[int, bytes]:
    from langfuse.api.prompts.types import CreateChatPromptRequest

    fields = json.loads(body)
    note = str(fields.pop("commitMessage", None) or "")
    sent = CreateChatPromptRequest.model_validate(fields)
    messages = [{"role": each.role, "content": each.content} for each in sent.prompt]  # type: ignore[union-attr]
    server.add_prompt(
        sent.name, messages, labels=tuple(sent.labels or ()), config=sent.config, note=note
    )
    return 201, json.dumps(server.received.prompts[sent.name][-1]).encode()


def _find_prompt(
    server: LangfuseServer, name: str, query: dict[str, list[str]]
) -> tuple[int, bytes]:
    versions = server.received.prompts.get(name, [])
    label, number = query.get("label", ["production"])[0], query.get("version", [""])[0]
    for version in reversed(versions):
        newest = label == "latest" and version is versions[-1]
        if (
            (str(version["version"]) == number)
            if number
            else (newest or label in cast(list[str], version["labels"]))
        ):
            return 200, json.dumps(version).encode()
    return 404, json.dumps(
        {"message": "Prompt not found", "error": "LangfuseNotFoundError"}
    ).encode()


def _datasets(
    server: LangfuseServer, command: str, path: str, query: dict[str, list[str]], body: bytes
) -> tuple[int, bytes]:
    now = "2026-11-23T00:00:00.000Z"
    if path.startswith("/api/public/v2/datasets"):
        name = json.loads(body)["name"] if command == "POST" else unquote(path.rsplit("/", 1)[1])
        about = {
            "id": f"id-{name}",
            "name": name,
            "projectId": PROJECT,
            "metadata": None,
            "createdAt": now,
            "updatedAt": now,
        }
        return 200, json.dumps(about).encode()
    with server.changed:
        if command == "POST":
            sent = json.loads(body)
            server.received.bodies.append(body)
            kept = {
                "expectedOutput": None,
                "metadata": None,
                **sent,
                "status": "ACTIVE",
                "mediaReferences": [],
            }
            kept |= {"datasetId": f"id-{sent['datasetName']}", "createdAt": now, "updatedAt": now}
            server.received.items[sent["id"]] = kept
            return 200, json.dumps(kept).encode()
        name, page = query["datasetName"][0], int(query.get("page", ["1"])[0])
        limit = int(query.get("limit", ["50"])[0])
        items = [item for item in server.received.items.values() if item["datasetName"] == name]
    shown = items[(page - 1) * limit : page * limit]
    meta = {
        "page": page,
        "limit": limit,
        "totalItems": len(items),
        "totalPages": -(-len(items) // limit),
    }
    return 200, json.dumps({"data": shown, "meta": meta}).encode()


def _project() -> dict[str, object]:
    return {"id": PROJECT, "name": "test", "organization": {"id": "o", "name": "o"}, "metadata": {}}


@contextmanager
def langfuse() -> Iterator[LangfuseSettings]:
    """Yield the address of a real Langfuse when LANGFUSE_BASE_URL and keys are set, else of a
    server of our own.
    """
    given = [
        os.environ.get(f"LANGFUSE_{name}", "") for name in ("BASE_URL", "PUBLIC_KEY", "SECRET_KEY")
    ]
    if all(given):
        yield LangfuseSettings(
            base_url=given[0],
            public_key=given[1],
            secret_key=SecretStr(given[2]),
            environment="tests",
        )
        return
    with LangfuseServer() as server:
        yield server.address
