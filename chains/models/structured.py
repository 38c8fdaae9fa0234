"""Asks a model for JSON of a schema, and once more when what came cannot be used.

Promise: by schema first, then by JSON mode, then by words, as the address is known to take; an
answer within the deadline or None. Limit: errors of the provider that asking again cannot mend are
raised, translated.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

from chains.models.asked_model import AskedModel
from chains.models.chat import Form, calling_config, parts_sent, prompt_and_model, text_of
from chains.models.errors import ProviderError, model_error, provider_errors, translate
from chains.models.stream import tokens_used
from chains.models.thinking import without_thinking

if TYPE_CHECKING:
    from prompts.prompt import Prompt
    from tracing.tracer import TurnTrace

T = TypeVar("T")
_MENDABLE = frozenset({"model.bad_reply", "model.cut_off", "model.refused_request", "model.empty"})
_FORMS: Final[tuple[Form, ...]] = ("json_schema", "response_format", "words")
_UNUSABLE: Final = 2  # replies, until the model is given up
_MOST: Final = 6  # calls in all


async def ask_for(
    *,
    model: AskedModel,
    prompt: Prompt,
    schema: dict[str, Any],
    values: dict[str, str],
    read: Callable[[str], T | None],
    trace: TurnTrace,
    seconds: float,
    reply_tokens: int = 600,
) -> T | None:
    """Return what `read` makes of the model's reply, or None when it made nothing of two replies.

    Raises:
        ModelUnavailableError: the model cannot be asked, or was too slow.
        PromptError: the values are not the prompt's variables.
    """
    unusable, text = 0, text_of(prompt, values)
    forms = list(_FORMS)
    try:
        longest = model.seconds_for(model.count(text), seconds, reply_tokens)
        async with asyncio.timeout(longest):
            await model.prepare()
            for _ in range(_MOST):
                form = _form_of(model, forms)
                try:
                    reply = await _ask(model, prompt, schema, form, values, trace)
                except ProviderError as error:
                    sent = parts_sent(prompt, model, form)
                    problem = translate(error.cause, **model.named)
                    learned = model.mend(error.cause, text, sent)
                    if not learned and problem.key not in _MENDABLE:
                        raise problem from error.cause
                    if problem.key == "model.too_much":
                        raise problem from error.cause
                    if not learned or form in model.known.lacks:
                        forms = forms[1:] or forms
                    unusable += not learned and problem.key != "model.refused_request"
                else:
                    if (made := read(without_thinking(reply))) is not None:
                        return made
                    unusable += 1
                    forms = [each for each in forms if each != "json_schema"]
                if unusable == _UNUSABLE:
                    return None
    except TimeoutError as error:
        raise model_error("model.deadline", seconds=f"{seconds:g}") from error
    return None


def _form_of(model: AskedModel, forms: list[Form]) -> Form:
    lacks = model.known.lacks
    return next((form for form in forms if form not in lacks), "words")


async def _ask(
    model: AskedModel,
    prompt: Prompt,
    schema: dict[str, Any],
    form: Form,
    values: dict[str, str],
    trace: TurnTrace,
) -> str:
    chain = prompt_and_model(prompt, model, trace, schema=schema, form=form)
    began = time.monotonic()
    with provider_errors():
        reply = await chain.ainvoke(values, config=calling_config(trace))
        raw = reply["raw"] if isinstance(reply, dict) else reply
        said = str(raw.text)
    took = time.monotonic() - began
    model.note_whole_reply(text_of(prompt, values), said, tokens_used(raw.usage_metadata), took)
    return said
