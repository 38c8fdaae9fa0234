"""A zip of files, unpacked with distrust into a private folder that is gone afterwards.

Limit: 20,000 files, 50 MB each, 1 GB together, 200 times smaller packed; a zip within the zip is not opened.
Invariant: no name in the zip decides where anything is written, and links are never followed or made.
"""

from __future__ import annotations

import lzma
import os
import re
import stat
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from errors import ImportFileError
from journal.atomic import storage_error
from journal.entry import Entry
from journal.importers.base import LARGEST_FILE, Importer
from journal.importers.folder import read_files
from journal.problems import ImportProblem
from journal.text import clean

_MOST_FILES = 20_000
_LARGEST_TOTAL = 1_000_000_000
_LARGEST_RATIO = 200
_HARMLESS_SIZE = 1_000_000  # below this a ratio says nothing: a page of one repeated letter is no attack
_DRIVE = re.compile(r"[A-Za-z]:")
_LONGEST_NAME = 240  # bytes; file systems take 255
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


class ZipImporter:
    """A zip, as exported by other programs or made by hand. `importers` read what is in it."""

    name = "zip"

    def __init__(self, importers: Sequence[Importer]) -> None:
        self._importers = tuple(importers)

    def recognises(self, path: Path) -> bool:
        """Whether the file says it is a zip: by its first bytes, or by its name."""
        if path.suffix.lower() == ".zip":
            return path.is_file()
        try:
            with path.open("rb") as file:
                return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
        except OSError:
            return False

    def read(self, path: Path) -> Iterator[Entry | ImportProblem]:
        """Yield the entries of all files in the zip.

        Raises:
            ImportFileError: damaged, cut off, locked with a password, too many files, or nothing known in it.
        """
        shown = clean(path.name)
        try:
            with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory(prefix="crossroads-") as folder:
                unpacking = _Unpacking(archive=archive, folder=Path(folder), shown=shown, importers=self._importers)
                yield from unpacking.run()
        except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
            raise ImportFileError(
                "{path} is not a whole zip file.",
                hint="It may have been cut off while it was copied or downloaded. Get it again.",
                key="import.zip_damaged",
                path=shown,
            ) from error


class _Unpacking:
    """One zip on its way to files."""

    def __init__(self, *, archive: zipfile.ZipFile, folder: Path, shown: str, importers: Sequence[Importer]) -> None:
        self._archive, self._folder, self._shown, self._importers = archive, folder, shown, importers
        self._total = 0

    def run(self) -> Iterator[Entry | ImportProblem]:
        members = [member for member in self._archive.infolist() if not member.is_dir()]
        if len(members) > _MOST_FILES:
            raise _too_many(self._shown)
        if members and all(member.flag_bits & _ENCRYPTED for member in members):
            raise _locked(self._shown)
        members = [member for member in members if not _is_hidden(real_name(member))]
        files: list[tuple[Path, str]] = []
        for number, member in enumerate(members):
            name = real_name(member)
            place = f"{self._shown}/{name}"
            problem = _suspicion(member, name, place)
            if problem is not None:
                yield problem
                continue
            target = self._target(number, name)
            if not any(importer.recognises(target) for importer in self._importers):
                files.append((target, place))  # known by its name to be left out: no need to unpack it
                continue
            problem = self._unpack(member, target, place)
            if problem is None:
                files.append((target, place))
            else:
                yield problem
        if files or not members:
            yield from read_files(files, self._importers, where=self._shown)

    def _target(self, number: int, name: str) -> Path:
        """Return where a file goes: a folder of its own, then its last parts, which may hold its date."""
        parts = [_short(part) for part in PurePosixPath(name).parts[-3:]]
        return self._folder.joinpath(f"{number:05d}", *parts)

    def _unpack(self, member: zipfile.ZipInfo, target: Path, place: str) -> ImportProblem | None:
        """Write one member's bytes, counting what came out so far."""
        if self._total + member.file_size > _LARGEST_TOTAL:
            return _expands(place)
        try:
            with self._archive.open(member) as packed:
                data = packed.read(LARGEST_FILE)  # never more than the size that was declared and checked
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError):
            return _damaged_member(place)
        self._total += len(data)
        changed = _changed(member)
        try:
            target.parent.mkdir(parents=True)
            target.write_bytes(data)
            os.utime(target, (changed, changed))
        except OSError as error:
            raise storage_error(error, target) from error
        return None


def real_name(member: zipfile.ZipInfo) -> str:
    """Return a member's name: Korean Windows writes CP949 where the format says CP437, macOS writes NFD."""
    name = member.filename
    if not member.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437", errors="replace")
        for encoding in ("utf-8", "cp949"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return clean(name).replace("\\", "/")


def _short(part: str) -> str:
    """Return a file name that every file system takes: the beginning, where a date is, and the ending."""
    if len(part.encode()) <= _LONGEST_NAME:
        return part
    ending = PurePosixPath(part).suffix[:10]
    return part.encode()[: _LONGEST_NAME - len(ending.encode())].decode(errors="ignore") + ending


def _is_hidden(name: str) -> bool:
    return any(part.startswith("__MACOSX") or (part.startswith(".") and part != "..") for part in name.split("/"))


def _suspicion(member: zipfile.ZipInfo, name: str, place: str) -> ImportProblem | None:
    """Return what is wrong with a member before it is opened, if anything is."""
    parts = name.split("/")
    is_outside = name.startswith("/") or ".." in parts or bool(_DRIVE.match(name)) or not parts[-1]
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    if is_outside or is_link:
        return _unsafe(place)
    if member.flag_bits & _ENCRYPTED:
        return ImportProblem.of(place, _locked(place))
    packed = max(member.compress_size, 1)
    if member.file_size > LARGEST_FILE or (
        member.file_size > _HARMLESS_SIZE and member.file_size / packed > _LARGEST_RATIO
    ):
        return _expands(place)
    return None


def _changed(member: zipfile.ZipInfo) -> float:
    try:
        return max(time.mktime((*member.date_time, 0, 0, -1)), 0.0)
    except (ValueError, OverflowError):
        return time.time()


def _unsafe(place: str) -> ImportProblem:
    error = ImportFileError(
        "{path} points outside of its zip and was left out.",
        hint="Such a name or link is a mistake or an attack. If the file is yours, unpack it and import the folder.",
        key="import.zip_unsafe",
        path=place,
    )
    return ImportProblem.of(place, error)


def _locked(place: str) -> ImportFileError:
    return ImportFileError(
        "{path} is locked with a password.",
        hint="Unpack the zip with its password and import the folder.",
        key="import.zip_password",
        path=place,
    )


def _expands(place: str) -> ImportProblem:
    error = ImportFileError(
        "{path} unpacks to far more than a text would and was left out.",
        hint="If it is a real text, unpack it yourself and import the folder.",
        key="import.zip_expands",
        path=place,
    )
    return ImportProblem.of(place, error)


def _damaged_member(place: str) -> ImportProblem:
    error = ImportFileError(
        "{path} is damaged inside its zip.",
        hint="Make the zip again, or import this file alone.",
        key="import.zip_member_damaged",
        path=place,
    )
    return ImportProblem.of(place, error)


def _too_many(shown: str) -> ImportFileError:
    return ImportFileError(
        "{path} holds more than {count} files.",
        hint="Unpack it and import its folders one by one.",
        key="import.zip_too_many",
        path=shown,
        count=_MOST_FILES,
    )
