"""The steps that a sentence puts down to be done: one each, where it names several.

Limit: by form: an intention, an infinitive or a noun that stands alone, an imperative.
"""

from __future__ import annotations

import re

from language.detect import is_korean
from language.grammar.clauses import clauses_of
from language.grammar.sentences import Span
from language.options.settling import is_put_off, is_settled
from language.quotation import is_cut_off
from language.word_lists import compile_list
from language.wording import asks_what_to_do, intends

_LEAD = re.compile(
    r"^(?:next|tomorrow|today|to do|todo|then|plan"
    r"|할 일|다음|내일|내일 할 일|과제|이번 주|다음 주)(?: steps?)?\s?:\s*",
    re.IGNORECASE,
)
_DECIDING = re.compile(r"(?:정하|결정하|생각하)(?:자|기로|겠)|\bdecide\b", re.IGNORECASE)
_NOTE = re.compile(r"[가-힣] ?[가-힣]+기[.!]?$")  # 방 알아보기.
_LONGEST_NOTE = 80
_BETWEEN = re.compile(
    r"[,;]\s*(?:and\s+)?(?:then\s+)?|\s+and\s+(?=\w+\s+(?:the|a|my|for|to)\b)|(?<=고)\s+"
)
_SHORTEST = 4  # characters of a step


def steps_in(text: str) -> tuple[Span, ...]:
    """Return where the steps of a sentence stand; none where it puts nothing down to be done."""
    lead = _LEAD.match(text)
    ordered = compile_list("choosing", "imperative").match(text) is not None
    told = intends(text) or ordered
    if asks_what_to_do(text) or is_settled(text) or is_put_off(text) or _DECIDING.search(text):
        return ()
    if is_cut_off(text):
        return ()  # somebody else's words are in it
    note = _is_note(text)
    if not (lead or told or note):
        return ()
    start = lead.end() if lead else 0
    if not lead and not (note or ordered or _ends_in_step(text)):
        return ((start, len(text)),)
    return tuple(_pieces(text, start, listed=lead is not None))


def _is_note(text: str) -> bool:
    """Say whether a sentence is a note of what to do: 방 알아보기."""
    if not _NOTE.search(text) or len(text) > _LONGEST_NOTE:
        return False
    last = clauses_of(text)[-1:]
    return bool(last) and last[0].deed and last[0].ending == "기"


def _ends_in_step(text: str) -> bool:
    return compile_list("wording", "intention").search(text) is not None


def _pieces(text: str, start: int, *, listed: bool) -> list[Span]:
    """Cut a sentence between its steps; only a list of notes is cut at every comma."""
    pieces: list[Span] = []
    at = start
    for match in _BETWEEN.finditer(text, start):
        if match.start() - at < _SHORTEST:
            continue
        if listed or _parts_steps(text, match):
            pieces.append((at, match.start()))
            at = match.end()
    if len(text) - at >= _SHORTEST:
        pieces.append((at, len(text)))
    return pieces


def _parts_steps(text: str, between: re.Match[str]) -> bool:
    """Say whether a step ends before a place in a sentence, and another begins after it."""
    before, after = text[: between.start()], text[between.end() :]
    if not is_korean(text):
        return compile_list("choosing", "imperative").match(after) is not None
    ended = [each for each in clauses_of(text) if each.end == len(before)]
    if not any(each.deed and each.ending in _JOINED for each in ended):
        return False
    # "만나고 오자" is one step: what comes next has an object of its own.
    return "," in between[0] or any(each in after for each in ("을 ", "를 "))


_JOINED = frozenset(("고", "며", "기", "고서"))
