"""Whether an English word is turned round by what stands before it, or right after it.

Promise: read leftwards from the word, within its part of the sentence: each denial ("not", "no",
"without"), each end ("stop", "rid of") and each denied frame ("I don't think", "not that") turns
once, so that two cancel ("not a day without worry"). What is wished, asked or would have been turns
nothing ("if I didn't hate it").
Limit: forms that stand near the word; what the grammar leaves open ("if it isn't fun") stays open.
"""

from __future__ import annotations

import re
from functools import cache

from language.negation.turn import Span, Turn
from language.word_lists import compile_list, join, load_lists

_WORD = r"[\w'’-]+\s+"
_PART = re.compile(
    r"[.!?;:,()—–]\s*|\b(?:(?<!anything )(?<!nothing )but"
    r"|because|although|(?<!as )though|while|whereas|since|until)\s+",
    re.IGNORECASE,
)
_NOT = r"(?:\b(?:not|never|cannot|cant)|\w+n['’]t)\s+"
_SUBJECT = r"(?:I|we|you|he|she|they|it|this|that|there|the|my|our|anyone|anybody)(?=['’\s])"
_DEED = re.compile(r"\w+ing\b", re.IGNORECASE)
_CANNOT = re.compile(r"(?:n['’]t|cannot)$", re.IGNORECASE)
_TO_THE_HILT = re.compile(r"\b(?:so|more|as)\s+$", re.IGNORECASE)  # never so tired
_PLAIN_NOT = re.compile(r"(?:not|(?<!ca)(?<!could)n['’]t)$", re.IGNORECASE)
_BETTER = re.compile(r"(?:better|best)\b|[\w'’-]+\s+(?:\w+\s+){0,2}more\b", re.IGNORECASE)
_OR = re.compile(rf"{_WORD}n?or\s+", re.IGNORECASE)
_WHY = re.compile(r"\b(?:why|how come)\b", re.IGNORECASE)
_IF = re.compile(r"(?:^|(?<!as )(?<!even )\b)(?:if|unless)\s+(?P<rest>.*)$", re.IGNORECASE)
_WISHED = re.compile(r"\b(?:wish(?:ed|es)?|if only|hop(?:e|es|ed|ing))\b", re.IGNORECASE)
_ONE_DOES = re.compile(r"\b(?:I|we|you|he|she|they|it|there)\b", re.IGNORECASE)
_WOULD = re.compile(r"\bwould\b|['’]d\b|\bgoing to\b", re.IGNORECASE)
_BEFORE_NOW = re.compile(
    r"\b(?:did|had|was|were|would|could)n['’]t\b|\b(?:had|was|were|would|could|did) (?:not|never)\b"
    r"|\bnever\b",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:wo|would|ca|could|should)n['’]t\b|\bcannot\b|\b(?:would|could|can|will)\b"
    r"|\w+ing\b|\blie to\b",
    re.IGNORECASE,
)
_NOTHING_AFTER = re.compile(
    r"\s+(?:(?:about|of|for|to|in|doing)\s+)?"
    r"(?:nothing|nobody|no one|none of)\b(?!\s+(?:more|but|else|except|better))"
    r"|\s+(?:\w+\s+){0,2}no (?:longer|more)\b",
    re.IGNORECASE,
)
_WHOSE = r"(?:(?:my|our|your|his|her|their|the|all|this|that|those|these|any)\s+){0,2}"
_TAKING = re.compile(rf"\b(?:take|takes|took|taken|taking)\s+{_WHOSE}$", re.IGNORECASE)
_AWAY = re.compile(r"\s+(?:away|off|out of)\b", re.IGNORECASE)


def read_english(text: str, start: int, end: int) -> Turn:
    """Return how the word at `text[start:end]` is turned by what is said with it."""
    reader = _Reader(text, part_begin(text, start))
    reader.read_after(start, end)
    reader.read_before(start, end)
    return reader.turn()


def part_begin(text: str, start: int) -> int:
    """Return where the part of the sentence begins that holds the word at `start`."""
    return max((each.end() for each in _PART.finditer(text, 0, start)), default=0)


class _Reader:
    """What is found out while a part of a sentence is read, from a word back to `begin`."""

    def __init__(self, text: str, begin: int) -> None:
        self._text, self._begin = text, begin
        self._turns: list[Span] = []
        self._is_unreal = self._is_open = False

    def turn(self) -> Turn:
        if not self._turns or self._is_unreal:
            return Turn(parts=tuple(self._turns))
        return Turn(times=len(self._turns), is_open=self._is_open, parts=tuple(self._turns))

    def read_after(self, start: int, end: int) -> None:
        """Read what ends the word after it ("the fun is gone"), or denies it ("regret nothing")."""
        word, after = self._text[start:end], self._text[end:]
        if _CANNOT.search(word):
            return
        taken = _TAKING.search(self._text, self._begin, start) and _AWAY.match(after)
        match = taken or _ends_after().match(after) or _NOTHING_AFTER.match(after)
        if match:
            self._add((end, end + match.end()), ends=True)

    def read_before(self, start: int, end: int) -> None:
        """Read what turns the word before it, the nearest first."""
        at = self._read_end_before(start, end)
        at = self._read_denial(at, "" if at < start else self._text[start:])
        while (frame := self._find_frame(at)) is not None:
            at = frame.start("not")
            self._add(frame.span("not"))
            if "doubt" in frame.groupdict():
                at = self._read_denial(at, "")

    def _read_end_before(self, start: int, end: int) -> int:
        is_deed = _DEED.match(self._text, start, end) is not None
        ended = _ends_before(is_deed=is_deed).search(self._text, self._begin, start)
        if ended is None:
            return start
        self._add(ended.span(), ends=True)
        return ended.start()

    def _read_denial(self, at: int, denied: str) -> int:
        match = _denial().search(self._text, self._begin, at)
        if match is None or self._holds_feeling(match["free"] or ""):
            match = _quantity().search(self._text, self._begin, at)
        if match is None:
            match = _inverted().search(self._text, self._begin, at)
        if match is None:
            return at
        between = self._text[match.end("not") : at]
        if self._is_most(match["not"].strip(), between, denied):
            return match.start("not")
        self._add(match.span("not"))
        at = match.start("not")
        if match["not"].lower().startswith("without"):
            outer = _denial_around().search(self._text, self._begin, at)
            if outer is not None:
                self._add(outer.span("not"))
                return outer.start("not")
        return at

    def _is_most(self, denial: str, between: str, denied: str) -> bool:
        """Say whether nothing is more so: "never so happy", "couldn't love it more"."""
        if _PLAIN_NOT.search(denial):
            return False
        is_better = _BETTER.match(denied) is not None
        if is_better and denial.lower() == "no":
            self._is_open = True
            return False
        return is_better or _TO_THE_HILT.search(between) is not None

    def _holds_feeling(self, between: str) -> bool:
        """Say whether another word of feeling is what is denied: "nobody regretted learning"."""
        rest = _OR.sub("", between)
        return any(compile_list("wording", name).search(rest) for name in ("good", "bad"))

    def _find_frame(self, at: int) -> re.Match[str] | None:
        for pattern in (_thought(), _not_that(), _there_is_none(), _doubted()):
            match = pattern.search(self._text, self._begin, at)
            if match and not self._holds_feeling(match["tail"]):
                self._weigh_frame(match)
                return match
        return None

    def _weigh_frame(self, match: re.Match[str]) -> None:
        """Note what leaves open whether it is so: "I never said I was", "never thought I'd be"."""
        held, frame = match.groupdict(), self._text[match.start() : match.start("tail")]
        if held.get("said") and not _MODAL.search(frame):
            self._is_open = True
        if held.get("thought") and _BEFORE_NOW.search(frame) and _WOULD.search(match["tail"]):
            self._is_open = True

    def _add(self, span: Span, *, ends: bool = False) -> None:
        """Add what turns the word, unless it is wished, asked or supposed."""
        self._turns.append(span)
        before = self._text[self._begin : span[1]]
        if ends and _unreal_end().search(self._text[: span[0]]):
            self._is_unreal = True
        if _WISHED.search(before) or self._is_asked():
            self._is_unreal = True
        condition = _IF.search(before)
        if condition is None or len(_ONE_DOES.findall(condition["rest"])) > 1:
            return
        if ends or _BEFORE_NOW.search(condition["rest"]):
            self._is_unreal = True
        else:
            self._is_open = True

    def _is_asked(self) -> bool:
        return self._text.rstrip().endswith("?") and not _WHY.search(self._text)


def _list(name: str) -> str:
    return join(load_lists("negation")[name]["en"])


def _tail(most: int) -> str:
    """Return up to so many words that stay within one clause."""
    clause_break = _list("clause_break")
    return rf"(?P<tail>(?:(?!(?:{clause_break})\b){_WORD}){{0,{most}}})$"


@cache
def _denial() -> re.Pattern[str]:
    """Return what denies the word after it: "not", "no", "without", with little between."""
    denial, no_denial, stopping = _list("denial"), _list("no_denial"), _list("stopping")
    little, degree = _list("little_between"), _list("degree")
    return re.compile(
        rf"(?P<not>(?:\w+n['’]t|\b(?:{denial}))\s+)(?!(?:{no_denial})\b)"
        rf"(?:(?:{little})\s+){{0,4}}(?:{_WORD}n?or\s+)?"
        rf"(?P<free>(?!(?:{stopping})\b){_WORD})?(?:(?:{degree})\s+){{0,3}}$",
        re.IGNORECASE,
    )


@cache
def _quantity() -> re.Pattern[str]:
    """Return who or what is none: "nobody on their deathbed regrets"."""
    quantity, tail = _list("quantity"), _tail(5)
    return re.compile(
        rf"(?P<not>\b(?:{quantity})\s+)(?!(?:else|but|like|more)\b){tail}", re.IGNORECASE
    )


@cache
def _inverted() -> re.Pattern[str]:
    """Return a denial that stands before verb and subject: "at no point was I"."""
    inverting, tail = _list("inverting"), _tail(4)
    return re.compile(
        rf"(?P<not>\b(?:{inverting})\s+)(?:{_WORD}){{0,3}}?"
        r"(?:did|do|does|was|were|am|is|are|have|has|had|will|would|can|could)\s+"
        rf"(?={_SUBJECT}){_WORD}{tail}",
        re.IGNORECASE,
    )


@cache
def _denial_around() -> re.Pattern[str]:
    """Return what denies "without": "hardly a day goes by"."""
    denial, quantity, tail = _list("denial"), _list("quantity"), _tail(5)
    return re.compile(rf"(?P<not>(?:\w+n['’]t|\b(?:{denial}|{quantity}))\s+){tail}", re.IGNORECASE)


@cache
def _thought() -> re.Pattern[str]:
    """Return a denied verb of thinking or saying before what it frames: "I don't think it's"."""
    thinking, saying, calling = _list("thinking"), _list("saying"), _list("calling")
    return re.compile(
        rf"(?P<not>(?:{_NOT}(?:{_WORD}){{0,2}}?|\b(?:nobody|no one)\s+(?:{_WORD}){{0,4}}?"
        r"|\b(?:a lie|wrong|untrue|unfair) to\s+)"
        rf"(?:(?P<thought>{thinking})|(?P<said>{saying})|(?:{calling}))\s+)"
        rf"(?!(?:about|of|over|to)\b){_tail(6)}",
        re.IGNORECASE,
    )


@cache
def _not_that() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<not>(?:\bnot|\w+n['’]t)\s+(?:that|as if|as though)\s+)(?={_SUBJECT}){_tail(4)}",
        re.IGNORECASE,
    )


@cache
def _there_is_none() -> re.Pattern[str]:
    """Return that there is nothing of which it is said: "there is no day when I"."""
    there = r"(?:(?:there|have|has|had|remember|recall|know|see|find|is|was)\s+)?"
    no_denial = _list("no_denial")
    return re.compile(
        rf"(?P<not>(?:{_NOT}{there}(?:an?|one|any|much|many)|\b(?:no|hardly an?|not one))\s+)"
        rf"(?:(?!(?:{no_denial}|longer|more)\b){_WORD}){{1,5}}"
        rf"(?:that|when|where|who|which)\s+{_tail(4)}",
        re.IGNORECASE,
    )


@cache
def _doubted() -> re.Pattern[str]:
    return re.compile(
        r"(?P<not>\b(?P<doubt>doubt(?:s|ed)?|den(?:y|ies|ied))\s+)(?:that\s+|if\s+|whether\s+)?"
        rf"(?={_SUBJECT}){_tail(5)}",
        re.IGNORECASE,
    )


@cache
def _ends_after() -> re.Pattern[str]:
    ending = _list("ending")
    return re.compile(
        rf"(?:\s+(?:about|of|for|over|at|in)\s+(?:{_WORD}){{0,2}}[\w'’-]+)?"
        r"\s+(?:(?:is|are|was|were|has|have|had|would|will)\s+)?"
        rf"(?:(?:now|all|just|finally|almost|slowly)\s+)?(?:{ending})\b",
        re.IGNORECASE,
    )


@cache
def _ends_before(*, is_deed: bool) -> re.Pattern[str]:
    """Return what ends the thing named after it, or where that is a deed, the doing of it."""
    a_thing, a_deed = _list("ending_a_thing"), _list("ending_a_deed")
    doing = rf"|(?:{a_deed})\s+" if is_deed else ""
    feeling = rf"|(?:{a_deed})\s+(?:being|feeling|getting)\s+"
    return re.compile(rf"\b(?:(?:{a_thing})\s+{_WHOSE}{doing}{feeling})$", re.IGNORECASE)


@cache
def _unreal_end() -> re.Pattern[str]:
    unreal = _list("ending_unreal")
    return re.compile(rf"\b(?:{unreal})\b", re.IGNORECASE)
