"""One file of the journal folder read: what it is, or what is wrong with it.

Invariant: every failure is a problem with a path, never an exception that hides other files.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from errors import EntryFormatError
from files.decoding import clean, decode
from journal.entry import Entry
from journal.entry_file import FileFacts, read_entry
from journal.frontmatter import Document, parse
from journal.problems import EntryProblem
from journal.scan import Signature

LARGEST_FILE = 50_000_000
# A file changed this short before it is read may change again with the same signature.
_SETTLED_NS = 50_000_000
_LAST_SECOND = 253_370_764_800.0  # of the year 9998: clocks of file systems can be far off


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What one file held when it had this signature. An entry whose file gives no id has its id in
    memory only.
    """

    signature: Signature
    settled: bool
    entry: Entry | None = None
    problem: EntryProblem | None = None

    def with_id(self, entry_id: str) -> Known:
        """Return the same file with an id given to its entry."""
        return (
            replace(self, entry=replace(self.entry, id=entry_id))
            if self.entry is not None
            else self
        )


def read_known(root: Path, name: str, signature: Signature) -> Known:
    """Read the file at the relative path `name`; its entry has an empty id where the file gives
    none.
    """
    settled = abs(time.time_ns() - signature.changed_ns) > _SETTLED_NS
    try:
        if signature.size > LARGEST_FILE:
            raise _too_large(name)
        document = read_document(root, name)
        seconds = min(max(signature.changed_ns / 1e9, 0.0), _LAST_SECOND)
        facts = FileFacts(name=clean(name), changed=datetime.fromtimestamp(seconds))
        return Known(signature=signature, settled=settled, entry=read_entry(document, facts).entry)
    except EntryFormatError as error:
        return Known(
            signature=signature, settled=settled, problem=EntryProblem.of(clean(name), error)
        )


def read_document(root: Path, name: str) -> Document:
    """Return the parsed file at the relative path `name`.

    Raises:
        EntryFormatError: it cannot be read, is no text, or has broken front matter.
    """
    try:
        raw = (root / name).read_bytes()
    except OSError as error:
        raise EntryFormatError(
            "{path} cannot be read.",
            hint="Check that the file is still there and that you may read it.",
            key="entry.unreadable",
            path=clean(name),
        ) from error
    return parse(decode(raw, where=clean(name)).text, where=clean(name))


def duplicate_id(name: str, first: str) -> EntryProblem:
    """Return the problem of a second file with an id that is taken."""
    error = EntryFormatError(
        "{path} has the same id as {first}; only {first} is used.",
        hint=(
            "If it is a copy, remove it. If it is an entry of its own, delete its line id: and it"
            " gets a new one."
        ),
        key="store.duplicate_id",
        path=clean(name),
        first=clean(first),
    )
    return EntryProblem.of(clean(name), error)


def not_read(name: str, signature: Signature) -> Known:
    """Return what is known of a file that ends the process that reads it."""
    error = EntryFormatError(
        "{path} made the app end while it was read, so it is left alone.",
        hint=(
            "Open it in an editor and look at its first lines, or move it elsewhere. Your other"
            " entries are read as usual."
        ),
        key="entry.ends_the_app",
        path=clean(name),
    )
    return Known(signature=signature, settled=True, problem=EntryProblem.of(clean(name), error))


def _too_large(name: str) -> EntryFormatError:
    return EntryFormatError(
        "{path} is larger than {megabytes} MB.",
        hint="Split it into several files: one for each day reads best.",
        key="entry.too_large",
        path=clean(name),
        megabytes=LARGEST_FILE // 1_000_000,
    )
