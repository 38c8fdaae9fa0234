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
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from errors import ImportFileError
from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import (
    AS_IT_SAYS,
    SOURCE_ID,
    SPEAKERS,
    How,
    damaged,
    first_characters,
    read_source,
)
from journal.importers.left_out import left_out
from journal.problems import ImportProblem
from language.dates.written import parse_when

CHAT, SPEAKER = "chat", "speaker"
_SUFFIXES = {".txt", ".csv", ".text", ".eml", ""}  # Android calls the same text a mail
_HEAD_LINES = 8
_NAMES = 30

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

_TIME = r"(?:(?:오전|오후|AM|PM)\s)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[APap]\.?[Mm]\.?)?"
_CLOCK = re.compile(
    r"(?P<before>오전|오후|AM|PM)?\s?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"\s?(?P<after>[AaPp])?"
)
_STAMP = re.compile(
    r"(?P<day>\d{4}[년.\-/]\s?\d{1,2}[월.\-/]\s?\d{1,2}[일.]?"
    r"|[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4}|\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4})"
    rf",?(?:\sat)?\s(?P<time>{_TIME})(?P<rest>(?:[,:]|\Z).*)?\Z"
)
_SAID = re.compile(r", (?P<speaker>.+?) : ?(?P<text>.*)\Z")
_RULE = re.compile(r"-{5,}\s(?P<day>.+?)\s-{5,}\s*\Z")
# The heading of the next day, on a phone.
_DAY_NAMED = re.compile(r"\d{4}년 .{5,12}요일|[A-Z][a-z]{2,5}day, .{8,20}")
_PC = re.compile(rf"\[(?P<speaker>.+?)\] \[(?P<time>{_TIME})\] ?(?P<text>.*)\Z")
_CSV_HEAD = re.compile(r'"?Date"?,"?User"?,"?Message"?\s*\n\s*"?\d{4}-\d{2}-\d{2} \d{1,2}:\d{2}')
_CSV_NAME = re.compile(r"KakaoTalk_Chat_(?P<room>.+?)_\d{4}-\d{2}-\d{2}.*", re.IGNORECASE)

# What the program writes in the place of a message that is none of words.
_NO_WORDS = re.compile(
    r"사진(?: \d+장)?|동영상|이모티콘|음성메시지|(?:삭제된 메시지입니다|메시지가 삭제되었습니다)\.?"
    r"|(?:보이스톡|페이스톡|라이브톡|그룹콜)(?: (?:해요|취소|부재중|종료|거절|응답 없음|[\d:]+))?"
    r"|파일: .+|연락처: .+|Photos?|\d+ photos|Videos?|Emoticons?|Stickers?|Voice (?:Note|Message)s?"
    r"|File: .+|(?:This message was deleted|Message deleted)\.?"
    r"|(?:[0-9a-f]{32,}|KakaoTalk_\d{8}_\d+\S*)\.\w{2,4}",
)
# What a PC's export writes between messages with no mark of its own: who came and who went.
_NOTICE = re.compile(
    r".+님이 (?:들어왔|나갔)습니다\.?|.+님이 .+님.*(?:초대했|내보냈)습니다\.?"
    r"|.+님을 (?:초대했|내보냈)습니다\.?|채팅방 관리자가 메시지를 가렸습니다\.?"
    r"|.+ (?:joined|left) (?:this|the) chat ?room\.?|\S+(?: \S+){0,4} invited .+\."
)


@dataclass(slots=True)
class _Message:
    at: datetime
    speaker: str
    lines: list[str] = field(default_factory=list)


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
        text = clean(source.text).removeprefix("\ufeff").replace("\r\n", "\n")
        room = _room(text, path)
        messages = list(_from_csv(text, source.name) if _CSV_HEAD.match(text) else _from_text(text))
        speakers = Counter(message.speaker for message in messages)
        mine = _names_of_me(speakers, room, how)
        if not mine:
            yield who_is_me(source.name, speakers)
            return
        yield from self._days((m for m in messages if m.speaker in mine), room, source.name)

    def _days(
        self, messages: Iterable[_Message], room: str, shown: str
    ) -> Iterator[Entry | ImportProblem]:
        days: dict[date, list[_Message]] = {}
        for message in messages:
            days.setdefault(message.at.date(), []).append(message)
        wordless = 0
        for day, said in sorted(days.items()):
            words = ["\n".join(message.lines).strip() for message in said]
            body = "\n".join(each for each in words if each and not _NO_WORDS.fullmatch(each))
            if not body:
                wordless += 1
                continue
            yield Entry(
                id="",
                written_on=day,
                written_at=said[0].at,
                body=body,
                source=self.name,
                extra={
                    SOURCE_ID: f"{room}#{day.isoformat()}",
                    CHAT: room,
                    SPEAKER: said[0].speaker,
                },
            )
        if wordless:
            yield left_out(shown, wordless, key="without_words")


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


def _names_of_me(speakers: Counter[str], room: str, how: How) -> set[str]:
    """Return the names under which "I" speak here; none when that is not known."""
    said = {clean(name).strip() for name in how.me} & speakers.keys()
    if _ANDROID_ME in speakers:
        said.add(_ANDROID_ME)
    if not said and len(speakers) == 1 and _OWN_ROOM.fullmatch(room):
        said = set(speakers)
    return said


def _from_csv(text: str, shown: str) -> Iterator[_Message]:
    try:
        for row in csv.reader(io.StringIO(text)):
            when = parse_when(row[0]) if len(row) >= 3 else None
            if when is not None and when.at is not None:
                yield _Message(when.at, row[1].strip(), row[2].split("\n"))
    except csv.Error as error:
        raise damaged(shown, "CSV") from error


def _from_text(text: str) -> Iterator[_Message]:
    """Yield the messages; a line that begins none goes on with the one before it."""
    day: date | None = None
    current: _Message | None = None
    for line in text.split("\n"):
        if rule := _RULE.match(line):
            when = parse_when(rule["day"])
            day, following = (when.day if when else None), None
        elif stamped := _STAMP.match(line):
            following = _stamped(stamped)
        elif (found := _PC.match(line)) and day is not None:
            following = _on_pc(found, day)
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


def _stamped(found: re.Match[str]) -> _Message | None:
    """Return the message of a line that begins with its moment; a notice and a mere date have
    none.
    """
    said = _SAID.match(found["rest"] or "")
    day = _day(found["day"]) if said else None
    at = _at(day, found["time"]) if day else None
    if said is None or at is None:
        return None
    return _Message(at, said["speaker"].strip(), [said["text"]])


def _on_pc(found: re.Match[str], day: date) -> _Message | None:
    at = _at(day, found["time"])
    return _Message(at, found["speaker"].strip(), [found["text"]]) if at else None


@lru_cache(maxsize=64)  # a day stands before each of its messages
def _day(text: str) -> date | None:
    when = parse_when(" ".join(text.split()))
    return when.day if when else None


def _at(day: date, text: str) -> datetime | None:
    """Return a moment of a day; `text` is a time of the clock in either language."""
    clock = _CLOCK.match(text)
    if clock is None:
        return None
    hour, half = int(clock["hour"]), clock["before"] or (clock["after"] or "").upper()
    if half in ("오후", "PM", "P") and hour < 12:
        hour += 12
    elif half in ("오전", "AM", "A") and hour == 12:
        hour = 0
    try:
        return datetime(
            day.year, day.month, day.day, hour, int(clock["minute"]), int(clock["second"] or 0)
        )
    except ValueError:
        return None


def _ends(line: str) -> bool:
    """Whether a line without a speaker is no part of the message before it."""
    bare = line.strip()
    if _NOTICE.fullmatch(bare):
        return True
    return _DAY_NAMED.fullmatch(bare) is not None and parse_when(bare) is not None


def who_is_me(shown: str, speakers: Counter[str]) -> ImportProblem:
    """Return the question who "I" is, with the names to choose from, the busiest first."""
    names = tuple(name for name, _ in speakers.most_common(_NAMES))
    error = ImportFileError(
        "{path} is a chat, and it does not say who of these you are: {names}.",
        hint=(
            "Say it in the preview, or with --me NAME. Only your own words are taken, and nobody"
            " else's."
        ),
        key="import.who_is_me",
        path=shown,
        names=", ".join(names),
        **{SPEAKERS: names},
    )
    return ImportProblem.of(shown, error)
