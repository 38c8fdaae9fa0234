"""Two lines of an entry for a list: clean text, cut where it speaks of what was looked for, the
found words marked.

Invariant: what is shown are the entry's own words; only signs of layout are left out.
"""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

from language.grammar.content_words import content_words
from language.grammar.letters import spelling_of
from language.grammar.terms import word_terms

LENGTH: Final = 150
_LEAD: Final = 40  # characters before the first found word
_LAYOUT: Final = re.compile(
    r"^[ \t]*(?:#{1,6}|>+|[-*+•]|\d{1,2}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?"  # heads and list marks
    r"|^[ \t]*(?:[-*_][ \t]*){3,}$|^[ \t]*```.*$"  # rules and fences
    r"|\*\*|__|~~|`",
    re.MULTILINE,
)
_PICTURE: Final = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])|!\[\[[^\]]*\]\]")
_LINK: Final = re.compile(r"\[([^\]\n]+)\]\([^)\s]*\)|\[\[(?:[^|\]\n]*\|)?([^\]\n]+)\]\]")


def clean_text(text: str) -> str:
    """Return the text in one line without the signs of Markdown."""
    without = _PICTURE.sub("", text)
    without = _LINK.sub(lambda found: found[1] or found[2], without)
    return " ".join(_LAYOUT.sub("", without).split())


def sought_words(words: str) -> re.Pattern[str] | None:
    """Return what to mark in a text for a search, or None for nothing."""
    written = sorted({*words.split(), *content_words(words)}, key=len, reverse=True)
    sought = [*map(spelling_of, written), *_other_inflections(words)]
    return re.compile("|".join(sought), re.IGNORECASE) if sought else None


def _other_inflections(words: str) -> list[str]:
    """Return what the words begin with in other inflections, the longest first."""
    told = {term.removeprefix("__") for way in word_terms(words) for terms in way for term in terms}
    stems = (each for each in told if not each.startswith("_"))
    return [rf"(?<!\w){spelling_of(each)}" for each in sorted(stems, key=len, reverse=True)]


def cut_excerpt(body: str, start: int, sought: re.Pattern[str] | None) -> str:
    """Return about two lines: around the first word found, else from `start` on."""
    text = clean_text(body)
    found = sought.search(text) if sought else None
    if found:
        begin = max(0, found.start() - _LEAD)
    elif start:
        text, begin = clean_text(body[start:]), 0
    else:
        begin = 0
    begin = text.rfind(" ", 0, begin) + 1 if begin else 0
    piece = text[begin : begin + LENGTH].rstrip()
    return f"{'…' if begin else ''}{piece}{'…' if begin + LENGTH < len(text) else ''}"


def mark_words(text: str, sought: re.Pattern[str] | None) -> Markup:
    """Return the text with the words that were looked for marked."""
    if sought is None:
        return escape(text)
    shown = Markup("")
    at = 0
    for found in sought.finditer(text):
        shown += escape(text[at : found.start()]) + Markup("<mark>{}</mark>").format(found[0])
        at = found.end()
    return shown + escape(text[at:])
