"""Makes chat and embedding models from an address, and says in words whether they work.

Promise: nothing heavy is imported before a model is really wanted. Limit: OpenAI-compatible
addresses are the tested path; another provider is one that LangChain knows, and needs its package.
Invariant: no key is ever in a message, and nothing is sent to LangSmith.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from langchain_core.embeddings import Embeddings
from pydantic import ValidationError

from chains.models.errors import ProviderError, model_error, provider_errors, translate
from chains.models.held_connections import noting_client
from config.settings import ModelSettings
from errors import ModelUnavailableError
from vectorstore.embeddings import NamedEmbedding
from vectorstore.remote_embedding import MOST, RemoteEmbedding

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_CHAT_SECONDS = 120.0
_EMBED_SECONDS = 60.0
_TEST_SECONDS = 20.0
_LIST_SECONDS = 5.0
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionReport:
    """What a test found; `latency_s` is the time to the first word."""

    ok: bool
    problems: tuple[ModelUnavailableError, ...] = ()
    latency_s: float = 0.0


def connect_chat_model(address: ModelSettings, *, seconds: float = _CHAT_SECONDS) -> BaseChatModel:
    """Return the chat model at `address`; nothing is called yet.

    Raises:
        ModelUnavailableError: the address is no web address, no model is named, or its provider is
            not installed.
    """
    _check(address, address.connected_chat_model)
    keep_traces_at_home()
    from langchain.chat_models import init_chat_model

    provider, name = address.chat_provider, address.connected_chat_model
    settings: dict[str, Any] = {"max_retries": 0, "timeout": seconds, **_access(address, provider)}
    if provider == "openai":
        settings |= {
            "stream_usage": True,
            "use_responses_api": False,
            "http_async_client": noting_client(),
        }
    try:
        model: BaseChatModel = init_chat_model(name, model_provider=provider, **settings)
    except ValidationError:
        raise
    except (ImportError, ValueError) as error:
        raise model_error("model.unknown_provider", model=address.connected_chat_model) from error
    return model


def connect_embeddings(
    address: ModelSettings, *, seconds: float = _EMBED_SECONDS
) -> NamedEmbedding:
    """Return the embedding model at `address` under its name; it is made when first used.

    Raises:
        ModelUnavailableError: the address is no web address, or no model is named.
    """
    _check(address, address.connected_embedding_model)
    name = address.connected_embedding_model
    model = RemoteEmbedding(_LazyEmbeddings(address, seconds), name)
    return NamedEmbedding(name=name, embeddings=model)


def test_connection(address: ModelSettings) -> ConnectionReport:
    """Call both models once with a harmless text and report in words what is wrong."""
    problems: list[ModelUnavailableError] = []
    begun, latency = time.monotonic(), 0.0
    try:
        _first_words(connect_chat_model(address, seconds=_TEST_SECONDS), address)
        latency = time.monotonic() - begun
    except ModelUnavailableError as error:
        problems.append(error)
    if address.connected_embedding_model and not problems:
        try:
            connect_embeddings(address, seconds=_TEST_SECONDS).embeddings.embed_query("ping")
        except ModelUnavailableError as error:
            problems.append(error)
    return ConnectionReport(ok=not problems, problems=tuple(problems), latency_s=latency)


test_connection.__test__ = False  # type: ignore[attr-defined]  # its name is no pytest's


def list_models(address: ModelSettings) -> tuple[str, ...]:
    """Return the names of the models that the address offers, sorted; none of a provider with
    another protocol.

    Raises:
        ModelUnavailableError: the address cannot say.
    """
    if not address.can_list:
        return ()
    _check(address, "any")
    import openai

    client = openai.OpenAI(
        base_url=address.url, api_key=_key(address), max_retries=0, timeout=_LIST_SECONDS
    )
    with client:
        return _translated(
            lambda: tuple(sorted({model.id for model in client.models.list()})), address.url, ""
        )


def keep_traces_at_home() -> None:
    """Switch LangSmith off for this process: `LANGSMITH_TRACING=true` in the environment would send
    it every chain.
    """
    for name in (
        "LANGSMITH_TRACING",
        "LANGSMITH_TRACING_V2",
        "LANGCHAIN_TRACING",
        "LANGCHAIN_TRACING_V2",
    ):
        os.environ[name] = "false"


class _LazyEmbeddings(Embeddings):
    """An embedding model that is made at its first use, and whose errors are in the app's words."""

    def __init__(self, address: ModelSettings, seconds: float) -> None:
        self._address = address
        self._seconds = seconds
        self._made: Embeddings | None = None

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector for each text.

        Raises:
            ModelUnavailableError: the model cannot be reached or refuses.
        """
        return self._call(lambda model: model.embed_documents(texts))

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a query.

        Raises:
            ModelUnavailableError: the model cannot be reached or refuses.
        """
        return self._call(lambda model: model.embed_query(text))

    def _call(self, ask: Callable[[Embeddings], _Result]) -> _Result:
        name, receiver = self._address.connected_embedding_model, self._address.embedding_receiver
        return _translated(lambda: ask(self._model()), receiver, name, unfit="model.no_embeddings")

    def _model(self) -> Embeddings:
        if self._made is None:
            keep_traces_at_home()
            from langchain.embeddings import init_embeddings

            provider, name = (
                self._address.embedding_provider,
                self._address.connected_embedding_model,
            )
            # Without this, the client downloads a tokenizer table and sends token numbers, which
            # few servers take.
            extra = {
                "check_embedding_ctx_length": False,
                "max_retries": 1,
                "timeout": self._seconds,
                "chunk_size": MOST,
                # What every server knows; the client's own choice, base64, some refuse.
                "model_kwargs": {"encoding_format": "float"},
            }
            try:
                self._made = init_embeddings(
                    name,
                    provider=provider,
                    **_access(self._address, provider),
                    **(extra if provider == "openai" else {}),
                )
            except ValidationError:
                raise
            except (ImportError, ValueError) as error:
                raise model_error("model.unknown_provider", model=name) from error
        return self._made


def _first_words(model: BaseChatModel, address: ModelSettings) -> None:
    def ask() -> None:
        stream = model.stream("Reply with the word OK.")
        for chunk in stream:
            if str(chunk.text).strip():
                break

    _translated(ask, address.chat_receiver, address.connected_chat_model)


def _translated(ask: Callable[[], _Result], receiver: str, model: str, unfit: str = "") -> _Result:
    try:
        with provider_errors():
            return ask()
    except ProviderError as error:
        problem = translate(error.cause, address=receiver, model=model)
        if unfit and problem.key in (
            "model.unknown_model",
            "model.unknown_path",
            "model.refused_request",
            "model.bad_reply",
        ):
            status = problem.values["status"]
            problem = model_error(unfit, address=receiver, model=model, status=status)
        raise problem from error.cause


def _check(address: ModelSettings, model: str) -> None:
    parts = urlsplit(address.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise model_error("model.bad_address", address=address.url)
    if not model:
        raise model_error("model.no_address")


def _key(address: ModelSettings) -> str:
    return (
        address.api_key.get_secret_value() or "no-key"
    )  # local servers want none, the client wants some


def _access(address: ModelSettings, provider: str) -> dict[str, str]:
    if provider == "openai":
        return {"base_url": address.url, "api_key": _key(address)}
    return {"api_key": _key(address)} if address.api_key.get_secret_value() else {}
