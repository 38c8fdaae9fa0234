"""Reads the time range that a question asks about, in Korean and English.

Limit: a date that is only a topic is not a range: the future, "should I graduate in 2026?", a date
inside a question about what to do. A range still running or ahead counts only when the question
asks about the past.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from language.dates import asked_en, asked_ko
from language.dates.periods import Period

_FORWARD_KO = re.compile(
    r"(?:[가-힣]까요?|[을를할될갈]지|해야\s?(?:하나|할지|해|돼|되나|하지)요?"
    r"|하는 게 (?:좋|나)\S*|려면\??)[\s?!.~ㅋㅎㅠㅜ…]*$"
)
_FORWARD_EN = re.compile(
    r"(?:^|[,.;:?!]\s*|\b(?:and|or|so|but|then|well|hmm)\s+)"
    r"(?:should|shall|will|would|can|could|do i need|is it better)\b",
    re.IGNORECASE,
)
_PAST_EN = re.compile(
    r"\b(?:did|have|had|was|were) (?:i|my|we|it|there)\b|\bi"
    r" (?:thought|wrote|felt|said|was|wanted|worried|had)\b"
    r"|\b(?:felt|thought|written|wrote|looked|changed)\b",
    re.IGNORECASE,
)
_PAST_KO = re.compile(r"쓴|적은|남긴|하던|던\s|적이 있")
_UNTIL_NOW = re.compile(r"지금|현재|이제|\bnow\b|\bsince then\b|그 뒤로|그 후로", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """The days asked about, and the words of the question that say so (`spans` into it)."""

    since: date | None
    until: date | None
    words: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    start: int
    end: int
    period: Period
    open_ended: bool


def read_dates(text: str, today: date) -> DateRange | None:
    """Return the range that `text` asks about, or None when it asks about none. Several dates give
    their hull.
    """
    found = _find(text, today)
    if not found or _looks_ahead(text):
        return None
    since, until = _hull(found)
    if since and until and since > until:
        return None
    if since and since > today:
        return None
    if until and until > today and not _asks_about_past(text):
        return None
    if until and _UNTIL_NOW.search(text):
        until = None
    spans = tuple((f.start, f.end) for f in found)
    words = text[spans[0][0] : spans[-1][1]] if len(spans) < 3 else text[slice(*spans[0])]
    return DateRange(since=since, until=until, words=" ".join(words.split()), spans=spans)


def _hull(found: list[_Found]) -> tuple[date | None, date | None]:
    if len(found) == 2 and found[0].open_ended:  # "from A to B": since A, until B
        return found[0].period.since, found[1].period.until
    starts, ends = [f.period.since for f in found], [f.period.until for f in found]
    since = None if None in starts else min(s for s in starts if s)
    until = None if None in ends else max(e for e in ends if e)
    return since, until


def _looks_ahead(text: str) -> bool:
    if re.search(r"기준|시점|as of", text):
        return False
    if _FORWARD_KO.search(text.strip()):
        return True
    return bool(_FORWARD_EN.search(text)) and not _PAST_EN.search(text)


def _asks_about_past(text: str) -> bool:
    # A Korean past tense shows as a final ㅆ (했, 썼, 갔), which 있 and 겠 share without being
    # past.
    tense = any(
        "가" <= c <= "힣" and (ord(c) - 0xAC00) % 28 == 20 and c not in "있겠" for c in text
    )
    return tense or bool(_PAST_KO.search(text) or _PAST_EN.search(text))


def _find(text: str, today: date) -> list[_Found]:
    found: list[_Found] = []
    for patterns, korean in ((asked_ko.PATTERNS, True), (asked_en.PATTERNS, False)):
        for pattern, build in patterns:
            for match in pattern.finditer(text):
                if any(match.start() < f.end and f.start < match.end() for f in found):
                    continue
                period = build(match, today)
                if period is not None:
                    found.append(_modified(text, match.start(), match.end(), period, korean=korean))
    found.sort(key=lambda f: f.start)
    return found


def _modified(text: str, start: int, end: int, period: Period, *, korean: bool) -> _Found:
    kind = ""
    if korean:
        for pattern, name in asked_ko.MODIFIERS:
            if match := pattern.match(text, end):
                kind, end = name, match.end()
                break
    else:
        lead = re.match(asked_en._WHEN, text[start:], re.IGNORECASE)
        inner = start + (lead.end() if lead else 0)
        for pattern, name in asked_en.MODIFIERS:
            if match := pattern.search(text[:inner]):
                kind, start = name, min(start, match.start())
                break
    return _Found(
        start=start, end=end, period=_apply(kind, period), open_ended=kind in ("since", "after")
    )


def _apply(kind: str, period: Period) -> Period:
    if kind == "before" and period.since:
        return Period(since=None, until=period.since - timedelta(days=1))
    if kind in ("until", "as_of"):
        return Period(since=None, until=period.until)
    if kind == "since":
        return Period(since=period.since, until=None)
    if kind == "after" and period.until:
        return Period(since=period.until + timedelta(days=1), until=None)
    return period
