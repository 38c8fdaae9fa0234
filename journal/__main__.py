"""`python -m journal import PATH [--dry-run]`, `list`, `check`: the journal without the page.

The folder is `--journal-dir`, else the one that the app opens.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from errors import JournalError
from journal.importing import import_entries
from journal.problems import Problem
from journal.store import EntryStore
from settings import load_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 when something needs attention."""
    options = _parser().parse_args(arguments)
    try:
        store = EntryStore(options.journal_dir or load_settings().journal_dir)
        print(f"Journal: {store.root}")
        if options.command == "import":
            return _import(options.path, store, dry_run=options.dry_run)
        return _list(store) if options.command == "list" else _check(store)
    except JournalError as error:
        print(f"{error}\n  {error.hint}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m journal", description="The journal without the page.")
    parser.add_argument("--journal-dir", type=Path, help="default: JOURNAL_DIR, also from .env")
    commands = parser.add_subparsers(dest="command", required=True)
    importing = commands.add_parser("import", help="add the entries of a file, a zip or a folder")
    importing.add_argument("path", type=Path)
    importing.add_argument("--dry-run", action="store_true", help="say what would be added, write nothing")
    commands.add_parser("list", help="one line for each entry: day, id, length")
    commands.add_parser("check", help="name every file that is no entry")
    return parser


def _import(path: Path, store: EntryStore, *, dry_run: bool) -> int:
    report = import_entries(path, store, dry_run=dry_run)
    would = "would be " if dry_run else ""
    print(f"{report.added} {would}added, {report.updated} {would}updated, {report.unchanged} unchanged")
    _print_problems(report.problems)
    return 0 if report.added or report.updated or report.unchanged else 1


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
