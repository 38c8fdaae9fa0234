"""The choices that a text weighs, by the form in which journals weigh them.

Forms: a question; deeds that a sentence names and says nothing of; a list of labelled items; ways
ahead or things that one could do, in neighbouring sentences; two conditions; one thing against
going on as now. Promise: every option has the place of the sentence that names it, and the stretch
of text that speaks of it. Limit: form alone; whether a choice is one of life is judged by meaning,
elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from language.grammar.sentences import Span
from language.options.laid import (
    MOST_OPTIONS,
    Named,
    Weighed,
    is_of_before,
    is_of_other,
    prose_of,
)
from language.options.lists import headings_in, inline_lists, lists_in
from language.options.put_forward import one_by_one
from language.options.questions import (
    fragments_in,
    joined_deeds,
    joined_questions,
    question_in,
)
from language.options.rows import paragraphs_in, rows_in
from language.word_lists import compile_list

_NEAR = 3  # sentences from one way, or condition, to the next


def weighed_in(text: str, spans: Sequence[Span], title: str = "") -> tuple[Weighed, ...]:
    """Return the choices that the writer of `text` weighs in it now, the surest forms first."""
    spans = _of_now(text, spans)
    named_bare = [
        *fragments_in(text, spans),
        *joined_deeds(text, spans),
        *rows_in(text, spans),
    ]
    listed = [
        each
        for each in lists_in(text, spans, title)
        if not any(_goes_through(text, each, bare) for bare in named_bare)
    ]
    taken = {each.span for one in listed for each in one.options}
    rest = [span for span in spans if span not in taken]
    asked = [
        *joined_questions(text, spans),
        *(each for span in spans if (each := question_in(text, span))),
    ]
    # What a question goes on to list is said there at length.
    spelt_out = {one.asked for one in listed}
    return (
        *(each for each in asked if each.form == "question" and each.asked not in spelt_out),
        *(each for each in named_bare if each.asked in rest),
        *listed,
        *paragraphs_in(text, spans),
        *inline_lists(text, spans),
        *headings_in(text, spans),
        *_ways(text, rest),
        *(each for each in asked if each.form == "against_now"),
        *one_by_one(text, rest),
        *(each for each in asked if each.form == "single"),
        *_conditions(text, rest),
    )


def _of_now(text: str, spans: Sequence[Span]) -> list[Span]:
    """Leave out what stands in an old writing, or belongs to the time, that the sentence before
    tells of: "Found my diary of 1999. In it I …".
    """
    before = ["", *(text[slice(*span)] for span in spans)]
    recalled = compile_list("choosing", "recalled")
    return [
        span
        for span, told in zip(spans, before, strict=False)
        if not (is_of_before(told) and recalled.match(text[slice(*span)]))
    ]


def _goes_through(text: str, listed: Weighed, bare: Weighed) -> bool:
    """Say whether a list goes through what was named before: "Finish, or sell. Finishing: …"."""
    if not bare.asked[1] <= listed.asked[0] or len(listed.options) != len(bare.options):
        return False
    words = text[slice(*bare.asked)].casefold()
    heads = (each.label.casefold().split()[0].removesuffix("ing") for each in listed.options)
    return all(re.search(rf"\b{re.escape(head)}", words) for head in heads)


def _ways(text: str, spans: Sequence[Span]) -> Iterator[Weighed]:
    """Yield what neighbouring sentences name as ways ahead, or as what could be done."""
    group: list[Named] = []
    last = -_NEAR
    for at, span in enumerate(spans):
        words = text[slice(*span)]
        if is_of_other(words) or is_of_before(words):
            continue
        found = prose_of(words).ways_in(words)
        if not found:
            continue
        apart = at - last >= _NEAR or "\n\n" in text[spans[last][1] : span[0]]
        if group and apart and not compile_list("choosing", "or_else").match(words):
            yield from _as_ways(group)
            group = []
        group += [Named(label=label, span=span, about=span) for label, _, _ in found]
        last = at
    yield from _as_ways(group)


def _as_ways(group: Sequence[Named]) -> Iterator[Weighed]:
    unique = {each.label.casefold(): each for each in group}
    if len(unique) > 1:
        yield Weighed(
            form="ways", asked=group[0].span, options=tuple(unique.values())[:MOST_OPTIONS]
        )


def _conditions(text: str, spans: Sequence[Span]) -> Iterator[Weighed]:
    """Yield pairs of conditions in one sentence, or in two of a paragraph that are near."""
    before: list[Named] = []
    last = 0
    for at, span in enumerate(spans):
        if before and (at - last > _NEAR or "\n\n" in text[before[-1].span[1] : span[0]]):
            before = []
        words = text[slice(*span)]
        prose = prose_of(words)
        found = [] if is_of_other(words) else prose.conditions_in(words)
        here = [Named(label=label, span=span, about=span) for label, _, _ in found]
        pair = {each.label.casefold(): each for each in (*before, *here)}
        if here and len(pair) > 1:
            yield Weighed(
                form="conditions",
                asked=next(iter(pair.values())).span,
                options=tuple(pair.values())[:2],
            )
            before = []
        elif here:
            before, last = before or here, at
