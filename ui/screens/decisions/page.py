"""Decisions: what is due, what was found, what is weighed; one decision top to bottom. Reads like
its screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Final

import streamlit as st

from chains.decide.about import entries_about
from decisions import editing
from decisions.as_of import as_of
from decisions.checking import states_of, without_outlived
from decisions.leaning import has_course, points
from decisions.merging import merge, split, unmerge
from decisions.record import Decision, items
from decisions.reviewing import next_review
from decisions.schedule import dates_of, due
from errors import EntryNotFoundError
from ui.parts.decision_cards import home_words, options_html, quote_html, tap
from ui.parts.decision_list import list_html
from ui.screens.decisions.acts import drop, undo
from ui.screens.decisions.background import background_html, draw_background
from ui.screens.decisions.calibration import draw_calibration
from ui.screens.decisions.chart import draw_chart, draw_slider
from ui.screens.decisions.confirm import draw_confirm
from ui.screens.decisions.decide import draw_decide
from ui.screens.decisions.defer import draw_defer
from ui.screens.decisions.due import draw_act, draw_due
from ui.screens.decisions.edit import draw_edit
from ui.screens.decisions.new import draw_new
from ui.screens.decisions.refresh import draw_refresh
from ui.screens.decisions.review import BESIDES, REHEARSAL, draw_review, reviews_html
from ui.screens.decisions.search import draw_search
from ui.screens.decisions.sections import (
    decide_by_html,
    folded_html,
    frozen_html,
    gaps_html,
    letter_html,
    notes_html,
    predictions_html,
    soon_html,
    tensions_html,
)
from ui.screens.decisions.small_test import draw_test
from ui.screens.decisions.take_along import draw_export
from ui.screens.decisions.write import draw_write
from ui.shared import app_services, decision_session, problem
from ui.shared.markup import act, esc
from ui.shared.press import do_when_pressed, sure_button
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
    if decision_session.is_confirming():
        draw_confirm(decision)
    elif item := decision_session.editing():
        draw_edit(decision, item)
    _draw_decision(decision)


def _draw_list() -> None:
    st.html(f"<h1>{esc(t('decisions.title'))}</h1>")
    services = app_services.services()
    loaded = services.decisions.load()
    entries = app_services.refresh().entries
    offered = without_outlived(loaded.decisions, services.store.get)
    _draw_undo()
    if not offered:
        way = "find" if services.finder.unread(entries) else "write"
        st.html(f'<p class="x-lead">{esc(t(f"decisions.empty_{way}"))}</p>')
    draw_search(entries)
    if offered:
        st.html(list_html(offered, date.today()))
    draw_new()
    draw_calibration(offered)
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
    _draw_head(decision, seen, chosen)
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
    fallen = due(decision, date.today())
    is_unread = any(each.kind == "letter" for each in fallen)
    if live:
        draw_due(decision)
        for frozen in decision.decided:
            st.html(frozen_html(frozen))
    states = states_of(seen, app_services.services().store.get)
    if decision_session.striking():
        st.html(f'<p class="x-quiet" role="status">{esc(t("decisions.strike_which"))}</p>')
    st.html(background_html(seen) + options_html(seen, states, live=live))
    if live:
        draw_test(decision)
    soon = decide_by_html(seen, states, live=live) + soon_html(seen, states, live=live)
    _draw_course(decision, seen, soon)
    letter = letter_html(decision, date.today()) if live and not is_unread else ""
    below = (
        tensions_html(seen, states, live=live)
        + folded_html(seen, states, live=live)
        + predictions_html(seen, live=live)
        + _gaps(decision, seen)
        + notes_html(seen, states)
        + (reviews_html(seen) if live else "")
        + letter
    )
    if below:
        st.html(f'<div class="x-below">{below}</div>')
    if live:
        # A deadline that passed has asked for these two above.
        is_asked = any(each.kind == "decide_by" for each in fallen)
        _draw_ways(decision, () if is_asked else ("decide", "defer"))


def _gaps(decision: Decision, seen: Decision) -> str:
    """Return what is not written about: known only once the whole journal was searched."""
    entries = app_services.refresh().entries
    if app_services.services().finder.unseen(decision.id, entries):
        return ""
    return gaps_html(seen, [each.body for each in entries_about(seen, entries)])


def _draw_course(decision: Decision, seen: Decision, soon: str) -> None:
    """Draw what comes next and how the leaning moved: beside each other while there is one day to
    show, which needs little room, else the course first, with its slider.
    """
    every = [item.dated for name, item in items(decision) if name in ("reasons", "stances")]
    has_one = has_course(points(decision))
    is_narrow = has_one and bool(soon) and len(set(every)) == 1
    left, right = st.columns(2) if is_narrow else (st.container(), st.container())
    first, second = (right, left) if is_narrow else (left, right)
    if has_one:
        with first:
            st.html(f'<h3 class="x-part">{esc(t("decisions.moved"))}</h3>')
            draw_slider(every)
            draw_chart(points(seen), [each.value.label for each in decision.options])
    if soon:
        second.html(f'<div class="x-below">{soon}</div>')


def _draw_head(decision: Decision, seen: Decision, chosen: date | None) -> None:
    quote = decision.question.quote
    status = "proposal" if decision.is_proposal else decision.status
    facts = [f'<span class="x-chip">{esc(t(f"decisions.status_{status}"))}</span>']
    if quote is not None:
        source = " · ".join(each for each in (day(quote.written_on), quote.title) if each)
        opens = act(
            "open", entry=quote.entry_id, start=quote.start, end=quote.end, quote=quote.text
        )
        facts.append(f'<button type="button" class="x-link" {opens}>{esc(source)}</button>')
    asked = ""
    if quote is not None and " ".join(quote.text.split()) != decision.title:
        asked = f'<div class="x-asked-at">{quote_html(quote)}</div>'
    past = ""
    if chosen:
        hidden = t("decisions.seen_as_of", day=day(chosen))
        past = f'<p class="x-past" role="status">{esc(hidden)}</p>'
    waiting = editing.proposals(decision)
    notes = [t("decisions.from_rules")] if decision.found_by == "rules" and waiting else []
    notes += [home_words(seen)]
    said = " ".join(each for each in notes if each)
    sources = f'<p class="x-quiet x-sources">{esc(said)}</p>' if said else ""
    taps = ""
    if decision.is_proposal:
        taps = tap(decision, "take", "", t("decisions.take_on"), strong=True)
        taps += tap(decision, "dismiss", "", t("decisions.not_one"))
    elif waiting and chosen is None:
        taps = tap(decision, "all", "", t("decisions.confirm_all", n=len(waiting)))
    st.html(
        f'<header class="x-decision"><h1>{esc(decision.title)}</h1>'
        f'<p class="x-quiet x-decision-facts">{"".join(facts)}{taps}</p>'
        f"{asked}{past}{sources}</header>"
    )


def _draw_ways(decision: Decision, acts: tuple[str, ...]) -> None:
    with st.container(horizontal=True, key="decisions-ways", vertical_alignment="center"):
        if not decision.decided:
            for act in acts:
                draw_act(act, key=f"decisions.{act}")
        else:
            _draw_looking_back(decision)
        drawer = st.pills(
            t("decisions.drawers"),
            list(_DRAWERS),
            format_func=lambda each: t(f"decisions.{each}"),
            key="decisions.drawer",
            label_visibility="collapsed",
        )
    if drawer:
        _DRAWERS[drawer](decision)


def _draw_looking_back(decision: Decision) -> None:
    """Draw the ways to look back before the next scheduled review; neither spends it."""
    st.button(
        t("decisions.look_back_now"),
        key="decisions.review_early",
        on_click=decision_session.do,
        args=(f"review:{BESIDES}",),
    )
    st.button(
        t("decisions.rehearse"),
        key="decisions.rehearse",
        type="tertiary",
        on_click=decision_session.do,
        args=(f"review:{REHEARSAL}",),
    )
    following = next_review(decision, date.today())
    if following is not None:
        said = t("decisions.next_review", day=day(following.value.due))
        st.html(f'<p class="x-quiet">{esc(said)}</p>')


def _draw_more(decision: Decision) -> None:
    store = app_services.services().decisions
    others = {
        each.id: each.title
        for each in store.load().decisions
        if each.id != decision.id
        and not each.decided
        and not each.merged_into
        and each.status != "dropped"
    }
    with problem.told():
        draw_refresh(decision)
        draw_export(decision)
        if others and not decision.decided:
            other = st.selectbox(
                t("decisions.merge_with"),
                list(others),
                index=None,
                format_func=lambda each: others[each],
                key="decisions.merge_with",
            )
            if other:
                sure_button(t("decisions.merge"), key="decisions.merge")
                do_when_pressed("decisions.merge", partial(_merge, decision.id, other))
        if len(decision.options) > 1 and not decision.decided:
            labels = {each.id: each.value.label for each in decision.options}
            moved = st.multiselect(
                t("decisions.split_off"),
                list(labels),
                format_func=labels.__getitem__,
                key="decisions.split_off",
            )
            if moved and len(moved) < len(labels):
                named = " vs ".join(labels[each] for each in moved)
                sure_button(t("decisions.split"), key="decisions.split")
                act = partial(_split, decision.id, frozenset(moved), named)
                do_when_pressed("decisions.split", act)
        for gone in decision.merged:
            st.button(
                t("decisions.unmerge"),
                key=f"decisions.unmerge_{gone}",
                on_click=_unmerge,
                args=(decision.id, gone),
            )
        if not decision.is_proposal:
            st.button(t("decisions.drop"), key="decisions.drop", on_click=drop, args=(decision.id,))
        ahead = [each for each in dates_of(decision) if each.day > date.today()]
        if ahead:
            st.html(
                "".join(
                    f'<p class="x-quiet">{esc(t(f"decisions.due_{e.kind}"))} {esc(day(e.day))}</p>'
                    for e in ahead
                )
            )


_DRAWERS: Final[Mapping[str, Callable[[Decision], None]]] = {
    "write": draw_write,
    "background": draw_background,
    "more_ways": _draw_more,
}


def _merge(identifier: str, other: str) -> None:
    store = app_services.services().decisions
    store.save_together(*merge(store.get(identifier), store.get(other)))


def _split(identifier: str, moved: frozenset[str], named: str) -> None:
    store = app_services.services().decisions
    left, new = split(store.get(identifier), moved, named, datetime.now())
    store.save_together(left, new)
    decision_session.show(new.id)


def _unmerge(identifier: str, gone: str) -> None:
    store = app_services.services().decisions
    store.save_together(*unmerge(store.get(identifier), store.get(gone)))
