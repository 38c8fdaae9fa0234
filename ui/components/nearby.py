"""Beside the editor: older sentences that touch what is being written. Quiet, and gone when there are none.

Limit: it looks when the writing pauses, because that is when the editor sends its words.
"""

from __future__ import annotations

import streamlit as st

from ui import wiring
from ui.components import problem
from ui.components.decision_cards import quote_html
from ui.components.markup import esc
from ui.text import day, t


def draw_nearby(key: str, text: str) -> None:
    """Draw up to three older sentences that touch the last lines of `text`."""
    from chains.nearby import nearby  # noqa: PLC0415 (brings langchain_core)

    with problem.told():
        services = wiring.services()
        found = nearby(services.index, services.store.get, text, besides=key)
        if not found:
            return
        cards = "".join(
            f'<figure class="x-near">{quote_html(each)}<figcaption><time>{esc(day(each.written_on))}</time> '
            f"{esc(each.title)}</figcaption></figure>"
            for each in found
        )
        st.html(f'<aside class="x-nearby"><p class="x-quiet">{esc(t("nearby.title"))}</p>{cards}</aside>')
