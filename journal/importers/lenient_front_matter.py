"""Broken front matter, read line by line: a name, a colon, the rest of the line.

Promise: one bad line costs that line's own meaning and no other's; the body stays, character for
character. Limit: lists are read in brackets or under their name, nothing deeper.
Invariant: what is read here was refused as YAML or TOML, or has no blank behind its colons; a text
without a line that names a field is none.
"""

from __future__ import annotations

import re
from textwrap import dedent

from files.decoding import clean
from journal.frontmatter import Document, Field, Value
from language.front_matter import change_fields, day_fields, folded

_OPENING = re.compile(r"(?P<rule>---|\+\+\+)[ \t]*(?P<newline>\r?\n)")
_NAMES = r"(?P<name>[^\W\d_][\w .()-]{0,60}?)[\"']?[ \t]*"
_FIELDS = {
    "---": re.compile(_NAMES + r":(?P<value>[ \t].*|[\"'\[].*|\d{4}\D.*|)$"),
    "+++": re.compile(_NAMES + r"=(?P<value>.*)$"),
}
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)$")
_LIST = re.compile(r"\[([^\[\]]*)\]?")  # closed or not
_TIGHT = re.compile(_NAMES + r":(?P<value>\S.*)$")
_KNOWN = ("title", "tags", "tag", "categories", "category", *day_fields(), *change_fields())
_TITLE = "제목"
_HEAD_LINE = re.compile(_NAMES + r"[:：][ \t]*(?P<value>\S.*?)[ \t]*")
_FEWEST_IN_HEAD = 2
_MOST_LINES = 400
UNREAD = "front_matter_unread"


def parse_lines(text: str) -> Document | None:
    """Return the fields and the body of a text whose front matter is broken, or None when it begins
    with none."""
    opening = _OPENING.match(text)
    if opening is None:
        return None
    newline, start = opening["newline"], opening.end()
    lines = text[start:].split(newline, _MOST_LINES)
    pattern = _FIELDS[opening["rule"]]
    rules = {opening["rule"], "..."} if opening["rule"] == "---" else {opening["rule"]}
    count = next((at for at, line in enumerate(lines) if line.rstrip() in rules), None)
    closed = count is not None
    if count is None:  # never closed: as far as lines name fields
        count = next(
            (at for at, line in enumerate(lines) if not (pattern.match(line) or _ITEM.match(line))),
            len(lines),
        )
    block = dedent("\n".join(lines[:count])).split("\n")
    if closed and _is_tight(block):
        pattern = _TIGHT
    fields = _fields(block, pattern)
    if not any(field.name != UNREAD for field in fields):
        return None
    body = newline.join(lines[count + closed :]).removeprefix(newline).removesuffix(newline)
    return Document(fields=fields, body=body, newline=newline)


def parse_head(text: str) -> Document | None:
    """Return the fields and the body of a text that begins with two or more lines of a title, a
    date or labels, and an empty line, without rules around them; else None."""
    head, gap, body = text.replace("\r\n", "\n").partition("\n\n")
    lines = head.split("\n")
    found = [_HEAD_LINE.fullmatch(line) for line in lines]
    names = [folded(clean(each["name"])) for each in found if each is not None]
    if not gap or len(names) < len(lines) or len(set(names)) < _FEWEST_IN_HEAD:
        return None
    if not all(name in (*_KNOWN, _TITLE) for name in names):
        return None
    values = [_value(each["value"]) for each in found if each is not None]
    fields = tuple(
        Field(name="title" if name == _TITLE else name, value=value)
        for name, value in zip(names, values, strict=True)
    )
    return Document(fields=fields, body=body.strip("\n"))


def is_tight(text: str) -> bool:
    """Whether a text begins with front matter that has no blank behind its colons, which is plain
    text to YAML."""
    opening = _OPENING.match(text)
    if opening is None or opening["rule"] != "---":
        return False
    lines = text[opening.end() :].split(opening["newline"], _MOST_LINES)
    count = next((at for at, line in enumerate(lines) if line.rstrip() == "---"), 0)
    return count > 0 and _is_tight(lines[:count])


def _is_tight(lines: list[str]) -> bool:
    """Whether every line is a field without a blank, and one is of a name that is known."""
    found = [_TIGHT.match(line) for line in lines if line.strip()]
    names = [folded(clean(each["name"])) for each in found if each is not None]
    return len(names) == len(found) and any(name in _KNOWN for name in names)


def _fields(lines: list[str], pattern: re.Pattern[str]) -> tuple[Field, ...]:
    values: dict[str, Value] = {}
    unread: list[Value] = []
    name = ""
    for line in lines:
        field, item = pattern.match(line.lstrip(" \t\"'")), _ITEM.match(line)
        if field is not None and (not line[:1].isspace() or _is_slip(field, values.get(name))):
            name = clean(field["name"]).strip()
            values[name] = _value(field["value"].strip())
        elif name and item is not None:
            before = values[name]
            items = before if isinstance(before, list) else [before] if before else []
            values[name] = [*items, _unquoted(item["value"])]
        elif name and _continues(line, pattern) and isinstance(values[name], str):
            values[name] = f"{values[name]} {line.strip()}".lstrip("|> ")
        elif line.strip():
            unread.append(clean(line.strip()))
    if unread:
        values[UNREAD] = unread
    return tuple(Field(name=name, value=value) for name, value in values.items())


def _is_slip(field: re.Match[str], above: Value | None) -> bool:
    """Whether an indented line is the day of writing, under a field that has its value already."""
    return bool(above) and folded(clean(field["name"])) in day_fields()


def _continues(line: str, pattern: re.Pattern[str]) -> bool:
    """Whether a line goes on with the value above it, and names nothing itself."""
    return bool(line[:1].isspace() and line.strip()) and pattern.match(line.strip()) is None


def _value(text: str) -> Value:
    items = _LIST.fullmatch(text)
    if items is None:
        return _unquoted(text)
    return [_unquoted(item) for item in items[1].split(",") if item.strip()]


def _unquoted(text: str) -> str:
    text = clean(text).strip()
    is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if is_quoted else text
