"""Joplin's own forms: RAW (a folder of notes with their fields below them) and JEX (the same as a
tar).

Limit: pictures of a JEX stay in it; those of a RAW folder come along. A tar is read by its plain
headers only, which is all that Joplin writes. Invariant: copies of a conflict, notes in the trash
and clipped pages are left out, counted; nothing of a tar is written to the disk.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from errors import EntryFormatError
from files.decoding import clean, decode_leniently
from journal.entry import Entry
from journal.importers.base import (
    AS_IT_SAYS,
    LARGEST_FILE,
    How,
    as_far_as_whole,
    damaged,
    note_slip,
    read_source,
    unreadable,
)
from journal.importers.html_in_markdown import without_html
from journal.importers.html_text import markdown_of, soup_of
from journal.importers.instants import Moment, instant_of, moment_of
from journal.importers.left_out import LeftOut
from journal.importers.posts import Post, entries_of
from journal.problems import ImportProblem

_NAME = re.compile(r"[0-9a-f]{32}\.md")
_FIELDS = re.compile(r"(?:\A|\n\n)(?P<fields>(?:[a-z][a-z_]*:(?: [^\n]*)?\n)*type_: \d+)\s*\Z")
_RESOURCE = re.compile(r"\((?::/)(?P<id>[0-9a-f]{32})(?P<more>[^)\n]*)\)")
_TAIL = 20_000  # bytes at the end of a file in which its fields are
_NOTE, _FOLDER, _TAG, _LABELLED = "1", "2", "5", "6"
_HTML = "2"
_BLOCK = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    title: str
    body: str
    fields: dict[str, str]


@dataclass(slots=True)
class _Labels:
    """The names of tags and notebooks, and which notes have which tags."""

    names: dict[str, str] = field(default_factory=dict)
    tags: dict[str, list[str]] = field(default_factory=dict)

    def take(self, item: _Item) -> None:
        kind, fields = item.fields["type_"], item.fields
        if kind in (_FOLDER, _TAG):
            self.names[fields.get("id", "")] = item.title
        elif kind == _LABELLED:
            self.tags.setdefault(fields.get("note_id", ""), []).append(fields.get("tag_id", ""))

    def of(self, fields: dict[str, str]) -> tuple[str, ...]:
        names = [self.names.get(tag, "") for tag in self.tags.get(fields.get("id", ""), ())]
        names.append(self.names.get(fields.get("parent_id", ""), ""))
        return tuple(dict.fromkeys(filter(None, names)))


class JoplinRawImporter:
    """One item of a RAW export. Tags and notebooks are items as well, and become labels."""

    name = "joplin"

    def recognises(self, path: Path) -> bool:
        """Whether the name is one of Joplin's ids and the file ends in Joplin's fields."""
        return _NAME.fullmatch(path.name) is not None and _FIELDS.search(_tail(path)) is not None

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the note, if it is one.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text.
        """
        source = read_source(path, how)
        item = _item(source.text)
        if item is None:
            raise damaged(source.name, "Joplin note")
        if item.fields["type_"] == _NOTE:
            pictures = _resources(path.parent / "resources", _changed(path.parent / "resources"))
            labels = _labels_in(path.parent, _changed(path.parent))
            yield from _entries([item], labels, pictures.get, path, how)


class JexImporter:
    """A JEX: the same items as a tar."""

    name = "jex"

    def recognises(self, path: Path) -> bool:
        """Whether it is a tar of Joplin's, by its name and its first bytes."""
        if path.suffix.lower() not in (".jex", ".tar", ""):
            return False
        try:
            with path.open("rb") as file:
                header = file.read(_BLOCK)
        except OSError:
            return False
        is_tar = header[257:262] == b"ustar"
        name = _text_field(header[:100])
        return is_tar and (path.suffix.lower() == ".jex" or _NAME.fullmatch(name) is not None)

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the notes.

        Raises:
            ImportFileError: it cannot be opened or breaks off.
        """
        shown = clean(path.name)
        labels = _Labels()
        for item in as_far_as_whole(_items_of_tar(path, shown)):
            labels.take(item)
        yield from _entries(_items_of_tar(path, shown), labels, lambda _: None, path, how)


def _entries(
    items: Iterator[_Item] | list[_Item],
    labels: _Labels,
    place_of: Callable[[str], str | None],
    path: Path,
    how: How,
) -> Iterator[Entry | ImportProblem]:
    shown = clean(path.name)
    notes = (item for item in items if item.fields["type_"] == _NOTE)
    posts = (
        _reason_to_leave(item.fields) or _post(item, labels, place_of, shown, how) for item in notes
    )
    yield from entries_of(posts, path, how, source=JoplinRawImporter.name)


def _reason_to_leave(fields: dict[str, str]) -> LeftOut | None:
    """Return why a note is not taken, or None."""
    if fields.get("encryption_applied") == "1":
        return "encrypted"
    if fields.get("deleted_time", "0") not in ("0", "") or fields.get("is_conflict") == "1":
        return "thrown_away"
    # Only the clipper knows an address; a note that was typed has none.
    return "others_words" if fields.get("source_url") else None


def _post(
    item: _Item, labels: _Labels, place_of: Callable[[str], str | None], shown: str, how: How
) -> Post:
    body = item.body
    if item.fields.get("markup_language") == _HTML:
        body = markdown_of(soup_of(body, where=shown))
    else:
        body = without_html(body)

    def settle(found: re.Match[str]) -> str:
        place = place_of(found["id"])
        return f"({place}{found['more']})" if place else found[0]

    return Post(
        title=item.title,
        body=_RESOURCE.sub(settle, body).strip("\n"),
        moment=_moment(item.fields, how),
        tags=labels.of(item.fields),
        place=item.fields.get("id", ""),
    )


def _moment(fields: dict[str, str], how: How) -> Moment | None:
    for name in ("user_created_time", "created_time", "user_updated_time", "updated_time"):
        said = fields.get(name, "")
        if instant := instant_of(said):
            return moment_of(instant, zone="", how=how, said=said)
    return None


def _item(text: str) -> _Item | None:
    """Return the title, the body and the fields of an item, or None when it is none."""
    text = clean(text).removeprefix("\ufeff").replace("\r\n", "\n")
    found = _FIELDS.search(text[-_TAIL:])
    if found is None:
        return None
    start = max(0, len(text) - _TAIL) + found.start()
    title, _, body = text[:start].partition("\n")
    lines = (line.partition(": ") for line in found["fields"].split("\n"))
    fields = {name.removesuffix(":"): value.strip() for name, _, value in lines}
    return _Item(title=title.strip(), body=body.strip("\n"), fields=fields)


def _tail(path: Path) -> str:
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - _TAIL))
            return clean(file.read().decode(errors="replace")).replace("\r\n", "\n")
    except OSError:
        return ""


def _changed(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=1)  # every note of a folder asks
def _labels_in(folder: Path, _changed_at: int) -> _Labels:
    labels = _Labels()
    for path in sorted(folder.glob("*.md")):
        if _NAME.fullmatch(path.name) and (item := _item(_tail(path))) is not None:
            labels.take(item)
    return labels


@lru_cache(maxsize=1)
def _resources(folder: Path, _changed_at: int) -> dict[str, str]:
    """Return where the pictures of a RAW folder lie, by id."""
    if not folder.is_dir():
        return {}
    return {path.stem: f"{folder.name}/{path.name}" for path in sorted(folder.iterdir())}


def _items_of_tar(path: Path, shown: str) -> Iterator[_Item]:
    try:
        with path.open("rb") as file:
            while (header := file.read(_BLOCK)).strip(b"\0"):
                size = _size(header, shown)
                next_header = file.tell() + (size + _BLOCK - 1) // _BLOCK * _BLOCK
                name = _text_field(header[:100]).rpartition("/")[2]
                is_item = header[156:157] in (b"0", b"\0") and _NAME.fullmatch(name) is not None
                if is_item and size <= LARGEST_FILE:
                    raw = file.read(size)
                    if len(raw) < size:
                        raise damaged(shown, "tar")
                    if (item := _decoded(raw)) is not None:
                        yield item
                file.seek(next_header)
            # A tar ends with two blocks of zeros: a cut between two notes shows by nothing else.
            if len(header) < _BLOCK or file.read(_BLOCK) != bytes(_BLOCK):
                raise damaged(shown, "tar")
    except OSError as error:
        raise unreadable(shown) from error


def _decoded(raw: bytes) -> _Item | None:
    try:
        decoded = decode_leniently(raw, where="")
    except EntryFormatError:
        return None
    if decoded.is_mended:
        note_slip()
    return _item(decoded.text)


def _size(header: bytes, shown: str) -> int:
    digits = _text_field(header[124:136])
    if len(header) < _BLOCK or not re.fullmatch(r"[0-7]{1,12}", digits):
        raise damaged(shown, "tar")
    return int(digits, 8)


def _text_field(raw: bytes) -> str:
    return raw.partition(b"\0")[0].decode("utf-8", errors="replace").strip()
