"""The wire from pressed HTML elements to the page: `bridge.js` sends what `markup.act` wrote.

Limit: one bridge per page. Invariants: what arrives is checked here, and nobody inside looks at raw
values; a press is sent with those after it too, because a run of the page may be ended before it
sees it, and is followed once.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from language.detect import ENGLISH
from ui.shared.session import Place, lead
from ui.shared.text import language, messages, t
from ui.shared.whole import do_whole

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer


_VISIT: Final = "bridge.visit"


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


@dataclass(slots=True)
class _Visit:
    """One visit of a browser, and which of its presses were followed."""

    name: str = field(default_factory=lambda: secrets.token_hex(8))
    followed: set[str] = field(default_factory=set)


def follow_presses(follow: Callable[[Act], str]) -> str:
    """Draw the wire and have every press followed, once and whole; return the page that the last
    leads to, or empty.
    """
    visit: _Visit = st.session_state.setdefault(_VISIT, _Visit())
    # Text and numbers only: Streamlit imports pandas to look into anything else.
    data = {
        "language": language(),
        "names": frame_names(),
        "visit": visit.name,
        "lead": lead().to,
        "leads": lead().n,
    }
    result = _component()(key="bridge", data=data, on_acts_change=lambda: None)
    target = ""
    for press, act in _parse(result.get("acts"), visit.name):
        if press not in visit.followed:
            visit.followed.add(press)
            target = do_whole(partial(follow, act)) or target
    return target


def frame_names() -> str:
    """Return what Streamlit calls its own controls, in English only, with what this language calls
    them, as JSON.
    """
    english = messages(ENGLISH)
    ours = [key.removeprefix("frame.") for key in english if key.startswith("frame.")]
    return json.dumps({english[f"frame.{each}"]: t(f"frame.{each}") for each in ours})


@cache
def _component() -> ComponentRenderer:
    script = (Path(__file__).parent / "bridge.js").read_text(encoding="utf-8")
    return st.components.v2.component("crossroads_bridge", js=script, isolate_styles=False)


def _parse(raw: Any, visit: str) -> Iterator[tuple[str, Act]]:
    """Yield the presses of this visit: a page whose server began anew sends old ones again."""
    for each in raw if isinstance(raw, list) else ():
        if not isinstance(each, dict) or not isinstance(each.get("kind"), str):
            continue
        if each.get("visit") == visit and isinstance(each.get("press"), str):
            values = {
                name: value for name, value in each.items() if isinstance(value, str | int | bool)
            }
            yield each["press"], Act(kind=each["kind"], values=values)
