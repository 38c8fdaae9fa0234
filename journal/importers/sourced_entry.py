"""An entry together with what lies beside it in its source: its pictures, or its whole file.

Invariant: the body names a picture as it will lie in the journal, `images/<hash>.<ending>`,
wherever it lies now.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import unquote

from files.decoding import clean
from journal.entry import Entry

IMAGES = "images"
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif", ".avif", ".bmp"})
_LARGEST = 50_000_000
# Each part has an end, so that a file that only opens pictures is read once, not again from each.
_MARKDOWN = re.compile(
    r"!\[(?P<alt>[^\]\n]{0,400})\]\(\s{0,9}<?(?P<place>[^)>\n]{1,600}?)>?"
    r"(?:\s{1,9}\"[^\"\n]{0,400}\")?\s{0,9}\)"
)
_EMBED = re.compile(r"!\[\[(?P<place>[^\]|\n#]{1,600})(?:[|#][^\]\n]{0,400})?\]\]")
_MAGIC = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"BM", b"\x00\x00\x00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A file to be kept under `name` beside the entry."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Entry):
    """An entry with its pictures; `raw` and `file` are its own file where that is to be kept to the
    byte.
    """

    pictures: tuple[Picture, ...] = ()
    raw: bytes = b""
    file: str = ""
    changed: float = 0.0  # its time of change, by which an entry without a date is dated


class PictureFinder:
    """Finds the pictures that entries name among the files of one folder."""

    def __init__(self, root: Path, files: Mapping[str, Path] | None = None) -> None:
        self._root = root.resolve()
        self._by_name: dict[str, Path] = {}
        for name, path in (files or {}).items():
            self._by_name.setdefault(clean(name).lower(), path)
        self.used: set[Path] = set()

    def with_pictures(self, entry: Entry, folder: Path) -> Entry:
        """Return the entry with every picture that its text names and that is there."""
        if "![" not in entry.body:
            return entry
        found: dict[str, Picture] = {}

        def settle(match: re.Match[str]) -> str:
            picture = self._find(match["place"], folder)
            if picture is None:
                return match[0]
            found[picture.name] = picture
            return f"![{match.groupdict().get('alt') or ''}]({picture.name})"

        body = _EMBED.sub(settle, _MARKDOWN.sub(settle, entry.body))
        return with_extras(entry, body=body, pictures=tuple(found.values())) if found else entry

    def _find(self, place: str, folder: Path) -> Picture | None:
        for name in dict.fromkeys((place.strip(), unquote(place.strip()))):
            try:
                path = (folder / name).resolve()
                inside = path.is_relative_to(self._root)
                if not (inside and path.is_file()):
                    path = self._by_name.get(clean(name).rsplit("/", 1)[-1].lower(), path)
                    inside = path.resolve().is_relative_to(self._root)
                if inside and path.suffix.lower() in PICTURES and path.is_file():
                    return self._picture(path)
            except (OSError, ValueError):
                continue
        return None

    def _picture(self, path: Path) -> Picture | None:
        if path.stat().st_size > _LARGEST:
            return None
        data = path.read_bytes()
        if not data.startswith(_MAGIC):
            return None
        self.used.add(path)
        return Picture(
            name=f"{IMAGES}/{hashlib.sha256(data).hexdigest()[:32]}{path.suffix.lower()}", path=path
        )


def with_extras(
    entry: Entry,
    *,
    body: str | None = None,
    pictures: tuple[Picture, ...] = (),
    raw: bytes = b"",
    file: str = "",
    changed: float = 0.0,
) -> Found:
    """Return the entry as one that was found with things beside it."""
    values = {each.name: getattr(entry, each.name) for each in fields(Entry)}
    if body is not None:
        values["body"] = body
    return Found(**values, pictures=pictures, raw=raw, file=file, changed=changed)
