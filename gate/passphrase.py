"""The passphrase of the lock, kept as an argon2 hash in a file of STATE_DIR.

Invariant: the words themselves are kept nowhere. A file that cannot be read is a lock that nothing
opens, not an open door.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from errors import SettingsError
from files.nested import load_json
from files.private import write_private

SHORTEST: Final = 8
# Stands for a hash that cannot be read: no words fit it.
DAMAGED: Final = "damaged"
_HASHER: Final = PasswordHasher()


def hash_passphrase(words: str) -> str:
    """Return what is kept of a passphrase.

    Raises:
        SettingsError: it is too short.
    """
    if len(words.strip()) < SHORTEST:
        raise SettingsError(
            "The passphrase is too short.",
            hint="Use at least {shortest} characters; a few words are good.",
            key="lock.too_short",
            shortest=SHORTEST,
        )
    return _HASHER.hash(_plain(words))


def fits(kept: str, words: str) -> bool:
    """Say whether a passphrase is the one that was kept."""
    try:
        return _HASHER.verify(kept, _plain(words))
    except (VerificationError, InvalidHashError):
        return False


class PassphraseFile:
    """The file. What it holds is read again only when it has changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int, int] | None = None
        self._kept = ""

    def kept(self) -> str:
        """Return the hash, empty where no passphrase is set, or `DAMAGED`."""
        try:
            now = self._path.stat()
            seen = (now.st_mtime_ns, now.st_size, now.st_ino)
            if seen != self._seen:
                self._kept = _read(self._path.read_bytes())
                self._seen = seen
        except FileNotFoundError:
            return ""
        except OSError:
            return DAMAGED
        return self._kept

    def set(self, words: str) -> None:
        """Set a passphrase in place of an earlier one.

        Raises:
            SettingsError: it is too short.
            StorageError: the file cannot be written.
        """
        write_private(self._path, json.dumps({"hash": hash_passphrase(words)}).encode())

    def remove(self) -> None:
        """Set no passphrase. Raises OSError."""
        self._path.unlink(missing_ok=True)


def _plain(words: str) -> bytes:
    """Keyboards write the same letters in more than one way."""
    return unicodedata.normalize("NFC", words.strip()).encode("utf-8", "surrogatepass")


def _read(raw: bytes) -> str:
    try:
        kept = load_json(raw)["hash"]
    except (ValueError, TypeError, KeyError):
        return DAMAGED
    return kept if isinstance(kept, str) and kept else DAMAGED
