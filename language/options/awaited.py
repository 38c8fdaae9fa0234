"""That somebody waits for the writer's answer, what is asked of the writer, and what is offered.

Promise: what else is waited for, a bill, a form or a parcel, is no answer. Limit: form alone; an
offer counts only where an answer to it is waited for, and whether it is one of life is judged by
meaning, elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from language.grammar.clauses import clauses_of, label_of_phrase
from language.grammar.sentences import Span
from language.options.laid import Named, is_of_before, prose_of, proses_of
from language.options.naming import names_nothing
from language.options.prose import ko
from language.options.prose.offers_ko import is_to_other, promised_in
from language.options.prose.ways_en import label_offers
from language.options.prose.whose_ko import is_heard_of_other
from language.options.settling import is_settled
from language.quotation import is_cut_off, is_within_quotation
from language.word_lists import compile_list, join, load_lists

_UNTIL = re.compile(r"까지|전에")  # what is to be done by a day is the answer, or an errand
_DENIED = re.compile(
    r"(?:\b(?:not|never)|n['’]t) (?:\w+ )?(?:want|offer|ask|invite)|지 말라", re.IGNORECASE
)
_CLAUSE = re.compile(r"[,;:.]\s|(?:고|는데|지만|더니|며)\s")
_ASKED_BY_SELF = re.compile(r"(?:나|저|우리)(?:는|도)\s|(?:내가|제가|우리가)\s|난\s|전\s")
_LONGEST = 40  # code points of a Korean sentence before the word that offers


def awaits_answer(text: str) -> bool:
    """Say whether a sentence tells that an answer or a choice of the writer is waited for."""
    if is_of_before(text) or compile_list("choosing", "answer_of_other").search(text):
        return False
    if is_to_other(text) or _ASKED_BY_SELF.match(text) or is_heard_of_other(text):
        return False
    if compile_list("choosing", "awaited").search(text):
        return True
    owed = compile_list("choosing", "owed").search(text) is not None
    return owed and not any(each.of_other for each in clauses_of(text))


def owes_by_day(text: str) -> bool:
    """Say whether a sentence tells that something has to be done by a day: 서류는 3일까지 내야
    한다.
    """
    return compile_list("choosing", "owed_by_day").search(text) is not None


def doubts_choice(text: str) -> bool:
    """Say whether a sentence tells that the writer will not have chosen by then: 올해는 못 정할 것
    같다.
    """
    return compile_list("choosing", "not_decided_by").search(text) is not None


def asked_of_writer(text: str, span: Span) -> tuple[Named, ...]:
    """Return between what a sentence wants the writer to choose: 복직하는지 더 쉬는지 알려 달라,
    "to know whether I will stay or go".
    """
    words = text[slice(*span)]
    return _as_named((label for label, _, _ in prose_of(words).wanted_in(words)), span)


def offered_in(text: str, span: Span) -> tuple[Named, ...]:
    """Return what a sentence offers to the writer; none of it is the answer that is wanted."""
    words = text[slice(*span)]
    past = is_of_before(words) or is_settled(words)
    quoted = is_within_quotation(text, span[0]) or is_cut_off(words)
    if past or quoted or _DENIED.search(words):
        return ()
    for prose in proses_of(words):
        told = [
            label
            for label, start, end in prose.offers_in(words)
            if not _UNTIL.search(words[start:end])
        ]
        named = _korean_names(words) if prose is ko else _english_names(words)
        labels = [each for each in (told or named) if _names_offer(each)]
        if labels:
            return _as_named(iter(labels), span)
    return ()


def _names_offer(label: str) -> bool:
    refused = compile_list("choosing", "no_offer").search(label)
    return not (refused or names_nothing(label))


def _as_named(labels: Iterator[str], span: Span) -> tuple[Named, ...]:
    named = {each.casefold(): each for each in labels if len(each) > 1}
    return tuple(Named(label=label, span=span, about=span) for label in named.values())


def _korean_names(words: str) -> list[str]:
    """Return what is offered by its name: … 제안이 왔다, … 자리가 났다."""
    if promised := promised_in(words):
        return [label for label, start, end in promised if not _UNTIL.search(words[start:end])]
    match = compile_list("choosing", "offered_name").search(words)
    if match is None or is_to_other(words):
        return []
    before = _CLAUSE.split(words[: match.start()])[-1][-_LONGEST:]
    return [label_of_phrase(before)] if before.strip() else []


def _english_names(words: str) -> list[str]:
    """Return what is offered by its name, or what the writer is wanted for."""
    match = _names_en().search(words)
    if match is None:
        return []
    return label_offers(match[match.lastgroup or 0])


@cache
def _names_en() -> re.Pattern[str]:
    lists = load_lists("choosing")
    names = ("offered_name", "wanted_for", "has_for", "has_come", "wishes_to", "chosen_for")
    named, wanted, had, come, wishes, chosen = (join(lists[each]["en"]) for each in names)
    return re.compile(
        rf"\b(?:{named})\s+(?P<what>(?!me\b|us\b)\w[^.;:?!]*)"
        rf"|(?:\b|(?=['’]))(?:{wanted})\s+(?:me|us)\s+"
        r"(?:(?:for|as)\s+)?(?P<wanted>(?!(?:to|without|by|because|if|when|until|not|out)\b)\w[^.;:?!]*)"
        rf"|(?:\b|(?=['’]))(?:{had})\s+(?P<had>an?\s[^.;:?!,]{{2,40}}?\s+for\s+(?:me|us)\b[^.;:?!,]*)"
        rf"|(?:^|[,:]\s|\b(?:and|but|so)\s)(?P<come>(?:the|an?|my)\s[^.;:?!,]{{3,50}}?)\s+(?:{come})\b"
        rf"|\b(?:they|he|she|who)(?:\s+|(?=['’]))(?:{wishes})\s+to\s+"
        r"(?P<theirs>[a-z]+\s+(?:over\s+|on\s+|out\s+|up\s+)?(?:it|my|our)\b[^.;:?!]*)"
        r"|\b(?:i|we)(?:[’']m|[’']ve been| am| was| were| have been| got)\s+"
        rf"(?:{chosen})\s+(?:to|for|at|into|as|on)\s+(?P<chosen>[^.;:?!]+)",
        re.IGNORECASE,
    )
