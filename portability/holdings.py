"""All that the app holds of a person, out and gone: export, backup, restore, and erasing for good.

Promise: an export taken into an empty app gives the same journal; what was erased is in no file of
the app's folders, also when a kill broke it off: the next start ends it.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from config.paths import StatePaths
from conversations import portable
from errors import EntryNotFoundError, JournalError, SettingsError, StorageError
from evaluation.case import Case, read_cases, write_cases
from files.atomic import remove_leftovers, storage_error, write_atomic
from files.temporary import empty_temporary_folder
from journal.entry import Entry
from journal.importers.export_folder import DECISIONS
from journal.importing.log import IMPORTS
from journal.store import not_found
from journal.trash import TRASH, find
from journal.trash_list import thrown_entry
from portability.backup import Schedule, ScheduleStore, is_due, make_backup, remove_backups
from portability.erase_entries import (
    clear_folders,
    erase_copies,
    erase_file,
    erase_journal,
    erase_pictures,
    erase_set_aside,
)
from portability.erase_quotes import erase_quotes, sentences_of
from portability.erasing import ErasingNote
from portability.export import some_left_out, write_export
from portability.restore import Restored, Restoring
from portability.sealing import check_words, seal
from tracing.erasing import erase_traces, list_waiting, traces_elsewhere, traces_kept

if TYPE_CHECKING:
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
    target: Path,
    store: EntryStore,
    state: Path,
    *,
    on_progress: Progress | None = None,
    left_out: list[str] | None = None,
    passphrase: str = "",
) -> int:
    """Write everything into one zip, sealed if there is a `passphrase`, and return the number of
    entries; `left_out` gets the files that cannot be read.

    Raises:
        SettingsError: the passphrase is too short.
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
    if not passphrase:
        return write_export(
            target, store, others=others, on_progress=on_progress, left_out=left_out
        )
    check_words(passphrase)
    with tempfile.TemporaryDirectory(prefix="crossroads-") as folder:
        plain = Path(folder) / "export.zip"
        count = write_export(
            plain, store, others=others, on_progress=on_progress, left_out=left_out
        )
        write_atomic(target, seal(plain.read_bytes(), passphrase))
    return count


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
    schedule: Schedule,
    store: EntryStore,
    state: Path,
    *,
    only_if_due: bool = False,
    passphrase: str = "",
) -> Path | None:
    """Make a backup now, or with `only_if_due` when its time has come; return its file.

    Raises:
        SettingsError: it should be sealed, and there is no passphrase.
        StorageError: it could not be written, and older ones are untouched; or it was, without
            some files that cannot be read.
    """
    now = datetime.now()
    if only_if_due and not is_due(schedule, now):
        return None
    if schedule.sealed and not passphrase:
        raise SettingsError(
            "No backup was made: its passphrase is not kept on this computer any more.",
            hint="Give the passphrase for backups once more on the Data page.",
            key="backup.no_passphrase",
        )
    left_out: list[str] = []
    words = passphrase if schedule.sealed else ""

    def write(target: Path) -> None:
        export_all(target, store, state, left_out=left_out, passphrase=words)

    made = make_backup(schedule, now, write)
    if left_out:
        raise some_left_out(left_out)
    return made


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
    services.store.get(entry_id)
    ErasingNote(StatePaths(state).erasing).begin(entry_id, thrown=False, backups=backups)
    return _erase(services, state, entry_id, backups=backups, langfuse=langfuse)


def erase_one_thrown(
    services: Services, state: Path, entry_id: str, *, langfuse: LangfuseAddress | None
) -> Erased:
    """Erase one entry that lies in the trash, as `erase_one` does; it is never back in the journal.

    Raises:
        EntryNotFoundError: the trash holds no such entry.
        StorageError: a file on this machine could not be erased.
    """
    if thrown_entry(services.store.root, entry_id) is None:
        raise not_found(entry_id)
    ErasingNote(StatePaths(state).erasing).begin(entry_id, thrown=True, backups=None)
    return _erase_thrown(services, state, entry_id, langfuse=langfuse)


def go_on_erasing(services: Services, state: Path, *, langfuse: LangfuseAddress | None) -> None:
    """End what a kill broke off; call it before the entries are shown.

    Raises:
        StorageError: a file on this machine could not be erased.
        IndexUnavailableError: a Chroma server is away. The next start goes on.
    """
    note = ErasingNote(StatePaths(state).erasing)
    noted = note.read()
    backups = Path(noted.backups) if noted.backups else None
    for entry_id in noted.here:
        try:
            _erase(services, state, entry_id, backups=backups, langfuse=langfuse)
        except EntryNotFoundError:
            note.end(entry_id)
    for entry_id in noted.thrown:
        if thrown_entry(services.store.root, entry_id) is None:
            note.end(entry_id)
        else:
            _erase_thrown(services, state, entry_id, langfuse=langfuse)


def _erase(
    services: Services,
    state: Path,
    entry_id: str,
    *,
    backups: Path | None,
    langfuse: LangfuseAddress | None,
) -> Erased:
    store = services.store
    entry, path = store.get(entry_id), store.file_of(entry_id)
    with store.hiding(entry_id):
        going = _Going(entry=entry, file=path, folder=path.parent)
        return _erase_around(services, state, going, backups=backups, langfuse=langfuse)


def _erase_thrown(
    services: Services, state: Path, entry_id: str, *, langfuse: LangfuseAddress | None
) -> Erased:
    root = services.store.root
    thrown, found = thrown_entry(root, entry_id), find(root, entry_id)
    if thrown is None or found is None:
        raise not_found(entry_id)
    going = _Going(entry=thrown.entry, file=found[0], folder=(root / thrown.place).parent)
    return _erase_around(services, state, going, backups=None, langfuse=langfuse)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Going:
    """An entry that goes, its own file, and the folder that its pictures are beside."""

    entry: Entry
    file: Path
    folder: Path


def _erase_around(
    services: Services,
    state: Path,
    going: _Going,
    *,
    backups: Path | None,
    langfuse: LangfuseAddress | None,
) -> Erased:
    """Erase all that holds words of an entry, its own file last: as long as that is there, all can
    be found and erased once more.
    """
    entry, root, paths = going.entry, services.store.root, StatePaths(state)
    sentences = sentences_of(entry)
    services.decisions.finish()  # a merge that broke off may still hold quotes
    erase_copies(root, entry.id, but=going.file)
    erase_quotes(root, entry)
    erase_set_aside(state, sentences)
    services.index.erase(services.store.load().entries)
    turns = portable.turns_that_hold(paths.conversations, entry.id, sentences)
    made = [trace for _, trace in turns if trace]
    made += portable.traces_of_entry(paths.conversations, entry.id)
    known = portable.projects_of(paths.conversations, made)
    traces, problem = _erase_traces(langfuse, known, state)
    portable.erase_turns(paths.conversations, [turn for turn, _ in turns])
    services.drafts.discard(entry.id)
    remove_leftovers(state, young_too=True)
    removed = remove_backups(backups) if backups else 0
    erase_pictures(services.store, entry, going.folder)
    erase_file(going.file)
    clear_folders(root)
    ErasingNote(paths.erasing).end(entry.id)
    return Erased(turns=len(turns), traces=traces, backups=removed, problem=problem)


def clear_leftovers(journal: Path, state: Path) -> None:
    """Remove what killed saves left, more than an hour ago, where no scan of the journal looks."""
    for folder in (journal / TRASH, journal / IMPORTS, journal / DECISIONS, state):
        remove_leftovers(folder)


def note_erasing_all(state: Path, *, backups: Path | None) -> None:
    """Note that everything is about to go: from here on a start after a kill ends it. Raises:
    StorageError.
    """
    ErasingNote(StatePaths(state).erasing).begin_everything(backups)


def is_erasing_all(state: Path) -> bool:
    """Whether a kill broke off the erasing of everything."""
    return ErasingNote(StatePaths(state).erasing).read().everything


def erase_all(
    journal: Path, state: Path, *, backups: Path | None, langfuse: LangfuseAddress | None
) -> Erased:
    """Erase everything that a person wrote or asked. The services must be closed; settings and keys
    stay.

    Raises:
        StorageError: something is still there.
    """
    paths = StatePaths(state)
    note = ErasingNote(paths.erasing)
    backups = backups or (Path(noted) if (noted := note.read().backups) else None)
    note.begin_everything(backups)
    made = portable.all_traces(paths.conversations)
    traces = {
        **list_waiting(paths.traces_to_remove),
        **portable.projects_of(paths.conversations, made),
    }
    erase_journal(journal)
    empty_temporary_folder()
    stays = {*paths.set_by_hand, paths.erasing, paths.temporary}
    for path in sorted(state.iterdir()) if state.is_dir() else ():
        if path not in stays:
            _remove(path)
    removed = remove_backups(backups) if backups else 0
    count, problem = _erase_traces(langfuse, traces, state)
    note.remove()
    return Erased(traces=count, backups=removed, problem=problem)


def _erase_traces(
    langfuse: LangfuseAddress | None, traces: Mapping[str, str], state: Path
) -> tuple[int, JournalError | None]:
    """Have traces removed, and tell of those that the server did not take."""
    try:
        removed = erase_traces(langfuse, traces, StatePaths(state).traces_to_remove)
    except StorageError as error:
        return 0, error
    if here := removed.left - removed.elsewhere:
        return removed.taken, traces_kept(langfuse, here)
    return removed.taken, traces_elsewhere(removed.elsewhere) if removed.elsewhere else None


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
