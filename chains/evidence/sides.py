"""Which sentences of an entry speak for or against which option: one engine for answers and
decisions.

A sentence speaks of the option that it names, that its stretch of text is about, or that the
sentence before it spoke of; for or against by what it prefers, by its words, else by its meaning.
Limit: without a `Meaning` only wording counts. Invariant: every quote is a whole sentence of the
entry, or a clause of one that speaks of two options, cut by its offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from chains.evidence.neighbours import settle_sides
from chains.evidence.option_names import apart, topic_of_option
from chains.evidence.relevance import (
    Relevance,
    Topic,
    distinct,
    holds_term,
    naming_terms,
    relevance_of,
)
from chains.evidence.sources import Span
from chains.evidence.spoken import BY_NAME, Link, Spoken, read_basis
from decisions.parts import Side
from journal.entry import Entry
from language.dates.deadlines import names_deadline, wants_answer
from language.detect import LANGUAGES, is_korean
from language.grammar.clauses import clause_spans
from language.grammar.phrases import phrase
from language.options.naming import (
    hinting_words,
    means_leaving,
    means_staying,
    naming_words,
    speaks_of_leaving,
    speaks_of_now,
    supposes,
)
from language.options.settling import is_settled
from language.options.steps import steps_in
from language.quotation import is_cut_off
from language.wording import (
    asks_agreement,
    asks_what_to_do,
    compared_less,
    explains,
    is_conditional,
    is_turned_round,
    name_degree,
    read_polarity,
    reports_speech,
    requests,
    required_in,
    says_required,
    speaks_of_all,
    tells_of_choosing,
    turns_within,
    urged_to,
    wishes_to_wait,
    without_concession,
)

if TYPE_CHECKING:
    from chains.evidence.meaning import Meaning

_SHORTEST = 6
_NEAR_ENOUGH = 0.35
_CARRIED = 3  # sentences that go on about the option before them
_PLAIN = 0.1  # below this a sentence that names an option says neither
_FAIR = 0.45  # one that goes on about it, or holds a word of its description, has to say more
_FAIR_WITH_WORD = 0.15  # … but less where a word of praise or blame says which side it is
_MORE = 0.05  # where only one option is spoken of, all have to say more
_CLEAR = 0.6  # one that is only near to it still more
_TOLD = 0.5  # what a good or bad word weighs beside the meaning …
_TOLD_SURELY = 1.0  # … and one that is turned round, or meant to the contrary
_MOST_MEANT = 0.8  # what its meaning says at most
_MOST_BESIDE = 0.4  # … and beside such a word, which it never outweighs
_SUPPOSED = 0.03  # what supposes one option bears on it, whatever little it says
_URGED = 0.5  # what somebody's word to do it, or not, weighs at least
_HINTED = 0.8  # what a hint weighs beside a name
_EVEN = 0.2  # what speaks well and badly of a thing, and means neither more
_CLOSE, _CLOSER = 0.27, 0.1
_TOLD_CLOSER = 0.03  # … what others say is of the nearer one
_URGED_CLOSE, _URGED_CLOSER = 0.12, 0.08  # what somebody urges is one of the options
_LONG_ENOUGH = 4  # letters
_OFTEN, _ALL_OVER = 5, 300  # a word that stands so often in an entry, once in so many characters
_HEAD = re.compile(r"^[^:,.!?\n]{2,40}:\s+")
_OTHERS_WORDS = re.compile(r"\s*(?:#|[-*•]?\s*[“\"‘『「>])")  # headings, and what was copied
_ASIDE = re.compile(r",\s+which\b[^.!?]*")  # what is thought of the sentence, not of the thing
_COMMA = re.compile(r"[,;]\s+")


def evidence(
    entry: Entry,
    spans: Sequence[Span],
    options: Sequence[Sequence[str]],
    waiting: int | None,
    *,
    about: Sequence[Span] = (),
    described: Sequence[str] = (),
    meaning: Meaning | None = None,
    is_open: bool = False,
) -> tuple[Spoken, ...]:
    """Return what the sentences say about the options, given as wordings; `waiting` is the option
    to decide later.

    Args:
        about: for each option the stretch of the entry that speaks of it, (0, 0) where none does.
        described: for each option the sentence that describes it alone, empty where none does.
        meaning: what sentences mean; without it only those count that name an option.
        is_open: whether the choice was asked by then and is not made: what others say is of it.
    """
    topics = distinct([topic_of_option(own) for own in options])
    reading = _Reading(entry, options, topics, waiting, described, meaning, is_open)
    sure = list(reading.read(spans, about))
    return settle_sides(entry.body, sure, reading.unsure)


class _Reading:
    """One entry held against some options, sentence after sentence."""

    def __init__(
        self,
        entry: Entry,
        options: Sequence[Sequence[str]],
        topics: Sequence[Topic],
        waiting: int | None,
        described: Sequence[str],
        meaning: Meaning | None,
        is_open: bool,
    ) -> None:
        self._is_open = is_open and meaning is not None
        self._entry, self._options, self._topics = entry, options, topics
        self._waiting, self._meaning = waiting, meaning
        self._least_more = 0.0
        self.unsure: list[tuple[Spoken, float]] = []
        self._choices = [at for at in range(len(topics)) if at != waiting]
        self._now = [at for at in self._choices if means_staying(options[at][0])]
        self._left = _thing_left([own[0] for own in options])
        self._is_asked_here = False
        labels = [naming_terms(naming_words(own[0])) for own in options]
        known = frozenset(term for label in labels for term in label)
        self._names = [_telling_terms(own, entry.body) for own in apart(labels)]
        texts = [*described, *[""] * (len(options) - len(described))]
        hints = [
            naming_terms(hinting_words(own[0], text, entry.body))
            for own, text in zip(options, texts, strict=True)
        ]
        self._hints = [_long_terms(own) - known for own in apart(hints)]
        self._profiles = [text or own[0] for own, text in zip(options, texts, strict=True)]

    def _is_named(self, at: int, text: str, row: Sequence[Relevance]) -> bool:
        """Say whether a text names option `at`: by a word that no other option has, with a model of
        meaning, else by most of its words.
        """
        if row[at].direct:
            return True
        if self._meaning is None:
            return False
        told = (self._options[at][0], self._profiles[at])
        supposed = supposes(text, told[is_korean(told[1])])
        return supposed or holds_term(text, self._names[at])

    def read(self, spans: Sequence[Span], about: Sequence[Span]) -> Iterator[Spoken]:
        texts = [self._entry.body[a:b] for a, b in spans]
        rows = relevance_of([name_degree(text) for text in texts], self._topics)
        if self._meaning is not None and any(about):
            self._meaning.speaks_for(texts)  # read together, they are read faster
        before: Spoken | None = None
        end, carried = 0, 0
        self._is_asked_here = self._is_open and bool(about)
        weighed = any(about) or self._names_several(texts, rows)
        self._least_more = 0.0 if weighed else _MORE
        for span, text, row in zip(spans, texts, rows, strict=True):
            if "\n\n" in self._entry.body[end : span[0]]:
                before = None
            end = span[1]
            if sum(char.isalpha() for char in text) < _SHORTEST or _is_copied(text):
                continue
            held = next((at for at, (a, b) in enumerate(about) if a <= span[0] < b), None)
            spoken = list(
                self._weigh(span, text, row, held, before if carried < _CARRIED else None)
            )
            yield from spoken
            named = any(self._is_named(at, text, row) for at in self._choices)
            own = named or held is not None or any(each.link != "after" for each in spoken)
            carried = 0 if own else carried + 1
            # Outside of where the choice is weighed only a reason is gone on with, not a mention.
            before = spoken[-1] if spoken else self._about(span, text, row, before, weighed)
            if self._meaning is not None and (is_cut_off(text) or explains(text)):
                before = None  # somebody else goes on, or what was said has been explained

    def _names_several(self, texts: Sequence[str], rows: Sequence[Sequence[Relevance]]) -> bool:
        """Say whether the entry weighs: it names two of the options."""
        named = {
            at
            for text, row in zip(texts, rows, strict=True)
            for at in self._choices
            if self._is_named(at, text, row)
        }
        return len(named) > 1

    def _about(
        self,
        span: Span,
        text: str,
        row: Sequence[Relevance],
        before: Spoken | None,
        weighed: bool,
    ) -> Spoken | None:
        """Return what the next sentence may go on about: the one option that this one names."""
        if not weighed:
            return None
        named = [at for at in self._choices if self._is_named(at, text, row)]
        if not named and (meant := self._hinted_or_placed(text)) is not None:
            named = [meant[0]]
        if len(named) == 1 and not asks_what_to_do(text):
            return Spoken(span=span, option=named[0], side="mixed", basis="", strength=0.0)
        return None if named else before

    def _weigh(
        self,
        span: Span,
        text: str,
        row: Sequence[Relevance],
        held: int | None,
        before: Spoken | None,
    ) -> Iterator[Spoken]:
        if self._waiting is not None and wishes_to_wait(text):
            yield self._spoken(span, text, self._waiting, "for", 3.0, "waiting")
            return
        if compared := self._compare(text):
            option, side, strength = compared
            yield self._spoken(span, text, option, side, strength, "compared")
            return
        if before is not None and explains(text):
            # A cause is of what it explains, whatever else it names.
            yield from self._judge(span, text, before.option, 1.5, _PLAIN, "after")
            return
        named = [at for at in self._choices if self._is_named(at, text, row)]
        if self._meaning is not None and (needed := self._required(text)) is not None:
            yield self._spoken(span, text, needed, "for", 3.0, "required", 1.0)
            return
        if held is not None and (pieces := _enumerated(text)):
            for start, end in pieces:
                place = (span[0] + start, span[0] + end)
                yield from self._judge(place, text[start:end], held, 2.0, _PLAIN, "within")
        elif held is not None and named in ([], [held]):
            yield from self._judge(span, text, held, 2.0, _PLAIN, "within")
        elif len(named) == 1:
            if self._says_little(text, row, named[0]) or self._is_of_two(text, row, named[0]):
                return
            yield from self._judge(span, text, named[0], row[named[0]].score, _PLAIN)
        elif len(named) > 1:
            yield from self._weigh_clauses(span, text)
        elif self._meaning is not None:
            yield from self._weigh_unnamed(span, text, before)
        else:
            yield from self._weigh_touched(span, text, row)

    def _says_little(self, text: str, row: Sequence[Relevance], option: int) -> bool:
        """Without its meaning, a sentence needs a word that weighs, and one option only."""
        if self._meaning is not None:
            return False
        good, bad = read_polarity(text)
        touched = [at for at in self._choices if row[at].score > 0]
        near_two = len(touched) > 1 and not says_required(text)
        return not (good or bad) or row[option].score < _NEAR_ENOUGH or near_two

    def _is_of_two(self, text: str, row: Sequence[Relevance], option: int) -> bool:
        """Say whether a sentence means one option only by what it is about, and another as well:
        papers that industry never uses.
        """
        if self._meaning is None or is_conditional(text):
            return False
        if holds_term(text, self._names[option]):
            return False
        return any(row[at].score > 0 for at in self._choices if at != option)

    def _weigh_touched(self, span: Span, text: str, row: Sequence[Relevance]) -> Iterator[Spoken]:
        touched = [at for at in self._choices if row[at].score > 0]
        if len(touched) == 1 and not self._says_little(text, row, touched[0]):
            yield from self._judge(span, text, touched[0], row[touched[0]].score, _PLAIN)

    def _weigh_clauses(self, span: Span, text: str) -> Iterator[Spoken]:
        """Weigh the clauses of a sentence that speaks of several options, each on its own."""
        pieces = clause_spans(text)
        if len(pieces) < 2:
            return
        rows = relevance_of([text[a:b] for a, b in pieces], self._topics)
        for (start, end), row in zip(pieces, rows, strict=True):
            own = text[start:end]
            named = [at for at in self._choices if self._is_named(at, own, row)]
            if len(named) == 1 and not self._says_little(own, row, named[0]):
                place = (span[0] + start, span[0] + end)
                yield from self._judge(place, own, named[0], row[named[0]].score, _PLAIN)

    def _weigh_unnamed(self, span: Span, text: str, before: Spoken | None) -> Iterator[Spoken]:
        """Weigh a sentence that names none: of where one is now, of the option before, or near."""
        if speaks_of_all(text):
            return
        if (held := self._hinted_or_placed(text)) is not None:
            option, link = held
            yield from self._judge(span, text, option, 1.7, _FAIR, link)
        elif self._is_told(text) and (meant := self._told_of(text, before)) is not None:
            yield from self._judge(span, text, meant, 1.5, _FAIR, "told")
        elif before is not None:
            link = "now" if before.link == "now" else "after"
            yield from self._judge(span, text, before.option, 1.5, _FAIR, link)
        elif self._is_asked_here and (left := self._left) is not None:
            yield from self._judge(span, text, left, 1.0, _FAIR, "now")
        elif (near := self._nearest(text)) is not None:
            yield from self._judge(span, text, near, 1.0, _CLEAR, "near")

    def _is_told(self, text: str) -> bool:
        """Say whether somebody else says it, of a choice that is open."""
        if not self._is_open or not reports_speech(text) or text.rstrip().endswith("?"):
            return False
        return not (wants_answer(text) or requests(text) or tells_of_choosing(text))

    def _told_of(self, text: str, before: Spoken | None) -> int | None:
        """Return the option that somebody's words are about: what they mean, else what would change
        life, else what was spoken of before.
        """
        least, margin = (_URGED_CLOSE, _URGED_CLOSER) if urged_to(text) else (_CLOSE, _CLOSER)
        if (near := self._nearest(text, least, margin)) is not None:
            return near
        leaving = [at for at in self._choices if at not in self._now]
        if self._now and len(leaving) == 1:
            return leaving[0]
        return self._nearest(text, 0.0, _TOLD_CLOSER) if before is None else before.option

    def _hinted_or_placed(self, text: str) -> tuple[int, Link] | None:
        hinted = [at for at in self._choices if holds_term(text, self._hints[at])]
        if len(hinted) == 1:
            return hinted[0], "hinted"
        placed = self._placed(text) if self._meaning is not None else None
        return None if placed is None else (placed, "placed")

    def _placed(self, text: str) -> int | None:
        """Return the option by where the text is: here and now, or there, when one leaves."""
        leaving = [at for at in self._choices if at not in self._now]
        if len(self._now) != 1:
            return None
        if speaks_of_now(text):
            return self._now[0]
        return leaving[0] if len(leaving) == 1 and speaks_of_leaving(text) else None

    def _nearest(
        self, text: str, least: float = _CLOSE, least_margin: float = _CLOSER
    ) -> int | None:
        """Return the option that a sentence means clearly more than any other."""
        if self._meaning is None or not self._choices:
            return None
        profiles = [self._profiles[at] for at in self._choices]
        cosines = self._meaning.nearness([text], profiles)[0].tolist()
        ranked = sorted(range(len(cosines)), key=lambda at: -cosines[at])
        margin = cosines[ranked[0]] - cosines[ranked[1]] if len(ranked) > 1 else 1.0
        if cosines[ranked[0]] < least or margin < least_margin:
            return None
        return self._choices[ranked[0]]

    def _judge(
        self,
        span: Span,
        text: str,
        option: int,
        strength: float,
        least: float,
        link: Link = "named",
    ) -> Iterator[Spoken]:
        if asks_what_to_do(text) or is_settled(text) or steps_in(text) or names_deadline(text):
            return
        if self._meaning is not None and asks_agreement(text):
            return  # "no loss, is it?": which side that is does not show
        good, bad = read_polarity(text)
        if good and bad:  # what one grants is not what one says
            good, bad = read_polarity(without_concession(text))
        told = self._is_told(text)
        worth = self._worth(text, good, bad)
        if link == "now":
            worth = -worth  # what is bad now speaks for leaving
        if told and link in BY_NAME and (urged := urged_to(text)):
            worth = urged * max(_URGED, abs(worth))
        both = good and bad and not turns_within(text) and abs(worth) < _EVEN
        side: Side = "mixed" if both else "for" if worth > 0 else "against"
        sure = strength if both or not self._meaning else strength * (0.5 + min(abs(worth), 1.0))
        spoken = replace(self._spoken(span, text, option, side, sure, link, worth), told=told)
        if good != bad:
            least = min(least, _FAIR_WITH_WORD)
        enough = 0.0 if told else least + self._least_more
        if link in BY_NAME and is_conditional(text):
            enough = min(enough, _SUPPOSED)
        if both or abs(worth) >= enough:
            yield spoken
        elif self._meaning is not None:
            self.unsure.append((spoken, enough))

    def _worth(self, text: str, good: bool, bad: bool) -> float:
        weight = _TOLD_SURELY if is_turned_round(text) else _TOLD
        told = weight * (good - bad)
        if self._meaning is None:
            return told
        most = _MOST_BESIDE if told else _MOST_MEANT
        meant = float(self._meaning.speaks_for([_ASIDE.sub("", text)])[0])
        return told + max(-most, min(most, meant))

    def _compare(self, text: str) -> tuple[int, Side, float] | None:
        """Return the option that a comparison speaks of, and how: "more fun than research"."""
        less = compared_less(text)
        good, bad = read_polarity(text)
        if not less or not (good or bad):
            return None
        row = relevance_of([less], list(self._topics))[0]
        best = max(((row[at].score, at) for at in self._choices), default=(0.0, -1))
        if best[0] <= 0 and self._meaning is not None and (meant := self._hinted_or_placed(less)):
            best = (_HINTED, meant[0])
        if best[0] <= 0:
            return None
        wins: Side = "against" if bad and not good else "for"
        others = [at for at in self._choices if at != best[1]]
        if len(others) == 1:
            return others[0], wins, best[0] + 2.0
        return best[1], "for" if wins == "against" else "against", best[0] + 2.0

    def _required(self, text: str) -> int | None:
        """Return the option that gives what is asked for: a degree "or above"."""
        needed = required_in(text)
        if not needed or asks_what_to_do(text):
            return None
        row = relevance_of([needed], list(self._topics))[0]
        named = [at for at in self._choices if self._is_named(at, needed, row)]
        return named[0] if len(named) == 1 else None

    def _spoken(
        self,
        span: Span,
        text: str,
        option: int,
        side: Side,
        strength: float,
        link: Link,
        worth: float = 0.0,
    ) -> Spoken:
        return Spoken(
            span=span,
            option=option,
            side=side,
            basis=read_basis(text),
            strength=strength,
            link=link,
            worth=worth,
        )


def _thing_left(labels: Sequence[str]) -> int | None:
    """Return the option to leave something, where the other one is to go on as now."""
    names = {phrase("as_now", language) for language in LANGUAGES}
    as_now = [at for at, each in enumerate(labels) if each in names]
    others = [at for at in range(len(labels)) if at not in as_now]
    if len(as_now) != 1 or len(others) != 1 or not means_leaving(labels[others[0]]):
        return None
    return others[0]


def _long_terms(terms: frozenset[str]) -> frozenset[str]:
    """Leave out pieces of words, such as the "th" of a date."""
    return frozenset(term for term in terms if not term.isascii() or len(term) >= _LONG_ENOUGH)


def _telling_terms(names: frozenset[str], text: str) -> frozenset[str]:
    """Leave out the names that stand all over a text, unless no other is left."""
    lowered = text.lower()
    often = max(_OFTEN, len(lowered) // _ALL_OVER)
    return frozenset(term for term in names if lowered.count(term) < often) or names


def _is_copied(text: str) -> bool:
    """Say whether a sentence is a heading, or lies within what somebody else said."""
    if _OTHERS_WORDS.match(text):
        return True
    return text.rstrip().endswith(("”", "’", "」")) and not re.search("[“‘「]", text)


def _enumerated(text: str) -> list[Span]:
    """Return the pieces of "Larkspur: 92k, the name everybody knows, an hour each way"."""
    head = _HEAD.match(text)
    if head is None:
        return []
    ends = [*(match.start() for match in _COMMA.finditer(text, head.end())), len(text)]
    starts = [head.end(), *(match.end() for match in _COMMA.finditer(text, head.end()))]
    return list(zip(starts, ends, strict=True))
