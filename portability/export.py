"""Everything out: one zip with every entry as the file it is, and a manifest with the hash of every
file in it.

Invariant: the same journal gives the same manifest. The zip appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from errors import StorageError
from files.atomic import commit, discard, make_folder, storage_error
from files.decoding import clean
from journal.importers.export_folder import JOURNAL, KIND, MANIFEST
from journal.importers.json_lines import as_line
from journal.scan import scan
from journal.store import EntryStore

JSON_LINES = "entries.jsonl"
VERSION = 1
_FIRST_ZIP_YEAR = 315_619_200  # 1980: a zip knows no earlier time

Progress = Callable[[int, int], None]


def write_export(
    target: Path,
    store: EntryStore,
    *,
    others: Mapping[str, bytes],
    on_progress: Progress | None = None,
    left_out: list[str] | None = None,
) -> int:
    """Write the export of a journal to `target` and return the number of entries. `others` are
    files of other parts; `left_out` gets the files that cannot be read.

    Raises:
        StorageError: a file cannot be read or the zip cannot be written; a zip that was there is
            untouched.
    """
    loaded = store.load()
    files = list(_files(store.root))
    hashes: dict[str, str] = {}
    missing: list[str] = []
    temporary: Path | None = None
    try:
        make_folder(target.parent)
        handle, name = tempfile.mkstemp(prefix=".crossroads-", suffix=".tmp", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                for done, (path, name) in enumerate(files, start=1):
                    held = _read(path)
                    if held is None:
                        missing.append(clean(name))
                    else:
                        _put(archive, hashes, f"{JOURNAL}/{clean(name)}", *held)
                    if on_progress is not None:
                        on_progress(done, len(files))
                lines = "".join(f"{as_line(entry)}\n" for entry in loaded.entries)
                _put(archive, hashes, JSON_LINES, lines.encode(), time.time())
                for name, data in sorted(others.items()):
                    _put(archive, hashes, name, data, time.time())
                manifest = {
                    "kind": KIND,
                    "version": VERSION,
                    "entries": len(loaded.entries),
                    "files": hashes,
                    **({"left_out": missing} if missing else {}),
                }
                archive.writestr(
                    MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
                )
            file.flush()
            os.fsync(file.fileno())
    except BaseException as error:
        if temporary is not None:
            discard(temporary)
        if isinstance(error, OSError):
            raise storage_error(error, target) from error
        raise
    commit(temporary, target)
    if left_out is not None:
        left_out.extend(missing)
    return len(loaded.entries)


def some_left_out(names: Sequence[str]) -> StorageError:
    """Return what is told of an export that is whole but for these files."""
    return StorageError(
        "All is in it but {path}: {count} files could not be read.",
        hint="Check that they are still there and that you may read them, then do it once more.",
        key="export.left_out",
        path=names[0],
        count=len(names),
    )


def json_lines(store: EntryStore) -> str:
    """Return all entries as JSON Lines, in the order of their days. Raises: StorageError."""
    return "".join(f"{as_line(entry)}\n" for entry in store.load().entries)


def _read(path: Path) -> tuple[bytes, float] | None:
    """Return what a file holds and when it was changed; None when it cannot be read, is gone, or is
    more than there is memory for.
    """
    try:
        return path.read_bytes(), path.stat().st_mtime
    except (OSError, MemoryError):
        return None


def _put(
    archive: zipfile.ZipFile, hashes: dict[str, str], name: str, data: bytes, changed: float
) -> None:
    hashes[name] = hashlib.sha256(data).hexdigest()
    moment = time.localtime(max(changed, _FIRST_ZIP_YEAR))[:6]
    info = zipfile.ZipInfo(name, moment)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    archive.writestr(info, data)


def _files(root: Path) -> Iterator[tuple[Path, str]]:
    """Yield the journal's own files: entries wherever they lie, the pictures beside them,
    decisions.
    """
    pictures: set[str] = set()
    for name in sorted(scan(str(root)).files):
        yield root / name, name
        folder = name.rpartition("/")[0]
        pictures.add(f"{folder}/images" if folder else "images")
    for folder in (*sorted(pictures), "decisions"):
        for path in sorted((root / folder).rglob("*")) if (root / folder).is_dir() else ():
            relative = path.relative_to(root).as_posix()
            if (
                path.is_file()
                and not path.is_symlink()
                and not any(part.startswith(".") for part in relative.split("/"))
            ):
                yield path, relative
