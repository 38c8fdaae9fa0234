"""`python -m journal import PATH…`, `imports`, `undo`, `export`, `restore`, `list`, `check`: the
journal without the page.

The folder is `--journal-dir`, else the one that the app opens. Ctrl-C stops an import or an undo
after the entry in hand; the same command goes on.
"""

from __future__ import annotations

import argparse
import os
import shlex
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from getpass import getpass
from pathlib import Path

from config.loading import load_settings
from errors import JournalError, SettingsError
from files.atomic import write_atomic
from files.temporary import use_temporary_folder
from journal.importers.base import How
from journal.importing.grouping import group_problems
from journal.importing.log import past_imports, undo_import
from journal.importing.preview import Preview
from journal.importing.report import ImportReport
from journal.importing.run import Choices, Importing
from journal.problems import ImportProblem, Problem
from journal.store import EntryStore
from journal.terminal import Progress, stop_on_interrupt
from language.dates.written import zone_of
from portability.export import write_export
from portability.restore import Restoring
from portability.sealing import check_words, is_sealed, seal

_STOPPED = 130  # what a shell gives for Ctrl-C


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, 1 when something needs attention, or 130 when it was stopped."""
    try:
        options = _parser().parse_args(arguments)
        store = EntryStore(options.journal_dir or load_settings().journal_dir)
        print(f"Journal: {store.root}")
        match options.command:
            case "import":
                return _import(options, store)
            case "imports":
                return _imports(store)
            case "undo":
                return _undo(options, store)
            case "export":
                return _export(options, store)
            case "restore":
                return _restore(options, store)
            case "list":
                return _list(store)
        return _check(store)
    except JournalError as error:
        print(f"{error}\n  {error.hint}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m journal", description="The journal without the page."
    )
    parser.add_argument("--journal-dir", type=_path, help="default: JOURNAL_DIR, also from .env")
    commands = parser.add_subparsers(dest="command", required=True)
    importing = commands.add_parser("import", help="add the entries of files, zips and folders")
    importing.add_argument("path", type=_path, nargs="+")
    importing.add_argument(
        "--dry-run", action="store_true", help="say what would be added, write nothing"
    )
    importing.add_argument("--zone", default="", help="of times that name none, e.g. Asia/Seoul")
    importing.add_argument(
        "--day-order", choices=("mdy", "dmy"), default="", help="of dates like 4/5/2024"
    )
    importing.add_argument(
        "--me",
        action="append",
        default=[],
        metavar="NAME",
        help="a name of yours in chats and mails",
    )
    importing.add_argument("--date", default="", help="of what tells none itself, e.g. 2024-05-10")
    importing.add_argument(
        "--keep-mine", action="store_true", help="leave entries that changed at their source"
    )
    importing.add_argument(
        "--keep-both", action="store_true", help="add the same writing from another source as well"
    )
    importing.add_argument("--report", type=_path, help="write what was done into this file")
    commands.add_parser("imports", help="one line for each import that can be undone")
    undo = commands.add_parser(
        "undo", help="take an import back as a whole: the last, or the one named"
    )
    undo.add_argument("name", nargs="?", default="")
    export = commands.add_parser(
        "export", help="write entries, pictures and decisions into one zip"
    )
    export.add_argument("file", type=_path)
    export.add_argument(
        "--passphrase", action="store_true", help="ask for one, and write the age format"
    )
    restore = commands.add_parser("restore", help="put back what a backup has and the journal not")
    restore.add_argument("file", type=_path)
    restore.add_argument(
        "--replace", action="store_true", help="also what differs; that goes to the trash first"
    )
    commands.add_parser("list", help="one line for each entry: day, id, length")
    commands.add_parser("check", help="name every file that is no entry")
    return parser


def _path(text: str) -> Path:
    """Return the path that an argument names. "" would be the folder one happens to be in.

    Raises:
        SettingsError: it names none.
    """
    if not text.strip():
        raise SettingsError(
            "An argument that names a file or a folder is empty.",
            hint="A variable of the shell may not be set. Name the file; this folder itself is .",
            key="import.no_path",
        )
    return Path(text)


def _import(options: argparse.Namespace, store: EntryStore) -> int:
    how = _how(options)
    if options.report and not _is_writable(options.report):
        raise _unwritable_report(options.report)
    if options.journal_dir is None:
        with suppress(OSError):  # then they are where the system puts them
            use_temporary_folder(load_settings().paths.temporary)
    with Importing(options.path, store) as importing, stop_on_interrupt() as stop:
        looking = Progress("Looking")
        preview = importing.look(how, on_progress=looking, stop=stop)
        looking.end()
        if stop():
            print("Stopped while looking; nothing was written.")
            return _STOPPED
        _print_preview(preview)
        report = preview.report
        if not options.dry_run:
            choices = Choices(take_changes=not options.keep_mine, join_alike=not options.keep_both)
            bringing = Progress("Bringing in")
            report = importing.run(
                how, choices, expected=preview.found, on_progress=bringing, stop=stop
            )
            bringing.end()
    would = "would be " if options.dry_run else ""
    summary = (
        f"{report.added} {would}added, {report.updated} {would}updated, {report.unchanged}"
        f" unchanged, {report.alike} the same as another"
    )
    print(summary)
    for line in _problem_lines(report.problems):
        print(f"- {line}", file=sys.stderr)
    if options.report:
        _write_report(options.report, _report_text(summary, report))
    if report.stopped:
        _print_way_on(options, report)
        return _STOPPED
    return 0 if report.added or report.updated or report.unchanged or report.alike else 1


def _is_writable(path: Path) -> bool:
    if path.exists():
        return not path.is_dir() and os.access(path, os.W_OK)
    return path.parent.is_dir() and os.access(path.parent, os.W_OK)


def _write_report(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise _unwritable_report(path) from error


def _unwritable_report(path: Path) -> SettingsError:
    return SettingsError(
        "No report can be written to {path}.",
        hint="Name a file in a folder that is there and that you may write to.",
        key="import.bad_report",
        path=str(path),
    )


def _how(options: argparse.Namespace) -> How:
    """Return what the person says of dates and names.

    Raises:
        SettingsError: there is no such zone or day.
    """
    if options.zone and zone_of(options.zone) is None:
        raise SettingsError(
            "There is no time zone {value}.",
            hint="Zones are named after places: Asia/Seoul, America/New_York, Europe/London, UTC.",
            key="import.no_zone",
            value=options.zone,
        )
    try:
        day = date.fromisoformat(options.date) if options.date else None
    except ValueError as error:
        raise SettingsError(
            "{value} is no day of the calendar.",
            hint="Write year, month and day with their zeros, for example 2024-05-10.",
            key="import.bad_day",
            value=options.date,
        ) from error
    me = tuple(options.me)
    return How(zone=options.zone, day_order=options.day_order, me=me, day=day)


def _print_way_on(options: argparse.Namespace, report: ImportReport) -> None:
    print("Stopped: what was added is whole. The same command brings in the rest.")
    if report.log:
        print(f"To take it back: {_undo_command(options, report.log)}")


def _undo_command(options: argparse.Namespace, name: str) -> str:
    folder = (
        f"--journal-dir {shlex.quote(str(options.journal_dir))} " if options.journal_dir else ""
    )
    return f"python -m journal {folder}undo {name}"


def _print_preview(preview: Preview) -> None:
    if preview.found:
        formats = ", ".join(f"{count} × {name}" for name, count in preview.formats)
        print(f"Found: {preview.found} entries, {preview.first} to {preview.last} ({formats})")
    dates = preview.dates
    zones = ", ".join(dates.assumed_zones)
    for count, what in (
        (dates.by_field, "dated by a field of theirs (front matter, a format's own)"),
        (dates.by_name, "dated by their name or folder"),
        (dates.by_heading, "dated by a title, a heading or a first line"),
        (dates.zone_assumed, f"times whose zone is assumed ({zones}); say --zone to change it"),
        (dates.year_assumed, "dates read as year, month, day (240510); say --day-order for others"),
        (dates.order_assumed, "dates where month first is assumed; say --day-order to change it"),
        (
            dates.uncertain,
            "without a date of their own, dated by the file's clock; say --date to set it",
        ),
    ):
        if count:
            print(f"  {count} {what}")


def _report_text(summary: str, report: ImportReport) -> str:
    lines = _problem_lines(report.problems)
    return "\n".join((summary, "", *lines, ""))


def _problem_lines(problems: Iterable[ImportProblem]) -> Iterator[str]:
    """Return a line for each kind of problem, with the number of files that have it."""
    for group in group_problems(problems):
        path = str(group.problem.values.get("path", ""))
        name = f"{path} (and {group.more} more)" if group.more else path
        problem = group.under(name)
        yield f"{problem.message}\n  {problem.hint}"


def _imports(store: EntryStore) -> int:
    for past in past_imports(store.root):
        print(f"{past.name}  {past.added} added, {past.updated} updated  {', '.join(past.sources)}")
    return 0


def _export(options: argparse.Namespace, store: EntryStore) -> int:
    if not options.passphrase:
        print(f"{write_export(options.file, store, others={})} entries in {options.file}")
        return 0
    print("A lost passphrase is lost: nobody can open the file then.")
    words = check_words(getpass("Passphrase: "))
    if getpass("Once more: ") != words:
        print("These are two different passphrases; nothing was written.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="crossroads-") as folder:
        plain = Path(folder) / "export.zip"
        count = write_export(plain, store, others={})
        write_atomic(options.file, seal(plain.read_bytes(), words))
    print(f"{count} entries in {options.file}")
    return 0


def _restore(options: argparse.Namespace, store: EntryStore) -> int:
    words = getpass("Passphrase: ") if is_sealed(options.file) else ""
    with Restoring(options.file, store, passphrase=words) as restoring:
        compared = restoring.compare()
        done = restoring.restore(replace=options.replace)
    print(f"{done.added} put back, {done.replaced} replaced, {compared.same} the same")
    if compared.different and not options.replace:
        print(f"{compared.different} differ and were left; say --replace to put them back")
    return 0


def _undo(options: argparse.Namespace, store: EntryStore) -> int:
    past = past_imports(store.root)
    chosen: str = options.name or (past[0].name if past else "")
    if chosen not in {each.name for each in past}:
        print("There is no such import.", file=sys.stderr)
        return 1
    taking = Progress("Taking back")
    with stop_on_interrupt() as stop:
        undone = undo_import(store, chosen, on_progress=taking, stop=stop)
    taking.end()
    print(
        f"{undone.removed} taken back, {undone.restored} as before, {undone.kept} edited since and"
        " kept"
    )
    if undone.stopped:
        print(f"Stopped. To go on: {_undo_command(options, chosen)}")
        return _STOPPED
    return 0


def _list(store: EntryStore) -> int:
    for entry in store.load().entries:
        print(f"{entry.written_on.isoformat()}  {entry.id}  {len(entry.body):>7}")
    return 0


def _check(store: EntryStore) -> int:
    loaded = store.load()
    print(f"{len(loaded.entries)} entries, {len(loaded.problems)} problems")
    _print_problems(loaded.problems)
    return 1 if loaded.problems else 0


def _print_problems(problems: Iterable[Problem]) -> None:
    for problem in problems:
        print(f"- {problem.message}\n  {problem.hint}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
