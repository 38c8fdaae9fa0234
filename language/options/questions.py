"""The choices that a sentence asks, or names as deeds and says nothing of.

Promise: every option has the place of the sentence that names it. Limit: a question and the one
after it; form alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from language.grammar.sentences import Span
from language.options.laid import (
    MOST_OPTIONS,
    Named,
    Weighed,
    is_of_before,
    is_of_other,
    prose_of,
)
from language.options.naming import names_nothing
from language.options.prose.asked_en import posed_in
from language.options.prose.place import Place
from language.quotation import is_within_quotation
from language.word_lists import compile_list


def question_in(text: str, span: Span) -> Weighed | None:
    """Return what a sentence asks of the writer, if anything."""
    words = text[slice(*span)]
    if is_of_before(words) or is_of_other(words) or is_within_quotation(text, span[0]):
        return None
    found, refused = prose_of(words).asked_in(words)
    options = tuple(
        Named(label=label, span=span, about=span) for label, _, _ in found[:MOST_OPTIONS]
    )
    if len(options) > 1:
        return Weighed(form="question", asked=span, options=options)
    if options and refused:
        return Weighed(form="against_now", asked=span, options=options)
    if options and _ponders(words) and not names_nothing(options[0].label):
        return Weighed(form="single", asked=span, options=options)
    return None


def joined_questions(text: str, spans: Sequence[Span]) -> Iterator[Weighed]:
    """Yield questions that the next sentence goes on with: "Should I …? Or …?"."""
    for span, after in pairwise(spans):
        words, more = text[slice(*span)], text[slice(*after)]
        joined = compile_list("choosing", "or_else").match(more)
        if not joined and _ask_one_each(words, more):
            yield from _joined(span, after, *(prose_of(e).asked_in(e)[0] for e in (words, more)))
        if not joined or is_of_other(words) or is_of_before(words) or is_of_other(more):
            continue
        first, _ = prose_of(words).asked_in(words)
        first = first or prose_of(words).wishes_in(words)
        if not first and (posed := posed_in(words)):
            found, _ = prose_of(words).asked_in(f"{posed} {more}")
            first, second = found[:1], found[1:]
            yield from _joined(span, after, first, second)
            continue
        if not first and words.endswith("?"):
            first = prose_of(words).asked_in(f"{words[:-1]} {more}")[0][:1]
        second, _ = prose_of(more).asked_in(more)
        if not second and more.rstrip().endswith("?"):
            second = [(prose_of(more).item_label(more[joined.end() :].strip(" ?")), 0, 0)]
        yield from _joined(span, after, first, second)


def fragments_in(text: str, spans: Sequence[Span]) -> Iterator[Weighed]:
    """Yield what a sentence names and says nothing of: "Finish the year, or go home and teach"."""
    end: Span = (len(text), len(text))
    for span, after in pairwise((*spans, end)):
        words = text[slice(*span)]
        # "Work want to know: go for purser, or take the desk"
        told = words.partition(": ")[2] or words
        found = prose_of(told).deeds_in(told)
        if len(found) > 1 and not (is_of_other(words) or is_of_before(words)):
            options = tuple(Named(label=label, span=span, about=span) for label, _, _ in found)
            taken_up = compile_list("choosing", "row_told").match(text[slice(*after)])
            yield Weighed(
                form="ways" if taken_up else "fragment", asked=span, options=options[:MOST_OPTIONS]
            )


def joined_deeds(text: str, spans: Sequence[Span]) -> Iterator[Weighed]:
    """Yield deeds that a sentence names, and the next with "or": "Take the term off. Or wait"."""
    for span, after in pairwise(spans):
        words, more = text[slice(*span)], text[slice(*after)]
        joined = compile_list("choosing", "or_else").match(more)
        if not joined or any(is_of_other(each) or is_of_before(each) for each in (words, more)):
            continue
        deeds = [words, more[joined.end() :].strip(" ,")]
        if all(prose_of(each).is_bare_deed(each) for each in deeds):
            labels = (prose_of(each).item_label(each.strip(" .!")) for each in deeds)
            named = zip(labels, (span, after), strict=True)
            options = tuple(Named(label=label, span=at, about=at) for label, at in named)
            yield Weighed(form="fragment", asked=span, options=options)


def _ask_one_each(words: str, more: str) -> bool:
    """Say whether two questions each ask one thing of the writer: 팔까? 더 몰까?"""
    if any(is_of_other(each) or is_of_before(each) for each in (words, more)):
        return False
    asked = [prose_of(each).asked_in(each) for each in (words, more) if each.endswith("?")]
    return [(len(found), refused) for found, refused in asked] == [(1, False)] * 2


def _joined(
    span: Span, after: Span, first: Sequence[Place], second: Sequence[Place]
) -> Iterator[Weighed]:
    """Yield what two sentences ask as one question."""
    labels = {label.casefold(): (label, span) for label, _, _ in first}
    labels |= {label.casefold(): (label, after) for label, _, _ in second if label}
    if first and second and len(labels) > 1:
        options = tuple(Named(label=one, span=at, about=at) for one, at in labels.values())
        yield Weighed(form="question", asked=span, options=options[:MOST_OPTIONS])


def _ponders(words: str) -> bool:
    return words.rstrip().endswith("?") or bool(compile_list("choosing", "pondering").search(words))
