"""Looks for model servers on this machine, at the ports that they usually have.

Promise: nothing is asked but these addresses, and only when somebody wants it; an answer within a
second or two.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from chains.models.lookup import names_listed

PORTS: Final[Mapping[int, str]] = {
    11434: "Ollama",
    1234: "LM Studio",
    8080: "llama.cpp",
    8000: "vLLM",
}
_PATIENCE_S: Final = 1.5
_NO_CHAT: Final = ("embed", "rerank", "bge-", "e5-", "whisper", "tts")


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalServer:
    """A server that answered, under the name that it is known by, and its chat models."""

    name: str
    url: str
    models: tuple[str, ...]


async def find_local_servers(ports: Mapping[int, str] = PORTS) -> tuple[LocalServer, ...]:
    """Return the servers of this machine that list chat models."""
    found = await asyncio.gather(
        *(look_at(f"http://127.0.0.1:{port}/v1", name) for port, name in ports.items())
    )
    return tuple(each for each in found if each is not None and each.models)


async def look_at(url: str, name: str) -> LocalServer | None:
    """Return the server at an address if it lists models, even when none of them can chat."""
    import httpx

    try:
        async with httpx.AsyncClient(timeout=_PATIENCE_S, trust_env=False) as client:
            reply = await client.get(f"{url}/models")
        models = _chat_models(reply.json()) if reply.status_code == 200 else None
    except (httpx.HTTPError, ValueError):
        return None
    return None if models is None else LocalServer(name=name, url=url, models=models)


def _chat_models(listed: Any) -> tuple[str, ...]:
    names = names_listed(listed)
    return tuple(name for name in names if not any(no in name.lower() for no in _NO_CHAT))
