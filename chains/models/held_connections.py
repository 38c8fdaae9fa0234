"""Closes what an answer that was broken off still holds open at the model's server.

A cancellation that comes between two chunks leaves the streams of the libraries below unfinished,
and whoever finishes them later may not reach the socket: 3 of 100 stops left a server writing.
So the sockets of an answer are noted as they open, and closed by name. Limit: OpenAI's protocol;
other providers' clients are their own.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openai import DefaultAsyncHttpxClient

_held: ContextVar[list[Any] | None] = ContextVar("held", default=None)


@cache
def noting_client() -> DefaultAsyncHttpxClient:
    """Return the one HTTP client that models are called with, on the answers' loop."""
    import openai

    return openai.DefaultAsyncHttpxClient(event_hooks={"response": [_note]})


@asynccontextmanager
async def closing_held_connections() -> AsyncGenerator[None, None]:
    """Close every connection that was begun within, if the block is left by an exception."""
    held: list[Any] = []
    token = _held.set(held)
    try:
        yield
    except BaseException:
        for stream in held:
            with suppress(Exception):  # it may be closed already, or half
                await stream.aclose()
        raise
    finally:
        _held.reset(token)


async def _note(response: Any) -> None:
    held, stream = _held.get(), response.extensions.get("network_stream")
    if held is not None and stream is not None:
        held.append(stream)
