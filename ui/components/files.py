"""Drop files: what they would add, then progress, then what came of every one of them.

Invariant: the files given live in a folder of their own for as long as it takes, under names of our own making.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from ui import session, wiring
from ui.components import problem
from ui.components.markup import esc
from ui.text import counted, explain_key, t

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from journal.importing import ImportReport


def draw_files() -> None:
    """Draw the place to drop files, and what they would add."""
    st.html(f'<h1>{esc(t("files.title"))}</h1><p class="x-lead">{esc(t("files.lead"))}</p>')
    # Streamlit's own words on this widget are English only, and speak of uploading what stays on this machine.
    label = json.dumps(t("files.choose"), ensure_ascii=False)
    st.html(f"<style>.stApp {{ --choose-files: {label}; }}</style>")
    given = st.file_uploader(
        t("files.drop"), accept_multiple_files=True, key="files.given", label_visibility="collapsed"
    )
    with problem.told():
        if given:
            _draw_preview(given)
    st.button(t("editor.cancel"), key="files.cancel", type="tertiary", on_click=session.write, args=("",))


def _draw_preview(given: Sequence[UploadedFile]) -> None:
    with tempfile.TemporaryDirectory(prefix="crossroads-") as folder:
        paths = [_put(Path(folder), at, file) for at, file in enumerate(given)]
        expected = _import(paths, dry_run=True)
        new = expected.added + expected.updated
        st.html(f'<p role="status">{esc(t("files.would_add", n=new, same=expected.unchanged))}</p>')
        _draw_problems(expected)
        if new and st.button(t("files.add"), key="files.add", type="primary"):
            report = _import(paths, dry_run=False)
            session.set_notice(counted("files.added", report.added + report.updated))
            session.write("")
            st.rerun()


def _put(folder: Path, at: int, file: UploadedFile) -> Path:
    # A folder for each keeps equal names apart and the name itself readable for what reads dates from it.
    home = folder / str(at)
    home.mkdir()
    path = home / (Path(file.name.replace("\\", "/")).name or "file")
    path.write_bytes(file.getbuffer())
    return path


def _import(paths: Sequence[Path], *, dry_run: bool) -> ImportReport:
    from journal.importing import ImportReport, import_entries

    bar = st.progress(0.0)

    def advance(done: int, total: int) -> None:
        bar.progress(done / total, t("files.reading", done=f"{done:,}", total=f"{total:,}"))

    reports = [import_entries(path, wiring.services().store, dry_run=dry_run, on_progress=advance) for path in paths]
    bar.empty()
    return ImportReport(
        added=sum(report.added for report in reports),
        updated=sum(report.updated for report in reports),
        unchanged=sum(report.unchanged for report in reports),
        problems=tuple(each for report in reports for each in report.problems),
    )


def _draw_problems(report: ImportReport) -> None:
    for each in report.problems:
        message, hint = explain_key(each.key, each.values, message=each.message, hint=each.hint)
        st.html(f'<p class="x-note"><span>{esc(each.path)}</span> {esc(message)} {esc(hint)}</p>')
