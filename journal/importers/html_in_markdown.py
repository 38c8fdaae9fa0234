"""HTML within Markdown, as editors of blogs leave it, turned into what Markdown has for it.

Promise: words, links and pictures stay; tags, scripts, styles and entities go.
Invariant: code, and anything in angle brackets that is no element of HTML, stays as it stands.
"""

from __future__ import annotations

import html
import re

from journal.importers.html_text import markdown_of, soup_of

_CODE = re.compile(
    r"(^[ \t]*(?P<fence>```+|~~~+)[\s\S]*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|\Z)|`[^`\n]+`)",
    re.MULTILINE,
)
_ELEMENTS = (
    "a|abbr|article|aside|b|big|blockquote|br|caption|center|cite|code|col|colgroup|dd|del|details|div"
    "|dl|dt|em|figcaption|figure|font|footer|h[1-6]|header|hr|i|iframe|img|ins|kbd|li|main|mark|nobr|ol"
    "|p|picture|pre|q|rp|rt|ruby|s|samp|script|section|small|source|span|strike|strong|style|sub"
    "|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|video|wbr"
)
# Those of HTML that stand alone; other words after a name are the writer's: "x<p and q>r".
_ALONE = (
    "allowfullscreen|async|autofocus|autoplay|checked|controls|default|defer|disabled|download|hidden"
    "|ismap|itemscope|loop|multiple|muted|nofollow|noshade|novalidate|nowrap|open|playsinline"
    "|readonly|required|reversed|selected"
)
_ATTRIBUTES = (
    rf"(?:\s{{1,99}}(?:(?:{_ALONE})(?=[\s/>])|[\w:@.-]{{1,99}}"
    r"\s{0,9}=\s{0,9}(?:\"[^\"]{0,2000}\"|'[^']{0,2000}'|[^\s\"'>]{1,2000}))){0,40}"
)
_TAG = re.compile(rf"<(?P<end>/?)(?P<name>{_ELEMENTS})(?P<rest>{_ATTRIBUTES})\s*/?>", re.IGNORECASE)
_BLOCK = re.compile(
    r"<(?P<name>table|ul|ol|dl|blockquote)\b[^<>]*>(?:(?!<(?P=name)\b)[\s\S]){0,20000}?</(?P=name)>",
    re.IGNORECASE,
)
_SILENT = re.compile(
    r"<(?P<name>script|style|iframe|noscript|svg)\b[^<>]*>"
    r"(?:(?:(?!<(?P=name)\b)[\s\S]){0,20000}?</(?P=name)\s*>)?",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"<a\s[^<>]*?href\s*=\s*[\"']?(?P<address>[^\"'\s<>]+)[\"']?[^<>]*>(?P<words>[^<>]{0,2000})</a>",
    re.IGNORECASE,
)
_REMARK = re.compile(r"<!--\s{0,99}(?:\S{1,200}\s{1,99}){0,2}?\S{0,200}\s{0,99}-->")
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "del": "~~", "s": "~~", "strike": "~~"}
_BOXES = ("p", "div", "center", "figure", "section", "article", "details", "summary")
_LINES = frozenset((*_BOXES, "li", "dt", "dd", "tr"))
_EMPTY_LINES = re.compile(r"\n{3,}")


def without_html(text: str) -> str:
    """Return Markdown without the HTML in it."""
    if "<" not in text and "&" not in text:
        return text
    parts, at = [], 0
    for code in _CODE.finditer(text):
        parts += [_cleaned(text[at : code.start()]), code[0]]
        at = code.end()
    return "".join((*parts, _cleaned(text[at:])))


def _cleaned(text: str) -> str:
    has_tags = _TAG.search(text) is not None
    text = _REMARK.sub("", _SILENT.sub("", text))
    text = _BLOCK.sub(_block, text)
    text = _LINK.sub(r"[\g<words>](\g<address>)", text)
    text = _TAG.sub(_tag, text)
    text = _ENTITY.sub(_character, text)
    return _EMPTY_LINES.sub("\n\n", text) if has_tags else text


def _block(match: re.Match[str]) -> str:
    return f"\n{markdown_of(soup_of(match[0], where=''))}\n"


def _tag(match: re.Match[str]) -> str:
    name, ends = match["name"].lower(), bool(match["end"])
    if name == "br":
        return "\n"
    if name == "hr":
        return "\n---\n"
    if name == "img" and not ends:
        return _picture(match["rest"])
    if name in _MARKS:
        return _MARKS[name]
    if name[0] == "h" and name[1:].isdecimal():
        return "\n\n" if ends else f"\n{'#' * int(name[1:])} "
    return "\n" if name in _LINES and ends else ""


def _picture(attributes: str) -> str:
    found = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(attributes)}
    address, alt = found.get("src", ""), found.get("alt", "")
    if not address or address.startswith("data:"):
        return f"[{alt or 'image'}]"
    return f"![{alt}]({address})"


def _character(match: re.Match[str]) -> str:
    return html.unescape(match[0]).replace("\xa0", " ")
