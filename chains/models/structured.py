"""Asks a model for JSON of a schema, and once more when what came cannot be used.

Promise: json_schema first, then JSON mode; an answer within the deadline or None. Limit: errors of
the provider that asking again cannot mend are raised, translated.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from chains.models.chat import (
    Method,
    address_of,
    answering_in_schema,
    calling_config,
    prompt_and_model,
)
from chains.models.errors import ProviderError, model_error, provider_errors, translate

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from prompts.prompt import Prompt
    from tracing.tracer import TurnTrace

T = TypeVar("T")
_MENDABLE = frozenset({"model.bad_reply", "model.cut_off", "model.refused_request", "model.empty"})


async def ask_for(
    *,
    model: BaseChatModel,
    prompt: Prompt,
    schema: dict[str, Any],
    values: dict[str, str],
    read: Callable[[str], T | None],
    trace: TurnTrace,
    seconds: float,
) -> T | None:
    """Return what `read` makes of the model's reply, or None when it made nothing of two replies.

    Raises:
        ModelUnavailableError: the model cannot be asked, or was too slow.
        PromptError: the values are not the prompt's variables.
    """
    methods: tuple[Method, ...] = ("json_schema", "json_mode", "json_mode")
    unusable = 0
    try:
        async with asyncio.timeout(seconds):
            for method in methods:
                try:
                    structured = answering_in_schema(model, schema, method)
                    chain = prompt_and_model(prompt, structured, trace)
                    with provider_errors():
                        reply = await chain.ainvoke(values, config=calling_config(trace))
                except ProviderError as error:
                    translated = translate(error.cause, **address_of(model))
                    if translated.key not in _MENDABLE:
                        raise translated from error.cause
                    unusable += (
                        translated.key != "model.refused_request"
                    )  # that one only does not know the method
                    if unusable == 2:
                        return None
                    continue
                made = read(str(reply["raw"].text))  # type: ignore[index]  # include_raw makes it a mapping
                if made is not None:
                    return made
                unusable += 1
                if unusable == 2:
                    return None
    except TimeoutError as error:
        raise model_error("model.deadline", seconds=f"{seconds:g}") from error
    return None
