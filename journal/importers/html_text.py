"""HTML of any origin as clean Markdown: words, headings, lists, links and pictures; nothing that
runs or loads, and no words of a page that is only linked.

Limit: layout, colours and tables within tables are lost. Invariant: no script, style or form is in
the result, and a picture of the web becomes a link that nobody follows by itself.
"""

from __future__ import annotations

import html
import re
import warnings
from typing import TYPE_CHECKING
from urllib.parse import unquote

from errors import EntryFormatError
from files.decoding import clean

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from markdownify import MarkdownConverter

_NO_WORDS = (
    *(
        "script",
        "style",
        "noscript",
        "iframe",
        "form",
        "button",
        "input",
        "select",
        "textarea",
        "svg",
        "template",
    ),
    *("head", "object", "embed", "canvas", "audio", "video", "link", "meta"),
)
_ADVERTS = (
    ".revenue_unit_wrap, ins.kakao_ad_area, ins.adsbygoogle, .container_postbtn, .another_category"
)
# Cards of Notion, Tistory and Ghost that show a linked page with its own title and summary. What
# the writer put below one stays.
_CARDS = (
    "a.bookmark.source, figure.bookmark > :not(figcaption), .kg-bookmark-container,"
    ' figure[data-ke-type="opengraph"] > :not(figcaption)'
)
_WEB = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_RUNS = re.compile(r"[\s\x00-\x1f]*(?:javascript|data|vbscript|blob|file)\s*:", re.IGNORECASE)
_LATE = ("data-lazy-src", "data-src", "data-original", "data-lazy")
_BLURRED = re.compile(r"\?type=\w*blur\w*$", re.IGNORECASE)  # Naver's small one, to load first
_ENDS = (("-->", "<!--"), ("]>", "<!["), (">", "<"))
_MOST_BLANKS = 200  # a page shows one of them; the converter's time grows with their square
_BLANKS = re.compile(rf"[ \t\r\n]{{{_MOST_BLANKS + 1},}}")
_EMPTY_LINES = re.compile(r"\n{3,}")
_LONGEST_NAME = 40
_NAMED = re.compile(r"&[A-Za-z][A-Za-z0-9]{0,30};")
_NAMED_AT_END = re.compile(r"&[A-Za-z][A-Za-z0-9]*\Z")
_WHOLE_TAG, _LONGEST_TAG = re.compile(r"<[^<>]+>"), 4_000
# What may stand unclosed in a page. A name that is none of these, has no attribute and is closed
# nowhere is in the writer's own brackets: `List<String>`.
_ELEMENTS = frozenset((
    "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base",
    "basefont", "bdi", "bdo", "bgsound", "big", "blink", "blockquote", "body", "br", "button",
    "canvas", "caption", "center", "cite", "code", "col", "colgroup", "data", "datalist", "dd",
    "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em", "embed", "fieldset",
    "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4",
    "h5", "h6", "head", "header", "hgroup", "hr", "html", "i", "iframe", "image", "img", "input",
    "ins", "isindex", "kbd", "keygen", "label", "legend", "li", "link", "listing", "main", "map",
    "mark", "marquee", "math", "menu", "menuitem", "meta", "meter", "nav", "nobr", "noembed",
    "noframes", "noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "picture",
    "plaintext", "pre", "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "script",
    "search", "section", "select", "slot", "small", "source", "spacer", "span", "strike", "strong",
    "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea",
    "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
    "xmp",
))  # fmt: skip
_BRACKET = re.compile(r"<(?P<name>[A-Za-z]\w{0,39})(?![\w:.-])(?![^<>]*(?:=|/>))")
_CLOSED = re.compile(r"</([A-Za-z]\w{0,39})")
_INVISIBLE = re.compile("[\u200b\ufeff\ufffc]")
_PAGES = ("<!doctype html", "<html", "<!-- saved from", "<head", "<body")
_KEPT_LINES = ("pre", "code", "textarea", "script", "style")
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
_PARTED = re.compile(r"\S[ \t\r]*\n[ \t\r]*\n\s*\S")


def looks_like_html(head: str) -> bool:
    """Whether a text begins as HTML does, with a tag that ends."""
    start = head.lstrip("\ufeff \t\r\n")[:_LONGEST_TAG]
    if not _WHOLE_TAG.match(start):
        return False
    return start.lower().startswith(
        (*_PAGES, "<div", "<article", "<p>", "<p ", "<section", "<span", "<h1", "<h2", "<h3")
    )


def is_page_or_part(text: str, *, where: str) -> bool:
    """Whether a text is HTML to its end, and no Markdown that only begins with a tag: there, words
    stand outside of all elements, or an empty line parts them.

    Raises:
        EntryFormatError: it is no HTML that can be read.
    """
    if not looks_like_html(text):
        return False
    if text.lstrip("\ufeff \t\r\n").lower().startswith(_PAGES):
        return True
    from bs4.element import NavigableString

    soup = soup_of(text, where=where)
    texts = [
        each
        for each in soup.find_all(string=True)
        if type(each) is NavigableString and not each.find_parent(_KEPT_LINES)
    ]
    if any(_PARTED.search(each) for each in texts):
        return False
    outside = [each for each in texts if each.parent is soup and each.strip()]
    return not outside or (
        soup.find("br") is not None and not any(_EMPTY_LINE.search(each) for each in outside)
    )


def soup_of(text: str, *, where: str) -> BeautifulSoup:
    """Return a parsed page.

    Raises:
        EntryFormatError: it is no HTML that can be read.
    """
    from bs4 import BeautifulSoup, UnusualUsageWarning
    from bs4.exceptions import ParserRejectedMarkup

    # What it says of a text goes to developers who chose it; here it would be in the terminal.
    warnings.filterwarnings("ignore", category=UnusualUsageWarning)
    try:
        plain = _name_nothing(_open_nothing(_keep_brackets(_squeeze(clean(text)))))
        return BeautifulSoup(plain, "html.parser")
    except (ParserRejectedMarkup, RecursionError, ValueError, AssertionError) as error:
        raise EntryFormatError(
            "{path} is HTML that cannot be read.",
            hint="Open the page in a browser, copy its text and paste it.",
            key="import.bad_html",
            path=where,
        ) from error


def _name_nothing(text: str) -> str:
    """Return HTML in which no name of a character is one that there is not: the parser would take
    a part of it away."""
    text = _NAMED.sub(lambda name: _meant(name[0]), text)
    return f"{text}\n" if _NAMED_AT_END.search(text[-_LONGEST_NAME:]) else text


def _meant(name: str) -> str:
    return name if html.unescape(name) != name else f"&amp;{name[1:]}"


def _squeeze(text: str) -> str:
    """Return HTML with the ends of its long runs of blanks, where a line begins, alone."""
    return _BLANKS.sub(lambda run: run[0][-_MOST_BLANKS:], text)


def _keep_brackets(text: str) -> str:
    """Return HTML in which the brackets of a writer are characters: the parser would take them
    and the words in them for a tag."""
    known = _ELEMENTS.union(name.lower() for name in _CLOSED.findall(text))

    def kept(found: re.Match[str]) -> str:
        name = found["name"]
        return found[0] if name.lower() in known else f"&lt;{name}"

    return _BRACKET.sub(kept, text)


def _open_nothing(text: str) -> str:
    """Return HTML in which nothing is opened that does not end: the parser would look for its end
    from every such place on, up to the last character.
    """
    for end, opened in _ENDS:
        closed, mark, rest = text.rpartition(end)
        if opened in rest:
            text = closed + mark + rest.replace(opened, f"&lt;{opened[1:]}")
    return text


def markdown_of(node: Tag) -> str:
    """Return the words of an element as Markdown. The element is changed: what has no words is
    removed from it.
    """
    from bs4.element import PreformattedString

    for found in node.find_all(_NO_WORDS):
        found.decompose()
    for found in node.select(f"{_ADVERTS}, {_CARDS}"):
        found.decompose()
    for remark in node.find_all(string=lambda text: isinstance(text, PreformattedString)):
        remark.extract()
    for link in node.find_all("a"):
        if _RUNS.match(attribute(link, "href")):
            link.unwrap()
    for picture in node.find_all("img"):
        _settle_picture(picture)
    try:
        text = _converter().convert_soup(node)
    except (
        RecursionError,
        ValueError,
    ):  # too deep; numbers of lists and spans of tables that are none
        text = node.get_text("\n")
    return tidy(text)


def tidy(text: str) -> str:
    """Return text without the spaces at line ends, invisible characters and runs of empty lines
    that HTML leaves.
    """
    lines = (
        line.rstrip() for line in _INVISIBLE.sub("", clean(text)).replace("\xa0", " ").split("\n")
    )
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def line_of(node: Tag | None) -> str:
    """Return the words of an element as one line, or ""."""
    return (
        " ".join(clean(node.get_text(" ")).replace("\u200b", "").split())
        if node is not None
        else ""
    )


def attribute(node: Tag | None, name: str) -> str:
    """Return an attribute as text, or ""."""
    value = node.get(name) if node is not None else None
    return value if isinstance(value, str) else " ".join(value) if value else ""


def _converter() -> MarkdownConverter:
    from markdownify import ATX, MarkdownConverter

    # An escaped underscore or star would stand between the writer's words and a quotation of them.
    return MarkdownConverter(
        heading_style=ATX,
        bullets="-",
        escape_asterisks=False,
        escape_underscores=False,
        escape_misc=False,
    )


def _address_of(picture: Tag) -> str:
    """Return where a picture is: beside the page, else the whole one that a page loads late in
    place of a blurred one."""
    shown = attribute(picture, "src").strip()
    if shown and not _WEB.match(shown):
        return shown
    late = next((value for name in _LATE if (value := attribute(picture, name).strip())), "")
    return _BLURRED.sub("", late or shown)


def _settle_picture(picture: Tag) -> None:
    """Keep a picture that lies beside the page; name any other, as a link where it has an
    address.
    """
    address, alt = _address_of(picture), attribute(picture, "alt").strip() or "image"
    if not address or address.lower().startswith("data:"):
        picture.replace_with(f"[{alt}]")
    elif _WEB.match(address):
        picture.replace_with(f"[{alt}]({address})")
    else:
        picture["src"] = unquote(address).replace("\\", "/")
        picture["alt"] = "" if alt == "image" else alt
        del picture["title"]
