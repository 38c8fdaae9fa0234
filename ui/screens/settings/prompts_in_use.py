"""Which version of each prompt is in use and since when, what is refused, and which traces Langfuse
has still to remove.
"""

from __future__ import annotations

import streamlit as st

from config.settings import Settings
from prompts.library import PromptInUse
from tracing.erasing import list_waiting, waiting_elsewhere
from ui.shared import app_services
from ui.shared.markup import esc
from ui.shared.text import counted, explain, moment, t


def draw_prompts(known: Settings) -> None:
    """Draw a line for each prompt, and the count of traces that wait."""
    lines = [_line(each) for each in app_services.services().prompts.in_use()]
    with st.expander(t("settings.prompts"), key="settings.prompts"):
        st.html("".join(lines))
    waiting = list_waiting(known.paths.traces_to_remove)
    elsewhere = len(waiting_elsewhere(known.connected_langfuse, waiting))
    for key, count in (
        ("settings.traces_waiting", len(waiting) - elsewhere),
        ("settings.traces_elsewhere", elsewhere),
    ):
        if count:
            st.html(f'<p class="x-quiet" role="status">{esc(counted(key, count))}</p>')


def _line(used: PromptInUse) -> str:
    prompt = used.prompt
    sign = "@" if prompt.source == "langfuse" else "#"
    line = t(f"settings.prompt_{prompt.source}", name=f"{prompt.name}{sign}{prompt.version}")
    if used.since is not None:
        line += " · " + t("settings.prompt_since", moment=moment(used.since))
    refused = f"<br>{esc(' '.join(explain(used.refusal)))}" if used.refusal is not None else ""
    return f'<p class="x-note">{esc(line)}{refused}</p>'
