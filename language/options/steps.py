"""The steps that a sentence puts down to be done: one each, where it names several.

Limit: by form: an intention, an infinitive or a noun that stands alone, an imperative.
"""

from __future__ import annotations

import re

from language.clauses import clauses_of
from language.options.settling import is_put_off, is_settled
from language.sentences import Span
from language.word_lists import compile_list
from language.wording import asks_what_to_do, intends

_LEAD = re.compile(
    r"^(?:next|tomorrow|today|to do|todo|then|plan|할 일|다음|내일 할 일)(?: steps?)?\s?:\s*",
    re.IGNORECASE,
)
_DECIDING = re.compile(r"(?:정하|결정하|생각하)(?:자|기로|겠)|\bdecide\b", re.IGNORECASE)
_NOTE = re.compile(r"[가-힣] ?[가-힣]+기[.!]?$")  # 방 알아보기.
_LONGEST_NOTE = 80
_BETWEEN = re.compile(r",\s*(?:and\s+)?(?:then\s+)?|\s+and\s+(?=\w+\s+(?:the|a|my|for|to)\b)|;\s*")


def steps_in(text: str) -> tuple[Span, ...]:
    """Return where the steps of a sentence stand; none where it puts nothing down to be done."""
    lead = _LEAD.match(text)
    told = intends(text) or bool(compile_list("choosing", "imperative").match(text))
    if asks_what_to_do(text) or is_settled(text) or is_put_off(text) or _DECIDING.search(text):
        return ()
    note = _is_note(text)
    if not (lead or told or note):
        return ()
    start = lead.end() if lead else 0
    if not lead and not (note or _ends_in_step(text)):
        return ((start, len(text)),)
    return tuple(_pieces(text, start))


def _is_note(text: str) -> bool:
    """Say whether a sentence is a note of what to do: 방 알아보기."""
    if not _NOTE.search(text) or len(text) > _LONGEST_NOTE:
        return False
    last = clauses_of(text)[-1:]
    return bool(last) and last[0].deed and last[0].ending == "기"


def _ends_in_step(text: str) -> bool:
    return compile_list("wording", "intention").search(text) is not None


def _pieces(text: str, start: int) -> list[Span]:
    pieces: list[Span] = []
    at = start
    for match in _BETWEEN.finditer(text, start):
        if match.start() - at >= 4:
            pieces.append((at, match.start()))
            at = match.end()
    if len(text) - at >= 4:
        pieces.append((at, len(text)))
    return pieces
