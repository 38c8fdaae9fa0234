"""What a person kept of others' writing: clipped pages, highlights of books.

Limit: known by the fields and lines that clippers and readers write, not by the words.
Invariant: a note of one's own that names where it got something from stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from journal.frontmatter import Value
from journal.importers.html_text import looks_like_html

_ADDRESS = re.compile(r"\s*[\"'<]?https?://", re.IGNORECASE)
_DATE = re.compile(r"\d{4}")
_CLIPPED = frozenset({"clipping", "clippings"})
_BOOK_SYNC = ("kindle-sync", "kindle_sync")
_BOOK_COVER = re.compile(r"(?:# [^\n]*\n\s*)?!\[rw-book-cover\]\(")
_BETWEEN = re.compile(r"^={10}[ \t]*$", re.MULTILINE)
_DIGIT = re.compile(r"\d")
_NOTEBOOK = re.compile(
    r"class=[\"']noteHeading[\"']|>\s*(?:Highlight|Note|하이라이트|메모)\s*\([^()<>\n]{2,20}\)\s*"
    r"[|-]\s*(?:Page|Location|페이지|위치)\s*\d",
    re.IGNORECASE,
)


def is_clipped(values: Mapping[str, Value], body: str) -> bool:
    """Whether a note is a clipped page or the highlights of a book, by its front matter or its
    first line."""
    if any(name in values for name in _BOOK_SYNC) or _BOOK_COVER.match(body.lstrip()):
        return True
    places = [name for name in ("source", "url") if _is_address(values.get(name))]
    if not places:
        return False
    published = any(map(_DATE.search, _texts(values.get("published"))))
    has_author = any(each.strip() for each in _texts(values.get("author")))
    if _CLIPPED & {each.strip(" #").lower() for each in _texts(values.get("tags"))}:
        return True
    if places[0] == "source":
        return has_author or published
    # The pages of one's own blog have an address, too, and a date.
    return has_author and published and "date" not in values


def marks_of_books(text: str) -> int:
    """Return how many marks a reader's file of highlights and notes holds; 0 when it is none."""
    if looks_like_html(text):
        return len(_NOTEBOOK.findall(text))
    if "==========" not in text:
        return 0
    blocks = [block.strip("\ufeff \t\n") for block in _BETWEEN.split(text.replace("\r\n", "\n"))]
    blocks = [block for block in blocks if block]
    is_all = _BETWEEN.search(text.replace("\r\n", "\n")) and all(map(_is_mark, blocks))
    return len(blocks) if is_all else 0


def _is_mark(block: str) -> bool:
    """Whether its second line says where in the book, and when."""
    _, _, below = block.partition("\n")
    line = below.partition("\n")[0]
    return line.startswith("- ") and "|" in line and _DIGIT.search(line) is not None


def _is_address(value: Value | None) -> bool:
    return any(map(_ADDRESS.match, _texts(value)))


def _texts(value: Value | None) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [str(each) for each in value] if isinstance(value, list) else []
