"""Keys: kept where only their owner reads them, whatever the machine's keyring does."""

# ruff: noqa: ARG002 (the doubles have the signatures of keyring)
from __future__ import annotations

import stat
import threading
from pathlib import Path

import keyring
import keyring.backend
import keyring.backends.fail
import keyring.backends.null
import keyring.errors
import pytest
from keyring.backends import chainer
from pydantic import SecretStr

from config import keys as keys_module
from config.keys import MODEL_KEY, KeyStore

SECRET = "sk-very-secret-0123456789"


class Working(keyring.backend.KeyringBackend):
    """A keyring in memory."""

    # Keyring knows every subclass: with more it would choose these doubles in later tests, too.
    priority = 0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Forgetful(Working):
    """A keyring that takes everything and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class Raising(Working):
    """A keyring whose service is gone."""

    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.KeyringLocked(SECRET)

    set_password = delete_password = get_password  # type: ignore[assignment]


class Hanging(Working):
    """A keyring that waits for a dialog nobody sees."""

    def get_password(self, service: str, username: str) -> str | None:
        threading.Event().wait()
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        threading.Event().wait()


class EmptyChainer(chainer.ChainerBackend):
    """What keyring chooses when it finds several backends that are none."""

    backends = ()


@pytest.fixture(autouse=True)
def _restore(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setattr(keys_module, "_PATIENCE_S", 0.2)
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def _no_keyring() -> None:
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]


USELESS = [
    keyring.backends.fail.Keyring,
    keyring.backends.null.Keyring,
    EmptyChainer,
    Forgetful,
    Raising,
    Hanging,
]


@pytest.mark.parametrize("backend", USELESS)
def test_without_a_real_keyring_a_private_file_keeps_the_key(
    tmp_path: Path, backend: type[keyring.backend.KeyringBackend]
) -> None:
    keyring.set_keyring(backend())
    store = KeyStore(tmp_path / "state")
    store.set(MODEL_KEY, SecretStr(f" {SECRET}\n"))
    kept = KeyStore(tmp_path / "state").get(MODEL_KEY)
    assert kept is not None
    assert kept.get_secret_value() == SECRET
    path = tmp_path / "state" / "keys.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    store.delete(MODEL_KEY)
    assert store.get(MODEL_KEY) is None
    assert SECRET not in path.read_text()


def test_a_real_keyring_keeps_the_key_and_no_file_does(tmp_path: Path) -> None:
    backend = Working()
    keyring.set_keyring(backend)
    store = KeyStore(tmp_path)
    store.set(MODEL_KEY, SecretStr(SECRET))
    assert list(backend.kept.values()) == [SECRET]
    assert list(tmp_path.iterdir()) == []
    kept = KeyStore(tmp_path).get(MODEL_KEY)
    assert kept is not None
    assert kept.get_secret_value() == SECRET
    store.delete(MODEL_KEY)
    store.delete(MODEL_KEY)
    assert not backend.kept


def test_two_installations_never_share_keys(tmp_path: Path) -> None:
    keyring.set_keyring(Working())
    KeyStore(tmp_path / "one").set(MODEL_KEY, SecretStr(SECRET))
    assert KeyStore(tmp_path / "two").get(MODEL_KEY) is None


def test_a_key_leaves_the_file_when_a_keyring_takes_it(tmp_path: Path) -> None:
    _no_keyring()
    KeyStore(tmp_path).set(MODEL_KEY, SecretStr(SECRET))
    keyring.set_keyring(Working())
    store = KeyStore(tmp_path)
    store.set(MODEL_KEY, SecretStr("sk-newer"))
    assert SECRET not in (tmp_path / "keys.json").read_text()
    kept = store.get(MODEL_KEY)
    assert kept is not None
    assert kept.get_secret_value() == "sk-newer"


def test_setting_an_empty_key_forgets_it(tmp_path: Path) -> None:
    _no_keyring()
    store = KeyStore(tmp_path)
    store.set(MODEL_KEY, SecretStr(SECRET))
    store.set(MODEL_KEY, SecretStr("  "))
    assert store.get(MODEL_KEY) is None


def test_a_damaged_key_file_is_moved_aside(tmp_path: Path) -> None:
    _no_keyring()
    (tmp_path / "keys.json").write_bytes(b"\x00junk")
    store = KeyStore(tmp_path)
    assert store.get(MODEL_KEY) is None
    store.set(MODEL_KEY, SecretStr(SECRET))
    assert (tmp_path / "keys.json.damaged-1").exists()


def test_a_key_is_in_no_repr_and_no_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    keyring.set_keyring(Raising())
    store = KeyStore(tmp_path)
    store.set(MODEL_KEY, SecretStr(SECRET))
    assert SECRET not in f"{store!r} {store.get(MODEL_KEY)!r} {caplog.text}"
