"""The decisions as files: `decisions/YYYY-MM-DD-<id>.md` under the journal folder.

Promise: saves are whole and on disk or raise; one broken file never hides the others; files changed
by hand are read again. Invariant: what was frozen is never written over: `save` refuses a record
whose frozen part differs; of decisions that are saved together, a crash leaves all or none.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

from decisions.decision_file import read_decision, write_decision
from decisions.freezing import verifies
from decisions.record import Decision
from decisions.together import finish_together, write_together
from errors import EntryFormatError, EntryNotFoundError, StorageError
from files.atomic import remove_leftover, write_atomic
from files.decoding import clean, decode
from journal import trash
from journal.frontmatter import Document, parse, render
from journal.problems import Problem
from journal.scan import Signature

FOLDER = "decisions"
_MOST_VALUES = 300_000  # a record of thousands of reasons


class DecisionProblem(Problem):
    """A file in the folder of decisions that is none."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedDecisions:
    """All decisions by (day made, id), and the files that are none."""

    decisions: tuple[Decision, ...] = ()
    problems: tuple[DecisionProblem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    signature: Signature
    decision: Decision | None = None
    problem: DecisionProblem | None = None


class DecisionStore:
    """Decisions in one folder. Safe to share between threads."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[str, _Known] = {}
        self._lock = RLock()

    def load(self) -> LoadedDecisions:
        """Return every decision and every problem; only files that changed since the last call are
        read.

        Raises:
            StorageError: the folder cannot be read.
        """
        with self._lock:
            self._refresh()
            decisions: dict[str, Decision] = {}
            problems = []
            for name in sorted(self._known):
                known = self._known[name]
                if known.problem is not None:
                    problems.append(known.problem)
                elif known.decision is not None and decisions.setdefault(
                    known.decision.id, known.decision
                ) is not (known.decision):
                    problems.append(_duplicate(name))
            ordered = sorted(decisions.values(), key=lambda each: (each.created_at.date(), each.id))
            return LoadedDecisions(decisions=tuple(ordered), problems=tuple(problems))

    def get(self, identifier: str) -> Decision:
        """Return one decision as its file is now.

        Raises:
            EntryNotFoundError: there is none with this id.
        """
        with self._lock:
            return self._find(identifier)[1]

    def save(self, decision: Decision) -> Decision:
        """Write a decision, new or changed, and return it as stored.

        Raises:
            StorageError: it could not be written, or its frozen part is not the one on disk;
                nothing has changed.
            EntryFormatError: its file was broken by hand and is left alone.
        """
        with self._lock:
            self.finish()
            name, text, stored = self._rendered(decision)
            write_atomic(self._root / name, text.encode())
            self._known[name] = _Known(
                signature=Signature.of((self._root / name).stat()), decision=stored
            )
            return stored

    def save_together(self, *decisions: Decision) -> None:
        """Write several decisions, new or changed, so that a crash leaves all of them or none.

        Raises:
            StorageError, EntryFormatError: as `save`.
        """
        with self._lock:
            self.finish()
            rendered = [self._rendered(each) for each in decisions]
            write_together(
                self._root / FOLDER,
                {Path(name).name: text for name, text, _ in rendered},
            )

    def finish(self) -> None:
        """Finish what a crash broke off in the middle of `save_together`.

        Raises:
            StorageError: it cannot be written yet.
        """
        with self._lock:
            finish_together(self._root / FOLDER)
            self._refresh()

    def update(self, identifier: str, how: Callable[[Decision], Decision]) -> Decision:
        """Change one decision as its file is now, and return it as stored.

        Raises:
            EntryNotFoundError: there is none with this id.
            StorageError, EntryFormatError: as `save`.
        """
        with self._lock:
            return self.save(how(self.get(identifier)))

    def delete(self, identifier: str) -> None:
        """Move a decision's file to `.trash/`.

        Raises:
            EntryNotFoundError: there is none with this id.
            StorageError: it is still in its place.
        """
        with self._lock:
            name, _ = self._find(identifier)
            trash.put(self._root, name, identifier)
            del self._known[name]

    def _find(self, identifier: str) -> tuple[str, Decision]:
        self._refresh()
        name = self._name_of(identifier)
        decision = self._known[name].decision if name else None
        if decision is None:
            raise EntryNotFoundError(
                "No decision has the id {id}.",
                hint=(
                    "Its file may have been moved out of the folder decisions, or deleted: see the"
                    " folder .trash."
                ),
                key="decision.not_found",
                id=identifier,
            )
        return name, decision

    def _rendered(self, decision: Decision) -> tuple[str, str, Decision]:
        """Return the relative path of a decision's file, its new text, and the decision as that
        says it.
        """
        name = self._name_of(decision.id)
        document = _read_document(self._root, name) if name else Document()
        if name:
            _check_frozen(read_decision(document, where=name), decision)
        day = decision.created_at.date().isoformat()
        name = name or f"{FOLDER}/{day}-{trash.safe_name(decision.id)}.md"
        text = render(write_decision(decision, document))
        stored = read_decision(parse(text, where=name, most_values=_MOST_VALUES), where=name)
        return name, text, stored

    def _name_of(self, identifier: str) -> str:
        names = (
            n
            for n, known in sorted(self._known.items())
            if known.decision and known.decision.id == identifier
        )
        return next(names, "")

    def _refresh(self) -> None:
        folder = self._root / FOLDER
        with suppress(StorageError):  # reading goes on without it; the next save tells
            finish_together(folder)
        try:
            paths = list(folder.iterdir()) if folder.is_dir() else []
            for path in paths:
                remove_leftover(path)
            found = {
                f"{FOLDER}/{path.name}": Signature.of(path.stat())
                for path in paths
                if path.suffix.lower() == ".md" and not path.name.startswith(".") and path.is_file()
            }
        except OSError as error:
            raise StorageError(
                "The folder of decisions {path} cannot be read.",
                hint="Check that it is a folder and that you may read it.",
                key="decision.unreadable_folder",
                path=folder,
            ) from error
        for name in self._known.keys() - found.keys():
            del self._known[name]
        for name, signature in found.items():
            known = self._known.get(name)
            if known is None or known.signature != signature:
                self._known[name] = _read(self._root, name, signature)


def _read(root: Path, name: str, signature: Signature) -> _Known:
    try:
        decision = read_decision(_read_document(root, name), where=name)
    except EntryFormatError as error:
        return _Known(signature=signature, problem=DecisionProblem.of(clean(name), error))
    return _Known(signature=signature, decision=decision)


def _read_document(root: Path, name: str) -> Document:
    try:
        raw = (root / name).read_bytes()
    except OSError as error:
        raise EntryFormatError(
            "{path} cannot be read.",
            hint="Check that the file is still there and that you may read it.",
            key="entry.unreadable",
            path=clean(name),
        ) from error
    return parse(decode(raw, where=clean(name)).text, where=clean(name), most_values=_MOST_VALUES)


def _check_frozen(stored: Decision, wanted: Decision) -> None:
    kept, new = wanted.decided[: len(stored.decided)], wanted.decided[len(stored.decided) :]
    if kept != stored.decided or not all(verifies(each) for each in new):
        raise StorageError(
            "What was frozen when this was decided cannot be changed.",
            hint="Add a note instead: it is kept beside the frozen record, with its date.",
            key="decision.frozen",
        )


def _duplicate(name: str) -> DecisionProblem:
    error = EntryFormatError(
        "{path} has the same id as another decision; only the first is used.",
        hint="If it is a copy, remove it. If it is a decision of its own, give it another id.",
        key="decision.duplicate",
        path=name,
    )
    return DecisionProblem.of(name, error)
