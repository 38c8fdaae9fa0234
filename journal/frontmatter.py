"""YAML front matter: read without guessing, and written back without disturbing what did not
change.

Every value is text, a list or a mapping (`no` stays "no", `007` stays "007").
Limit: aliases that expand to more than 10,000 values (unless the caller says more) and keys that
are not text are refused.
Invariant: `parse(render(document)).body == document.body`, for every body; an unchanged field keeps
its own characters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import yaml
from yaml.reader import Reader

from errors import EntryFormatError
from files.nested import is_too_deep_for_yaml

Value = str | list["Value"] | dict[str, "Value"]

_OPENING = re.compile(r"---[ \t]*(\r?\n)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_LOOKS_LIKE_FIELD = re.compile(r"[\w-]+:(?:\s|$)")
# What every YAML reader takes as it stands: a letter and harmless characters, a date, an id of hex
# digits.
_PLAIN = re.compile(
    r"[^\W\d_][\w"
    r" \-./()!?~+%'·…,]*|\d{4}-\d{2}-\d{2}(?:T[\d:.+-]+)?|(?!0b)(?=[\de]*[a-df])[\da-f]{32}"
)
_WORDS_WITH_MEANING = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
# One field in a line of its own that reads one way only, as this app and most others write it. To
# read these without the parser, which is exact and slow, matters where there are thousands.
_WORDS = r"\w[\w \-./()!~+%'·…]*(?<! )"
_SENTENCE = r"\w[\w \-./()!~+%'·…,?]*(?<! )"
_MOMENT = r"\d{4}-\d\d-\d\d[T ][\d:.+-]*\dZ?"
_QUOTED = r'"[^"\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]*"'
_ITEM = f"(?:{_WORDS}|{_QUOTED})"
_SIMPLE_LINE = re.compile(
    rf"(?P<name>[^\W\d_][\w-]{{0,60}}): (?:(?P<text>{_SENTENCE}|{_MOMENT}|{_QUOTED})|"
    rf"\[(?P<items>(?:{_ITEM}(?:, {_ITEM})*)?)\])\r?\n"
)
_SIMPLE_ITEM = re.compile(_ITEM)
_MOST_VALUES = 10_000
_DEEPEST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One top-level field. `raw` is how it stands in the file, breaks and comments included, or ""
    when new.
    """

    name: str
    value: Value
    raw: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A Markdown file in its two halves. `newline` is the file's own; `preamble` is what stands
    before the first field.

    `insert_at` is the offset in the parsed text where one more field can be put, or -1 when there
    is no front matter.
    """

    fields: tuple[Field, ...] = ()
    body: str = ""
    newline: str = "\n"
    preamble: str = ""
    insert_at: int = -1

    @property
    def values(self) -> dict[str, Value]:
        """The fields by name; of a field given twice, the last."""
        return {field.name: field.value for field in self.fields}

    def with_values(
        self, values: Mapping[str, Value], *, keep: frozenset[str] = frozenset()
    ) -> Document:
        """Return the document with exactly these values: equal ones, and those named in `keep`,
        stay as they stand.
        """
        last = {field.name: field for field in self.fields}
        kept = tuple(
            (
                field
                if field.name in keep or field.value == values[field.name]
                else _written(field.name, values)
            )
            for field in last.values()
            if field.name in values or field.name in keep
        )
        new = tuple(_written(name, values) for name in values if name not in last)
        return replace(self, fields=kept + new)


def parse(text: str, *, where: str, most_values: int = _MOST_VALUES) -> Document:
    """Split a file's text into front matter and body.

    One line break after the front matter and one at the end of the file belong to the file, not to
    the body. Text between two rules that is no mapping is body.

    Raises:
        EntryFormatError: broken front matter, with its line; none of its content is in the message.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return _no_front_matter(text)
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        if _LOOKS_LIKE_FIELD.match(text, opening.end()):
            raise _broken(where, 1)
        return _no_front_matter(text)
    block = text[opening.end() : closing.start()]
    fields, preamble = _simple_fields(block, most_values), ""
    if not fields:
        root = _compose(block, where)
        if root is not None and not isinstance(root, yaml.MappingNode):
            return _no_front_matter(text)
        fields, preamble = (
            _fields(root, block, where, most_values) if root is not None else ((), block)
        )
    newline = opening[1]
    body = text[closing.end() :].removeprefix(newline).removesuffix(newline)
    return Document(
        fields=fields, body=body, newline=newline, preamble=preamble, insert_at=closing.start()
    )


def render(document: Document) -> str:
    """Return the file's text."""
    newline = document.newline
    lines = (
        field.raw or f"{_scalar(field.name)}: {_block(field.value)}{newline}"
        for field in document.fields
    )
    block = document.preamble + "".join(lines)
    return f"---{newline}{block}---{newline}{newline}{document.body}{newline}"


def _written(name: str, values: Mapping[str, Value]) -> Field:
    return Field(name=name, value=values[name])


def _no_front_matter(text: str) -> Document:
    first = text.find("\n")
    newline = "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"
    return Document(body=text.removesuffix(newline), newline=newline)


class _Loader(yaml.CBaseLoader):
    """Composes nodes only: what is a number or a date in YAML is text here."""

    def resolve(self, _kind: object, _value: object, _implicit: object) -> str:
        """Give every node the same tag, without looking at it."""
        return ""


def _compose(block: str, where: str) -> yaml.Node | None:
    if is_too_deep_for_yaml(block):
        raise _broken(where, 2)
    try:
        loader = _Loader(block)
        try:
            node: yaml.Node | None = loader.get_single_node()
            return node
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _broken(where, (mark.line if mark else 0) + 2) from None
    except yaml.YAMLError:  # a character that YAML refuses
        found = Reader.NON_PRINTABLE.search(block)
        raise _broken(where, block.count("\n", 0, found.start() if found else 0) + 2) from None
    except RecursionError:
        raise _broken(where, 2) from None


def _simple_fields(block: str, most_values: int) -> tuple[Field, ...]:
    """Return the fields of a block of simple lines alone, of any other none."""
    fields: list[Field] = []
    at = 0
    while (line := _SIMPLE_LINE.match(block, at)) is not None:
        name, text, items = line.groups()
        value: Value = _simple_items(items) if text is None else _unquoted(text)
        fields.append(Field(name=name, value=value, raw=line[0]))
        at = line.end()
    # A block of fewer letters than values are allowed needs no counting.
    return tuple(fields) if at == len(block) < most_values else ()


def _simple_items(items: str) -> list[Value]:
    return [_unquoted(item) for item in _SIMPLE_ITEM.findall(items)]


def _unquoted(text: str) -> str:
    return text[1:-1] if text.startswith('"') else text


def _fields(
    root: yaml.MappingNode, block: str, where: str, most_values: int
) -> tuple[tuple[Field, ...], str]:
    """Pair every field with its own lines; in a mapping not written line by line, leave `raw`
    empty.
    """
    starts = [block.rfind("\n", 0, key.start_mark.index) + 1 for key, _ in root.value]
    by_lines = not root.flow_style and all(first < second for first, second in pairwise(starts))
    ends = [*starts[1:], len(block)]
    budget = iter(range(most_values))
    fields = tuple(
        Field(
            name=_name(key, where),
            value=_value(value, budget, where, 0),
            raw=block[start:end] if by_lines else "",
        )
        for (key, value), start, end in zip(root.value, starts, ends, strict=True)
    )
    return fields, block[: starts[0]] if by_lines and starts else ""


def _name(node: yaml.Node, where: str) -> str:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    raise _broken(where, node.start_mark.line + 2)


def _value(node: yaml.Node, budget: Iterator[int], where: str, depth: int) -> Value:
    """Turn a node into plain values. The budget stops aliases that expand without end."""
    if next(budget, None) is None or depth > _DEEPEST:
        raise _broken(where, node.start_mark.line + 2)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, budget, where, depth + 1) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return {
            _name(key, where): _value(value, budget, where, depth + 1) for key, value in node.value
        }
    return str(node.value)


def _scalar(text: str, *, in_flow: bool = True) -> str:
    """Write text plain where every YAML reader sees text in it, else in JSON's quotes, which are
    YAML's too.
    """
    is_plain = (
        _PLAIN.fullmatch(text)
        and not text.endswith(" ")
        and text.lower() not in _WORDS_WITH_MEANING
    )
    if is_plain and not (in_flow and "," in text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _block(value: Value) -> str:
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return "".join(f"\n  - {_flow(item)}" for item in value)  # a record's items, one a line
    return _scalar(value, in_flow=False) if isinstance(value, str) else _flow(value)


def _flow(value: Value) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{_scalar(name)}: {_flow(item)}" for name, item in value.items()) + "}"
        )
    return _scalar(value)


def _broken(where: str, line: int) -> EntryFormatError:
    return EntryFormatError(
        "The front matter of {path} is broken at line {line}.",
        hint=(
            "Open the file and correct that line: a name, a colon, a space, a value, between two"
            " lines of ---. Put quotation marks around values that hold a colon."
        ),
        key="frontmatter.broken",
        path=where,
        line=line,
    )
