"""The page's edge: the one place where an error becomes a clear sentence and what to do, in the
reader's language.

Invariant: the unexpected goes to the log by its kind and place only, because an exception's text
may hold journal text.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from errors import JournalError
from ui.shared.markup import esc
from ui.shared.quiet_logs import describe
from ui.shared.text import explain, t

_log = logging.getLogger("crossroads")


@contextmanager
def told() -> Iterator[None]:
    """Show an expected error that happens inside as a sentence, and go on."""
    try:
        yield
    except JournalError as error:
        show(error)


def show(error: JournalError) -> None:
    """Show what happened and what to do."""
    message, hint = explain(error)
    st.html(f'<div class="x-problem" role="alert"><p>{esc(message)} {esc(hint)}</p></div>')


def unexpected(error: Exception) -> bool:
    """Show a calm sentence for an error that nobody expected; its kind and places go to the log."""
    if isinstance(error, JournalError):
        show(error)
        return True
    _log.error("%s", describe(error))
    st.html(f'<div class="x-problem" role="alert"><p>{esc(t("problem.unexpected"))}</p></div>')
    return True
