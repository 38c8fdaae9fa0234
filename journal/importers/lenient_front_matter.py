"""Broken front matter, read line by line: a name, a colon, the rest of the line.

Promise: one bad line costs that line's own meaning and no other's; the body stays, character for
character; a rule that was forgotten costs no paragraph.
Limit: lists are read in brackets or under their name, nothing deeper.
Invariant: what is read here was refused as YAML or TOML, or has no blank behind its colons; a text
without a line that names a field is none.
"""

from __future__ import annotations

import re

from files.decoding import clean
from journal.frontmatter import Document, Field, Value
from language.front_matter import change_fields, day_fields, folded

_DASHES = r"[-\u2010-\u2015\u2500]"
_OPENING = re.compile(r"(?P<rule>---|\+\+\+)[ \t]*(?P<newline>\r?\n)")
# Marks and blanks before it, or a rule of other dashes, as word processors make them.
_ODD_OPENING = re.compile(
    rf"[\s\ufeff\u200b]{{0,20}}(?P<rule>{_DASHES}{{2,10}})[ \t]*(?P<newline>\r?\n)"
)
_CLOSING = re.compile(rf"[ \t]{{0,3}}(?:{_DASHES}{{2,}}|\+\+\+|\.\.\.)\s*")
_NAMES = r"(?P<name>[^\W\d_][\w .()-]{0,60}?)[\"']?[ \t]*"
_FIELDS = {
    "---": re.compile(_NAMES + r"[:\uff1a](?P<value>\s.*|[\"'\[].*|\d{4}\D.*|)$"),
    "+++": re.compile(_NAMES + r"=(?P<value>.*)$"),
}
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)$")
_LIST = re.compile(r"\[([^\[\]]*)\]?")  # closed or not
_BLOCK = re.compile(r"[|>][+-]?\s*")  # of a text that follows
_TIGHT = re.compile(_NAMES + r":(?P<value>\S.*)$")
_KNOWN = {
    *("title", "tags", "tag", "categories", "category"),
    *day_fields(),
    *change_fields(),
}
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
    count = _length(lines, pattern)
    if _is_closed(lines, count) and _is_tight(_dedented(lines[:count])):
        pattern = _TIGHT
    fields = _fields(lines[:count], pattern)
    if not any(field.name != UNREAD for field in fields):
        return None
    return _document(fields, lines, count, newline)


def parse_odd(text: str) -> Document | None:
    """Return the fields and the body of a text that begins with front matter in all but its rules
    or blanks, or None: every line of it names a field, and one of them a day, a title or labels."""
    opening = _ODD_OPENING.match(text)
    if opening is None:
        return None
    lines = text[opening.end() :].split(opening["newline"], _MOST_LINES)
    pattern = _FIELDS["---"]
    count = next((at for at, line in enumerate(lines) if _CLOSING.fullmatch(line)), None)
    fields = _fields(lines[:count], pattern) if count is not None else ()
    names = {field.name for field in fields}
    if count is None or UNREAD in names or not _KNOWN.intersection(map(folded, names)):
        return None
    return _document(fields, lines, count, opening["newline"])


def parse_head(text: str) -> Document | None:
    """Return the fields and the body of a text that begins with two or more lines of a title, a
    date or labels, and an empty line, without rules around them; else None."""
    head, gap, body = text.replace("\r\n", "\n").partition("\n\n")
    lines = head.split("\n")
    found = [_HEAD_LINE.fullmatch(line) for line in lines]
    names = [folded(clean(each["name"])) for each in found if each is not None]
    if not gap or len(names) < len(lines) or len(set(names)) < _FEWEST_IN_HEAD:
        return None
    if not all(name in {*_KNOWN, _TITLE} for name in names):
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


def _length(lines: list[str], pattern: re.Pattern[str]) -> int:
    """Return how many lines are front matter: as far as a rule, or a paragraph; where there is
    neither, as far as they name fields."""
    for at, line in enumerate(lines):
        if _CLOSING.fullmatch(line) or _begins_paragraph(lines, at, pattern):
            return at
    return next(
        (at for at, line in enumerate(lines) if not _is_part(line, pattern)),
        len(lines),
    )


def _begins_paragraph(lines: list[str], at: int, pattern: re.Pattern[str]) -> bool:
    """Whether an empty line has words after it that name no field: then the rule was forgotten."""
    if lines[at].strip() or at + 1 == len(lines):
        return False
    after = lines[at + 1]
    return bool(after.strip()) and not (_is_part(after, pattern) or _CLOSING.fullmatch(after))


def _is_part(line: str, pattern: re.Pattern[str]) -> bool:
    is_named = pattern.match(line.lstrip(" \t\xa0\"'")) is not None
    return is_named or _ITEM.match(line) is not None or line.startswith("#")


def _document(fields: tuple[Field, ...], lines: list[str], count: int, newline: str) -> Document:
    body = (
        newline.join(lines[count + _is_closed(lines, count) :])
        .removeprefix(newline)
        .removesuffix(newline)
    )
    return Document(fields=fields, body=body, newline=newline)


def _is_closed(lines: list[str], count: int) -> bool:
    return count < len(lines) and _CLOSING.fullmatch(lines[count]) is not None


def _fields(lines: list[str], pattern: re.Pattern[str]) -> tuple[Field, ...]:
    values: dict[str, Value] = {}
    unread: list[Value] = []
    name = ""
    for line in _dedented(lines):
        field, item = pattern.match(line.lstrip("\"'").lstrip()), _ITEM.match(line)
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
    for each, value in values.items():
        if isinstance(value, str) and _BLOCK.fullmatch(value):
            values[each] = ""
    if unread:
        values[UNREAD] = unread
    return tuple(Field(name=name, value=value) for name, value in values.items())


def _dedented(lines: list[str]) -> list[str]:
    """Return the lines without what the first is indented by, as far as they begin so too."""
    first = next((line for line in lines if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip())]
    return [line.removeprefix(indent) for line in lines]


def _is_slip(field: re.Match[str], above: Value | None) -> bool:
    """Whether an indented line is the day of writing, a title or labels, under a field that has its
    value already."""
    return bool(above) and folded(clean(field["name"])) in _KNOWN


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
    if is_quoted:
        return text[1:-1]
    is_open = text[:1] in ('"', "'") and text[0] not in text[1:]  # a quotation that never ends
    return text[1:].lstrip() if is_open else text
