"""The rows of a table in text, where a quotation mark is not closed or a comma is not marked.

Promise: one bad row costs no other. Limit: what has too many fields gives them to the column that
is said to hold texts. Invariant: every field of the table is in a row, in order.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from journal.importers.base import LARGEST_FILE

_SEPARATORS = ",;\t|"


def head_of(text: str) -> tuple[list[str], str, str]:
    """Return the names in the first line of a table, what separates them, and the other lines."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").lstrip("\n")
    if text[:4].lower() == "sep=":  # as Excel reads it
        text = text.partition("\n")[2]
    head, _, rest = text.partition("\n")
    separator = max(_SEPARATORS, key=head.count)
    names = _strict_fields(head, separator) or _loose_fields(head, separator)
    return [name.strip() for name in names], separator, rest


def rows_of(text: str, separator: str, *, width: int, widest: int) -> Iterator[list[str]]:
    """Yield the rows, each of `width` fields; what a row has too much of belongs to the field at
    `widest`."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        end = _end_of_row(lines, at)
        fields = _strict_fields("\n".join(lines[at:end]), separator)
        literal = _loose_fields(lines[at], separator)
        if fields is None or (end - at > 1 and len(fields) != width == len(literal)):
            fields, end = literal, at + 1  # a mark that is never closed, or not marked itself
        at = end
        if any(field.strip() for field in fields):
            yield _of_width(fields, separator, width, widest)


def _end_of_row(lines: Sequence[str], at: int) -> int:
    """Return the line after a row: as far as its quotation marks are closed, else the next."""
    marks, end = lines[at].count('"'), at + 1
    while marks % 2 and end < len(lines):
        marks += lines[end].count('"')
        end += 1
    return at + 1 if marks % 2 else end


def _strict_fields(row: str, separator: str) -> list[str] | None:
    """Return the fields of a row that keeps to the rules, else None."""
    csv.field_size_limit(LARGEST_FILE)
    lines = io.StringIO(row, newline="")
    try:
        return next(csv.reader(lines, delimiter=separator, strict=True), [])
    except csv.Error:
        return None


def _loose_fields(line: str, separator: str) -> list[str]:
    """Return the fields of a line whose quotation marks do not keep to the rules: one ends a field
    only before a separator or the end."""
    fields: list[str] = []
    at = 0
    while at <= len(line):
        end = line.find(f'"{separator}', at + 1) if line[at : at + 1] == '"' else -1
        if end < 0 and line[at : at + 1] == '"' and line.endswith('"') and len(line) > at + 1:
            end = len(line) - 1
        if end < 0:
            end = line.find(separator, at)
            end = len(line) if end < 0 else end
            fields.append(line[at:end].removeprefix('"'))
        else:
            fields.append(line[at + 1 : end].replace('""', '"'))
            end += 1
        at = end + 1
    return fields


def _of_width(fields: list[str], separator: str, width: int, widest: int) -> list[str]:
    more = len(fields) - width
    if more <= 0:
        return fields + [""] * -more
    joined = separator.join(fields[widest : widest + more + 1])
    return [*fields[:widest], joined, *fields[widest + more + 1 :]]
