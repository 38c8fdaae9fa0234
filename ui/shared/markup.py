"""HTML made of escaped text: the only way that a person's or a model's words get onto the screen.

Invariant: whatever the text is, it shows as it was written, loads nothing and runs nothing.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from chains.ask.events import Citation, Doubt
from ui.shared.text import day, t

_PREVIEW: Final = 140
_BOLD: Final = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")
_BULLET: Final = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s+(.*)")
_HEAD_SIGN: Final = re.compile(r"^#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_HEADING: Final = re.compile(r"#{1,6}\s+(.*)")
# Stand in a text where a doubt begins and ends; text that holds them itself loses them.
_NOT_CITED: Final = "\ue100"
_NOT_GIVEN: Final = "\ue101"
_DOUBT_ENDS: Final = "\ue102"
_DOUBT_MARKS: Final = re.compile("[\ue100-\ue102]")
_POINTED: Final = re.compile(r"([^\s<>&;\[\]\ue100-\ue102]{0,16})((?:\[\d{1,4}\])+)([.,:!?…)]*)")
_NUMBER: Final = re.compile(r"\[(\d{1,4})\]")


def esc(text: object) -> str:
    """Escape text for an element or a quoted attribute."""
    return html.escape(str(text), quote=True)


def as_label(text: str) -> str:
    """Escape text for a widget's label, where Streamlit reads Markdown."""
    return _MARKDOWN.sub(r"\\\1", text)


def without_head_signs(text: str) -> str:
    """Return the text without the signs of Markdown that make a line a heading."""
    return _HEAD_SIGN.sub("", text)


def dotted(facts: Iterable[str]) -> str:
    """Return facts, HTML each, as one line with a dot between two of them; where the line wraps, no
    dot is left at an end of it.
    """
    first, *others = facts
    if not others:
        return first
    spans = "".join(f'<span><span class="x-join"> · </span>{each}</span>' for each in others)
    return f'<span class="x-joined"><span>{first}</span>{spans}</span>'


def act(kind: str, **values: object) -> str:
    """Return the attribute that makes an element send `kind` and `values` to the page when it is
    pressed.
    """
    return f'data-act="{esc(json.dumps({"kind": kind, **values}, ensure_ascii=False))}"'


def prose(text: str, citations: Mapping[int, Citation], doubts: Sequence[Doubt] = ()) -> str:
    """Return a model's text with paragraphs, lists, bold words, citation numbers and a quiet mark
    under what is doubted; all else is shown literally.
    """
    return _blocks(_with_doubt_marks(text, doubts), citations)


def split_prose(
    text: str,
    labels: Sequence[str],
    citations: Mapping[int, Citation],
    doubts: Sequence[Doubt] = (),
) -> tuple[str, dict[str, str]]:
    """Return what a model wrote before the first heading that names a label, and below each."""
    opening: list[str] = []
    below: dict[str, list[str]] = {}
    lines = opening
    for line in _with_doubt_marks(text, doubts).split("\n"):
        heading = _HEADING.fullmatch(line.strip())
        label = _label_of(heading[1], labels) if heading else ""
        if label:
            lines = below.setdefault(label, [])
        else:
            lines.append(line)
    said = {label: _blocks("\n".join(own), citations) for label, own in below.items()}
    return _blocks("\n".join(opening), citations), said


def _label_of(heading: str, labels: Sequence[str]) -> str:
    wanted = _DOUBT_MARKS.sub("", heading).strip(" *:").casefold()
    return next((each for each in labels if each.strip().casefold() == wanted), "")


def _blocks(text: str, citations: Mapping[int, Citation]) -> str:
    blocks: list[str] = []
    items: list[str] = []
    for line in text.strip().split("\n"):
        bullet = _BULLET.fullmatch(line)
        if bullet:
            items.append(f"<li>{_inline(bullet[1], citations)}</li>")
            continue
        if items:
            blocks.append(f"<ul>{''.join(items)}</ul>")
            items = []
        if line.strip():
            heading = _HEADING.fullmatch(line.strip())
            inner = _inline(heading[1] if heading else line, citations)
            blocks.append(f"<p><strong>{inner}</strong></p>" if heading else f"<p>{inner}</p>")
    if items:
        blocks.append(f"<ul>{''.join(items)}</ul>")
    return "".join(blocks)


def _with_doubt_marks(text: str, doubts: Sequence[Doubt]) -> str:
    """Set a mark before and after each doubted stretch of a line."""
    shown: list[str] = []
    at = 0
    for doubt in sorted(doubts, key=lambda each: each.start):
        stretch = text[doubt.start : doubt.end]
        if doubt.start < at or stretch != doubt.words or not stretch or "\n" in stretch:
            continue
        shown += [
            _DOUBT_MARKS.sub("", text[at : doubt.start]),
            _NOT_CITED if doubt.cited else _NOT_GIVEN,
            _DOUBT_MARKS.sub("", stretch),
            _DOUBT_ENDS,
        ]
        at = doubt.end
    return "".join((*shown, _DOUBT_MARKS.sub("", text[at:])))


def _doubt_tag(found: re.Match[str]) -> str:
    if found[0] == _DOUBT_ENDS:
        return "</span>"
    why = t("answer.not_cited") if found[0] == _NOT_CITED else t("answer.not_given")
    return f'<span class="x-doubt" title="{esc(why)}">'


def number(citation: Citation) -> str:
    """Return a citation's number as a small button that opens its entry."""
    if citation.state == "unverified":
        return (
            '<span class="x-unverified"'
            f' title="{esc(t("answer.unverified_why"))}">{esc(t("answer.unverified"))}</span>'
        )
    label = esc(t("answer.open_citation", n=citation.number))
    return (
        f'<button type="button" class="x-number" {opens(citation)}'
        f' data-preview="{esc(_preview(citation))}" aria-label="{label}">{citation.number}</button>'
    )


def preview(text: str) -> str:
    """Return the words that are seen before a press: one line, cut at a fair length."""
    line = " ".join(text.split())
    return line if len(line) <= _PREVIEW else f"{line[:_PREVIEW].rstrip()}…"


def _preview(citation: Citation) -> str:
    when = f"{day(citation.written_on)} · " if citation.written_on else ""
    return f"{when}{preview(citation.quote)}"


def opens(citation: Citation) -> str:
    """Return the attribute that opens the entry at the cited words."""
    return act(
        "open",
        entry=citation.entry_id,
        start=citation.start,
        end=citation.end,
        quote=citation.quote,
    )


def _inline(text: str, citations: Mapping[int, Citation]) -> str:
    marked = _BOLD.sub(r"<strong>\1</strong>", esc(text))
    numbered = _POINTED.sub(lambda found: _pointed(found, citations), marked)
    return _DOUBT_MARKS.sub(_doubt_tag, numbered)


def _pointed(found: re.Match[str], citations: Mapping[int, Citation]) -> str:
    """Turn the numbers into buttons and keep them on the line of the word they belong to."""
    word, numbers, point = found.groups()
    shown = _NUMBER.sub(
        lambda each: number(citations[int(each[1])]) if int(each[1]) in citations else each[0],
        numbers,
    )
    return f'<span class="x-kept">{word}{shown}{point}</span>' if shown != numbers else found[0]
