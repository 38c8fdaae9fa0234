"""All that the app holds of a person, out and gone: export, backup, restore, and erasing for good.

Promise: an export taken into an empty app gives the same journal; what was erased is in no file of
the app's folders.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from config.paths import StatePaths
from conversations import portable
from errors import JournalError, StorageError
from evaluation.case import Case, read_cases, write_cases
from files.atomic import storage_error, write_atomic
from journal.store import not_found
from journal.trash_list import thrown_entry
from portability.backup import Schedule, ScheduleStore, is_due, make_backup, remove_backups
from portability.erase_entries import erase_entry, erase_journal, erase_thrown
from portability.erase_quotes import erase_quotes, sentences_of
from portability.export import write_export
from portability.restore import Restored, Restoring
from tracing.erasing import erase_traces, list_waiting, traces_kept

if TYPE_CHECKING:
    from journal.entry import Entry
    from journal.store import EntryStore
    from services import Services
    from tracing import LangfuseAddress

Progress = Callable[[int, int], None]
CONVERSATIONS: Final = "conversations.json"
TRACES: Final = "traces.json"
CASES: Final = "cases.json"
DRAFTS: Final = "drafts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What went with an entry, or with everything. `problem`: what could not be reached outside of
    this machine.
    """

    turns: int = 0
    traces: int = 0
    backups: int = 0
    problem: JournalError | None = None


def export_all(
    target: Path, store: EntryStore, state: Path, *, on_progress: Progress | None = None
) -> int:
    """Write everything into one zip and return the number of entries.

    Raises:
        StorageError: something cannot be read, or the zip cannot be written.
    """
    paths = StatePaths(state)
    others = {
        CONVERSATIONS: portable.conversations_json(paths.conversations),
        TRACES: portable.records_json(paths.conversations),
        CASES: _cases_json(paths.cases),
    }
    for path in sorted(paths.drafts.glob("*.json")):
        others[f"{DRAFTS}/{path.name}"] = path.read_bytes()
    return write_export(target, store, others=others, on_progress=on_progress)


def restore_all(
    restoring: Restoring, state: Path, *, replace: bool, on_progress: Progress | None = None
) -> Restored:
    """Put back what an export or a backup holds and is missing here; with `replace`, also entries
    that differ.

    Raises:
        StorageError: something cannot be written; what was put back until then stays.
    """
    restored = restoring.restore(replace=replace, on_progress=on_progress)
    take_in_rest(restoring, state)
    return restored


def take_in_rest(restoring: Restoring, state: Path) -> None:
    """Add the conversations, records, cases and drafts of an export that are not here yet.

    Raises:
        StorageError: something cannot be written; what was added until then stays.
    """
    paths = StatePaths(state)
    portable.take_in(paths.conversations, restoring.other(CONVERSATIONS), restoring.other(TRACES))
    _take_in_cases(paths.cases, restoring.other(CASES))
    for path in sorted((restoring.folder / DRAFTS).glob("*.json")):
        if not (paths.drafts / path.name).exists():
            write_atomic(paths.drafts / path.name, path.read_bytes())


def schedule_of(state: Path) -> ScheduleStore:
    """Return where the schedule of backups is kept."""
    return ScheduleStore(StatePaths(state).backup)


def back_up(
    schedule: Schedule, store: EntryStore, state: Path, *, only_if_due: bool = False
) -> Path | None:
    """Make a backup now, or with `only_if_due` when its time has come; return its file.

    Raises:
        StorageError: it could not be written; older ones are untouched.
    """
    now = datetime.now()
    if only_if_due and not is_due(schedule, now):
        return None
    return make_backup(schedule, now, lambda target: export_all(target, store, state))


def erase_one(
    services: Services,
    state: Path,
    entry_id: str,
    *,
    backups: Path | None,
    langfuse: LangfuseAddress | None,
) -> Erased:
    """Erase one entry for good, with every turn that holds words of it; the index is made again
    without it.

    Raises:
        EntryNotFoundError: there is no such entry.
        StorageError: a file on this machine could not be erased.
    """
    entry = services.store.get(entry_id)
    return _erase(
        services,
        state,
        entry,
        lambda: erase_entry(services.store, entry_id),
        backups=backups,
        langfuse=langfuse,
    )


def erase_one_thrown(
    services: Services, state: Path, entry_id: str, *, langfuse: LangfuseAddress | None
) -> Erased:
    """Erase one entry that lies in the trash, as `erase_one` does; it is never back in the journal.

    Raises:
        EntryNotFoundError: the trash holds no such entry.
        StorageError: a file on this machine could not be erased.
    """
    thrown = thrown_entry(services.store.root, entry_id)
    if thrown is None:
        raise not_found(entry_id)
    return _erase(
        services,
        state,
        thrown.entry,
        lambda: erase_thrown(services.store, thrown),
        backups=None,
        langfuse=langfuse,
    )


def _erase(
    services: Services,
    state: Path,
    entry: Entry,
    erase_files: Callable[[], None],
    *,
    backups: Path | None,
    langfuse: LangfuseAddress | None,
) -> Erased:
    database = StatePaths(state).conversations
    turns = portable.turns_that_hold(database, entry.id, sentences_of(entry))
    kept = list(portable.traces_of_entry(database, entry.id))
    services.decisions.finish()  # a merge that broke off may still hold quotes
    erase_files()
    erase_quotes(services.store.root, entry)
    portable.erase_turns(database, [turn for turn, _ in turns])
    services.drafts.discard(entry.id)
    services.index.erase(services.store.load().entries)
    removed = remove_backups(backups) if backups else 0
    traces, problem = _erase_traces(langfuse, [trace for _, trace in turns if trace] + kept, state)
    return Erased(turns=len(turns), traces=traces, backups=removed, problem=problem)


def erase_all(
    journal: Path, state: Path, *, backups: Path | None, langfuse: LangfuseAddress | None
) -> Erased:
    """Erase everything that a person wrote or asked. The services must be closed; settings and keys
    stay.

    Raises:
        StorageError: something is still there.
    """
    database = StatePaths(state).conversations
    traces = [*portable.all_traces(database), *list_waiting(StatePaths(state).traces_to_remove)]
    erase_journal(journal)
    for path in sorted(state.iterdir()) if state.is_dir() else ():
        if path not in StatePaths(state).set_by_hand:
            _remove(path)
    removed = remove_backups(backups) if backups else 0
    if langfuse is None:  # nobody to ask, and nothing is kept
        return Erased(backups=removed)
    count, problem = _erase_traces(langfuse, traces, state)
    return Erased(traces=count, backups=removed, problem=problem)


def _erase_traces(
    langfuse: LangfuseAddress | None, traces: Sequence[str], state: Path
) -> tuple[int, JournalError | None]:
    """Have traces removed, and tell of those that the server did not take."""
    try:
        removed = erase_traces(langfuse, traces, StatePaths(state).traces_to_remove)
    except StorageError as error:
        return 0, error
    return removed.taken, traces_kept(langfuse, removed.left) if removed.left else None


def _remove(path: Path) -> None:
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(error, path) from error


def _cases_json(path: Path) -> bytes:
    stored = [asdict(case) for case in read_cases(path)] if path.exists() else []
    cases = [{name: value for name, value in case.items() if value} for case in stored]
    return json.dumps(cases, ensure_ascii=False, indent=1, default=str).encode()


def _take_in_cases(path: Path, export: bytes) -> None:
    """Add the cases that are not here yet; JSON is YAML, so the one reader reads both."""
    if not export or export.strip() == b"[]":
        return
    beside = path.with_name(f".{path.name}.restored")
    write_atomic(beside, export)
    try:
        brought = read_cases(beside)
    finally:
        beside.unlink(missing_ok=True)
    here = read_cases(path) if path.exists() else ()
    known = {case.id for case in here}
    new: list[Case] = [case for case in brought if case.id not in known]
    if new:
        write_atomic(path, write_cases([*here, *new]).encode())
