"""Ids for files that came without one, written into their front matter and nowhere else.

Limit: a file that changes while we look is left for the next time.
Invariant: the bytes of the body, the encoding, the mode and the time of change stay as they were.
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path

from errors import EntryFormatError, StorageError
from files.atomic import commit, discard, stage, sync_folder
from files.decoding import clean, decode
from journal.frontmatter import parse
from journal.scan import Signature

_NAMESPACE = uuid.UUID("6f0a1b0e-54c5-5f3e-9d55-3a7f0f0b6c11")
_SETTLED_SECONDS = 0.05


def id_for(name: str, taken: Iterable[str]) -> str:
    """Return the id of the file at the relative path `name`: always the same, unless it is already
    `taken`.
    """
    used = frozenset(taken) if not isinstance(taken, dict | set | frozenset) else taken
    number = 0
    while True:
        seed = clean(name) if number == 0 else f"{clean(name)}#{number}"
        entry_id = uuid.uuid5(_NAMESPACE, seed).hex
        if entry_id not in used:
            return entry_id
        number += 1


def write_ids(
    root: Path, ids: Mapping[str, str], read: Mapping[str, Signature]
) -> dict[str, Signature]:
    """Write `ids` (by relative path) into their files, if those are still as they were `read`.

    Returns the new signatures of the files that now hold their id. A folder that cannot be written
    is no error: the id is the same next time.
    """
    _let_settle(signature.changed_ns for signature in read.values())
    staged: list[tuple[str, Path, Path]] = []
    for name, entry_id in ids.items():
        path = (root / name).resolve()
        try:
            before = path.stat()
            data = with_id(path.read_bytes(), entry_id, where=name)
            if data is None or Signature.of(before) != read[name]:
                continue
            temporary = stage(path, data, sync=False)
            staged.append((name, temporary, path))
            os.utime(temporary, ns=(before.st_atime_ns, before.st_mtime_ns))
        except (OSError, EntryFormatError):
            continue
        except StorageError:
            break
    if staged:
        os.sync()  # one for all: thousands of files get their ids on the first start
    return _commit_all(staged, read)


def with_id(raw: bytes, entry_id: str, *, where: str) -> bytes | None:
    """Return the bytes of a file with its id put in, or None where that cannot be done without
    touching more.

    Raises:
        EntryFormatError: the bytes are no entry.
    """
    decoded = decode(raw, where=where)
    before = parse(decoded.text, where=where)
    field = f"id: {entry_id}{before.newline}"
    if before.insert_at < 0:
        fence = f"---{before.newline}"
        text = f"{fence}{field}{fence}{before.newline}{decoded.text}"
    else:
        text = decoded.text[: before.insert_at] + field + decoded.text[before.insert_at :]
    try:
        after = parse(text, where=where)
    except EntryFormatError:  # front matter in braces, or indented
        return None
    if after.body != before.body or after.values != {**before.values, "id": entry_id}:
        return None
    return raw[: decoded.mark] + text.encode(decoded.encoding)


def _commit_all(
    staged: list[tuple[str, Path, Path]], read: Mapping[str, Signature]
) -> dict[str, Signature]:
    written: dict[str, Signature] = {}
    for name, temporary, path in staged:
        try:
            if Signature.of(path.stat()) != read[name]:
                discard(temporary)
                continue
            commit(temporary, path)
            written[name] = Signature.of(path.stat())
        except (OSError, StorageError):
            discard(temporary)
    for folder in {path.parent for _, _, path in staged}:
        sync_folder(folder)
    return written


def _let_settle(changed_ns: Iterable[int]) -> None:
    """Wait a moment when a file is so new that someone may still be writing it: replacing it would
    cut them off.
    """
    age = time.time() - max(changed_ns, default=0) / 1e9
    if 0 <= age < _SETTLED_SECONDS:
        time.sleep(_SETTLED_SECONDS - age)
