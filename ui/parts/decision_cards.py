"""The writer's sentences under a decision: quote cards with date, basis and weight, and the taps on
them.

Invariant: a card shows the quote as it was cut; when its entry has changed since, the card says so
and keeps it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from decisions.checking import QuoteState
from decisions.editing import counted
from decisions.parts import Quote
from decisions.record import Decision, Noted
from ui.shared import decision_session
from ui.shared.markup import act, esc
from ui.shared.text import day, t

States = Mapping[Quote, QuoteState]


def options_html(decision: Decision, states: States, *, live: bool) -> str:
    """Return the options side by side, each with what speaks for and against it; `live` adds the
    taps.
    """
    columns = "".join(
        _option(decision, option, at, states, live=live)
        for at, option in enumerate(decision.options)
    )
    wide = min(len(decision.options), 3)
    return f'<div class="x-columns x-columns-{min(wide, 2)} x-options-{wide}">{columns}</div>'


def _option(decision: Decision, option: Noted[Any], at: int, states: States, *, live: bool) -> str:
    own = [each for each in decision.reasons if each.value.option == option.id]
    sides = "".join(
        _side(decision, side, [each for each in own if each.value.side == side], states, live=live)
        for side in ("for", "against", "mixed")
    )
    count = _balance(own)
    taps = _taps(decision, option) if live else ""
    out = (
        f'<p class="x-quiet">{esc(t("decisions.ruled_out"))} {esc(option.value.why)}</p>'
        if option.value.ruled_out_on
        else ""
    )
    classes = f"x-column x-colour-{at % 3 + 1}" + (" x-out" if option.value.ruled_out_on else "")
    proposal = (
        "" if option.counts else f'<span class="x-proposed">{esc(t("decisions.proposal"))}</span>'
    )
    return (
        f'<section class="{classes}"><h3 class="x-option">{esc(option.value.label)} {proposal}</h3>'
        f'<div class="x-option-head">{count}{taps}</div>{out}{sides}</section>'
    )


def _balance(own: Sequence[Noted[Any]]) -> str:
    good = sum(
        1 for each in counted(tuple(own)) if each.value.side == "for" and not each.value.struck_with
    )
    bad = sum(
        1
        for each in counted(tuple(own))
        if each.value.side == "against" and not each.value.struck_with
    )
    waiting = sum(1 for each in own if not each.counts)
    parts = [t("decisions.balance", good=good, bad=bad)] if good or bad else []
    parts += [t("decisions.waiting", n=waiting)] if waiting else []
    return f'<span class="x-quiet">{esc(" · ".join(parts))}</span>'


def _side(
    decision: Decision, side: str, found: Sequence[Noted[Any]], states: States, *, live: bool
) -> str:
    if not found:
        return ""
    ordered = sorted(found, key=lambda each: (each.dated, each.quote.start if each.quote else 0))
    cards = "".join(_reason(decision, each, states, live=live) for each in ordered)
    return f'<h4 class="x-side">{esc(t(f"decisions.side_{side}"))}</h4>{cards}'


def _reason(decision: Decision, item: Noted[Any], states: States, *, live: bool) -> str:
    value = item.value
    notes = [t(f"decisions.basis_{value.basis}")] if value.basis else []
    notes += [value.about] if value.about else []
    notes += ["●" * value.weight] if value.weight > 1 else []
    taps = _taps(decision, item, strike=True) if live else ""
    classes = ["x-struck"] if value.struck_with else []
    classes += ["x-waits"] if decision_session.striking() == item.id else []
    return card_html(item, states, text=value.text, notes=notes, taps=taps, classes=classes)


def card_html(
    item: Noted[Any],
    states: States,
    *,
    text: str = "",
    notes: Sequence[str] = (),
    taps: str = "",
    classes: Sequence[str] = (),
) -> str:
    """Return one card: the quote where there is one, else the writer's own wording."""
    quote = item.quote
    said = quote.text if quote else text
    head = quote_html(quote) if quote else f'<p class="x-own">{esc(said)}</p>'
    state = states.get(quote, "exact") if quote else "exact"
    changed = (
        f'<p class="x-changed">{esc(t(f"decisions.quote_{state}"))}</p>' if state != "exact" else ""
    )
    names = " ".join(["x-card", *classes, *([] if item.counts else ["x-proposal"])])
    facts = "".join(f"<span>{esc(note)}</span>" for note in notes)
    title = f'<span class="x-title">{esc(quote.title)}</span>' if quote and quote.title else ""
    caption = f"<figcaption>{when_html(item)}{title}{facts}</figcaption>"
    return f'<figure class="{names}">{head}{changed}{caption}{taps}</figure>'


def quote_html(quote: Quote) -> str:
    """Return the quoted words; a press opens the entry there."""
    opens = act("open", entry=quote.entry_id, start=quote.start, end=quote.end, quote=quote.text)
    return f'<blockquote {opens} tabindex="0" role="button">{esc(_shown(quote.text))}</blockquote>'


def _shown(text: str) -> str:
    """Leave out list dashes and the outer marks of quotation: the card brings its own."""
    plain = text.strip().lstrip("-•*> ").strip()
    alone = plain.startswith("“") and ("”" not in plain or plain.endswith("”"))
    return plain.removeprefix("“").removesuffix("”") if alone else plain


def when_html(item: Noted[Any]) -> str:
    """Return the day of an item."""
    return f'<time datetime="{item.dated.isoformat()}">{esc(day(item.dated))}</time>'


def tap(decision: Decision, what: str, item: str, label: str, *, strong: bool = False) -> str:
    """Return a small button."""
    name = "x-tap x-tap-strong" if strong else "x-tap"
    press = act(f"decision-{what}", decision=decision.id, item=item)
    return f'<button type="button" class="{name}" {press}>{esc(label)}</button>'


def _taps(decision: Decision, item: Noted[Any], *, strike: bool = False) -> str:
    return f'<span class="x-taps">{taps_html(decision, item, strike=strike)}</span>'


def taps_html(decision: Decision, item: Noted[Any], *, strike: bool = False) -> str:
    """Return the taps on an item: confirm while it is a proposal, edit, strike out, dismiss."""
    made = []
    if not item.counts:
        made.append(tap(decision, "confirm", item.id, t("decisions.confirm"), strong=True))
    made.append(tap(decision, "edit", item.id, t("decisions.edit")))
    if strike and item.counts:
        struck = bool(item.value.struck_with)
        made.append(
            tap(
                decision,
                "strike",
                item.id,
                t("decisions.unstrike" if struck else "decisions.strike"),
            )
        )
    made.append(tap(decision, "dismiss", item.id, t("decisions.dismiss")))
    return "".join(made)
