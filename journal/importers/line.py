"""LINE's exported chats, of phones: a line for each day, then time, name and words between tabs.

Limit: only the memo to oneself says who "I" is; else the person does (`How.me`). The export of a PC
has no tabs, so that nobody can tell a name from words there (`foreign_chats` names it).
Invariant: what the program puts for a picture or a call is nobody's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, How, first_characters, read_source
from journal.importers.chat import TIME, Chat, Message, entries_of, read_days, read_moment
from journal.problems import ImportProblem
from language.chat_words import stands_for_words
from language.dates.written import weekday_beside

HEAD = "[LINE]"
_SUFFIXES = {".txt", ".text", ""}
_DAY = re.compile(
    r"(?:[A-Z][a-z]{1,8}\.?,? )?(?P<day>\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4})\.?"
    r"(?: ?[(]?\w{1,9}[)]?)?"
)
_SAID = re.compile(rf"(?P<time>{TIME})\t(?P<speaker>[^\t\n]+)\t(?P<text>.*)\Z")
_NOTICE = re.compile(rf"{TIME}\t.*")
_ROOM = re.compile(
    r"\[LINE\] ?(?:(?P<ko>.+?)(?:님)?(?:과|와)?의 (?:대화|채팅)|Chat history (?:with|in) (?P<en>.+)"
    r"|(?P<ja>.+?)(?:と)?のトーク履歴|(?P<other>.+))"
)
_OWN_ROOM = re.compile(r"Keep ?(?:메모|Memo|メモ)", re.IGNORECASE)


class LineImporter:
    """One chat."""

    name = "line"

    def recognises(self, path: Path) -> bool:
        """Whether it begins as LINE's chats do and somebody speaks between tabs."""
        head = first_characters(path).removeprefix("\ufeff")
        if path.suffix.lower() not in _SUFFIXES or not head.startswith(HEAD):
            return False
        return any(_SAID.match(line.rstrip("\r")) for line in head.split("\n"))

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield an entry for each day on which "I" said something, or ask who that is.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text.
        """
        source = read_source(path, how)
        lines = source.words.split("\n")
        found = _ROOM.fullmatch(lines[0].strip())
        room = next(filter(None, found.groups()), "") if found else clean(path.stem)
        messages = _messages(lines, how)
        chat = Chat(
            source=self.name,
            shown=source.name,
            room=room,
            key=room,
            messages=messages,
            words_of=_words_of,
            is_with_oneself=_OWN_ROOM.fullmatch(room) is not None,
        )
        yield from entries_of(chat, how)


def _messages(lines: Sequence[str], how: How) -> list[Message]:
    """Return the messages; a line that begins none goes on with the one before it. What
    begins a day has a moment behind it, so that a date within words begins none."""
    told = {number: _day_told(lines[number]) for number in _starts_of_days(lines)}
    days = read_days(list(told.values()), how, year_first=False)
    messages: list[Message] = []
    current: Message | None = None
    day, is_assumed = None, False
    for number, line in enumerate(lines):
        if number in told:
            day, is_assumed = days.get(told[number], (None, False))
            current = None
        elif said := _SAID.match(line):
            at = read_moment(day, said["time"])
            current = Message(at, said["speaker"].strip(), [said["text"]], order_assumed=is_assumed)
            messages.append(current)
        elif _NOTICE.fullmatch(line):
            current = None
        elif current is not None:
            current.lines.append(line)
    return messages


def _starts_of_days(lines: Sequence[str]) -> list[int]:
    """Return which lines begin a day: those with an empty line before them, and where not even two
    have one, those that tell the day of the week."""
    around = pairwise(lines[1:])
    found = [
        number
        for number, (line, after) in enumerate(around, start=1)
        if _DAY.fullmatch(line.strip()) and _NOTICE.fullmatch(after)
    ]
    parted = [number for number in found if not lines[number - 1].strip()]
    if len(parted) > 1:
        return parted
    return [number for number in found if number in parted or _tells_weekday(lines[number])]


def _tells_weekday(line: str) -> bool:
    found = _DAY.fullmatch(line.strip())
    return found is not None and weekday_beside(found[0], *found.span("day")) is not None


def _day_told(line: str) -> str:
    found = _DAY.fullmatch(line.strip())
    return found["day"] if found else ""


def _words_of(lines: Sequence[str]) -> str:
    """Return the words of a message; several lines stand in quotation marks, as in a table."""
    text = "\n".join(lines).strip()
    if "\n" in text and text.startswith('"') and text.endswith('"'):
        text = text[1:-1].replace('""', '"')
    return "" if stands_for_words(text, "line") else text
