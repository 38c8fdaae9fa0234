"""Exports and backups under a passphrase, in the age format: any age tool opens them.

Limit: a file is held in memory while it is sealed or opened, which takes a second or two on
purpose. Whoever loses the passphrase has lost what is in the file; nobody keeps a second way in.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Final

from pyrage import DecryptError, passphrase

from errors import ImportFileError, SettingsError
from files.atomic import storage_error

SUFFIX: Final = ".age"
SHORTEST: Final = 8
KEPT_AS: Final = "backup-passphrase"
_HEADS: Final = (b"age-encryption.org/v1", b"-----BEGIN AGE ENCRYPTED FILE-----")


def check_words(words: str) -> str:
    """Return a passphrase as it is used.

    Raises:
        SettingsError: it is too short to keep anybody out.
    """
    plain = unicodedata.normalize("NFC", words)
    if len(plain.strip()) < SHORTEST:
        raise SettingsError(
            "The passphrase is too short.",
            hint="Use at least {shortest} characters; a few words are good.",
            key="lock.too_short",
            shortest=SHORTEST,
        )
    return plain


def seal(raw: bytes, words: str) -> bytes:
    """Return bytes that only this passphrase opens. Raises: SettingsError, as `check_words`."""
    sealed: bytes = passphrase.encrypt(raw, check_words(words))
    return sealed


def is_sealed(path: Path) -> bool:
    """Whether a file is in the age format. Raises: StorageError when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(40).startswith(_HEADS)
    except OSError as error:
        raise storage_error(error, path) from error


def unseal(raw: bytes, words: str, *, shown: str) -> bytes:
    """Return what was sealed.

    Raises:
        ImportFileError: the passphrase is another one, or the file is damaged.
    """
    try:
        plain: bytes = passphrase.decrypt(raw, unicodedata.normalize("NFC", words))
    except (DecryptError, ValueError) as error:
        raise ImportFileError(
            "This passphrase does not open {path}, or the file is damaged.",
            hint=(
                "Look at capitals and the language of the keyboard, then try again. Without its"
                " passphrase nobody can open it."
            ),
            key="sealed.not_opened",
            path=shown,
        ) from error
    return plain
