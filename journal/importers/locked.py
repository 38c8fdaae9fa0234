"""Files that are encrypted: told by their first bytes, with the way to open them."""

from __future__ import annotations

from pathlib import Path

from errors import ImportFileError
from files.decoding import clean
from journal.importers.base import first_bytes
from journal.importers.json_kinds import holds_field

_LOCKED = (b'"encrypted": true', b'"encrypted":true')


def refusal(path: Path) -> ImportFileError | None:
    """Return why an encrypted file cannot be read and how to decrypt it, or None for any other
    file.
    """
    head = first_bytes(path)
    shown = clean(path.name)
    if head.startswith((b"JRNLv3", b"gAAAAAB")):
        return ImportFileError(
            "{path} is encrypted by jrnl.",
            hint="Run `jrnl --decrypt` with its password, then import the file that this writes.",
            key="import.locked_jrnl",
            path=shown,
        )
    if holds_field(path, b'"date_journal"') and any(holds_field(path, each) for each in _LOCKED):
        return _locked_journey(shown)
    if head.startswith(
        (b"-----BEGIN PGP MESSAGE", b"age-encryption.org", b"-----BEGIN AGE ENCRYPTED")
    ):
        return ImportFileError(
            "{path} is encrypted.",
            hint="Decrypt it with the program that locked it, then import the result.",
            key="import.locked",
            path=shown,
        )
    return None


def _locked_journey(shown: str) -> ImportFileError:
    return ImportFileError(
        "{path} is encrypted by Journey.",
        hint="In Journey, open it with your passphrase and export again with encryption off.",
        key="import.locked_journey",
        path=shown,
    )
