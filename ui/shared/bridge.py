"""The wire from pressed HTML elements to the page: `bridge.js` sends what `markup.act` wrote.

Limit: one bridge per page. Invariant: what arrives is checked here; nobody inside looks at raw
values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import streamlit as st

from ui.shared.session import Place
from ui.shared.text import language

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A press: what kind, and the values that go with it, as text, number or truth value."""

    kind: str
    values: Mapping[str, str | int | bool]

    def text(self, name: str) -> str:
        """Return a text value, or empty."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> int:
        """Return a number, or 0."""
        value = self.values.get(name, 0)
        return value if isinstance(value, int) else 0

    def place(self) -> Place:
        """Return the passage that the values name."""
        return Place(
            entry_id=self.text("entry"),
            start=self.number("start"),
            end=self.number("end"),
            quote=self.text("quote"),
        )


def bridge() -> Act | None:
    """Draw the wire; return what was pressed since the last run, once."""
    result = _component()(key="bridge", data={"language": language()}, on_act_change=lambda: None)
    return _parse(result.get("act"))


@cache
def _component() -> ComponentRenderer:
    script = (Path(__file__).parent / "bridge.js").read_text(encoding="utf-8")
    return st.components.v2.component("crossroads_bridge", js=script, isolate_styles=False)


def _parse(raw: Any) -> Act | None:
    if not isinstance(raw, dict) or not isinstance(raw.get("kind"), str):
        return None
    values = {name: value for name, value in raw.items() if isinstance(value, str | int | bool)}
    return Act(kind=raw["kind"], values=cast("Mapping[str, str | int | bool]", values))
