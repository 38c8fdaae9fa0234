"""Makes chat and embedding models from an address, and says in words whether they work.

Promise: nothing heavy is imported before a model is really wanted. Limit: OpenAI-compatible
addresses are the tested path; another provider is one that LangChain knows, and needs its package.
Invariant: no key is ever in a message, and nothing is sent to LangSmith.
"""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from langchain_core.embeddings import Embeddings
from pydantic import ValidationError

from chains.models.asked_model import AskedModel, Limits
from chains.models.background_loop import wait_for
from chains.models.errors import ProviderError, model_error, provider_errors, translate
from chains.models.first_words import ask_first_words
from chains.models.held_connections import note_socket, noting_client
from chains.models.known import KnownAddresses
from chains.models.lookup import names_listed, root_of
from chains.models.window import estimate_tokens
from config.settings import ModelSettings
from errors import ModelUnavailableError
from tracing.recording import embedding_call
from vectorstore.embeddings import NamedEmbedding
from vectorstore.remote_embedding import MOST, RemoteEmbedding

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_CHAT_SECONDS = 900.0
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
    """Return the chat model at `address`; nothing is called yet. Whoever asks it sets a deadline:
    `seconds` ends only a wait in which nothing comes.

    Raises:
        ModelUnavailableError: the address is no web address, no model is named, or its provider is
            not installed.
    """
    _check(address, address.connected_chat_model)
    keep_traces_at_home()
    keep_words_out_of_warnings()
    from langchain.chat_models import init_chat_model

    provider, name = address.chat_provider, address.connected_chat_model
    settings: dict[str, Any] = {"max_retries": 0, "timeout": seconds, **_access(address, provider)}
    if provider == "openai":
        settings |= {
            "stream_usage": True,
            "stream_chunk_timeout": None,
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


def connect_asked_model(
    address: ModelSettings,
    *,
    memory: KnownAddresses | None = None,
    seconds: float = _CHAT_SECONDS,
) -> AskedModel:
    """Return the chat model with what is known of its address. Raises: as `connect_chat_model`."""
    return AskedModel(
        connect_chat_model(address, seconds=seconds),
        limits=Limits(
            window=address.chat_window,
            first_word_seconds=address.first_word_seconds,
            plan_seconds=address.plan_seconds,
            answer_seconds=address.answer_seconds,
        ),
        memory=memory,
        key=address.api_key.get_secret_value() if address.chat_provider == "openai" else "",
        in_ollama=lambda window: _connect_ollama(address, window, seconds),
    )


def _connect_ollama(address: ModelSettings, window: int, seconds: float) -> BaseChatModel | None:
    """Return the model over Ollama's own API, which takes a window; None without its package."""
    try:
        from langchain_ollama import ChatOllama
    except ImportError:
        return None
    key = address.api_key.get_secret_value()
    made: BaseChatModel = ChatOllama(
        model=address.connected_chat_model,
        base_url=root_of(address.url),
        num_ctx=window,
        client_kwargs={
            "timeout": seconds,
            **({"headers": {"Authorization": f"Bearer {key}"}} if key else {}),
        },
        async_client_kwargs={"event_hooks": {"response": [note_socket]}},
    )
    return made


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


def test_connection(
    address: ModelSettings,
    memory: KnownAddresses | None = None,  # noqa: PT028  no pytest's test
) -> ConnectionReport:
    """Call both models once with a harmless text and report in words what is wrong; what is learned
    of the address on the way goes into `memory`.
    """
    problems: list[ModelUnavailableError] = []
    latency = 0.0
    try:
        model = connect_asked_model(address, memory=memory, seconds=_TEST_SECONDS)
        latency = wait_for(ask_first_words(model, _TEST_SECONDS))
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
        # The bytes, not the client's own type: servers list models in shapes of their own.
        reply = _translated(lambda: client.models.with_raw_response.list(), address.url, "")
    try:
        return names_listed(json.loads(reply.content))
    except ValueError as error:
        raise model_error("model.bad_reply", address=address.url) from error


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


def keep_words_out_of_warnings() -> None:
    """Silence warnings of libraries that print the values they stumble over: a reply, a prompt."""
    warnings.filterwarnings("ignore", message="Pydantic serializer warnings")
    for package in ("langchain_core", "langchain_openai", "langchain_ollama", "openai"):
        warnings.filterwarnings("ignore", module=rf"{package}(\.|$)")


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
        with embedding_call(self._address.connected_embedding_model, 1, estimate_tokens(text)):
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
