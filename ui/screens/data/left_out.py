"""What became no entry, and why: a line for each kind, with how many files have it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import streamlit as st

from journal.importing.grouping import ProblemGroup, group_problems
from ui.screens.data.file_names import shown_name
from ui.shared.markup import esc
from ui.shared.text import counted, explain_key, t

if TYPE_CHECKING:
    from journal.problems import ImportProblem

_OPEN, _MOST = 3, 200


def draw_problems(problems: Iterable[ImportProblem]) -> None:
    """Draw them, opened while the kinds are few."""
    found = list(problems)
    if not found:
        return
    groups = group_problems(found)
    label = counted("import.left_out", len(found))
    with st.expander(label, expanded=len(groups) <= _OPEN, key="import.problems"):
        st.html("".join(_problem_html(named(group)) for group in groups[:_MOST]))


def named(group: ProblemGroup) -> ImportProblem:
    """Return a problem that names the first file that has it and counts the others."""
    path = str(group.problem.values.get("path", ""))
    name = shown_name(path)
    if group.more:
        return group.under(t("import.and_more", path=name, n=group.more))
    return group.problem if name == path else group.under(name)


def _problem_html(each: ImportProblem) -> str:
    message, hint = explain_key(each.key, each.values, message=each.message, hint=each.hint)
    return f'<p class="x-note">{esc(message)} <span>{esc(hint)}</span></p>'
