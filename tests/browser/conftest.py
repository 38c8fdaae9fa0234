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
from functools import cache
from pathlib import Path
from shutil import which
from typing import Literal
from urllib.error import URLError

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Request,
    expect,
    sync_playwright,
)

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
    locale: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> Page:
        """Go to a page of the app."""
        self.page.goto(f"{self.app.url}{path}")
        return self.page

    def begin(self) -> None:
        """Listen to what the page asks for and what it complains of."""
        self.page.on("request", self._note_request)
        self.page.on("pageerror", self._note_error)
        self.page.on("console", self._note_line)

    def end(self) -> None:
        """Listen no longer: the page goes on to other visits."""
        self.page.remove_listener("request", self._note_request)
        self.page.remove_listener("pageerror", self._note_error)
        self.page.remove_listener("console", self._note_line)

    def _note_request(self, request: Request) -> None:
        home = self.app.url
        if not request.url.startswith((home, home.replace("http", "ws"), "data:", f"blob:{home}")):
            self.outside.append(request.url)

    def _note_error(self, error: Error) -> None:
        self.complaints.append(str(error))

    def _note_line(self, line: ConsoleMessage) -> None:
        if line.type == "error":
            self.complaints.append(line.text)


def settle(page: Page) -> Page:
    """Wait until the page is drawn: until then it also shows what stood there before."""
    expect(page.locator(".stMain h1").first).to_be_attached()  # the page has begun to be drawn
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_attached()
    return page


def free_port(wanted: int = 0) -> str:
    """Return a port that nobody listens on. Raises OSError where somebody does on `wanted`."""
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as a server does
        free.bind(("127.0.0.1", wanted))
        return str(free.getsockname()[1])


@cache
def _first_port() -> int:
    return int(free_port())


def _usual_port() -> str:
    """Return the same port for one app after the other: to a browser they are one place then, whose
    scripts it has compiled.
    """
    try:
        return free_port(_first_port())
    except OSError:  # an app of the same worker still runs
        return free_port()


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
    port = port or _usual_port()
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


class Tabs:
    """A page for each language, where one visit after the other begins as if it were new: a page
    that has run the frontend before loads it with a third of the work.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[str, list[Page]] = {}

    def take(self, locale: str) -> Page:
        """Return a page that nobody uses."""
        if self._free.get(locale):
            return self._free[locale].pop()
        context = self._browser.new_context(locale=locale)
        context.set_default_timeout(PATIENCE_S * 1000)
        return context.new_page()

    def give_back(self, visit: Visit) -> None:
        """Leave nothing of a visit to the next; a page whose app has ended goes with it."""
        page = visit.page
        try:
            page.goto(f"{visit.app.url}/_stcore/health")  # whose storage is the same
            page.evaluate("localStorage.clear(); sessionStorage.clear()")
        except Error:
            page.context.close()
            return
        page.context.clear_cookies()
        self._free.setdefault(visit.locale, []).append(page)


@pytest.fixture(scope="session")
def tabs(chromium: Browser) -> Tabs:
    """The pages of all tests."""
    return Tabs(chromium)


@pytest.fixture
def visit(tabs: Tabs) -> Iterator[Callable[..., Visit]]:
    """Open a page as a visitor; at the end, nothing was asked of the outside and the page
    complained of nothing.
    """
    visits: list[Visit] = []

    def begin(
        app: App,
        *,
        locale: str = "en-US",
        scheme: Literal["light", "dark"] = "light",
        width: int = 1400,
        height: int = 900,
    ) -> Visit:
        page = tabs.take(locale)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, reduced_motion="null")
        made = Visit(page=page, app=app, locale=locale)
        made.begin()
        visits.append(made)
        return made

    yield begin
    for each in visits:
        each.end()
        tabs.give_back(each)
        assert not each.outside
        assert not [line for line in each.complaints if "404" not in line]
