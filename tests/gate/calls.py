"""Calls of an ASGI app by hand: what a browser or a hostile page would send, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.apart import run_apart

HOME = "127.0.0.1:8501"


class Inside:
    """Stands where the page is; notes what reaches it."""

    def __init__(self) -> None:
        self.reached: list[Scope] = []
        self.heard: list[Message] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer everything with a word of the journal."""
        self.reached.append(scope)
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.accept"})
            while True:
                message = await receive()
                if message["type"] == "websocket.disconnect":
                    return
                self.heard.append(message)
                await send({"type": "websocket.send", "bytes": b"diary"})
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"diary"})


@dataclass(kw_only=True)
class Reply:
    """What came back."""

    messages: list[Message] = field(default_factory=list)

    @property
    def status(self) -> int:
        """The status of HTTP; of a websocket 101 where it was accepted, else 403."""
        first = self.messages[0]
        if first["type"].startswith("websocket"):
            return 101 if first["type"] == "websocket.accept" else 403
        return int(first["status"])

    @property
    def text(self) -> str:
        """The body."""
        return b"".join(each.get("body", b"") for each in self.messages).decode()

    @property
    def is_closed(self) -> bool:
        """Whether the websocket was closed from here."""
        return str(self.messages[-1]["type"]) == "websocket.close"

    def header(self, name: str) -> str:
        """Return a header of the response, or empty."""
        found = dict(self.messages[0].get("headers", ())).get(name.encode(), b"")
        return bytes(found).decode()


def call(
    app: ASGIApp,
    headers: Iterable[tuple[str, str]],
    *,
    kind: str = "http",
    method: str = "GET",
    path: str = "/",
    server: tuple[str, int | None] = ("127.0.0.1", 8501),
    body: bytes = b"",
    scheme: str = "",
    frames: Iterable[bytes] = (),
) -> Reply:
    """Send one request, or open one websocket and send its frames, and return the reply."""
    query = path.partition("?")[2]
    scope: Scope = {
        "type": kind,
        "method": method,
        "path": path.partition("?")[0],
        "query_string": query.encode(),
        "scheme": scheme or ("ws" if kind == "websocket" else "http"),
        "server": server,
        "client": ("127.0.0.1", 40000),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers],
    }
    if kind == "websocket":
        waiting: list[Message] = [
            {"type": "websocket.connect"},
            *({"type": "websocket.receive", "bytes": each} for each in frames),
        ]
        last: Message = {"type": "websocket.disconnect", "code": 1000}
    else:
        waiting = [{"type": "http.request", "body": body, "more_body": False}]
        last = {"type": "http.disconnect"}
    reply = Reply()

    async def receive() -> Message:
        return waiting.pop(0) if waiting else last

    async def send(message: Message) -> None:
        reply.messages.append(message)

    async def run() -> None:
        await app(scope, receive, send)

    run_apart(run())
    return reply
