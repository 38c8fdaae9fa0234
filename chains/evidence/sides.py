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
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chains.evidence.neighbours import settle_sides
from chains.evidence.option_names import topic_of_option
from chains.evidence.options import CLOSE, CLOSER, Options
from chains.evidence.relevance import (
    Relevance,
    distinct,
    relevance_of,
)
from chains.evidence.sources import Span
from chains.evidence.spoken import BY_NAME, Link, Spoken, read_basis
from decisions.parts import Side
from journal.entry import Entry
from language.dates.coming.deadlines import names_deadline, wants_answer
from language.grammar.clauses import clause_spans
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
    leaves_open,
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
_WORDED = 0.5  # what a good or bad word weighs beside the meaning …
_WORDED_SURELY = 1.0  # … and one that is turned round, or meant to the contrary
_MOST_MEANT = 0.8  # what its meaning says at most
_MOST_BESIDE = 0.4  # … and beside such a word, which it never outweighs
_SUPPOSED = 0.03  # what supposes one option bears on it, whatever little it says
_URGED = 0.5  # what somebody's word to do it, or not, weighs at least
_HINTED = 0.8  # what a hint weighs beside a name
_EVEN = 0.2  # what speaks well and badly of a thing, and means neither more
_OTHERS_CLOSER = 0.03  # … what others say is of the nearer one
_URGED_CLOSE, _URGED_CLOSER = 0.12, 0.08  # what somebody urges is one of the options
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
    held = Options(entry, options, topics, waiting, described, meaning)
    reading = _Reading(entry, held, meaning, is_open=is_open)
    sure = list(reading.read(spans, about))
    return settle_sides(entry.body, sure, reading.unsure)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """A sentence held against the options: how relevant it is to each (`row`), those that it names,
    and the one in whose stretch of text it stands.
    """

    span: Span
    text: str
    row: Sequence[Relevance]
    named: list[int]
    within: int | None


class _Reading:
    """One entry held against some options, sentence after sentence."""

    def __init__(
        self, entry: Entry, options: Options, meaning: Meaning | None, *, is_open: bool
    ) -> None:
        self._is_open = is_open and meaning is not None
        self._entry, self._options, self._meaning = entry, options, meaning
        self._least_more = 0.0
        self.unsure: list[tuple[Spoken, float]] = []
        self._is_asked_here = False

    def read(self, spans: Sequence[Span], about: Sequence[Span]) -> Iterator[Spoken]:
        sentences = self._hold_against_options(spans, about)
        if self._meaning is not None and any(about):
            self._meaning.speaks_for([each.text for each in sentences])  # together it is faster
        before: Spoken | None = None
        end, carried = 0, 0
        self._is_asked_here = self._is_open and bool(about)
        weighed = any(about) or len({at for each in sentences for at in each.named}) > 1
        self._least_more = 0.0 if weighed else _MORE
        for each in sentences:
            if "\n\n" in self._entry.body[end : each.span[0]]:
                before = None
            end = each.span[1]
            if sum(char.isalpha() for char in each.text) < _SHORTEST or _is_copied(each.text):
                continue
            spoken = list(self._weigh(each, before if carried < _CARRIED else None))
            yield from spoken
            has_own = each.named or each.within is not None
            has_own = has_own or any(one.link != "after" for one in spoken)
            carried = 0 if has_own else carried + 1
            # Outside of where the choice is weighed only a reason is gone on with, not a mention.
            before = spoken[-1] if spoken else self._go_on_about(each, before, weighed)
            if self._meaning is not None and (is_cut_off(each.text) or explains(each.text)):
                before = None  # somebody else goes on, or what was said has been explained

    def _hold_against_options(
        self, spans: Sequence[Span], about: Sequence[Span]
    ) -> list[_Sentence]:
        texts = [self._entry.body[a:b] for a, b in spans]
        rows = relevance_of([name_degree(text) for text in texts], self._options.topics)
        return [
            _Sentence(
                span=span,
                text=text,
                row=row,
                named=self._options.named_in(text, row),
                within=next((at for at, (a, b) in enumerate(about) if a <= span[0] < b), None),
            )
            for span, text, row in zip(spans, texts, rows, strict=True)
        ]

    def _go_on_about(
        self, sentence: _Sentence, before: Spoken | None, weighed: bool
    ) -> Spoken | None:
        """Return what the next sentence may go on about: the one option that this one names."""
        if not weighed:
            return None
        named = sentence.named
        if not named and (hinted := self._options.hinted_in(sentence.text)) is not None:
            named = [hinted[0]]
        if len(named) == 1 and not asks_what_to_do(sentence.text):
            return Spoken(span=sentence.span, option=named[0], side="mixed", basis="", strength=0.0)
        return None if named else before

    def _weigh(self, sentence: _Sentence, before: Spoken | None) -> Iterator[Spoken]:
        span, text, row = sentence.span, sentence.text, sentence.row
        named, within, waiting = sentence.named, sentence.within, self._options.waiting
        if waiting is not None and wishes_to_wait(text):
            yield self._spoken(span, text, waiting, "for", 3.0, "waiting")
            return
        if compared := self._compare(text):
            option, side, strength = compared
            yield self._spoken(span, text, option, side, strength, "compared")
            return
        if before is not None and explains(text):
            # A cause is of what it explains, whatever else it names.
            yield from self._judge(span, text, before.option, 1.5, _PLAIN, "after")
            return
        if self._meaning is not None and (needed := self._required(text)) is not None:
            yield self._spoken(span, text, needed, "for", 3.0, "required", 1.0)
            return
        if within is not None and (pieces := _enumerated(text)):
            for start, end in pieces:
                place = (span[0] + start, span[0] + end)
                yield from self._judge(place, text[start:end], within, 2.0, _PLAIN, "within")
        elif within is not None and named in ([], [within]):
            yield from self._judge(span, text, within, 2.0, _PLAIN, "within")
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
        near_two = len(self._options.touched_by(row)) > 1 and not says_required(text)
        return not (good or bad) or row[option].score < _NEAR_ENOUGH or near_two

    def _is_of_two(self, text: str, row: Sequence[Relevance], option: int) -> bool:
        """Say whether a sentence means one option only by what it is about, and another as well:
        papers that industry never uses.
        """
        if self._meaning is None or is_conditional(text):
            return False
        if self._options.is_called(option, text):
            return False
        return any(at != option for at in self._options.touched_by(row))

    def _weigh_touched(self, span: Span, text: str, row: Sequence[Relevance]) -> Iterator[Spoken]:
        touched = self._options.touched_by(row)
        if len(touched) == 1 and not self._says_little(text, row, touched[0]):
            yield from self._judge(span, text, touched[0], row[touched[0]].score, _PLAIN)

    def _weigh_clauses(self, span: Span, text: str) -> Iterator[Spoken]:
        """Weigh the clauses of a sentence that speaks of several options, each on its own."""
        pieces = clause_spans(text)
        if len(pieces) < 2:
            return
        rows = relevance_of([text[a:b] for a, b in pieces], self._options.topics)
        for (start, end), row in zip(pieces, rows, strict=True):
            own = text[start:end]
            named = self._options.named_in(own, row)
            if len(named) == 1 and not self._says_little(own, row, named[0]):
                place = (span[0] + start, span[0] + end)
                yield from self._judge(place, own, named[0], row[named[0]].score, _PLAIN)

    def _weigh_unnamed(self, span: Span, text: str, before: Spoken | None) -> Iterator[Spoken]:
        """Weigh a sentence that names none: of where one is now, of the option before, or near."""
        if speaks_of_all(text):
            return
        if (hinted := self._options.hinted_in(text)) is not None:
            option, link = hinted
            yield from self._judge(span, text, option, 1.7, _FAIR, link)
        elif (
            self._is_of_others(text) and (meant := self._meant_by_others(text, before)) is not None
        ):
            yield from self._judge(span, text, meant, 1.5, _FAIR, "told")
        elif before is not None:
            link = "now" if before.link == "now" else "after"
            yield from self._judge(span, text, before.option, 1.5, _FAIR, link)
        elif self._is_asked_here and (left := self._options.left) is not None:
            yield from self._judge(span, text, left, 1.0, _FAIR, "now")
        elif (near := self._options.nearest_to(text)) is not None:
            yield from self._judge(span, text, near, 1.0, _CLEAR, "near")

    def _is_of_others(self, text: str) -> bool:
        """Say whether somebody else says it, of a choice that is open."""
        if not self._is_open or not reports_speech(text) or text.rstrip().endswith("?"):
            return False
        return not (wants_answer(text) or requests(text) or tells_of_choosing(text))

    def _meant_by_others(self, text: str, before: Spoken | None) -> int | None:
        """Return the option that somebody else's words are about: what they mean, else what would
        change life, else what was spoken of before; None where the words are the writer's.
        """
        if not self._is_of_others(text):
            return None
        least, margin = (_URGED_CLOSE, _URGED_CLOSER) if urged_to(text) else (CLOSE, CLOSER)
        if (near := self._options.nearest_to(text, least, margin)) is not None:
            return near
        if (leaving := self._options.leaving) is not None:
            return leaving
        if before is not None:
            return before.option
        return self._options.nearest_to(text, 0.0, _OTHERS_CLOSER)

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
        if leaves_open(text) or (self._meaning is not None and asks_agreement(text)):
            return  # "no loss, is it?": which side that is does not show
        good, bad = read_polarity(text)
        if good and bad:  # what one grants is not what one says
            good, bad = read_polarity(without_concession(text))
        of_others = self._is_of_others(text)
        worth = self._worth(text, good, bad)
        if link == "now":
            worth = -worth  # what is bad now speaks for leaving
        if of_others and link in BY_NAME and (urged := urged_to(text)):
            worth = urged * max(_URGED, abs(worth))
        both = good and bad and not turns_within(text) and abs(worth) < _EVEN
        side: Side = "mixed" if both else "for" if worth > 0 else "against"
        sure = strength if both or not self._meaning else strength * (0.5 + min(abs(worth), 1.0))
        spoken = replace(self._spoken(span, text, option, side, sure, link, worth), told=of_others)
        if good != bad:
            least = min(least, _FAIR_WITH_WORD)
        enough = 0.0 if of_others else least + self._least_more
        if link in BY_NAME and is_conditional(text):
            enough = min(enough, _SUPPOSED)
        if both or abs(worth) >= enough:
            yield spoken
        elif self._meaning is not None:
            self.unsure.append((spoken, enough))

    def _worth(self, text: str, good: bool, bad: bool) -> float:
        weight = _WORDED_SURELY if is_turned_round(text) else _WORDED
        worded = weight * (good - bad)
        if self._meaning is None:
            return worded
        most = _MOST_BESIDE if worded else _MOST_MEANT
        meant = float(self._meaning.speaks_for([_ASIDE.sub("", text)])[0])
        return worded + max(-most, min(most, meant))

    def _compare(self, text: str) -> tuple[int, Side, float] | None:
        """Return the option that a comparison speaks of, and how: "more fun than research"."""
        less = compared_less(text)
        good, bad = read_polarity(text)
        if not less or not (good or bad):
            return None
        compared = self._options.compared
        row = relevance_of([less], self._options.topics)[0]
        best = max(((row[at].score, at) for at in compared), default=(0.0, -1))
        if best[0] <= 0 and self._meaning is not None and (meant := self._options.hinted_in(less)):
            best = (_HINTED, meant[0])
        if best[0] <= 0:
            return None
        wins: Side = "against" if bad and not good else "for"
        others = [at for at in compared if at != best[1]]
        if len(others) == 1:
            return others[0], wins, best[0] + 2.0
        return best[1], "for" if wins == "against" else "against", best[0] + 2.0

    def _required(self, text: str) -> int | None:
        """Return the option that gives what is asked for: a degree "or above"."""
        needed = required_in(text)
        if not needed or asks_what_to_do(text):
            return None
        row = relevance_of([needed], self._options.topics)[0]
        named = self._options.named_in(needed, row)
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
