"""The doors: which names and which pages may speak to the app, over HTTP and websocket alike.

Promise: a page of another origin, whatever its name resolves to, reads and changes nothing here.
Limit: programs of this machine can send any header; against them there is the lock.
Invariant: an Origin that comes through is exactly the Host that comes through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from gate.listening import is_loopback

_LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")
_DEFAULT_PORTS: Final[Mapping[str, int]] = {"http": 80, "https": 443}
# Only reads may come without an Origin: browsers send one with all else.
_READS: Final = frozenset({"GET", "HEAD"})
# Of Streamlit, and used by nobody here: what the process counts, and a way to drive it.
_CLOSED: Final = ("/_stcore/metrics", "/_stcore/agent")
_SLASHES: Final = re.compile("//+")
_POLICY_VIOLATION: Final = 1008

# What a person is told who asked in these languages (an Accept-Language).
Explain = Callable[[str], str]


class Doors:
    """ASGI middleware; `allowed_hosts` gives the names that are allowed besides this machine's.
    Without a guard further in, only what this machine's loopback brings is let in.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        allowed_hosts: Callable[[], str],
        explain: Explain,
        is_guarded: Callable[[], bool] = lambda: False,
    ) -> None:
        self._app = app
        self._allowed_hosts = allowed_hosts
        self._explain = explain
        self._is_guarded = is_guarded

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in, or answer 403, or 404 for what is closed."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif not self._may_enter(scope):
            sentence = self._explain(Headers(scope=scope).get("accept-language", ""))
            await refuse(scope, receive, send, PlainTextResponse(sentence, status_code=403))
        elif _is_closed(scope["path"]):
            closed = PlainTextResponse("Not found", status_code=404)
            await refuse(scope, receive, send, closed)
        else:
            await self._app(_without_origin(scope), receive, send)

    def _may_enter(self, scope: Scope) -> bool:
        address, _ = scope.get("server") or ("", None)
        is_near = is_loopback(address) or self._is_guarded()
        return is_near and may_enter(scope, self._allowed_hosts())


def may_enter(scope: Scope, allowed_hosts: str) -> bool:
    """Say whether a request or a websocket comes to a name of ours, and from a page of ours."""
    headers = Headers(scope=scope)
    hosts, origins = headers.getlist("host"), headers.getlist("origin")
    if len(hosts) != 1 or len(origins) > 1:
        return False
    scheme = "https" if scope["scheme"] in ("https", "wss") else "http"
    pages = list_pages(hosts[0], scheme, (scope.get("server") or ("", None))[1], allowed_hosts)
    if not pages:
        return False
    if origins:
        return origins[0] in pages
    if scope["type"] == "websocket" or scope["method"] not in _READS:
        return False
    return _may_read(headers)


def list_pages(host: str, scheme: str, port: int | None, allowed_hosts: str) -> list[str]:
    """Return the origins of our own pages under this Host; none if it is no name of ours."""
    name = host.lower()
    if name in _with_port(_LOOPBACK, scheme, port):
        return [f"{scheme}://{host}"]
    for allowed in filter(None, allowed_hosts.split(",")):
        names = {allowed} if _names_port(allowed) else {allowed, f"{allowed}:{port}"}
        if name in names:
            # A proxy in front may speak TLS where we do not.
            return [f"http://{host}", f"https://{host}"]
    return []


async def refuse(scope: Scope, receive: Receive, send: Send, response: Response) -> None:
    """Answer a request with `response`; close a websocket before it opens."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
    else:
        await response(scope, receive, send)


def _with_port(names: tuple[str, ...], scheme: str, port: int | None) -> set[str]:
    written = {f"{name}:{port}" for name in names}
    return written | set(names) if port == _DEFAULT_PORTS[scheme] else written


def _names_port(allowed: str) -> bool:
    return ":" in allowed.rpartition("]")[2]


def _may_read(headers: Headers) -> bool:
    """Whether a read without an Origin comes from no page, from ours, or by a link that was
    followed; a picture, a script or a frame on another page is none of these.
    """
    if headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
        return True
    is_visit = headers.get("sec-fetch-mode") == "navigate"
    return is_visit and headers.get("sec-fetch-dest") == "document"


def _is_closed(path: str) -> bool:
    plain = _SLASHES.sub("/", path)
    return any(plain == each or plain.startswith(f"{each}/") for each in _CLOSED)


def _without_origin(scope: Scope) -> Scope:
    """Return the request without its Origin, which was judged here: to judge it again Streamlit
    would ask the outside for this machine's addresses. Its websocket compares with the Host first.
    """
    if scope["type"] == "websocket":
        return scope
    headers = [each for each in scope["headers"] if each[0] != b"origin"]
    return {**scope, "headers": headers}
