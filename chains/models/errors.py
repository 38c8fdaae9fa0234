"""Says in the app's own words what went wrong between us and a model.

Promise: everything a provider's client is known to raise is told apart: address, key, name, credit,
pace, size, time.
Limit: an argument of ours that a client refuses in its own code counts as the client's.
Invariant: no message holds the provider's text, which may repeat the prompt or a part of the key.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path

import errors
from chains.models.refusals import final_refusal, find_overflow, status_of, told_by
from errors import JournalError, ModelUnavailableError

_SAID: dict[str, tuple[str, str]] = {
    "model.key_refused": (
        "The model server at {address} refused the API key.",
        (
            "Check the key on the Settings page: copy it again in full, and make sure that it"
            " belongs to this address."
        ),
    ),
    "model.no_permission": (
        "The API key may not use the model {model} at {address}.",
        "Choose another model, or give the key access to this one where it was made.",
    ),
    "model.unknown_model": (
        "The server at {address} does not know the model {model}.",
        (
            "Choose a model from the list on the Settings page; with Ollama, fetch it first with:"
            " ollama pull."
        ),
    ),
    "model.unknown_path": (
        "There is a server at {address}, but it does not speak the OpenAI protocol there.",
        "Check the address on the Settings page; it usually ends in /v1.",
    ),
    "model.no_credit": (
        "The account behind the API key has no credit left.",
        (
            "Add credit or raise the limit at the provider, or connect another model. The quotes"
            " work without one."
        ),
    ),
    "model.rate_limited": (
        "The model server asks to be asked less often.",
        "Wait {wait} and ask again.",
    ),
    "model.unreachable": (
        "No model server answers at {address}.",
        "Check the address, that the server is running, and the network.",
    ),
    "model.timeout": (
        "The model server at {address} took too long to answer.",
        "Ask again; if it stays slow, choose a smaller model.",
    ),
    "model.server_error": (
        "The model server at {address} had an error of its own ({status}).",
        "Ask again in a moment; if it stays, look at the server's own log or status page.",
    ),
    "model.refused_request": (
        "The model server at {address} did not accept the request ({status}).",
        "Check that the model {model} is a chat model; if it is, choose another one.",
    ),
    "model.too_much": (
        "The question and its passages do not fit into the window of the model {model}.",
        "Ask a shorter question, or choose a model with a larger window.",
    ),
    "model.bad_reply": (
        "The model server at {address} sent something that is not an answer.",
        "Check that the address is that of an OpenAI-compatible server, then ask again.",
    ),
    "model.broken_off": (
        "The connection to the model server broke off in the middle of the answer.",
        "Ask again; what had come is kept.",
    ),
    "model.cut_off": (
        "The model stopped before its answer was finished.",
        "Ask again, or ask about less at once; what had come is kept.",
    ),
    "model.filtered": (
        "The provider's content filter ended the answer.",
        "Ask in other words, or choose another model; what had come is kept.",
    ),
    "model.empty": (
        "The model {model} sent an empty answer.",
        "Ask again, or choose another model.",
    ),
    "model.only_thought": (
        "The model {model} used its whole reply for thinking and gave no answer.",
        "Ask again, or choose a model that thinks less; its window may be too small for both.",
    ),
    "model.prompt_cut": (
        "The server cut the prompt: the model {model} read only {window} tokens of it.",
        "The next answer is made to fit. For more, give the model a larger window there.",
    ),
    "model.other_language": (
        "The model {model} answered twice in another language than the question's.",
        "Ask again, or choose a model that knows this language better.",
    ),
    "model.advises": (
        "The model {model} gave advice of its own, which is not from the journal.",
        "Where no number stands, do not rely on it.",
    ),
    "model.unfounded": (
        (
            "The model {model} pointed at sentences that are not in the journal, so its answer"
            " rests on nothing."
        ),
        "Do not rely on it: ask again, or choose a larger model.",
    ),
    "model.deadline": (
        "The answer was not finished within {seconds} seconds.",
        "Ask again, or choose a faster model; what had come is kept.",
    ),
    "model.too_long": (
        "The answer grew too long and was ended.",
        "Ask again, or choose another model; what had come is kept.",
    ),
    "model.no_address": (
        "No model is connected.",
        "Give an address or a key, and a model's name, on the Settings page.",
    ),
    "model.bad_address": (
        "The address {address} is no web address.",
        "Write it like http://127.0.0.1:11434/v1 or https://api.openai.com/v1.",
    ),
    "model.no_embeddings": (
        "The server at {address} gives no embeddings from the model {model}.",
        "Choose an embedding model, or leave it empty: the built-in search works without one.",
    ),
    "model.unknown_provider": (
        "The provider of the model {model} is not installed.",
        (
            "Install its LangChain package, e.g. langchain-anthropic, or use an OpenAI-compatible"
            " address."
        ),
    ),
}
_NOWHERE = (404, 405, 410)
_STATUSES = frozenset(HTTPStatus)
# "Please retry in 21.4s."
_IN_WORDS = re.compile(r"\b(?:retry|try again) in (\d+(?:\.\d+)?) ?s", re.IGNORECASE)
_CLIENTS = frozenset({"openai", "ollama", "httpx", "httpx2"})  # and every langchain_<provider>
_HOME = Path(errors.__file__).parent  # where our own code lies


class ProviderError(Exception):
    """What a server, the wire, or the client that reads them raised; never an error of our own."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(type(cause).__name__)
        self.cause = cause


@contextmanager
def provider_errors() -> Iterator[None]:
    """Raise what a model's client raises inside as `ProviderError`; errors of our own pass as they
    are.
    """
    try:
        yield
    except Exception as error:
        if is_of_provider(error):
            raise ProviderError(error) from error
        raise


def is_of_provider(error: Exception) -> bool:
    """Whether a model's server, the wire or a client's code raised it.

    Clients raise plain errors, too, when a server sends junk (a KeyError, a TypeError): those are
    told from our own by the code that raised them.
    """
    import httpx
    import httpx2
    import openai
    from langchain_core.exceptions import LangChainException

    if isinstance(error, JournalError):
        return False
    theirs = (
        LangChainException,
        openai.OpenAIError,
        httpx.HTTPError,
        httpx2.HTTPError,
        httpx2.StreamError,
        httpx2.InvalidURL,
    )
    return isinstance(error, theirs) or _is_raised_by_client(error)


def _is_raised_by_client(error: Exception) -> bool:
    """Go outwards from the raising line: the first code that is a client's or ours decides."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    for frame in reversed(frames):
        module = str(frame.f_globals.get("__name__", ""))
        package = module.partition(".")[0]
        if frame.f_code.co_name == "_convert_input":
            return False  # LangChain refuses what we hand to a model
        if package in _CLIENTS or module.startswith("langchain_core.language_models"):
            return True
        if package.startswith("langchain_") and package != "langchain_core":
            return True
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(_HOME) and "site-packages" not in path.parts:
            return False
    return False


def model_error(key: str, **values: object) -> ModelUnavailableError:
    """Return the error `key` in its words; fields that are not given stay general."""
    message, hint = _SAID[key]
    known = {
        "address": "its address",
        "model": "in use",
        "wait": "a moment",
        "status": "no number",
        "window": "a part",
        "seconds": "its",
    }
    return ModelUnavailableError(message, hint=hint, key=key, **(known | values))


def translate(error: Exception, *, address: str = "", model: str = "") -> ModelUnavailableError:
    """Return what `error`, raised by a model's client, means for the person."""
    import httpx
    import httpx2
    import openai
    from langchain_core import exceptions as lc

    values: dict[str, object] = {
        name: value for name, value in (("address", address), ("model", model)) if value
    }
    status = status_of(error)
    key = "model.bad_reply"
    if isinstance(error, ModelUnavailableError):
        return error
    if final := final_refusal(error):
        key = final
    elif isinstance(error, lc.ContextOverflowError) or find_overflow(error) is not None:
        key = "model.too_much"
    elif isinstance(error, (openai.RateLimitError, lc.ModelRateLimitError)) or status == 429:
        key = "model.rate_limited"
        if seconds := retry_after(error):
            values["wait"] = f"{seconds:.0f} s"
    elif status == 402:
        key = "model.no_credit"
    elif (
        isinstance(error, (openai.AuthenticationError, lc.ModelAuthenticationError))
        or status == 401
    ):
        key = "model.key_refused"
    elif isinstance(error, (openai.PermissionDeniedError, lc.ModelPermissionDeniedError)):
        key = "model.no_permission"
    elif isinstance(error, (openai.NotFoundError, lc.ModelNotFoundError)) or status in _NOWHERE:
        names_model = _says(error, ("model", "deployment"))
        key = "model.unknown_model" if names_model else "model.unknown_path"
    elif isinstance(
        error,
        (
            *(openai.APITimeoutError, lc.ModelTimeoutError, TimeoutError),
            *(httpx2.TimeoutException, httpx.TimeoutException),
        ),
    ) or status in (408, 504):
        key = "model.timeout"
    elif _cannot_connect(error):
        key = "model.unreachable"
    elif isinstance(
        error, (httpx2.TransportError, httpx2.StreamError, httpx.TransportError, OSError, EOFError)
    ):
        key = "model.broken_off"
    elif (
        isinstance(error, (openai.InternalServerError, lc.ModelAPIError))
        or (status or 0) >= 500
        or (status and status not in _STATUSES)  # of a server's own making
    ):
        key = "model.server_error"
    elif isinstance(error, (openai.APIStatusError, lc.ModelInvalidRequestError)) or status:
        key = (
            "model.unknown_model"
            if _says(error, ("model_not_found", "does not exist"))
            else "model.refused_request"
        )
    elif getattr(error, "error", "") or (
        isinstance(error, openai.APIError)
        and not isinstance(error, openai.APIResponseValidationError)
    ):
        key = (
            "model.server_error"  # an error object in the middle of a stream, Ollama's or OpenAI's
        )
    if status:
        values["status"] = status
    return model_error(key, **values)


def _cannot_connect(error: Exception) -> bool:
    import httpx
    import httpx2
    import openai
    from langchain_core import exceptions as lc

    known = (openai.APIConnectionError, lc.ModelConnectionError, httpx2.ConnectError)
    # Ollama's client says so with Python's own plain error.
    is_plain = type(error) in (ConnectionError, ConnectionRefusedError)
    return isinstance(error, (*known, httpx.ConnectError)) or is_plain


def retry_after(error: Exception) -> float | None:
    """Return the seconds that a server asked us to wait, or None when it did not say."""
    response = getattr(error, "response", None)
    headers: Mapping[str, str] = getattr(response, "headers", None) or {}
    told = headers.get("retry-after", "")
    if found := _IN_WORDS.search(told_by(error)):
        told = told or found[1]
    try:
        return max(0.0, float(told))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(told)
        return max(0.0, (moment - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _says(error: Exception, words: tuple[str, ...]) -> bool:
    text = told_by(error).lower()
    return any(word in text for word in words)
