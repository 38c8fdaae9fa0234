"""The real app in a process of its own, and Chromium. Every request is recorded; none may leave
this machine.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.nursery import Forked, Nursery

ROOT = Path(__file__).parents[2]
# The shell draws the same pages for a third less work, without the windows that nobody sees.
CHROMIUM = which("chromium-headless-shell") or which("chromium") or ""
PATIENCE_S = 60.0
_NURSERY = Nursery(ROOT)


@dataclass(kw_only=True)
class App:
    """A running app with folders of its own."""

    url: str
    home: Path
    process: subprocess.Popen[bytes] | Forked


@dataclass(kw_only=True)
class Visit:
    """A browser page, and what it asked for."""

    page: Page
    app: App
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> Page:
        """Go to a page of the app."""
        self.page.goto(f"{self.app.url}{path}")
        return self.page


def settle(page: Page) -> Page:
    """Wait until the page is drawn: until then it also shows what stood there before."""
    expect(page.locator(".stMain h1").first).to_be_attached()  # the page has begun to be drawn
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_attached()
    return page


def free_port() -> str:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


def start(
    home: Path,
    *,
    as_a_newcomer: bool = False,
    under: Sequence[str] = (),
    options: Sequence[str] = (),
    port: str = "",
    **environment: str,
) -> App:
    """Start the app over `home` on a free port and wait until it answers: without its built-in
    models, unless a test is about what a newcomer gets; forked, unless it runs `under` a tracer.
    """
    port = port or free_port()
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("OPENAI_", "LANGFUSE_", "CHAT_"))
    }
    folders = {"JOURNAL_DIR": str(home / "journal"), "STATE_DIR": str(home / "state")}
    environment = {**clean, **folders, **environment}
    arguments = ["run", "app.py", "--server.port", port, *options]
    log = home / "log"
    if under:
        process: subprocess.Popen[bytes] | Forked = subprocess.Popen(
            [*under, sys.executable, "-m", "streamlit", *arguments],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=log.open("wb"),
            start_new_session=True,  # so that a tracer does not end without what it traces
        )
    else:
        process = _NURSERY.fork(arguments, environment, log, with_models=as_a_newcomer)
    app = App(url=f"http://127.0.0.1:{port}", home=home, process=process)
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{app.url}/_stcore/health", timeout=1):
                return app
        except (URLError, OSError):
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)
    raise AssertionError("the app did not start")


def end(app: App) -> None:
    """End the app that `start` started."""
    if isinstance(app.process, subprocess.Popen):
        os.killpg(app.process.pid, signal.SIGTERM)
    else:
        app.process.terminate()
    try:
        app.process.wait(10)
    except subprocess.TimeoutExpired:
        app.process.kill()
        app.process.wait(10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    expect.set_options(timeout=PATIENCE_S * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                *("--disable-gpu", "--disable-software-rasterizer"),  # a tenth less work a page
                "--disable-background-networking",
                "--host-resolver-rules=MAP *.rebound.test 127.0.0.1",  # as a hostile name would
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[..., Visit]]:
    """Open a page as a visitor; at the end, nothing was asked of the outside and the page
    complained of nothing.
    """
    visits: list[Visit] = []

    def begin(
        app: App,
        *,
        locale: str = "en-US",
        scheme: str = "light",
        width: int = 1400,
        height: int = 900,
    ) -> Visit:
        context = chromium.new_context(
            locale=locale,
            color_scheme="dark" if scheme == "dark" else "light",
            viewport={"width": width, "height": height},
        )
        context.set_default_timeout(PATIENCE_S * 1000)
        made = Visit(page=context.new_page(), app=app)
        made.page.on("request", lambda request: _note(made, request.url))
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        made.page.on(
            "console",
            lambda line: made.complaints.append(line.text) if line.type == "error" else None,
        )
        visits.append(made)
        return made

    yield begin
    for each in visits:
        each.page.context.close()
        assert not each.outside
        assert not [line for line in each.complaints if "404" not in line]


def _note(visit: Visit, url: str) -> None:
    if not url.startswith(
        (visit.app.url, visit.app.url.replace("http", "ws"), "data:", f"blob:{visit.app.url}")
    ):
        visit.outside.append(url)
