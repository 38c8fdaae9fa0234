"""The first screen, over an empty journal: what this is, a small answer as its picture, and three
doors.

Invariant: the picture's quotes stand word for word in the sample journal, at their date, and under
the option that the answer gives them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import streamlit as st

from language.options.find import find_options
from ui.parts.sample import open_sample
from ui.shared import session
from ui.shared.templates import render
from ui.shared.text import t


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureQuote:
    """A sentence of the sample journal, and where its dot stands on the line, in percent.

    `colour` is that of its option in the answer.
    """

    option: str
    colour: int
    quote: str
    written_on: date
    title: str
    place: int


_PLACES: Final = (12, 78)


def picture_quotes() -> tuple[PictureQuote, ...]:
    """Return the two sentences of the picture in the reader's language, one for each option."""
    options = find_options(t("ask.sample_1"))
    return tuple(
        PictureQuote(
            option=option.label,
            colour=at,
            quote=t(f"doors.picture_quote_{at}"),
            written_on=date.fromisoformat(t(f"doors.picture_day_{at}")),
            title=t(f"doors.picture_title_{at}"),
            place=place,
        )
        for at, (option, place) in enumerate(zip(options, _PLACES, strict=True), 1)
    )


def draw_doors() -> None:
    """Draw the promise with its picture, and the doors."""
    with st.container(key="first"):
        left, right = st.columns([10, 9], gap="large", vertical_alignment="center")
        with left:
            st.html(render("first_screen"))
            with st.container(key="doors"):
                st.button(
                    t("doors.sample"),
                    key="doors.sample",
                    type="primary",
                    width="stretch",
                    on_click=_look_at_sample,
                )
                with st.container(horizontal=True, key="doors-own"):
                    for door in ("paste", "files"):
                        st.button(
                            t(f"doors.{door}"),
                            key=f"doors.{door}",
                            width="stretch",
                            on_click=_go,
                            args=(door,),
                        )
                st.button(
                    t("doors.write"),
                    key="doors.write",
                    type="tertiary",
                    on_click=_go,
                    args=("new",),
                )
        with right:
            st.html(render("first_picture", quotes=picture_quotes()))


def _look_at_sample() -> None:
    """Open the sample journal and ask it at once: the first thing seen is an answer."""
    open_sample()
    session.ask_next(t("ask.sample_1"))


def _go(what: str) -> None:
    if what == "files":
        session.go_to("data")
        return
    session.write(what)
    session.go_to("journal")
