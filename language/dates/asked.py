"""Reads the time range that a question asks about, in Korean and English.

Limit: a date that is only a topic is not a range: the future, "should I graduate in 2026?", a date
inside a question about what to do. A range still running or ahead counts only when the question
asks about the past. Of two seasons that "last winter" may mean, the one that is over is meant.
Promise: reads any text in linear time, and raises nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from language.dates import asked_en, asked_ko, beside
from language.dates.alone import says_only
from language.dates.events.asked import Event, find_event
from language.dates.meaning import Asked, Meaning
from language.dates.measured import measured_en, measured_ko
from language.dates.periods import Period
from language.dates.words import list_of
from language.detect import closes_in_past_tense
from language.word_lists import any_of

_FORWARD_KO = re.compile(
    r"(?:[가-힣]까요?|[을를할될갈]지|해야\s?(?:하나|할지|해|돼|되나|하지)요?"
    r"|하는 게 (?:좋|나)\S{0,12}|려면\??)[\s?!.~ㅋㅎㅠㅜ…]*$"
)
_WONDERS_KO = re.compile(
    r"([가-힣])을까요?[\s?!.~ㅋㅎㅠㅜ…]*$"
)  # 왜 그랬을까 wonders about the past
_FORWARD_EN = re.compile(
    r"(?:^|[,.;:?!]\s*|\b(?:and|or|so|but|then|well|hmm)\s+)"
    r"(?:should|shall|will|would|can(?! you)|could(?! you)|do i need|is it better)\b",
    re.IGNORECASE,
)
_PAST_EN = re.compile(
    r"\b(?:did|have|had|was|were) (?:i|my|we|it|there)\b|\bi"
    r" (?:thought|wrote|felt|said|was|wanted|worried|had)\b"
    r"|\b(?:felt|thought|written|wrote|looked|changed|happened|went|been|did)\b",
    re.IGNORECASE,
)
_PAST_KO = re.compile(r"쓴|적은|남긴|하던|던\s|적이 있")
# What asks for the record of a stretch asks about the past of it, also while it runs.
_RECORD = re.compile(
    r"요약|정리해|돌아보|돌아봐|비교|달라|다르|차이|바뀌|변했"
    r"|summari[sz]|\bsum up\b|\brecap\b|\breview\b|\bcompar|\bdiffer|\bgoing\b"
    r"|\bso far\b",
    re.IGNORECASE,
)
_UNTIL_NOW = re.compile(
    any_of(w for w in list_of("now", "ko") if w not in list_of("vague", "ko"))
    + r"|그 뒤로|그 후로|\bsince then\b|\bnow\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    any_of(list_of("now", "ko")) + r"|\b" + any_of(list_of("now", "en")) + r"\b", re.IGNORECASE
)
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
_LONGEST_LINK = 24  # characters between two times that belong together
_OPEN = Period(since=None, until=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePart:
    """One of several periods that a question sets side by side; open on both sides, it is "now"."""

    since: date | None
    until: date | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """The days asked about, and the words of the question that say so (`spans` into it).

    `parts` are the periods that are compared, in the order of the question (`since` and `until`
    span them all). `single_day`: one day or holiday was meant; people write days later. `any_year`:
    it has the same date each year, and no year was named. `trailing`:
    counted back from today ("the last year"), so a journal that ends earlier has its own. `vague`:
    the newest stretch, of no stated length (요즘, lately); it has no days. `event`: counted from an
    event instead of a date; it has no days and no spans.
    """

    since: date | None
    until: date | None
    words: str
    spans: tuple[tuple[int, int], ...]
    parts: tuple[DatePart, ...] = ()
    single_day: bool = False
    any_year: bool = False
    trailing: bool = False
    vague: bool = False
    event: Event | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    start: int
    end: int
    meaning: Meaning
    kind: str

    @property
    def period(self) -> Period:
        """The days meant, with what "before" or "since" makes of them."""
        return _apply(self.kind, self.meaning)


def read_dates(text: str, today: date, earlier: Period | None = None) -> DateRange | None:
    """Return the range that `text` asks about, or None when it asks about none. Several dates give
    their hull. `earlier` is the time that the conversation last spoke of: 그해, the month after.
    """
    try:
        found = _read(text, today, earlier)
    except (OverflowError, ValueError):  # a day that no calendar has
        return None
    if found and found.since and found.until and found.since > found.until:
        return replace(found, since=found.until, until=found.since)
    return found


def _read(text: str, today: date, earlier: Period | None) -> DateRange | None:
    if _looks_ahead(text):
        return None
    found = _find(text, Asked(today=today, earlier=earlier))
    dated = [f for f in found if not f.meaning.vague]
    if dated:
        return _read_range(text, today, found, _join_stretches(text, dated))
    if found:
        spans = tuple((f.start, f.end) for f in found)
        words = text[slice(*spans[0])]
        return DateRange(since=None, until=None, words=words, spans=spans, vague=True)
    event = find_event(text) if _asks_about_past(text) else None
    if event is None:
        return None
    return DateRange(since=None, until=None, words=event.words, spans=(), event=event)


def _read_range(
    text: str, today: date, found: Sequence[_Found], units: Sequence[_Found]
) -> DateRange | None:
    parts = _set_side_by_side(text, units)
    since, until = _hull([unit.period for unit in units])
    if since and (since > today or (until and since > until)):
        return None
    if until and until > today and not (_asks_about_past(text) or _is_all(text, found, parts)):
        return None
    if until and _UNTIL_NOW.search(text):
        until = None
    spans = tuple((f.start, f.end) for f in found)
    words = text[spans[0][0] : spans[-1][1]] if len(spans) < 3 else text[slice(*spans[0])]
    alone = units[0].meaning if len(units) == 1 and not units[0].kind else None
    return DateRange(
        since=since,
        until=until,
        words=" ".join(words.split()),
        spans=spans,
        parts=parts,
        single_day=alone is not None and alone.single_day,
        any_year=alone is not None and alone.any_year,
        trailing=alone is not None and alone.trailing,
    )


def _is_all(text: str, found: Sequence[_Found], parts: Sequence[DatePart]) -> bool:
    """Say whether a question is nothing but a time, or times side by side: what was written then
    is all that it can ask for.
    """
    one = len(found) == 1 or len(found) == len(parts)
    return one and says_only(text, found[0].start, found[-1].end)


def _hull(periods: Sequence[Period]) -> tuple[date | None, date | None]:
    starts, ends = [p.since for p in periods], [p.until for p in periods]
    since = None if None in starts else min(s for s in starts if s)
    until = None if None in ends else max(e for e in ends if e)
    return since, until


def _join_stretches(text: str, found: Sequence[_Found]) -> list[_Found]:
    """Give a time without a year that of its neighbour, and make "from A to B" one time."""
    units: list[_Found] = []
    for f in found:
        last = units[-1] if units else None
        gap = text[last.end : f.start] if last else ""
        is_stretch = last is not None and _is_stretch(text, last, gap, f)
        if last is None or not (is_stretch or _is_side_by_side(gap)):
            units.append(f)
            continue
        first, second = _share_year(last, f, in_order=is_stretch)
        units[-1] = first
        if is_stretch:
            days = Period(since=first.meaning.period.since, until=second.meaning.period.until)
            meaning = Meaning(period=days, year=second.meaning.year)
            units[-1] = _Found(start=first.start, end=second.end, meaning=meaning, kind="")
        else:
            units.append(second)
    return units


def _is_stretch(text: str, first: _Found, gap: str, second: _Found) -> bool:
    if first.kind in ("since", "from", "after") and second.kind == "until":
        return True
    if len(gap) > _LONGEST_LINK:
        return False
    if first.kind == "between":
        is_pair = first.meaning.in_year is None and second.meaning.in_year is None
        compares = is_pair and asked_en.COMPARES.search(text)
        return bool(asked_en.SIDE_BY_SIDE.match(gap)) and not compares
    begins = first.kind in ("since", "from") and not gap.strip()
    return begins or bool(asked_en.STRETCH.match(gap) or asked_ko.STRETCH.match(gap))


def _is_side_by_side(gap: str) -> bool:
    if len(gap) > _LONGEST_LINK:
        return False
    return bool(asked_en.SIDE_BY_SIDE.match(gap) or asked_ko.SIDE_BY_SIDE.match(gap))


def _share_year(first: _Found, second: _Found, *, in_order: bool) -> tuple[_Found, _Found]:
    a, b = first.meaning, second.meaning
    if a.year is not None and b.in_year is not None:
        moved = _move(second, a.year)
        if in_order and not _are_in_order(first, moved):
            moved = _move(second, a.year + 1)
        return first, moved
    if a.in_year is None:
        return first, second
    if b.year is not None:
        moved = _move(first, b.year)
        if in_order and not _are_in_order(moved, second):
            moved = _move(first, b.year - 1)
        return moved, second
    if in_order and b.period.since and not _are_in_order(first, second):
        return _move(first, b.period.since.year - 1), second
    return first, second


def _move(found: _Found, year: int) -> _Found:
    build = found.meaning.in_year
    period = build(year) if build else None
    if period is None:
        return found
    return replace(found, meaning=replace(found.meaning, period=period, year=year))


def _are_in_order(first: _Found, second: _Found) -> bool:
    since, until = first.meaning.period.since, second.meaning.period.until
    return since is None or until is None or since <= until


def _set_side_by_side(text: str, units: Sequence[_Found]) -> tuple[DatePart, ...]:
    compares = bool(asked_ko.COMPARES.search(text) or asked_en.COMPARES.search(text))
    if len(units) == 1:
        return _split_or_compare_with_now(text, units[0], compares=compares)
    gaps = [text[a.end : b.start] for a, b in pairwise(units)]
    if not compares and not all(map(_is_side_by_side, gaps)):
        return ()
    if not all(_are_in_order(unit, unit) for unit in units):
        return ()
    ordered = sorted((u.period for u in units), key=lambda p: p.since or date.min)
    if any(not _are_apart(a, b) for a, b in pairwise(ordered)):
        return ()
    return tuple(_part(unit.period, text[unit.start : unit.end]) for unit in units)


def _split_or_compare_with_now(text: str, unit: _Found, *, compares: bool) -> tuple[DatePart, ...]:
    words = text[unit.start : unit.end]
    if unit.kind == "both":
        sides = (_apply("before", unit.meaning), _apply("after", unit.meaning))
        return tuple(_part(side, words) for side in sides)
    now = _NOW.search(text)
    if compares and now and unit.kind == "" and not unit.start <= now.start() < unit.end:
        return _part(unit.period, words), _part(_OPEN, now[0])
    return ()


def _are_apart(first: Period, second: Period) -> bool:
    return bool(first.until and second.since and first.until < second.since)


def _part(period: Period, words: str) -> DatePart:
    return DatePart(since=period.since, until=period.until, words=" ".join(words.split()))


def _looks_ahead(text: str) -> bool:
    if re.search(r"기준|시점|as of", text):
        return False
    end = text[-200:].strip()
    wonders = _WONDERS_KO.search(end)
    if wonders and closes_in_past_tense(wonders[1]):
        return False
    if _FORWARD_KO.search(end):
        return True
    return bool(_FORWARD_EN.search(text)) and not _PAST_EN.search(text)


def _asks_about_past(text: str) -> bool:
    tense = any(map(closes_in_past_tense, text))
    return tense or any(sign.search(text) for sign in (_PAST_KO, _PAST_EN, _RECORD))


def _find(text: str, asked: Asked) -> list[_Found]:
    """Find the times in `text`, in order, without those that have not begun or come each year."""
    taken = bytearray(len(text))
    found = list(_match_all(text, asked, taken))
    found.sort(key=lambda f: (f.start, -f.end))
    # What measures from another time was first read as one of its own: 5월 3일 `2주 전`.
    found = [f for at, f in enumerate(found) if not at or f.start >= found[at - 1].end]
    begun = (
        f for f in found if f.meaning.period.since is None or f.meaning.period.since <= asked.today
    )
    return [f for f in begun if not _comes_round(text, f)]


def _comes_round(text: str, found: _Found) -> bool:
    """Say whether each year's is meant, not one of them."""
    if found.meaning.in_year is None or _THIS_ONE.search(text[found.start : found.end]):
        return False
    if _EACH_YEAR.search(text):
        return True
    return found.meaning.single_day and _TIMES_OF_IT.search(text) is not None


def _match_all(text: str, asked: Asked, taken: bytearray) -> Iterator[_Found]:
    # Days in figures are known to both, so a language that the text is not in can be left out.
    hangul, latin = re.search(r"[가-힣]", text), re.search(r"[A-Za-z]", text)
    korean_patterns = (*beside.KOREAN_FORMS, *asked_ko.PATTERNS) if hangul or not latin else ()
    english_patterns = (*beside.ENGLISH_FORMS, *asked_en.PATTERNS) if latin else ()
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
                if meaning.vague or meaning.period != _OPEN:
                    found = _modify(text, start, end, meaning, korean=korean)
                    taken[found.start : found.end] = b"\1" * (found.end - found.start)
                    yield found


def _modify(text: str, start: int, end: int, meaning: Meaning, *, korean: bool) -> _Found:
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
        return _Found(start=start, end=end, meaning=_widen(meaning), kind="")
    return _Found(start=start, end=end, meaning=meaning, kind=kind)


def _widen(meaning: Meaning) -> Meaning:
    """Return a week more on either side of a single day; longer times are wide enough."""
    since, until = meaning.period.since, meaning.period.until
    if not meaning.single_day or since is None or until is None:
        return meaning
    week = timedelta(days=7)
    return Meaning(period=Period(since=since - week, until=until + week))


def _apply(kind: str, meaning: Meaning) -> Period:
    period = meaning.period
    if kind == "both":
        return _OPEN
    if kind == "before" and period.since:
        return Period(since=None, until=period.since - timedelta(days=1))
    if kind in ("until", "as_of"):
        return Period(since=None, until=period.until)
    if kind in ("since", "from"):
        return Period(since=period.since, until=None)
    if kind == "after" and period.until:
        return Period(since=period.until + timedelta(days=1), until=None)
    return period
