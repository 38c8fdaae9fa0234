"""One journal entry: the writer's words and what is known about them.

Invariant: every text is NFC, and `body` is otherwise exactly what was written.
All offsets in the app are code points of `body`.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry as the person wrote it.

    `written_at` is the writer's own time of day (naive when no zone is known). `kind` and `source`
    are short labels ("entry", "advice"; "written", "paste", "markdown"). `extra` holds unknown
    front matter and survives every save.
    """

    id: str
    written_on: date
    written_at: datetime | None = None
    title: str = ""
    body: str = ""
    tags: tuple[str, ...] = ()
    kind: str = "entry"
    source: str = "written"
    extra: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", unicodedata.normalize("NFC", self.title))
        object.__setattr__(self, "body", unicodedata.normalize("NFC", self.body))
        object.__setattr__(
            self, "tags", tuple(unicodedata.normalize("NFC", tag) for tag in self.tags)
        )


def new_entry_id() -> str:
    """Return a fresh id: 32 hex characters, never derived from the text."""
    return uuid.uuid4().hex


def version_of(entry: Entry) -> str:
    """Return what tells two versions of an entry apart: a digest of its day, title, tags and
    body.
    """
    words = [entry.written_on.isoformat(), entry.title, list(entry.tags), entry.body]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()
