"""The door to the page: doors and security headers around `ui/main.py`, served by `streamlit run
app.py`.

Promise: the page loads nothing from outside, no other page can frame it or speak to it (`gate`).
The journal starts to open with the server.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.shared import app_services
from ui.shared.ended_visits import end_visits
from ui.shared.entrance import build_entrance
from ui.shared.problem import unexpected
from ui.shared.start_page import StartPage, dress


def start_page_scripts() -> str:
    """Return the hashes of the scripts that stand in the start page, Streamlit's and ours, as a
    policy names them.
    """
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", dress(page, ""), flags=re.DOTALL)
    return " ".join(
        f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts
    )


# Streamlit writes its styles and loads components from blobs; nothing else may run, load, connect
# or frame.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self' blob: 'wasm-unsafe-eval' {start_page_scripts()}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",  # what was just spoken, to be heard again
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-src 'none'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    # Not "no-referrer": the form of the lock would then come with an Origin of "null".
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self), payment=()",
}


class SecurityHeaders:
    """ASGI middleware that puts `HEADERS` on every HTTP response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, send_with_headers)


@asynccontextmanager
async def open_journal(_app: st.App) -> AsyncIterator[None]:
    """Start opening the journal in the background while the first visitor's browser still loads the
    page.
    """
    app_services.start()
    yield
    app_services.close()


end_visits()
app = st.App(
    "ui/main.py",
    routes=[
        Mount("/fonts", StaticFiles(directory=Path(__file__).parent / "ui" / "static" / "fonts"))
    ],
    middleware=[
        Middleware(SecurityHeaders),
        *build_entrance().middleware(),
        Middleware(StartPage),
    ],
    lifespan=open_journal,
    on_script_error=unexpected,
)
