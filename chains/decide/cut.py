"""Turns a model's pointers into proposals whose quotes are cut from the entry by the program.

Promise: what points at nothing, names an unknown option or is in the wrong language is dropped and
counted.
Invariant: every quote that leaves here is `entry.body[start:end]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from chains.decide.decide_by import as_decide_by
from chains.decide.reply import (
    MOST,
    ActionReply,
    AdviceReply,
    CriterionReply,
    DecideByReply,
    DecisionReply,
    EntryReply,
    OptionReply,
    ReasonReply,
    StanceReply,
    TensionReply,
    UnknownReply,
)
from chains.evidence.pointers import read_pointers, resolve
from chains.evidence.render import plain
from chains.evidence.sources import Source
from decisions.checking import cut
from decisions.parts import (
    Action,
    Advice,
    Criterion,
    DecideBy,
    Option,
    Quote,
    Reason,
    Stance,
    Tension,
    Uncertainty,
)
from decisions.record import Decision, Noted
from journal.entry import Entry
from language.dates.coming.deadlines import find_deadline
from language.detect import language_of
from language.options.find import clean_label

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)
_LONGEST = 300
_NAME = 12  # characters: shorter than this it may be a name in any language


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What a reply came to. `known` pairs a decision that was known with what the entry adds to
    it; `deepen` is the model's question back, as it came.
    """

    found: tuple[Decision, ...] = ()
    known: tuple[tuple[Decision, Decision], ...] = ()
    dropped: int = 0
    kept: int = 0
    deepen: str = ""


class Cutter:
    """Cuts for one entry, laid out as `sources`."""

    def __init__(self, entry: Entry, sources: Sequence[Source], known: Sequence[Decision]) -> None:
        self._entry = entry
        self._sources = sources
        self._known = {f"D{number}": decision for number, decision in enumerate(known, 1)}
        self.dropped = 0
        self.kept = 0

    def cut(self, reply: EntryReply) -> Cut:
        """Return the proposals in a reply."""
        found: list[Decision] = []
        more: list[tuple[Decision, Decision]] = []
        for each in reply.decisions[:MOST]:
            target = self._known.get((each.known or "").strip().upper())
            decision = self._decision(each, target)
            if decision is None:
                self.dropped += 1
            elif target is not None:
                more.append((target, decision))
            else:
                found.append(decision)
        self.dropped += max(0, len(reply.decisions) - MOST)
        return Cut(
            found=tuple(found),
            known=tuple(more),
            dropped=self.dropped,
            kept=self.kept,
            deepen=reply.deepen,
        )

    def _decision(self, reply: DecisionReply, known: Decision | None) -> Decision | None:
        options = list(known.options) if known else []
        options += [
            new for new in self._options(reply) if self._option_id(new.value.label, options) is None
        ]
        asked = self._quote(reply.asked_at) or (options[0].quote if options else None)
        if not options or asked is None or (known is None and self._is_foreign(reply.question)):
            return None
        decision = Decision(
            created_at=datetime.combine(self._entry.written_on, datetime.min.time()),
            question=self._noted(plain(reply.question, _LONGEST), asked),
            options=tuple(options),
            reasons=self._items(reply.reasons, ReasonReply, lambda r, _: self._reason(r, options)),
            tensions=self._items(reply.tensions, TensionReply, self._tension),
            criteria=self._items(
                reply.criteria, CriterionReply, lambda r, q: Criterion(label=self._said(r.label, q))
            ),
            stances=self._items(reply.stances, StanceReply, lambda r, _: self._stance(r, options)),
            uncertainties=self._items(
                reply.unknowns,
                UnknownReply,
                lambda r, q: Uncertainty(question=self._said(r.question, q), how=plain(r.how)),
            ),
            advice=self._items(
                reply.advice, AdviceReply, lambda r, q: Advice(who=plain(r.who, 60), said=q.text)
            ),
            decide_by=self._decide_by(reply.decide_by),
            next_actions=self._items(
                reply.actions, ActionReply, lambda r, q: Action(text=self._said(r.text, q))
            ),
        )
        return (
            decision
            if known
            else replace(decision, question=replace(decision.question, origin="suggested"))
        )

    def _options(self, reply: DecisionReply) -> Iterable[Noted[Option]]:
        for raw in reply.options[:8]:
            option = self._parsed(raw, OptionReply)
            quote = self._quote(option.at) if option else None
            label = clean_label(option.label) if option else ""
            if option is None or quote is None or not label:
                self.dropped += 1
                continue
            self.kept += 1
            yield self._noted(Option(label=label), quote)

    def _reason(self, reply: ReasonReply, options: Sequence[Noted[Option]]) -> Reason | None:
        option = self._option_id(reply.option, options)
        return (
            Reason(option=option, side=reply.side, basis=reply.basis, about=plain(reply.about, 80))
            if option
            else None
        )

    def _stance(self, reply: StanceReply, options: Sequence[Noted[Option]]) -> Stance | None:
        option = self._option_id(reply.option, options)
        return Stance(leans={option: reply.lean}, confidence=reply.confidence) if option else None

    def _tension(self, reply: TensionReply, quote: Quote) -> Tension | None:
        other = self._quote(reply.against)
        return Tension(other=other) if other is not None and other != quote else None

    def _decide_by(self, raw: Any) -> Noted[DecideBy] | None:
        reply = self._parsed(raw, DecideByReply) if raw else None
        quote = self._quote(reply.at) if reply else None
        if reply is None or quote is None:
            self.dropped += bool(raw)
            return None
        at = quote.text.find(reply.words) if reply.words.strip() else -1
        found = find_deadline(quote.text, self._entry.written_on, self._entry.body)
        if at < 0 and found is None:
            self.dropped += 1
            return None
        self.kept += 1
        start, end = (
            (at, at + len(reply.words))
            if at >= 0
            else (found.start, found.end)
            if found
            else (0, 0)
        )
        words = quote.text[start:end]
        exact = cut(self._entry, quote.start + start, quote.start + end)
        ruled = as_decide_by(found, quote.text) if found and found.last else None
        if ruled is not None:
            return self._noted(replace(ruled, words=words), exact)
        first, last = _day(reply.first), _day(reply.last)
        told = (
            last is not None and last >= self._entry.written_on and (first is None or first <= last)
        )
        by = (
            DecideBy(words=words, first=first, last=last, rule="model")
            if told
            else DecideBy(words=words)
        )
        return self._noted(by, exact)

    def _items(
        self, raws: Sequence[Any], kind: type[M], make: Callable[[M, Quote], T | None]
    ) -> tuple[Noted[T], ...]:
        made: list[Noted[T]] = []
        for raw in raws[:60]:
            reply = self._parsed(raw, kind)
            quote = self._quote(getattr(reply, "at", "")) if reply else None
            value = make(reply, quote) if reply is not None and quote is not None else None
            if quote is None or value is None:
                self.dropped += 1
                continue
            self.kept += 1
            made.append(self._noted(value, quote))
        return tuple(made)

    def _quote(self, pointer: str) -> Quote | None:
        pointers = read_pointers(pointer.strip().strip("[]"))
        targets = [resolve(each, self._sources) for each in pointers if each.first]
        target = targets[0] if targets else None
        return cut(self._entry, *target.span) if target is not None else None

    def _option_id(self, label: str, options: Sequence[Noted[Option]]) -> str | None:
        wanted = clean_label(label).casefold()
        return next((each.id for each in options if each.value.label.casefold() == wanted), None)

    def _said(self, text: str, quote: Quote) -> str:
        short = plain(text, _LONGEST)
        return quote.text if not short or self._is_foreign(short) else short

    def _is_foreign(self, text: str) -> bool:
        """Whether a wording is in another language than the entry, and not words of the entry
        itself.
        """
        if not text.strip():
            return True
        if text in self._entry.body or len(text) <= _NAME:
            return False
        return language_of(text) != language_of(self._entry.body)

    def _noted(self, value: T, quote: Quote) -> Noted[T]:
        return Noted(value=value, dated=self._entry.written_on, origin="extracted", quote=quote)

    @staticmethod
    def _parsed(raw: Any, kind: type[M]) -> M | None:
        try:
            return kind.model_validate(raw)
        except ValidationError:
            return None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
