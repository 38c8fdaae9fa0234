"""What the person should hear once: what a press came to, a damaged file that was moved aside, a
repaired index, entries waiting for vectors.

Promise: a quiet line on the page, gone for good after one press.
"""

from __future__ import annotations

import streamlit as st

from errors import JournalError
from ui.shared import app_services, session
from ui.shared.markup import act, esc
from ui.shared.text import counted, explain, t


def draw_notice() -> None:
    """Draw what the last press came to, in sight wherever the page was scrolled to."""
    sentence = session.notice()
    if sentence:
        st.html(f'<p class="x-quiet x-notice" role="status">{esc(sentence)}</p>')


def draw_notices() -> None:
    """Draw what has not been put away yet."""
    dismissed = app_services.opening().dismissed
    lines = [(key, sentence) for key, sentence in _notices() if key not in dismissed]
    if lines:
        st.html("".join(_line(key, sentence) for key, sentence in lines))


def dismiss(key: str) -> None:
    """Put a line away for as long as this journal is open."""
    app_services.opening().dismissed.add(key)


def _notices() -> list[tuple[str, str]]:
    opening, services = app_services.opening(), app_services.services()
    found = [
        (f"{name}:{problem.key}", _words(problem))
        for name, problem in (
            ("settings", opening.settings.problem),
            ("conversations", services.conversations.problem),
            ("erasing", opening.erasing_problem),
        )
        if problem
    ]
    if opening.was_repaired:
        found.append(("repaired", t("settings.index_repaired")))
    if waiting := services.waiting():
        count, problem = waiting
        if count:
            sentence = f"{counted('notices.waiting', count)} {_words(problem)}"
            found.append((f"waiting:{problem.key}", sentence))
    return found


def _words(problem: JournalError) -> str:
    return " ".join(part for part in explain(problem) if part)


def _line(key: str, sentence: str) -> str:
    label = esc(t("notices.dismiss"))
    button = f'<button type="button" class="x-link" {act("dismiss", notice=key)}>{label}</button>'
    return f'<p class="x-quiet x-notice" role="status">{esc(sentence)} {button}</p>'
