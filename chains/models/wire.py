"""Mends what servers send in place of OpenAI's stream, before a client reads it.

Promise: a whole reply is read as a stream of one piece; `[DONE]` without a finish_reason is a whole
answer; of several choices the first is read. Invariant: an event that is well-formed passes byte by
byte.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

_DATA = b"data:"
_ERROR = b"error:"  # a field of llama.cpp's own
_DONE = b"[DONE]"
_MARK = b"\xef\xbb\xbf"
# A break may come in two pieces: a return at the end waits for what follows.
_BREAK = re.compile(rb"\r\n|\n|\r(?!\Z)")


@dataclass(slots=True)
class Line:
    """What is seen of the wire during one answer: sockets to close, when the first piece of a reply
    came, whether a piece was thought, whether the model refused, and whether any piece was one of a
    reply at all.
    """

    sockets: list[Any] = field(default_factory=list)
    first_at: float = 0.0
    thought: bool = False
    refused: bool = False
    is_foreign: bool = False


async def mend_stream(chunks: AsyncIterator[bytes], line: Line | None) -> AsyncIterator[bytes]:
    """Yield the events of a reply to a request that asked for a stream."""
    state = _Seen(line or Line())
    held = b""
    is_whole: bool | None = None
    async for chunk in chunks:
        held += chunk
        if is_whole is None:
            begun = held.removeprefix(_MARK).lstrip()
            if not begun:
                continue
            held, is_whole = begun, begun[:1] == b"{"
        if is_whole:
            continue
        *lines, held = _BREAK.split(held)
        for each in lines:
            yield state.mend_line(each) + b"\n"
    if is_whole:
        for event in _events(held, state):
            yield event
    elif held.strip() and not _is_torn(held):
        yield state.mend_line(held.strip()) + b"\n"


class _Seen:
    """What came until now."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._last: dict[str, Any] = {}
        self._finished = False

    def mend_line(self, line: bytes) -> bytes:
        """Return the line, with the end that is missing before the mark of the end."""
        if line.startswith(_ERROR):
            error = _value(line[len(_ERROR) :])
            return _field({"error": error}) if isinstance(error, dict) else line
        if not line.startswith(_DATA):
            return line
        data = line[len(_DATA) :].strip()
        if not data:
            return b""
        if data == _DONE:
            if self._finished or not self._last:
                return line
            self._finished = True
            end = {"index": 0, "delta": {}, "finish_reason": "stop"}
            return _field({**self._last, "usage": None, "choices": [end]}) + b"\n\n" + line
        value = _value(data)
        if not isinstance(value, dict):
            return line
        mended = _mend(value)
        self._look(mended)
        return line if mended == value and _is_utf8(data) else _field(mended)

    def _look(self, chunk: dict[str, Any]) -> None:
        choices = chunk.get("choices")
        if not isinstance(choices, list):
            self._line.is_foreign = not self._last and "error" not in chunk
            return
        self._line.is_foreign = False
        if not choices:
            return
        self._last = chunk
        self._finished = self._finished or bool(choices[0].get("finish_reason"))
        delta = choices[0]["delta"]
        self._line.refused = self._line.refused or bool(delta.get("refusal"))
        thought = bool(delta.get("reasoning_content") or delta.get("reasoning"))
        if self._line.first_at or not (thought or delta.get("content")):
            return
        self._line.thought = thought
        self._line.first_at = time.monotonic()


def _events(body: bytes, state: _Seen) -> list[bytes]:
    """Return a whole reply, or one of a JSON object a line, as events of a stream."""
    reply = _value(body)
    if reply is not None:
        return [state.mend_line(_field(_as_chunk(reply))) + b"\n\n", _DATA + b" " + _DONE + b"\n\n"]
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    # What is no JSON is passed on as it is: the client says what it thinks of it.
    return [state.mend_line(_DATA + b" " + line) + b"\n\n" for line in lines]


def _as_chunk(reply: Any) -> Any:
    choices = reply.get("choices") if isinstance(reply, dict) else None
    if not isinstance(choices, list):
        return reply
    ended = [
        {**each, "finish_reason": _reason(each) or "stop"}
        for each in choices
        if isinstance(each, dict)
    ]
    return {**reply, "object": "chat.completion.chunk", "choices": ended}


def _mend(chunk: dict[str, Any]) -> dict[str, Any]:
    """Return an event in the shape that a client reads."""
    mended = dict(chunk)
    choices = chunk.get("choices")
    if isinstance(choices, list):
        first = (each for each in choices if isinstance(each, dict) and not each.get("index"))
        mended["choices"] = [_mend_choice(each) for each in first]
    if chunk.get("usage") is not None:
        mended["usage"] = _mend_usage(chunk["usage"])
    return mended


def _mend_choice(choice: dict[str, Any]) -> dict[str, Any]:
    delta = choice.get("delta")
    if not isinstance(delta, dict):
        delta = choice.get("message")
    if not isinstance(delta, dict):
        delta = {"content": choice["text"]} if isinstance(choice.get("text"), str) else {}
    if isinstance(delta.get("content"), dict):
        delta = {**delta, "content": [delta["content"]]}
    mended = {**choice, "delta": delta}
    if "finish_reason" in choice:
        mended["finish_reason"] = _reason(choice)
    return mended


def _reason(choice: dict[str, Any]) -> Any:
    reason = choice.get("finish_reason")
    return None if reason in ("", "null", "None") else reason


def _mend_usage(usage: Any) -> Any:
    """Return usage with whole numbers of tokens, None where it tells none."""
    if not isinstance(usage, dict):
        return None
    counts = {name: count for name, count in usage.items() if name.endswith("_tokens")}
    try:
        return {**usage, **{name: int(float(count or 0)) for name, count in counts.items()}}
    except (ValueError, TypeError, OverflowError):
        return None


def _value(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig", errors="replace"))
    except ValueError:
        return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_torn(line: bytes) -> bool:
    """Say whether the connection ended within this event."""
    data = line.removeprefix(_DATA).strip()
    return line.startswith(_DATA) and data != _DONE and _value(data) is None


def _field(value: Any) -> bytes:
    return _DATA + b" " + json.dumps(value).encode()
