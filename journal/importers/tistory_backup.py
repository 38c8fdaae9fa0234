"""Posts of Tistory as HTML: those of its backup zip, and pages saved from the blog.

Limit: whether a post was private is not in the backup. Invariant: the times are Korean, as Tistory
writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from files.decoding import clean
from journal.dating import day_in_name, day_in_title
from journal.entry import Entry
from journal.importers.base import (
    AS_IT_SAYS,
    SOURCE_DATE,
    SOURCE_ID,
    How,
    empty_file,
    first_characters,
    read_source,
)
from journal.importers.html_text import attribute, line_of, looks_like_html, markdown_of, soup_of
from journal.importers.instants import KOREA, moment_told
from journal.importers.saved_page import page_date
from journal.importers.tistory import end_of_post
from journal.problems import ImportProblem

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_BACKUP = re.compile(r'class="title-article"|class="[^"]*\bcontents_style\b')
_PAGE = re.compile(
    r"tistory\.com|t1\.daumcdn\.net/tistory|TistoryPageConfig|\btt_article_useless_p_margin\b|window\.T\.config",
    re.I,
)
_BODIES = (
    *(
        "div.contents_style",
        "div.tt_article_useless_p_margin",
        "div.entry-content",
        "div.article_view",
    ),
    *("div.area_view", "article", "body"),
)
_DATES = (
    "p.date",
    "span.date",
    ".box-meta .date",
    ".info_post .date",
    ".txt_date",
    ".date",
    ".jb-article-information-date",
)


class TistoryHtmlImporter:
    """One post as Tistory keeps or shows it."""

    name = "tistory-html"

    def recognises(self, path: Path) -> bool:
        """Whether it is HTML that Tistory made."""
        head = first_characters(path)
        if not looks_like_html(head):
            return False
        return bool(_BACKUP.search(head) or _PAGE.search(head))

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the post.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text, or HTML that cannot be read.
        """
        source = read_source(path, how)
        soup = soup_of(source.text, where=source.name)
        title, labels, order = _title(soup), _labels(soup), source.facts.order
        found = page_date(soup, _DATES) or day_in_name(source.facts.name, order)
        found = found or day_in_title(title, order)
        body = _body(soup)
        if not body.strip():
            yield empty_file(source.name)
        else:
            moment = moment_told(found, source.facts, how, assume=KOREA, local=KOREA)
            said = {SOURCE_DATE: found.said} if found and found.origin == "field" else {}
            number = path.parent.name if path.parent.name.isdecimal() else ""
            yield Entry(
                id="",
                written_on=moment.day,
                written_at=moment.at,
                title=title,
                body=body,
                tags=labels,
                source="tistory",
                extra=said | moment.marks | ({SOURCE_ID: f"tistory/{number}"} if number else {}),
            )


def _title(soup: BeautifulSoup) -> str:
    own = line_of(soup.select_one("h2.title-article, .title-article"))
    shared = attribute(soup.select_one('meta[property="og:title"]'), "content")
    return clean(own or shared or line_of(soup.find("title")))


def _labels(soup: BeautifulSoup) -> tuple[str, ...]:
    category = line_of(soup.select_one("p.category, .box-meta .category, .tit_category, .category"))
    tags = soup.select_one("div.tags, .area_tag, .tag_label, .box-tag")
    links = [line_of(link) for link in tags.find_all("a")] if tags else []
    words = links or (line_of(tags).split("#") if tags else [])
    found = (part.strip().lstrip("#").strip() for part in (*category.split("/"), *words))
    return tuple(dict.fromkeys(part for part in found if part and part not in ("태그", "TAG")))


def _body(soup: BeautifulSoup) -> str:
    node = next((found for place in _BODIES if (found := soup.select_one(place)) is not None), None)
    if node is None:
        return ""
    for found in node.select(
        ".title-article, p.category, p.date, div.tags, h2.tit_category, .box-meta, .area_tag"
    ):
        found.decompose()
    return _without_furniture(markdown_of(node))


def _without_furniture(body: str) -> str:
    """Cut the buttons and the list of other posts below a post; nothing above or inside it is
    cut.
    """
    lines = body.split("\n")
    return "\n".join(lines[: end_of_post(lines, 0)])
