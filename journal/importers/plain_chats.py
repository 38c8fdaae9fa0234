"""Chats that no program is known by: plain lines that say when and who, of two people or more.

Limit: lines that only bear a day, and a chat in which nobody answers within minutes, look like a
diary and stay one.
Invariant: a diary whose titles end in a colon ("Work: …") is no chat: there nobody answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from errors import ImportFileError

_DAY = r"\d{1,4}[-./년年]\s?\d{1,2}[-./월月]\s?\d{1,4}[.일日]?"
_TIME = (
    r"(?:[^\W\d_]{2} ?)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?"
)
_STAMPED = re.compile(
    rf"^(?P<open>\[)?(?:(?P<day>{_DAY}),?[ T]{{1,3}})?{_TIME}(?(open)\])(?P<comma>,)?"
    r"[ \t]{1,4}(?:[-–|] )?(?P<rest>\S.*)$",
    re.MULTILINE,
)
_SAID = re.compile(
    r"(?P<name>[^:\n<>\[\]]{1,40}?)(?P<apart> )?: ?(?=\S)(?!//)|<(?P<angled>[^<>\n]{1,40})> "
)
_NUMBERED = re.compile(r"(\S.{0,40}?) ?(?:\(\d{3,}\)|<[^<>\s]+@[^<>\s]+>)$")
_IN_BRACKETS = re.compile(rf"^\[(?P<name>[^\[\]\n]{{1,40}})\] \[{_TIME}\] \S", re.MULTILINE)
_ABOVE = re.compile(rf"^(?P<name>\S[^\n:]{{0,40}}?) {{2,}}{_TIME}[ \t]*\n(?=\S)", re.MULTILINE)
_FEWEST, _SOON = 3, 5  # lines; minutes within which somebody answers
_ANSWERED = 0.2  # of the lines at least


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    day: str
    minute: int


def is_plain_chat(head: str) -> bool:
    """Whether the beginning of a text is that of a chat of several people."""
    head = head.lstrip("\ufeff \t\r\n").replace("\r\n", "\n")
    for form in (_IN_BRACKETS, _ABOVE):
        if form.match(head) and len({found["name"].strip() for found in form.finditer(head)}) > 1:
            return True
    stamped = list(_STAMPED.finditer(head))
    if len(stamped) < 2 or not _leads(head, stamped[0]):
        return False
    numbered = [_NUMBERED.match(found["rest"].rstrip()) for found in stamped]
    if all(numbered):
        return len({found[1] for found in numbered if found}) > 1
    said = [(found, _SAID.match(found["rest"])) for found in stamped]
    lines = [_line(found, who) for found, who in said if who is not None]
    if len(lines) < len(said) or len({line.name for line in lines}) < 2:
        return False
    if all(
        who is not None and (who["angled"] or (at["comma"] and who["apart"])) for at, who in said
    ):
        return True
    return _is_talk(lines)


def _leads(head: str, first: re.Match[str]) -> bool:
    """Whether nothing, or one heading, stands above the first line that says when."""
    return head[: first.start()].strip().count("\n") == 0


def _line(found: re.Match[str], who: re.Match[str]) -> _Line:
    half = 12 if (found["half"] or "").lower() == "p" else 0
    return _Line(
        name=(who["name"] or who["angled"]).strip(),
        day=found["day"] or "",
        minute=60 * (int(found["hour"]) + half) + int(found["minute"]),
    )


def _is_talk(lines: Sequence[_Line]) -> bool:
    """Whether people come again and answer each other, as titles do not."""
    names = [line.name for line in lines]
    again = {name for name in names if names.count(name) > 1}
    if len(lines) < _FEWEST or len(again) < (2 if len(lines) > 2 * _FEWEST else 1):
        return False
    answers = sum(
        one.name != other.name and one.day == other.day and abs(other.minute - one.minute) <= _SOON
        for one, other in pairwise(lines)
    )
    return answers >= max(1, _ANSWERED * len(lines))


def unread_plain_chat(shown: str) -> ImportFileError:
    """Return the error of such a chat, with how to keep what one said in it."""
    return ImportFileError(
        "{path} is a chat of several people, in a form that is not read.",
        hint=(
            "It does not say which words are yours, so none were taken. Copy your own words and"
            " paste them."
        ),
        key="import.plain_chat",
        path=shown,
    )
