"""Pages saved from a browser: a Naver blog post by its own marks, any other page by its article.

Limit: a page without a date is dated by the file's clock and marked so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from files.decoding import clean
from journal.dating import Dated, day_in_head, day_in_name, day_in_title, month_in_name
from journal.entry import Entry
from journal.entry_file import title_in_name
from journal.importers.base import (
    AS_IT_SAYS,
    SOURCE_DATE,
    How,
    SourceText,
    empty_file,
    first_characters,
    read_source,
)
from journal.importers.clippings import marks_of_books
from journal.importers.html_text import attribute, line_of, looks_like_html, markdown_of, soup_of
from journal.importers.instants import KOREA, moment_told
from journal.importers.left_out import left_out
from journal.importers.linked_data import CHANGED, WRITTEN, linked_date
from journal.importers.tistory import end_of_post
from journal.problems import ImportProblem
from language.dates.orders import DayOrder
from language.dates.placed.lines import is_brief
from language.dates.recorded import read_recorded
from language.dates.written import parse_when

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_NO_POSTS = {"index.html", "index.htm", "archive_browser.html"}
_SHARED = (
    'meta[property="article:published_time"]',
    'meta[itemprop="datePublished"]',
    'meta[name="date"]',
    'meta[name="pubdate"]',
    'meta[name="created"]',
)
_CALLED_DATE = re.compile(
    r"date|(?:^|[\s_-])time(?:stamp)?(?:$|[\s_-])|publish|created", re.IGNORECASE
)
_MOST_PLACES, _LONGEST_DATE = 40, 60
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
    quotations: str = ""
    zone: str = ""


NAVER_MARKS = Marks(
    titles=(".se-title-text", ".htitle", ".se_title", "h3.tit_h3", ".tit_view"),
    dates=(".se_publishDate", ".blog_date", ".se_date", ".se-date", "p.date", "._postAddDate"),
    labels=".post_tag a, .wrap_tag a, a.itemTagfont, .blog2_series a, .blog_category a",
    bodies=(
        "div.se-main-container",
        "div.se_component_wrap.sect_dsc",
        "#postViewArea",
        ".post_ct",
        "#viewTypeSelector",
    ),
    furniture=(
        ".se-documentTitle, .se-oglink, .se-section-oglink, .se_oglink, .se_og_wrap,"
        " .se-placesMap, .se-section-placesMap, .se-map-container, .se_map, .se-material,"
        " .se-section-material, .u_likeit_list_module"
    ),
    quotations=".se-quotation, .se-section-quotation, .se_quotation",
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
        "article > time, nav, header, footer, aside, .related-posts, .entry-title, .post-title,"
        " .comment, .comments, #comment, #comments, .comment-list, .commentlist, .comment_list,"
        " .comments-area, .comment-area, .comment_area, .area_comment, .comment-box,"
        ' #disqus_thread, .utterances, .giscus, :is(ol, ul):is([class*="comment" i],'
        ' [id*="comment" i])'
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

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the post.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text, or HTML that cannot be read.
        """
        source = read_source(path, how)
        if marks := marks_of_books(source.text):
            yield left_out(source.name, marks, key="others_words")
            return
        soup = soup_of(source.text, where=source.name)
        title, labels = self._title(soup, source), self._labels(soup)
        order, zone = source.facts.order, self._marks.zone
        found = (
            page_date(soup, self._marks.dates, order)
            or day_in_name(source.facts.name, order)
            or day_in_title(title, order)
            or day_in_title(line_of(soup.find("title")), order)
        )
        changed = None if found else linked_date(soup, CHANGED, order)
        node, others = self._posts(soup)
        body = self._body(node, title)
        if not body.strip():
            yield empty_file(source.name)
            return
        found = found or day_in_head(body, order) or month_in_name(source.facts.name) or changed
        moment = moment_told(found, source.facts, how, assume=zone, local=zone)
        said = {SOURCE_DATE: found.said} if found and found.origin == "field" else {}
        yield Entry(
            id="",
            written_on=moment.day,
            written_at=moment.at,
            title=title,
            body=body,
            tags=labels,
            source=self.name,
            extra=said | moment.marks,
        )
        if others:
            yield left_out(source.name, others, key="other_posts")

    def _title(self, soup: BeautifulSoup, source: SourceText) -> str:
        for place in self._marks.titles:
            if title := line_of(soup.select_one(place)):
                return title
        shared = attribute(soup.select_one('meta[property="og:title"]'), "content")
        return clean(shared or line_of(soup.find("title"))) or title_in_name(source.facts.name)

    def _labels(self, soup: BeautifulSoup) -> tuple[str, ...]:
        found = (line_of(each).lstrip("#").strip() for each in soup.select(self._marks.labels)[:50])
        return tuple(dict.fromkeys(filter(None, found)))

    def _posts(self, soup: BeautifulSoup) -> tuple[Tag, int]:
        """Return where the post is, and how many others of some length are beside it."""
        for place in self._marks.bodies:
            if found := soup.select(place):
                first, *rest = found
                return first, sum(_is_beside(each, first) for each in rest)
        return soup, 0

    def _body(self, node: Tag, title: str) -> str:
        for found in node.select(self._marks.furniture):
            found.decompose()
        _mark_quotations(node, self._marks.quotations)
        heading = node.find("h1")
        if heading is not None and line_of(heading) == title:
            heading.decompose()
        lines = markdown_of(node).split("\n")
        return "\n".join(lines[: end_of_post(lines, 0)])


def _is_beside(node: Tag, post: Tag) -> bool:
    """Whether a node with more than a few words is no part of a post, nor of what stands around."""
    is_within = any(parent is post for parent in node.parents)
    is_around = node.find_parent(["nav", "aside", "header", "footer"]) is not None
    return not (is_within or is_around or is_brief(line_of(node)))


def _mark_quotations(node: Tag, places: str) -> None:
    """Make what stands at these places a quotation, where it is none yet."""
    for found in node.select(places) if places else ():
        if found.find("blockquote") is None and found.find_parent("blockquote") is None:
            found.name = "blockquote"


def page_date(
    soup: BeautifulSoup, places: Sequence[str], order: DayOrder | None = None
) -> Dated | None:
    """Return the date that a page tells: in its head, at the `places` (CSS selectors), else in any
    element whose class or id is called a date and that holds little else."""
    for place in _SHARED:
        shared = attribute(soup.select_one(place), "content").strip()
        if shared and (when := read_recorded(shared, order)):
            return Dated(when=when, origin="field", said=shared)
    if (linked := linked_date(soup, WRITTEN, order)) is not None:
        return linked
    for place in places:
        for found in soup.select(place)[:3]:
            for said in (attribute(found, "datetime").strip(), line_of(found)[:200]):
                if said and (when := read_recorded(said, order)):
                    return Dated(when=when, origin="field", said=said)
    return _called_a_date(soup)


def _called_a_date(soup: BeautifulSoup) -> Dated | None:
    for found in soup.find_all(_is_called_a_date, limit=_MOST_PLACES):
        said = line_of(found)
        when = parse_when(said) if len(said) <= _LONGEST_DATE else None
        if when is not None:
            return Dated(when=when, origin="field", said=said)
    return None


def _is_called_a_date(node: Tag) -> bool:
    names = f"{attribute(node, 'class')} {attribute(node, 'id')} {attribute(node, 'itemprop')}"
    return _CALLED_DATE.search(names) is not None


NAVER_HTML = SavedPageImporter(
    "naver-html", r"blog\.naver\.com|se-main-container|postViewArea|blogfiles\.naver", NAVER_MARKS
)
ANY_PAGE = SavedPageImporter("page", r"", PAGE_MARKS)
