"""Looks for decisions in entries and attaches what it finds: one entry after saving, or the whole
journal.

Promise: an entry is read once in each wording; a long search tells how far it is, stops when asked
and goes on where it stopped, also after a restart; a proposal goes, or is renewed, with its
sentence. Invariant: an entry counts as read only once its proposals are on disk.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from chains.decide.attach import (
    add_reopening,
    add_tensions,
    attach,
    entry_mark,
    mark_read,
    marks_of_old_wordings,
    marks_of_quoted,
    matching,
    outlived,
    renew,
)
from chains.decide.entry_reader import EntryReader, Reading
from chains.decide.opposed import find_opposed
from chains.models.background_loop import Stopped
from decisions.record import Decision, FoundBy
from decisions.store import DecisionStore
from files.atomic import write_atomic
from files.nested import load_json
from journal.entry import Entry

_KNOWN_TO_MODEL = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search came to: decisions proposed, items added to known ones, claims dropped, and the
    model's question to go deeper into the entry read last.
    """

    proposed: int = 0
    added: int = 0
    dropped: int = 0
    deepen: str = ""

    def plus(self, other: Found) -> Found:
        """Return the sum."""
        return Found(
            proposed=self.proposed + other.proposed,
            added=self.added + other.added,
            dropped=self.dropped + other.dropped,
            deepen=other.deepen,
        )


class DecisionFinder:
    """Finds decisions. One search at a time; safe to use from any thread."""

    def __init__(
        self,
        *,
        store: DecisionStore,
        reader: EntryReader,
        ledger: Path,
        entries: Callable[[], Sequence[Entry]],
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        """`entries` gives the whole journal, against which what is new is held."""
        self._store = store
        self._entries = entries
        self._reader = reader
        self._ledger = ledger
        self._now = now
        self._lock = threading.Lock()
        self._keeping = threading.RLock()
        self._closed = False

    def close(self) -> None:
        """Let what is being read come to nothing: from here on no file is written."""
        with self._keeping:
            self._closed = True

    @property
    def has_model(self) -> bool:
        """Whether a model reads, at a cost."""
        return self._reader.has_model

    def unread(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return the entries that were not read for decisions yet in this wording."""
        read = self._read_marks()
        return [each for each in entries if each.kind == "entry" and entry_mark(each) not in read]

    def cost(self, entries: Sequence[Entry]) -> tuple[int, int]:
        """Return calls and tokens, about, that reading these entries takes; (0, 0) without a
        model.
        """
        return self._reader.cost(entries)

    def find_in(self, entry: Entry, stop: threading.Event | None = None) -> Found:
        """Read one entry and keep what is found.

        Raises:
            Stopped: `stop` was set meanwhile, or it was closed; the entry will be read another
                time.
            ModelUnavailableError: the model cannot be asked; the entry will be read another time.
            StorageError: a decision could not be written.
        """
        with self._lock:
            journal = self._journal_with(entry)
            everything = self._known()
            gone = outlived(everything, journal)
            known = [each for each in everything if each not in gone]
            # Entries are not told of decisions that were dismissed whole, but proposals are
            # compared with them.
            open_ones = [each for each in known if each.status != "dropped"][-_KNOWN_TO_MODEL:]
            reading = self._reader.read(entry, open_ones, stop, self._entries())
            with self._while_open():
                found, touched = self._keep(entry, reading, known, journal)
                more = sum(self._hold_against_journal(each) for each in touched)
                # Of an entry that was deleted it waits with it: both may be brought back.
                here = [
                    e for e in gone if e.question.quote and e.question.quote.entry_id == entry.id
                ]
                again = self._let_go(here, journal)
                self._keep_marks(self._read_marks() - again | {entry_mark(entry)})
            return found.plus(Found(added=more, deepen=found.deepen))

    def unseen(self, identifier: str, entries: Sequence[Entry]) -> list[Entry]:
        """Return the entries that were not read for this decision yet in this wording.

        Raises:
            EntryNotFoundError: there is no such decision.
        """
        read = frozenset(self._store.get(identifier).read)
        return [each for each in entries if each.kind == "entry" and entry_mark(each) not in read]

    def refresh_from(
        self, identifier: str, entry: Entry, stop: threading.Event | None = None
    ) -> int:
        """Look for evidence on one decision in an entry it has not seen; return how many proposals
        are new.

        Raises:
            Stopped: `stop` was set meanwhile; the entry stays unseen.
            EntryNotFoundError, ModelUnavailableError, StorageError: what was found before is kept.
        """
        with self._lock:
            decision = self._store.get(identifier)
            return 0 if entry_mark(entry) in decision.read else self._add(entry, decision, stop)

    def refresh(self, identifier: str, entries: Sequence[Entry]) -> int:
        """Look for evidence on one decision in all entries it has not seen; return how many
        proposals are new.

        Raises: as `refresh_from`.
        """
        new = sum(self.refresh_from(identifier, each) for each in self.unseen(identifier, entries))
        self.note_refreshed(identifier)
        return new

    def note_refreshed(self, identifier: str) -> None:
        """Note that a decision has now been held against the whole journal.

        Raises:
            EntryNotFoundError, StorageError: it cannot be noted.
        """
        with self._while_open():
            self._hold_against_journal(identifier)
            self._store.update(identifier, lambda each: replace(each, refreshed_at=self._now()))

    def refresh_all(self, entries: Sequence[Entry]) -> int:
        """Look for evidence on every open decision; return how many proposals are new.

        Raises: as `refresh`.
        """
        open_ones = [
            d for d in self._store.load().decisions if d.status != "dropped" and not d.merged_into
        ]
        return sum(self.refresh(each.id, entries) for each in open_ones)

    def _add(self, entry: Entry, decision: Decision, stop: threading.Event | None) -> int:
        reading = self._reader.read(entry, [decision], stop)
        proposals = [more for _, more in reading.more]
        proposals += [each for each in reading.found if matching(each, [decision]) is not None]
        new = 0

        def with_proposals(current: Decision) -> Decision:
            nonlocal new
            for proposal in proposals:
                current, added = attach(current, proposal)
                new += added
            return mark_read(current, entry)

        with self._while_open():
            self._store.update(decision.id, with_proposals)
        return new

    def _hold_against_journal(self, identifier: str) -> int:
        """Note what the writer said at two times that pulls apart, and that what had been settled
        is asked again; return how much is new.
        """
        new = 0

        def with_both(current: Decision) -> Decision:
            nonlocal new
            current, tensions = add_tensions(current, find_opposed(current, self._entries()))
            current, reopened = add_reopening(current, current)
            new = tensions + reopened
            return current

        self._store.update(identifier, with_both)
        return new

    @contextmanager
    def _while_open(self) -> Iterator[None]:
        """Keep what was read, unless it was closed meanwhile: its files may be another's by now."""
        with self._keeping:
            if self._closed:
                raise Stopped
            yield

    def _known(self) -> list[Decision]:
        return [each for each in self._store.load().decisions if not each.merged_into]

    def _journal_with(self, entry: Entry) -> dict[str, Entry]:
        return {each.id: each for each in self._entries()} | {entry.id: entry}

    def _let_go(self, gone: Sequence[Decision], journal: Mapping[str, Entry]) -> frozenset[str]:
        """Move to the trash what was not renewed; return the marks of what is to be read again."""
        again: frozenset[str] = frozenset()
        left = {each.id for each in outlived(self._known(), journal)}
        for each in gone:
            again |= marks_of_old_wordings(each, journal.values())
            if each.id in left:
                self._store.delete(each.id)
                again |= marks_of_quoted(each, journal.values())
        return again

    def _keep(
        self,
        entry: Entry,
        reading: Reading,
        known: Sequence[Decision],
        journal: Mapping[str, Entry],
    ) -> tuple[Found, tuple[str, ...]]:
        """Return what an entry gave, and the decisions that it touched, by their ids."""
        touched: list[str] = []
        added = 0
        for target, more in reading.more:
            new = self._attach(target.id, more, entry)
            added += new
            touched += [target.id] * bool(new)
        proposed = 0
        weighed = [*known, *reading.found]
        across = self._reader.read_across(entry, self._entries(), weighed)
        for proposal in (*reading.found, *across):
            same = matching(proposal, self._store.load().decisions)
            if same is None:
                by: FoundBy = "model" if self.has_model else "rules"
                self._store.save(mark_read(replace(proposal, found_by=by), entry))
                proposed += 1
                touched.append(proposal.id)
            elif outlived([same], journal):
                self._renew(same.id, proposal, entry, journal)
                proposed += 1
                touched.append(same.id)
            elif same.status != "dropped":
                added += self._attach(same.id, proposal, entry)
                touched.append(same.id)
        found = Found(
            proposed=proposed, added=added, dropped=reading.dropped, deepen=reading.deepen
        )
        return found, tuple(dict.fromkeys(touched))

    def _renew(
        self, identifier: str, proposal: Decision, entry: Entry, journal: Mapping[str, Entry]
    ) -> None:
        def renewed(current: Decision) -> Decision:
            if outlived([current], journal):
                return mark_read(renew(current, proposal, entry, journal), entry)
            return mark_read(attach(current, proposal)[0], entry)  # it was taken on meanwhile

        self._store.update(identifier, renewed)

    def _attach(self, identifier: str, proposal: Decision, entry: Entry) -> int:
        new = 0

        def attached(current: Decision) -> Decision:
            nonlocal new
            current, new = attach(current, proposal)
            return mark_read(current, entry)

        self._store.update(identifier, attached)
        return new

    def _read_marks(self) -> set[str]:
        try:
            kept = load_json(self._ledger.read_text(encoding="utf-8"))
            return {str(each) for each in kept["read"]} if kept.get("by") == self._by else set()
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return set()  # nothing read yet, or not to be known: reading again adds nothing twice

    def _keep_marks(self, marks: set[str]) -> None:
        write_atomic(self._ledger, json.dumps({"by": self._by, "read": sorted(marks)}).encode())

    @property
    def _by(self) -> str:
        return "model" if self.has_model else "rules"
