"""Months of no year that a sentence names as ones to come: "the flat is mine again in January".

Rule stated once: the next month of that name is meant, where it begins within nine months of the
day of writing, and the sentence tells nothing past, no habit and no year. Limit: what comes round
each year, told in the present and without a word of that, is taken for what is to come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from language.dates import periods
from language.dates.periods import Period
from language.dates.words import list_of, month_names
from language.detect import ENGLISH, KOREAN, closes_in_past_tense
from language.grammar.irregular_english import irregular
from language.word_lists import any_of, join

_FARTHEST: Final = timedelta(days=275)
# By itself a month in Korean is of what follows it: 3월 임용, and no more in that clause.
_MONTH: Final = re.compile(
    r"(?<![\d.~])(?P<number>1[0-2]|[1-9])월(?:\s?(?:초|중순|말))?"
    r"(?:(?:에|엔|에는)(?![가-힣])|\s[가-힣]+(?=\s*(?:[,.!;]|$)))"
    r"|\b(?:in|come)\s+(?:(?:early|mid|late|the\s+\w+\s+of)[\s-]+)?"
    + any_of(month_names(), "name")
    + r"\b(?!,?\s*\d)",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d{2}년|['’]\d\d\b")
_NOT_AHEAD: Final = re.compile(
    join(list_of("not_ahead", KOREAN)) + rf"|\b(?:{join(list_of('not_ahead', ENGLISH))})\b",
    re.IGNORECASE,
)
# 그만둔 회사, 받은 상: a verb of the past before a noun.
_DONE_KO: Final = re.compile(
    r"(?:[한된온본쓴둔던은낸난친킨린진긴]|(?<![시기순])간)(?=\s+[가-힣])|더라|더니"
)
_NOUNS: Final = frozenset(
    ("child", "foot", "life", "man", "person", "tooth", "wife", "woman", "mouse")
)
_IRREGULAR: Final = join(
    [form for form, plain in irregular().items() if plain not in _NOUNS and form != "goes"]
)
# A verb in the past, or what is to be done by then: is booked, be gone.
_PAST_EN: Final = re.compile(
    r"(?P<is>(?:\b(?:is|are|am|be|being|get|gets)|['’](?:s|re|m))\s+(?:\w+\s+)?)?"
    rf"\b(?:(?!hundred)\w+(?:[^\We]|(?:gr|fr)e)ed|{_IRREGULAR})\b",
    re.IGNORECASE,
)
# Verbs whose past looks like the present, beside who did it.
_SAME_IN_PAST: Final = re.compile(
    rf"\b(?:I|we|he|she|they|who)\s+(?:\w+ly\s+)?(?:{join(list_of('same_in_past', ENGLISH))})\b",
    re.IGNORECASE,
)


def months_ahead(sentence: str, written_on: date) -> Iterator[Period]:
    """Yield the months to come that a sentence names without a year."""
    found = list(_MONTH.finditer(sentence))
    if not found or not _may_tell_ahead(sentence):
        return
    for match in found:
        number = int(match["number"] or month_names()[match["name"].lower()])
        year = written_on.year + (number <= written_on.month)
        if year > date.max.year:
            continue
        month = periods.months(year, number)
        if month.since and month.since - written_on <= _FARTHEST:
            yield month


def _may_tell_ahead(sentence: str) -> bool:
    """Say whether a sentence tells nothing past, no habit and no year."""
    if any(map(closes_in_past_tense, sentence)):
        return False
    signs = (_YEAR, _NOT_AHEAD, _DONE_KO, _SAME_IN_PAST)
    return not (any(sign.search(sentence) for sign in signs) or _is_past_english(sentence))


def _is_past_english(sentence: str) -> bool:
    return any(match["is"] is None for match in _PAST_EN.finditer(sentence))
