"""Pages saved from a browser: a Naver blog post by its own marks, any other page by its article.

Limit: a page without a date is dated by the file's clock and marked so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from files.decoding import clean
from journal.entry import Entry
from journal.entry_file import date_in_name, title_in_name
from journal.importers.base import (
    AS_IT_SAYS,
    DATE_UNCERTAIN,
    SOURCE_DATE,
    TIME_ZONE,
    How,
    SourceText,
    empty_file,
    first_characters,
    read_source,
)
from journal.importers.html_text import attribute, line_of, looks_like_html, markdown_of, soup_of
from journal.importers.instants import KOREA, zone_named
from journal.importers.tistory import end_of_post
from journal.problems import ImportProblem
from language.dates.written import When, find_when, parse_when

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_NO_POSTS = {"index.html", "index.htm", "archive_browser.html"}
_SUFFIXES = {".html", ".htm", ".xhtml", ".txt", ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Where the pages of a kind keep what, as CSS selectors in the order in which they are
    tried.
    """

    titles: tuple[str, ...]
    dates: tuple[str, ...]
    labels: str
    bodies: tuple[str, ...]
    furniture: str
    zone: str = ""


NAVER_MARKS = Marks(
    titles=(".se-title-text", ".htitle", ".se_title", "h3.tit_h3", ".tit_view"),
    dates=(".se_publishDate", ".blog_date", ".se-date", "p.date", "._postAddDate", ".date"),
    labels=".post_tag a, .wrap_tag a, a.itemTagfont, .blog2_series a, .blog_category a",
    bodies=(
        "div.se-main-container",
        "div.se_component_wrap.sect_dsc",
        "#postViewArea",
        ".post_ct",
        "#viewTypeSelector",
    ),
    furniture=(
        ".se-documentTitle, .se-oglink, .se-section-oglink, .se-map-container,"
        " .u_likeit_list_module"
    ),
    zone=KOREA,
)
PAGE_MARKS = Marks(
    titles=("article h1", "main h1", ".entry-title", ".post-title", "h1"),
    dates=(
        "article time[datetime]",
        "time[datetime]",
        ".entry-date",
        ".post-date",
        ".published",
        ".date",
        "time",
    ),
    labels='a[rel~="tag"], .tags a, .post-tags a',
    bodies=(
        "article .entry-content",
        ".entry-content",
        ".post-content",
        ".markup--p",
        "article",
        "main",
        "body",
    ),
    furniture=(
        "article > time, nav, header, footer, aside, .comments, .related-posts, .entry-title,"
        " .post-title"
    ),
)


class SavedPageImporter:
    """One post as its page was saved. `pattern` must stand in the head of the page; `marks` say
    where the post is.
    """

    def __init__(self, name: str, pattern: str, marks: Marks) -> None:
        self.name = name
        self._pattern = re.compile(pattern, re.IGNORECASE)
        self._marks = marks

    def recognises(self, path: Path) -> bool:
        """Whether it is HTML with the marks of this kind of page."""
        if (
            path.suffix.lower() not in _SUFFIXES
            or path.name.lower() in _NO_POSTS
            or path.with_suffix(".json").exists()
        ):
            return False  # Google's Takeout gives every note twice
        head = first_characters(path)
        return looks_like_html(head) and self._pattern.search(head) is not None

    def read(self, path: Path, _how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the post.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text, or HTML that cannot be read.
        """
        source = read_source(path)
        soup = soup_of(source.text, where=source.name)
        title, labels = self._title(soup, source), self._labels(soup)
        said, when = self._date(soup)
        body = self._body(soup, title)
        if not body.strip():
            yield empty_file(source.name)
            return
        certain = when or date_in_name(source.facts.name)
        marks: dict[str, str] = {SOURCE_DATE: said} if said else {}
        if certain is None:
            marks[DATE_UNCERTAIN] = "true"
        at = certain.at if certain else None
        if at is not None and at.tzinfo is None and self._marks.zone:
            at = at.replace(tzinfo=zone_named(self._marks.zone))
            marks[TIME_ZONE] = self._marks.zone
        yield Entry(
            id="",
            written_on=certain.day if certain else source.facts.changed.date(),
            written_at=at,
            title=title,
            body=body,
            tags=labels,
            source=self.name,
            extra=marks,
        )

    def _title(self, soup: BeautifulSoup, source: SourceText) -> str:
        for place in self._marks.titles:
            if title := line_of(soup.select_one(place)):
                return title
        shared = attribute(soup.select_one('meta[property="og:title"]'), "content")
        return clean(shared or line_of(soup.find("title"))) or title_in_name(source.facts.name)

    def _labels(self, soup: BeautifulSoup) -> tuple[str, ...]:
        found = (line_of(each).lstrip("#").strip() for each in soup.select(self._marks.labels)[:50])
        return tuple(dict.fromkeys(filter(None, found)))

    def _date(self, soup: BeautifulSoup) -> tuple[str, When | None]:
        shared = attribute(
            soup.select_one('meta[property="article:published_time"]'), "content"
        ).strip()
        if when := parse_when(shared):
            return shared, when
        for place in self._marks.dates:
            for found in soup.select(place)[:3]:
                for said in (attribute(found, "datetime").strip(), line_of(found)):
                    when = parse_when(said) or find_when(said[:200])
                    if when is not None:
                        return said, when
        return "", None

    def _body(self, soup: BeautifulSoup, title: str) -> str:
        node = next(
            (
                found
                for place in self._marks.bodies
                if (found := soup.select_one(place)) is not None
            ),
            soup,
        )
        for found in node.select(self._marks.furniture):
            found.decompose()
        heading = node.find("h1")
        if heading is not None and line_of(heading) == title:
            heading.decompose()
        lines = markdown_of(node).split("\n")
        return "\n".join(lines[: end_of_post(lines, 0)])


NAVER_HTML = SavedPageImporter(
    "naver-html", r"blog\.naver\.com|se-main-container|postViewArea|blogfiles\.naver", NAVER_MARKS
)
ANY_PAGE = SavedPageImporter("page", r"", PAGE_MARKS)
