"""Closes what an answer that was broken off still holds open at the model's server.

A cancellation that comes between two chunks leaves the streams of the libraries below unfinished,
and whoever finishes them later may not reach the socket: 3 of 100 stops left a server writing.
So the sockets of an answer are noted as they open, and closed by name; on the same occasion the
wire is mended. Limit: other providers' clients are their own.
"""

from __future__ import annotations

import zlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Any

from chains.models.wire import Line, mend_stream

if TYPE_CHECKING:
    from openai import DefaultAsyncHttpxClient

_line: ContextVar[Line | None] = ContextVar("line", default=None)
_ZIPPED = frozenset({"gzip", "x-gzip", "deflate"})
_ASKS_FOR_STREAM = (b'"stream":true', b'"stream": true')


@cache
def noting_client() -> DefaultAsyncHttpxClient:
    """Return the one HTTP client that models are called with, on the answers' loop."""
    import openai

    hooks: dict[str, list[Callable[..., Any]]] = {
        "request": [_prepare],
        "response": [_note_response],
    }
    return openai.DefaultAsyncHttpxClient(event_hooks=hooks)


@asynccontextmanager
async def closing_held_connections() -> AsyncGenerator[Line, None]:
    """Close every connection that was begun within, if the block is left by an exception."""
    line = Line()
    token = _line.set(line)
    try:
        yield line
    except BaseException:
        await close_sockets(line)
        raise
    finally:
        _line.reset(token)


async def close_sockets(line: Line) -> None:
    """Close the sockets that an answer came through: what is still read from them ends at once."""
    for socket in line.sockets:
        with suppress(Exception):  # it may be closed already, or half
            await socket.aclose()


async def _prepare(request: Any) -> None:
    if _asks_for_stream(request):
        request.headers["accept-encoding"] = "identity"  # its lines are read on the way


async def note_socket(response: Any) -> None:
    """Note the socket that an answer comes through."""
    line, socket = _line.get(), response.extensions.get("network_stream")
    if line is not None and socket is not None:
        line.sockets.append(socket)


async def _note_response(response: Any) -> None:
    """Note the socket, and mend what comes through it."""
    await note_socket(response)
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    if response.status_code != 200 or not _asks_for_stream(response.request):
        return
    if packed in _ZIPPED:  # though it was asked not to
        del response.headers["content-encoding"]
    elif packed != "identity":
        return
    response.stream = _mended(response.stream, _line.get(), is_zipped=packed in _ZIPPED)


async def _unzip(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    import httpx2

    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        async for chunk in chunks:
            yield unpacking.decompress(chunk)
        yield unpacking.flush()
    except zlib.error as error:
        raise httpx2.DecodingError("zlib") from error


def _mended(inner: Any, line: Line | None, *, is_zipped: bool) -> Any:
    import httpx2

    class Mended(httpx2.AsyncByteStream):
        """The server's stream, mended."""

        async def __aiter__(self) -> AsyncIterator[bytes]:
            async for chunk in mend_stream(_unzip(inner) if is_zipped else inner, line):
                yield chunk

        async def aclose(self) -> None:
            await inner.aclose()

    return Mended()


def _asks_for_stream(request: Any) -> bool:
    try:
        body = bytes(request.content)
    except Exception:  # noqa: BLE001  a body that is streamed itself is none of ours
        return False
    return any(asked in body for asked in _ASKS_FOR_STREAM)
