"""Quote cards: an entry each, the sentence that answers in large type with the words around it,
date and title once, in a column and colour for each option.

Promise: one quote leads, two or three more stand in the open, the rest behind a line that counts
them. Invariant: a card shows `Citation.quote` as the program cut it from the entry, and of `before`
and `after` every word; only signs of layout around the quote are left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from chains.ask.cite.numbering import pointed_numbers
from chains.ask.events import Answer, Citation, by_card
from ui.shared.templates import render

COLOURS: Final = 4  # of options, in `style.css`
_OPEN: Final = 3  # quotes in the open where none leads
_OPEN_OF_OPTION: Final = 2
_OPEN_WITH_PROSE: Final = 4  # a text points at them

Card = tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """Cards in the open, and those that are folded."""

    open: tuple[Card, ...] = ()
    folded: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What speaks to one option: a model's paragraph, and the cards."""

    label: str
    colour: int
    prose: Markup
    cards: Pile


def cards_html(
    answer: Answer, groups: Sequence[str], proses: Mapping[str, Markup] | None = None
) -> Markup:
    """Return all cards: one column for each group in the plan's order, then a band for what is in
    none.
    """
    pointed = pointed_numbers(answer.text, answer.moved, answer.question, *answer.gaps)
    of_change = _of_the_change(answer, groups)
    missed = _missed(answer, pointed)
    apart = {each.number for each in (*of_change, *missed)}
    cards = by_card([each for each in answer.citations if each.number not in apart])
    columns = []
    for at, label in enumerate(groups):
        own = [card for card in cards if card[0].option == label]
        said = (proses or {}).get(label, Markup(""))
        if own or said:
            pile = _pile(own, pointed, of_option=True)
            columns.append(Column(label=label, colour=at % COLOURS + 1, prose=said, cards=pile))
    in_columns = {column.label for column in columns}
    rest = [card for card in cards if card[0].option not in in_columns]
    if not columns and not rest and not of_change and not missed:
        return Markup("")
    return render(
        "quote_cards",
        columns=columns,
        rest=_pile(rest, pointed),
        of_change=_pile(by_card(of_change), pointed),
        missed=_pile(by_card(missed), pointed),
        pointed=pointed,
    )


def columns_html(groups: Sequence[str], proses: Mapping[str, Markup]) -> Markup:
    """Return the columns of an answer in the making: the paragraphs alone."""
    return cards_html(Answer(), groups, proses)


def _of_the_change(answer: Answer, groups: Sequence[str]) -> list[Citation]:
    """Return the quotes of no option that only the sentence on the change points to: they tell
    when, and nothing of both options or of waiting.
    """
    if not groups:
        return []
    only = pointed_numbers(answer.moved) - pointed_numbers(answer.text)
    return [each for each in answer.citations if each.number in only and each.option not in groups]


def _missed(answer: Answer, pointed: frozenset[int]) -> list[Citation]:
    """Return the quotes of no option that nothing points to, of an answer in words that does
    point: they tell what it says it has not found.
    """
    if not pointed_numbers(answer.text):
        return []
    quoted = (each for each in answer.citations if each.entry_id and not each.option)
    return [each for each in quoted if each.number not in pointed]


def _pile(cards: Sequence[Card], pointed: frozenset[int], *, of_option: bool = False) -> Pile:
    """Open the cards that lead, each with its best quote; fold what else they hold and the rest."""
    if any(each.number in pointed for card in cards for each in card):
        at = _cards_that_hold(cards, _OPEN_WITH_PROSE)
        return Pile(open=tuple(cards[:at]), folded=tuple(cards[at:]))
    leading = [card for card in cards if card[0].lead]
    if of_option or not leading:
        leading = list(cards[: _OPEN_OF_OPTION if of_option else _OPEN])
    shown: list[Card] = []
    folded: list[Card] = []
    for card in cards:
        if card not in leading:
            folded.append(card)
            continue
        best = tuple(each for each in card if not each.rank) or card
        shown.append(best)
        others = tuple(each for each in card if each not in best)
        if others:
            folded.append(others)
    return Pile(open=tuple(shown), folded=tuple(folded))


def _cards_that_hold(cards: Sequence[Card], quotes: int) -> int:
    """Return how many cards hold this many quotes."""
    held = 0
    for at, card in enumerate(cards):
        held += len(card)
        if held >= quotes:
            return at + 1
    return len(cards)
