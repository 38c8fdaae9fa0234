"""Asks a model as an answer does, with a harmless text: a system message, a stream, its usage.

Promise: what the connection test finds working works for answers, and what it learns of the
address counts for them.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from typing import TYPE_CHECKING, Final

from chains.models.asked_model import AskedModel
from chains.models.chat import parts_sent, text_of
from chains.models.errors import ProviderError, model_error, translate
from chains.models.stream import Reply, stream_reply
from prompts.prompt import Prompt
from tracing.null import NullTurn

if TYPE_CHECKING:
    from errors import ModelUnavailableError

_TRIES: Final = 4
_PROMPT: Final = Prompt(
    name="test",
    version="",
    source="file",
    template=(
        ("system", "You test a connection. Reply with one word."),
        ("user", "Reply with the word OK."),
    ),
    variables=frozenset(),
    config={},
)


async def ask_first_words(model: AskedModel, seconds: float) -> float:
    """Return the seconds to the first word.

    Raises:
        ModelUnavailableError: no word came.
    """
    await model.prepare()
    problem: ModelUnavailableError | None = None
    for _ in range(_TRIES):
        reply = Reply()
        try:
            async with asyncio.timeout(seconds):
                return await _first(model, reply)
        except TimeoutError as error:
            raise model_error("model.timeout", **model.named) from error
        except ProviderError as error:
            problem = translate(error.cause, **model.named)
            if not model.mend(error.cause, text_of(_PROMPT, {}), parts_sent(_PROMPT, model)):
                raise problem from error.cause
    assert problem is not None
    raise problem


async def _first(model: AskedModel, reply: Reply) -> float:
    async with aclosing(stream_reply(_PROMPT, {}, model, NullTurn(), reply)) as pieces:
        async for piece in pieces:
            if piece.strip():
                return time.monotonic() - reply.asked_at
    return time.monotonic() - reply.asked_at
