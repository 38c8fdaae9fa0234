"""A decision to take along: readable Markdown, one page to print, and its days for a calendar.

Promise: the files hold the whole record, in the language and the zone of the browser in which the
button was drawn, whenever and wherever they are made. Invariant: every quote stands with its date;
nothing here calls out to anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import streamlit as st

from decisions.calendar_file import calendar_file
from decisions.freezing import contents
from decisions.record import Decision, Frozen, Noted
from decisions.schedule import Due, dates_of
from ui.parts.decision_words import facts_of, own_words_of, percent
from ui.shared.markup import esc
from ui.shared.text import counted, day, language, speaking, t

_STYLE = (
    "body{font:16px/1.7 Pretendard,system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0"
    " 1.5rem}blockquote{margin:.6rem 0;padding-left:1rem;border-left:3px solid"
    " #1f6f6b}small{color:#666a71}h2{margin-top:2rem}@media print{body{margin:0"
    " auto}blockquote,h2{break-inside:avoid}}"
)
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")
_BACKGROUND = ("context", "stakes", "reversibility", "state")
_REST = (
    "stances",
    "tensions",
    "decide_by",
    "criteria",
    "uncertainties",
    "advice",
    "tripwires",
    "premortem",
    "backcast",
    "next_actions",
    "predictions",
    "reviews",
    "letter",
    "additions",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the export: words, quoted ones with their source, and facts beside them."""

    text: str
    source: str = ""
    facts: tuple[str, ...] = ()
    is_quote: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading of level 2 or 3, and what stands below it."""

    heading: str
    lines: tuple[Line, ...] = ()
    level: int = 2


def draw_export(decision: Decision) -> None:
    """Draw the downloads."""
    spoken, zone = language(), st.context.timezone or ""

    def later(make: Callable[[], str | bytes]) -> Callable[[], str | bytes]:
        # The file is made when it is fetched, in a thread that knows neither page nor browser.
        def made() -> str | bytes:
            with speaking(spoken):
                return make()

        return made

    with st.container(horizontal=True, key="decisions-export"):
        st.download_button(
            t("decisions.as_markdown"),
            later(lambda: as_markdown(decision)),
            f"decision-{decision.id}.md",
            "text/markdown",
            key="decisions.md",
            type="tertiary",
        )
        st.download_button(
            t("decisions.as_page"),
            later(lambda: as_page(decision)),
            f"decision-{decision.id}.html",
            "text/html",
            key="decisions.html",
            type="tertiary",
        )
        if dates_of(decision):
            st.download_button(
                t("decisions.as_ics"),
                later(lambda: as_calendar(decision, zone)),
                f"decision-{decision.id}.ics",
                "text/calendar",
                key="decisions.ics",
                type="tertiary",
            )


def as_calendar(decision: Decision, zone: str) -> bytes:
    """Return the decision's days as an .ics file for a reader in `zone`."""
    return calendar_file(
        dates_of(decision),
        zone=zone,
        title=_event,
        description=decision.title,
        now=datetime.now().astimezone(),
    )


def _event(due: Due) -> str:
    kind = t(f"decisions.due_{due.kind}")
    if due.months:
        kind = counted("decisions.look_back_after", due.months)
    return f"{kind}: {due.text}"


def as_markdown(decision: Decision) -> str:
    """Return the decision as Markdown."""
    lines = [f"# {_md(decision.title)}", ""]
    for part in _parts(decision):
        lines += [f"{'#' * part.level} {_md(part.heading)}", ""]
        for line in part.lines:
            facts = " · ".join((*line.facts, *([line.source] if line.source else [])))
            said = _md(line.text).replace("\n", "\n> " if line.is_quote else "\n  ")
            if line.is_quote:
                lines += [f"> {said}", *([">", f"> — {_md(facts)}"] if facts else []), ""]
            else:
                lines += [f"- {said}" + (f" ({_md(facts)})" if facts else ""), ""]
    if decision.notes.strip():
        lines += [f"## {_md(t('decisions.notes'))}", "", decision.notes.strip(), ""]
    return "\n".join(lines)


def as_page(decision: Decision) -> str:
    """Return the decision as one page that prints well."""
    title = esc(decision.title)
    made = [f"<h1>{title}</h1>"]
    for part in _parts(decision):
        made.append(f"<h{part.level}>{esc(part.heading)}</h{part.level}>")
        for line in part.lines:
            facts = " · ".join((*line.facts, *([line.source] if line.source else [])))
            small = f"<br><small>{esc(facts)}</small>" if facts else ""
            tag = "blockquote" if line.is_quote else "p"
            made.append(f"<{tag}>{esc(line.text)}{small}</{tag}>")
    if decision.notes.strip():
        made.append(f"<h2>{esc(t('decisions.notes'))}</h2><p>{esc(decision.notes.strip())}</p>")
    return (
        "<!doctype html><html><head><meta"
        f' charset="utf-8"><title>{title}</title><style>{_STYLE}</style></head>'
        f"<body>{''.join(made)}</body></html>"
    )


def _parts(decision: Decision) -> list[Part]:
    parts = [_asked(decision)]
    parts += [_frozen(each) for each in decision.decided]
    background = tuple(
        _line(decision, name, item, heading=t(f"decisions.{name}"))
        for name in _BACKGROUND
        if (item := getattr(decision, name)) is not None
    )
    if background:
        parts.append(Part(heading=t("decisions.background"), lines=background))
    for option in decision.options:
        parts += _option(decision, option)
    for name in _REST:
        found = getattr(decision, name)
        listed = found if isinstance(found, tuple) else (found,)
        lines = tuple(_line(decision, name, each) for each in listed if each is not None)
        if lines:
            parts.append(Part(heading=t(f"decisions.{name}"), lines=lines))
    return parts


def _asked(decision: Decision) -> Part:
    question = decision.question
    status = "proposal" if decision.is_proposal else decision.status
    facts = [t(f"decisions.status_{status}"), day(decision.created_at.date())]
    facts += [t(f"decisions.found_by_{decision.found_by}")] if decision.found_by else []
    return Part(
        heading=t("decisions.field_question"),
        lines=(
            _line(decision, "question", question),
            Line(text=question.value, facts=tuple(facts)),
        )
        if question.quote is not None
        else (Line(text=question.value, facts=tuple(facts)),),
    )


def _frozen(frozen: Frozen) -> Part:
    kept = contents(frozen)
    confidence = str(kept.get("confidence", ""))
    rejected = kept.get("rejected", [])
    facts = [
        (t("decisions.why"), str(kept.get("why", ""))),
        (t("decisions.certainty"), percent(int(confidence)) if confidence else ""),
        (t("decisions.rejected"), ", ".join(map(str, rejected)) if rejected else ""),
        ("SHA-256", frozen.sha256),
    ]
    lines = [Line(text=str(kept.get("chosen", "")))]
    lines += [Line(text=f"{label}: {said}") for label, said in facts if said]
    heading = t("decisions.decided_on", day=day(frozen.at.date()))
    return Part(heading=heading, lines=tuple(lines))


def _option(decision: Decision, option: Noted[Any]) -> list[Part]:
    lines = (_line(decision, "options", option),)
    parts = [Part(heading=option.value.label, lines=lines)]
    for side in ("for", "against", "mixed"):
        own = tuple(
            _line(decision, "reasons", each)
            for each in decision.reasons
            if each.value.option == option.id and each.value.side == side
        )
        if own:
            parts.append(Part(heading=t(f"decisions.side_{side}"), lines=own, level=3))
    return parts


def _line(decision: Decision, name: str, item: Noted[Any], *, heading: str = "") -> Line:
    """Return an item with all it says: its quote, its own wording where that is another, and its
    facts.
    """
    own = own_words_of(item)
    if name == "reversibility":
        own = t(f"decisions.door_{own}")
    facts = [
        f"{label}: {said}" if label else said for label, said in facts_of(decision, name, item)
    ]
    facts += [] if item.counts else [t("decisions.proposal")]
    quote = item.quote
    if quote is None:
        words = ": ".join(each for each in (heading, own) if each) or t(f"decisions.{name}")
        return Line(text=words, facts=tuple(facts), source=day(item.dated))
    besides = [own] if own and own not in quote.text else []
    source = f"{day(item.dated)} {quote.title}".strip()
    return Line(text=quote.text, facts=(*besides, *facts), source=source, is_quote=True)


def _md(text: str) -> str:
    return _MARKS.sub(r"\\\1", text.strip())
