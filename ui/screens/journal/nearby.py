"""Beside the editor: older sentences that touch what is being written. Quiet, and gone when there
are none.

Limit: it looks when the writing pauses, because that is when the editor sends its words.
"""

from __future__ import annotations

import streamlit as st

from ui.parts.decision_cards import quote_html
from ui.shared import app_services, problem
from ui.shared.markup import esc
from ui.shared.text import day, t


def draw_nearby(key: str, text: str) -> None:
    """Draw up to three older sentences that touch the last lines of `text`."""
    from chains.write.nearby import nearby  # noqa: PLC0415 (brings langchain_core)

    with problem.told():
        services = app_services.services()
        found = nearby(services.index, services.store.get, text, besides=key)
        if not found:
            return
        cards = "".join(
            f'<figure class="x-near">{quote_html(each)}'
            f"<figcaption><time>{esc(day(each.written_on))}</time>"
            f" {esc(each.title)}</figcaption></figure>"
            for each in found
        )
        st.html(
            '<aside class="x-nearby"><p'
            f' class="x-quiet">{esc(t("nearby.title"))}</p>{cards}</aside>'
        )
