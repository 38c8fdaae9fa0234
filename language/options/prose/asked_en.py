"""What an English sentence asks the writer to choose: "should I", "whether", "between A and B"."""

# ruff: noqa: E501 - tables of wordings read better unbroken
from __future__ import annotations

import re

from language.options.prose.labels_en import ME, MODAL, OR, WORDS, as_places, split_at_or
from language.options.prose.place import Place
from language.word_lists import compile_list

_LEAD = re.compile(
    rf"\b{MODAL}\s+{ME}\s+(?:really |just |rather |actually |now )?(?:want to |have to |need to )?"
    rf"|\b(?:whether|(?<!^)if)\s+(?:or not\s+)?(?:to|{ME}(?!\s+(?:was|were|had|am|are|have|did|ever)\b)(?:\s+(?:should|could|would|can|will|want to|ought to))?)\s+"
    rf"|\b(?:{WORDS['torn']})\s+(?:is\s+)?between\s+"
    r"|\beither\s+(?:i\s+|we\s+)?(?:to\s+)?"
    r"|\b(?:decide|deciding)\s+(?:on\s+)?(?!whether|if\b|between|by\b)"
    r"|\b(?:question|choice|decision) (?:is|now is)\b[:,]?\s*"
    r"|(?:^|[,;–—-]\s)to\s+(?=[^.?!]*\bor\s+(?:not\s+)?to\b)"
    r"|\bcomes down to\s+|\bwhich is it(?: to be)?[,:]?\s+"
    r"|^[^:.?!]{1,45}:\s+(?:to\s+)?",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    rf"\bwhether\s+(?:or not\s+)?(?:to|{ME}\s+should)\b|\bshould\s+{ME}\b"
    rf"|\b(?:decide|wonder\w*|ask(?:ing)? myself|know|sure|question|torn)\b[^.?!]{{0,20}}?\b(?:if|whether)\s+{ME}\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\b(?:torn|choos\w+|choice|deciding|decide|decision|toss-up|stuck|hesitat\w+|waver\w+|pick)\b[^.?!]{0,30}?\bbetween\s+(?P<a>[^.?!]+?)\s+and\s+(?P<b>[^.?!;]+)"
    r"|\bbetween\s+(?P<doing>[a-z]+ing\b[^.?!]{0,80}?)\s+and\s+(?P<else>[a-z]+ing\b[^.?!;]*)"
    r"|\b(?:it['’]s|it is|between)\s+(?P<this>[^.?!;:]{3,60}?)\s+(?:against|versus|vs\.?)\s+(?P<that>[^.?!,;:]{3,60})"
    r"|\bit(?:['’]s| is)\s+(?P<these>[^.?!;:,]{3,40}?),?\s+or\s+it(?:['’]s| is)\s+(?P<those>[^.?!;:,]{3,40})"
    r"|\b(?P<one>[a-z]+ing\b[^.?!,;]*?)\s+(?:against|versus|vs\.?)\s+(?P<against>[a-z]+ing\b[^.?!;]*)",
    re.IGNORECASE,
)
_IN_PLACE_OF = re.compile(r",?\s+(?:instead of|rather than)\s+", re.IGNORECASE)
_THE_QUESTION = re.compile(
    r"[:,;–—-]\s*(?:that|this|which)(?:['’]s| is)\s+(?:the|my|our)\s(?:\w+\s)?(?:question|choice)\b",
    re.IGNORECASE,
)
_MOST_ASKED = 14  # words of a question that nothing but its mark tells
_NOT = re.compile(r"^(?:not|no|never)\b", re.IGNORECASE)
_WHETHER_I = re.compile(
    rf"\b(?:whether|if)\s+(?:or not\s+)?{ME}(?:['’](?:ll|d|m|re|ve))?\s+"
    r"(?:(?:am|are|will|would|can|could|should|shall|might|want|wanted|wish|like|going|to)\s+)*"
    r"(?P<what>[a-z][^.;:?!]*?)(?=\s+(?:by|before|until|till|no later)\b|[.;:?!]|$)",
    re.IGNORECASE,
)
_IS_IT = re.compile(
    r"^(?:(?:so|well|and|now|then),?\s+)?(?:is|will|would|shall)\s+it\s+(?:to\s+)?(?:be\s+)?"
    r"(?P<what>(?:the|an?|my|to)\s[^?]{2,60}?)(?:,?\s+(?:then|after all|now))?\?$",
    re.IGNORECASE,
)


def asked_in(text: str) -> tuple[list[Place], bool]:
    """Return what a sentence asks to do, each with its place, and whether the other side of one
    thing is named as well: "whether to go or not".
    """
    if between := _BETWEEN.search(text):
        groups = [name for name, words in between.groupdict().items() if words]
        return as_places([(between[each], between.start(each)) for each in groups]), False
    if compile_list("choosing", "unreal").search(text):
        return [], False
    lead = _LEAD.search(text)
    if told := _THE_QUESTION.search(text):
        return asked_in(f"{text[: told.start()]}?")
    bare = text.rstrip().endswith("?") and OR.search(text) and len(text.split()) <= _MOST_ASKED
    if lead is None and not bare:
        return [], False
    start = lead.end() if lead else 0
    parts = [each for part in split_at_or(text, start) for each in _with_replaced(part)]
    refused = any(_NOT.match(part) for part, _ in parts)
    found = as_places([each for each in parts if not _NOT.match(each[0])])
    if len(parts) == 1 and not _SINGLE.search(text):
        return [], False
    return found, refused or len(parts) == 1


def wanted_in(text: str) -> list[Place]:
    """Return what the writer is to choose from, where an answer is wanted: "whether I'm coming
    back", "if I will stay or go".
    """
    match = _WHETHER_I.search(text)
    if match is None:
        return asked_in(text)[0] if _LEAD.search(text) else []
    return as_places(
        [e for e in split_at_or(match["what"], 0, match.start("what")) if not _NOT.match(e[0])]
    )


def posed_in(text: str) -> str:
    """Return a question whether it is to be one thing, as one that asks what to do: "Is it the
    diploma, then?" is "Do I the diploma".
    """
    match = _IS_IT.match(text)
    return f"Do I {match['what']}" if match else ""


def _with_replaced(part: tuple[str, int]) -> list[tuple[str, int]]:
    """Split what is asked from what it would stand in for: "sail instead of staying"."""
    words, start = part
    match = _IN_PLACE_OF.search(words)
    if match is None:
        return [part]
    return [(words[: match.start()], start), (words[match.end() :], start + match.end())]
