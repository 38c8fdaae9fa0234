"""What stands below the options: contradictions as pairs, the decide-by and its rule, what is
unknown, next steps.

Invariant: the program judges nothing; contradictions are set side by side and the writer says which
holds now.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from decisions.freezing import contents, verifies
from decisions.gaps import untouched
from decisions.record import Decision, Frozen, Noted
from language.glossary import load_glossary
from ui.parts.decision_cards import States, card_html, quote_html, tap, taps_html, when_html
from ui.screens.decisions.background import cause_words
from ui.shared.markup import act, esc
from ui.shared.text import day, t


def tensions_html(decision: Decision, states: States, *, live: bool) -> str:
    """Return the pairs of quotes that pull against each other."""
    pairs = "".join(_tension(decision, each, states, live=live) for each in decision.tensions)
    return _section("decisions.tensions", pairs)


def _tension(decision: Decision, item: Noted[Any], states: States, *, live: bool) -> str:
    other = item.value.other
    cards = []
    for which, quote in (("first", item.quote), ("second", other)):
        if quote is None:
            continue
        lost = states.get(quote, "exact")
        changed = (
            f'<p class="x-changed">{esc(t(f"decisions.quote_{lost}"))}</p>'
            if lost != "exact"
            else ""
        )
        held = (
            " x-holds"
            if item.value.holds in (which, "both")
            else ""
            if item.counts
            else " x-proposal"
        )
        caption = (
            f'<time datetime="{quote.written_on.isoformat()}">{esc(day(quote.written_on))}</time>'
        )
        cards.append(
            f'<figure class="x-card{held}">{quote_html(quote)}{changed}<figcaption>{caption}'
            f"<span>{esc(quote.title)}</span></figcaption></figure>"
        )
    answers = "".join(
        tap(
            decision,
            which,
            item.id,
            t(f"decisions.holds_{which}"),
            strong=item.value.holds == which,
        )
        for which in ("first", "second", "both")
    )
    dismiss = tap(decision, "dismiss", item.id, t("decisions.dismiss"))
    asks = (
        '<p class="x-taps"><span'
        f' class="x-quiet">{esc(t("decisions.which_holds"))}</span>{answers}{dismiss}</p>'
        if live
        else ""
    )
    return f'<div class="x-pair">{"".join(cards)}</div>{asks}'


def stances_html(decision: Decision, states: States, *, live: bool) -> str:
    """Return the sentences that say where the writer stood, folded."""
    labels = {each.id: each.value.label for each in decision.options}

    def words(value: Any) -> tuple[str, str]:
        leans = ", ".join(
            f"{labels.get(option, '')} {lean:+d}" for option, lean in value.leans.items()
        )
        sure = f" · {value.confidence} %" if value.confidence is not None else ""
        return value.text, leans + sure

    rows = []
    for item in sorted(decision.stances, key=lambda each: each.dated):
        said = words(item.value)
        text = said[0] or (item.quote.text.strip() if item.quote else "")
        rows.append(_row(decision, "stances", item, states, (text, said[1]), live=live))
    title = esc(t("decisions.stances", n=len(rows)))
    return (
        f'<details class="x-folded"><summary>{title}</summary><ul'
        f' class="x-rows">{"".join(rows)}</ul></details>'
    )


def decide_by_html(decision: Decision, states: States, *, live: bool) -> str:
    """Return by when it is decided: the words as written, the days they resolve to, and by which
    rule.
    """
    item = decision.decide_by
    if item is None:
        return ""
    value = item.value
    if value.last is None:
        dates = t("decisions.no_date")
    elif value.first and value.first != value.last:
        dates = f"{day(value.first)} – {day(value.last)}"
    else:
        dates = day(value.last)
    rule = t(
        f"decisions.rule_{value.rule}",
        **{"now": "", "wanted": "", "legal_end": "", **value.rule_values},
    )
    cost = (
        f'<p class="x-note"><span>{esc(t("decisions.waiting_cost"))}</span>'
        f" {esc(value.waiting_cost)}</p>"
        if value.waiting_cost
        else ""
    )
    taps = f'<p class="x-taps">{taps_html(decision, item)}</p>' if live else ""
    lost = states.get(item.quote, "exact") if item.quote else "exact"
    rule = f"{rule} {t(f'decisions.quote_{lost}')}" if lost != "exact" else rule
    own = f'<p class="x-own">{esc(value.words)}</p>' if value.words else ""
    words = quote_html(item.quote) if item.quote else own
    proposal = "" if item.counts else " x-proposal"
    return _section(
        "decisions.decide_by",
        f'<figure class="x-card x-when{proposal}">{words}<p class="x-dates">{esc(dates)}</p>'
        f'<p class="x-quiet">{esc(rule)}</p>{cost}<figcaption>{when_html(item)}</figcaption>'
        f"{taps}</figure>",
    )


def lists_html(decision: Decision, states: States, *, live: bool) -> str:
    """Return criteria, what is not known yet, advice, tripwires, predictions and next steps."""
    sections: tuple[tuple[str, Sequence[Noted[Any]], Callable[[Any], tuple[str, str]]], ...] = (
        (
            "criteria",
            decision.criteria,
            lambda v: (v.label, "●" * v.weight if v.weight != 3 else ""),
        ),
        ("uncertainties", decision.uncertainties, lambda v: (v.question, v.how)),
        ("advice", decision.advice, lambda v: (v.said, f"{v.who} {v.reaction}".strip())),
        ("tripwires", decision.tripwires, _tripwire),
        ("premortem", decision.premortem, cause_words),
        ("backcast", decision.backcast, cause_words),
        ("next_actions", decision.next_actions, lambda v: (v.text, day(v.due) if v.due else "")),
    )
    made = []
    for name, found, words in sections:
        rows = "".join(
            _row(decision, name, each, states, words(each.value), live=live) for each in found
        )
        made.append(
            _section(f"decisions.{name}", f'<ul class="x-rows">{rows}</ul>' if rows else "")
        )
    return "".join(made)


def _tripwire(value: Any) -> tuple[str, str]:
    when = " · ".join(
        each for each in (value.condition, day(value.day) if value.day else "") if each
    )
    return when, f"→ {value.then}" if value.then else ""


def _row(
    decision: Decision,
    name: str,
    item: Noted[Any],
    states: States,
    words: tuple[str, str],
    *,
    live: bool,
) -> str:
    text, more = words
    quote = item.quote
    source = ""
    if quote is not None:
        opens = act(
            "open", entry=quote.entry_id, start=quote.start, end=quote.end, quote=quote.text
        )
        lost = (
            f" · {t(f'decisions.quote_{states.get(quote)}')}"
            if states.get(quote, "exact") != "exact"
            else ""
        )
        source = (
            '<button type="button" class="x-link"'
            f" {opens}>{esc(day(item.dated))}</button>{esc(lost)}"
        )
    else:
        source = when_html(item)
    done = " x-done" if getattr(item.value, "done_on", None) else ""
    proposal = "" if item.counts else " x-proposal"
    taps = taps_html(decision, item) if live else ""
    if live and name in ("next_actions", "tripwires"):
        taps = (
            tap(decision, "done", item.id, t("decisions.undone" if done else "decisions.done"))
            + taps
        )
    more_html = f'<span class="x-quiet">{esc(more)}</span>' if more else ""
    return (
        f'<li class="x-row{done}{proposal}"><span class="x-row-text">{esc(text)}</span>{more_html}'
        f'<span class="x-taps"><span class="x-quiet">{source}</span>{taps}</span></li>'
    )


def predictions_html(decision: Decision, *, live: bool) -> str:
    """Return the predictions with their probabilities, and the taps that resolve them."""
    rows = []
    for item in decision.predictions:
        value = item.value
        by = f" · {day(value.resolve_by)}" if value.resolve_by else ""
        if value.outcome is None:
            taps = tap(decision, "true", item.id, t("decisions.came_true")) + tap(
                decision, "false", item.id, t("decisions.came_false")
            )
            state = taps if live else ""
        else:
            known = t("decisions.was_true") if value.outcome else t("decisions.was_false")
            state = f'<span class="x-quiet">{esc(known)}</span>'
        rows.append(
            f'<li class="x-row"><span class="x-row-text">{esc(value.statement)}</span><span'
            f' class="x-quiet">{value.probability} %{esc(by)}</span><span'
            f' class="x-taps">{state}</span></li>'
        )
    return _section(
        "decisions.predictions", f'<ul class="x-rows">{"".join(rows)}</ul>' if rows else ""
    )


def gaps_html(decision: Decision) -> str:
    """Return what matters in many choices and is in none of these sentences."""
    glossary = load_glossary()
    names = untouched(
        decision, lambda text: {concept.group for concept in glossary.concepts_in(text)}
    )
    listed = ", ".join(t(f"decisions.gap_{name}") for name in names)
    return _section("decisions.gaps", f'<p class="x-note">{esc(listed)}</p>' if listed else "")


def frozen_html(frozen: Frozen) -> str:
    """Return what was frozen: the choice, why, how sure, what was rejected, and the hash that shows
    it is unchanged.
    """
    kept = contents(frozen)
    confidence = str(kept.get("confidence", ""))
    sure = (
        f'<p class="x-note"><span>{esc(t("decisions.certainty"))}</span> {esc(confidence)} %</p>'
        if confidence
        else ""
    )
    rejected = kept.get("rejected", [])
    names = ", ".join(str(each) for each in rejected) if isinstance(rejected, list) else ""
    others = (
        f'<p class="x-note"><span>{esc(t("decisions.rejected"))}</span> {esc(names)}</p>'
        if names
        else ""
    )
    state = t("decisions.unchanged" if verifies(frozen) else "decisions.altered")
    decided_on = t("decisions.decided_on", day=day(frozen.at.date()))
    return (
        f'<section class="x-frozen"><p class="x-quiet">{esc(decided_on)}</p>'
        f"<h3>{esc(kept.get('chosen', ''))}</h3>"
        f'<p class="x-why">{esc(kept.get("why", ""))}</p>{sure}{others}'
        f'<p class="x-hash" title="SHA-256">{esc(state)}'
        f" <code>{esc(frozen.sha256[:16])}…</code></p></section>"
    )


def notes_html(decision: Decision, states: States) -> str:
    """Return what was added after the decision."""
    cards = "".join(card_html(each, states, text=each.value.text) for each in decision.additions)
    return _section("decisions.additions", cards)


def _section(title: str, body: str) -> str:
    return f'<h3 class="x-part">{esc(t(title))}</h3>{body}' if body else ""
