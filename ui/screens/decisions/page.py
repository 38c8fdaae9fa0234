"""Decisions: what is due, what was found, what is weighed; one decision top to bottom. Reads like
its screen.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import streamlit as st

from decisions.as_of import as_of
from decisions.checking import states_of
from decisions.leaning import points
from decisions.merging import merge, split, unmerge
from decisions.parts import Option
from decisions.record import Decision, items, written
from decisions.schedule import dates_of, due
from errors import EntryNotFoundError
from ui.parts.decision_cards import options_html, quote_html, tap
from ui.parts.decision_list import list_html
from ui.screens.decisions.acts import drop, undo
from ui.screens.decisions.background import background_html, draw_background
from ui.screens.decisions.calibration import draw_calibration
from ui.screens.decisions.chart import draw_chart, draw_slider
from ui.screens.decisions.defer import draw_defer
from ui.screens.decisions.edit import draw_edit
from ui.screens.decisions.forms import draw_decide, draw_write
from ui.screens.decisions.refresh import draw_refresh
from ui.screens.decisions.review import draw_review, reviews_html
from ui.screens.decisions.search import draw_search
from ui.screens.decisions.sections import (
    decide_by_html,
    frozen_html,
    gaps_html,
    lists_html,
    notes_html,
    predictions_html,
    stances_html,
    tensions_html,
)
from ui.screens.decisions.small_test import draw_test
from ui.screens.decisions.take_along import draw_export
from ui.shared import app_services, decision_session, problem
from ui.shared.markup import esc
from ui.shared.resources import STYLES
from ui.shared.text import day, explain_key, t

_STYLE = STYLES / "decisions.css"


def decisions() -> None:
    """Draw the list, or the decision that is open."""
    st.html(_STYLE)
    identifier = decision_session.shown()
    if not identifier:
        _draw_list()
        return
    try:
        decision = app_services.services().decisions.get(identifier)
    except EntryNotFoundError:
        decision_session.show("")
        st.rerun()
    if editing := decision_session.editing():
        draw_edit(decision, editing)
    _draw_decision(decision)


def _draw_list() -> None:
    st.html(f"<h1>{esc(t('decisions.title'))}</h1>")
    loaded = app_services.services().decisions.load()
    entries = app_services.refresh().entries
    _draw_undo()
    if not loaded.decisions:
        st.html(f'<p class="x-lead">{esc(t("decisions.empty"))}</p>')
    draw_search(entries)
    if loaded.decisions:
        st.html(list_html(loaded.decisions, date.today()))
    _draw_new()
    draw_calibration(loaded.decisions)
    if loaded.problems:
        with st.expander(t("decisions.problems", n=len(loaded.problems)), key="decisions.problems"):
            for each in loaded.problems:
                message, hint = explain_key(
                    each.key, each.values, message=each.message, hint=each.hint
                )
                st.html(
                    f'<p class="x-note"><span>{esc(each.path)}</span><br>{esc(message)}'
                    f" {esc(hint)}</p>"
                )


def _draw_new() -> None:
    with (
        st.expander(t("decisions.new"), key="decisions.new", icon=":material/add:"),
        st.form("decisions-new", clear_on_submit=True, border=False),
    ):
        question = st.text_input(
            t("decisions.field_question"),
            key="decisions.new_question",
            placeholder=t("decisions.question_hint"),
        )
        labels = st.text_input(
            t("decisions.options"),
            key="decisions.new_options",
            placeholder=t("decisions.options_hint"),
        )
        if st.form_submit_button(t("editor.save"), type="primary"):
            named = tuple(
                dict.fromkeys(label.strip() for label in labels.split(",") if label.strip())
            )
            if question.strip() and named:
                at = datetime.now()
                made = Decision(
                    created_at=at,
                    question=written(question.strip(), at),
                    options=tuple(written(Option(label=label[:60]), at) for label in named),
                )
                app_services.services().decisions.save(made)
                decision_session.show(made.id)
                st.rerun()
            st.html(f'<p class="x-quiet" role="alert">{esc(t("decisions.least"))}</p>')


def _draw_undo() -> None:
    if decision_session.dismissed() is not None:
        with st.container(horizontal=True, key="decisions-undo", vertical_alignment="center"):
            st.html(f'<p class="x-quiet" role="status">{esc(t("decisions.dismissed"))}</p>')
            st.button(t("journal.undo"), key="decisions.undo", type="tertiary", on_click=undo)


def _draw_decision(decision: Decision) -> None:
    st.button(
        t("decisions.back"),
        key="decisions.back",
        type="tertiary",
        on_click=decision_session.show,
        args=("",),
    )
    _draw_undo()
    chosen = decision_session.as_of()
    seen = (as_of(decision, chosen) if chosen else decision) or replace(
        decision, options=(), reasons=()
    )
    doing = decision_session.doing()
    _draw_head(decision, chosen)
    if doing.startswith("review:"):
        draw_review(decision, doing.removeprefix("review:"))
        return
    if doing == "decide":
        draw_decide(decision)
        return
    if doing == "defer":
        draw_defer(decision)
        return
    live = chosen is None
    if live:
        _draw_due(decision)
        for frozen in decision.decided:
            st.html(frozen_html(frozen))
    states = states_of(seen, app_services.services().store.get)
    if decision_session.striking():
        st.html(f'<p class="x-quiet" role="status">{esc(t("decisions.strike_which"))}</p>')
    st.html(background_html(seen) + options_html(seen, states, live=live))
    if live:
        draw_test(decision)
    found = points(seen)
    every = [item.dated for name, item in items(decision) if name in ("reasons", "stances")]
    if len(set(every)) > 1:
        st.html(f'<h3 class="x-part">{esc(t("decisions.moved"))}</h3>')
        draw_slider(every)
        draw_chart(found, [each.value.label for each in decision.options])
        if seen.stances:
            st.html(stances_html(seen, states, live=live))
    below = (
        tensions_html(seen, states, live=live)
        + decide_by_html(seen, states, live=live)
        + lists_html(seen, states, live=live)
        + predictions_html(seen, live=live)
        + gaps_html(seen)
        + notes_html(seen, states)
        + (reviews_html(seen) if live else "")
    )
    if below:
        st.html(below)
    if live:
        _draw_ways(decision)


def _draw_head(decision: Decision, chosen: date | None) -> None:
    quote = decision.question.quote
    asked = (
        f'<div class="x-asked-at">{quote_html(quote)}'
        f" <time>{esc(day(quote.written_on))}</time></div>"
        if quote
        else ""
    )
    status = (
        t("decisions.status_proposal")
        if decision.is_proposal
        else t(f"decisions.status_{decision.status}")
    )
    past = (
        f'<p class="x-past" role="status">{esc(t("decisions.seen_as_of", day=day(chosen)))}</p>'
        if chosen
        else ""
    )
    title = (
        f'<h1>{esc(decision.question.value)}</h1><p class="x-quiet"><span'
        f' class="x-chip">{esc(status)}</span></p>'
    )
    taps = ""
    waiting = [item for _, item in items(decision) if not item.counts]
    if decision.is_proposal:
        taps = tap(decision, "take", "", t("decisions.take_on"), strong=True)
        taps += tap(decision, "dismiss", "", t("decisions.not_one"))
    elif waiting and chosen is None:
        taps = tap(decision, "all", "", t("decisions.confirm_all", n=len(waiting)))
    st.html(f'<header class="x-decision">{title}{asked}{past}<p class="x-taps">{taps}</p></header>')


def _draw_due(decision: Decision) -> None:
    today = date.today()
    for each in due(decision, today):
        with st.container(
            horizontal=True, key=f"decisions-due-{each.item}", vertical_alignment="center"
        ):
            st.html(
                f'<p class="x-due">{esc(t(f"decisions.due_{each.kind}"))} {esc(day(each.day))}</p>'
            )
            if each.kind in ("review", "letter") and decision.reviews:
                review = next((r for r in decision.reviews if r.value.held_on is None), None)
                if review is not None:
                    key = f"decisions.review_{each.item}"
                    st.button(
                        t("decisions.review_now"),
                        key=key,
                        on_click=decision_session.do,
                        args=(f"review:{review.id}",),
                    )
            break


def _draw_ways(decision: Decision) -> None:
    st.html(f'<h3 class="x-part">{esc(t("decisions.write"))}</h3>')
    draw_write(decision)
    draw_background(decision)
    st.html('<hr class="x-rule">')
    with st.container(horizontal=True, key="decisions-ways"):
        if not decision.decided:
            st.button(
                t("decisions.decide"),
                key="decisions.decide",
                type="primary",
                on_click=decision_session.do,
                args=("decide",),
            )
            st.button(
                t("decisions.defer"),
                key="decisions.defer",
                on_click=decision_session.do,
                args=("defer",),
            )
        upcoming = [each for each in decision.reviews if each.value.held_on is None]
        if upcoming and not due(decision, date.today()):
            label = t("decisions.next_review", day=day(upcoming[0].value.due))
            st.button(
                label,
                key="decisions.review_early",
                type="tertiary",
                on_click=decision_session.do,
                args=(f"review:{upcoming[0].id}",),
            )
    with problem.told():
        draw_refresh(decision)
    draw_export(decision)
    _draw_more(decision)


def _draw_more(decision: Decision) -> None:
    store = app_services.services().decisions
    others = {
        each.id: each.question.value
        for each in store.load().decisions
        if each.id != decision.id
        and not each.decided
        and not each.merged_into
        and each.status != "dropped"
    }
    with st.expander(t("decisions.more_ways"), key="decisions.more_ways"), problem.told():
        if others and not decision.decided:
            other = st.selectbox(
                t("decisions.merge_with"),
                list(others),
                index=None,
                format_func=lambda each: others[each],
                key="decisions.merge_with",
            )
            if other and st.button(t("decisions.merge"), key="decisions.merge"):
                store.save_together(*merge(store.get(decision.id), store.get(other)))
                st.rerun()
        if len(decision.options) > 1 and not decision.decided:
            labels = {each.id: each.value.label for each in decision.options}
            moved = st.multiselect(
                t("decisions.split_off"),
                list(labels),
                format_func=labels.__getitem__,
                key="decisions.split_off",
            )
            if (
                moved
                and len(moved) < len(labels)
                and st.button(t("decisions.split"), key="decisions.split")
            ):
                named = " vs ".join(labels[each] for each in moved)
                now = store.get(decision.id)
                left, new = split(now, frozenset(moved), named, datetime.now())
                store.save_together(left, new)
                decision_session.show(new.id)
                st.rerun()
        for gone in decision.merged:
            st.button(
                t("decisions.unmerge"),
                key=f"decisions.unmerge_{gone}",
                on_click=_unmerge,
                args=(decision.id, gone),
            )
        if not decision.is_proposal:
            st.button(t("decisions.drop"), key="decisions.drop", on_click=drop, args=(decision.id,))
        if dates_of(decision):
            st.html(
                "".join(
                    f'<p class="x-quiet">{esc(t(f"decisions.due_{e.kind}"))} {esc(day(e.day))}</p>'
                    for e in dates_of(decision)
                )
            )


def _unmerge(identifier: str, gone: str) -> None:
    store = app_services.services().decisions
    store.save_together(*unmerge(store.get(identifier), store.get(gone)))
