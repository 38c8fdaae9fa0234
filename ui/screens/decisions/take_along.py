"""A decision to take along: readable Markdown, one page to print, and its days for a calendar.

Invariant: every quote stands with its date; nothing here calls out to anywhere.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import streamlit as st

from decisions.calendar_file import calendar_file
from decisions.freezing import contents
from decisions.parts import Tripwire
from decisions.record import Decision, Noted
from decisions.schedule import Due, dates_of
from ui.shared.markup import esc
from ui.shared.text import day, t

_STYLE = (
    "body{font:16px/1.7 Pretendard,system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0"
    " 1.5rem}blockquote{margin:.6rem 0;padding-left:1rem;border-left:3px solid"
    " #1f6f6b}small{color:#666a71}h2{margin-top:2rem}@media print{body{margin:0"
    " auto}blockquote,h2{break-inside:avoid}}"
)
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def draw_export(decision: Decision) -> None:
    """Draw the downloads."""
    with st.container(horizontal=True, key="decisions-export"):
        st.download_button(
            t("decisions.as_markdown"),
            lambda: as_markdown(decision),
            f"decision-{decision.id}.md",
            "text/markdown",
            key="decisions.md",
            type="tertiary",
        )
        st.download_button(
            t("decisions.as_page"),
            lambda: as_page(decision),
            f"decision-{decision.id}.html",
            "text/html",
            key="decisions.html",
            type="tertiary",
        )
        if dates_of(decision):
            st.download_button(
                t("decisions.as_ics"),
                lambda: as_calendar(decision),
                f"decision-{decision.id}.ics",
                "text/calendar",
                key="decisions.ics",
                type="tertiary",
            )


def as_calendar(decision: Decision) -> bytes:
    """Return the decision's days as an .ics file, in the reader's zone."""
    zone = st.context.timezone or "Asia/Seoul"
    return calendar_file(
        dates_of(decision), zone=zone, title=_event, now=datetime.now().astimezone()
    )


def _event(due: Due) -> str:
    return f"{t(f'decisions.due_{due.kind}')}: {due.text}"


def as_markdown(decision: Decision) -> str:
    """Return the decision as Markdown."""
    lines = [f"# {_md(decision.question.value)}", ""]
    for heading, body in _parts(decision):
        lines += [f"{'#' * heading[0]} {_md(heading[1])}", ""]
        for text, is_quote, source in body:
            said = _md(text).replace("\n", "\n> ")
            lines += [
                f"> {said}" if is_quote else f"- {_md(text)}",
                *([f">\n> — {_md(source)}"] if is_quote else []),
                "",
            ]
    return "\n".join(lines)


def as_page(decision: Decision) -> str:
    """Return the decision as one page that prints well."""
    made = [f"<h1>{esc(decision.question.value)}</h1>"]
    for (level, heading), body in _parts(decision):
        made.append(f"<h{level}>{esc(heading)}</h{level}>")
        for text, is_quote, source in body:
            if is_quote:
                made.append(f"<blockquote>{esc(text)}<br><small>{esc(source)}</small></blockquote>")
            else:
                made.append(f"<p>{esc(text)}</p>")
    title = esc(decision.question.value)
    return (
        "<!doctype html><html><head><meta"
        f' charset="utf-8"><title>{title}</title><style>{_STYLE}</style></head>'
        f"<body>{''.join(made)}</body></html>"
    )


_Line = tuple[str, bool, str]


def _parts(decision: Decision) -> list[tuple[tuple[int, str], list[_Line]]]:
    parts: list[tuple[tuple[int, str], list[_Line]]] = []
    for frozen in decision.decided:
        kept = contents(frozen)
        made = [(f"{kept.get('chosen', '')} — {kept.get('why', '')}", False, "")]
        made.append((f"SHA-256 {frozen.sha256}", False, ""))
        parts.append(((2, t("decisions.decided_on", day=day(frozen.at.date()))), made))
    for option in decision.options:
        parts.append(((2, option.value.label), []))
        for side in ("for", "against", "mixed"):
            own = [
                r for r in decision.reasons if r.value.option == option.id and r.value.side == side
            ]
            if own:
                parts.append(
                    (
                        (3, t(f"decisions.side_{side}")),
                        [_line(each, each.value.text) for each in own],
                    )
                )
    for tension in decision.tensions:
        other = tension.value.other
        second = (other.text, True, f"{day(other.written_on)} {other.title}")
        parts.append(((2, t("decisions.tensions")), [_line(tension, ""), second]))
    if decision.decide_by is not None:
        value = decision.decide_by.value
        dates = " – ".join(day(each) for each in (value.first, value.last) if each) or t(
            "decisions.no_date"
        )
        parts.append(
            (
                (2, t("decisions.decide_by")),
                [_line(decision.decide_by, value.words), (dates, False, "")],
            )
        )
    rest: tuple[tuple[str, tuple[Noted[Any], ...], str], ...] = (
        ("criteria", decision.criteria, "label"),
        ("uncertainties", decision.uncertainties, "question"),
        ("advice", decision.advice, "said"),
        ("tripwires", decision.tripwires, "condition"),
        ("premortem", decision.premortem, "text"),
        ("backcast", decision.backcast, "text"),
        ("next_actions", decision.next_actions, "text"),
        ("predictions", decision.predictions, "statement"),
        ("additions", decision.additions, "text"),
    )
    for name, found, field in rest:
        if found:
            parts.append(
                (
                    (2, t(f"decisions.{name}")),
                    [(f"{_words(e.value, field)} ({day(e.dated)})", False, "") for e in found],
                )
            )
    return parts


def _words(value: Any, field: str) -> str:
    """Return an item's words; a signal also says when, and what is done then."""
    said = str(getattr(value, field))
    if not isinstance(value, Tripwire):
        return said
    when = " · ".join(each for each in (said, day(value.day) if value.day else "") if each)
    return f"{when} → {value.then}" if value.then else when


def _line(item: Noted[Any], text: str) -> _Line:
    proposal = "" if item.counts else f" · {t('decisions.proposal')}"
    if item.quote is not None:
        return item.quote.text, True, f"{day(item.dated)} {item.quote.title}{proposal}".strip()
    return f"{text} ({day(item.dated)}){proposal}", False, ""


def _md(text: str) -> str:
    return _MARKS.sub(r"\\\1", text.strip())
