"""What stands below the options: contradictions as pairs, the decide-by and its rule, what is
unknown, next steps.

Invariant: the program judges nothing; contradictions are set side by side and the writer says which
holds now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from decisions.freezing import contents, verifies
from decisions.gaps import untouched
from decisions.record import Decision, Frozen, Noted
from decisions.reviewing import is_open
from language.glossary import load_glossary
from ui.parts.decision_cards import (
    States,
    card_html,
    home_of,
    quote_html,
    tap,
    taps_html,
    when_html,
)
from ui.parts.decision_words import dates_words, leans_words, outcome_words, percent
from ui.screens.decisions.background import cause_words
from ui.shared.markup import act, esc
from ui.shared.text import day, language, messages, t


def tensions_html(decision: Decision, states: States, *, live: bool) -> str:
    """Return the pairs of quotes that pull against each other."""
    pairs = [_tension(decision, each, states, live=live) for each in decision.tensions]
    if not pairs:
        return ""
    more = t("decisions.rest", n=len(pairs) - 1)
    rest = _details(more, "".join(pairs[1:]), "tensions") if len(pairs) > 1 else ""
    return _section("decisions.tensions", pairs[0] + rest)


def _tension(decision: Decision, item: Noted[Any], states: States, *, live: bool) -> str:
    other = item.value.other
    home = home_of(decision)
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
        waits = "" if item.counts else " x-proposal"
        held = " x-holds" if item.value.holds in (which, "both") else waits
        when = quote.written_on
        caption = (
            f'<figcaption><time datetime="{when.isoformat()}">{esc(day(when))}</time>'
            f"<span>{esc(quote.title)}</span></figcaption>"
        )
        source = "" if quote.entry_id == home else caption
        cards.append(f'<figure class="x-card{held}">{quote_html(quote)}{changed}{source}</figure>')
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


def _stances(decision: Decision, states: States, *, live: bool) -> str:
    """Return the sentences that say where the writer stood, folded."""
    rows = []
    for item in sorted(decision.stances, key=lambda each: each.dated):
        leans = leans_words(decision, item.value.leans)
        more = " · ".join(each for each in (leans, percent(item.value.confidence)) if each)
        text = item.value.text or (item.quote.text.strip() if item.quote else "")
        rows.append(_row(decision, "stances", item, states, (text, more), live=live))
    return _rows_folded("stances", rows)


def decide_by_html(decision: Decision, states: States, *, live: bool) -> str:
    """Return by when it is decided: the words as written, the days they resolve to, and by which
    rule.
    """
    item = decision.decide_by
    if item is None:
        return ""
    value = item.value
    dates = dates_words(value.first, value.last) or t("decisions.no_date")
    put_off = "".join(
        f'<p class="x-dates">{esc(t("decisions.deferred_to"))} {esc(day(each.to))}'
        f' <span class="x-quiet">({esc(day(each.deferred_on))})</span></p>'
        for each in value.deferrals
    )
    rule = _rule_words(value.rule, value.rule_values)
    cost = (
        f'<p class="x-note"><span>{esc(t("decisions.waiting_cost"))}</span> {esc(value.cost)}</p>'
        if value.cost
        else ""
    )
    taps = taps_html(decision, item) if live else ""
    lost = states.get(item.quote, "exact") if item.quote else "exact"
    rule = f"{rule} {t(f'decisions.quote_{lost}')}" if lost != "exact" else rule
    own = f'<p class="x-own">{esc(value.words)}</p>' if value.words else ""
    words = quote_html(item.quote) if item.quote else own
    proposal = "" if item.counts else " x-proposal"
    told = item.quote is not None and item.quote.entry_id == home_of(decision)
    source = "" if told else f"<figcaption>{when_html(item)}</figcaption>"
    return _section(
        "decisions.decide_by",
        f'<figure class="x-card x-when{proposal}" tabindex="0">{words}'
        f'<p class="x-dates">{esc(dates)}</p>'
        f'<p class="x-quiet">{esc(rule)}</p>{put_off}{cost}{source}{taps}</figure>',
    )


def _rule_words(rule: str, values: Mapping[str, str]) -> str:
    key = f"decisions.rule_{rule}"
    if key not in messages(language()):  # a file by a newer version, or by hand
        return t("decisions.rule_unknown")
    said = _day_words(values.get("legal_end", ""))
    return t(key, **{"now": "", "wanted": "", **values, "legal_end": said})


def _day_words(written: str) -> str:
    try:
        return day(date.fromisoformat(written))
    except ValueError:
        return written


def soon_html(decision: Decision, states: States, *, live: bool) -> str:
    """Return what brings the day forward, and next steps."""
    return "".join(
        _section(f"decisions.{name}", f'<ul class="x-rows">{"".join(rows)}</ul>')
        for name in ("tripwires", "next_actions")
        if (rows := _rows(decision, name, states, live=live))
    )


def folded_html(decision: Decision, states: States, *, live: bool) -> str:
    """Return, each folded, where the writer stood, criteria, what is not known yet, advice and
    causes.
    """
    folds = [_stances(decision, states, live=live)] if decision.stances else []
    folds += [
        _rows_folded(name, rows)
        for name in ("criteria", "uncertainties", "advice", "premortem", "backcast")
        if (rows := _rows(decision, name, states, live=live))
    ]
    return f'<div class="x-folds">{"".join(folds)}</div>' if folds else ""


def _rows(decision: Decision, name: str, states: States, *, live: bool) -> list[str]:
    words = _WORDS[name]
    return [
        _row(decision, name, each, states, words(each.value), live=live)
        for each in getattr(decision, name)
    ]


def _rows_folded(name: str, rows: Sequence[str]) -> str:
    title = t("decisions.folded", name=t(f"decisions.{name}"), n=len(rows))
    return _details(title, f'<ul class="x-rows">{"".join(rows)}</ul>', name)


def _details(title: str, body: str, name: str) -> str:
    return (
        f'<details class="x-folded" data-name="{esc(name)}"><summary>{esc(title)}</summary>'
        f"{body}</details>"
    )


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
    source = when_html(item)
    if quote is not None and quote.entry_id == home_of(decision):
        source = ""
    state = states.get(quote, "exact") if quote is not None else "exact"
    if state != "exact":
        source += f'<span class="x-changed">{esc(t(f"decisions.quote_{state}"))}</span>'
    said = f'<span class="x-row-text">{esc(text)}</span>'
    if quote is not None:
        opens = act(
            "open", entry=quote.entry_id, start=quote.start, end=quote.end, quote=quote.text
        )
        said = f'<button type="button" class="x-row-text x-opens" {opens}>{esc(text)}</button>'
    done = " x-done" if getattr(item.value, "done_on", None) else ""
    proposal = "" if item.counts else " x-proposal"
    taps = taps_html(decision, item) if live else ""
    check = ""
    if live and name in ("next_actions", "tripwires"):
        label = t("decisions.undone" if done else "decisions.done")
        check = f'<span class="x-taps">{tap(decision, "done", item.id, label)}</span>'
    more_html = f'<span class="x-quiet">{esc(more)}</span>' if more else ""
    return (
        f'<li class="x-row{done}{proposal}" tabindex="0">'
        f'{said}<span class="x-quiet x-row-source">{more_html}{source}</span>{check}{taps}</li>'
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
            state = f'<span class="x-quiet">{esc(outcome_words(value.outcome))}</span>'
        rows.append(
            f'<li class="x-row"><span class="x-row-text">{esc(value.statement)}</span><span'
            f' class="x-quiet">{esc(percent(value.probability) + by)}</span><span'
            f' class="x-taps">{state}</span></li>'
        )
    return _section(
        "decisions.predictions", f'<ul class="x-rows">{"".join(rows)}</ul>' if rows else ""
    )


def gaps_html(decision: Decision, searched: Sequence[str]) -> str:
    """Return what matters in many choices and is in none of these sentences, nor in the texts of
    the journal that were `searched`.
    """
    glossary = load_glossary()
    names = untouched(
        decision, searched, lambda text: {concept.group for concept in glossary.concepts_in(text)}
    )
    listed = ", ".join(t(f"decisions.gap_{name}") for name in names)
    said = f"{t('decisions.gaps')}: {listed}"
    return f'<p class="x-quiet x-gaps">{esc(said)}</p>' if listed else ""


def frozen_html(frozen: Frozen) -> str:
    """Return what was frozen: the choice, why, how sure, what was rejected, and the hash that shows
    it is unchanged.
    """
    kept = contents(frozen)
    confidence = str(kept.get("confidence", ""))
    sure = (
        f'<p class="x-note"><span>{esc(t("decisions.certainty"))}</span> {esc(confidence)}%</p>'
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
    """Return what was added after the decision, and the notes of its file."""
    cards = "".join(card_html(each, states, text=each.value.text) for each in decision.additions)
    notes = decision.notes.strip()
    kept = f'<p class="x-own x-card">{esc(notes)}</p>' if notes else ""
    return _section("decisions.additions", cards) + _section("decisions.notes", kept)


def letter_html(decision: Decision, today: date) -> str:
    """Return the letter once its day has come; before, that there is one."""
    letter = decision.letter
    if letter is None:
        return ""
    if not is_open(letter, today):
        sealed = t("decisions.letter_sealed", day=day(letter.value.opens_on))
        return f'<p class="x-quiet">{esc(sealed)}</p>'
    written_on = t("decisions.letter_from", day=day(letter.dated))
    return (
        f'<h3 class="x-part">{esc(written_on)}</h3>'
        f'<p class="x-own x-card x-letter">{esc(letter.value.text)}</p>'
    )


def _section(title: str, body: str) -> str:
    return f'<h3 class="x-part">{esc(t(title))}</h3>{body}' if body else ""


def _tripwire(value: Any) -> tuple[str, str]:
    when = " · ".join(
        each for each in (value.condition, day(value.day) if value.day else "") if each
    )
    return when, f"→ {value.then}" if value.then else ""


_WORDS: Final[Mapping[str, Callable[[Any], tuple[str, str]]]] = {
    "criteria": lambda v: (v.label, "●" * v.weight if v.weight else ""),
    "uncertainties": lambda v: (v.question, v.how),
    "advice": lambda v: (v.said, f"{v.who} {v.reaction}".strip()),
    "tripwires": _tripwire,
    "premortem": cause_words,
    "backcast": cause_words,
    "next_actions": lambda v: (v.text, t("decisions.due_by", day=day(v.due)) if v.due else ""),
}
