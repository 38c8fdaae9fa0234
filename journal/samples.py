"""The sample journal: two and a half years of a student between graduate school and industry,
written for this project.

Its entries are ordinary entry files in `journal/sample/`; no person's own journal is ever touched
or mixed with them.
"""

from __future__ import annotations

from pathlib import Path

from files.atomic import folders_together, write_atomic
from journal.store import ENTRIES


def install_sample(root: Path) -> None:
    """Copy the sample entries into a journal folder; done twice, it restores the sample as it was.

    Raises:
        StorageError: the folder cannot be written.
    """
    with folders_together():
        for source in _sources():
            written_on = source.stem.removeprefix("sample-")
            target = root / ENTRIES / written_on[:4] / f"{written_on}-{source.stem}.md"
            write_atomic(target, source.read_bytes())


def shipped_files() -> tuple[bytes, ...]:
    """Return the files of the sample as they are installed."""
    return tuple(source.read_bytes() for source in _sources())


def _sources() -> list[Path]:
    return sorted((Path(__file__).parent / "sample").rglob("*.md"))
