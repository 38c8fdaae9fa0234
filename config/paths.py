"""Every file and folder of STATE_DIR, named once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StatePaths:
    """Where the app keeps what it can rebuild or remembers; `root` is STATE_DIR."""

    root: Path

    @property
    def index(self) -> Path:
        """The folder of the search index."""
        return self.root / "index"

    @property
    def conversations(self) -> Path:
        """The database of conversations, and of what each turn did."""
        return self.root / "conversations.sqlite3"

    @property
    def drafts(self) -> Path:
        """The folder of what was begun and not yet saved."""
        return self.root / "drafts"

    @property
    def decisions_read(self) -> Path:
        """Which entries were looked through for decisions."""
        return self.root / "decisions-read.json"

    @property
    def examples(self) -> Path:
        """The folder of what the built-in models make of the app's own examples."""
        return self.root / "examples"

    @property
    def cases(self) -> Path:
        """The questions that a person kept as cases."""
        return self.root / "cases.yaml"

    @property
    def addresses(self) -> Path:
        """What was learned of the addresses of models."""
        return self.root / "addresses.json"

    @property
    def traces_to_remove(self) -> Path:
        """Which traces Langfuse has still to remove."""
        return self.root / "traces-to-remove.json"

    @property
    def traces_confirmed(self) -> Path:
        """Until when Langfuse has all traces."""
        return self.root / "traces-confirmed.json"

    @property
    def scores_to_remove(self) -> Path:
        """Which scores Langfuse has still to remove."""
        return self.root / "scores-to-remove.json"

    @property
    def watch(self) -> Path:
        """Which folder flows in."""
        return self.root / "watch.json"

    @property
    def backup(self) -> Path:
        """When and where backups are made."""
        return self.root / "backup.json"

    @property
    def preferences(self) -> Path:
        """What was chosen on the page."""
        return self.root / "preferences.json"

    @property
    def keys(self) -> Path:
        """The keys, where the system has no keyring."""
        return self.root / "keys.json"

    @property
    def lock(self) -> Path:
        """What is kept of the passphrase."""
        return self.root / "lock.json"

    @property
    def erasing(self) -> Path:
        """What is being erased, by id, so that a start after a kill goes on."""
        return self.root / "erasing.json"

    @property
    def reading(self) -> Path:
        """Which file of the journal is being read, while it is."""
        return self.root / "reading"

    @property
    def temporary(self) -> Path:
        """The folder of temporary files."""
        return self.root / "temporary"

    @property
    def sample(self) -> Path:
        """The folder of the sample journal and all that belongs to it."""
        return self.root / "sample"

    @property
    def sample_left(self) -> Path:
        """What is still to be removed of a sample that was left."""
        return self.root / "sample-left"

    @property
    def sample_journal(self) -> Path:
        """The entries of the sample."""
        return self.sample / "journal"

    @property
    def sample_state(self) -> Path:
        """The STATE_DIR of the sample."""
        return self.sample / "state"

    @property
    def set_by_hand(self) -> frozenset[Path]:
        """What a person set, not what they wrote: it stays when everything is erased."""
        return frozenset({self.preferences, self.keys, self.backup, self.lock})
