"""Quote cards: an entry each, the writer's own sentence lit on paper with the words around it, date
and title once, grouped by the option it speaks to.

Invariant: a card shows `Citation.quote`, `before` and `after`, which the program cut from the
entry; nothing here rewrites them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from chains.ask.events import Answer, Citation
from ui.shared.markup import esc, number, opens, prose
from ui.shared.text import counted, day, month, t

_OPEN = 3  # cards that are not folded where none leads

Card = Sequence[Citation]


def cards_html(answer: Answer, groups: tuple[str, ...]) -> str:
    """Return all cards: one column per group in the plan's order, and what is in none below.

    The cards that lead stand in the open, the others behind a line that counts them.
    """
    pointed = _pointed_numbers(answer)
    cards = _cards_of(answer.citations)
    columns = [(label, [card for card in cards if card[0].option == label]) for label in groups]
    columns = [(label, found) for label, found in columns if found]
    html = "".join(
        _column(label, found, at % 2 + 1, pointed) for at, (label, found) in enumerate(columns)
    )
    grouped = (
        f'<div class="x-columns x-columns-{min(len(columns), 2)}">{html}</div>' if columns else ""
    )
    in_columns = {label for label, _ in columns}
    rest = [card for card in cards if card[0].option not in in_columns]
    if not rest:
        return grouped
    heading = f'<h3 class="x-option">{esc(t("answer.also"))}</h3>' if columns else ""
    return f'{grouped}<div class="x-rest">{heading}{_folded(rest, pointed)}</div>'


def moved_html(answer: Answer) -> str:
    """Return how the view changed: a dot for every month that the sentence points to, and the
    sentence.
    """
    if not answer.moved:
        return ""
    known = {citation.number: citation for citation in answer.citations}
    doubts = [each for each in answer.doubts if each.section == "moved"]
    pointed = {int(found) for found in re.findall(r"\[(\d{1,4})\]", answer.moved)}
    months = sorted(
        {
            each.written_on.replace(day=1)
            for each in known.values()
            if each.written_on and each.number in pointed
        }
    )
    dots = "".join(f"<li>{esc(month(each))}</li>" for each in months)
    line = f'<ol class="x-dots" aria-hidden="true">{dots}</ol>' if len(months) > 1 else ""
    return (
        f'<div class="x-moved"><h3>{esc(t("answer.moved"))}</h3>{line}'
        f'<div class="x-prose">{prose(answer.moved, known, doubts)}</div></div>'
    )


def _cards_of(citations: Sequence[Citation]) -> list[Card]:
    shown = [each for each in citations if each.quote]
    return [list(card) for _, card in groupby(shown, key=lambda c: (c.entry_id, c.option))]


def _pointed_numbers(answer: Answer) -> frozenset[int]:
    """Return the numbers that some text points with; a number that none does is not shown."""
    texts = (answer.text, answer.moved, answer.question, *answer.gaps)
    return frozenset(int(found) for text in texts for found in re.findall(r"\[(\d{1,4})\]", text))


def _column(label: str, cards: Sequence[Card], colour: int, pointed: frozenset[int]) -> str:
    return (
        f'<div class="x-column x-colour-{colour}"><h3 class="x-option">{esc(label)}</h3>'
        f"{_folded(cards, pointed)}</div>"
    )


def _folded(cards: Sequence[Card], pointed: frozenset[int]) -> str:
    """Return the leading cards, the first of them larger, and the others behind one line."""
    if any(card[0].number in pointed for card in cards):
        return "".join(_card(card, pointed) for card in cards)  # a text points to them: all open
    leading = [card for card in cards if card[0].lead] or list(cards[:_OPEN])
    others = [card for card in cards if card not in leading]
    shown = "".join(_card(card, pointed, first=at == 0) for at, card in enumerate(leading))
    if not others:
        return shown
    folded = "".join(_card(card, pointed) for card in others)
    label = esc(counted("answer.others", len(others)))
    return f'{shown}<details class="x-others"><summary>{label}</summary>{folded}</details>'


def _card(card: Card, pointed: frozenset[int], *, first: bool = False) -> str:
    head = card[0]
    when = (
        f'<time datetime="{head.written_on.isoformat()}">{esc(day(head.written_on))}</time>'
        if head.written_on
        else ""
    )
    title = f'<span class="x-title">{esc(head.title)}</span>' if head.title else ""
    repaired = (
        f'<span class="x-repaired">{esc(t("answer.repaired"))}</span>'
        if any(each.state == "repaired" for each in card)
        else ""
    )
    numbers = "".join(number(each) for each in card if each.number in pointed)
    quotes = "".join(_quote(each) for each in card)
    return (
        f'<figure class="x-card{" x-first" if first else ""}">{quotes}'
        f"<figcaption>{when}{title}{repaired}{numbers}</figcaption></figure>"
    )


def _quote(citation: Citation) -> str:
    """Return the quote with the words around it; alone, it stands as it always did."""
    before, after = esc(citation.before.lstrip()), esc(citation.after.rstrip())
    quote = esc(citation.quote.strip())
    inner = f"<mark>{quote}</mark>" if before or after else quote
    return f"<blockquote {opens(citation)}>{before}{inner}{after}</blockquote>"
