"""XML that is not quite XML: a bare `&`, a control character, a bad byte, an end that is missing.

Promise: one broken element costs no other, and is read by those of its children that are whole.
Limit: elements that lie within others of their name are not told apart once one of them is broken.
Invariant: no entity is expanded that the text itself defines, and nothing within CDATA is changed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from defusedxml.ElementTree import ParseError, fromstring

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CDATA = re.compile(r"(<!\[CDATA\[[\s\S]*?(?:\]\]>|\Z))")
_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE = re.compile(
    r"&(?:(?P<name>[A-Za-z][A-Za-z0-9]{1,30});|#(?P<number>x?[0-9A-Fa-f]{1,8});)?"
)
_OPEN = "<![CDATA["
_TEXT = re.compile(r"<(?P<tag>[\w:.-]+)[^<>]*><!\[CDATA\[")
# A second one, of what was put in.
_PROLOGUE = re.compile(r"<\?xml[^>]{0,300}\?>|<!DOCTYPE[^>\[]{0,300}>")
_PREFIX = re.compile(r"</?([A-Za-z_][\w.-]*):")
_CHILD = re.compile(r"<([A-Za-z_][\w:.-]*)(?:\s[^<>]*)?(?<!/)>")
_ALONE = re.compile(r"(?:\s[^<>]*)?/>")
_ROOT = re.compile(r"<(?![?!])([\w:.-]+)")
_BARE = re.compile(r"<(?![A-Za-z_/!?])")
_OWN = {"amp", "lt", "gt", "quot", "apos"}
_DECLARATION = re.compile(r"\A[\s\ufeff]*(?:<\?xml[^>]*\?>)?")
_NAMESPACE = re.compile(r"""\sxmlns:[\w.-]+=(?:"[^"<]*"|'[^'<]*')""")
_MOST_ENDS = 3  # that are tried: one within CDATA is none
_PATIENCE, _LEAST_PATIENCE = 8, 100_000  # how often every character may be looked at
_NAMESPACES_WITHIN = 20_000  # characters: the root's, and of the first element


def mended(text: str) -> str:
    """Return XML without what no XML may hold; a `&` or `<` that stands for itself is written
    so."""
    text = _FORBIDDEN.sub("", _DECLARATION.sub("", text, count=1))
    if text.count("]]>") > text.count(_OPEN):
        text = _with_whole_cdata(text)
    pieces = _CDATA.split(text)
    pieces[::2] = map(_mended_markup, pieces[::2])
    return "".join(pieces)


def _mended_markup(piece: str) -> str:
    return _BARE.sub("&lt;", _REFERENCE.sub(_settled, _PROLOGUE.sub("", piece)))


def _with_whole_cdata(text: str) -> str:
    """Return XML in which a text within CDATA that holds its end goes on behind it."""
    pieces: list[str] = []
    at = 0
    while (begin := _TEXT.search(text, at)) is not None:
        end = text.find(f"]]></{begin['tag']}>", begin.end())
        if end < 0:
            break
        within = text[begin.end() : end].replace("]]>", f"]]]]>{_OPEN}>")
        pieces += [text[at : begin.end()], within, "]]>"]
        at = end + 3
    return "".join((*pieces, text[at:]))


def _settled(match: re.Match[str]) -> str:
    name, number = match["name"], match["number"]
    if name in _OWN:
        return match[0]
    if number is not None:
        code = int(number[1:] or "0", 16) if number[0] == "x" else _decimal(number)
        is_one = code <= 0x10FFFF and not _FORBIDDEN.match(chr(code))
        return f"&#{code};" if is_one else ""
    if name is not None and (meant := html.unescape(match[0])) != match[0]:
        return meant
    return f"&amp;{match[0][1:]}"


def _decimal(number: str) -> int:
    return int(number) if number.isdecimal() else 0


def mended_elements(text: str, names: tuple[str, ...]) -> Iterator[Element | None]:
    """Yield the elements with one of these local names out of mended XML that breaks off or whose
    tags do not match, each by itself; None for each that is broken, and behind one that lost a
    part with parts of its own."""
    kinds = "|".join(map(re.escape, names))
    opening = re.compile(rf"<(?P<tag>(?:[\w.-]+:)?(?:{kinds}))(?=[\s/>])")
    reader = _Pieces(_namespaces(text), _PATIENCE * len(text) + _LEAST_PATIENCE)
    at = 0
    while (begin := opening.search(text, at)) is not None:
        before = reader.patience
        found, at = reader.element_at(text, begin, opening)
        if found is not None:
            reader.patience = before
        yield found
        if reader.has_lost:
            reader.has_lost = False
            yield None
        if reader.patience < 0:
            return


def is_closed(text: str) -> bool:
    """Whether XML ends with the end of its root."""
    root = _ROOT.search(text)
    return root is not None and text.rstrip().endswith(f"</{root[1]}>")


def _namespaces(text: str) -> str:
    """Return the namespaces that a text declares, and one for each prefix that it does not."""
    told = dict.fromkeys(_NAMESPACE.findall(text, 0, _NAMESPACES_WITHIN))
    names = {each.split(":")[1].partition("=")[0] for each in told}
    used = dict.fromkeys(_PREFIX.findall(text))
    return " ".join((*told, *(f'xmlns:{each}="urn:{each}"' for each in used if each not in names)))


class _Pieces:
    """Reads pieces of one text by themselves, as long as that takes no more than a few times what
    it takes to read the whole."""

    def __init__(self, spaces: str, patience: int) -> None:
        self._spaces = spaces
        self.patience = patience
        self.has_lost = False

    def element_at(
        self, text: str, begin: re.Match[str], opening: re.Pattern[str]
    ) -> tuple[Element | None, int]:
        """Return the element that begins here, and where to go on: behind it, or within it where it
        is broken."""
        if (alone := _ALONE.match(text, begin.end())) is not None:
            return self._parsed(text[begin.start() : alone.end()]), alone.end()
        closing, end = f"</{begin['tag']}>", begin.end()
        for _ in range(_MOST_ENDS):
            end = self._find(text, closing, end)
            if end < 0:
                break
            end += len(closing)
            found = self._parsed(text[begin.start() : end])
            if found is not None:
                return found, end
        end = self._find(text, closing, begin.end())
        after = opening.search(text, begin.end())
        if end < 0 or (after is not None and after.start() < end):
            return None, begin.end()
        return self._rebuilt(text[begin.end() : end], begin["tag"]), end

    def _rebuilt(self, within: str, tag: str) -> Element | None:
        """Return an element whose tags do not match, made of its children that are whole."""
        children: list[str] = []
        at = 0
        while self.patience >= 0 and (begin := _CHILD.search(within, at)) is not None:
            closing = f"</{begin[1]}>"
            end = self._find(within, closing, begin.end())
            child = within[begin.start() : end + len(closing)] if end >= 0 else ""
            is_whole = bool(child) and self._parsed(child) is not None
            self.has_lost |= not is_whole and "</" in child[: -len(closing)]
            at = end + len(closing) if is_whole else begin.end()
            if is_whole:
                children.append(child)
        if not children:
            return None
        whole = f">{''.join(children)}</{tag}>"
        with_attributes = self._parsed(f"<{tag}{within.partition('>')[0]}{whole}")
        return self._parsed(f"<{tag}{whole}") if with_attributes is None else with_attributes

    def _find(self, text: str, closing: str, at: int) -> int:
        end = text.find(closing, at)
        self.patience -= (end if end >= 0 else len(text)) - at
        return end

    def _parsed(self, piece: str) -> Element | None:
        if self.patience < 0:
            return None
        self.patience -= len(piece)
        try:
            return fromstring(f"<x {self._spaces}>{piece}</x>")[0]
        except (ParseError, ValueError, LookupError):
            return None
