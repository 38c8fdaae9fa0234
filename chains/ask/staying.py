"""What may not be told to an address: entries that stay, and what was said in distress.

Promise: where words leave, an entry that cannot be read counts as one that stays.
"""

from __future__ import annotations

from collections.abc import Iterable

from chains.ask.events import Citation, Turn
from chains.ask.finding.ranked import Retrieved
from chains.evidence.sources import Entries
from errors import EntryNotFoundError, JournalError
from journal.entry import Entry
from journal.private_entry import is_private
from language.crisis import speaks_of_crisis


class Staying:
    """Decides what of a journal stays; nothing does where no words leave, but for distress."""

    def __init__(self, entries: Entries, *, leaves: bool) -> None:
        """`leaves` says that words of an answer go to an address."""
        self._entries = entries
        self._leaves = leaves

    def left_of(self, found: Retrieved) -> Retrieved:
        """Return what was found without the entries that stay, as they were found or as they stand
        now.
        """
        return found.without(self._stays_by_now) if self._leaves else found

    def turns_to_tell(self, history: Iterable[Turn]) -> tuple[Turn, ...]:
        """Return the earlier turns that may be told with a question: none of distress, and none
        that showed an entry that stays.
        """
        turns = (
            each for each in history if not speaks_of_crisis(f"{each.question}\n{each.answer}")
        )
        return tuple(each for each in turns if not self.is_shown_by(each.citations))

    def is_shown_by(self, citations: Iterable[Citation]) -> bool:
        """Say whether words leave, and an entry that is cited stays, or cannot be asked."""
        ids = {each.entry_id for each in citations if each.entry_id}
        return self._leaves and any(map(self._stays, ids))

    def _stays_by_now(self, entry: Entry) -> bool:
        return is_private(entry) or self._stays(entry.id)

    def _stays(self, entry_id: str) -> bool:
        try:
            return is_private(self._entries(entry_id))
        except EntryNotFoundError:
            return False
        except JournalError:  # its file cannot be read, so that nobody can say
            return True
