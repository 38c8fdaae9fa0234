"""The writer's sentences under a decision: quote cards with date, basis and weight, and the taps on
them.

Promise: an option shows its strongest reasons, an entry's day and title once. Invariant: a card
shows the quote as it was cut; when its entry has changed since, the card says so and keeps it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from decisions.checking import QuoteState
from decisions.parts import Quote
from decisions.record import Decision, Noted
from decisions.strength import strongest
from ui.parts.decision_words import basis_words, without_bullet
from ui.shared import decision_session
from ui.shared.markup import act, esc
from ui.shared.text import day, t

States = Mapping[Quote, QuoteState]
_ABOVE = {True: "decisions.all_from_above", False: "decisions.undated_from_above"}
_SHOWN = 2  # reasons for each side of an option before the rest is folded


def options_html(decision: Decision, states: States, *, live: bool) -> str:
    """Return the options side by side, each with the strongest of what speaks for and against it,
    the rest folded; `live` adds the taps.
    """
    home = home_of(decision)
    columns = "".join(
        _option(decision, option, at, states, home, live=live)
        for at, option in enumerate(decision.options)
    )
    wide = min(len(decision.options), 3)
    return f'<div class="x-columns x-columns-{min(wide, 2)} x-options-{wide}">{columns}</div>'


def home_of(decision: Decision) -> str:
    """Return the entry that most of the reasons and the question come from, when more than one
    does: its day and title are told once, above them all.
    """
    named: tuple[Noted[Any], ...] = (*decision.reasons, decision.question)
    often = Counter(each.quote.entry_id for each in named if each.quote is not None)
    return next((entry for entry, times in often.most_common(1) if times > 1), "")


def home_words(decision: Decision) -> str:
    """Return from which entry the sentences are that stand without a day, or empty."""
    home = home_of(decision)
    quotes = [each.quote for each in decision.reasons if each.quote is not None]
    first = next((each for each in quotes if each.entry_id == home), None)
    if first is None:
        return ""
    only = all(each.entry_id == home for each in quotes)
    asked = decision.question.quote
    is_named = asked is not None and asked.entry_id == home  # in the head of the page
    if is_named:
        return t(_ABOVE[only])
    source = " · ".join(each for each in (day(first.written_on), first.title) if each)
    return t("decisions.all_from" if only else "decisions.undated_from", source=source)


def _option(
    decision: Decision, option: Noted[Any], at: int, states: States, home: str, *, live: bool
) -> str:
    own = [each for each in decision.reasons if each.value.option == option.id]
    shown, rest = [], []
    for side in ("for", "against"):
        best, others = strongest([each for each in own if each.value.side == side], _SHOWN)
        shown.append(_side(decision, side, best, states, home, live=live))
        rest.append((side, others))
    rest.append(("mixed", strongest([e for e in own if e.value.side == "mixed"], 0)[1]))
    folded = "".join(_side(decision, side, each, states, home, live=live) for side, each in rest)
    more = sum(len(each) for _, each in rest)
    fold = _folded(t("decisions.rest", n=more), folded, f"rest-{option.id}") if more else ""
    classes = f"x-column x-colour-{at % 3 + 1}" + (" x-out" if option.value.ruled_out_on else "")
    return (
        f'<section class="{classes}">{_head(decision, option, own, live=live)}'
        f"{''.join(shown)}{fold}</section>"
    )


def _head(decision: Decision, option: Noted[Any], own: Sequence[Noted[Any]], *, live: bool) -> str:
    mark = t("decisions.proposal")
    proposal = "" if option.counts else f' <span class="x-proposed">{esc(mark)}</span>'
    out = ""
    if option.value.ruled_out_on:
        said = f"{t('decisions.ruled_out')} {option.value.why}"
        out = f'<p class="x-quiet">{esc(said)}</p>'
    taps = taps_html(decision, option) if live else ""
    return (
        f'<div class="x-option-head" tabindex="0"><h3 class="x-option">'
        f"{esc(option.value.label)}{proposal}</h3>{_balance(own)}{taps}</div>{out}"
    )


def _folded(title: str, body: str, name: str) -> str:
    return (
        f'<details class="x-folded" data-name="{esc(name)}"><summary>{esc(title)}</summary>'
        f"{body}</details>"
    )


def _balance(own: Sequence[Noted[Any]]) -> str:
    standing = [each.value.side for each in own if each.counts and not each.value.struck_with]
    good, bad = standing.count("for"), standing.count("against")
    waiting = sum(1 for each in own if not each.counts)
    parts = [t("decisions.balance", good=good, bad=bad)] if good or bad else []
    parts += [t("decisions.waiting", n=waiting)] if waiting else []
    return f'<span class="x-quiet">{esc(" · ".join(parts))}</span>'


def _side(
    decision: Decision,
    side: str,
    found: Sequence[Noted[Any]],
    states: States,
    home: str,
    *,
    live: bool,
) -> str:
    if not found:
        return ""
    last = ""
    cards = []
    for item in found:
        entry = item.quote.entry_id if item.quote else ""
        is_told = bool(entry) and entry in (home, last)
        cards.append(_reason(decision, item, states, is_told=is_told, live=live))
        last = entry
    return f'<h4 class="x-side">{esc(t(f"decisions.side_{side}"))}</h4>{"".join(cards)}'


def _reason(
    decision: Decision, item: Noted[Any], states: States, *, is_told: bool, live: bool
) -> str:
    value = item.value
    notes = [basis_words(value.basis), value.about, "●" * value.weight if value.weight > 1 else ""]
    taps = taps_html(decision, item, strike=True) if live else ""
    classes = ["x-struck"] if value.struck_with else []
    classes += ["x-waits"] if decision_session.striking() == item.id else []
    said = [each for each in notes if each]
    return card_html(
        item, states, text=value.text, notes=said, taps=taps, classes=classes, is_told=is_told
    )


def card_html(
    item: Noted[Any],
    states: States,
    *,
    text: str = "",
    notes: Sequence[str] = (),
    taps: str = "",
    classes: Sequence[str] = (),
    is_told: bool = False,
) -> str:
    """Return one card: the quote where there is one, else the writer's own wording. `is_told` says
    that its day and title stand above it already.
    """
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
    source = "" if is_told else f"{when_html(item)}{title}"
    caption = f"<figcaption>{source}{facts}</figcaption>" if source or facts else ""
    # On a touch screen a press on the card brings its taps, as hovering does elsewhere.
    reach = ' tabindex="0"' if taps else ""
    return f'<figure class="{names}"{reach}>{head}{changed}{caption}{taps}</figure>'


def quote_html(quote: Quote) -> str:
    """Return the quoted words; a press opens the entry there."""
    opens = act("open", entry=quote.entry_id, start=quote.start, end=quote.end, quote=quote.text)
    return f'<blockquote {opens} tabindex="0" role="button">{esc(_shown(quote.text))}</blockquote>'


def _shown(text: str) -> str:
    """Leave out list dashes and the outer marks of quotation: the card brings its own."""
    plain = without_bullet(text)
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


def taps_html(decision: Decision, item: Noted[Any], *, strike: bool = False) -> str:
    """Return the taps on an item: confirm while it is a proposal, edit, strike out, dismiss. They
    show when its card is hovered over or has the focus.
    """
    made = []
    if not item.counts:
        made.append(tap(decision, "confirm", item.id, t("decisions.confirm"), strong=True))
    made.append(tap(decision, "edit", item.id, t("decisions.edit")))
    if strike and item.counts:
        label = t("decisions.unstrike" if item.value.struck_with else "decisions.strike")
        made.append(tap(decision, "strike", item.id, label))
    made.append(tap(decision, "dismiss", item.id, t("decisions.dismiss")))
    return f'<span class="x-taps x-on-hover">{"".join(made)}</span>'
