"""Exported chats of any program: what "I" said, a day an entry.

Invariant: no word of anyone else is in an entry. A message is taken by its speaker's name alone;
what is no message, or not of the speaker's words, is nobody's and counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise

from errors import ImportFileError
from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import DAY_ORDER_ASSUMED, SOURCE_ID, SPEAKERS, How, empty_file
from journal.importers.left_out import LeftOut, left_out
from journal.problems import ImportProblem
from language.chat_words import is_passed_on

CHAT, SPEAKER = "chat", "speaker"
TIME = (
    r"(?:(?:오전|오후|午前|午後|上午|下午|[AP]M)\s?)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
    r"(?:\s?[APap]\.?\s?[Mm](?:\.|\b))?"
)
_CLOCK = re.compile(
    r"(?P<before>\D+?)?\s?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?"
    r"\s?(?P<after>[AaPp])?"
)
_AFTERNOON = ("오후", "午後", "下午", "PM", "P")
_MORNING = ("오전", "午前", "上午", "AM", "A")
_NUMBERS = re.compile(r"(\d{1,4})\D{1,3}?(\d{1,2})\D{1,3}?(\d{1,4})")
_NAMES = 30


@dataclass(slots=True)
class Message:
    """What somebody said; `at` is none where its day is in no calendar. `quoted` passages of
    others are already left out of it."""

    at: datetime | None
    speaker: str
    lines: list[str] = field(default_factory=list)
    order_assumed: bool = False
    is_passed_on: bool = False
    quoted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """One chat. It is known again by `key`; `own` are names that can only be the person's, and so
    is the only one that speaks in a chat `is_with_oneself`; `words_of` returns what of a message's
    lines is words, and not the program's."""

    source: str
    shown: str
    room: str
    key: str
    messages: Sequence[Message]
    words_of: Callable[[Sequence[str]], str]
    own: frozenset[str] = frozenset()
    is_with_oneself: bool = False


def entries_of(chat: Chat, how: How) -> Iterator[Entry | ImportProblem]:
    """Yield an entry for each day on which "I" said something, or ask who that is; then what was
    left out."""
    speakers = Counter(message.speaker for message in chat.messages)
    if not speakers:
        yield empty_file(chat.shown)
        return
    mine = ({clean(name).strip() for name in how.me} | chat.own) & speakers.keys()
    if chat.is_with_oneself and len(speakers) == 1:
        mine |= speakers.keys()
    if not mine:
        yield who_is_me(chat.shown, speakers)
        return
    left: Counter[LeftOut] = Counter()
    days: dict[date, list[tuple[Message, str]]] = {}
    for message in chat.messages:
        if message.speaker not in mine:
            continue
        words, why = _words_in(message, chat)
        if why is not None:
            left[why] += 1
            continue
        if message.quoted:
            left["others_words"] += message.quoted
        if message.at is not None:
            days.setdefault(message.at.date(), []).append((message, words))
    for day, said in sorted(days.items()):
        first = said[0][0]
        yield Entry(
            id="",
            written_on=day,
            written_at=first.at,
            body="\n".join(words for _, words in said),
            source=chat.source,
            extra={
                SOURCE_ID: f"{chat.key}#{day.isoformat()}",
                CHAT: chat.room,
                SPEAKER: first.speaker,
            }
            | ({DAY_ORDER_ASSUMED: "true"} if first.order_assumed else {}),
        )
    for key, count in left.items():
        yield left_out(chat.shown, count, key=key)


def _words_in(message: Message, chat: Chat) -> tuple[str, LeftOut | None]:
    words = chat.words_of(message.lines).strip()
    if not words:
        return "", "others_words" if message.quoted else "without_words"
    first, _, rest = words.partition("\n")
    if message.is_passed_on or (rest and is_passed_on(first.strip())):
        return "", "others_words"
    return words, "no_day" if message.at is None else None


def read_moment(day: date | None, text: str) -> datetime | None:
    """Return a moment of a day; `text` is a time of the clock in any of the languages."""
    clock = _CLOCK.match(text)
    if clock is None or day is None:
        return None
    hour = int(clock["hour"])
    half = (clock["before"] or "").strip() or (clock["after"] or "").upper()
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in _MORNING and hour == 12:
        hour = 0
    try:
        return datetime(
            day.year, day.month, day.day, hour, int(clock["minute"]), int(clock["second"] or 0)
        )
    except ValueError:
        return None


def read_days(texts: Sequence[str], how: How, *, year_first: bool) -> dict[str, tuple[date, bool]]:
    """Return the days that texts in numbers are, in one order for all, and of each whether that
    order is only assumed. What is a day in no order is not in it.

    The order is the one in which most are days, and in which they go forward, as a chat does; then
    the one that the person says. With `year_first` two digits may be a year that stands first.
    """
    numbers = {text: found for text in texts if (found := _NUMBERS.search(text))}
    likely = [how.day_order, "ymd" if year_first else "", "dmy" if _has_points(numbers) else ""]
    orders = list(dict.fromkeys(filter(None, [*likely, "mdy", "dmy"])))
    ranks = {order: _rank(numbers.values(), order) for order in orders}
    best = max(orders, key=lambda order: ranks[order])
    is_proven = all(ranks[order] < ranks[best] for order in orders if order != best)
    is_told = is_proven or bool(how.day_order) or best == "ymd" or _has_points(numbers)
    days: dict[str, tuple[date, bool]] = {}
    for text, found in numbers.items():
        readings = {order: _day(found, order) for order in (best, *orders)}
        day = next((day for day in readings.values() if day is not None), None)
        if day is not None:
            is_open = len(set(readings.values()) - {None}) > 1
            days[text] = day, is_open and not is_told
    return days


def _has_points(numbers: dict[str, re.Match[str]]) -> bool:
    return any("." in found[0] for found in numbers.values())


def _rank(found: Iterable[re.Match[str]], order: str) -> tuple[int, int]:
    """Return how many are days in this order, and, less being better, how often they go back."""
    days = [day for each in found if (day := _day(each, order)) is not None]
    return len(days), -sum(later < earlier for earlier, later in pairwise(days))


def _day(found: re.Match[str], order: str) -> date | None:
    one, two, three = found.groups()
    if order == "ymd" or len(one) == 4:
        year, month, day = one, two, three
    elif order == "dmy":
        year, month, day = three, two, one
    else:
        year, month, day = three, one, two
    full = int(year) + (2000 if len(year) <= 2 else 0)
    try:
        return date(full, int(month), int(day)) if full <= date.today().year else None
    except ValueError:
        return None


def who_is_me(shown: str, speakers: Counter[str]) -> ImportProblem:
    """Return the question who "I" is, with the names to choose from, the busiest first."""
    names = tuple(name for name, _ in speakers.most_common(_NAMES))
    error = ImportFileError(
        "{path} is of several people, and it does not say who of these you are: {names}.",
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
