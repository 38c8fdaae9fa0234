"""Joins a prompt to a chat model as a LangChain chain that ends with the model, so that stopping it
stops the server.

Limit: of a prompt's config only the settings named here reach the model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast

from chains.models.errors import ProviderError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk, BaseMessage
    from langchain_core.runnables import Runnable, RunnableConfig

    from prompts.prompt import Prompt
    from tracing.tracer import TurnTrace

Method = Literal["json_schema", "json_mode"]
_SETTINGS = frozenset({"temperature", "top_p", "max_tokens", "reasoning_effort", "seed", "stop"})


def prompt_and_model(
    prompt: Prompt, model: Runnable[Any, Any], trace: TurnTrace
) -> Runnable[dict[str, str], AIMessageChunk]:
    """Return `prompt | model`; the prompt's version is linked to the call in the trace.

    Raises:
        PromptError: when called, if the values are not the prompt's variables.
    """
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
    from langchain_core.runnables import RunnableLambda

    kinds: dict[str, type[BaseMessage]] = {
        "system": SystemMessage,
        "user": HumanMessage,
        "assistant": AIMessage,
    }

    def lay_out(values: dict[str, str]) -> list[BaseMessage]:
        return [kinds[role](content=text) for role, text in prompt.render(**values)]

    async def lay_out_here(values: dict[str, str]) -> list[BaseMessage]:
        return lay_out(values)  # without a thread of its own: it is a matter of microseconds

    rendered = RunnableLambda(lay_out, afunc=lay_out_here).with_config(
        run_name=f"prompt {prompt.name}", metadata=trace.prompt_metadata(prompt)
    )
    settings = {name: value for name, value in prompt.config.items() if name in _SETTINGS}
    return cast(
        "Runnable[dict[str, str], AIMessageChunk]",
        rendered | (model.bind(**settings) if settings else model),
    )


def answering_in_schema(
    model: BaseChatModel, schema: dict[str, Any], method: Method
) -> Runnable[Any, Any]:
    """Return the model made to answer in JSON of a schema, with the raw reply beside it.

    Raises:
        ProviderError: this kind of model knows no such way.
    """
    try:
        return model.with_structured_output(schema, method=method, include_raw=True)
    except (NotImplementedError, ValueError) as error:  # so says LangChain of the models it serves
        raise ProviderError(error) from error


def calling_config(trace: TurnTrace) -> RunnableConfig:
    """Return the config of a call inside a turn."""
    return {"callbacks": trace.callbacks}


def address_of(model: BaseChatModel) -> dict[str, str]:
    """Return the model's name and address as far as it tells them, for messages."""
    named = {
        "model": getattr(model, "model_name", "") or getattr(model, "model", ""),
        "address": getattr(model, "openai_api_base", "") or "",
    }
    return {name: str(value) for name, value in named.items() if value}
