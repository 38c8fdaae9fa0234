"""`python -m tests.campaigns.erasures --erasures 40`: entries erased one after the other, then
every byte of every file searched for their words and their vectors.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from journal.entry import Entry
from tests.vectorstore.dense import dense
from vectorstore.index import open_index
from vectorstore.prepared_entry import text_to_embed

_PIECE = 8  # numbers of a vector that nobody else has in a row


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """How many erasures left vectors, or words, in a file."""

    erasures: int
    vectors: int
    words: int


def secret(number: int) -> Entry:
    """Return an entry that says what no other says, some passages long."""
    said = " ".join(
        f"Secret {number}.{line}: the {number * 7919 + line} letters lie under board {line}."
        for line in range(60)
    )
    return Entry(
        id=f"secret{number}", written_on=date(2020, 1, 1) + timedelta(days=number), body=said
    )


def erase_one_by_one(folder: Path, count: int, *, kept: int = 20) -> Left:
    """Erase `count` entries from an index in `folder`, one at a time, and look after each."""
    others = [secret(-1 - number) for number in range(kept)]
    embedding = dense()
    vectors = words = 0
    index = open_index(folder, embedding=embedding)
    try:
        index.sync(others)
        index.adopt(embedding)
        for number in range(count):
            entry = secret(number)
            index.sync([*others, entry])
            index.adopt(embedding)
            index.search(entry.body[:100])
            texts = [text_to_embed(entry, each) for each in index.passages(entry)]
            rows = np.asarray(embedding.embeddings.embed_documents(texts), dtype=np.float32)
            index.erase(others)
            raw = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
            vectors += _holds_vector(raw, rows)
            words += f"Secret {number}.".encode() in raw
    finally:
        index.close()
    return Left(erasures=count, vectors=vectors, words=words)


def _holds_vector(raw: bytes, rows: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> bool:
    pieces = [
        row[at : at + _PIECE].tobytes()
        for row in rows
        for at in range(0, len(row) - _PIECE + 1, _PIECE)
    ]
    return any(piece in raw for piece in pieces)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign; return 1 when anything was left."""
    parser = argparse.ArgumentParser(
        description="Erased vectors and words, looked for in raw bytes"
    )
    parser.add_argument("--erasures", type=int, default=40)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="crossroads-campaign-") as folder:
        left = erase_one_by_one(Path(folder) / "index", options.erasures)
    sys.stdout.write(
        f"{left.erasures} erasures: {left.vectors} left vectors, {left.words} left words\n"
    )
    return 1 if left.vectors or left.words else 0


if __name__ == "__main__":
    sys.exit(main())
