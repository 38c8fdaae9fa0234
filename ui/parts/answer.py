"""One turn: the question as asked, what was searched, the program's words, and the writer's own
sentences on cards.

Promise: streaming and finished turns have the same shape, so nothing jumps. Quotes only looks
intended.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from chains.ask.cite.numbering import needs_quotes
from chains.ask.events import Answer, Citation, Doubt, Plan, Question, Searched, Waiting
from chains.ask.planning.stretch import days_instead
from errors import JournalError
from ui.parts import quote_cards
from ui.parts.moved import moved_html
from ui.shared.markup import act, dotted, esc, split_prose
from ui.shared.text import counted, day, days_of, explain, span, t

_WORTH_TELLING = 3  # seconds
_FEW_DAYS = 3  # that are told one by one


def question_html(question: Question, *, live: bool = False) -> str:
    """Return the question as asked; a live one is brought to the top of the screen once."""
    marker = f' data-live="{esc(question.turn_id)}"' if live else ""
    return f'<div class="x-asked"{marker}><p>{esc(question.text)}</p></div>'


def streaming_html(
    text: str,
    citations: tuple[Citation, ...],
    searched: Searched | None,
    plan: Plan | None,
    waiting: Waiting | None = None,
) -> str:
    """Return an answer in the making; `waiting` says what for."""
    head = (
        searched_html(searched, plan, removable=None) if searched else _quiet(t("answer.reading"))
    )
    words = _waits_for(waiting) if waiting else t("answer.writing" if text else "answer.thinking")
    state = _quiet(words) if searched or waiting else ""
    stop = f'<button type="button" class="x-link" {act("stop")}>{esc(t("answer.stop"))}</button>'
    groups = _groups(plan) if plan else ()
    known = {citation.number: citation for citation in citations}
    opening, proses = _split(text, groups, known, ())
    return (
        f'<section class="x-answer" aria-busy="true">{head}{opening}'
        f"{quote_cards.columns_html(groups, proses)}"
        f'<div class="x-state">{state}{stop}</div></section>'
    )


def _waits_for(waiting: Waiting) -> str:
    """Return what an answer waits for, and how long where that is known."""
    tokens = f"{waiting.tokens:,}"
    if waiting.seconds < _WORTH_TELLING:
        return t(f"answer.waiting_{waiting.step}", n=tokens)
    return t(f"answer.waiting_{waiting.step}_long", n=tokens, seconds=f"{waiting.seconds:.0f}")


def answer_html(question: Question, plan: Plan | None, answer: Answer) -> str:
    """Return a finished answer."""
    groups = _groups(plan) if plan else ()
    known = {citation.number: citation for citation in answer.citations}
    doubts = [each for each in answer.doubts if each.section == "answer"]
    removable = question if question.use_dates else None
    searches = answer.remark is None or answer.remark.key != "answer.small_talk"
    opening, proses = _split(answer.text, groups, known, doubts)
    parts = (
        searched_html(answer.searched, plan, removable=removable) if searches else "",
        _problem(answer.problem, question) if answer.problem else "",
        _nothing_then(plan, answer),
        _remark(answer),
        moved_html(answer, groups, is_change=plan is not None and plan.kind == "change"),
        opening,
        _finish(answer, question),
        _points_nowhere(answer),
        quote_cards.cards_html(answer, groups, proses),
        _nothing_found(answer, question) if not answer.citations and not answer.text else "",
        _gaps(() if _says_never_written(answer) else answer.gaps),
        _question_back(answer.question),
        _connect(answer),
    )
    return (
        '<section class="x-answer"'
        f' aria-label="{esc(t("answer.label"))}">{"".join(parts)}</section>'
    )


def _split(
    text: str, groups: Sequence[str], known: Mapping[int, Citation], doubts: Sequence[Doubt]
) -> tuple[str, dict[str, Markup]]:
    """Return a model's words: what belongs to no single option, and a paragraph for each."""
    opening, below = split_prose(text, groups, known, doubts)
    proses = {label: Markup(own) for label, own in below.items()}
    return f'<div class="x-prose">{opening}</div>' if opening else "", proses


def _groups(plan: Plan) -> tuple[str, ...]:
    """Return what the quotes are grouped by: options, or stretches of time that are compared."""
    return tuple(option.label for option in plan.options) or tuple(
        part.words for part in plan.parts
    )


def searched_html(searched: Searched, plan: Plan | None, *, removable: Question | None) -> str:
    """Return the one quiet line about what was looked through, with the date range as a removable
    chip.
    """
    by_event = searched.counted
    dates = days_of(by_event.since, by_event.until) if by_event else _dates(plan)
    facts = [counted("answer.searched", searched.entries)]
    if searched.first and searched.last and span(searched.first, searched.last) != dates:
        facts.append(span(searched.first, searched.last))
    shown = [esc(fact) for fact in facts]
    if dates:
        shown.append(_chip(dates, removable))
    return f'<p class="x-searched">{dotted(shown)}</p>'


def _dates(plan: Plan | None) -> str:
    """Return the dates that the search is narrowed to, as asked, or empty."""
    if plan is None or not (plan.where.since or plan.where.until):
        return ""
    return plan.date_words or span(plan.where.since, plan.where.until)


def _chip(dates: str, question: Question | None) -> str:
    if question is None:
        return f'<span class="x-chip">{esc(dates)}</span>'
    label = esc(t("answer.without_dates", words=dates))
    asks = act("ask", text=question.text, dates=False)
    return (
        f'<button type="button" class="x-chip" {asks} aria-label="{label}"'
        f' title="{label}">{esc(dates)} ×</button>'
    )


def _problem(problem: JournalError, question: Question) -> str:
    message, hint = explain(problem)
    return (
        f'<div class="x-problem" role="status"><p>{esc(message)}'
        f" {esc(hint)}</p>{_again(question)}</div>"
    )


def _finish(answer: Answer, question: Question) -> str:
    if answer.finish not in ("stopped", "cut_off") or answer.problem:
        return ""
    return (
        f'<p class="x-state" role="status">{esc(t(f"answer.{answer.finish}"))}'
        f" {_again(question)}</p>"
    )


def _points_nowhere(answer: Answer) -> str:
    """Say of the quotes below an answer without a pointer that they are not the answer's own."""
    if not needs_quotes(answer) or not any(each.quote for each in answer.citations):
        return ""
    return f'<p class="x-note">{esc(t("answer.points_nowhere"))}</p>'


def _again(question: Question) -> str:
    asks = act("ask", text=question.text, dates=question.use_dates)
    return f'<button type="button" class="x-link" {asks}>{esc(t("answer.again"))}</button>'


def _nothing_then(plan: Plan | None, answer: Answer) -> str:
    """Say in which of the times asked about nothing was written, and which days stand in for it."""
    if not answer.searched.unwritten:
        return ""
    times = ", ".join(days_of(each.since, each.until) for each in answer.searched.unwritten)
    days = days_instead(plan, answer) if plan else ()
    if plan and plan.stretch == "ahead":
        line = t("answer.unplanned", times=times)
    elif not days:
        line = t("answer.unwritten", times=times)
    else:
        listed = ", ".join(map(day, days)) if len(days) <= _FEW_DAYS else days_of(days[0], days[-1])
        line = t("answer.unwritten_closest", times=times, days=listed)
    return f'<p class="x-said">{esc(line)}</p>'


def _says_never_written(answer: Answer) -> bool:
    """Say whether one line already tells what was never written about."""
    return answer.remark is not None and answer.remark.key == "answer.never_written"


def _remark(answer: Answer) -> str:
    """Return the program's own line: what it counted, or that this was never written about."""
    remark = answer.remark
    if remark is None:
        return ""
    if remark.count:
        words = counted(remark.key, remark.count, words=remark.words)
    else:
        words = t(remark.key, words=remark.words)
    offer = _write_button(remark.words) if remark.key == "answer.never_written" else ""
    examples = _examples() if remark.key == "answer.small_talk" else ""
    return f'<p class="x-said">{esc(words)} {offer}</p>{examples}'


def _examples() -> str:
    """Return three questions to ask with one press."""
    asked = (t("ask.example_1"), t("ask.example_2"), t("ask.example_3"))
    items = "".join(
        '<li><button type="button" class="x-link"'
        f" {act('ask', text=each)}>{esc(each)}</button></li>"
        for each in asked
    )
    return f'<ul class="x-examples">{items}</ul>'


def _nothing_found(answer: Answer, question: Question) -> str:
    if answer.problem or answer.finish == "stopped" or answer.remark is not None:
        return ""
    if answer.searched.unwritten:
        return ""
    offer = "" if answer.question else _write_button(question.text)
    return f'<div class="x-nothing"><p>{esc(t("answer.nothing"))}</p>{offer}</div>'


def _gaps(gaps: tuple[str, ...]) -> str:
    if not gaps:
        return ""
    return f'<p class="x-note"><span>{esc(t("answer.gaps"))}</span> {esc(", ".join(gaps))}</p>'


def _question_back(question: str) -> str:
    if not question:
        return ""
    return (
        f'<p class="x-note"><span>{esc(t("answer.question_back"))}</span> {esc(question)}'
        f" {_write_button(question)}</p>"
    )


def _write_button(question: str) -> str:
    label = esc(t("answer.write_about_it"))
    return (
        f'<button type="button" class="x-link" {act("write", question=question)}>{label}</button>'
    )


def _connect(answer: Answer) -> str:
    if answer.finish != "quotes_only" or answer.problem or not answer.citations:
        return ""
    button = (
        '<button type="button" class="x-link"'
        f" {act('settings')}>{esc(t('answer.connect'))}</button>"
    )
    look = (
        '<button type="button" class="x-link"'
        f" {act('settings', find=1)}>{esc(t('answer.find_local'))}</button>"
    )
    return f'<p class="x-quiet">{esc(t("answer.quotes_only"))} {dotted((button, look))}</p>'


def _quiet(text: str) -> str:
    return f'<p class="x-quiet x-waiting">{esc(text)}</p>'
