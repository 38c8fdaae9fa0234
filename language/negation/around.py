"""What the sentence around a word makes of it, beside the denials: put below another ("proud rather
than stressed"), believed until it was undone ("…but it wasn't"), only wished for, or over.

Promise: what is put below another or undone is turned once more; what is wished for or over is
left open, and so is what is put below a word of its own kind ("tired rather than bored").
Limit: patterns near the word, within its part of the sentence.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from language.negation.english import part_begin
from language.negation.turn import Turn
from language.word_lists import compile_list, join, load_lists

_WORD = r"[\w'’-]+\s+"
_SUBJECT = r"(?:I|we|you|he|she|they|it|this|that|there|the|my|our)(?=['’\s])"

# 슬프기보다는, 안정적이라기보다는, 부담을 느끼기보다
_BELOW_KO = re.compile(r"(?:[가-힣]{0,3}|(?:[을를이가]\s)?[가-힣]{1,3})기보[다단]")
_BELOW_EN = re.compile(
    rf"\b(?:rather\s+than|more\s+{_WORD}than)\s+(?:(?:be|being|feel|feeling|so|just)\s+)?$",
    re.IGNORECASE,
)
# Before a noun it would only describe: "rather than the boring job".
_ALONE_EN = re.compile(
    r"\s*(?:$|[.,;:!?)—–]|\w+ing\b"
    r"|(?:and|or|but|because|about|of|at|with|when|for|in|to|it|I|we|he|she|they)\b)",
    re.IGNORECASE,
)
_TAKEN_KO = re.compile(r"[^,.!?]{0,8}?줄(?:로만|로|만|은|도)? ?알(?:았|고)")
_LONG_AGO_KO = re.compile(
    r"(?:[^\s,.!?]{0,3}\s)?[가-힣]{0,2}\s?(?:느낀|본) ?지"
    r"(?:가|도|는)? ?(?:\S+ )?(?:오래|한참|까마득|언제)"
)
_NEVER_CAME_EN = re.compile(r"\b(?:could|should|might)(?: have|['’]ve)\s+\w+ed$", re.IGNORECASE)
_TOO_EN = re.compile(
    rf"(?<!not )(?<!n['’]t )(?<!never )\btoo\s+(?:{_WORD}){{1,3}}?to\s+(?:{_WORD}){{0,2}}$",
    re.IGNORECASE,
)


def read_around_korean(turn: Turn, text: str, start: int, end: int) -> Turn:
    """Return `turn` as the sentence around a Korean word alters it."""
    after = text[end:]
    if _BELOW_KO.match(after):
        return _turn_again(turn, is_open=_is_said_beside(text, start, end))
    if turn.parts:
        return turn
    if undone := _undone_korean().match(after):
        span = (end + undone.start("held"), end + undone.end())
        return replace(turn, times=turn.times + 1, parts=(span,))
    if _TAKEN_KO.match(after) or _LONG_AGO_KO.match(after):
        return replace(turn, is_open=True)
    return turn


def read_around_english(turn: Turn, text: str, start: int, end: int) -> Turn:
    """Return `turn` as the sentence around an English word alters it."""
    before, after = text[part_begin(text, start) : start], text[end:]
    if _BELOW_EN.search(before) and _ALONE_EN.match(after):
        return _turn_again(turn, is_open=_is_said_beside(text, start, end))
    if _is_undone(turn, before, after):
        return replace(turn, times=turn.times + 1, is_open=False)
    if unknown := _unknown().search(before):
        begin = start - len(before)
        span = (begin + unknown.start(), begin + unknown.end())
        return replace(turn, is_open=True, parts=(*turn.parts, span))
    if _unclaimed().search(before) or _TOO_EN.search(before):
        return replace(turn, is_open=True)
    if _NEVER_CAME_EN.search(before + text[start:end]):
        return replace(turn, is_open=True)
    is_good = compile_list("wording", "good").fullmatch(text[start:end]) is not None
    # What is bad in a wish is mostly what one has: "I wish I could leave this boring job".
    if is_good and not turn.parts and _wished().search(before):
        return replace(turn, is_open=True)
    return turn


def _turn_again(turn: Turn, *, is_open: bool = False) -> Turn:
    return replace(turn, times=turn.times + 1, is_open=turn.is_open or is_open)


def _is_said_beside(text: str, start: int, end: int) -> bool:
    """Say whether the rest of `text` holds a word of the same kind, good or bad."""
    patterns = (compile_list("wording", name) for name in ("good", "bad"))
    rest = f"{text[:start]} {text[end:]}"
    return any(each.search(text[start:end]) and each.search(rest) for each in patterns)


def _is_undone(turn: Turn, before: str, after: str) -> bool:
    """Say whether what is said next gainsays a belief: "I thought …, but it wasn't"."""
    undone = _undone_english().match(after)
    if undone is None:
        return False
    is_believed = _believed().search(before) is not None
    if undone["so"]:
        return is_believed and turn.is_turned
    return not turn.parts and (is_believed or undone["it"] is not None)


def _list(name: str, language: str = "en") -> str:
    return join(load_lists("negation")[name][language])


@cache
def _undone_korean() -> re.Pattern[str]:
    believing, undone = _list("believing", "ko"), _list("undone", "ko")
    beside = _list("beside_undone", "ko")
    return re.compile(
        rf"[^,.!?]{{0,14}}?(?P<held>{believing})(?:는데|지만|으나|건만|더니),?\s"
        rf"(?:(?:{beside})\s){{0,2}}(?:{undone})"
    )


@cache
def _undone_english() -> re.Pattern[str]:
    """Return "…but it wasn't" after a word, with no other clause between."""
    clause = r"I|we|he|she|they|that|to|was|were|is|are|would|will|might|could"
    auxiliary = r"was|were|is|are|am|did|do|does"
    denied = rf"(?:(?:\s+(?:{auxiliary}))(?:n['’]t|\snot)|['’](?:m|s|re)\s+not)"
    return re.compile(
        rf"(?:\s+(?!(?:but|yet|{clause})\b)[\w'’-]+){{0,4}}?"
        r"[\s,;—–]+(?:but|yet|only)\s+(?:in the end\s+)?"
        r"(?:(?P<it>it(?!\s+(?:\w+\s+)?d(?:id|o|oes)))|it|I|we|they|this|that)(?:\s+(?:really|actually|just))?"
        rf"(?:{denied}|\s+(?P<so>{auxiliary}))"
        r"(?:\s+(?:really|actually|at all))?\s*(?:[.!?,;]|$)",
        re.IGNORECASE,
    )


@cache
def _believed() -> re.Pattern[str]:
    believing = _list("believing")
    return re.compile(rf"\b(?:{believing})\b", re.IGNORECASE)


@cache
def _unknown() -> re.Pattern[str]:
    """Return that it is not known whether: "I'm not sure it is"."""
    unknown = _list("unknown")
    return re.compile(rf"\b(?:{unknown})\s+(?={_SUBJECT}){_tail()}", re.IGNORECASE)


@cache
def _unclaimed() -> re.Pattern[str]:
    """Return what was so and is over, or never came: "it used to be", "I thought it would be"."""
    over, foreseeing = _list("over"), _list("foreseeing")
    foreseen = rf"(?:{foreseeing})\s+(?:{_WORD}){{0,4}}?(?:\w+['’]d|would|going to|to be)"
    return re.compile(rf"\b(?:{over}|{foreseen})\s+{_tail()}", re.IGNORECASE)


def _tail() -> str:
    clause_break = _list("clause_break")
    return rf"(?:(?!(?:{clause_break})\b){_WORD}){{0,4}}$"


@cache
def _wished() -> re.Pattern[str]:
    wished = _list("wished")
    return re.compile(rf"\b(?:{wished})\b", re.IGNORECASE)
