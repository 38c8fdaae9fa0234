"""Finds the words for times in a text, and what "before" or "since" beside them makes of them.

Invariant: the times are in the order of the text, and no character belongs to two of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from language.dates import beside
from language.dates.coming import to_come
from language.dates.meaning import Asked, Meaning
from language.dates.measured import measured_en, measured_ko
from language.dates.periods import Period
from language.dates.wordings import asked_en, asked_ko

# What comes round each year is no stretch of time where it is asked how it usually is, and a
# holiday is none where its times are counted: which of them is nothing that the question says.
_EACH_YEAR = re.compile(
    r"매년|해마다|[때년]\s?마다|보통|대개|주로|늘\s|항상|으레"
    r"|\b(?:usually|normally|generally|typically|always|every year|each year|year after year"
    r"|tend to)\b",
    re.IGNORECASE,
)
_TIMES_OF_IT = re.compile(
    r"몇\s?[번차회]|얼마나\s?자주|적(?:이|은|도)?\s?(?:있|없)"
    r"|\bhow (?:many times|often)\b|\bever\b",
    re.IGNORECASE,
)
_THIS_ONE = re.compile(r"이번|올해|this\b|\d", re.IGNORECASE)
OPEN = Period(since=None, until=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A time at `text[start:end]`, and which side of it is meant."""

    start: int
    end: int
    meaning: Meaning
    kind: str

    @property
    def period(self) -> Period:
        """The days meant, with what "before" or "since" makes of them."""
        return apply_side(self.kind, self.meaning)


def find_times(text: str, asked: Asked) -> list[Found]:
    """Return the times in `text`, in order, without those that come each year; where none is looked
    for that is ahead, without those that have not begun.
    """
    taken = bytearray(len(text))
    found = list(_match_all(text, asked, taken))
    found.sort(key=lambda f: (f.start, -f.end))
    # What measures from another time was first read as one of its own: 5월 3일 `2주 전`.
    found = [f for at, f in enumerate(found) if not at or f.start >= found[at - 1].end]
    meant = (f for f in found if asked.ahead or _has_begun(f, asked))
    return [f for f in meant if not _comes_round(text, f)]


def _has_begun(found: Found, asked: Asked) -> bool:
    since = found.meaning.period.since
    return since is None or since <= asked.today


def _comes_round(text: str, found: Found) -> bool:
    """Say whether each year's is meant, not one of them."""
    if found.meaning.in_year is None or _THIS_ONE.search(text[found.start : found.end]):
        return False
    if _EACH_YEAR.search(text):
        return True
    return found.meaning.single_day and _TIMES_OF_IT.search(text) is not None


def _match_all(text: str, asked: Asked, taken: bytearray) -> Iterator[Found]:
    # Days in figures are known to both, so a language that the text is not in can be left out.
    hangul, latin = re.search(r"[가-힣]", text), re.search(r"[A-Za-z]", text)
    korean_patterns = (*beside.KOREAN_FORMS, *asked_ko.PATTERNS) if hangul or not latin else ()
    english_patterns = (*beside.ENGLISH_FORMS, *asked_en.PATTERNS) if latin else ()
    if asked.ahead:
        korean_patterns = (*to_come.KOREAN_FORMS, *korean_patterns)
        english_patterns = (*to_come.ENGLISH_FORMS, *english_patterns)
    for patterns, korean in ((korean_patterns, True), (english_patterns, False)):
        for pattern, build in patterns:
            for match in pattern.finditer(text):
                start, end = match.span()
                if any(taken[start:end]):
                    continue
                meaning = build(match, asked)
                if meaning is None:
                    continue
                taken[start:end] = b"\1" * (end - start)
                if meaning.vague or meaning.period != OPEN:
                    found = _modify(text, start, end, meaning, korean=korean)
                    taken[found.start : found.end] = b"\1" * (found.end - found.start)
                    yield found


def _modify(text: str, start: int, end: int, meaning: Meaning, *, korean: bool) -> Found:
    kind = ""
    if korean:
        if measured := measured_ko(text, end, meaning):
            end, meaning = measured
        for pattern, name in asked_ko.MODIFIERS:
            if match := pattern.match(text, end):
                kind, end = name, match.end()
                break
    else:
        if measured := measured_en(text, start, meaning):
            start, meaning = measured
        window = max(0, start - asked_en.MODIFIER_LENGTH)
        for pattern, name in asked_en.MODIFIERS:
            if match := pattern.search(text[window:start]):
                kind, start = name, window + match.start()
                break
    if kind == "around":
        return Found(start=start, end=end, meaning=_widen(meaning), kind="")
    return Found(start=start, end=end, meaning=meaning, kind=kind)


def _widen(meaning: Meaning) -> Meaning:
    """Return a week more on either side of a single day; longer times are wide enough."""
    since, until = meaning.period.since, meaning.period.until
    if not meaning.single_day or since is None or until is None:
        return meaning
    week = timedelta(days=7)
    return Meaning(period=Period(since=since - week, until=until + week))


def apply_side(kind: str, meaning: Meaning) -> Period:
    """Return the days on the side of a time that is meant."""
    period = meaning.period
    if kind == "both":
        return OPEN
    if kind == "before" and period.since:
        return Period(since=None, until=period.since - timedelta(days=1))
    if kind in ("until", "as_of"):
        return Period(since=None, until=period.until)
    if kind in ("since", "from"):
        return Period(since=period.since, until=None)
    if kind == "after" and period.until:
        return Period(since=period.until + timedelta(days=1), until=None)
    return period
