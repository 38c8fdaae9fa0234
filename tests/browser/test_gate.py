"""Nobody gets in: a real server and a real browser, hostile pages and hostile programs."""

from __future__ import annotations

import http.client
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from gate.passphrase import hash_passphrase
from tests.browser.conftest import App, Visit, end, free_port, start
from tests.gate.provider import Provider

pytestmark = pytest.mark.browser
STREAM = "/_stcore/stream"
UPGRADE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    running = start(tmp_path_factory.mktemp("gate"))
    yield running
    end(running)


@pytest.fixture
def foreign() -> Iterator[int]:
    """The port of a server with a page of somebody else's."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<title>elsewhere</title>")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def ask(app: App, path: str, method: str = "GET", **headers: str) -> int:
    """Send a request with exactly these headers; return its status."""
    where = urlsplit(app.url)
    connection = http.client.HTTPConnection(str(where.hostname), where.port, timeout=20)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    status = connection.getresponse().status
    connection.close()
    return status


def shake(app: App, **headers: str) -> int:
    """Ask for the page's websocket; return the status."""
    return ask(app, STREAM, **headers, **UPGRADE)


def test_no_program_with_a_foreign_name_or_page_is_answered(app: App) -> None:
    home = urlsplit(app.url).netloc
    port = home.partition(":")[2]
    assert ask(app, "/", Host=home) == 200
    assert shake(app, Host=home, Origin=app.url) == 101
    other = str(int(port) - 1)
    hosts = [f"evil.example:{port}", "127.0.0.1", f"127.0.0.1:{other}", f"0.0.0.0:{port}"]
    origins = ["http://evil.example", f"http://localhost:{port}", f"http://127.0.0.1:{other}"]
    hostile = [{"Host": host, "Origin": f"http://{host}"} for host in hosts]
    hostile += [{"Host": home, "Origin": origin} for origin in [*origins, "null"]]
    paths = ["/", "/_stcore/health", "/_stcore/host-config", "/media/x.png", "/fonts/x.woff2"]
    statuses = [ask(app, path, **each) for each in hostile for path in paths]
    statuses += [shake(app, **each) for each in hostile] + [shake(app, Host=home)]
    statuses += [ask(app, "/_stcore/upload_file/a/b", "DELETE", Host=home)]
    assert set(statuses) == {403}
    assert ask(app, "/_stcore/metrics", Host=home) == 404


# Tries everything that a page can: reading, changing, listening, loading. Resolves to what worked.
TRY = """async (url) => {
    const got = [];
    const refused = (reply) => reply.type === 'opaque' || reply.status === 403;
    const note = (name) => (reply) => refused(reply) || got.push(name + reply.status);
    const quiet = () => {};
    await fetch(url + '/_stcore/health').then(note('read ')).catch(quiet);
    await fetch(url + '/_stcore/upload_file/a/b', {method: 'PUT', body: 'x'})
        .then(note('write ')).catch(quiet);
    await new Promise((done) => {
        const socket = new WebSocket(url.replace('http', 'ws') + '/_stcore/stream', 'streamlit');
        socket.onopen = () => { got.push('websocket'); done(); };
        socket.onerror = done;
    });
    await new Promise((done) => {
        const picture = document.createElement('script');
        picture.onload = () => { got.push('script'); done(); };
        picture.onerror = done;
        picture.src = url + '/_stcore/host-config';
        document.head.append(picture);
    });
    return got;
}"""


def test_no_hostile_page_in_chromium_gets_anything(
    app: App, foreign: int, chromium: Browser
) -> None:
    port = urlsplit(app.url).port
    context = chromium.new_context()
    page = context.new_page()
    rebound = f"http://evil.rebound.test:{port}"
    reply = page.goto(rebound)
    assert reply is not None
    assert reply.status == 403
    expect(page.locator("body")).to_contain_text("ALLOWED_HOSTS")
    assert page.evaluate(TRY, rebound) == []  # of our own origin, as the browser sees it
    for origin in (f"http://evil.rebound.test:{foreign}", f"http://127.0.0.1:{foreign}"):
        page.goto(origin)
        expect(page).to_have_title("elsewhere")
        for target in (app.url, app.url.replace("127.0.0.1", "localhost"), rebound):
            assert page.evaluate(TRY, target) == [], (origin, target)
    context.close()


@pytest.mark.skipif(not shutil.which("strace"), reason="no strace on this machine")
def test_no_connection_leaves_this_machine(tmp_path: Path, visit: Callable[..., Visit]) -> None:
    """From the start to a question, and when a hostile websocket knocks; datagrams too."""
    trace = tmp_path / "trace"
    calls = "trace=connect,sendto,sendmsg,sendmmsg"
    tracer = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", calls, "-o", str(trace)]
    traced = start(tmp_path, under=tracer)
    try:
        page = visit(traced).open()
        page.get_by_role("button", name=re.compile("sample")).first.click()
        box = page.get_by_test_id("stChatInputTextArea").first
        box.fill("grad school or industry?")
        box.press("Enter")
        expect(page.locator("[data-act]").first).to_be_visible()
        home = urlsplit(traced.url).netloc
        assert shake(traced, Host=home, Origin="http://evil.example") == 403
        assert shake(traced, Host="evil.example", Origin="http://evil.example") == 403
        page.goto("about:blank")  # it would complain of an app that is gone
    finally:
        end(traced)
    lines = trace.read_text(errors="replace").splitlines()
    reached = [line for line in lines if "sin_addr" in line or "sin6_addr" in line]
    beyond = [line for line in reached if '"127.0.0.1"' not in line and '"::1"' not in line]
    assert not beyond


WORDS = "seven umbrellas under the tree"


def unlock(page: Page, words: str) -> None:
    page.get_by_label("Passphrase").fill(words)
    page.get_by_role("button", name="Open").click()


def test_the_lock_is_set_opened_and_closed_in_a_browser(tmp_path: Path, chromium: Browser) -> None:
    app = start(tmp_path)
    context = chromium.new_context(locale="en-US")
    page, other = context.new_page(), context.new_page()
    other.goto(f"{app.url}/data")
    expect(other.get_by_role("heading", name="Your data")).to_be_visible()
    page.goto(f"{app.url}/settings")
    page.get_by_label("New passphrase").fill(WORDS)
    page.get_by_label("Once more").fill(WORDS)
    page.get_by_role("button", name="Set the lock").click()
    for each in (page, other):  # whoever has a page open is asked as well
        expect(each.get_by_role("heading", name="Locked")).to_be_visible()
        expect(each.locator(".stApp")).to_have_count(0)
    unlock(page, "eight umbrellas")
    expect(page.get_by_role("alert")).to_have_text("That is not the passphrase.")
    unlock(page, WORDS)
    expect(page).to_have_url(f"{app.url}/settings")
    page.get_by_role("link", name="Lock now").click()
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()
    (cookie,) = [each for each in context.cookies() if "lock" in str(each.get("name"))]
    assert (cookie.get("httpOnly"), cookie.get("sameSite")) == (True, "Strict")
    port = urlsplit(app.url).netloc
    assert shake(app, Host=port, Origin=app.url) == 403
    assert (
        shake(app, Host=port, Origin=app.url, Cookie=f"{cookie.get('name')}={cookie.get('value')}")
        == 403
    )
    context.close()
    end(app)


def test_only_a_guarded_app_listens_elsewhere(tmp_path: Path) -> None:
    everywhere = ["--server.address", "0.0.0.0"]
    with pytest.raises(AssertionError, match="does not listen on 0"):
        start(tmp_path, options=everywhere)
    app = start(tmp_path, options=everywhere, APP_PASSPHRASE_HASH=hash_passphrase(WORDS))
    home = urlsplit(app.url).netloc
    assert ask(app, "/", Host=home) == 401
    assert ask(app, "/", Host=home.replace("127.0.0.1", "192.168.0.5")) == 403
    end(app)


def test_a_login_elsewhere_lets_in_who_is_on_the_list(tmp_path: Path, chromium: Browser) -> None:
    provider, port = Provider(), free_port()
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(provider.secrets_file(f"http://127.0.0.1:{port}"))
    options = ["--server.address", "0.0.0.0", "--secrets.files", str(secrets)]
    app = start(tmp_path, options=options, port=port, ALLOWED_EMAILS="me@here.example")
    for person, comes_in in (
        ({"email": "you@there.example"}, False),
        ({"email": "Me@here.example", "email_verified": True}, True),
    ):
        provider.person = person
        context = chromium.new_context(locale="en-US")
        page = context.new_page()
        page.goto(f"{app.url}/data")
        page.get_by_role("button", name="Log in").click()
        if comes_in:
            expect(page.get_by_role("link", name="Your data")).to_be_visible()
            page.get_by_role("link", name="Settings").click()
            page.get_by_role("button", name="Log out").click()
            expect(page.get_by_role("button", name="Log in")).to_be_visible()
        else:
            expect(page.get_by_text("is not on the list of this journal")).to_be_visible()
        context.close()
    end(app)
    provider.close()
