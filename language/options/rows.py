"""The choices that sentences in a row, or paragraphs one after the other, lay out.

Promise: every option has the place of the sentence that names it, and the stretch of text that
speaks of it. Limit: a row needs a sentence beside it that tells it from one of errands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from language.detect import is_korean
from language.grammar.sentences import Span
from language.options.laid import (
    MOST_OPTIONS,
    Form,
    Named,
    Weighed,
    is_of_before,
    is_of_other,
    prose_of,
)
from language.options.lists import announces, announces_other
from language.word_lists import compile_list

_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def rows_in(text: str, spans: Sequence[Span]) -> Iterator[Weighed]:
    """Yield what sentences in a row each name and say nothing of, where one beside them announces
    it, or each says that there is such a thing: "There's a third round. There's stopping."
    """
    row: list[Named] = []
    for at, span in enumerate((*spans, (len(text), len(text)))):
        words = text[slice(*span)]
        goes_on = not row or "\n" not in text[row[-1].span[1] : span[0]]
        label = prose_of(words).row_label(words) if words and goes_on else ""
        if label and not is_of_before(words):
            row.append(Named(label=label, span=span, about=span))
            continue
        first = at - len(row)
        before = text[slice(*spans[first - 1])] if first else ""
        if len(row) > 1 and _is_choice_row(text, row, before, words):
            yield Weighed(form="ways", asked=row[0].span, options=tuple(row[:MOST_OPTIONS]))
        row = []


def paragraphs_in(text: str, spans: Sequence[Span]) -> Iterator[Weighed]:
    """Yield what each paragraph after a sentence of choice begins with, as a condition or a way:
    "Three ways. [¶] Selling would … [¶] Letting would …"; and what each of some paragraphs is
    headed by, a deed that it goes on about.
    """
    told: list[Named] = []
    headed: list[Named] = []
    cue: Span | None = None
    for at, after in pairwise((*_paragraphs(text, spans), len(spans), len(spans))):
        words = text[slice(*spans[at])] if at < len(spans) else ""
        about = (spans[at][0], spans[after - 1][1]) if words else (0, 0)
        prose = prose_of(words)
        found = [] if is_of_other(words) else prose.conditions_in(words) or prose.ways_in(words)
        # In English it would as often tell what was done: "Put the tree up".
        head = prose.row_label(words) if after - at > 1 and is_korean(words) else ""
        if not found:
            yield from _as_list("list", cue, told)
            cue, told = None, []
        elif told or (at and announces(text[slice(*spans[at - 1])])):
            cue = cue or spans[at - 1]
            told.append(Named(label=found[0][0], span=spans[at], about=about))
        if not head:
            yield from _as_list("heads", headed[0].span if headed else None, headed)
            headed = []
        else:
            headed.append(Named(label=head, span=spans[at], about=about))


def _paragraphs(text: str, spans: Sequence[Span]) -> list[int]:
    """Return which sentences begin a paragraph."""
    begins = (_PARAGRAPH.search(text, a[1], b[0]) for a, b in pairwise(spans))
    return [0] * bool(spans) + [at for at, begun in enumerate(begins, start=1) if begun]


def _as_list(form: Form, asked: Span | None, named: Sequence[Named]) -> Iterator[Weighed]:
    if asked and len({each.label.casefold() for each in named}) > 1:
        yield Weighed(form=form, asked=asked, options=tuple(named[:MOST_OPTIONS]))


def _is_choice_row(text: str, row: Sequence[Named], before: str, after: str) -> bool:
    """Say whether a row is one of options: three that are said to be there, or told of as such in
    the sentence before or after.
    """
    if announces_other(before) or len({each.label.casefold() for each in row}) < len(row):
        return False
    there_is = compile_list("choosing", "there_is")
    existing = all(there_is.match(text[slice(*each.span)]) for each in row)
    told = compile_list("choosing", "row_told").match(after) is not None
    return (existing and len(row) > 2) or told or announces(before)
