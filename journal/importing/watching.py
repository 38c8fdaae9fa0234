"""A folder of Markdown, an Obsidian vault say, as a source that stays: its changes flow in.

Invariant: nothing in the folder is ever written; what was edited or deleted here does not come
back.
Limit: an entry whose file is removed there stays here.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from config.paths import StatePaths
from errors import SettingsError
from files.atomic import write_atomic
from files.nested import load_json
from journal.importing.report import ImportReport
from journal.importing.run import Importing
from journal.scan import scan
from journal.store import EntryStore


@dataclass(frozen=True, slots=True)
class Watch:
    """Which folder is watched, kept in one small file."""

    file: Path

    @property
    def folder(self) -> str:
        """The folder, or "" when none is watched."""
        return self._known()[0]

    def choose(self, folder: str, *, journal: Path) -> None:
        """Watch a folder from now on; "" watches none.

        Raises:
            SettingsError: it is no folder, or it is the journal itself.
            StorageError: the choice cannot be kept.
        """
        path = Path(folder).expanduser()
        own, other = journal.resolve(), path.resolve()
        if folder and (not path.is_dir() or own.is_relative_to(other) or other.is_relative_to(own)):
            raise SettingsError(
                "{path} cannot be watched.",
                hint="Write the whole path of a folder that is there and is not the journal's own.",
                key="watch.bad_folder",
                path=folder,
            )
        self._keep(str(path) if folder else "", "")

    def flow_in(self, store: EntryStore) -> ImportReport | None:
        """Bring in what changed in the folder since the last time; None when nothing did.

        Raises:
            StorageError: the folder cannot be read, or the journal cannot be written.
        """
        folder, before = self._known()
        if not folder or not Path(folder).is_dir():
            return None
        now = _digest(folder)
        if now == before:
            return None
        with Importing([Path(folder)], store, skip_deleted=True) as importing:
            report = importing.run()
        self._keep(folder, now)
        return report

    def _known(self) -> tuple[str, str]:
        try:
            found = load_json(self.file.read_text(encoding="utf-8"))
            return str(found["folder"]), str(found["seen"])
        except (OSError, ValueError, KeyError, TypeError):
            return "", ""

    def _keep(self, folder: str, seen: str) -> None:
        write_atomic(self.file, json.dumps({"folder": folder, "seen": seen}).encode())


def _digest(folder: str) -> str:
    """Return what changes when a file in the folder does."""
    files = sorted((name, each.changed_ns, each.size) for name, each in scan(folder).files.items())
    return hashlib.sha256(repr(files).encode("utf-8", "surrogatepass")).hexdigest()


def watch_of(state: Path) -> Watch:
    """Return the watch of an installation."""
    return Watch(StatePaths(state).watch)
