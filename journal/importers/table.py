"""A table of dated texts that no program is known to have written: CSV, JSON or JSON lines with a
column of days and one of texts, named as such.

Promise: a row whose day cannot be read is an entry and is named. Limit: a table that says who
speaks in it is none: it may hold words of others.
Invariant: every column beside those of an entry goes along.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from errors import EntryFormatError, ImportFileError
from files.decoding import clean, decode_leniently
from journal.entry import Entry
from journal.importers.base import (
    AS_IT_SAYS,
    SOURCE_DATE,
    How,
    broken_parts,
    damaged,
    first_characters,
    note_slip,
    read_source,
)
from journal.importers.html_in_markdown import without_html
from journal.importers.instants import Moment, own_moment
from journal.importers.left_out import LeftOut
from journal.importers.loose_csv import head_of, rows_of
from journal.importers.mended_json import mended_objects
from journal.importers.posts import Post, entries_of
from journal.problems import ImportProblem
from language.columns import columns_of
from language.dates.orders import DayOrder, order_of
from language.dates.recorded import read_recorded
from language.dates.written import parse_when

_TABLES = {".csv", ".tsv"}
_JSONS = {".json", ".jsonl", ".ndjson"}
_LIST_WITHIN = re.compile(
    r'\s*\{\s*(?:"[^"\\]*"\s*:\s*(?:"[^"\\]*"|[\w.+-]+)\s*,\s*){0,20}"([^"\\]{1,60})"\s*:\s*\[\s*\{'
)
_PAGES = re.compile(r"_all$")  # Notion writes a database twice, beside the pages of its rows
_BEGINNING = 4_000_000
_LOOKED_AT = 20
_MOST_NAMED = 200
Row = Mapping[str, object]


class TableImporter:
    """Days and texts in columns."""

    name = "table"

    def recognises(self, path: Path) -> bool:
        """Whether it is a table whose columns name days and texts, and nobody who speaks."""
        suffix = path.suffix.lower()
        if suffix in _TABLES:
            return _is_diary_in_columns(first_characters(path)) and not _has_pages(path)
        return suffix in _JSONS and _is_diary_in_json(path)

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the rows that have words, then which of them have no day.

        Raises:
            ImportFileError: it cannot be opened, has lost its columns, or parts of it are broken.
            EntryFormatError: it is no text.
        """
        source = read_source(path, how)
        broken, first = 0, 1
        if path.suffix.lower() in _TABLES:
            rows, first = _rows(source.text, source.name), 2  # below the names
        else:
            found = list(mended_objects(source.text, _place(source.text)))
            rows = [each for each in found if each is not None]
            broken = len(found) - len(rows)
            if not (broken or _is_json(source.text)):
                note_slip()
        order = order_of((_said(row) for row in rows), how.day_order)
        left = [number for number, row in enumerate(rows, first) if _is_undated(row, order)]
        posts = (_post(row, order, how) for row in rows)
        yield from entries_of(posts, path, how, source=self.name)
        if left:
            yield ImportProblem.of(source.name, _without_day(source.name, left))
        if broken:
            raise broken_parts(source.name, broken)


def refusal_of_table(path: Path) -> ImportFileError | None:
    """Return how to name the columns of a table with days that no importer knows, or None where it
    has none."""
    suffix = path.suffix.lower()
    if suffix in _TABLES and not _has_pages(path):
        names, separator, rest = head_of(first_characters(path))
        rows = islice(rows_of(rest, separator, width=len(names), widest=0), _LOOKED_AT)
        cells = (cell for row in rows for cell in row)
        is_dated = bool(columns_of("day", names)) or any(map(read_recorded, cells))
    elif suffix in _JSONS:
        is_dated = any(columns_of("day", each) for each in _first_objects(path))
    else:
        return None
    return _unknown_columns(clean(path.name)) if is_dated else None


def _unknown_columns(shown: str) -> ImportFileError:
    return ImportFileError(
        "{path} is a table whose columns are not known, or of what several people say.",
        hint=(
            "Name the column of days date and that of your own words text, leave out who speaks,"
            " and import it again; or make one Markdown file for each day."
        ),
        key="import.unknown_table",
        path=shown,
    )


def _has_pages(path: Path) -> bool:
    """Whether the rows of a table lie beside it as pages."""
    return path.with_name(_PAGES.sub("", path.stem)).is_dir()


def _is_diary(names: Sequence[str]) -> bool:
    has_both = columns_of("day", names) and columns_of("text", names)
    return bool(has_both) and not columns_of("speaker", names)


def _is_diary_in_columns(text: str) -> bool:
    """Whether columns are those of a diary; a name that may say other things has a date below."""
    names, separator, rest = head_of(text)
    if not _is_diary(names):
        return False
    called = columns_of("day", names)[0]
    if called not in columns_of("day_abroad", names):
        return True
    rows = islice(rows_of(rest, separator, width=len(names), widest=0), _LOOKED_AT)
    place = names.index(called)
    return any(read_recorded(row[place]) for row in rows)


def _first_objects(path: Path) -> list[Row]:
    if not first_characters(path).lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return []
    try:
        with path.open("rb") as file:
            text = decode_leniently(file.read(_BEGINNING), where="").text
    except (OSError, EntryFormatError):
        return []
    return [each for each in islice(mended_objects(text, _place(text)), _LOOKED_AT) if each]


def _is_diary_in_json(path: Path) -> bool:
    found = _first_objects(path)
    if not any(_is_diary(list(each)) and _text_in(each) for each in found):
        return False
    is_anothers = any(columns_of("speaker", each) for each in found)
    return not is_anothers and any(read_recorded(_said(each)) for each in found)


def _place(text: str) -> str:
    """Return where in JSON the rows are: in a list, in a list that an object holds, or one after
    the other."""
    if text.lstrip("\ufeff \t\r\n").startswith("["):
        return "item"
    within = _LIST_WITHIN.match(text.removeprefix("\ufeff"))
    return f"{within[1]}.item" if within else ""


def _is_json(text: str) -> bool:
    try:
        json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        lines = text.removeprefix("\ufeff").splitlines()
        return all(_is_json(line) for line in lines if line.strip()) if len(lines) > 1 else False
    return True


def _rows(text: str, shown: str) -> list[Row]:
    names, separator, rest = head_of(clean(text))
    texts = columns_of("text", names)
    if not texts:
        raise damaged(shown, "CSV")
    widest = names.index(texts[0])
    rows = rows_of(rest, separator, width=len(names), widest=widest)
    return [dict(zip(names, row, strict=True)) for row in rows]


def _value(row: Row, *names: str) -> str:
    """Return the first of these columns that says something."""
    values = (row.get(name) for name in names)
    plain = (str(each) for each in values if isinstance(each, str | int | float))
    return next((each for each in plain if each.strip()), "")


def _said(row: Row) -> str:
    return _value(row, *columns_of("day", row)).strip()


def _text_in(row: Row) -> str:
    """Return the words of a row, of several columns an empty line between them."""
    texts = (row[name] for name in columns_of("text", row))
    words = (without_html(clean(each)).strip("\n") for each in texts if isinstance(each, str))
    return "\n\n".join(dict.fromkeys(each for each in words if each.strip()))


def _title_and_text(row: Row) -> tuple[str, str]:
    """Return the title and the words of a row; a title alone is its words."""
    title, text = clean(_value(row, *columns_of("title", row))), _text_in(row)
    return (title, text) if text.strip() else ("", title)


def _is_undated(row: Row, order: DayOrder) -> bool:
    return bool(_title_and_text(row)[1].strip()) and read_recorded(_said(row), order) is None


def _post(row: Row, order: DayOrder, how: How) -> Post | LeftOut:
    if str(row.get("isAI", "")).lower() == "true":
        return "not_yours"
    labels = columns_of("labels", row)
    own = {*columns_of("text", row), *columns_of("title", row), *labels}
    own |= {*columns_of("day", row)[:1], *columns_of("time", row)}
    moment = _moment(row, order, how)
    extra = {
        name: value for name, value in row.items() if name not in own and value not in ("", None)
    }
    if moment is None and _said(row):
        extra[SOURCE_DATE] = _said(row)
    title, text = _title_and_text(row)
    return Post(
        title=title,
        body=text,
        moment=moment,
        tags=tuple(dict.fromkeys(tag for name in labels for tag in _labels(row[name]))),
        extra=extra,
    )


def _moment(row: Row, order: DayOrder, how: How) -> Moment | None:
    said = _said(row)
    time = " ".join(_value(row, *columns_of("time", row)).split())
    when = parse_when(f"{said} {time}") if time else None
    when = when or read_recorded(said, order)
    return own_moment(when, how=how, said=said) if when else None


def _labels(value: object) -> list[str]:
    if isinstance(value, str):
        value = re.split(r"[,;|]", value)
    found = value if isinstance(value, list) else []
    return [clean(each).strip().lstrip("#") for each in found if isinstance(each, str) and each]


def _without_day(shown: str, rows: Sequence[int]) -> ImportFileError:
    named = ", ".join(map(str, rows[:_MOST_NAMED])) + (", …" if len(rows) > _MOST_NAMED else "")
    return ImportFileError(
        "{path}: the day of {count} rows cannot be read: {rows}.",
        hint=(
            "They are imported with the day of the file. Correct the day in these rows and import"
            " it again, or change it in the entries."
        ),
        key="import.rows_without_day",
        path=shown,
        count=len(rows),
        rows=named,
    )
