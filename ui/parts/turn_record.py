"""What a turn's record looks like: what was searched, what was found, how long it took, and what a
model was sent.

Invariant: every recorded word is shown as text and never interpreted. Limit: passages show as their
entries read now.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from chains.ask.events import Citation
from ui.parts.model_calls import call_html, page_link, prompt_link
from ui.shared.markup import act, dotted, esc, opens
from ui.shared.text import day, seconds, t

if TYPE_CHECKING:
    from tracing import PassageRecord, StepRecord, TurnRecord

Texts = Mapping[tuple[str, int], str]
_STEPS: Final = {
    "plan": "plan",
    "retrieve": "retrieve",
    "answer": "answer",
    "cite": "cite",
}
_SHOWN: Final = 6
_SCORES: Final = (
    "citations_valid",
    "quotes_verified",
    "answer_cited",
    "clauses_cited",
    "figures_unsupported",
    "claims_unpointed",
    "refused",
)


def record_html(
    record: TurnRecord, citations: tuple[Citation, ...], texts: Texts, link: str
) -> str:
    """Return the panel; `texts` are the words of the passages, `link` the trace's page or empty."""
    parts = (
        f'<p class="x-quiet x-facts">{_facts(record, link)}</p>',
        _phrases(record.phrases),
        _passages(record.passages, citations, texts),
        _sent(record, link),
        _steps(record),
        _scores(record),
    )
    attributes = f'data-turn="{esc(record.turn_id)}" aria-label="{esc(t("why.open"))}"'
    return f'<section class="x-why" {attributes}>{"".join(parts)}</section>'


def status(name: str) -> str:
    """Return how a turn ended, in words; nothing for one that ended well."""
    return t(f"why.status_{name}") if name in ("stopped", "cut_off", "failed") else ""


def _facts(record: TurnRecord, link: str) -> str:
    calls = record.calls
    tokens = sum(call.input_tokens for call in calls), sum(call.output_tokens for call in calls)
    models = dict.fromkeys(call.model for call in calls if call.model)
    facts = [
        status(record.status),
        seconds(record.seconds),
        ", ".join(models) if calls else t("why.no_model"),
        t("why.tokens", sent=f"{tokens[0]:,}", given=f"{tokens[1]:,}") if any(tokens) else "",
        f"${record.cost:.4f}" if record.cost is not None else "",
    ]
    shown = [esc(fact) for fact in facts if fact]
    if record.prompt:
        shown.append(prompt_link(record.prompt))
    if link:
        shown.append(page_link(link, t("why.trace")))
    return dotted(shown)


def _phrases(phrases: tuple[str, ...]) -> str:
    if not phrases:
        return ""
    listed = "".join(f"<li>{esc(phrase)}</li>" for phrase in phrases)
    return f'<h3>{esc(t("why.phrases"))}</h3><ul class="x-phrases">{listed}</ul>'


def _passages(
    passages: tuple[PassageRecord, ...], citations: tuple[Citation, ...], texts: Texts
) -> str:
    if not passages:
        return f"<h3>{esc(t('why.found_none'))}</h3>"
    cited = sum(passage.cited for passage in passages)
    heading = t("why.found", n=f"{len(passages):,}", cited=f"{cited:,}")
    first = [each for at, each in enumerate(passages) if each.cited or at < _SHOWN]
    rest = [each for each in passages if each not in first]
    rows = "".join(_passage(each, citations, texts) for each in first)
    others = "".join(_passage(each, citations, texts) for each in rest)
    more = f"<summary>{esc(t('why.more', n=f'{len(rest):,}'))}</summary>"
    folded = (
        f'<details class="x-more">{more}<ol class="x-found">{others}</ol></details>' if rest else ""
    )
    return f'<h3>{esc(heading)}</h3><ol class="x-found">{rows}</ol>{folded}'


def _passage(passage: PassageRecord, citations: tuple[Citation, ...], texts: Texts) -> str:
    citation = next((each for each in citations if _is_in(each, passage)), None)
    opening = (
        opens(citation)
        if citation
        else act("open", entry=passage.entry_id, start=passage.start, end=passage.end, quote="")
    )
    when = passage.written_on
    time = f'<time datetime="{when.isoformat()}">{esc(day(when))}</time>' if when else ""
    mark = f'<span class="x-cited">{esc(t("why.cited"))}</span>' if passage.cited else ""
    text = citation.quote if citation else texts.get((passage.entry_id, passage.start), "")
    excerpt = esc(" ".join(text.split())) if text else f"<em>{esc(t('why.gone'))}</em>"
    share = round(100 * max(0.0, min(1.0, passage.score)))
    return (
        f'<li><button type="button" {opening}><span class="x-found-head">{time}'
        f'<span class="x-title">{esc(passage.title or t("entry.untitled"))}</span>{mark}</span>'
        f'<span class="x-found-text">{excerpt}</span>'
        f'<span class="x-found-score"><span class="x-share"><i style="width:{share}%"></i></span>'
        f"<b>{passage.score:.2f}</b></span></button></li>"
    )


def _is_in(citation: Citation, passage: PassageRecord) -> bool:
    return (
        citation.entry_id == passage.entry_id
        and citation.start < passage.end
        and passage.start < citation.end
    )


def _sent(record: TurnRecord, link: str) -> str:
    if not record.calls:
        return f'<h3>{esc(t("why.sent"))}</h3><p class="x-quiet">{esc(t("why.sent_nothing"))}</p>'
    calls = "".join(call_html(call, link) for call in record.calls)
    return f"<h3>{esc(t('why.sent'))}</h3>{calls}"


def _steps(record: TurnRecord) -> str:
    if not record.steps:
        return ""
    whole = max(record.seconds, *(step.began_s + step.seconds for step in record.steps), 0.001)
    entries = {each.entry_id: each for each in record.passages if each.entry_id}
    rows = "".join(_step(step, whole, entries) for step in record.steps)
    return f'<h3>{esc(t("why.steps"))}</h3><ol class="x-steps">{rows}</ol>'


def _step(step: StepRecord, whole: float, entries: Mapping[str, PassageRecord]) -> str:
    name = t(f"why.step_{_STEPS[step.name]}") if step.name in _STEPS else step.name
    left, width = 100 * step.began_s / whole, max(0.6, 100 * step.seconds / whole)
    left = min(left, 100 - width)
    trouble = f' <span class="x-trouble">{esc(step.trouble)}</span>' if step.trouble else ""
    return (
        f'<li><details><summary><span class="x-step-name">{esc(name)}{trouble}</span>'
        f'<span class="x-lane"><i style="left:{left:.1f}%;width:{width:.1f}%"></i></span>'
        f'<span class="x-time">{esc(seconds(step.seconds))}</span></summary>'
        f"{_data('why.given', step.given, entries)}{_data('why.gave', step.gave, entries)}"
        "</details></li>"
    )


def _data(label: str, text: str, entries: Mapping[str, PassageRecord]) -> str:
    """Return what a step took or gave, as it was recorded, but for ids of entries: each is a way to
    its entry.
    """
    if not text:
        return ""
    ids = "|".join(re.escape(each) for each in sorted(entries, key=len, reverse=True))
    parts = re.split(f'(?<=")({ids})(?=")', text) if ids else [text]
    shown = "".join(
        _entry_link(entries[part]) if at % 2 else str(esc(part)) for at, part in enumerate(parts)
    )
    return f"<h4>{esc(t(label))}</h4><pre>{shown}</pre>"


def _entry_link(passage: PassageRecord) -> str:
    opening = act("open", entry=passage.entry_id, start=0, end=0, quote="")
    when = day(passage.written_on) if passage.written_on else ""
    name = " ".join(part for part in (when, passage.title or t("entry.untitled")) if part)
    return f'<button type="button" class="x-link" {opening}>{esc(name)}</button>'


def _scores(record: TurnRecord) -> str:
    known = [
        esc(f"{t(f'why.{each.name}')} {each.value:.2f}")
        for each in record.scores
        if each.name in _SCORES
    ]
    return f'<p class="x-quiet x-scores">{dotted(known)}</p>' if known else ""
