"""What became no entry, and why: a line for each kind, with how many there are and the first of
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from journal.problems import by_kind
from ui.shared.markup import esc
from ui.shared.text import counted, explain_key

if TYPE_CHECKING:
    from journal.problems import ImportProblem

_OPEN, _NAMED = 3, 100


def draw_problems(problems: Iterable[ImportProblem]) -> None:
    """Draw them, opened while the kinds are few."""
    kinds = by_kind(problems)
    if not kinds:
        return
    count = sum(len(kind) for kind in kinds)
    with st.expander(
        counted("import.left_out", count), expanded=len(kinds) <= _OPEN, key="import.problems"
    ):
        st.html("".join(_kind_html(kind) for kind in kinds))


def _kind_html(kind: Sequence[ImportProblem]) -> str:
    first, *others = kind
    message, hint = explain_key(first.key, first.values, message=first.message, hint=first.hint)
    told = f'<p class="x-note">{esc(message)} <span>{esc(hint)}</span></p>'
    if not others:
        return told
    places = "".join(f"<li>{esc(each.path)}</li>" for each in others[:_NAMED])
    if len(others) > _NAMED:
        places += f"<li>{esc(counted('import.more_files', len(others) - _NAMED))}</li>"
    summary = esc(counted("import.alike_files", len(others)))
    return (
        f'{told}<details class="x-others"><summary>{summary}</summary><ul>{places}</ul></details>'
    )
