"""Whether an English sentence tells that an event took place: "Finally quit my job." of "I quit my
job" and of "quitting my job", "Had the surgery today." of "the surgery", "Graduated!" of
"graduation".

Limit: the whole sentence is no more than that, with its day. A noun that is a verb as well ("the
walk") is not told by that verb: it is used for too much else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Literal

from language.grammar.irregular_english import irregular
from language.word_lists import join, load_lists

_KEPT: Final = 64  # events whose patterns are kept
_NEVER: Final = r"(?!)"
_WRITER: Final = ("i", "we")
_BARE_NOUN: Final = re.compile(r"[a-z]+(?:[aeo]tion|ment)", re.IGNORECASE)
_MADE_OF_VERB: Final = re.compile(r"(.{3,}?)(?:ation|ion|ement|ment)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Forms:
    """What is told of the writer, of anybody, and with a day only, each without what stands around
    it.
    """

    own: str
    anybody: str = _NEVER
    dated: str = _NEVER

    @property
    def all(self) -> str:
        return f"(?:{self.own}|{self.anybody}|{self.dated})"


def names(event: str, text: str) -> bool:
    """Say whether a text holds an event in a form that tells it: quick, before it is read."""
    return _named(event).search(text) is not None


def tells(event: str, sentence: str, *, dated: bool) -> Literal["own", "like"] | None:
    """Say how a sentence tells that an event took place, or None; `dated`: a day was taken out."""
    own, others = _told(event, dated=dated)
    if own.fullmatch(sentence):
        return "own"
    return "like" if others.fullmatch(sentence) else None


@lru_cache(maxsize=_KEPT)
def _named(event: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_forms(event).all}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=_KEPT)
def _told(event: str, *, dated: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    forms = _forms(event)
    leads, between = _words("lead"), _words("between")
    before = rf"(?:[\s,.:;–—-]|(?<!\w)(?:{leads})(?!\w))*"
    is_we = event.casefold().startswith("we ")
    writer = rf"(?:(?:{'we' if is_we else 'i|we'})\s+)?(?:(?:{between})\s+)*"
    own = rf"(?:{writer}{forms.own}|{forms.anybody}"
    own += rf"|{forms.dated})" if dated else ")"
    # A day that was taken out leaves its "on".
    end = r"(?:\s+(?:on|in|at))?[\s.!,]*" if dated else r"\s*[.!]*"
    somebody = r"(?:(?!(?:i|we)\b)[\w'’]+\s+){1,3}"
    # What has no more to it may be done by anybody, and often: the surgery, running.
    is_bare = _is_noun(event) or " " not in event
    others = rf"{before}(?:{somebody}|{writer}){forms.own}\b.*" if is_bare else _NEVER
    return (
        re.compile(rf"{before}{own}{end}", re.IGNORECASE),
        re.compile(others, re.IGNORECASE | re.DOTALL),
    )


@cache
def _forms(event: str) -> _Forms:
    first, _, rest = event.partition(" ")
    if first.casefold() in _WRITER and rest:
        return _Forms(own=_loose(rest))
    if first.casefold().endswith("ing"):
        verbs = "|".join(sorted(_pasts(first.casefold())))
        return _Forms(own=rf"(?:{verbs})" + (rf"\s+{_loose(rest)}" if rest else ""))
    if _is_noun(event):
        return _forms_of_noun(event)
    return _Forms(own=_NEVER, anybody=_loose(event)) if rest else _Forms(own=_NEVER)


def _is_noun(event: str) -> bool:
    """Say whether an event is a noun with what belongs to it, no clause: "the accident", not "the
    accident happened".
    """
    first, _, rest = event.partition(" ")
    if not rest:
        return _BARE_NOUN.fullmatch(first) is not None
    if re.fullmatch(_words("determiner"), first, re.IGNORECASE) is None:
        return False
    return not any(_is_past(word) for word in rest.split()[1:])


def _forms_of_noun(event: str) -> _Forms:
    """Return how a noun is told: had, or with its day, or by the verb that it is made of."""
    first, _, rest = event.partition(" ")
    noun = re.escape(rest or first)
    own_determiner = _words("own_determiner")
    is_own = not rest or re.fullmatch(own_determiner, first, re.IGNORECASE) is not None
    which = rf"(?:(?:{own_determiner})\s+)?" if is_own else rf"{re.escape(first)}\s+"
    dated = rf"(?:{which}{noun}\s+was|was\s+{which}{noun})"
    if not is_own:
        return _Forms(own=_NEVER, dated=dated)
    told = rf"(?:{_words('light_verb')})\s+{which}{noun}"
    if made := _MADE_OF_VERB.fullmatch(rest or first):
        stem = re.escape(made[1])
        told = rf"(?:{told}|(?:(?:got|was|were)\s+)?{stem}(?:at|e)?e?d)"
    return _Forms(own=told, dated=dated)


def _loose(words: str) -> str:
    """Return a pattern of words in which the writer's "my" may stand for "the"."""
    own = _words("own_determiner")
    parts = (
        rf"(?:{own})" if re.fullmatch(own, word, re.IGNORECASE) else re.escape(word)
        for word in words.split()
    )
    return r"\s+".join(parts)


def _pasts(gerund: str) -> set[str]:
    """Return what may be the past of a verb: of leaving, left (and what nobody writes, leaved)."""
    stem = gerund.removesuffix("ing")
    verbs = {stem, f"{stem}e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem}
    pasts = {past for past, verb in _irregular() if verb in verbs}
    pasts |= verbs & _unchanged()
    return pasts | {f"{stem}ed"} | ({f"{stem[:-1]}ied"} if stem.endswith("y") else set())


def _is_past(word: str) -> bool:
    folded = word.casefold()
    is_regular = len(folded) > 3 and folded.endswith("ed") and not folded.endswith("eed")
    is_listed = any(folded == past for past, _ in _irregular())
    return is_regular or is_listed or folded in _unchanged()


@cache
def _irregular() -> tuple[tuple[str, str], ...]:
    added = (each.split() for each in load_lists("times/events")["past"]["en"])
    return (*irregular().items(), *((past, verb) for past, verb in added))


@cache
def _unchanged() -> frozenset[str]:
    return frozenset(load_lists("times/events")["unchanged"]["en"])


def _words(name: str) -> str:
    return join(load_lists("times/events")[name]["en"])
