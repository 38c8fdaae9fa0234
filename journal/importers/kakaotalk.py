"""KakaoTalk's exported chats, Korean and English, of phones and PCs: what "I" said, a day an entry.

Limit: a file seldom says who "I" is. It is known where Android writes 회원님 and in a chat that is
called one's own; else the person says it (`How.me`). Times are the phone's own: no zone is named.
Invariant: no word of anyone else is in an entry. A message is taken by its speaker's name alone,
and what is no message (who came and went, pictures, deleted lines) is nobody's.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, How, damaged, first_characters, read_source
from journal.importers.chat import TIME, Chat, Message, entries_of, read_moment
from journal.problems import ImportProblem
from language.chat_words import is_shared, stands_for_words
from language.dates.written import parse_when

_SUFFIXES = {".txt", ".csv", ".text", ".eml", ""}  # Android calls the same text a mail
_HEAD_LINES = 8

_ROOM = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<room>.+?)\s*님과(?:의)? 카카오톡 대화",
        r"(?P<room>.+?)\s*카카오톡 대화",
        r"KakaoTalk Chats with (?P<room>.+)",
        r"(?P<room>.+?) with KakaoTalk Chats",
        r"(?P<room>.+?) (?:Talk Chats|chats?)",
    )
)
_SAVED = re.compile(r"(?:저장한 날짜|Date Saved|Saved Date)\s*:\s*\S.*")
_OWN_ROOM = re.compile(
    r"나와의\s?채팅(?:방)?|나에게 보내기|내게 쓴 메시지|My Chat(?:room)?|Chat with Me(?:mo)?|Me",
    re.IGNORECASE,
)
_ANDROID_ME = "회원님"
_ADDRESS = re.compile(r"https?://\S+")

_STAMP = re.compile(
    r"(?P<day>\d{4}[년.\-/]\s?\d{1,2}[월.\-/]\s?\d{1,2}[일.]?"
    r"|[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4}|\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4})"
    rf",?(?:\sat)?\s(?P<time>{TIME})(?P<rest>(?:[,:]|\Z).*)?\Z"
)
_SAID = re.compile(r", (?P<speaker>.+?) : ?(?P<text>.*)\Z")
_RULE = re.compile(
    r"-{5,}\s(?P<day>(?:[A-Z][a-z]{2,5}day, )?\D{0,12}\d.*?)\s-{5,}\s*\Z"  # Wednesday, September 6
)
# The heading of the next day, on a phone; whether the calendar has it or not.
_DAY_NAMED = re.compile(
    r"\d{4}년 \d{1,2}월 \d{1,2}일 .요일|[A-Z][a-z]{2,5}day, [A-Z][a-z]{2,8} \d{1,2}, \d{4}"
    r"|[A-Z][a-z]{2,5}day, \d{1,2} [A-Z][a-z]{2,8} \d{4}"
)
_PC = re.compile(rf"\[(?P<speaker>.+?)\] \[(?P<time>{TIME})\] ?(?P<text>.*)\Z")
_CSV_HEAD = re.compile(r'"?Date"?,"?User"?,"?Message"?\s*\n\s*"?\d{4}-\d{2}-\d{2} \d{1,2}:\d{2}')
_CSV_NAME = re.compile(r"KakaoTalk_Chat_(?P<room>.+?)_\d{4}-\d{2}-\d{2}.*", re.IGNORECASE)

# What a PC's export writes between messages with no mark of its own: who came and who went.
_NOTICE = re.compile(
    r".+님이 (?:들어왔|나갔)습니다\.?|.+님이 .+님.*(?:초대했|내보냈)습니다\.?"
    r"|.+님을 (?:초대했|내보냈)습니다\.?|채팅방 관리자가 메시지를 가렸습니다\.?"
    r"|.+ (?:joined|left) (?:this|the) chat ?room\.?|\S+(?: \S+){0,4} invited .+\."
)


class KakaoTalkImporter:
    """One chat."""

    name = "kakaotalk"

    def recognises(self, path: Path) -> bool:
        """Whether it is a chat: by KakaoTalk's heading, or by lines that say who spoke when."""
        if path.suffix.lower() not in _SUFFIXES:
            return False
        head = first_characters(path).removeprefix("\ufeff").replace("\r\n", "\n")
        if _CSV_HEAD.match(head):
            return True
        lines = head.split("\n")
        top = [line.strip() for line in lines[:_HEAD_LINES]]
        is_headed = any(map(_SAVED.fullmatch, top)) and any(
            "카카오톡" in line or "Talk" in line or _is_message(line) for line in (*top, *lines)
        )
        return is_headed or sum(map(_is_message, lines)) >= 3

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield an entry for each day on which "I" said something, or ask who that is.

        Raises:
            ImportFileError: it cannot be opened, is too large, or is no CSV to its end.
            EntryFormatError: it is no text.
        """
        source = read_source(path, how)
        text = source.words
        room = _room(text, path)
        messages = list(_from_csv(text, source.name) if _CSV_HEAD.match(text) else _from_text(text))
        chat = Chat(
            source=self.name,
            shown=source.name,
            room=room,
            key=room,
            messages=messages,
            words_of=_words_of,
            own=frozenset({_ANDROID_ME}),
            is_with_oneself=_OWN_ROOM.fullmatch(room) is not None,
        )
        yield from entries_of(chat, how)


def _words_of(lines: Sequence[str]) -> str:
    """Return the words of a message; none, where it is the program's, or a card: its label with an
    address at its end."""
    text = "\n".join(lines).strip()
    first, _, rest = text.partition("\n")
    is_card = is_shared(first) and (not rest or _ADDRESS.fullmatch(rest.rpartition("\n")[2]))
    return "" if is_card or stands_for_words(text, "kakaotalk") else text


def _is_message(line: str) -> bool:
    stamped = _STAMP.match(line)
    if stamped is not None:
        return _SAID.match(stamped["rest"] or "") is not None
    return _PC.match(line) is not None


def _room(text: str, path: Path) -> str:
    for line in text.split("\n", _HEAD_LINES)[:_HEAD_LINES]:
        if _is_message(line):
            break
        for pattern in _ROOM:
            if found := pattern.fullmatch(line.strip()):
                return found["room"]
    named = _CSV_NAME.fullmatch(clean(path.stem))
    return named["room"] if named else clean(path.stem)


def _from_csv(text: str, shown: str) -> Iterator[Message]:
    try:
        rows = csv.reader(io.StringIO(text))
        next(rows, None)  # the names of the columns
        for row in rows:
            if len(row) < 3:
                continue
            when = parse_when(row[0])
            yield Message(when.at if when else None, row[1].strip(), row[2].split("\n"))
    except csv.Error as error:
        raise damaged(shown, "CSV") from error


def _from_text(text: str) -> Iterator[Message]:
    """Yield the messages; a line that begins none goes on with the one before it."""
    lines = text.split("\n")
    # A phone's messages tell their days themselves: there a PC's line is one that was quoted.
    on_pc = any(map(_RULE.match, lines)) or not any(map(_STAMP.match, lines))
    day: date | None = None
    current: Message | None = None
    for line in lines:
        if rule := _RULE.match(line):
            day, following = _day(rule["day"]), None
        elif stamped := _STAMP.match(line):
            following = _stamped(stamped)
        elif on_pc and (found := _PC.match(line)):
            at = read_moment(day, found["time"])
            following = Message(at, found["speaker"].strip(), [found["text"]])
        elif current is not None and not _ends(line):
            current.lines.append(line)
            continue
        else:
            following = None
        if current is not None:
            yield current
        current = following
    if current is not None:
        yield current


def _stamped(found: re.Match[str]) -> Message | None:
    """Return the message of a line that begins with its moment; a notice and a mere date have
    none.
    """
    said = _SAID.match(found["rest"] or "")
    if said is None:
        return None
    at = read_moment(_day(found["day"]), found["time"])
    return Message(at, said["speaker"].strip(), [said["text"]])


@lru_cache(maxsize=64)  # a day stands before each of its messages
def _day(text: str) -> date | None:
    when = parse_when(" ".join(text.split()))
    return when.day if when else None


def _ends(line: str) -> bool:
    """Whether a line without a speaker is no part of the message before it."""
    bare = line.strip()
    return any(form.fullmatch(bare) is not None for form in (_NOTICE, _DAY_NAMED))
