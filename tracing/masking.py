"""What may leave for Langfuse: everything as it is (`full`), or every sentence replaced by its
length (`masked`).

Invariant: masked is denied by default. Of text only pointers `[3.2]`, dates of passages and lengths
pass, of other values only numbers, dates, and names of the program's own; the words of a prompt
stay since its template is public.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, Literal, Protocol

from language.grammar.phrases import names_for_prompts

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

    from tracing.calls import Received, Sent

Content = Literal["full", "masked", "off"]
CONTENTS: Final[tuple[Content, ...]] = ("full", "masked", "off")
# Why an answer is bad, as the page offers it: the program's own words, so they may stay in a masked
# comment.
REASONS: Final = ("wrong_quote", "missed_something", "wrong_tone", "other")

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/@+-]{0,99}")
_ID = re.compile(r"[0-9a-f]{32}|sample-\d{4}-\d{2}-\d{2}")
_TODAY = re.compile(r"\d{4}-\d{2}-\d{2}(, (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?")
_REF = r"\d{1,3}(?:\.\d{1,3})?"
_POINTER = re.compile(rf"\[{_REF}(?:, ?{_REF})*\]")
_HEAD = re.compile(r"Passage (\d{1,3}) · (\d{4}-\d{2}-\d{2})(?: · (.*))?")
_SENTENCE = re.compile(r"(?<=[.!?。！？…])\s+")
# Keys that the program itself gives a few fixed words to.
_WORDED: Final = frozenset({"made_by", "finish", "problem", "language", "state", "trace"})
# Keys of entry ids: shown where they are ids of our own making, else as a fingerprint.
_IDS: Final = frozenset({"entry", "expected", "cited"})
# Keys of days: what is one stays.
_DAYS: Final = frozenset({"written_on", "since", "until", "first", "last"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_KEYS: Final = (
    _WORDED
    | _IDS
    | {
        *(
            "question",
            "phrases",
            "options",
            "label",
            "where",
            "since",
            "until",
            "tags",
            "kinds",
            "date_words",
            "hits",
            "answer",
        ),
        *(
            "entries_searched",
            "first",
            "last",
            "start",
            "end",
            "score",
            "written_on",
            "title",
        ),
        *(
            "citations",
            "number",
            "option",
            "quote",
            "pointers_dropped",
            "quotes_unverified",
            "given",
            "budget_tokens",
        ),
        *(
            "temperature",
            "top_p",
            "max_tokens",
            "max_completion_tokens",
            "seed",
            "reasoning_effort",
        ),
        *(
            "presence_penalty",
            "frequency_penalty",
            "role",
            "text",
            "prompt_tokens",
            "window",
            "content",
            "known",
            "found",
            "dropped",
            "evidence_tokens",
        ),
    }
)


class Veil(Protocol):
    """Decides what of a value may be sent."""

    def text(self, text: str) -> str: ...
    def value(self, value: object) -> object: ...
    def name(self, name: str) -> str: ...
    def comment(self, comment: str) -> str: ...
    def messages(self, sent: Sent) -> list[dict[str, object]]: ...
    def reply(self, received: Received) -> object: ...


def veil_for(content: Content) -> Veil:
    """Return what `full` or `masked` means."""
    return Unveiled() if content == "full" else Masked()


class Unveiled:
    """Everything as it is."""

    def text(self, text: str) -> str:
        """Return the text."""
        return text

    def value(self, value: object) -> object:
        """Return the value."""
        return value

    def name(self, name: str) -> str:
        """Return the name."""
        return name

    def comment(self, comment: str) -> str:
        """Return the comment."""
        return comment

    def messages(self, sent: Sent) -> list[dict[str, object]]:
        """Return the messages as they went to the model."""
        return [_message(message) for message in sent.messages]

    def reply(self, received: Received) -> object:
        """Return the model's words, with its tool calls if it made any."""
        if not received.tool_calls:
            return received.content
        return {
            "role": "assistant",
            "content": received.content,
            "tool_calls": list(received.tool_calls),
        }


class Masked:
    """Pointers, dates and lengths."""

    def text(self, text: str) -> str:
        """Return the text's outline: line by line, each sentence's length, pointers as they are."""
        day = ""
        lines = []
        for line in text.splitlines():
            if head := _HEAD.fullmatch(line):
                day = head[2]
                lines.append(
                    f"Passage {head[1]} · {day}" + (f" · {_length(head[3])}" if head[3] else "")
                )
            else:
                lines.append(_masked_line(line, day if _POINTER.match(line) else ""))
        return "\n".join(lines)

    def value(self, value: object) -> object:
        """Return numbers, dates and known names as they are, every other text as its outline."""
        return self._value(value, "")

    def name(self, name: str) -> str:
        """Return a name of a model, a session or an error as it is; what is no name becomes a
        length.
        """
        return name if not name or _NAME.fullmatch(name) else _length(name)

    def comment(self, comment: str) -> str:
        """Return the reason that was picked, and the length of what was written to it."""
        reason, _, written = comment.partition(": ")
        if reason in REASONS:
            return f"{reason}: {self.text(written)}" if written else reason
        return self.text(comment)

    def messages(self, sent: Sent) -> list[dict[str, object]]:
        """Return the prompt's own words with outlines in its places; without a known prompt,
        outlines alone.
        """
        if sent.prompt is not None and sent.prompt.variables == sent.values.keys():
            outlined = {name: self._filled(name, value) for name, value in sent.values.items()}
            return [
                {"role": role, "content": text} for role, text in sent.prompt.render(**outlined)
            ]
        return [
            {"role": _role(message), "content": self.text(str(message.content))}
            for message in sent.messages
        ]

    def reply(self, received: Received) -> object:
        """Return the outline of the model's words."""
        return self.text(str(received.content))

    def _filled(self, name: str, value: str) -> str:
        if (name == "today" and _TODAY.fullmatch(value)) or (
            name == "language" and value in names_for_prompts()
        ):
            return value
        return self.text(value)

    def _value(self, value: object, key: str) -> object:
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, date | datetime):
            return value.isoformat()
        if isinstance(value, str):
            return self._string(value, key)
        if is_dataclass(value) and not isinstance(value, type):
            value = {each.name: getattr(value, each.name) for each in fields(value)}
        if isinstance(value, Mapping):
            return {_key(name): self._value(each, str(name)) for name, each in value.items()}
        if isinstance(value, Sequence | set | frozenset) and not isinstance(
            value, bytes | bytearray
        ):
            return [self._value(each, key) for each in value]
        return f"‹{type(value).__name__}›"

    def _string(self, value: str, key: str) -> str:
        if key in _WORDED:
            return self.name(value)
        if key in _DAYS and _DAY.fullmatch(value):
            return value
        if key in _IDS:
            return (
                value
                if _ID.fullmatch(value)
                else hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()[:12]
            )
        return self.text(value)


def _masked_line(line: str, day: str) -> str:
    """Replace every sentence of a line; the pointers between them stay."""
    parts: list[str] = []
    at = 0
    for pointer in _POINTER.finditer(line):
        parts += _lengths(line[at : pointer.start()], day)
        parts.append(pointer[0])
        at = pointer.end()
    return " ".join(parts + _lengths(line[at:], day))


def _lengths(text: str, day: str) -> list[str]:
    pieces = _SENTENCE.split(text.strip(" .,;:!?。"))
    return [_length(piece, day) for piece in pieces if piece]


def _length(text: str, day: str = "") -> str:
    return f"‹{day}, {len(text)} characters›" if day else f"‹{len(text)} characters›"


def _key(name: object) -> str:
    return name if isinstance(name, str) and name in _KEYS else _length(str(name))


def _message(message: BaseMessage) -> dict[str, object]:
    shown: dict[str, object] = {"role": _role(message), "content": message.content}
    if calls := getattr(message, "tool_calls", None):
        shown["tool_calls"] = calls
    return shown


def _role(message: BaseMessage) -> str:
    return {"human": "user", "ai": "assistant"}.get(message.type, message.type)
