"""One reply as it streams: its pieces, and what is known of it at its end.

Promise: whatever the server sends, what came is kept; `reason` is the server's own word for why it
ended, None when it gave none.
"""

from __future__ import annotations

import re
import time
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chains.models.asked_model import AskedModel
from chains.models.chat import as_chunk, calling_config, prompt_and_model, text_of
from chains.models.errors import provider_errors
from chains.models.held_connections import close_sockets, closing_held_connections

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk
    from langchain_core.messages.ai import UsageMetadata

    from chains.models.wire import Line
    from prompts.prompt import Prompt
    from tracing.tracer import TurnTrace


# Control characters, and halves of characters, which no file takes.
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_WORDS = ("text", "output_text")


@dataclass(slots=True)
class Reply:
    """What is known of a running reply."""

    began: bool = False
    received: int = 0
    reason: str | None = None
    model: str = ""
    used: dict[str, int] = field(default_factory=lambda: {"input": 0, "output": 0, "cached": 0})
    asked_at: float = field(default_factory=time.monotonic)
    first_at: float = 0.0
    thought: bool = False
    refused: bool = False
    is_foreign: bool = False  # what came is of another protocol


async def stream_reply(
    prompt: Prompt, values: dict[str, str], asked: AskedModel, trace: TurnTrace, reply: Reply
) -> AsyncGenerator[str, None]:
    """Yield the pieces of a model's reply, and note in `reply` what is learned of it.

    Raises:
        ProviderError: the model cannot be asked, or broke off.
        PromptError: the values are not the prompt's variables.
    """
    async with (
        closing_held_connections() as line,
        aclosing(_chunks(prompt, values, asked, trace, line)) as chunks,
    ):
        async for chunk in chunks:
            note(reply, chunk)
            text = words_of(chunk)
            if text and not reply.first_at:
                reply.first_at = line.first_at or time.monotonic()
            yield text
        reply.thought, reply.refused = line.thought, line.refused
        reply.is_foreign = line.is_foreign
    _note_pace(text_of(prompt, values), asked, reply, line)


def words_of(chunk: AIMessageChunk) -> str:
    """Return the words of a piece: of content in parts none that are marked as thought."""
    if isinstance(chunk.content, str):
        return _NO_TEXT.sub("", chunk.content)
    words = "".join(
        part if isinstance(part, str) else str(part.get("text") or "")
        for part in chunk.content
        if isinstance(part, str) or (part.get("type") in _WORDS and not part.get("thought"))
    )
    return _NO_TEXT.sub("", words)


def note(reply: Reply, chunk: AIMessageChunk) -> None:
    """Take what a piece tells beside its words."""
    reply.began = True
    reply.received += len(str(chunk.text))
    metadata: Mapping[str, object] = chunk.response_metadata
    reason = (
        metadata.get("finish_reason") or metadata.get("stop_reason") or metadata.get("done_reason")
    )
    reply.reason = str(reason).lower() if reason else reply.reason
    reply.model = str(metadata.get("model_name") or reply.model)
    for name, count in tokens_used(chunk.usage_metadata).items():
        reply.used[name] = max(reply.used[name], count)


def tokens_used(usage: UsageMetadata | None) -> dict[str, int]:
    """Return the tokens that a server counted: in, of these from its cache, and out."""
    if not usage:
        return {}
    cached = (usage.get("input_token_details") or {}).get("cache_read")
    return {
        "input": usage["input_tokens"],
        "cached": cached or 0,
        "output": usage["output_tokens"],
    }


async def _chunks(
    prompt: Prompt, values: dict[str, str], asked: AskedModel, trace: TurnTrace, line: Line
) -> AsyncGenerator[AIMessageChunk, None]:
    chain = prompt_and_model(prompt, asked, trace)
    if "stream" in asked.known.lacks:
        with provider_errors():
            yield as_chunk(await chain.ainvoke(values, config=calling_config(trace)))
        return
    pieces = chain.astream(values, config=calling_config(trace))
    while True:
        try:
            with provider_errors():
                piece = await anext(pieces)
        except StopAsyncIteration:
            return
        try:
            yield piece
        except GeneratorExit:
            await _read_off(pieces, line)
            raise


async def _read_off(pieces: AsyncIterator[AIMessageChunk], line: Line) -> None:
    """End the libraries' generators below: left half read they hold each other in a circle, and the
    garbage collector ends them on whatever thread it runs, beside the loop that runs them.
    """
    await close_sockets(line)
    with suppress(Exception):
        async for _ in pieces:
            pass


def _note_pace(text: str, asked: AskedModel, reply: Reply, line: Line) -> None:
    if not reply.first_at:
        return
    rest = 0.0 if line.thought else time.monotonic() - reply.first_at
    asked.note_pace(text, reply.used, reply.first_at - reply.asked_at, rest)
