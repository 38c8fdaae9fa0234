"""Backups: whole zips in a folder of the person's choice, the oldest of which make room for new
ones.

Invariant: only files with the names that we give are ever removed, and never the last whole one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from errors import SettingsError
from files.atomic import storage_error, write_atomic
from files.nested import load_json
from portability.sealing import SUFFIX

_NAME = re.compile(r"crossroads-(\d{8}-\d{6})\.zip(?:\.age)?")
_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Where backups go, how often, how many stay, and whether under a passphrase. An empty folder
    means none are made.
    """

    folder: str = ""
    every_days: int = 7
    keep: int = 5
    sealed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup that was made."""

    path: Path
    made_at: datetime
    size: int


class ScheduleStore:
    """The schedule, in one small file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Schedule:
        """Return the schedule; a damaged or missing file is none."""
        try:
            found = load_json(self._path.read_text(encoding="utf-8"))
            return Schedule(
                folder=str(found["folder"]),
                every_days=max(1, int(found["every_days"])),
                keep=max(1, int(found["keep"])),
                sealed=found.get("sealed") is True,
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return Schedule()

    def save(self, schedule: Schedule, *, journal: Path) -> None:
        """Keep a schedule.

        Raises:
            SettingsError: the folder is not one that can hold backups.
            StorageError: the schedule cannot be written.
        """
        if schedule.folder:
            folder = Path(schedule.folder).expanduser()
            if (
                not folder.is_absolute()
                or folder.is_file()
                or folder.resolve().is_relative_to(journal.resolve())
            ):
                raise SettingsError(
                    "{path} cannot hold backups.",
                    hint=(
                        "Write the whole path of a folder outside of the journal, best on another"
                        " disk."
                    ),
                    key="backup.bad_folder",
                    path=schedule.folder,
                )
        write_atomic(self._path, json.dumps(asdict(schedule), ensure_ascii=True).encode())


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """Return the backups in a folder, the newest first."""
    found: list[Backup] = []
    for path in folder.glob("crossroads-*.zip*") if folder.is_dir() else ():
        match = _NAME.fullmatch(path.name)
        if match and path.is_file():
            try:
                made_at = datetime.strptime(match[1], _STAMP)
            except ValueError:
                continue
            found.append(Backup(path=path, made_at=made_at, size=path.stat().st_size))
    return tuple(sorted(found, key=lambda backup: backup.made_at, reverse=True))


def is_due(schedule: Schedule, now: datetime) -> bool:
    """Whether a backup should be made now."""
    if not schedule.folder:
        return False
    made = backups_in(Path(schedule.folder).expanduser())
    # A clock that was set back must not stop backups for a year.
    return not made or not timedelta(0) <= now - made[0].made_at < timedelta(
        days=schedule.every_days
    )


def make_backup(schedule: Schedule, now: datetime, write: Callable[[Path], object]) -> Path:
    """Write a new backup and remove the oldest beyond those to keep; return its file.

    Raises:
        StorageError: it could not be written; nothing was removed.
    """
    folder = Path(schedule.folder).expanduser()
    suffix = SUFFIX if schedule.sealed else ""
    path = folder / f"crossroads-{now.strftime(_STAMP)}.zip{suffix}"
    write(path)
    for old in backups_in(folder)[max(1, schedule.keep) :]:
        if old.path == path:
            continue
        try:
            old.path.unlink(missing_ok=True)
        except OSError as error:
            raise storage_error(error, old.path) from error
    return path


def remove_backups(folder: Path) -> int:
    """Remove all backups in a folder for good; return how many there were. Raises: StorageError."""
    made = backups_in(folder)
    for each in made:
        try:
            each.path.unlink(missing_ok=True)
        except OSError as error:
            raise storage_error(error, each.path) from error
    return len(made)
