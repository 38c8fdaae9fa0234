"""Unpacks a zip with distrust.

Limit: 20,000 files, 50 MB each (1 GB where it is read as a stream), 4 GB together, 200 times
smaller packed.
Invariant: no name in the zip decides where anything is written, and links are never followed or
made.
"""

from __future__ import annotations

import errno
import lzma
import math
import os
import re
import shutil
import stat
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from errors import ImportFileError
from files.atomic import storage_error
from files.decoding import clean
from files.temporary import MEMORY
from journal.importers.archive_kinds import NEVER_READ, lies_as_archive
from journal.importers.base import LARGEST_FILE
from journal.importers.cut_zip import whole_part
from journal.importers.foreign_files import is_document
from journal.problems import ImportProblem

_MOST_FILES = 20_000
_LARGEST_TOTAL = 4_000_000_000
_LARGEST_JOURNAL = 1_000_000_000  # a whole journal in one file, read as a stream
_LARGEST_RATIO = 200
_HARMLESS_SIZE = 1_000_000  # below it a ratio says nothing: one repeated letter is no attack
# Where small zips are unpacked: making and removing thousands of files on a disk takes longer than
# reading them, and what a person wrote need not be written there a second time.
_MOST_IN_MEMORY = 100_000_000
_BLOCK = 4096  # what the smallest file takes
_HARMFUL = re.compile('[\x00-\x1f:*?"<>|]')
_DRIVE = re.compile(r"[A-Za-z]:")
_LONGEST_NAME = 200  # bytes; file systems take 255
_LONGEST_PATH = 2_000
_PIECE = 1 << 20
# Of these one file may be a whole journal with its pictures.
_WHOLE_JOURNALS = (".json", ".xml", ".zip", ".bear2bk", ".textpack", ".jex", ".enex")
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """A zip as files: each with the name it had. `problems` are the members that were not
    written.
    """

    folder: Path
    shown: str
    files: tuple[tuple[Path, str], ...]
    problems: tuple[ImportProblem, ...]


def room_in_memory() -> int:
    """Return how many bytes may be unpacked into `MEMORY`, 0 where the system has no such place."""
    try:
        return min(_MOST_IN_MEMORY, shutil.disk_usage(MEMORY).free // 2)
    except OSError:
        return 0


def unpack(
    path: Path,
    folder: Path,
    *,
    stop: Callable[[], bool] | None = None,
    room: float = math.inf,
) -> Unpacked:
    """Unpack a zip, and the zips in it, but not those in these, into an empty folder that has
    `room` for so many bytes. After a `stop` it is cut short.

    Raises:
        ImportFileError: damaged, cut off, locked with a password, or too many files.
        StorageError: there is no room.
    """
    shown = clean(path.name)
    unpacking = _Unpacking(folder, shown, stop, room)
    unpacking.run(path, "", depth=0)
    return Unpacked(
        folder=folder, shown=shown, files=tuple(unpacking.files), problems=tuple(unpacking.problems)
    )


class _Unpacking:
    """One zip on its way to files. Counts what came out so far, inner zips included."""

    def __init__(
        self, folder: Path, shown: str, stop: Callable[[], bool] | None, room: float
    ) -> None:
        self._folder, self._shown = folder, shown
        self._stop, self._room = stop, room
        self._made = {folder}
        self._taken: set[str] = set()
        self._total = self._count = 0
        self.files: list[tuple[Path, str]] = []
        self.problems: list[ImportProblem] = []

    def run(self, path: Path, prefix: str, *, depth: int) -> None:
        shown = f"{self._shown}/{prefix}".rstrip("/")
        try:
            if not zipfile.is_zipfile(path):
                self._run_whole_part(path, prefix, depth, shown)
                return
            with zipfile.ZipFile(path) as archive:
                self._run(archive, prefix, depth)
        except (
            zipfile.BadZipFile,
            EOFError,
            OSError,
            ValueError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            raise _damaged_zip(shown) from error

    def _run_whole_part(self, path: Path, prefix: str, depth: int, shown: str) -> None:
        """Unpack the files that are whole in a zip whose end is missing."""
        with tempfile.TemporaryDirectory(prefix="crossroads-") as home:
            whole = Path(home) / "whole.zip"
            count = whole_part(path, whole)
            if not count or is_document(whole):
                raise _damaged_zip(shown)
            with zipfile.ZipFile(whole) as archive:
                self._run(archive, prefix, depth)
        self.problems.append(_cut_off(shown, count))

    def _run(self, archive: zipfile.ZipFile, prefix: str, depth: int) -> None:
        members = [member for member in archive.infolist() if not member.filename.endswith("/")]
        self._count += len(members)
        if self._count > _MOST_FILES:
            raise _too_many(self._shown)
        if members and all(member.flag_bits & _ENCRYPTED for member in members):
            raise _locked(self._shown)
        for member in members:
            if self._stop is not None and self._stop():
                return
            name = real_name(member)
            if not _is_hidden(name):
                self._member(archive, member, name, prefix, depth)

    def _member(
        self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, prefix: str, depth: int
    ) -> None:
        place = f"{self._shown}/{prefix}{name}"
        problem = _suspicion(member, name, place)
        if problem is not None:
            self.problems.append(problem)
            return
        target = self._target(f"{prefix}{name}")
        if target.suffix.lower() in NEVER_READ:
            self.files.append(
                (target, place)
            )  # known by its name to be left out: no need to unpack it
            return
        problem = self._unpack(archive, member, target, place)
        if problem is not None:
            self.problems.append(problem)
        elif depth == 0 and lies_as_archive(target):
            self._inner(target, f"{prefix}{name}/", place)
        else:
            self.files.append((target, place))

    def _inner(self, path: Path, prefix: str, place: str) -> None:
        """Unpack a zip within the zip, as Notion and Bear make them, once."""
        inner = path.rename(path.with_name(f"{path.name[:200]}.inner"))
        try:
            self.run(inner, prefix, depth=1)
        except ImportFileError as error:
            if error.key == "import.zip_too_many":
                raise
            self.problems.append(ImportProblem.of(place, error))
        finally:
            inner.unlink(missing_ok=True)

    def _target(self, name: str) -> Path:
        """Return where a file goes: into the same folders, each name made harmless; a taken one
        gets a number.
        """
        parts = [_short(part) for part in name.split("/") if part not in ("", ".")]
        if sum(len(part.encode()) + 1 for part in parts) > _LONGEST_PATH:
            parts = [f"{len(self.files):05d}", *parts[-3:]]
        target = self._folder.joinpath(*parts)
        known = str(target).casefold()  # as file systems know it that see no capitals
        inside = takewhile(lambda parent: parent not in self._made, target.parents)
        if known in self._taken or any(parent.is_file() for parent in inside):
            target = self._folder.joinpath(
                f"{len(self.files) + len(self.problems):05d}", *parts[-3:]
            )
        self._taken.add(known)
        return target

    def _unpack(
        self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, place: str
    ) -> ImportProblem | None:
        """Write one member's bytes, a piece at a time, never more than was declared and checked."""
        if self._total + member.file_size > _LARGEST_TOTAL:
            return _expands(place)
        if self._total + member.file_size + _BLOCK * len(self.files) > self._room:
            raise storage_error(OSError(errno.ENOSPC, ""), target)
        try:
            if target.parent not in self._made:
                target.parent.mkdir(parents=True, exist_ok=True)
                self._made.add(target.parent)
            file = target.open("xb")
        except OSError as error:
            raise storage_error(error, target) from error
        with file:
            try:
                with archive.open(member) as packed:
                    while piece := packed.read(_PIECE):
                        self._total += len(piece)
                        _write(file, piece, target)
            except (
                zipfile.BadZipFile,
                zlib.error,
                lzma.LZMAError,
                EOFError,
                OSError,
                ValueError,
                RuntimeError,
            ):
                file.close()
                target.unlink(missing_ok=True)
                return _damaged_member(place)
        changed = _changed(member)
        os.utime(target, (changed, changed))
        return None


def _write(file: BinaryIO, piece: bytes, target: Path) -> None:
    try:
        file.write(piece)
    except OSError as error:
        raise storage_error(error, target) from error


def real_name(member: zipfile.ZipInfo) -> str:
    """Return a member's name: Korean Windows writes CP949 where the format says CP437, macOS writes
    NFD.
    """
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
    """Return a file name that every file system takes: the beginning, where a date is, and the
    ending.
    """
    part = _HARMFUL.sub("_", part)
    if len(part.encode()) <= _LONGEST_NAME:
        return part
    ending = PurePosixPath(part).suffix[:10]
    return part.encode()[: _LONGEST_NAME - len(ending.encode())].decode(errors="ignore") + ending


def _is_hidden(name: str) -> bool:
    return any(
        part.startswith("__MACOSX") or (part.startswith(".") and part != "..")
        for part in name.split("/")
    )


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
    largest = _LARGEST_JOURNAL if name.lower().endswith(_WHOLE_JOURNALS) else LARGEST_FILE
    if member.file_size > largest or (
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
        hint=(
            "Such a name or link is a mistake or an attack. If the file is yours, unpack it and"
            " import the folder."
        ),
        key="import.zip_unsafe",
        path=place,
    )
    return ImportProblem.of(place, error)


def _damaged_zip(shown: str) -> ImportFileError:
    return ImportFileError(
        "{path} is not a whole zip file.",
        hint="It may have been cut off while it was copied or downloaded. Get it again.",
        key="import.zip_damaged",
        path=shown,
    )


def _cut_off(shown: str, count: int) -> ImportProblem:
    error = ImportFileError(
        "{path} breaks off: {count} files in it are whole and were looked at.",
        hint="It was cut off while it was copied or downloaded. Get it again for the rest.",
        key="import.zip_cut_off",
        path=shown,
        count=count,
    )
    return ImportProblem.of(shown, error)


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
