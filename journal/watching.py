"""A folder of Markdown, an Obsidian vault say, as a source that stays: its changes flow in.

Invariant: nothing in the folder is ever written; what was edited here is never overwritten.
Limit: an entry whose file is removed there stays here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from errors import SettingsError
from journal.atomic import write_atomic
from journal.import_report import ImportReport
from journal.importing import import_entries
from journal.scan import Signature, scan
from journal.store import EntryStore

_seen: dict[Path, dict[str, Signature]] = {}


@dataclass(frozen=True, slots=True)
class Watch:
    """Which folder is watched, kept in one small file."""

    file: Path

    @property
    def folder(self) -> str:
        """The folder, or "" when none is watched."""
        try:
            found = json.loads(self.file.read_text(encoding="utf-8"))
            return str(found["folder"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""

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
        _seen.pop(self.file, None)
        write_atomic(self.file, json.dumps({"folder": str(path) if folder else ""}).encode())

    def flow_in(self, store: EntryStore) -> ImportReport | None:
        """Bring in what changed in the folder since the last time; None when nothing did.

        Raises:
            StorageError: the folder cannot be read, or the journal cannot be written.
        """
        folder = self.folder
        if not folder or not Path(folder).is_dir():
            return None
        files = scan(folder).files
        if files == _seen.get(self.file):
            return None
        report = import_entries(Path(folder), store)
        _seen[self.file] = files
        return report


def watch_of(state: Path) -> Watch:
    """Return the watch of an installation."""
    return Watch(state / "watch.json")
