"""Ask: a question, and an answer made of the writer's own dated words. Reads like its screen, top
to bottom.
"""

from __future__ import annotations

import uuid
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from chains.ask.events import Answer, Plan, Question, as_turn
from ui.jobs.live_answer import LiveAnswer
from ui.parts.answer import answer_html, question_html, streaming_html
from ui.parts.care import draw_care_for_question
from ui.parts.rating import draw_rating
from ui.parts.why import draw_why
from ui.screens.ask.due_line import draw_due
from ui.screens.ask.empty_journal import draw_doors
from ui.screens.ask.examples import draw_examples
from ui.shared import app_services, session
from ui.shared.markup import esc
from ui.shared.text import counted, span, t
from ui.shared.whole import do_whole

if TYPE_CHECKING:
    from conversations import StoredTurn
    from journal.store import Loaded

_REMEMBERED_TURNS = 6
_TYPED = "ask.question"


def ask() -> None:
    """Draw the conversation and answer what is asked."""
    loaded = app_services.refresh()
    if not loaded.entries:
        draw_doors()
        return
    conversation = _opened()
    turns = app_services.services().conversations.turns(conversation) if conversation else ()
    live = app_services.opening().live.get(conversation) if conversation else None
    above = st.container(key="turns")
    with st.container(key="asking"):
        # In a callback: a run of the page that another overtakes would lose what was typed.
        st.chat_input(
            t("ask.placeholder"),
            key=_TYPED,
            submit_mode="stop",
            on_submit=_ask_what_was_typed,
        )
    asked = session.question_to_ask()
    with above:
        if not turns and not live and not asked:
            _draw_invitation(loaded)
        for turn in turns:
            _draw_turn(turn)
        if live is None and asked:
            live = do_whole(partial(_start, *asked, conversation, turns))
        if live:
            _watch(live)


def _ask_what_was_typed() -> None:
    session.ask_next(st.session_state[_TYPED])


def _opened() -> str:
    """Return the conversation that is open; one that was deleted elsewhere is open no more."""
    conversation = session.keep_conversation_in_address()
    if conversation and app_services.services().conversations.find(conversation) is None:
        session.open_conversation("")
        return ""
    return conversation


def _draw_turn(turn: StoredTurn) -> None:
    with st.container(key=f"turn_{turn.id}"):
        draw_care_for_question(turn.question.text)
        st.html(question_html(turn.question))
        st.html(answer_html(turn.question, turn.plan, turn.answer))
        draw_rating(turn)
        if session.is_why_open(turn.id):
            draw_why(turn.id, turn)


def _draw_invitation(loaded: Loaded) -> None:
    first, last = loaded.entries[0].written_on, loaded.entries[-1].written_on
    scope = counted("ask.scope", len(loaded.entries), span=span(first, last))
    st.html(
        f'<div class="x-invitation"><h1>{esc(t("ask.title"))}</h1><p'
        f' class="x-quiet">{esc(scope)}</p></div>'
    )
    draw_due()
    draw_examples(loaded)


def _start(
    text: str, use_dates: bool, conversation: str, turns: tuple[StoredTurn, ...]
) -> LiveAnswer:
    services = app_services.services()
    if not conversation:
        conversation = services.conversations.create().id
        session.open_conversation(conversation)
    history = tuple(as_turn(turn.question.text, turn.answer) for turn in turns[-_REMEMBERED_TURNS:])
    question = Question(
        text=text,
        history=history,
        use_dates=use_dates,
        conversation_id=conversation,
        turn_id=uuid.uuid4().hex,
    )
    live = app_services.opening().live.start(question, services.ask.start(question), _keep)
    session.forget_question()
    return live


def _keep(question: Question, plan: Plan | None, answer: Answer) -> None:
    app_services.services().conversations.append(question.conversation_id, question, plan, answer)


def _so_far(live: LiveAnswer) -> str:
    searched = live.hits.searched if live.hits else None
    return streaming_html(live.text, live.citations, searched, live.plan, live.waiting)


def _watch(live: LiveAnswer) -> None:
    with st.container(key=f"turn_{live.question.turn_id}"):
        draw_care_for_question(live.question.text)
        st.html(question_html(live.question, live=True))
        place = st.html(_so_far(live))
    # Every rerun and every reload ends this loop. The answer goes on, and the next run watches it
    # again; what ends an answer is the press on Stop that the bridge sends.
    while not live.done:
        live.wait(0.15)
        place.html(_so_far(live))
    app_services.opening().live.forget(live.question.conversation_id)
    if live.error is not None:
        raise live.error
    st.rerun()
