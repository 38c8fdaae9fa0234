"""What an English phrase names as a deed, and says nothing of: an item of a list, one or the
other.
"""

# ruff: noqa: E501 - tables of wordings read better unbroken
from __future__ import annotations

import re

from language.options.prose.labels_en import OR, WORDS, as_places, label_of, split_at_or
from language.options.prose.place import Place

_SUBJECT = re.compile(
    r"(?<!where )(?<!what )\b(?:i|we|he|she|they)\b|(?:^|[,;]\s|\b(?:or|and|but)\s)(?:it|you|there)\b"
    r"|\b(?:is|are|was|were)\b",
    re.IGNORECASE,
)
# "Apply or carry on driving, it goes round with me"
_GONE_ROUND = re.compile(
    r"(?P<deeds>[^,;–—]{3,80}\bor\b[^,;–—]{3,80})(?:[,;]|\s[–—])\s"
    r"(?:it|that|this|i|which|the (?:question|same)|(?:she|he|they) (?:wants?|asks?|asked) (?:me|us|to know))\b",
    re.IGNORECASE,
)
_NOT_VERB = (
    rf"(?:{WORDS['no_deed']}|(?!(?:apply|comply|fly|rely|reply|supply)\b)\w+(?:ed|ing|ly))\b"
)
_NO_DEED = re.compile(rf"\s*{_NOT_VERB}", re.IGNORECASE)
_BARE_DEED = re.compile(
    rf"(?!{_NOT_VERB})[a-z]{{2,}}\s+(?:{WORDS['after_deed']})\b",
    re.IGNORECASE,
)
_THERE_IS = re.compile(
    r"(?:then )?there(?:['’]s| is) (?!no\b)(?P<what>[a-z][^.;:?!]*)", re.IGNORECASE
)
_DEED = re.compile(
    rf"^(?:if (?:i|we) |to |not )?[a-z]+ing\b|^(?:to|if (?:i|we)) [a-z]+|^(?:{WORDS['deed']})\b",
    re.IGNORECASE,
)


def either_in(text: str) -> list[Place]:
    """Return what a sentence lays side by side: "either to stay, or to go"."""
    return as_places(split_at_or(text, 0)) if OR.search(text) else []


def deeds_in(text: str) -> list[Place]:
    """Return what a sentence without a subject names as one deed or another: "Rebuild the kiln, or
    close up and teach".
    """
    if OR.search(text) and (gone_round := _GONE_ROUND.match(text)):
        text = gone_round["deeds"]
    parts = split_at_or(text, 0) if OR.search(text) else []
    bare = len(parts) > 1 and not (text.rstrip().endswith("?") or _SUBJECT.search(text))
    if bare and all(len(words.split()) > 1 and not _NO_DEED.match(words) for words, _ in parts):
        return as_places(parts)
    return []


def item_label(text: str) -> str:
    """Return what an item of a list of options is called."""
    return label_of(text)


def row_label(text: str) -> str:
    """Return what a sentence that is no more than one thing among others names, or nothing: "Lease
    it to Jo", "There's fostering, which Ann does".
    """
    if there := _THERE_IS.match(text):
        return label_of(there["what"])
    return item_label(text.strip(" .!")) if is_bare_deed(text) else ""


def is_plan(text: str) -> bool:
    """Say whether a sentence tells what one does from now on: "Take the post at the college"."""
    return is_deed(text) and _SUBJECT.search(text) is None


def is_deed(text: str) -> bool:
    """Say whether a phrase names something that one does."""
    return _DEED.match(text) is not None


def is_bare_deed(text: str) -> bool:
    """Say whether a sentence begins with what one does to something, and names nobody who does it:
    "Take the autumn term off and walk to Rome".
    """
    return bool(_BARE_DEED.match(text)) and not (
        text.rstrip().endswith("?") or _SUBJECT.search(text.partition(",")[0])
    )
