"""What a person wrote while the sample journal was open, brought into their own when it is left.

Promise: entries, drafts, decisions, pictures and the trash come along unless the sample shipped
them as they are; all is on disk in the own journal before the sample goes. A kill at any point
loses nothing and doubles nothing: leaving once more goes on. Limit: conversations and cases are
about the sample, and go with it, as do decisions that were only read out of its own entries.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from config.keys import KeyStore
from config.paths import StatePaths
from decisions.record import Decision, items, quotes
from decisions.store import FOLDER as DECISIONS
from decisions.store import DecisionStore
from errors import EntryNotFoundError
from files.atomic import move, storage_error, write_atomic
from journal.drafts import Draft, DraftStore
from journal.entry import Entry
from journal.importing.plan import content_hash
from journal.samples import shipped_files
from journal.store import EntryStore
from portability.sealing import KEPT_AS

NEW: Final = "new"  # the key of the draft of a new entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Along:
    """How much came along."""

    entries: int = 0
    drafts: int = 0
    decisions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """From the sample into the own journal."""

    there: EntryStore
    here: EntryStore
    sample: StatePaths
    own: StatePaths


def leave_sample(paths: StatePaths, journal: Path) -> Along:
    """Bring along what is the person's, then remove the sample; its services must be closed.

    Args:
        paths: of the installation itself, not of the sample.
        journal: the person's own.
    Raises:
        StorageError: something cannot be read or written; the sample is still there.
    """
    way = _Way(
        there=EntryStore(paths.sample_journal),
        here=EntryStore(journal),
        sample=StatePaths(paths.sample_state),
        own=paths,
    )
    taken = _take_entries(way)
    made, drafts = _take_drafts(way, taken)
    decisions = _take_decisions(way, frozenset(taken))
    _take_rest(way)
    _take_choices(way)
    _set_aside(paths)
    clear_left_sample(paths)
    return Along(entries=len(taken) + made, drafts=drafts, decisions=decisions)


def clear_left_sample(paths: StatePaths) -> None:
    """Remove what a kill left of a sample that is left already, quietly."""
    shutil.rmtree(paths.sample_left, ignore_errors=True)


def _set_aside(paths: StatePaths) -> None:
    """From here on the sample is left: a kill while it is removed leaves no half of it."""
    clear_left_sample(paths)
    if paths.sample.exists():
        move(paths.sample, paths.sample_left)


def _take_entries(way: _Way) -> dict[str, str]:
    """Return the ids that the entries had there, with those that they have here."""
    shipped = frozenset(shipped_files())
    drafts = DraftStore(way.sample.drafts)
    known = {_said(entry): entry.id for entry in way.here.load().entries}
    taken = {}
    for entry in way.there.load().entries:
        raw = _read(way.there.file_of(entry.id))
        if raw in shipped and drafts.load(entry.id) is None:
            continue
        taken[entry.id] = known.get(_said(entry)) or _take_entry(way, entry, raw)
    return taken


def _take_entry(way: _Way, entry: Entry, raw: bytes) -> str:
    try:
        way.here.get(entry.id)
    except EntryNotFoundError:
        path = way.there.file_of(entry.id)
        name = path.relative_to(way.there.root).as_posix()
        stored = way.here.put(name, raw, changed=path.stat().st_mtime, entry_id=entry.id)
    else:  # another wording of it came along before
        stored = way.here.save(replace(entry, id=""))
    return stored.id


def _said(entry: Entry) -> tuple[str, tuple[str, ...]]:
    return content_hash(entry), entry.tags


def _take_drafts(way: _Way, taken: dict[str, str]) -> tuple[int, int]:
    """Return how many drafts became entries, because another is begun here, and how many stayed
    drafts.
    """
    there, here = DraftStore(way.sample.drafts), DraftStore(way.own.drafts)
    made = kept = 0
    for key, own_key in {NEW: NEW, **taken}.items():
        draft = there.load(key)
        if draft is None:
            continue
        begun = here.load(own_key)
        if begun is None or begun == draft or not _holds_words(draft):
            here.save(own_key, begun or draft)
            kept += 1
        else:
            _save_as_entry(way.here, draft)
            made += 1
    for path in _files(way.sample.drafts):  # of entries that are gone, or damaged
        _copy(path, way.own.drafts / path.name)
    return made, kept


def _holds_words(draft: Draft) -> bool:
    return bool(draft.title.strip() or draft.body.strip())


def _save_as_entry(store: EntryStore, draft: Draft) -> None:
    entry = Entry(
        id="",
        written_on=draft.written_on or date.today(),
        title=draft.title,
        tags=draft.tags,
        body=draft.body,
    )
    if _said(entry) not in {_said(each) for each in store.load().entries}:
        store.save(entry)


def _take_decisions(way: _Way, taken: frozenset[str]) -> int:
    there, here = DecisionStore(way.there.root), DecisionStore(way.here.root)
    known = {each.id: each for each in here.load().decisions}
    count = 0
    for decision in there.load().decisions:
        if not _is_the_persons(decision, taken):
            continue
        count += 1
        if known.get(decision.id) == decision:
            continue
        if decision.id in known:  # it came along before, and was changed since
            decision = replace(decision, id=_other_id(decision))
        if decision.id not in known:
            here.save(decision)
    return count


def _is_the_persons(decision: Decision, taken: frozenset[str]) -> bool:
    """Whether a decision holds more than what was read out of the sample's own entries."""
    return (
        not decision.is_proposal
        or bool(decision.notes.strip() or decision.decided)
        or any(item.counts or item.origin == "written" for _, item in items(decision))
        or any(quote.entry_id in taken for quote in quotes(decision))
    )


def _other_id(decision: Decision) -> str:
    """Return an id that the same wording gets each time."""
    return hashlib.sha256(repr(decision).encode()).hexdigest()[:12]


def _take_rest(way: _Way) -> None:
    """Copy the other files of the journal: pictures, the trash, logs of imports, what cannot be
    read.
    """
    root = way.there.root
    shipped = frozenset(shipped_files())
    done = {way.there.file_of(entry.id) for entry in way.there.load().entries}
    unread = {root / problem.path for problem in DecisionStore(root).load().problems}
    for path in _files(root):
        if path in done or (path.parent == root / DECISIONS and path not in unread):
            continue
        if path.suffix != ".md" or _read(path) not in shipped:
            _copy(path, way.here.root / path.relative_to(root))


def _take_choices(way: _Way) -> None:
    """What was chosen for the journal there counts here, where nothing was."""
    for name in ("watch", "backup"):
        there: Path = getattr(way.sample, name)
        here: Path = getattr(way.own, name)
        if there.exists() and not here.exists():
            write_atomic(here, _read(there))
    kept, keys = KeyStore(way.sample.root), KeyStore(way.own.root)
    words = kept.get(KEPT_AS)
    if words is not None and keys.get(KEPT_AS) is None:
        keys.set(KEPT_AS, words)
    kept.delete(KEPT_AS)


def _copy(path: Path, target: Path) -> None:
    """Copy a file to where it belongs, or beside what stands there."""
    data, number = _read(path), 1
    free = target
    while free.exists():
        if free.is_file() and _read(free) == data:
            return
        number += 1
        free = target.with_stem(f"{target.stem}-{number}")
    write_atomic(free, data)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and not path.name.endswith(".tmp"):
            yield path


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise storage_error(error, path) from error
