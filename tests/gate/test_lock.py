"""The lock: what it lets in, how it slows down a guesser, when it closes by itself."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from argon2 import PasswordHasher

from config.settings import Settings
from errors import JournalError, SettingsError
from gate import passphrase
from gate.listening import check_listening, is_loopback
from gate.lock import COOKIE, Lock
from gate.lock_door import LockDoor
from gate.passphrase import PassphraseFile, hash_passphrase
from tests.gate.calls import HOME, Inside, Reply, call

pytestmark = pytest.mark.usefixtures("cheap_hash")
WORDS = "사과나무 아래의 우산 seven"


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(journal_dir=tmp_path / "journal", state_dir=tmp_path / "state")


@pytest.fixture
def lock(settings: Settings, clock: Clock) -> Lock:
    PassphraseFile(settings.paths.lock).set(WORDS)
    return Lock(lambda: settings, clock=clock)


class Page:
    """How the lock's own page is asked for."""

    def __call__(self, languages: str, *, then: str, wait_s: int, is_wrong: bool) -> str:
        assert languages == ""
        return f"LOCKED {then} {wait_s} {is_wrong}"


def door(lock: Lock, inside: Inside) -> LockDoor:
    return LockDoor(inside, lock=lock, page=Page(), is_by_hand=lambda frame: frame == b"act")


def unlock(gate: LockDoor, words: str, then: str = "/", scheme: str = "http") -> Reply:
    body = urlencode({"passphrase": words, "then": then}).encode()
    headers = [("Host", HOME), ("Content-Type", "application/x-www-form-urlencoded")]
    return call(gate, headers, method="POST", path="/gate/unlock", body=body, scheme=scheme)


def cookie(reply: Reply) -> tuple[str, str]:
    return "Cookie", reply.header("set-cookie").partition(";")[0]


def test_without_a_passphrase_there_is_no_lock(settings: Settings) -> None:
    lock = Lock(lambda: settings)
    inside = Inside()
    assert not lock.is_set
    assert call(door(lock, inside), [("Host", HOME)]).text == "diary"


def test_a_guesser_of_many_hours_still_waits(lock: Lock, clock: Clock) -> None:
    for _ in range(1_100):
        clock.now += 61
        assert lock.unlock("wrong").was_tried
    assert lock.wait_s == 60
    assert not lock.unlock(WORDS).was_tried


def test_nothing_comes_out_until_the_passphrase_is_given(lock: Lock) -> None:
    inside = Inside()
    gate = door(lock, inside)
    for path in ("/", "/journal", "/media/x.png", "/_stcore/host-config", "/fonts/x.woff2"):
        reply = call(gate, [("Host", HOME)], path=path)
        assert (reply.status, "diary" in reply.text) == (401, False)
        assert reply.header("cache-control") == "no-store"
    assert call(gate, [("Host", HOME)], kind="websocket").status == 403
    assert not inside.reached
    opened = unlock(gate, WORDS, "/journal?entry=x")
    assert (opened.status, opened.header("location")) == (303, "/journal?entry=x")
    assert call(gate, [("Host", HOME), cookie(opened)]).text == "diary"
    assert call(gate, [("Host", HOME), cookie(opened)], kind="websocket").status == 101


def test_its_cookie_is_kept_from_scripts_and_other_pages(lock: Lock) -> None:
    gate = door(lock, Inside())
    given = unlock(gate, WORDS).header("set-cookie")
    assert given.startswith(f"{COOKIE}-8501=")
    assert {"httponly", "samesite=strict", "path=/"} <= set(given.lower().split("; "))
    assert "secure" in unlock(gate, WORDS, scheme="https").header("set-cookie").lower().split("; ")


def test_a_cookie_that_was_changed_or_made_up_opens_nothing(lock: Lock) -> None:
    gate = door(lock, Inside())
    name, value = cookie(unlock(gate, WORDS))
    forged = [value[:-1], value[:-1] + ("A" if value[-1] != "A" else "B"), value + "x"]
    forged += [f"{COOKIE}-8501=", f"{COOKIE}-8501=a.b", value.replace("8501", "8502")]
    for each in forged:
        assert call(gate, [("Host", HOME), (name, each)]).status == 401, each


@pytest.mark.parametrize("then", ["//evil.example", "https://evil.example", "/\\evil.example", ""])
def test_it_leads_to_no_other_page(lock: Lock, then: str) -> None:
    assert unlock(door(lock, Inside()), WORDS, then).header("location") == "/"


def test_the_same_words_typed_on_another_keyboard_open_it(lock: Lock) -> None:
    decomposed = "사과나무".replace("사", "\u1109\u1161") + WORDS[4:]
    assert decomposed != WORDS
    assert unlock(door(lock, Inside()), decomposed).status == 303


def test_a_guesser_is_slowed_down_also_when_he_asks_at_once(
    settings: Settings, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As dear as it really is: twelve guesses meet while the first is still being weighed.
    monkeypatch.setattr(passphrase, "_HASHER", PasswordHasher())
    PassphraseFile(settings.paths.lock).set(WORDS)
    lock = Lock(lambda: settings, clock=clock)
    tried: list[bool] = []

    def guess() -> None:
        tried.append(lock.unlock("wrong words here").was_tried)

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert tried.count(True) == 3


def test_each_further_guess_waits_longer_up_to_a_minute(lock: Lock, clock: Clock) -> None:
    assert [lock.unlock("wrong words here").was_tried for _ in range(3)] == [True] * 3
    waits = []
    for _ in range(9):
        assert not lock.unlock(WORDS).token  # the right words have to wait as well
        waits.append(lock.wait_s)
        clock.now += lock.wait_s
        assert lock.unlock("wrong words here").was_tried
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (2, 60)
    clock.now += 60
    assert lock.unlock(WORDS).token
    assert lock.wait_s == 0
    assert lock.unlock("wrong words here").was_tried


def test_a_wrong_passphrase_is_told_with_the_time_to_wait(lock: Lock) -> None:
    gate = door(lock, Inside())
    assert unlock(gate, "wrong words here", "/data").text == "LOCKED /data 0 True"
    for _ in range(2):
        unlock(gate, "wrong words here")
    slowed = unlock(gate, WORDS, "/data")
    assert (slowed.status, slowed.text) == (429, "LOCKED /data 2 False")
    assert slowed.header("retry-after") == "2"


def test_a_passphrase_longer_than_a_page_is_not_even_tried(lock: Lock) -> None:
    reply = unlock(door(lock, Inside()), "x" * 100_000)
    assert reply.status == 413
    assert lock.unlock(WORDS).token


def test_it_closes_after_idle_time_and_only_acts_count(lock: Lock, clock: Clock) -> None:
    gate = door(lock, Inside())
    key = cookie(unlock(gate, WORDS))
    minute = 60.0
    for _ in range(4):  # what a person does keeps it open
        clock.now += 29 * minute
        assert not call(gate, [("Host", HOME), key], kind="websocket", frames=[b"act"]).is_closed
    clock.now += 29 * minute
    inside = Inside()
    gate = door(lock, inside)
    assert call(gate, [("Host", HOME)], path="/gate/state").text == "locked"
    assert call(gate, [("Host", HOME), key], path="/gate/state").text == "open"
    call(gate, [("Host", HOME), key], kind="websocket", frames=[b"by itself"])
    clock.now += 2 * minute
    assert call(gate, [("Host", HOME), key], path="/gate/state").text == "locked"
    assert call(gate, [("Host", HOME), key]).status == 401


def while_open(act: Callable[[], None], lock: Lock) -> tuple[Inside, Reply]:
    """Open a websocket, act after its first frame, and send two more."""

    class Acting(Inside):
        async def __call__(self, scope, receive, send):  # type: ignore[no-untyped-def]
            async def acting_receive():  # type: ignore[no-untyped-def]
                message = await receive()
                if len(self.heard) == 1:
                    act()
                return message

            await super().__call__(scope, acting_receive, send)

    inside = Acting()
    gate = door(lock, inside)
    key = cookie(unlock(gate, WORDS))
    frames = [b"act", b"act", b"act"]
    return inside, call(gate, [("Host", HOME), key], kind="websocket", frames=frames)


def test_lock_now_ends_what_is_open(lock: Lock) -> None:
    inside, reply = while_open(lock.close_all, lock)
    assert [each["type"] for each in reply.messages] == [
        "websocket.accept",
        "websocket.send",
        "websocket.close",
    ]
    assert len(inside.heard) == 2


def test_a_lock_that_is_set_later_ends_what_was_open_before(settings: Settings) -> None:
    inside, reply = while_open(
        lambda: PassphraseFile(settings.paths.lock).set(WORDS), Lock(lambda: settings)
    )
    assert reply.is_closed
    assert len(inside.heard) == 2


def test_whoever_still_sees_the_page_of_a_lock_that_is_gone_comes_in(settings: Settings) -> None:
    assert unlock(door(Lock(lambda: settings), Inside()), WORDS, "/data").status == 303


def test_lock_now_is_a_link_for_whoever_is_inside(lock: Lock) -> None:
    gate = door(lock, Inside())
    key = cookie(unlock(gate, WORDS))
    call(gate, [("Host", HOME)], path="/gate/lock")
    assert call(gate, [("Host", HOME), key]).status == 200
    left = call(gate, [("Host", HOME), key], path="/gate/lock")
    assert (left.status, left.header("location")) == (303, "/")
    assert call(gate, [("Host", HOME), key]).status == 401


def test_another_passphrase_closes_what_the_old_one_opened(lock: Lock, settings: Settings) -> None:
    gate = door(lock, Inside())
    key = cookie(unlock(gate, WORDS))
    PassphraseFile(settings.paths.lock).set("another sentence")
    assert call(gate, [("Host", HOME), key]).status == 401
    assert unlock(gate, WORDS).status == 401
    assert unlock(gate, "another sentence").status == 303
    PassphraseFile(settings.paths.lock).remove()
    assert call(gate, [("Host", HOME)]).status == 200


@pytest.mark.usefixtures("lock")
def test_the_environment_decides_before_the_page(settings: Settings) -> None:
    fixed = settings.with_values({"passphrase_hash": hash_passphrase("from the environment")})
    gate = door(Lock(lambda: fixed), Inside())
    assert unlock(gate, WORDS).status == 401
    assert unlock(gate, "from the environment").status == 303
    assert "argon2" not in repr(fixed)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"hash": 3}', b'{"hash": "x"}', b"\xff"])
def test_a_damaged_lock_stays_locked(settings: Settings, content: bytes) -> None:
    settings.paths.lock.parent.mkdir(parents=True)
    settings.paths.lock.write_bytes(content)
    gate = door(Lock(lambda: settings), Inside())
    assert call(gate, [("Host", HOME)]).status == 401
    assert unlock(gate, "").status == 401


@pytest.mark.usefixtures("lock")
def test_what_is_kept_is_a_hash_that_only_the_owner_reads(settings: Settings) -> None:
    kept = settings.paths.lock.read_text()
    assert "$argon2id$" in kept
    assert "우산" not in kept
    assert settings.paths.lock.stat().st_mode & 0o777 == 0o600
    assert settings.paths.lock in settings.paths.set_by_hand


def test_a_short_passphrase_is_refused(settings: Settings) -> None:
    with pytest.raises(SettingsError) as told:
        PassphraseFile(settings.paths.lock).set("1234567")
    assert told.value.key == "lock.too_short"
    assert not settings.paths.lock.exists()


def test_health_tells_nothing_and_may_be_asked(lock: Lock) -> None:
    assert call(door(lock, Inside()), [("Host", HOME)], path="/_stcore/health").status == 200


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.0.1", "::1", "[::1]", "localhost"])
def test_loopback_needs_no_lock(address: str) -> None:
    assert is_loopback(address)
    check_listening(address, is_guarded=False)


@pytest.mark.parametrize(
    "address", ["", "0.0.0.0", "::", "192.168.0.5", "10.0.0.1", "::ffff:127.0.0.1.x", "host.lan"]
)
def test_all_else_needs_one(address: str) -> None:
    check_listening(address, is_guarded=True)
    with pytest.raises(JournalError) as told:
        check_listening(address, is_guarded=False)
    assert told.value.key == "gate.open_to_all"
