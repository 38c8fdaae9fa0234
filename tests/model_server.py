"""An OpenAI-compatible server over real HTTP whose behaviour is scripted, one step for each chat
request.

`with ModelServer() as server:` listens on a free loopback port; `server.script(Say("…"), Fail(429),
…)` queues steps, `server.plan(…)` those of requests for a plan; without one a plausible answer is
made from the prompt's own passages. `python -m tests.model_server --port 8398`.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import math
import re
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal

Json = dict[str, object]
Ending = Literal[
    "stop", "length", "content_filter", "clean_close", "broken", "hang", "error", "junk"
]
MODELS = ("fake-chat", "fake-embedding")


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Answer with `text`, in pieces of `piece` characters, and end as told.

    `clean_close` ends without a finish_reason, `broken` in the middle of a chunk, `hang` says
    nothing more until the client leaves, `error` puts an error object into the stream, `junk` a
    line that is no JSON.
    """

    text: str = ""
    piece: int = 12
    pace: float = 0.0
    ending: Ending = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fail:
    """Answer with an HTTP error."""

    status: int
    code: str = ""
    message: str = "refused"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """Answer with these bytes, whatever was asked for: all at once, in chunks of `piece` bytes, or,
    where it `closes`, to the end of the connection.
    """

    body: bytes
    kind: str = "text/event-stream"
    headers: Mapping[str, str] = field(default_factory=dict)
    piece: int = 0
    closes: bool = False


Step = Say | Fail | Raw | Callable[[Json], Say | Fail | Raw]


class ModelServer:
    """A server in a thread of this process."""

    def __init__(self, *, port: int = 0, pace: float = 0.0, dimensions: int = 256) -> None:
        self.requests: list[Json] = []
        self.embedded: list[str] = []
        self.recordings: list[bytes] = []
        self.embedding_failure: Fail | None = None
        self.most_texts = 2_048  # that a call for embeddings may hold
        self.floats_only = False  # refuse vectors in base64, as some servers do
        self.models: tuple[str, ...] = MODELS
        self.key = ""
        self.pace = pace
        self.dimensions = dimensions
        self.left = threading.Event()  # set when a client has gone away during an answer
        self.closing = threading.Event()
        self.always: Step = plausible  # what comes where nothing is queued
        self.count: Callable[[Json], int] = _count  # the tokens of a request, as `usage` tells them
        # What GET and POST give at other paths, by path; bytes as they are.
        self.answers: Mapping[str, object] = {}
        self._steps: deque[Step] = deque()
        self._plans: deque[Step] = deque()
        handler = type("Handler", (_Handler,), {"model_server": self})
        self._http = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self._http.daemon_threads = True
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )

    @property
    def url(self) -> str:
        """The base address, ending in /v1."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def script(self, *steps: Step) -> None:
        """Queue what the next chat requests get that ask for no plan of a search."""
        self._steps.extend(steps)

    def plan(self, *steps: Step) -> None:
        """Queue what the next requests for a plan of a search get."""
        self._plans.extend(steps)

    @property
    def answers_asked(self) -> list[Json]:
        """The chat requests so far that asked for no plan of a search."""
        return [each for each in self.requests if not asks_for_plan(each)]

    def next_step(self, request: Json) -> Say | Fail | Raw:
        """Take the step for a request; the built-in answer when nothing is queued."""
        queue = self._plans if asks_for_plan(request) else self._steps
        step = queue.popleft() if queue else self.always
        made = step if isinstance(step, (Say, Fail, Raw)) else step(request)
        if step is made or isinstance(made, (Fail, Raw)):
            return made
        return Say(
            text=made.text, piece=made.piece, pace=made.pace or self.pace, ending=made.ending
        )

    def __enter__(self) -> ModelServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()

    def serve_forever(self) -> None:
        """Serve in this thread until interrupted."""
        self._http.serve_forever()


class _Handler(BaseHTTPRequestHandler):
    model_server: ModelServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if not self._known_key():
            return
        if self.path in self.model_server.answers:
            self._json(200, self.model_server.answers[self.path])
        elif self.path.rstrip("/").endswith("/models"):
            data = [
                {"id": name, "object": "model", "owned_by": "tests"}
                for name in self.model_server.models
            ]
            self._json(200, {"object": "list", "data": data})
        else:
            self._error(Fail(status=404, message="404 page not found"))

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if not self._known_key():
            return
        if self.path.endswith("/audio/transcriptions"):
            self._hear(sent)
            return
        body: Json = json.loads(sent or b"{}")
        if self.path in self.model_server.answers:
            self._json(200, self.model_server.answers[self.path])
        elif self.path.endswith("/embeddings"):
            self._embed(body)
        elif not self.path.endswith("/chat/completions"):
            self._error(Fail(status=404, message="404 page not found"))
        elif body.get("model") not in self.model_server.models:
            unknown = f"The model {body.get('model')} does not exist"
            self._error(Fail(status=404, code="model_not_found", message=unknown))
        else:
            self.model_server.requests.append(body)
            step = self.model_server.next_step(body)
            if isinstance(step, Fail):
                self._error(step)
            elif isinstance(step, Raw):
                self._send_raw(step)
            elif body.get("stream"):
                self._stream(body, step)
            else:
                self._whole(body, step)

    def _send_raw(self, step: Raw) -> None:
        headers = {"Content-Type": step.kind, **step.headers}
        if not (step.piece or step.closes):
            self._send(200, step.body, headers)
            return
        self.protocol_version = "HTTP/1.0" if step.closes else "HTTP/1.1"
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name, value)
        if step.closes:
            self.end_headers()
            self.wfile.write(step.body)
        else:
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for at in range(0, len(step.body), step.piece):
                self._chunk(step.body[at : at + step.piece])
            self._chunk(b"")
        self.close_connection = True

    def _hear(self, sent: bytes) -> None:
        """Answer with what the recording is scripted to say."""
        self.model_server.recordings.append(sent)
        step = self.model_server.next_step({"messages": []})
        if isinstance(step, Fail):
            self._error(step)
        else:
            assert isinstance(step, Say)
            self._json(200, {"text": step.text})

    def _known_key(self) -> bool:
        wanted = self.model_server.key
        if wanted and self.headers.get("Authorization") != f"Bearer {wanted}":
            self._error(
                Fail(status=401, code="invalid_api_key", message="Incorrect API key provided")
            )
            return False
        return True

    def _whole(self, body: Json, step: Say) -> None:
        if step.ending == "hang":
            self.model_server.closing.wait()
        message = {"role": "assistant", "content": step.text}
        choice = {"index": 0, "message": message, "finish_reason": _reason(step.ending)}
        head = {
            "id": "chatcmpl-1",
            "created": 1,
            "model": body["model"],
            "object": "chat.completion",
        }
        self._json(200, head | {"choices": [choice], "usage": self._usage(body, step.text)})

    def _stream(self, body: Json, step: Say) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        try:
            self._pieces(body, step)
        except OSError:
            self.model_server.left.set()
        self.close_connection = True

    def _pieces(self, body: Json, step: Say) -> None:
        self._event(body, {"role": "assistant", "content": ""})
        for start in range(0, len(step.text), step.piece):
            self._event(body, {"content": step.text[start : start + step.piece]})
            if step.pace:
                self.model_server.closing.wait(step.pace)
        if step.ending == "hang":
            while not self.model_server.closing.wait(0.05):
                self._chunk(b": waiting\n\n")  # a comment: writing is how a gone client is noticed
        elif step.ending == "broken":
            self.wfile.write(b"ff\r\ndata: {")
            self.wfile.flush()
            self.connection.close()
        elif step.ending == "error":
            self._chunk(
                b'data: {"error": {"message": "the model crashed", "type": "server_error"}}\n\n'
            )
        elif step.ending == "junk":
            self._chunk(b"data: {not json at all\n\n")
        if step.ending in ("stop", "length", "content_filter"):
            self._event(body, {}, _reason(step.ending))
            if body.get("stream_options"):
                self._event(body, None, usage=self._usage(body, step.text))
            self._chunk(b"data: [DONE]\n\n")
        if step.ending not in ("broken", "hang"):
            self._chunk(b"")

    def _usage(self, body: Json, text: str) -> Json:
        into, out = self.model_server.count(body), len(text) // 4
        return {"prompt_tokens": into, "completion_tokens": out, "total_tokens": into + out}

    def _event(
        self, body: Json, delta: Json | None, reason: str | None = None, usage: Json | None = None
    ) -> None:
        choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": reason}]
        head = {
            "id": "chatcmpl-1",
            "created": 1,
            "model": body["model"],
            "object": "chat.completion.chunk",
        }
        event = head | {"choices": choices} | ({"usage": usage} if usage else {})
        self._chunk(f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode())

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _embed(self, body: Json) -> None:
        if failure := self.model_server.embedding_failure:
            self._error(failure)
            return
        given = body["input"]
        texts = (
            [given] if isinstance(given, str) else list(given) if isinstance(given, list) else []
        )
        if len(texts) > self.model_server.most_texts:
            most = self.model_server.most_texts
            told = f"batch size {len(texts)} > maximum allowed batch size {most}"
            self._error(Fail(status=413, message=told))
            return
        if self.model_server.floats_only and body.get("encoding_format") != "float":
            self._error(Fail(status=400, message="encoding_format must be float"))
            return
        if any(not isinstance(text, str) for text in texts):
            self._error(Fail(status=400, message="send text, not token ids"))
            return
        self.model_server.embedded.extend(texts)
        rows = [
            self._row(n, embed(text, self.model_server.dimensions), body)
            for n, text in enumerate(texts)
        ]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        self._json(
            200, {"object": "list", "model": body.get("model"), "data": rows, "usage": usage}
        )

    @staticmethod
    def _row(index: int, vector: list[float], body: Json) -> Json:
        packed = base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()
        value: object = packed if body.get("encoding_format") == "base64" else vector
        return {"object": "embedding", "index": index, "embedding": value}

    def _error(self, failure: Fail) -> None:
        error = {"message": failure.message, "type": "error", "code": failure.code or None}
        data = (failure.body if failure.body is not None else json.dumps({"error": error})).encode()
        self._send(failure.status, data, failure.headers)

    def _json(self, status: int, payload: object) -> None:
        if not isinstance(payload, bytes):
            payload = json.dumps(payload, ensure_ascii=False).encode()
        self._send(status, payload, {})

    def _send(self, status: int, data: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        if "Content-Type" not in headers:
            self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def embed(text: str, dimensions: int) -> list[float]:
    """Return a unit vector of hashed n-grams: texts that share wording are near each other."""
    vector = [0.0] * dimensions
    folded = " ".join(text.lower().split())
    for size in (2, 3):
        for at in range(len(folded) - size + 1):
            digest = hashlib.blake2b(folded[at : at + size].encode(), digest_size=4).digest()
            vector[int.from_bytes(digest, "little") % dimensions] += 1.0
    norm = math.sqrt(sum(x * x for x in vector)) or 1.0
    return [x / norm for x in vector]


def plausible(request: Json) -> Say:
    """Answer as a modest model would: point at sentences of the passages in the prompt, ask one
    question back.
    """
    prompt = prompt_of(request)
    if request.get("response_format"):
        asked = _between(prompt, "question")
        return Say(
            text=json.dumps(
                {"question": asked, "phrases": [asked], "options": []}, ensure_ascii=False
            )
        )
    korean = bool(re.search(r"[가-힣]", _between(prompt, "question")))
    sentences = re.findall(r"^\[(\d+\.\d+)\] (.+)$", _between(prompt, "journal"), re.MULTILINE)
    labels = re.findall(r"^- (.+)$", _between(prompt, "options"), re.MULTILINE)
    return Say(text="\n".join(_plausible_lines(sentences, labels, korean=korean)))


def asks_for_plan(request: Json) -> bool:
    """Say whether a request asks how to search for a question."""
    return "You plan how to search" in json.dumps(request.get("messages"))


def prompt_of(request: Json) -> str:
    """Return the last message of a request."""
    messages = request["messages"]
    assert isinstance(messages, list)
    return str(messages[-1]["content"])


def _plausible_lines(
    sentences: list[tuple[str, str]], labels: list[str], *, korean: bool
) -> Iterator[str]:
    for position, label in enumerate(labels or [""]):
        if label:
            yield f"### {label}"
        words = set(label.lower().split())
        naming = [s for s in sentences if any(word in s[1].lower() for word in words)]
        mine = naming or sentences[position :: len(labels) or 1]
        for pointer, _ in mine[:2]:
            yield (
                f"이런 점을 일기에 적어 두었어요 [{pointer}]."
                if korean
                else f"You wrote about this [{pointer}]."
            )
        if mine:
            yield f"“{mine[0][1][:30].strip()}” [{mine[0][0]}]"
        yield ""
    if len(sentences) > 1:
        yield "## moved"
        first, last = sentences[0][0], sentences[-1][0]
        yield (
            f"처음에는 이렇게 썼고 [{first}], 나중에는 이렇게 썼어요 [{last}]."
            if korean
            else f"First you wrote this [{first}], later this [{last}]."
        )
    yield "## gaps"
    yield from (
        ("- 돈에 대한 이야기", "- 함께 사는 사람의 생각")
        if korean
        else ("- Money", "- What your family thinks")
    )
    yield "## question"
    yield (
        "1년 뒤의 하루를 그려 본다면 무엇을 하고 있나요?"
        if korean
        else "What would an ordinary day look like in a year?"
    )


def _between(text: str, tag: str) -> str:
    match = re.search(rf"<{tag}>\n(.*?)\n</{tag}>", text, re.DOTALL)
    return match[1] if match else ""


def _reason(ending: Ending) -> str | None:
    return ending if ending in ("stop", "length", "content_filter") else None


def _count(request: Json) -> int:
    return len(json.dumps(request, ensure_ascii=False)) // 4


def main() -> None:
    """Serve the plausible answers for trying the page by hand and for browser tests."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8398)
    parser.add_argument("--pace", type=float, default=0.03, help="seconds between streamed pieces")
    args = parser.parse_args()
    server = ModelServer(port=args.port, pace=args.pace)
    print(f"listening on {server.url}, models: {', '.join(MODELS)}", flush=True)  # noqa: T201
    server.serve_forever()


if __name__ == "__main__":
    main()
