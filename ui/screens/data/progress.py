"""How far a work on many entries is."""

from __future__ import annotations

import streamlit as st

from ui.jobs.job import Job
from ui.shared.text import t


def draw_bar(job: Job, *, running: str) -> None:
    """Draw the bar of a work that is `running`, as the text of that name says, or whose entries are
    being made findable; of how many is told once it is known."""
    done, total = job.progress
    name = running if job.stage == "running" else "import.indexing"
    text = t(name, done=f"{done:,}", total=f"{total:,}") if total else t(f"{name}_begins")
    st.progress(min(1.0, done / total) if total else 0.0, text)
