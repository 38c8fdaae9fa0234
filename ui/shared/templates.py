"""HTML from the files of `ui/templates/`, where every value is escaped unless it is HTML already.

Invariant: `Markup` comes from `markup.py` and from here only; a name that a template misses is an
error, never an empty place.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ui.shared.markup import act, number, opens, preview, without_head_signs
from ui.shared.text import counted, day, moment, month, t, weekday

_OPENING_MARKS: Final = tuple("“\"‘'「『")
_EMPTY_LINES: Final = re.compile(r"\n\s*\n")
_LIST_MARK: Final = re.compile(r"(?:^|\n)[ \t]*(?:[-*+•>]|\d{1,2}[.)])[ \t]*$")
_FOLDER: Final = Path(__file__).parents[1] / "templates"


def render(template: str, **values: object) -> Markup:
    """Return the template filled with these values."""
    return Markup(_environment().get_template(f"{template}.html").render(values))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        act=lambda kind, **values: Markup(act(kind, **values)),
        opens=lambda citation: Markup(opens(citation)),
        chip=lambda citation: Markup(number(citation)),
        t=t,
        counted=counted,
        day=day,
        moment=moment,
        month=month,
        weekday=weekday,
    )
    environment.filters.update(preview=preview, single_break=single_break)
    environment.filters.update(lead_in=lead_in, around=around)
    environment.tests.update(quoted=lambda text: text.lstrip()[:1] in _OPENING_MARKS)
    return environment


def lead_in(text: str) -> str:
    """Return the text before a quote, without the mark of the list item that the quote is."""
    return around(_LIST_MARK.sub("", text))


def around(text: str) -> str:
    """Return the words around a quote, without empty lines and the signs of headings."""
    return single_break(without_head_signs(text.strip()))


def single_break(text: str) -> str:
    """Return the text without empty lines."""
    return _EMPTY_LINES.sub("\n", text)
