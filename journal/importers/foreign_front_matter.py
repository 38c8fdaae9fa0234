"""Front matter in its dialects: YAML, TOML (Hugo, between +++), JSON (Hugo, and Hexo's that ends in
;;;).

Invariant: what is no front matter stays text, character for character.
"""

from __future__ import annotations

import json
import re
import tomllib

from errors import EntryFormatError
from journal.entry_file import plain_value
from journal.frontmatter import Document, Field, parse

_TOML = re.compile(r"\+\+\+[ \t]*\r?\n(?P<block>[\s\S]*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_OPEN_TOML = re.compile(r"\+\+\+[ \t]*\r?\n\s*[\w-]+[ \t]*=")
_BRACES = re.compile(r"\{[^\n]*\n(?:[^\n]*\n){0,200}?\}[ \t]*(?=\r?\n|;;;|\Z)")
_LAST_COMMA = re.compile(r",(?=\s*\}[ \t]*\Z)")
_HEXO = re.compile(
    r"(?:[A-Za-z_][\w-]*:(?:[ \t].*)?\r?\n(?:[ \t]+.*\r?\n|-[ \t].*\r?\n)*){1,40}---["
    r" \t]*(?:\r?\n|\Z)"
)


def parse_any(text: str, *, where: str) -> Document:
    """Split a Markdown file of any dialect into fields and body.

    Raises:
        EntryFormatError: broken front matter; none of its content is in the message.
    """
    text = text.removeprefix("\ufeff")
    if text.startswith("+++"):
        return _toml(text, where)
    if text.startswith("{"):
        return _json(text) or parse(text, where=where)
    if not text.startswith("---") and _HEXO.match(text):
        return parse(f"---\n{text}", where=where)  # Hexo lets the first rule out
    return parse(text, where=where)


def _toml(text: str, where: str) -> Document:
    match = _TOML.match(text)
    if match is None:
        if _OPEN_TOML.match(text):
            raise _broken_toml(where)
        return parse(text, where=where)
    try:
        values = tomllib.loads(match["block"].replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise _broken_toml(where) from error
    return _document(values, text[match.end() :])


def _broken_toml(where: str) -> EntryFormatError:
    return EntryFormatError(
        "The TOML front matter of {path} is broken.",
        hint="Open the file and correct the lines between +++ and +++.",
        key="import.bad_toml",
        path=where,
    )


def _json(text: str) -> Document | None:
    block = _BRACES.match(text)
    if block is not None:  # one comma too many is the usual slip
        text = _LAST_COMMA.sub("", block[0]) + text[block.end() :]
    try:
        values, end = json.JSONDecoder(strict=False).raw_decode(text)
    except (ValueError, RecursionError):
        return None
    rest = text[end:]
    if not isinstance(values, dict) or not rest.startswith(("\n", "\r\n", ";;;")):
        return None
    return _document(values, re.sub(r"\A\s*?;;;[ \t]*", "", rest))


def _document(values: dict[str, object], body: str) -> Document:
    fields = tuple(
        Field(name=str(name), value=plain_value(value)) for name, value in values.items()
    )
    newline = "\r\n" if "\r\n" in body[:2000] else "\n"
    return Document(fields=fields, body=body.lstrip("\r\n").removesuffix(newline), newline=newline)
