"""Cuts what is shown of an entry: the sentence that answers, and the neighbours that it needs.

Promise: whole sentences in the order of the text; a short entry is shown whole; what is lit ends
with the speech that it begins, unless that is long, and is no word or two alone where more stands
in its paragraph; a speech stands beside who says it. Invariant: runs never overlap, and every lit
sentence lies in one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from chains.evidence.sources import Span, without_layout
from language.detect import is_wide
from language.quotation import is_within_quotation

RUNS = 2
RUN_ROOM = 300  # columns of a run: a Hangul syllable takes two, a Latin letter one
WHOLE_ROOM = 700  # an entry that fits is shown whole
_LIT_ROOM = 200  # columns of what is lit, where it is more than a sentence
_SAYS_LITTLE = 15  # columns that say little alone: "Locked."
_MOST_FOR_QUOTES = 4
_OPENING, _CLOSING = "“「『《", "”」』》"
_SPEECH_ALONE = re.compile(r"\s*[\"“「『《][^\"”」』》]*[\"”」』》][.?!\s]*")
_AFTER_TWICE = (1, 1, -1)  # what follows a sentence explains it more often than what comes before


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """`body[start:end]`, of which `body[lit[0]:lit[1]]` answers; `rank` 0 is the best of its
    entry.
    """

    start: int
    end: int
    lit: Span
    rank: int = 0


def cut_runs(
    body: str,
    sentences: Sequence[Span],
    scores: Sequence[float],
    *,
    most: int = RUNS,
    besides: Set[int] = frozenset(),
) -> tuple[Run, ...]:
    """Return at most `most` runs around the best sentences, in the order of the text.

    After the first run none is lit with a negative score. `besides` are sentences, by their place,
    that are shown elsewhere.
    """
    order = sorted(range(len(sentences)), key=lambda at: -scores[at])
    widths = [_columns(body[a:b]) + 1 for a, b in sentences]
    if sum(widths) <= WHOLE_ROOM and not besides:
        best = order[0]
        return (
            Run(
                start=sentences[0][0],
                end=sentences[-1][1],
                lit=_light(body, sentences, scores, best, range(len(sentences))),
            ),
        )
    taken: list[tuple[int, range]] = []
    shown: set[int] = set(besides)
    for at in order:
        if len(taken) == most or (taken and scores[at] < 0):
            break
        if at not in shown:
            grown = _take_speech(body, sentences, _grow(widths, at, shown), shown)
            taken.append((at, grown))
            shown.update(grown)
    runs = [
        Run(
            start=sentences[grown[0]][0],
            end=sentences[grown[-1]][1],
            lit=_light(body, sentences, scores, at, grown),
            rank=rank,
        )
        for rank, (at, grown) in enumerate(taken)
    ]
    return tuple(sorted(runs, key=lambda run: run.start))


def around_speech(body: str, sentences: Sequence[Span], first: int, last: int) -> Span:
    """Return the stretch of an entry that shows some sentences of it with the speech that they are
    cut out of, and who says it; of a long speech no more than a few sentences.
    """
    whole = _take_speech(body, sentences, range(first, last + 1), frozenset())
    return sentences[whole[0]][0], sentences[whole[-1]][1]


def _light(
    body: str, sentences: Sequence[Span], scores: Sequence[float], sentence: int, run: range
) -> Span:
    """Return what is lit of a run: its sentence, with the better of its neighbours where it says
    little alone, and the rest of a speech that it cuts through.
    """
    several = _say_more(body, sentences, scores, sentence)
    in_marks = _close_quotes(body, sentences, several, set())
    alone_in_marks = _close_quotes(body, sentences, range(sentence, sentence + 1), set())
    for lit in (in_marks, several, alone_in_marks):
        span = sentences[lit[0]][0], sentences[lit[-1]][1]
        if lit[0] in run and lit[-1] in run and _columns(body[slice(*span)]) <= _LIT_ROOM:
            return without_layout(body, span)
    return without_layout(body, sentences[sentence])


def _say_more(
    body: str, sentences: Sequence[Span], scores: Sequence[float], sentence: int
) -> range:
    """Take in neighbours of the same paragraph, the better first, until more than a few words
    stand there.
    """
    low = high = sentence
    while _columns(body[sentences[low][0] : sentences[high][1]]) <= _SAYS_LITTLE:
        around = [high + 1] if _goes_on(body, sentences, high) else []
        around += [low - 1] if _goes_on(body, sentences, low - 1) else []
        if not around:
            break
        best = max(around, key=lambda at: scores[at])  # of two alike the one that follows
        low, high = min(low, best), max(high, best)
    return range(low, high + 1)


def _grow(widths: Sequence[int], sentence: int, shown: set[int]) -> range:
    """Take in neighbours, two after for one before, while the run has room for them."""
    low = high = sentence
    room = RUN_ROOM - widths[sentence]
    step = refused = 0
    while refused < len(_AFTER_TWICE):
        ahead = _AFTER_TWICE[step % len(_AFTER_TWICE)] > 0
        neighbour = high + 1 if ahead else low - 1
        step += 1
        inside = 0 <= neighbour < len(widths) and neighbour not in shown
        if not inside or widths[neighbour] > room:
            refused += 1
            continue
        refused = 0
        room -= widths[neighbour]
        low, high = min(low, neighbour), max(high, neighbour)
    return range(low, high + 1)


def _take_speech(body: str, sentences: Sequence[Span], run: range, shown: Set[int]) -> range:
    """Take in what closes the quotation marks of a run and, where all of it stands within them, the
    sentence beside them in the same paragraph: it tells who speaks.
    """
    run = _close_quotes(body, sentences, run, shown)
    low, high = run[0], run[-1]
    if not _SPEECH_ALONE.fullmatch(body[sentences[low][0] : sentences[high][1]]):
        return run
    if _goes_on(body, sentences, low - 1) and low - 1 not in shown:
        return range(low - 1, high + 1)
    if _goes_on(body, sentences, high) and high + 1 not in shown:
        return range(low, high + 2)
    return run


def _goes_on(body: str, sentences: Sequence[Span], sentence: int) -> bool:
    """Say whether another sentence follows in the same paragraph."""
    if not 0 <= sentence < len(sentences) - 1:
        return False
    return "\n" not in body[sentences[sentence][1] : sentences[sentence + 1][0]]


def _close_quotes(body: str, sentences: Sequence[Span], run: range, shown: Set[int]) -> range:
    """Take in what opens or closes a pair of quotation marks that the run would cut through;
    nothing where that is too much.
    """
    low, high = run[0], run[-1]
    for _ in range(_MOST_FOR_QUOTES + 1):
        missing = _unpaired(body, sentences[low][0], sentences[high][1])
        if not missing:
            return range(low, high + 1)
        if missing > 0 and high + 1 < len(sentences) and high + 1 not in shown:
            high += 1
        elif missing < 0 and low > 0 and low - 1 not in shown:
            low -= 1
        else:
            break
    return run


def _unpaired(body: str, start: int, end: int) -> int:
    """Return 1 when a stretch leaves a quotation open, -1 when it closes one that it did not open,
    else 0.
    """
    depth = 0
    for char in body[start:end]:
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            if depth == 0:
                return -1
            depth -= 1
    if depth:
        return 1
    if is_within_quotation(body, start):
        return -1
    return 1 if is_within_quotation(body, end) else 0


def _columns(text: str) -> int:
    return len(text) if text.isascii() else sum(2 if is_wide(char) else 1 for char in text)
