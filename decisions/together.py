"""Several files of one folder written as one: their texts go into a hidden note first, then into
the files.

Invariant: with the note on disk all of it will be written, without it nothing was: a crash at any
point leaves the files as they were, or as they should be once `finish_together` has run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from files.atomic import storage_error, sync_folder, write_atomic
from files.nested import load_json

_NOTE = ".together.json"


def write_together(folder: Path, texts: Mapping[str, str]) -> None:
    """Write these texts into the files of these names in `folder`.

    Raises:
        StorageError: nothing has changed, or what is missing is written by `finish_together`.
    """
    write_atomic(folder / _NOTE, json.dumps(texts, ensure_ascii=False).encode())
    finish_together(folder)


def finish_together(folder: Path) -> None:
    """Write what a note in `folder` still promises; without a note there is nothing to do.

    Raises:
        StorageError: it cannot be written yet; the note stays.
    """
    note = folder / _NOTE
    try:
        promised = load_json(note.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise storage_error(error, note) from error
    except ValueError:
        return  # ours is whole or not there: this one is somebody else's
    for name, text in promised.items():
        write_atomic(folder / Path(name).name, text.encode())
    try:
        note.unlink()
    except OSError as error:
        raise storage_error(error, note) from error
    sync_folder(folder)
