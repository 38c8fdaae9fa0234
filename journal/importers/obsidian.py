"""What Obsidian alone writes within Markdown.

Promise: a link with a name of its own is that name, a comment (`%%`) is no text, and what is
embedded and no picture is told as an attachment. Limit: a link without a name stays: its words are
the writer's. Invariant: code stays as it stands.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from journal.importers.sourced_entry import PICTURES

_MARKS = re.compile(
    r"(?P<code>^[ \t]*(?P<fence>```+|~~~+)[\s\S]*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|\Z)|`[^`\n]+`)"
    # A comment begins and ends a word: of `50%% and 30%%` nothing is one. It ends at the next mark
    # or is none: a look beyond, from each of many marks, would take minutes.
    # One that stands alone takes the empty lines behind it.
    r"|(?P<alone>^[ \t]*)?(?P<comment>(?<![\w%])%%(?!%)(?:[^%]|%(?!%)){0,20000}+%%(?![\w%])[ \t]*)"
    r"(?(alone)\n*)"
    r"|!\[\[(?P<embedded>[^\]|#\n]{1,400}+)[^\]\n]{0,400}+\]\]"
    r"|(?<!!)\[\[[^\]|\n]{1,400}?\\?\|(?P<name>[^\]\n]{1,400}+)\]\]",
    re.MULTILINE,
)


def without_marks(text: str) -> str:
    """Return Markdown without what only Obsidian understands."""
    if "%%" not in text and "[[" not in text:
        return text
    return _MARKS.sub(_settle, text)


def _settle(found: re.Match[str]) -> str:
    if found["comment"] is not None:
        return ""
    if found["name"]:
        return found["name"]
    if found["embedded"]:
        is_picture = PurePosixPath(found["embedded"].strip()).suffix.lower() in PICTURES
        return found[0] if is_picture else "[attachment]"
    return found[0]
