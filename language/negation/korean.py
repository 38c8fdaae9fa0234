"""Whether a Korean word is turned round by what follows: read along its morphemes, from the word to
the predicate that it belongs to, to that one's endings, and on to what they depend on.

Promise: each denial (않, 못, 안, 없, 아니, 커녕) and each end (사라지, 잃) turns once, so that two
cancel ("안 힘든 날이 없다"). What is wished, asked or would have been turns nothing ("없어졌으면
좋겠다").
Limit: what the grammar leaves open ("즐겁지 않으면") stays open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from language.grammar.morphology import Morpheme, analyse
from language.negation.turn import Span, Turn
from language.word_lists import load_lists

_STEMS = ("VV", "VA", "VX", "VCN", "VCP", "XSV", "XSA")
_NOUNS = ("NNG", "NNP", "NNB", "NR", "NP", "XR", "SL", "XSN")
_ENDINGS = ("EP", "EC", "EF", "ETM", "ETN")
_PARTICLES = ("JKS", "JKC", "JKO", "JX", "JKB", "JKQ")
_MAKING_A_VERB = ("XSV", "XSA", "VCP")
_BESIDE = ("MAG", "MAJ", "MM", "NR", "NNB", "SN", "XSN", "JX", "JKB", "SP", "SSO", "SSC")
_NOT_BEFORE = frozenset(("안", "못", "덜"))
_NOT_AFTER = frozenset(("않", "못하", "아니하"))
_NOT_THERE = "없"
_WITHOUT = "없이"
_LIKE = frozenset(("듯", "듯이"))
_CLAUSE_MARKS = ("JKS", "JKC", "JKO", "EC", "EF", "SF")
_PRETENCE = frozenset(("척", "체"))
_THING = frozenset(("것", "거"))
_THINKING_NOUN = frozenset(("생각", "느낌", "마음", "기분", "감정"))
_SAYING_NOUN = frozenset(("말", "이야기", "얘기", "소리"))
_THINKING = frozenset(("생각", "느끼", "여기", "믿", "보", "하", "들"))
_SAYING = frozenset(("말", "표현", "단언", "이야기", "얘기"))
_SO_MUCH = frozenset(("이렇", "그렇", "이렇게", "그렇게", "이토록", "그토록", "이만큼", "얼마나"))
_AS_MUCH = frozenset(("보다", "만큼"))
_AND_YET = frozenset(("그렇", "다고"))  # 우울하지도, 그렇다고 행복하지도 않다
_IF = re.compile(r"(?:면|거든)$")
_SO_THAT = frozenset(("게", "도록"))
_TO_DO = re.compile(r"^(?:으?려고?|(?:어|아|여)야|다가)$")
_ASKED = re.compile(r"^(?:을까|ᆯ까|(?:느|으)?냐고?|을지|ᆯ지|는지|은지|ᆫ지)$")
_WHETHER = re.compile(r"^(?:은|는|ᆫ|을|ᆯ)지$")
_QUOTING = re.compile(r"[다라]고$|[다라]곤$")
_WHY = re.compile(r"왜|어째서")
_FAR = 8  # morphemes between a thing and what is said of it


def read_korean(text: str, start: int, end: int) -> Turn:
    """Return how the word at `text[start:end]` is turned by what is said with it."""
    tokens = analyse(text)
    within = [
        at
        for at, each in enumerate(tokens)
        if each.start < end and each.end > start and each.tag not in (*_ENDINGS, *_PARTICLES)
    ]
    if not within:
        return Turn()
    return _Reader(text, tokens).read(within[0], within[-1])


class _Reader:
    """What is found out while a sentence is read from a word to its end."""

    def __init__(self, text: str, tokens: Sequence[Morpheme]) -> None:
        self._text, self._tokens = text, tokens
        self._turns: list[Span] = []
        self._unreal: list[Span] = []
        self._is_open = self._is_wished = False
        self._doubted: list[int] = []  # how many turns there were before what is only said

    def read(self, first: int, last: int) -> Turn:
        self._deny_before(first)
        at: int | None = last
        if self._tag(last) not in _STEMS:
            at = self._predicate_of_noun(last)
        while at is not None:
            at = self._next_predicate(at)
        parts = (*self._turns, *self._unreal)
        if not self._turns:
            return Turn(is_open=self._is_wished, parts=parts if self._is_wished else ())
        if self._unreal:
            return Turn(parts=parts)
        is_open = self._is_open or any(each < len(self._turns) for each in self._doubted)
        return Turn(times=len(self._turns), is_open=is_open, parts=parts)

    def _predicate_of_noun(self, at: int) -> int | None:
        """Return the predicate that a noun belongs to: in "걱정이 이제는 없다" 없."""
        at += 1
        while self._tag(at) in ("XSN", "NNG") and self._start(at) == self._end(at - 1):
            at += 1  # 걱정 + 거리, 불안 + 감
        if self._tag(at) == "VCP" and self._form(at + 1) == "라고" and self._tag(at + 2) == "JX":
            return self._predicate_over(at + 2)  # 보람이라곤 없다
        if self._tag(at) in _MAKING_A_VERB or self._form(at) == "같":
            return at
        if self._tag(at) == "JC" and self._tag(at + 1) in _NOUNS:
            return self._predicate_of_noun(at + 1)
        if self._form(at).endswith("커녕"):
            self._turn(at, at)
            return None
        if self._tag(at) in ("NNB", "JKG") or (self._tag(at) == "JKB" and self._form(at) != "에서"):
            return None
        return self._predicate_over(at)

    def _predicate_over(self, at: int) -> int | None:
        """Return the predicate that the noun before `at` is the subject or object of, where only
        adverbs and the like stand between, and it denies or ends that noun, or only carries it.
        """
        particle = self._form(at) if self._tag(at) in _PARTICLES else ""
        at = self._pass_manner(self._pass_beside(at, particle))
        form, tag = self._form(at), self._tag(at)
        if form == _WITHOUT:
            self._turn(at, at)
            return next(
                (to for to in range(at, len(self._tokens)) if self._tag(to) in _STEMS), None
            )
        if tag not in _STEMS:
            return None
        if form == _NOT_THERE or tag == "VCN" or form.startswith(_ending()):
            self._turn(at, at)
            return at
        if form not in _carriers():
            return None
        self._deny_before(at)
        return at

    def _pass_beside(self, at: int, particle: str = "") -> int:
        """Return what comes after the particles, adverbs and adverbials that begin at `at`."""
        while at < len(self._tokens) and self._form(at) != _WITHOUT:
            is_adverbial = self._tag(at) in ("NNG", "NNP", "NP") and (
                self._form(at) in _times()
                or self._tag(at + 1) == "JKB"
                or (particle == "도" and self._form(at + 1) == "도")  # 걱정도 불안도 없다
            )
            is_own = self._tag(at) in ("JKS", "JKC", "JKO") and self._form(at) == particle
            if not (is_adverbial or is_own or self._tag(at) in _BESIDE):
                break
            if is_own:
                particle = ""  # the next one is of another noun
            at += 1
        return at

    def _pass_manner(self, at: int) -> int:
        """Return what comes after how a thing is done: 흔적도 없이, 눈 녹듯."""
        for to in range(at, min(at + _FAR, len(self._tokens))):
            if self._tag(to) in _CLAUSE_MARKS:
                return to + 1 if self._form(to) in _LIKE else at
            if self._form(to) == _WITHOUT and to > at:
                return to + 1
        return at

    def _next_predicate(self, at: int) -> int | None:
        """Return the predicate that the one at `at` leads on to, by its endings."""
        at += 1
        while self._tag(at) == "EP":
            at += 1
        form, tag = self._form(at), self._tag(at)
        if tag == "EC":
            return self._after_connective(at, form)
        if tag == "ETM":
            return self._after_modifier(at)
        if tag == "ETN":
            return self._after_noun_form(at, form)
        if tag == "EF":
            return self._after_final(at, form)
        return None

    def _after_connective(self, at: int, form: str) -> int | None:
        if form == "지":
            return self._after_ji(at)
        if _QUOTING.search(form):
            return self._after_quotation(at + 1)
        if _IF.search(form):
            self._suppose(at)
        elif _WHETHER.match(form) and self._is_unknown(at + 1):
            self._turn(at, at)
            self._is_open = True
        elif _TO_DO.match(form) or self._is_asked(form, at + 1):
            self._unreal.append(self._span(at, at))
        elif form in _SO_THAT and self._form(at + 1) not in ("되", "하"):
            self._is_open = True
        elif form.endswith("서"):
            self._read_cause(at)
        elif self._form(at + 1) == "싶":
            self._unreal.append(self._span(at, at + 1))
        elif self._tag(at + 1) == "VX" or form in _SO_THAT:
            return at + 1
        return None

    def _read_cause(self, at: int) -> None:
        """Read a cause that is denied: 싫어서가 아니라, 싫어서 그만둔 게 아니다."""
        for to in range(at + 1, min(at + _FAR, len(self._tokens))):
            if self._tag(to) == "VCN" and (to == at + 2 or self._form(to - 2) in _THING):
                self._turn(to, to)
                self._is_open = True
            if self._tag(to) in ("EC", "EF"):
                return

    def _after_ji(self, at: int) -> int | None:
        """Return the denial after 지, as in 힘들지는 않다."""
        verb = at + 1
        while self._tag(verb) in _PARTICLES:
            verb += 1
        if self._form(verb) == "못" and self._form(verb + 1) == "하":
            verb += 1
        elif self._form(verb) not in _NOT_AFTER:
            return self._second_of_two(verb) if self._form(verb - 1) == "도" else None
        self._turn(at, verb)
        return verb

    def _second_of_two(self, at: int) -> int | None:
        """Return the second predicate of 여유롭지도 즐겁지도 않다, 우울하지도 불안하지도 않다."""
        while self._tag(at) in ("SP", "MAG", *_NOUNS) or self._form(at) in _AND_YET:
            at += 1
        return at if self._tag(at) in _STEMS and self._form(at + 1) == "지" else None

    def _suppose(self, at: int) -> None:
        """Read what holds on a condition: one wished for or not fulfilled turns nothing."""
        wish = self._form(at + 1) in ("좋", "하", "싶")
        is_unfulfilled = self._tag(at - 1) == "EP"
        self._is_wished |= is_unfulfilled or (wish and self._form(at + 2) == "겠")
        if wish or is_unfulfilled:
            self._unreal.append(self._span(at, at + 1 if wish else at))
        else:
            self._is_open = True

    def _after_quotation(self, at: int) -> int | None:
        """Return the verb by which something is thought or said to be so."""
        verb = self._pass_beside(at)
        noun = self._form(verb)
        if self._tag(verb) in _NOUNS:
            verb = self._pass_beside(verb + 1, self._form(verb + 1))  # 생각을 못 하다
        if noun not in (*_THINKING, *_SAYING) or self._tag(verb) not in _STEMS:
            return None
        if self._is_only_said(noun, at, verb) or self._is_surprise(at, verb):
            self._doubted.append(len(self._turns))
        self._deny_before(verb)
        return verb

    def _is_only_said(self, noun: str, at: int, verb: int) -> bool:
        """Say whether what is denied is the saying, which tells nothing: 힘들다고 말하지 못했다."""
        can = self._form(verb + 2) == "수"
        if noun not in _SAYING and (noun != "하" or can):
            return False
        contrast = self._tag(at) == "JX" or any(
            self._form(to) == "지" and self._tag(to + 1) == "JX"
            for to in range(verb, len(self._tokens))
        )
        return not contrast

    def _is_surprise(self, at: int, verb: int) -> bool:
        """Say whether it was not foreseen, and may have come: 힘들 거라고 생각하지 못했다."""
        foreseen = self._form(at - 3) in _THING and self._tag(at - 2) == "VCP"
        later = self._tokens[verb:]
        return foreseen and any(each.form in ("었", "적") for each in later)

    def _after_modifier(self, at: int) -> int | None:
        """Return what denies the noun that is described: 힘든 날이 없다, 힘든 건 아니다."""
        noun = at + 1
        while self._tag(noun) == "MM":
            noun += 1
        if self._tag(noun) not in _NOUNS or self._form(noun) == "뿐":
            return None
        form = self._form(noun)
        after = noun + 1
        while self._tag(after) in ("NNG", "XSN"):
            after += 1
        if self._tag(after) == "VCP":
            return after
        particle = self._form(after)
        if self._tag(after) == "JKB":
            self._wish_over(after)
            return None
        verb = self._pass_beside(after, particle)
        if form == "줄":
            return self._after_believing(verb)
        if form in _PRETENCE:
            self._unreal.append(self._span(noun, noun))
            return None
        return self._after_described(form, verb, particle)

    def _after_described(self, noun: str, verb: int, particle: str) -> int | None:
        form, tag = self._form(verb), self._tag(verb)
        if noun in _THING and form == "같":
            return verb
        if noun in _THING and form == "모르":
            self._turn(verb, verb)
            self._is_open = True
            return None
        if form == _NOT_THERE or tag == "VCN":
            if form == _NOT_THERE and self._is_of_degree(noun):
                return None
            self._turn(verb, verb)
            self._is_open |= particle == "만" or (noun in _SAYING_NOUN and form == _NOT_THERE)
            return verb
        if noun in _THINKING_NOUN and form in _carriers():
            self._deny_before(verb)
            return verb
        if noun in _THINKING_NOUN and form.startswith(_ending()):  # 억울한 마음이 풀렸다
            self._turn(verb, verb)
            return verb
        self._wish_over(verb)
        return None

    def _after_believing(self, verb: int) -> int | None:
        """Read what is taken to be so: 힘든 줄 모르고, 힘들지 않을 줄 알았다."""
        if self._form(verb) == "알":
            self._unreal.append(self._span(verb, verb))
        elif self._form(verb) == "모르" and not self._is_of_degree():
            self._turn(verb, verb)
        return None

    def _after_noun_form(self, at: int, form: str) -> int | None:
        if form != "기":  # 답답함이 사라졌다
            return self._predicate_of_noun(at)
        if self._form(at + 1).endswith("커녕"):
            self._turn(at, at + 1)
            return None
        verb = self._pass_beside(at + 1, self._form(at + 1))
        if self._form(verb) in ("바라", "희망", "원하", "빌", "기도"):
            self._unreal.append(self._span(at, verb))
            self._is_wished = True
        return verb if self._form(verb) == "하" and self._tag(at + 1) == "JX" else None

    def _after_final(self, at: int, form: str) -> int | None:
        after = at + 1
        while self._tag(after) in ("SSC", "SS"):
            after += 1
        if self._tag(after) == "JKQ":
            return self._after_quotation(after + 1)
        asked = _ASKED.match(form) is not None or "?" in self._text[self._end(at) :][:2]
        if (asked and not self._asks_why()) or _IF.search(form):
            self._unreal.append(self._span(at, at))
        return None

    def _wish_over(self, at: int) -> None:
        """Note where the next predicate is wished for: "…없는 곳에서 일하고 싶다"."""
        near = range(at, min(at + _FAR, len(self._tokens)))
        verb = next((to for to in near if self._tag(to) in _STEMS), None)
        if verb is not None and self._form(verb + 1) == "고" and self._form(verb + 2) == "싶":
            self._unreal.append(self._span(verb, verb + 2))

    def _deny_before(self, at: int) -> None:
        if at > 0 and self._tag(at - 1) == "MAG" and self._form(at - 1) in _NOT_BEFORE:
            self._turn(at - 1, at - 1)

    def _is_unknown(self, at: int) -> bool:
        """Say whether it is not known whether: 좋은지 모르겠다; 모른다 would be a perhaps."""
        at += self._tag(at) == "JX"
        return self._form(at) == "모르" and self._form(at + 1) == "겠"

    def _is_of_degree(self, noun: str = "") -> bool:
        """Say whether it is told how much: 이렇게 힘들 줄, 더 좋을 수 없다.

        Args:
            noun: what there is none of, where that is what is said.
        """
        forms = {each.form for each in self._tokens}
        return bool(
            forms & _SO_MUCH
            or (noun == "수" and "더" in forms and "이상" not in forms)
            or (noun and any(each.form in _AS_MUCH and each.tag == "JKB" for each in self._tokens))
        )

    def _is_asked(self, ending: str, after: int) -> bool:
        """Say whether an ending asks; 을지도 is a perhaps, and why it is so asks not whether."""
        if _ASKED.match(ending) is None or self._form(after) == "도":
            return False
        return not self._asks_why()

    def _asks_why(self) -> bool:
        return _WHY.search(self._text) is not None

    def _turn(self, first: int, last: int) -> None:
        self._turns.append(self._span(first, last))

    def _span(self, first: int, last: int) -> Span:
        last = min(last, len(self._tokens) - 1)
        return self._tokens[first].start, self._tokens[last].end

    def _form(self, at: int) -> str:
        return self._tokens[at].form if at < len(self._tokens) else ""

    def _tag(self, at: int) -> str:
        return self._tokens[at].tag if at < len(self._tokens) else ""

    def _start(self, at: int) -> int:
        return self._tokens[at].start if at < len(self._tokens) else len(self._text)

    def _end(self, at: int) -> int:
        return self._tokens[at].end


@cache
def _ending() -> tuple[str, ...]:
    return load_lists("negation")["ending_verb"]["stems"]


@cache
def _carriers() -> frozenset[str]:
    return frozenset(load_lists("negation")["carrying"]["stems"])


@cache
def _times() -> frozenset[str]:
    return frozenset(load_lists("negation")["adverbial"]["ko"])
