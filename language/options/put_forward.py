"""Options that a text puts forward one after the other, each in a form of its own: what could be
done, what follows if it is, what somebody offers, asks for or advises the writer to do.

Promise: an option has one sentence. Limit: form alone; one thing put forward is no choice, and two
are one only where they stand near each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from language.detect import is_korean
from language.grammar.sentences import Span
from language.options.laid import (
    Named,
    Prose,
    Weighed,
    is_of_before,
    is_of_other,
    proses_of,
)
from language.options.naming import names_nothing
from language.quotation import is_within_quotation
from language.word_lists import compile_list
from language.wording import asks_what_to_do

Kind = Literal["answered", "offered", "possible", "supposed", "asked"]

_FAR = 5  # sentences from one option to the next
_MOST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PutForward:
    """An option, the form in which a sentence puts it forward, and whether the sentence sets it
    against one that came before: "or", "instead".
    """

    option: Named
    kind: Kind
    instead: bool


def put_forward_in(text: str, spans: Sequence[Span]) -> tuple[PutForward, ...]:
    """Return what the sentences of a text put forward, in their order."""
    return tuple(each for span in spans for each in _in_sentence(text, span))


def one_by_one(text: str, spans: Sequence[Span]) -> Iterator[Weighed]:
    """Yield what near sentences of a paragraph put forward in more than one form, or as offers."""
    group: list[PutForward] = []
    last = 0
    for at, span in enumerate(spans):
        found = _in_sentence(text, span)
        if not found:
            continue
        parted = group and "\n\n" in text[group[-1].option.span[1] : span[0]]
        if parted or at - last > _FAR:
            yield from _as_choice(group)
            group = []
        group += found
        last = at
    yield from _as_choice(group)


def _as_choice(group: Sequence[PutForward]) -> Iterator[Weighed]:
    options: dict[str, Named] = {}
    for each in group:
        label = each.option.label.casefold()
        if not any(_names_same(label, known) or _names_same(known, label) for known in options):
            options[label] = each.option
    kinds = {each.kind for each in group}
    sentences = {each.span for each in options.values()}
    # One advises this, another that; or the writer would sooner do something else.
    apart = len(sentences) > 1 or "answered" in kinds or kinds == {"offered"}
    if len(options) > 1 and apart and (len(kinds) > 1 or "offered" in kinds):
        first = next(iter(options.values()))
        yield Weighed(form="one_by_one", asked=first.span, options=tuple(options.values())[:_MOST])


def _names_same(label: str, other: str) -> bool:
    """Say whether every word of a label stands in another, with a particle at most: 위센터 in
    위센터로 파견.
    """
    own, words = label.split(), other.split()
    if not is_korean(label):
        return set(own) <= set(words)
    return all(
        any(len(part) > 1 and word.startswith(part) for word in words) or part in words
        for part in own
    )


def _in_sentence(text: str, span: Span) -> list[PutForward]:
    words = text[slice(*span)]
    if is_of_before(words) or is_within_quotation(text, span[0]):
        return []
    instead = compile_list("choosing", "instead").search(words) is not None
    found: list[PutForward] = []
    for kind, labels in _by_kind(words):
        told = [label for label in labels if not names_nothing(label)]
        named = (Named(label=label, span=span, about=span) for label in told)
        found += [PutForward(option=each, kind=kind, instead=instead) for each in named]
        if kind != "answered" and found:
            break
    return found


def _by_kind(words: str) -> Iterator[tuple[Kind, list[str]]]:
    for prose in proses_of(words):
        yield from _in_prose(words, prose)


def _answers(words: str, prose: Prose) -> list[str]:
    """Return what a sentence sets against what it offers: "He'd operate, and I'd rather wait",
    수술을 권하고, 아니면 버티는 수도 있다고.
    """
    found = prose.leanings_in(words)
    if not found and compile_list("choosing", "or_else").search(words):
        found = prose.ways_in(words)
    return [label for label, _, _ in found]


def _in_prose(words: str, prose: Prose) -> Iterator[tuple[Kind, list[str]]]:
    offered = [label for label, _, _ in prose.offers_in(words)]
    yield "answered", _answers(words, prose) if offered else []
    yield "offered", offered
    if is_of_other(words):
        return
    # "If I sell, I could travel" supposes that one sells.
    yield "supposed", [label for label, _, _ in prose.conditions_in(words)]
    yield "possible", [label for label, _, _ in prose.ways_in(words)]
    asked = prose.asked_in(words)[0] if asks_what_to_do(words) else []
    yield "asked", [label for label, _, _ in asked]
