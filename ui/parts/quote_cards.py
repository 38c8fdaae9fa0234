"""Quote cards: the writer's own sentences on paper, each with its date and title, grouped by the
option they speak to.

Invariant: a card shows `Citation.quote`, which the program cut from the entry; nothing here
rewrites it.
"""

from __future__ import annotations

import re
from datetime import date

from chains.ask.events import Answer, Citation
from ui.shared.markup import esc, number, opens, prose
from ui.shared.text import day, month, t


def cards_html(citations: tuple[Citation, ...], options: tuple[str, ...]) -> str:
    """Return all cards: one column per option in the plan's order, and what speaks to none
    below.
    """
    shown = sorted(
        (each for each in citations if each.quote),
        key=lambda each: (each.written_on or date.min, each.number),
    )
    columns = [(label, [each for each in shown if each.option == label]) for label in options]
    columns = [(label, found) for label, found in columns if found]
    rest = [each for each in shown if each.option not in {label for label, _ in columns}]
    html = "".join(_column(label, found, at % 2 + 1) for at, (label, found) in enumerate(columns))
    grouped = (
        f'<div class="x-columns x-columns-{min(len(columns), 2)}">{html}</div>' if columns else ""
    )
    if not rest:
        return grouped
    heading = f'<h3 class="x-option">{esc(t("answer.also"))}</h3>' if columns else ""
    return f'{grouped}<div class="x-rest">{heading}{"".join(_card(each) for each in rest)}</div>'


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


def _column(label: str, citations: list[Citation], colour: int) -> str:
    cards = "".join(_card(each) for each in citations)
    return (
        f'<div class="x-column x-colour-{colour}"><h3'
        f' class="x-option">{esc(label)}</h3>{cards}</div>'
    )


def _card(citation: Citation) -> str:
    when = (
        f'<time datetime="{citation.written_on.isoformat()}">{esc(day(citation.written_on))}</time>'
        if citation.written_on
        else ""
    )
    title = f'<span class="x-title">{esc(citation.title)}</span>' if citation.title else ""
    repaired = (
        f'<span class="x-repaired">{esc(t("answer.repaired"))}</span>'
        if citation.state == "repaired"
        else ""
    )
    return (
        '<figure class="x-card"><blockquote'
        f" {opens(citation)}>{esc(citation.quote.strip())}</blockquote>"
        f"<figcaption>{when}{title}{repaired}{number(citation)}</figcaption></figure>"
    )
