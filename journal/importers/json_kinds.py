"""Which program wrote a JSON file: by a field that it alone has, wherever in the file that stands.

Limit: of files over 20 MB only the beginning is looked at.
"""

from __future__ import annotations

from pathlib import Path

from journal.importers.base import first_characters

_WHOLE = 20_000_000


def holds_field(path: Path, *fields: bytes, begins: tuple[str, ...] = ("{",)) -> bool:
    """Whether the file is JSON that `begins` so, by default an object, and holds all of these field
    names, each given with its quotes.
    """
    if not first_characters(path).lstrip("\ufeff \t\r\n").startswith(begins):
        return False
    try:
        with path.open("rb") as file:
            raw = file.read(_WHOLE)
    except OSError:
        return False
    return all(field in raw for field in fields)
