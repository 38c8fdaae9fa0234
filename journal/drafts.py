"""Entries in the making, kept outside the journal until they are saved.

Limit: one draft for each key; the later save stays.
Invariant: a draft that cannot be read is set aside, never deleted; file names hold nothing of key
or text.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from errors import StorageError
from files.atomic import storage_error, write_atomic
from files.decoding import clean
from files.nested import load_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What stands in the fields of the form; `opened` is the version of the entry that it was begun
    with, empty for a new one.
    """

    title: str = ""
    written_on: date | None = None
    tags: tuple[str, ...] = ()
    body: str = ""
    opened: str = ""


class DraftStore:
    """Drafts by key ("new", an entry's id), one small file each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, key: str, draft: Draft) -> None:
        """Keep a draft.

        Raises:
            StorageError: it could not be written; the one before it is still there.
        """
        data = {
            "title": clean(draft.title),
            "written_on": draft.written_on.isoformat() if draft.written_on else "",
            "tags": [clean(tag) for tag in draft.tags],
            "body": clean(draft.body),
            "opened": draft.opened,
        }
        write_atomic(self._path(key), json.dumps(data, ensure_ascii=False).encode())

    def load(self, key: str) -> Draft | None:
        """Return the draft kept under `key`, or None when there is none.

        Raises:
            StorageError: the file is there and cannot be read.
        """
        path = self._path(key)
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StorageError(
                "The draft {path} cannot be read.",
                hint="Allow reading the folder of the app's state (STATE_DIR).",
                key="draft.unreadable",
                path=path,
            ) from error
        try:
            return _draft(load_json(raw))
        except (ValueError, KeyError, TypeError):
            with contextlib.suppress(OSError):
                path.replace(path.with_suffix(".damaged"))
            return None

    def discard(self, key: str) -> None:
        """Remove a draft, if there is one, and one that was set aside.

        Raises:
            StorageError: it is still there.
        """
        path = self._path(key)
        try:
            path.unlink(missing_ok=True)
            path.with_suffix(".damaged").unlink(missing_ok=True)
        except OSError as error:
            raise storage_error(error, path) from error

    def _path(self, key: str) -> Path:
        return self._folder / f"{hashlib.sha256(clean(key).encode()).hexdigest()[:32]}.json"


def _draft(data: dict[str, str | list[str]]) -> Draft:
    title, day, tags, body = data["title"], data["written_on"], data["tags"], data["body"]
    if not (
        isinstance(title, str)
        and isinstance(day, str)
        and isinstance(body, str)
        and isinstance(tags, list)
    ):
        raise TypeError
    return Draft(
        title=title,
        written_on=date.fromisoformat(day) if day else None,
        tags=tuple(map(str, tags)),
        body=body,
        opened=str(data.get("opened", "")),  # drafts of before tell none
    )
