"""The Markdown files under the journal folder, found cheaply: one `scandir` per folder, no file
opened.

Limit: hidden files and folders, `decisions/` and linked folders are not looked into.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from errors import StorageError
from files.atomic import remove_leftover
from files.decoding import clean
from journal.problems import EntryProblem

SUFFIXES = (".md", ".markdown")
_NOT_ENTRIES = frozenset({"decisions"})


@dataclass(frozen=True, slots=True)
class Signature:
    """What changes when a file changes: time in nanoseconds, size, and the file's own number (an
    atomic write makes a new file)."""

    changed_ns: int
    size: int
    number: int

    @classmethod
    def of(cls, stat: os.stat_result) -> Signature:
        return cls(stat.st_mtime_ns, stat.st_size, stat.st_ino)


@dataclass(slots=True, kw_only=True)
class Scan:
    """File signatures by relative path (with `/`), and the folders that could not be read."""

    files: dict[str, Signature] = field(default_factory=dict)
    problems: list[EntryProblem] = field(default_factory=list)


def scan(root: str) -> Scan:
    """Find every Markdown file under `root`. A folder that does not exist yet is empty.

    Raises:
        StorageError: `root` is no folder, or cannot be read.
    """
    found = Scan()
    try:
        _scan(root, "", found)
    except FileNotFoundError:
        return found
    except OSError as error:
        raise StorageError(
            "The journal folder {path} cannot be read.",
            hint=(
                "Check that it is a folder and that you may read it, or choose another one in the"
                " settings."
            ),
            key="store.unreadable_root",
            path=root,
        ) from error
    return found


def _scan(folder: str, prefix: str, found: Scan) -> None:
    with os.scandir(folder) as items:
        for item in items:
            name = item.name
            if name.startswith("."):
                remove_leftover(Path(item.path))  # the entry itself was never touched
            elif name.lower().endswith(SUFFIXES):
                _add_file(item, prefix + name, found)
            elif item.is_dir(follow_symlinks=False) and (prefix or name not in _NOT_ENTRIES):
                _add_folder(item.path, f"{prefix}{name}/", found)


def _add_file(item: os.DirEntry[str], name: str, found: Scan) -> None:
    try:
        stat = item.stat()
        if item.is_file():
            found.files[name] = Signature(stat.st_mtime_ns, stat.st_size, stat.st_ino)
        elif item.is_dir(follow_symlinks=False):
            _add_folder(item.path, f"{name}/", found)
    except FileNotFoundError:  # removed a moment ago, or a link to nothing
        return
    except OSError:  # a link to itself, a disk or a server in trouble
        found.problems.append(
            EntryProblem(
                path=clean(name),
                message=f"{clean(name)} cannot be read.",
                hint="Check that the file is still there and that you may read it.",
                key="entry.unreadable",
                values={"path": clean(name)},
            )
        )


def _add_folder(path: str, prefix: str, found: Scan) -> None:
    try:
        _scan(path, prefix, found)
    except FileNotFoundError:
        return
    except OSError:
        found.problems.append(
            EntryProblem(
                path=clean(prefix),
                message=f"The folder {clean(prefix)} cannot be read.",
                hint="Allow reading it; its entries are missing until then.",
                key="store.unreadable_folder",
                values={"path": clean(prefix)},
            )
        )
