"""The decision record: everything known about one choice, each field with its origin, its quote and
its day.

Invariant: what has no `confirmed_at` is a proposal and never counts; `decided` only grows.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any, Generic, Literal, TypeVar

from decisions.parts import (
    Action,
    Addition,
    Advice,
    Cause,
    Criterion,
    DecideBy,
    Door,
    Letter,
    Option,
    Prediction,
    Quote,
    Reason,
    Review,
    Stance,
    StateOfMind,
    Tension,
    Tripwire,
    Uncertainty,
)
from language.wording import asks_what_to_do

T = TypeVar("T")
Origin = Literal["written", "extracted", "suggested"]
FoundBy = Literal["", "rules", "model"]
Status = Literal["exploring", "leaning", "deferred", "decided", "reviewed", "dropped"]
SCHEMA = 2
_QUESTION_ENDS = ("?", "？", "?”", '?"', "?’")
_LONGEST_TITLE = 120


def new_id() -> str:
    """Return a fresh id for a decision or for an item in one."""
    return uuid.uuid4().hex[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted(Generic[T]):
    """A value with where it comes from. `dated` is the day it was written: the quoted entry's, or
    the writer's own.
    """

    value: T
    dated: date
    origin: Origin = "written"
    quote: Quote | None = None
    confirmed_at: datetime | None = None
    id: str = field(default_factory=new_id)
    extra: Mapping[str, object] = field(default_factory=dict)

    @property
    def counts(self) -> bool:
        """Whether the writer confirmed it."""
        return self.confirmed_at is not None


def written(value: T, at: datetime) -> Noted[T]:
    """Return a value that the writer gave in person, now."""
    return Noted(value=value, dated=at.date(), origin="written", confirmed_at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """The record as it was when the choice was made: canonical JSON and its SHA-256."""

    at: datetime
    text: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One choice. Least: a question and one option. `notes` is the file's Markdown, the writer's
    own; `found_by` tells who read it out of an entry.
    """

    id: str = field(default_factory=new_id)
    created_at: datetime
    question: Noted[str]
    status: Status = "exploring"
    context: Noted[str] | None = None
    stakes: Noted[str] | None = None
    reversibility: Noted[Door] | None = None
    options: tuple[Noted[Option], ...] = ()
    criteria: tuple[Noted[Criterion], ...] = ()
    reasons: tuple[Noted[Reason], ...] = ()
    tensions: tuple[Noted[Tension], ...] = ()
    stances: tuple[Noted[Stance], ...] = ()
    uncertainties: tuple[Noted[Uncertainty], ...] = ()
    advice: tuple[Noted[Advice], ...] = ()
    decide_by: Noted[DecideBy] | None = None
    tripwires: tuple[Noted[Tripwire], ...] = ()
    premortem: tuple[Noted[Cause], ...] = ()
    backcast: tuple[Noted[Cause], ...] = ()
    state: Noted[StateOfMind] | None = None
    predictions: tuple[Noted[Prediction], ...] = ()
    next_actions: tuple[Noted[Action], ...] = ()
    reviews: tuple[Noted[Review], ...] = ()
    letter: Noted[Letter] | None = None
    decided: tuple[Frozen, ...] = ()
    additions: tuple[Noted[Addition], ...] = ()
    dismissed: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    refreshed_at: datetime | None = None
    found_by: FoundBy = ""
    merged: tuple[str, ...] = ()
    merged_into: str = ""
    schema: int = SCHEMA
    notes: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_proposal(self) -> bool:
        """Whether nobody has taken it on yet."""
        return not self.question.counts

    @property
    def title(self) -> str:
        """What it is called: the writer's own question sentence where there is one."""
        quote = self.question.quote
        asked = " ".join(quote.text.split()) if quote else ""
        is_question = asked.endswith(_QUESTION_ENDS) or asks_what_to_do(asked)
        if self.question.origin == "written" or not is_question or len(asked) > _LONGEST_TITLE:
            return self.question.value
        return asked

    def option(self, identifier: str) -> Noted[Option] | None:
        """Return the option with this id."""
        return next((each for each in self.options if each.id == identifier), None)


LISTS = tuple(each.name for each in fields(Decision) if str(each.type).startswith("tuple[Noted"))
SINGLES = ("question", "context", "stakes", "reversibility", "decide_by", "state", "letter")


def items(decision: Decision) -> Iterator[tuple[str, Noted[object]]]:
    """Yield every item of a decision with the name of its field."""
    for name in SINGLES:
        single: Noted[object] | None = getattr(decision, name)
        if single is not None:
            yield name, single
    for name in LISTS:
        for item in getattr(decision, name):
            yield name, item


def with_fields(decision: Decision, values: Mapping[str, Any]) -> Decision:
    """Return the decision with these fields replaced, by name."""
    return replace(decision, **values)


def quotes(decision: Decision) -> Iterator[Quote]:
    """Yield every quote in a decision."""
    for _, item in items(decision):
        if item.quote is not None:
            yield item.quote
        other = getattr(item.value, "other", None)
        if isinstance(other, Quote):
            yield other
