"""WhatsApp's exported chats, of iPhones (`[31.12.24, 23:58:01] Name: words`) and Android
(`31/12/2024, 23:58 - Name: words`): what "I" said, a day an entry.

Limit: only the chat with oneself, "Name (You)", says who "I" is; else the person does (`How.me`).
Times are the phone's own: no zone is named.
Invariant: a chat is known by its lines, so that it is never taken for jrnl's or for a text; what
the program marks as its own (U+200E, `<…>`) is nobody's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, How, first_characters, read_source
from journal.importers.chat import TIME, Chat, Message, entries_of, read_days, read_moment
from journal.problems import ImportProblem
from language.chat_words import (
    names_attachment,
    stands_for_words,
    tells_encryption,
    without_edited,
)

_SUFFIXES = {".txt", ".text", ".log", ""}
_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_OWN = "\u200e"  # before what the program writes
_MARKED = re.compile(rf"^{_OWN}\[|[\]:-] {_OWN}", re.MULTILINE)
_DAY = r"\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}\.?|\d{4}[년年]\s?\d{1,2}[월月]\s?\d{1,2}[일日]"
_AT = r"(?:(?:klo|kl\.|at|um|à|a las|alle)\s)?"
_STAMP = re.compile(
    rf"[{_MARKS}]*(?:\[(?P<day>{_DAY})(?P<comma>,?)\s{_AT}(?P<time>{TIME})\]\s?"
    rf"|(?P<day_android>{_DAY})(?P<comma_android>,?)\s{_AT}(?P<time_android>{TIME})\s[-–]\s)"
    r"(?P<rest>.*)\Z",
    re.DOTALL,
)
_SAID = re.compile(r"(?P<speaker>[^:\n]{1,80}?):(?:\s(?P<text>.*)|\Z)", re.DOTALL)
_EAST_ASIAN = re.compile(r"[오午上下]")
_HALF_DAY = re.compile(r"[^\d:.\s]")
_CALLED = re.compile(r"_chat(?: \(\d+\)|-\d+)?|.*whatsapp.*", re.IGNORECASE)
_ROOM = re.compile(
    r".*WhatsApp.*? (?:with|mit|con|com|avec|met) (?P<room>.+)"
    r"|(?P<before>.+?)\s?님?과의 WhatsApp .+",
    re.IGNORECASE,
)
_OWN_ROOM = re.compile(r".+ \((?:You|나|Du|Tú|Tu|Vous|Você|Jij|あなた|你|您)\)")
_SOON = timedelta(hours=6)
_SECONDS = re.compile(r"\d[:.]\d{2}[:.]\d{2}")
# What the program puts for a file or a place: `<Media omitted>` is all of a message,
# `<attached: 00000012-PHOTO-2024-12-31-23-58-01.jpg>` and a place may have words beside it.
_IN_BRACKETS = re.compile(r"<[^<>\n]{3,120}>")
_ATTACHED = re.compile(r"<[^<>:\n]{2,30}: ?[^<>\n]{3,200}\.\w{2,5}>")
_PLACE = re.compile(r"[\w ]{2,30}: https?://(?:maps\.google|www\.google)\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line that begins with a moment; `speaker` is empty where nobody speaks."""

    day: str
    time: str
    comma: str
    speaker: str
    text: str

    @property
    def is_of_program(self) -> bool:
        """Whether its moment is written as few diaries write it: with a comma, seconds or halves
        of the day."""
        return bool(self.comma or _SECONDS.search(self.time) or _HALF_DAY.search(self.time))


class WhatsAppImporter:
    """One chat."""

    name = "whatsapp"

    def recognises(self, path: Path) -> bool:
        """Whether its first line begins as a message does, and the file is called, marked or
        filled as a chat."""
        if path.suffix.lower() not in _SUFFIXES:
            return False
        head = first_characters(path)
        lines = [line for line in head.split("\n") if line.strip()]
        first = _read_line(lines[0].rstrip("\r")) if lines else None
        if first is None:
            return False
        read = [found for line in lines if (found := _read_line(line.rstrip("\r"))) is not None]
        said = [line for line in read if line.speaker]
        if not first.speaker and tells_encryption(first.text):
            return bool(said) or first.is_of_program
        if _CALLED.fullmatch(clean(path.stem)) or _MARKED.search(head):
            return bool(said)
        if not _mostly(said, read):
            return False
        if all(line.comma and _SECONDS.search(line.time) for line in read):
            return True
        return all(line.is_of_program for line in read) and _is_talk(head)

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield an entry for each day on which "I" said something, or ask who that is.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text.
        """
        source = read_source(path, how)
        messages, beginning = _messages(source.words, how)
        room = _room(path)
        chat = Chat(
            source=self.name,
            shown=source.name,
            room=room,
            # An iPhone calls every chat the same: it is known again by the moment it begins with.
            key=f"{room} {beginning}",
            messages=messages,
            words_of=_words_of,
            is_with_oneself=_OWN_ROOM.fullmatch(room) is not None,
        )
        yield from entries_of(chat, how)


def _mostly(some: Sequence[object], of: Sequence[object]) -> bool:
    return len(some) * 2 > len(of)


def _is_talk(text: str) -> bool:
    """Whether most messages come soon after the one before, as no entries of a diary do."""
    times = [message.at for message in _messages(text, AS_IT_SAYS)[0] if message.at is not None]
    apart = [later - earlier for earlier, later in pairwise(times)]
    return bool(apart) and 2 * sum(abs(each) < _SOON for each in apart) >= len(apart)


def _read_line(line: str) -> _Line | None:
    found = _STAMP.match(line)
    if found is None:
        return None
    said = _SAID.match(found["rest"])
    return _Line(
        day=found["day"] or found["day_android"],
        time=found["time"] or found["time_android"],
        comma=found["comma"] or found["comma_android"] or "",
        speaker=_without_marks(said["speaker"]) if said else "",
        text=(said["text"] or "") if said else found["rest"],
    )


def _without_marks(name: str) -> str:
    return name.strip(f"{_MARKS} \u00a0\u202f~")


def _messages(text: str, how: How) -> tuple[list[Message], str]:
    """Return the messages, a line that begins none going on with the one before it; and the moment
    of the first line."""
    lines = text.split("\n")
    read = [_read_line(line) for line in lines]
    stamped = [line for line in read if line is not None]
    is_east_asian = any(_EAST_ASIAN.search(line.time) for line in stamped)
    days = read_days([line.day for line in stamped], how, year_first=is_east_asian)
    messages: list[Message] = []
    current: Message | None = None
    for line, found in zip(lines, read, strict=True):
        if found is None:
            if current is not None:
                current.lines.append(line)
            continue
        current = None
        if found.speaker:
            day, is_assumed = days.get(found.day, (None, False))
            at = read_moment(day, found.time)
            current = Message(at, found.speaker, [found.text], order_assumed=is_assumed)
            messages.append(current)
    return messages, f"{stamped[0].day} {stamped[0].time}" if stamped else ""


def _words_of(lines: Sequence[str]) -> str:
    """Return the words of a message, without what the program wrote for or into it."""
    kept = [words for line in lines if (words := _words_in(line)) is not None]
    text = "\n".join(kept).strip()
    is_of_program = stands_for_words(text, "whatsapp") or _IN_BRACKETS.fullmatch(text)
    return "" if is_of_program else text


def _words_in(line: str) -> str | None:
    """Return what of a line is words; none where all of it is the program's."""
    before, mark, after = line.rpartition(_OWN)
    if mark and (not before.strip(_MARKS) or _IN_BRACKETS.fullmatch(after.strip())):
        return before.rstrip() or None
    if mark and stands_for_words(after.strip(), "whatsapp"):
        return before.rstrip()
    bare = line.strip()
    is_file = _ATTACHED.fullmatch(bare) or _PLACE.fullmatch(bare) or names_attachment(bare)
    return None if is_file else without_edited(line)


def _room(path: Path) -> str:
    name = clean(path.stem)
    found = _ROOM.fullmatch(name)
    return next(filter(None, found.groups()), name).strip() if found else name
