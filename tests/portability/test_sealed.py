"""Exports and backups under a passphrase: sealed for others, opened by it alone, also on the
command line.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyrage
import pytest

from errors import ImportFileError, SettingsError
from journal import __main__ as command
from journal.entry import Entry
from journal.store import EntryStore
from portability import sealing
from portability.backup import Schedule, backups_in, remove_backups
from portability.holdings import back_up, export_all
from portability.restore import Restoring
from portability.sealing import is_sealed, seal, unseal

WORDS = "두 개의 긴 낱말"
SECRET = "The letter is under the blue notebook."


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sealing takes two seconds on purpose; what is around it is tried with a short seal of age."""
    identity = pyrage.x25519.Identity.generate()

    class Quick:
        @staticmethod
        def encrypt(raw: bytes, words: str) -> bytes:
            sealed: bytes = pyrage.encrypt(words.encode() + b"\0" + raw, [identity.to_public()])
            return sealed

        @staticmethod
        def decrypt(raw: bytes, words: str) -> bytes:
            plain: bytes = pyrage.decrypt(raw, [identity])
            said, _, held = plain.partition(b"\0")
            if said.decode() != words:
                raise pyrage.DecryptError
            return held

    monkeypatch.setattr(sealing, "passphrase", Quick)


@pytest.fixture
def store(tmp_path: Path) -> EntryStore:
    store = EntryStore(tmp_path / "journal")
    store.save(Entry(id="e1", written_on=date(2024, 5, 1), body=SECRET))
    return store


def test_the_real_format_is_opened_by_its_words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "passphrase", pyrage.passphrase)
    sealed = seal(SECRET.encode(), WORDS)
    assert sealed.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert SECRET.encode() not in sealed
    assert pyrage.passphrase.decrypt(sealed, WORDS) == SECRET.encode()


def test_a_backup_is_sealed_counted_opened_and_removed(store: EntryStore, tmp_path: Path) -> None:
    schedule = Schedule(folder=str(tmp_path / "backups"), sealed=True)
    made = back_up(schedule, store, tmp_path / "state", passphrase=WORDS)
    assert made is not None
    assert made.name.endswith(".zip.age")
    assert is_sealed(made)
    assert [each.path for each in backups_in(tmp_path / "backups")] == [made]
    other = EntryStore(tmp_path / "other")
    with pytest.raises(ImportFileError) as caught, Restoring(made, other, passphrase="wrong one"):
        pass
    assert caught.value.key == "sealed.not_opened"
    with Restoring(made, other, passphrase=WORDS) as restoring:
        assert restoring.restore(replace=False).added == 1
    assert other.get("e1").body == SECRET
    assert remove_backups(tmp_path / "backups") == 1


def test_a_sealed_schedule_never_writes_an_open_backup(store: EntryStore, tmp_path: Path) -> None:
    schedule = Schedule(folder=str(tmp_path / "backups"), sealed=True)
    with pytest.raises(SettingsError) as caught:
        back_up(schedule, store, tmp_path / "state")
    assert caught.value.key == "backup.no_passphrase"
    with pytest.raises(SettingsError):
        export_all(tmp_path / "a.age", store, tmp_path / "state", passphrase="short")
    assert not (tmp_path / "a.age").exists()
    assert not (tmp_path / "backups").exists()


def test_damaged_bytes_are_told() -> None:
    sealed = bytearray(seal(SECRET.encode(), WORDS))
    sealed[-3] ^= 255
    with pytest.raises(ImportFileError):
        unseal(bytes(sealed), WORDS, shown="a.age")


def test_the_command_line_asks_for_it(
    store: EntryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(command, "getpass", lambda _: WORDS)
    out = tmp_path / "all.zip.age"
    assert command.main(["--journal-dir", str(store.root), "export", "--passphrase", str(out)]) == 0
    assert is_sealed(out)
    other = tmp_path / "other"
    assert command.main(["--journal-dir", str(other), "restore", str(out)]) == 0
    assert "A lost passphrase is lost" in capsys.readouterr().out
    assert EntryStore(other).get("e1").body == SECRET
