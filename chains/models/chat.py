"""Joins a prompt to a chat model as a LangChain chain that ends with the model, so that stopping it
stops the server. The request holds only what the address is known to take.

Limit: of a prompt's config only the settings named here reach the model.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, cast

from chains.models.asked_model import AskedModel
from chains.models.errors import ProviderError

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk, BaseMessage
    from langchain_core.runnables import Runnable, RunnableConfig

    from prompts.prompt import Prompt
    from tracing.tracer import TurnTrace

# How a model is asked for JSON: by a schema, by JSON alone, or by the prompt's own words.
Form = Literal["json_schema", "response_format", "words"]
_SETTINGS = frozenset({"temperature", "top_p", "max_tokens", "reasoning_effort", "seed", "stop"})
_METHODS = {"json_schema": "json_schema", "response_format": "json_mode"}


def prompt_and_model(
    prompt: Prompt,
    asked: AskedModel,
    trace: TurnTrace,
    *,
    schema: dict[str, Any] | None = None,
    form: Form = "words",
) -> Runnable[dict[str, str], Any]:
    """Return `prompt | model`; the prompt's version is linked to the call in the trace. With a
    schema the model answers in JSON, and the raw reply stands beside it.

    Raises:
        PromptError: when called, if the values are not the prompt's variables.
        ProviderError: this kind of model knows no such form.
    """
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
    from langchain_core.runnables import RunnableLambda

    kinds: dict[str, type[BaseMessage]] = {
        "system": SystemMessage,
        "user": HumanMessage,
        "assistant": AIMessage,
    }

    def lay_out(values: dict[str, str]) -> list[BaseMessage]:
        messages = lay_messages(prompt.render(**values), asked.known.lacks)
        return [kinds[role](content=text) for role, text in messages]

    async def lay_out_here(values: dict[str, str]) -> list[BaseMessage]:
        return lay_out(values)  # without a thread of its own: it is a matter of microseconds

    rendered = RunnableLambda(lay_out, afunc=lay_out_here).with_config(
        run_name=f"prompt {prompt.name}", metadata=trace.prompt_metadata(prompt)
    )
    model: Any = asked.model
    if schema is not None and form != "words":
        try:
            model = model.with_structured_output(schema, method=_METHODS[form], include_raw=True)
        except (NotImplementedError, ValueError) as error:  # so says LangChain of some models
            raise ProviderError(error) from error
    settings = _known_settings(prompt, asked, streams=schema is None)
    return cast("Runnable[dict[str, str], Any]", rendered | model.bind(**settings))


def lay_messages(
    messages: Sequence[tuple[str, str]], lacks: Sequence[str]
) -> list[tuple[str, str]]:
    """Return the messages as the server takes them: without a system role, that text goes before
    the first words of the user.
    """
    if "system" not in lacks:
        return list(messages)
    above = "\n\n".join(text for role, text in messages if role == "system")
    rest = [(role, text) for role, text in messages if role != "system"]
    first = next((at for at, (role, _) in enumerate(rest) if role == "user"), None)
    if first is None:
        return [("user", above), *rest]
    rest[first] = ("user", f"{above}\n\n{rest[first][1]}".strip())
    return rest


def parts_sent(prompt: Prompt, asked: AskedModel, form: Form | None = None) -> frozenset[str]:
    """Return which parts of a request some servers do not know are in this one; `form` is None for
    a stream.
    """
    parts = {name for name in _SETTINGS if name in prompt.config}
    if "max_tokens" in parts:
        parts |= {"max_completion_tokens"}
    if any(role == "system" for role, _ in prompt.template):
        parts.add("system")
    if form is None:
        parts |= {"stream", "stream_options"}
    elif form != "words":
        parts.add(form)
    return frozenset(parts) - frozenset(asked.known.lacks)


def calling_config(trace: TurnTrace) -> RunnableConfig:
    """Return the config of a call inside a turn."""
    return {"callbacks": trace.callbacks}


def as_chunk(message: Any) -> AIMessageChunk:
    """Return a whole reply as the one piece of a stream."""
    from langchain_core.messages import AIMessageChunk

    return AIMessageChunk(
        content=message.content,
        response_metadata=message.response_metadata,
        usage_metadata=message.usage_metadata,
    )


def text_of(prompt: Prompt, values: dict[str, str]) -> str:
    """Return all words of a prompt as they are sent."""
    return "\n".join(text for _, text in prompt.render(**values))


def _known_settings(prompt: Prompt, asked: AskedModel, *, streams: bool) -> dict[str, Any]:
    lacks = asked.known.lacks
    settings: dict[str, Any] = {
        name: value
        for name, value in prompt.config.items()
        if name in _SETTINGS and name not in lacks
    }
    if "max_tokens" in settings and "max_completion_tokens" in lacks:
        # The client writes it by its newer name; by its older one it goes beside.
        settings["extra_body"] = {"max_tokens": settings.pop("max_tokens")}
    if streams and "stream_options" in lacks and _speaks_openai(asked.model):
        settings["stream_usage"] = False
    return settings


def _speaks_openai(model: object) -> bool:
    return hasattr(model, "stream_usage")


def read_object(text: str) -> dict[str, Any] | None:
    """Return the JSON object in a reply, fenced or in prose as it may be, or None."""
    start, end = text.find("{"), text.rfind("}")
    try:
        value = json.loads(text[start : end + 1]) if 0 <= start < end else None
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
