"""The lock's place among the doors: nothing passes over HTTP or a websocket while it is closed.

Promise: a websocket that is open when the lock closes carries nothing more, either way.
Invariant: what the lock answers is never kept by a cache.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final, Protocol
from urllib.parse import parse_qs

from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gate.doors import refuse
from gate.lock import COOKIE, Lock

LOCK_NOW: Final = "/gate/lock"
UNLOCK: Final = "/gate/unlock"
STATE: Final = "/gate/state"
# It says "ok", to whoever starts the app; and where a login elsewhere comes back to, which a cookie
# kept from other sites does not reach.
_TELLS_NOTHING: Final = frozenset({"/_stcore/health", "/oauth2callback"})
_LARGEST_FORM: Final = 8192
_CLOSED: Final = 1008


class LockPage(Protocol):
    """Writes the page that asks for the passphrase, in the language of an Accept-Language."""

    def __call__(self, languages: str, *, then: str, wait_s: int, is_wrong: bool) -> str:
        """Return HTML whose form leads to `then`."""
        ...


class LockDoor:
    """ASGI middleware; `is_by_hand` tells a frame that a person caused from one that a page sent by
    itself.
    """

    def __init__(
        self, app: ASGIApp, *, lock: Lock, page: LockPage, is_by_hand: Callable[[bytes], bool]
    ) -> None:
        self._app = app
        self._lock = lock
        self._page = page
        self._is_by_hand = is_by_hand

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through, or ask for the passphrase."""
        if scope["type"] == "http":
            answer = await self._answer(Request(scope, receive))
            if answer is None:
                await self._app(scope, receive, send)
            else:
                answer.headers["Cache-Control"] = "no-store"
                await answer(scope, receive, send)
        elif scope["type"] == "websocket":  # without a lock too: one may be set while it is open
            await self._watch(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _answer(self, request: Request) -> Response | None:
        """Return what the lock has to say to a request; None lets it through."""
        path = request.url.path
        is_state = path == STATE
        is_open = self._is_open(request, is_act=not is_state)
        if is_state:
            return PlainTextResponse("open" if is_open else "locked")
        if path == UNLOCK and request.method == "POST":
            return await self._unlock(request)
        if path == LOCK_NOW and is_open:
            self._lock.close_all()
            return RedirectResponse("/", status_code=303)
        if is_open or path in _TELLS_NOTHING:
            return None
        then = f"{path}?{request.url.query}" if request.url.query else path
        return self._ask(request, then=then, status=401)

    async def _unlock(self, request: Request) -> Response:
        form = await _read_form(request)
        if form is None:
            return PlainTextResponse("Too long", status_code=413)
        then = _own_page(form.get("then", ""))
        if not self._lock.is_set:
            return RedirectResponse(then, status_code=303)
        # Weighing takes a moment of a processor; the page goes on meanwhile.
        attempt = await asyncio.to_thread(self._lock.unlock, form.get("passphrase", ""))
        if not attempt.was_tried:
            return self._ask(request, then=then, status=429)
        if not attempt.token:
            return self._ask(request, then=then, status=401, is_wrong=True)
        answer = RedirectResponse(then, status_code=303)
        answer.set_cookie(
            _cookie_name(request),
            attempt.token,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return answer

    def _ask(self, request: Request, *, then: str, status: int, is_wrong: bool = False) -> Response:
        languages = request.headers.get("accept-language", "")
        wait_s = self._lock.wait_s
        page = self._page(languages, then=_own_page(then), wait_s=wait_s, is_wrong=is_wrong)
        answer = HTMLResponse(page, status_code=status)
        if wait_s:
            answer.headers["Retry-After"] = str(wait_s)
        return answer

    async def _watch(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand frames on for as long as the lock is open."""
        visit = HTTPConnection(scope)
        if not self._is_open(visit, is_act=False):
            await refuse(scope, receive, send, Response())
            return
        is_closed = False

        async def close() -> None:
            nonlocal is_closed
            if not is_closed:
                is_closed = True
                await send({"type": "websocket.close", "code": _CLOSED})

        async def watched_receive() -> Message:
            message = await receive()
            if message["type"] != "websocket.receive" or not self._lock.is_set:
                return message
            is_act = self._is_by_hand(message.get("bytes") or b"")
            if self._is_open(visit, is_act=is_act):
                return message
            await close()
            return {"type": "websocket.disconnect", "code": _CLOSED}

        async def watched_send(message: Message) -> None:
            if is_closed:
                return
            if message["type"] == "websocket.send" and not self._is_open(visit, is_act=False):
                await close()
            else:
                await send(message)

        await self._app(scope, watched_receive, watched_send)

    def _is_open(self, visit: HTTPConnection, *, is_act: bool) -> bool:
        if not self._lock.is_set:
            return True
        return self._lock.is_open(visit.cookies.get(_cookie_name(visit), ""), is_act=is_act)


def _cookie_name(visit: HTTPConnection) -> str:
    """Return a name for this port: browsers keep one jar for all ports of a host."""
    return f"{COOKIE}-{(visit.scope.get('server') or ('', None))[1]}"


def _own_page(then: str) -> str:
    is_own = then.startswith("/") and not then.startswith(("//", "/\\", "/gate/"))
    return then if is_own else "/"


async def _read_form(request: Request) -> dict[str, str] | None:
    """Return the fields of a short form, or None if it is too long."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LARGEST_FORM:
            return None
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[0] for name, values in fields.items()}
