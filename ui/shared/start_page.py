"""Streamlit's start page in this app's clothes, before any script has run: its own title, icon,
language and paper, so that no white page and no other name flashes up.

Promise: a press before `bridge.js` is there is kept for it. Invariant: Streamlit's own scripts stay
as they are; the policy in `app.py` names all of them by hash.
"""

from __future__ import annotations

import re
from base64 import b64encode
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from language.detect import language_of_locale
from ui.shared.markup import esc
from ui.shared.resources import STATIC
from ui.shared.text import messages

_ICON: Final = b64encode((STATIC / "icon.svg").read_bytes()).decode()
_PAPER: Final = (
    "<style>:root{color-scheme:light dark;background:#FBF8F3}"
    "@media (prefers-color-scheme:dark){:root{background:#15171A}}</style>"
)
# What stands on the page can be pressed before the component that carries presses has come.
_EARLY_PRESSES: Final = (
    "<script>window.crossroads={early:[]};document.addEventListener('click',(event)=>{"
    "const pressed=event.target.closest?.('[data-act]');"
    "if(pressed)window.crossroads.early?.push(pressed.dataset.act)},true)</script>"
)


class StartPage:
    """ASGI middleware that dresses the start page, and no other answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        if "text/html" in asked.get("accept", ""):  # what comes packed cannot be dressed
            plain = [each for each in scope["headers"] if each[0] != b"accept-encoding"]
            scope = {**scope, "headers": plain}
        languages = asked.get("accept-language", "")
        started: Message | None = None
        body = b""

        async def send_dressed(message: Message) -> None:
            nonlocal started, body
            if message["type"] == "http.response.start" and _is_whole_page(message):
                started = message
                return
            if started is None or message["type"] != "http.response.body":
                await send(message)
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            dressed = dress(body.decode("utf-8"), languages).encode()
            headers = MutableHeaders(scope=started)
            headers["content-length"] = str(len(dressed))
            for kept_by_caches in ("etag", "last-modified"):  # they speak of the undressed page
                del headers[kept_by_caches]
            await send(started)
            await send({"type": "http.response.body", "body": dressed})

        await self._app(scope, receive, send_dressed)


def dress(page: str, languages: str) -> str:
    """Return the start page for a reader with this Accept-Language."""
    language = language_of_locale(languages)
    title = esc(messages(language)["app.name"])
    page = page.replace('<html lang="en">', f'<html lang="{language}">', 1)
    page = page.replace('href="./favicon.png"', f'href="data:image/svg+xml;base64,{_ICON}"', 1)
    head = f"<title>{title}</title>{_PAPER}{_EARLY_PRESSES}"
    return re.sub("<title>[^<]*</title>", head, page, count=1)


def _is_whole_page(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    is_plain = "content-encoding" not in headers
    return (
        message["status"] == 200
        and is_plain
        and headers.get("content-type", "").startswith("text/html")
    )
