"""What may be asked of this journal: about its decisions, what it is about most, the time of the
newest entries, and how a view changed.

Promise: only questions that have a good answer are offered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import streamlit as st

from decisions.checking import without_outlived
from language.options.find import find_options
from ui.parts.sample import is_sample_open
from ui.shared import app_services, session
from ui.shared.text import language, month, t

if TYPE_CHECKING:
    from decisions.record import Decision
    from journal.entry import Entry
    from journal.store import Loaded

SHOWN: Final = 3
_TAGS: Final = 4
_FEWEST_OF_TAG: Final = 3
_NEWEST: Final = 10


def draw_examples(loaded: Loaded) -> None:
    """Draw the questions, as soon as it is known which are answered."""
    found = _find(loaded)
    if found is None:
        _wait(loaded)
    else:
        _draw(found)


@st.fragment(run_every=0.3)
def _wait(loaded: Loaded) -> None:
    if _find(loaded) is not None:
        st.rerun()


def _find(loaded: Loaded) -> tuple[str, ...] | None:
    opening = app_services.opening()
    if not opening.is_drawn:  # the looking holds up a page; the browser asks again when it has it
        return None
    services = opening.services()
    state = (id(loaded), language())
    return opening.good_questions.find(
        state,
        lambda: list_questions(
            loaded.entries,
            without_outlived(services.decisions.load().decisions, services.store.get),
            is_sample=is_sample_open(),
        ),
        lambda asked, stopped: services.keep_answerable(asked, SHOWN, stopped),
    )


def _draw(questions: Sequence[str]) -> None:
    with st.container(key="examples"):
        for at, question in enumerate(questions):
            st.button(
                question,
                key=f"ask.example_{at}",
                type="tertiary",
                on_click=session.ask_next,
                args=(question,),
            )


def list_questions(
    entries: Sequence[Entry], decisions: Sequence[Decision], *, is_sample: bool
) -> tuple[str, ...]:
    """Return what may be asked, the most telling first, of different kinds."""
    tags = Counter(tag for entry in entries for tag in entry.tags)
    often = [tag for tag, count in tags.most_common(_TAGS) if count >= _FEWEST_OF_TAG]
    weighed = [
        each.title
        for each in decisions
        if each.status != "dropped" and len(find_options(each.title)) > 1
    ]
    newest = [month(each.written_on) for each in entries[-_NEWEST:]]
    return tuple(
        dict.fromkeys(
            (
                *([t("ask.sample_1")] if is_sample else []),
                *weighed[-1:],
                *(t("ask.about_change", topic=tag) for tag in often[:1]),
                *(t("ask.about_time", month=each) for each in newest[-1:]),
                *(t("ask.about_topic", topic=tag) for tag in often[1:]),
                t("ask.example_1"),
                t("ask.example_2"),
                t("ask.example_3"),
            )
        )
    )
