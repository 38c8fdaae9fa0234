"""Where the keys that a person types on the page are kept: the system's keyring, or a file only its
owner can read.

Invariant: a key is never logged, never in a repr, never in an exception, and at no moment readable
by other users.
Limit: a keyring that fails or does not answer within five seconds is not asked again by this
process.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from pydantic import SecretStr

from config.paths import StatePaths
from config.settings import SETTINGS
from files.nested import load_json
from files.private import move_aside, write_private

MODEL_KEY: Final = SETTINGS["api_key"].named.kept_as
LANGFUSE_KEY: Final = SETTINGS["langfuse_secret_key"].named.kept_as
_PATIENCE_S: Final = 5.0
T = TypeVar("T")


class KeyStore:
    """Keeps secrets by name. A secret lives in exactly one place."""

    def __init__(self, state_dir: Path) -> None:
        self._path = StatePaths(state_dir).keys
        # The folder is part of the name: two installations of one user never share or delete each
        # other's keys.
        self._keyring = _Keyring(f"crossroads:{state_dir.expanduser().absolute()}")
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return "KeyStore()"

    def get(self, name: str) -> SecretStr | None:
        """Return the secret, or None when none is kept."""
        with self._lock:
            filed = self._read().get(name)
        if filed is not None:
            return SecretStr(filed)
        kept = self._keyring.get(name)
        return SecretStr(kept) if kept else None

    def set(self, name: str, secret: SecretStr) -> None:
        """Keep the secret in place of an earlier one; an empty one deletes.

        Raises:
            StorageError: there is no keyring and the file cannot be written.
        """
        value = secret.get_secret_value().strip()
        if not value:
            self.delete(name)
        elif self._keyring.set(name, value):
            self._file(name, None)
        else:
            self._file(name, value)

    def delete(self, name: str) -> None:
        """Forget the secret; unknown names are no error.

        Raises:
            StorageError: the file cannot be written.
        """
        self._keyring.delete(name)
        self._file(name, None)

    def _file(self, name: str, value: str | None) -> None:
        with self._lock:
            secrets = self._read()
            kept = {key: old for key, old in secrets.items() if key != name}
            if value is not None:
                kept[name] = value
            if kept != secrets:
                write_private(self._path, json.dumps(kept).encode())

    def _read(self) -> dict[str, str]:
        try:
            content = load_json(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except OSError:
            return {}
        except ValueError:
            content = None
        if isinstance(content, dict) and all(isinstance(value, str) for value in content.values()):
            return content
        move_aside(self._path)
        return {}


class _Keyring:
    """The system's keyring when it really works; otherwise it says no to everything."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._works: bool | None = None

    def get(self, name: str) -> str | None:
        if not self._usable():
            return None
        import keyring

        return self._ask(lambda: keyring.get_password(self._service, name), otherwise=None)

    def set(self, name: str, value: str) -> bool:
        if not self._usable():
            return False
        import keyring

        def put() -> bool:
            keyring.set_password(self._service, name, value)
            # Some backends accept everything and keep nothing.
            return keyring.get_password(self._service, name) == value

        return self._ask(put, otherwise=False)

    def delete(self, name: str) -> None:
        if not self._usable():
            return
        import keyring
        import keyring.errors

        def forget() -> None:
            if keyring.get_password(self._service, name) is not None:
                keyring.delete_password(self._service, name)

        self._ask(forget, otherwise=None)

    def _usable(self) -> bool:
        if self._works is None:
            self._works = True
            self._works = self._ask(_has_real_backend, otherwise=False)
        return self._works

    def _ask(self, call: Callable[[], T], *, otherwise: T) -> T:
        """Return what the backend says, or `otherwise` when it fails or hangs; then it is not asked
        again.
        """
        answers: list[T] = []

        def run() -> None:
            try:
                answers.append(call())
            except Exception:  # noqa: BLE001  backends are other people's code and raise anything
                self._works = False

        thread = threading.Thread(target=run, name="keyring", daemon=True)
        thread.start()
        thread.join(_PATIENCE_S)
        if answers:
            return answers[0]
        self._works = False
        return otherwise


def _has_real_backend() -> bool:
    import keyring
    from keyring.backends import chainer, fail, null

    backend = keyring.get_keyring()
    if isinstance(backend, chainer.ChainerBackend):
        return bool(backend.backends)
    return not isinstance(backend, fail.Keyring | null.Keyring)
