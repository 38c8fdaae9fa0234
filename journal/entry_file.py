"""An entry and the Markdown file that holds it, each made from the other.

A file says what it wants to; the rest is taken from its name, its first heading and its time of
change. What the app has saved once says everything, so that nothing is derived again.
Invariant: `read_entry(parse(render(write_entry(entry)))) == entry` for every entry that `storable`
gave.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from errors import EntryFormatError
from files.decoding import clean
from journal.dating import Dated, find_day, words_in_name
from journal.entry import Entry
from journal.frontmatter import Document, Value
from language.dates.orders import DayOrder
from language.dates.written import When, parse_when
from language.front_matter import folded
from language.numbered import is_number

# Front matter that is a field of `Entry`. Everything else is `extra`.
OWN_FIELDS = frozenset({"id", "date", "written_at", "title", "tags", "kind", "source"})
DEFAULT_SOURCE = "markdown"

_TAG_FIELDS = ("tags", "tag")
_CATEGORY_FIELDS = ("categories", "category")
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_FENCE = re.compile(r"^(```|~~~)", re.MULTILINE)
# With the marks that belong to the names of languages and programs: c++, c#, node.js.
# Or code, in which "#" is none: it comes first, so that what is in it is passed over.
_INLINE_TAG = re.compile(
    r"^[ \t]*(?P<fence>```|~~~)[\s\S]*?(?:^[ \t]*(?P=fence)|\Z)|`[^`\n]+`"
    r"|#(?<![\w#/&\\]#)(?P<tag>[\w/-]*[^\W\d][\w/-]*"
    r"(?:\+\+(?![\w+])|(?<=#[A-Za-z])#(?![\w#])|\.[a-z]{2,3}(?!\w))?)",
    re.MULTILINE,
)
_LONG_ID = re.compile(r"[ _-]?[0-9a-f]{32}$")
_HEAD = 4000  # code points in which a first heading and inline tags are looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What is known of a file besides its text: where it lies (relative, with `/`), when it was
    last changed, how the files beside it write dates in numbers, and whether it is another
    program's or the journal's own.
    """

    name: str
    changed: datetime
    order: DayOrder | None = None
    is_foreign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An entry read from a file. Its id is empty where the file gives none; `found` is what told
    its day, None when only the clock of the file system dates it."""

    entry: Entry
    found: Dated | None


def read_entry(document: Document, facts: FileFacts) -> Reading:
    """Return the entry that a parsed file is.

    Raises:
        EntryFormatError: the file says that a program wrote it (`isAI`): such text is never the
            writer's.
    """
    values = document.values
    if _plain(values.get("isAI")).lower() == "true":
        raise _not_the_writers(facts.name)
    found = _when(values, document.body, facts)
    day = _at_home(found.when) if found else When(day=facts.changed.date(), certain=False)
    return Reading(
        entry=Entry(
            id=_plain(values.get("id")),
            written_on=day.day,
            written_at=_moment(values.get("written_at")) or day.at,
            title=_title(values, document.body, facts.name),
            body=clean(document.body),
            tags=_tags(values, document.body),
            kind=_plain(values.get("kind")) or "entry",
            source=_plain(values.get("source")) or DEFAULT_SOURCE,
            extra={name: value for name, value in values.items() if name not in OWN_FIELDS},
        ),
        found=found,
    )


def write_entry(entry: Entry, document: Document, facts: FileFacts) -> Document:
    """Return `document` changed to hold `entry`, with every field that means the same left as it
    stands.
    """
    # A new file says nothing yet that could be left as it stands: there is nothing to read.
    before = read_entry(document, facts).entry if document.fields else entry
    present = document.values
    values: dict[str, Value] = {
        "id": entry.id,
        "date": entry.written_on.isoformat(),
        "title": entry.title,
        "tags": list(entry.tags),
        "kind": entry.kind,
        "source": entry.source,
    }
    if entry.kind == "entry" and "kind" not in present:
        del values["kind"]
    if entry.written_at is not None:
        same_day = entry.written_at.date() == entry.written_on
        values["date" if same_day else "written_at"] = entry.written_at.isoformat()
    keep = {
        name
        for name in ("title", "kind", "source")
        if getattr(before, name) == getattr(entry, name)
    }
    if before.tags == entry.tags and "tags" in present:
        keep.add("tags")
    if (before.written_on, before.written_at) == (
        entry.written_on,
        entry.written_at,
    ) and "date" in present:
        keep |= {"date", "written_at"}
        values.pop("written_at", None)
    values.update((name, plain_value(value)) for name, value in entry.extra.items())
    changed = document.with_values(values, keep=frozenset(keep & present.keys()))
    return replace(changed, body=entry.body)


def storable(entry: Entry) -> Entry:
    """Return the entry as a file can hold it: clean text, a title and labels of one line, plain
    `extra`.
    """
    return replace(
        entry,
        id=_one_line(entry.id),
        title=_one_line(entry.title),
        body=clean(entry.body),
        tags=_unique(map(_label, entry.tags)),
        kind=_one_line(entry.kind) or "entry",
        source=_one_line(entry.source) or "written",
        extra={
            clean(name): plain_value(value)
            for name, value in entry.extra.items()
            if name not in OWN_FIELDS
        },
    )


def plain_value(value: object) -> Value:
    """Return `value` as front matter has it: text, lists and mappings of text."""
    if isinstance(value, Mapping):
        return {clean(str(name)): plain_value(item) for name, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain_value(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else clean(str(value))


def categories(values: Mapping[str, Value]) -> tuple[str, ...]:
    """Return the categories of a blog post's front matter, each as written."""
    return _unique(
        label for name in _CATEGORY_FIELDS for label in _labels(values.get(name), split_words=False)
    )


def inline_tags(body: str) -> tuple[str, ...]:
    """Return the `#tags` in a text, in order: each holds a character that is no digit, and headings
    are none, nor is a number with its particle (`#692`), nor what stands in code.
    """
    if "#" not in (head := body[:_HEAD]):
        return ()
    found = (clean(each["tag"] or "").strip("/-") for each in _INLINE_TAG.finditer(head))
    return _unique(tag for tag in found if not is_number(tag))


def _when(values: Mapping[str, Value], body: str, facts: FileFacts) -> Dated | None:
    title = next((_plain(values[field]) for field in values if folded(field) == "title"), "")
    return find_day(
        values,
        name=facts.name,
        title=title,
        body=body,
        order=facts.order,
        believing=not facts.is_foreign or ("id" in values and "source" in values),
    )


def _at_home(when: When) -> When:
    """Return a moment that says it is one of UTC on this computer's calendar; any other day as it
    stands. What the app writes says `+00:00`, never `Z`, and stays."""
    if when.at is None or not when.is_instant:
        return when
    try:
        at = when.at.astimezone()
    except (OverflowError, ValueError):  # beyond the calendar's first or last year
        return when
    return replace(when, day=at.date(), at=at)


def _title(values: Mapping[str, Value], body: str, name: str) -> str:
    for field in ("title", *values):
        if field in values and folded(field) == "title":
            return _plain(values[field])
    fence = _FENCE.search(body, 0, _HEAD)
    for heading in _HEADING.finditer(body, 0, fence.start() if fence else min(len(body), _HEAD)):
        if heading[1] == "#" and parse_when(heading[2]) is None:
            return _one_line(heading[2])
    return title_in_name(name)


def title_in_name(name: str) -> str:
    """Return the words of a file's name, without its date and without the ids that programs
    append.
    """
    stem = _LONG_ID.sub("", words_in_name(clean(name)))
    return stem if " " in stem else stem.replace("-", " ").replace("_", " ").strip()


def _tags(values: Mapping[str, Value], body: str) -> tuple[str, ...]:
    for name in _TAG_FIELDS:
        if name in values:
            return _unique(_labels(values[name], split_words=True))
    return _unique((*categories(values), *inline_tags(body)))


def _labels(value: Value | None, *, split_words: bool) -> list[str]:
    """Read labels from a list, or from text split at commas, else (Jekyll's tags) at spaces."""
    if isinstance(value, list):
        return [_label(item) for item in value if isinstance(item, str)]
    text = _plain(value)
    parts = text.split(",") if "," in text else text.split() if split_words else [text]
    return [_label(part) for part in parts]


def _unique(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for label in labels if label))


def _moment(value: Value | None) -> datetime | None:
    found = parse_when(_plain(value)) if value else None
    return found.at if found else None


def _plain(value: Value | None) -> str:
    return _one_line(value) if isinstance(value, str) else ""


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _label(text: str) -> str:
    return _one_line(text).lstrip("#").strip()


def _not_the_writers(name: str) -> EntryFormatError:
    return EntryFormatError(
        "{path} says that a program wrote it (isAI), so it is not taken as your words.",
        hint="If the words are yours, remove isAI from the front matter.",
        key="entry.ai_written",
        path=name,
    )
