"""What a decision record is made of: one frozen type for each row of the record.

Days that point ahead (`due`, `by`, `resolve_by`, `opens_on`, `to`) are targets; all other days say
when something was so. Invariant: None, or an empty text, means that nobody said it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Side = Literal["for", "against", "mixed"]
Basis = Literal["experience", "fact", "person", "assumption", "feeling", ""]  # "": not told
Act = Literal["", "settled", "put_off", "reopened"]
Door = Literal["one_way", "two_way"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words cut from an entry, kept with their day, so that they outlive a change of the entry.

    Invariant when cut: `text == entry.body[start:end]`.
    """

    entry_id: str
    start: int
    end: int
    text: str
    written_on: date
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing that can be chosen."""

    label: str
    ruled_out_on: date | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What the choice should be measured by; weight 1 to 5 when told."""

    label: str
    weight: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why for or against one option (its id). `text` is the writer's own wording where there is no
    quote.

    `about` says what time it is about. A struck reason is balanced by others (ids), as Franklin did
    on paper. `weight` is the writer's, `bearing` the program's: how much the sentence bears on the
    choice, 1 to 100, 0 where that was not measured.
    """

    option: str
    side: Side
    text: str = ""
    about: str = ""
    basis: Basis = ""
    weight: int = 1
    bearing: int = 0
    struck_with: tuple[str, ...] = ()
    struck_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tension:
    """A second quote that stands against the first (the item's own), and which one the writer says
    holds now.
    """

    other: Quote
    holds: str = ""
    answered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """Where the writer stood: lean per option id from -2 (away) to 2 (towards), confidence 0 to 100
    when told. `act` is what the sentence does to the choice: it settles it, puts it off, or opens
    it again.
    """

    leans: Mapping[str, int] = field(default_factory=dict)
    confidence: int | None = None
    text: str = ""
    act: Act = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncertainty:
    """What is not known yet, how to find out, and by when."""

    question: str
    how: str = ""
    by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What somebody (a role, no name needed) said, and what the writer made of it."""

    who: str
    said: str
    reaction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferral:
    """The day to which a choice was put off, when that was done, and what waiting costs."""

    to: date
    deferred_on: date
    cost: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideBy:
    """The words as written, the days they resolve to (none: they cannot be resolved), and by which
    rule. Deferrals stand beside the words and change none of them; the last one counts.
    """

    words: str
    first: date | None = None
    last: date | None = None
    rule: str = "unresolved"
    rule_values: Mapping[str, str] = field(default_factory=dict)
    waiting_cost: str = ""
    deferrals: tuple[Deferral, ...] = ()

    @property
    def day(self) -> date | None:
        """The day that counts now."""
        return self.deferrals[-1].to if self.deferrals else self.last

    @property
    def cost(self) -> str:
        """What waiting costs, as said last."""
        said = [each.cost for each in self.deferrals if each.cost]
        return said[-1] if said else self.waiting_cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Tripwire:
    """A condition or a day, and what is done then; `done_on` is when it was seen to."""

    condition: str = ""
    then: str = ""
    day: date | None = None
    done_on: date | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it says when, and what then."""
        return bool((self.condition or self.day) and self.then)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why it failed or went well, seen from the future; `mine` or from outside, when told."""

    text: str
    mine: bool | None = None
    prevention: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateOfMind:
    """How it felt when deciding: energy 1 to 5 when told, mood in words."""

    energy: int | None = None
    mood: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """A statement that can turn out false, with a probability in per cent and a day on which it is
    known. Statements with one `span` are the outcomes of one question: one of them comes true.
    """

    statement: str
    probability: int | None = None
    span: str = ""
    resolve_by: date | None = None
    outcome: bool | None = None
    resolved_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A next step."""

    text: str
    due: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A look back on a day: first what is remembered, then what happened; process and outcome rated
    apart, 1 to 5. One that is not `scheduled` was held besides those that fall due.
    """

    due: date
    scheduled: bool = True
    recalled: str = ""
    recalled_on: date | None = None
    happened: str = ""
    process: int | None = None
    outcome: int | None = None
    luck: str = ""
    same_again: str = ""
    lesson: str = ""
    held_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter to the future self, closed until a day; `opened_on` is when it was read."""

    text: str
    opens_on: date
    opened_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A word added after the decision was frozen."""

    text: str
