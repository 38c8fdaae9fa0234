"""Asks an address what it is and how large its model's window is, in the words of each kind of
server: Ollama, llama.cpp, LM Studio, vLLM, and gateways that tell it in their list of models.

Promise: an answer within seconds, never an exception. Limit: of an address that is not on this
machine or its network only the list of models is asked, as OpenAI's protocol has it.
"""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import yaml

from chains.models.window import count_wide
from language.grammar.phrases import tokenizer_samples

if TYPE_CHECKING:
    import httpx

_PATIENCE_S: Final = 2.0
_WINDOWS: Final = Path(__file__).parent / "windows.yaml"
# What lists of models call it, what is loaded before what could be: LM Studio; llama.cpp; vLLM;
# OpenRouter, Together; Groq; Mistral; Anthropic, LiteLLM; llama.cpp.
_LISTED: Final = (
    *("loaded_context_length", "n_ctx", "max_model_len", "context_length", "context_window"),
    *("max_context_length", "max_input_tokens", "n_ctx_train"),
)
_DEEPEST: Final = 4  # of objects within what is listed of a model
OLLAMA: Final = "Ollama"
# What is asked of Ollama where nobody said: its own default cuts at 4,096 or less.
OLLAMA_WINDOW: Final = 8_192


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an address told; 0 and empty for what it did not."""

    engine: str = ""
    window: int = 0
    per_wide: float = 0.0
    per_other: float = 0.0
    thinks_first: bool = False
    counts: str = ""  # where it counts tokens


async def look_up(url: str, model: str, key: str = "") -> Told:
    """Return what the address tells of itself and the model."""
    import httpx

    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        async with httpx.AsyncClient(timeout=_PATIENCE_S, headers=headers) as client:
            if not is_near(url):
                return Told(window=_listed_window(await _get(client, f"{url}/models"), model))
            return await _ask_engines(client, url, model)
    except (httpx.HTTPError, httpx.InvalidURL, OSError):
        return Told()


def names_listed(reply: Any) -> tuple[str, ...]:
    """Return the names in a list of models, sorted: objects or names alone, in OpenAI's `data`, in
    Ollama's `models`, or bare.
    """
    if isinstance(reply, dict):
        reply = reply.get("data") or reply.get("models")
    told = (
        each.get("id") or each.get("name") if isinstance(each, dict) else each
        for each in (reply if isinstance(reply, list) else ())
        if isinstance(each, dict | str)
    )
    return tuple(sorted({str(name) for name in told if name and isinstance(name, str | int)}))


def window_by_name(model: str) -> int:
    """Return the window of a model by its name, 0 where the table knows none."""
    name = model.rpartition("/")[2].lower()
    known = [each for each in _windows() if name.startswith(each)]
    return _windows()[max(known, key=len)] if known else 0


@cache
def is_near(url: str) -> bool:
    """Say whether an address is on this machine or the network beside it."""
    host = (urlsplit(url).hostname or "").lower()
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".localhost", ".lan"))
    return address.is_private or address.is_loopback


def root_of(url: str) -> str:
    """Return the address of the server itself, without the path of OpenAI's protocol."""
    return url.rstrip("/").removesuffix("/v1").rstrip("/")


async def _ask_engines(client: httpx.AsyncClient, url: str, model: str) -> Told:
    root = root_of(url)
    props, studio, new_studio, version, models = await asyncio.gather(
        _get(client, f"{root}/props"),
        _get(client, f"{root}/api/v0/models"),
        _get(client, f"{root}/api/v1/models"),
        _get(client, f"{root}/api/version"),
        _get(client, f"{url}/models"),
    )
    if window := _props_window(props):
        template = str(props.get("chat_template") or "")
        counts = f"{root}/tokenize"
        wide, other = await _measure(client, counts, model)
        return Told(
            engine="llama.cpp",
            window=window,
            per_wide=wide,
            per_other=other,
            thinks_first=_opens_thinking(template),
            counts=counts if wide else "",
        )
    if "version" in version and (shown := await _shown_by_ollama(client, root, model)):
        return shown
    if window := _listed_window(studio, model) or _listed_window(new_studio, model):
        return Told(engine="LM Studio", window=window)
    window = _listed_window(models, model)
    if not window:
        return Told()
    wide, other = await _measure(client, f"{root}/tokenize", model)
    counts = f"{root}/tokenize" if wide else ""
    return Told(window=window, per_wide=wide, per_other=other, counts=counts)


def _props_window(props: Mapping[str, Any]) -> int:
    defaults = props.get("default_generation_settings")
    told = defaults.get("n_ctx") if isinstance(defaults, dict) else None
    return _number(told or props.get("n_ctx"))


async def _shown_by_ollama(client: httpx.AsyncClient, root: str, model: str) -> Told | None:
    """Return what Ollama tells of a model; its window is what may be asked for, not its default."""
    shown, running = await asyncio.gather(
        _post(client, f"{root}/api/show", {"model": model}), _get(client, f"{root}/api/ps")
    )
    info = shown.get("model_info")
    if not isinstance(info, dict):
        return None
    trained = max((_number(v) for k, v in info.items() if k.endswith("context_length")), default=0)
    parameters = str(shown.get("parameters") or "").split()
    told = [_number(b) for a, b in pairwise(parameters) if a == "num_ctx"]
    loaded = [
        _number(each.get("context_length"))
        for each in running.get("models") or ()
        if isinstance(each, dict) and model in (each.get("name"), each.get("model"))
    ]
    wanted = max([OLLAMA_WINDOW, *told, *loaded])
    window = min(wanted, trained) if trained else wanted
    template = str(shown.get("template") or "")
    return Told(engine=OLLAMA, window=window, thinks_first=_opens_thinking(template))


def _listed_window(reply: Mapping[str, Any], model: str) -> int:
    listed = reply.get("data") or reply.get("models")
    for each in listed if isinstance(listed, list) else ():
        if isinstance(each, dict) and model in (each.get("id"), each.get("name"), each.get("key")):
            told = (min(_named(each, name), default=0) for name in _LISTED)
            return next((window for window in told if window), 0)
    return 0


def _named(value: Any, name: str, depth: int = 0) -> Iterator[int]:
    """Yield the numbers that go by a name in what is listed of a model, at whatever depth."""
    if isinstance(value, dict) and depth < _DEEPEST:
        if number := _number(value.get(name)):
            yield number
        for each in value.values():
            yield from _named(each, name, depth + 1)
    elif isinstance(value, list):
        for each in value:
            yield from _named(each, name, depth + 1)


async def _measure(client: httpx.AsyncClient, url: str, model: str) -> tuple[float, float]:
    """Return tokens of a wide character and of another, by the server's own tokenizer; zeros
    without one.
    """
    rates = []
    for sample in tokenizer_samples():
        count = await count_tokens(client, url, model, sample)
        if not count:
            return 0.0, 0.0
        rates.append(count / (count_wide(sample) or len(sample)))
    return rates[0], rates[1]


async def count_tokens(client: httpx.AsyncClient, url: str, model: str, text: str) -> int:
    """Return the tokens of a text by the tokenizer at `url` (llama.cpp's, vLLM's), 0 without
    one.
    """
    reply = await _post(client, url, {"content": text, "model": model, "prompt": text})
    tokens = reply.get("tokens")
    return len(tokens) if isinstance(tokens, list) else _number(reply.get("count"))


async def _get(client: httpx.AsyncClient, url: str) -> Mapping[str, Any]:
    import httpx

    try:
        return _object(await client.get(url))
    except (httpx.HTTPError, httpx.InvalidURL):
        return {}


async def _post(client: httpx.AsyncClient, url: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
    import httpx

    try:
        return _object(await client.post(url, json=body))
    except (httpx.HTTPError, httpx.InvalidURL):
        return {}


def _object(reply: httpx.Response) -> Mapping[str, Any]:
    try:
        value = reply.json() if reply.status_code == 200 else {}
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _number(value: object) -> int:
    """Return a whole number, however it is written."""
    try:
        return max(0, int(float(str(value).replace(",", ""))))
    except (ValueError, OverflowError):
        return 0


def _opens_thinking(template: str) -> bool:
    """Say whether a chat template begins the reply with the mark of thinking."""
    end = template.rstrip().removesuffix("{%- endif %}").removesuffix("{% endif %}").rstrip()
    return end.rstrip("'\"} \\n%-").endswith("<think>")


@cache
def _windows() -> Mapping[str, int]:
    listed: dict[str, int] = yaml.safe_load(_WINDOWS.read_text(encoding="utf-8"))
    return listed
