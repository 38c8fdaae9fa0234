"""What is being erased, noted before anything goes, so that a start after a kill ends it.

Invariant: the note holds ids, never text. Without a note nothing is under way.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from files.atomic import storage_error, write_atomic


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """Entries that lie in the journal, entries that lie in the trash, and where backups are that go
    with them.
    """

    here: tuple[str, ...] = ()
    thrown: tuple[str, ...] = ()
    everything: bool = False
    backups: str = ""


@dataclass(slots=True)
class ErasingNote:
    """The note, in one small file."""

    path: Path
    _type: TypeAdapter[Entries] = field(default_factory=lambda: TypeAdapter(Entries))

    def read(self) -> Entries:
        """Return what is under way; a note that cannot be read is none."""
        try:
            return self._type.validate_json(self.path.read_bytes())
        except (OSError, ValidationError):
            return Entries()

    def begin(self, entry_id: str, *, thrown: bool, backups: Path | None) -> None:
        """Note an entry. Raises: StorageError, before anything was erased."""
        noted = self.read()
        if thrown:
            noted = replace(noted, thrown=(*noted.thrown, entry_id))
        else:
            noted = replace(noted, here=(*noted.here, entry_id))
        self._write(replace(noted, backups=str(backups or "")))

    def begin_everything(self, backups: Path | None) -> None:
        """Note that all goes. Raises: as `begin`."""
        self._write(Entries(everything=True, backups=str(backups or "")))

    def end(self, entry_id: str) -> None:
        """Strike an entry out: nothing is left of it. Raises: StorageError."""
        noted = self.read()
        here = tuple(each for each in noted.here if each != entry_id)
        thrown = tuple(each for each in noted.thrown if each != entry_id)
        if here or thrown:
            self._write(replace(noted, here=here, thrown=thrown))
        else:
            self.remove()

    def remove(self) -> None:
        """Remove the note. Raises: StorageError."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise storage_error(error, self.path) from error

    def _write(self, noted: Entries) -> None:
        write_atomic(self.path, json.dumps(asdict(noted)).encode())
