"""Who is let in: this machine's own names with the port served, and no page but our own."""

from __future__ import annotations

import pytest

from config.fields import parse_hosts
from config.settings import Settings
from errors import SettingsError
from gate.doors import Doors
from tests.gate.calls import HOME, Inside, call


def doors(inside: Inside, allowed: str = "") -> Doors:
    return Doors(inside, allowed_hosts=lambda: allowed, explain=lambda _: "no")


OWN_HOSTS = [HOME, "localhost:8501", "[::1]:8501", "LOCALHOST:8501"]
FOREIGN_HOSTS = [
    "evil.example:8501",
    "evil.example",
    "127.0.0.1",
    "localhost",
    "127.0.0.1:8502",
    "127.0.0.1:08501",
    "127.0.0.1:8501.evil.example",
    "127.0.0.1.evil.example:8501",
    "localhost.:8501",
    "127.1:8501",
    "2130706433:8501",
    "0.0.0.0:8501",
    "127.0.0.2:8501",
    "[::]:8501",
    "[::ffff:127.0.0.1]:8501",
    "::1:8501",
    "evil@127.0.0.1:8501",
    "127.0.0.1:8501,evil.example",
    " 127.0.0.1:8501",
    "",
]
FOREIGN_ORIGINS = [
    "http://evil.example",
    "http://evil.example:8501",
    "http://127.0.0.1",
    "http://127.0.0.1:8502",
    "https://127.0.0.1:8501",
    "http://localhost:8501",
    "http://127.0.0.1:8501.evil.example",
    "http://127.0.0.1:8501/",
    "http://evil@127.0.0.1:8501",
    "HTTP://127.0.0.1:8501",
    "chrome-extension://127.0.0.1:8501",
    "file://",
    "null",
    "",
]


@pytest.mark.parametrize("host", OWN_HOSTS)
def test_this_machine_is_let_in(host: str) -> None:
    inside = Inside()
    assert call(doors(inside), [("Host", host)]).status == 200
    own = [("Host", host), ("Origin", f"http://{host}")]
    assert call(doors(inside), own, method="PUT").status == 200
    assert call(doors(inside), own, kind="websocket").status == 101


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_no_other_name_is_let_in(host: str, kind: str) -> None:
    inside = Inside()
    for headers in ([("Host", host)], [("Host", host), ("Origin", f"http://{host}")]):
        assert call(doors(inside), headers, kind=kind).status == 403
    assert not inside.reached


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_no_other_page_is_let_in(origin: str, kind: str) -> None:
    inside = Inside()
    for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
        headers = [("Host", HOME), ("Origin", origin)]
        assert call(doors(inside), headers, kind=kind, method=method).status == 403
    assert not inside.reached


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_two_hosts_or_two_origins_are_none(kind: str) -> None:
    inside = Inside()
    own = [("Host", HOME), ("Origin", f"http://{HOME}")]
    assert call(doors(inside), [*own, own[0]], kind=kind).status == 403
    assert call(doors(inside), [*own, own[1]], kind=kind).status == 403
    assert call(doors(inside), own[1:], kind=kind).status == 403
    assert not inside.reached


def test_a_websocket_and_what_changes_something_need_an_origin() -> None:
    inside = Inside()
    assert call(doors(inside), [("Host", HOME)], kind="websocket").status == 403
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert call(doors(inside), [("Host", HOME)], method=method).status == 403
    assert not inside.reached


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_loads_nothing_but_may_lead_here(site: str) -> None:
    """A picture, a script and a form that is no cross-origin request come without an Origin."""
    inside = Inside()
    loads = [("Host", HOME), ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", "no-cors")]
    assert call(doors(inside), loads).status == 403
    leads = [*loads[:2], ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")]
    framed = [*loads[:2], ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe")]
    assert call(doors(inside), leads).status == 200
    assert call(doors(inside), framed).status == 403


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/_stcore//metrics",
        "//_stcore/metrics",
        "/_stcore/agent/interact",
        "/_stcore/agent/mcp",
    ],
)
def test_what_nobody_here_uses_is_closed(path: str) -> None:
    inside = Inside()
    assert call(doors(inside), [("Host", HOME)], path=path).status == 404
    assert not inside.reached


def test_more_names_can_be_allowed() -> None:
    inside = Inside()
    allowed = parse_hosts("ALLOWED_HOSTS", "Journal.example, nas.local:9000 ,[fd00::1]")
    for host in ("journal.example", "journal.example:8501", "nas.local:9000", "[fd00::1]:8501"):
        for scheme in ("http", "https"):
            own = [("Host", host), ("Origin", f"{scheme}://{host}")]
            assert call(doors(inside, allowed), own, kind="websocket").status == 101
            assert call(doors(inside, allowed), own).status == 200
    for host in ("journal.example:9000", "nas.local", "nas.local:8501", "x.journal.example"):
        assert call(doors(inside, allowed), [("Host", host)]).status == 403
    other = [("Host", "journal.example"), ("Origin", "https://nas.local:9000")]
    assert call(doors(inside, allowed), other, kind="websocket").status == 403


@pytest.mark.parametrize("text", ["*", "*.example", "http://a.example", "a b", "a.example:0", "a/"])
def test_a_name_that_is_none_is_told(text: str) -> None:
    with pytest.raises(SettingsError) as told:
        parse_hosts("ALLOWED_HOSTS", text)
    assert told.value.key == "settings.bad_hosts"
    assert Settings().allowed_hosts == ""


def test_the_default_port_needs_not_be_named() -> None:
    inside = Inside()
    plain = call(doors(inside), [("Host", "127.0.0.1")], server=("127.0.0.1", 80))
    other = call(doors(inside), [("Host", "127.0.0.1")], server=("127.0.0.1", 443))
    secure = call(doors(inside), [("Host", "127.0.0.1")], server=("127.0.0.1", 443), scheme="https")
    assert (plain.status, other.status, secure.status) == (200, 403, 200)


def test_the_page_behind_never_judges_an_origin_by_looking_up_addresses() -> None:
    """Streamlit asks the outside for this machine's addresses to compare an Origin with."""
    inside = Inside()
    own = [("Host", "[::1]:8501"), ("Origin", "http://[::1]:8501")]
    call(doors(inside), own, method="PUT")
    assert b"origin" not in dict(inside.reached[0]["headers"])


def test_it_says_why_in_the_language_of_whoever_asks() -> None:
    gate = Doors(Inside(), allowed_hosts=lambda: "", explain=lambda asked: f"because {asked}")
    reply = call(gate, [("Host", "journal.example"), ("Accept-Language", "ko-KR")])
    assert (reply.status, reply.text) == (403, "because ko-KR")
    assert reply.header("content-type") == "text/plain; charset=utf-8"


def test_what_comes_from_another_machine_needs_a_guard() -> None:
    """Whatever the app was told to listen on, and by whatever server it is run."""
    inside = Inside()
    own = [("Host", "nas.local"), ("Origin", "http://nas.local")]
    for address in ("192.168.0.5", "0.0.0.0", "/run/app.socket", "fd00::1"):
        for guard, statuses in ((bool, (403, 403)), (lambda: True, (200, 101))):
            gate = Doors(
                inside,
                allowed_hosts=lambda: "nas.local",
                explain=str,
                is_guarded=guard,
            )
            http = call(gate, own, server=(address, 8501)).status
            socket = call(gate, own, server=(address, 8501), kind="websocket").status
            assert (http, socket) == statuses
