"""Day One's JSON export: one file per journal, photos beside it.

Limit: videos, sound and PDFs are named in the text, not kept. Invariant: the day is the one in the
entry's own zone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, NO_CHARACTER, How, first_characters
from journal.importers.instants import instant_of, moment_of
from journal.importers.json_items import json_items, objects_in, text_in, texts_in
from journal.importers.mended_json import Json
from journal.importers.posts import Post, entries_of
from journal.problems import ImportProblem

_ROOT = re.compile(
    r'\s*\{\s*"metadata"\s*:\s*\{[^{}]*\}\s*,\s*"entries"|'
    r'\s*\{\s*"entries"\s*:[\s\S]*"(?:creationDate|richText)"\s*:'
)
_FENCE = re.compile(r"(```[\s\S]*?(?:```|\Z))")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MOMENT = re.compile(
    r"!\[[^\]]*\]\(dayone-moment:/*(?:(video|audio|pdfAttachment)/)?([0-9A-Za-z]*)\)"
)
_EMPTY_FENCE = re.compile(r"```[ \t]*\n\s*```\n?")
_KINDS = {"video": "[video]", "audio": "[audio]", "pdfAttachment": "[pdf]"}
_KEPT = ("starred", "isPinned", "modifiedDate")
LONGEST_TITLE = 120


class DayOneImporter:
    """A journal of Day One, as JSON."""

    name = "dayone"

    def recognises(self, path: Path) -> bool:
        """Whether the file begins as that export does."""
        return _ROOT.match(first_characters(path)) is not None

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the entries one at a time.

        Raises:
            ImportFileError: it cannot be opened, or breaks off.
        """
        posts = (_post(item, how) for item in json_items(path, "entries.item"))
        yield from entries_of(posts, path, how, source=self.name)


def first_line(body: str) -> str:
    """Return the first line with words as a title, without the marks of a heading."""
    line = (
        next((line for line in body.split("\n") if line.strip(" #\t")), "")
        .strip()
        .lstrip("#")
        .strip()
    )
    if len(line) <= LONGEST_TITLE:
        return line
    cut = line[: LONGEST_TITLE - 1]
    return cut[: cut.rfind(" ")] + "…" if " " in cut[60:] else cut + "…"


def _post(item: Json, how: How) -> Post:
    said, body = text_in(item, "creationDate"), _body(item)
    instant = instant_of(said)
    return Post(
        title=first_line(body),
        body=body,
        moment=moment_of(instant, zone=_zone(item), how=how, said=said) if instant else None,
        tags=texts_in(item, "tags"),
        place=text_in(item, "uuid"),
        said=said,
        extra=_extra(item),
    )


def _zone(item: Json) -> str:
    location = item.get("location")
    return text_in(item, "timeZone") or text_in(location, "timeZoneName")


def _body(item: Json) -> str:
    text = text_in(item, "text") or _rich(text_in(item, "richText"))
    text = clean(
        text.replace("\u2028", "\n")
        .replace("\u2029", "\n")
        .replace("\u200b", "")
        .replace(NO_CHARACTER, "")
        .replace("\r\n", "\n")
    )
    parts = _FENCE.split(text)
    text = "".join(part if part.startswith("```") else _ESCAPED.sub(r"\1", part) for part in parts)
    photos = {text_in(photo, "identifier"): _file(photo) for photo in objects_in(item, "photos")}

    def picture(match: re.Match[str]) -> str:
        if match[1]:
            return _KINDS[match[1]]
        return f"![]({photos[match[2]]})" if photos.get(match[2]) else "[photo]"

    return _EMPTY_FENCE.sub("", _MOMENT.sub(picture, text)).strip("\n")


def _file(photo: Json) -> str:
    md5, kind = text_in(photo, "md5"), text_in(photo, "type") or "jpeg"
    return (
        PurePosixPath("photos", f"{md5}.{kind}").as_posix()
        if md5.isalnum() and kind.isalnum()
        else ""
    )


def _rich(text: str) -> str:
    """Rebuild the text from Day One's own format, where the plain one is missing."""
    try:
        root = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return ""
    parts = []
    for part in objects_in(root, "contents"):
        words = text_in(part, "text")
        line = part.get("attributes")
        about = line.get("line") if isinstance(line, dict) else None
        header = about.get("header") if isinstance(about, dict) else None
        level = header if isinstance(header, int) and 0 < header < 7 and words.strip() else 0
        parts.append(f"{'#' * level} {words}" if level else words)
        parts += [
            f"![](dayone-moment://{text_in(each, 'identifier')})\n"
            for each in objects_in(part, "embeddedObjects")
        ]
    return "".join(parts)


def _extra(item: Json) -> dict[str, object]:
    kept: dict[str, object] = {name: item[name] for name in _KEPT if item.get(name)}
    place = text_in(item.get("location"), "placeName", "localityName")
    return {**kept, "place": place} if place else kept
