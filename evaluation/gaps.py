"""How well the program tells a model's true gaps from its false ones.

Each life in `finding/` has gaps that a model may name: what the journal never says, though its
words may stand there in other connections (`nowhere`), and what it does say (`told`). Limit: the
gaps are written by hand; how often a model names a false one is not measured.
"""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml
from pydantic import TypeAdapter

from chains.ask.gaps import check_gaps
from evaluation.case import unusable
from evaluation.finding import LIVES
from journal.store import EntryStore
from vectorstore.embeddings import NamedEmbedding
from vectorstore.index import open_index


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedGaps:
    """What may be called missing from one journal."""

    nowhere: tuple[str, ...]
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapFigures:
    """Which true gaps were dropped and which false ones were kept, of how many."""

    nowhere: int
    told: int
    dropped: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    def __str__(self) -> str:
        lost, shown = len(self.dropped), len(self.kept)
        return f"true dropped {lost}/{self.nowhere}, false kept {shown}/{self.told}"


_NAMED: Final = TypeAdapter(NamedGaps)


def read_gaps(path: Path) -> NamedGaps:
    """Return the gaps of a file.

    Raises: StorageError when it cannot be read, or holds something else.
    """
    try:
        return _NAMED.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise unusable(path, "it cannot be read as gaps") from error


def list_gaps(folder: Path = LIVES) -> list[str]:
    """Return the names of the lives that have such gaps."""
    return sorted(path.parent.name for path in folder.glob("*/gaps.yaml"))


def check_life(life: Path, local: NamedEmbedding | None = None, *, read: bool = True) -> GapFigures:
    """Return what is made of the gaps of a life.

    Args:
        local: the built-in embedding; None for words alone.
        read: whether the model has read the whole journal, or nothing of it.

    Raises:
        StorageError: the life cannot be read.
    """
    named = read_gaps(life / "gaps.yaml")
    entries = EntryStore(life).load().entries
    with (
        tempfile.TemporaryDirectory(prefix="crossroads-gaps-") as folder,
        closing(open_index(Path(folder), local=local)) as index,
    ):
        index.sync(entries)
        if local is not None:
            index.adopt(local)
            index.embed_sentences()
        every = ((entry.id, end) for entry in entries for _, end in index.sentences(entry))
        given = frozenset(every) if read else frozenset()
        kept = frozenset(check_gaps((*named.nowhere, *named.told), index, given).gaps)
    return GapFigures(
        nowhere=len(named.nowhere),
        told=len(named.told),
        dropped=tuple(gap for gap in named.nowhere if gap not in kept),
        kept=tuple(gap for gap in named.told if gap in kept),
    )
