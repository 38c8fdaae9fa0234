"""Mends what servers send in place of OpenAI's stream, before a client reads it.

Promise: a whole reply is read as a stream of one piece; `[DONE]` without a finish_reason is a whole
answer. Invariant: what is well-formed passes byte by byte.
"""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

_DATA = b"data:"
_DONE = b"[DONE]"


@dataclass(slots=True)
class Line:
    """What is seen of the wire during one answer: sockets to close, when the first piece of a reply
    came, and whether a piece was thought.
    """

    sockets: list[Any] = field(default_factory=list)
    first_at: float = 0.0
    thought: bool = False


async def mend_stream(chunks: AsyncIterator[bytes], line: Line | None) -> AsyncIterator[bytes]:
    """Yield the events of a reply to a request that asked for a stream."""
    state = _Seen(line)
    held = b""
    async for chunk in chunks:
        held += chunk
        if state.is_whole is None:
            begun = held.lstrip(b"\xef\xbb\xbf \r\n\t")
            if not begun:
                continue
            state.is_whole = begun[:1] == b"{"
        if state.is_whole:
            continue
        *lines, held = held.split(b"\n")
        for each in lines:
            yield state.mend_line(each) + b"\n"
    if state.is_whole:
        for event in _events(held):
            yield event
    elif held:
        yield state.mend_line(held)


class _Seen:
    """What came until now."""

    def __init__(self, line: Line | None) -> None:
        self.is_whole: bool | None = None
        self._line = line
        self._last: dict[str, Any] = {}
        self._finished = False

    def mend_line(self, line: bytes) -> bytes:
        """Return the line, with the end that is missing before the mark of the end."""
        if not line.startswith(_DATA):
            return line
        data = line[len(_DATA) :].strip()
        if data == _DONE:
            if self._finished or not self._last:
                return line
            self._finished = True
            end = {"index": 0, "delta": {}, "finish_reason": "stop"}
            return _event({**self._last, "usage": None, "choices": [end]}) + line
        # Read only what can matter: most lines are a word or two.
        if b"finish_reason" in data or not self._last or self._is_waiting():
            self._look(data)
        return line

    def _is_waiting(self) -> bool:
        return self._line is not None and not self._line.first_at

    def _look(self, data: bytes) -> None:
        try:
            chunk = json.loads(data)
        except ValueError:
            return
        choices = chunk.get("choices") if isinstance(chunk, dict) else None
        if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
            return
        self._last = chunk
        self._finished = self._finished or bool(choices[0].get("finish_reason"))
        delta = choices[0].get("delta")
        if isinstance(delta, dict) and self._line is not None and self._is_waiting():
            thought = bool(delta.get("reasoning_content") or delta.get("reasoning"))
            self._line.thought = self._line.thought or thought
            if thought or delta.get("content"):
                self._line.first_at = time.monotonic()


def _events(body: bytes) -> list[bytes]:
    """Return a whole reply, or one of a JSON object a line, as events of a stream."""
    try:
        replies = [json.loads(body.decode("utf-8-sig"))]
    except ValueError:
        lines = [line for line in body.splitlines() if line.strip()]
        # What is no JSON is passed on as it is: the client says what it thinks of it.
        return [_DATA + b" " + line.strip() + b"\n\n" for line in lines]
    return [_event(_as_chunk(reply)) for reply in replies] + [_DATA + b" " + _DONE + b"\n\n"]


def _as_chunk(reply: Any) -> Any:
    choices = reply.get("choices") if isinstance(reply, dict) else None
    if not isinstance(choices, list):
        return reply
    turned = [
        {
            "index": at,
            "delta": choice.get("message") or choice.get("delta") or {},
            "finish_reason": choice.get("finish_reason") or "stop",
        }
        for at, choice in enumerate(choices)
        if isinstance(choice, dict)
    ]
    return {**reply, "object": "chat.completion.chunk", "choices": turned}


def _event(value: Any) -> bytes:
    return _DATA + b" " + json.dumps(value, ensure_ascii=False).encode() + b"\n\n"
