"""What an import did: counts, what was left out, a report to keep, and a way to undo all of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

from journal.importing.grouping import group_problems
from ui.jobs.import_job import LiveImport
from ui.parts.found_decisions import draw_found
from ui.screens.data.left_out import draw_problems, named
from ui.screens.data.past_imports import begin_undo
from ui.shared import problem, session
from ui.shared.markup import dotted, esc
from ui.shared.text import counted, explain_key, t

if TYPE_CHECKING:
    from chains.decide.search import Search
    from journal.importing.report import ImportReport


def draw_report(live: LiveImport, *, on_close: Callable[[], None]) -> None:
    """Draw the end of an import."""
    if live.problem is not None:
        problem.unexpected(live.problem)
    report = live.report
    if report is not None:
        st.html(f'<p class="x-count" role="status">{dotted(map(esc, _facts(report)))}</p>')
        draw_problems(report.problems)
        _draw_decisions(live)
    with st.container(horizontal=True, key="import-done"):
        # The way on: what came in can be asked at once.
        for at, page in enumerate(("ask", "journal", "decisions")):
            st.button(
                t(f"import.to_{page}"),
                key="import.close" if page == "journal" else f"import.to_{page}",
                type="secondary" if at else "primary",
                on_click=_leave,
                args=(on_close, page),
            )
        if report is None:
            return
        st.download_button(
            t("import.save_report"),
            report_text(report),
            file_name=f"import-{datetime.now():%Y%m%d-%H%M}.txt",
            mime="text/plain",
            key="import.report",
        )
        if report.log:
            st.button(
                t("import.undo"),
                key="import.undo",
                type="tertiary",
                on_click=_undo,
                args=(report.log, on_close),
            )


def _draw_decisions(live: LiveImport) -> None:
    """Draw what was found to be weighed in what came in, as soon as it is."""
    if live.search is None:
        return
    if live.search.running:
        _wait(live.search)
    elif live.search.problem is not None:
        problem.unexpected(live.search.problem)
    draw_found(live.added)


@st.fragment(run_every=0.5)
def _wait(search: Search) -> None:
    if not search.running:
        st.rerun()
    st.html(f'<p class="x-quiet" role="status">{esc(t("import.finding"))}</p>')


def report_text(report: ImportReport) -> str:
    """Return the report as plain text; it holds no words of any entry."""
    lines = [" · ".join(_facts(report)), ""]
    for each in map(named, group_problems(report.problems)):
        lines += explain_key(each.key, each.values, message=each.message, hint=each.hint)
        lines.append("")
    return "\n".join(lines)


def _undo(name: str, on_close: Callable[[], None]) -> None:
    on_close()
    begin_undo(name)


def _leave(on_close: Callable[[], None], page: str) -> None:
    on_close()
    session.go_to(page)


def _facts(report: ImportReport) -> list[str]:
    parts = [counted("import.added", report.added)]
    if report.updated:
        parts.append(counted("import.updated", report.updated))
    if report.unchanged:
        parts.append(counted("import.known", report.unchanged))
    if report.alike:
        parts.append(counted("import.joined", report.alike))
    if report.stopped:
        parts.append(t("import.stopped"))
    return parts
