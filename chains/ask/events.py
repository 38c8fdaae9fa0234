"""What goes into the answer chain and what comes out of it, in order: `Plan, Hits, Token…, Answer`.

Invariant: `Citation.quote == entry.body[start:end]` for every citation whose state is not
`unverified`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from errors import JournalError
from language.detect import Language
from language.options.asked import AskedOption
from vectorstore.types import EntryFilter, Hit

Section = Literal["answer", "moved", "gaps", "question"]
State = Literal["exact", "repaired", "unverified"]
Finish = Literal["complete", "stopped", "cut_off", "quotes_only"]
FigureKind = Literal["number", "date", "name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One earlier question and the text that answered it."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as typed, the conversation before it (oldest first), and the filter that the
    person set by hand.

    `use_dates` is False after the person removed the chip of a date range that the plan had read
    from the question. `turn_id` names the turn everywhere: message, trace (seed) and scores.
    """

    text: str
    history: tuple[Turn, ...] = ()
    where: EntryFilter = field(default_factory=EntryFilter)
    use_dates: bool = True
    conversation_id: str = ""
    turn_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How the journal will be asked. `date_words` are the words that were read as a range ("작년
    여름"), or empty.
    """

    question: str
    phrases: tuple[str, ...]
    options: tuple[AskedOption, ...] = ()
    where: EntryFilter = field(default_factory=EntryFilter)
    date_words: str = ""
    language: Language = "en"
    made_by: Literal["rules", "model"] = "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What was looked through: how many entries, and the first and last day among them."""

    entries: int
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """The passages that the answer may use, best first, and what was searched to find them."""

    hits: tuple[Hit, ...]
    searched: Searched


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A numbered quote, cut from an entry by the program.

    `option` is the label of the plan's option it speaks to, or empty. An `unverified` citation
    stands for words that the model put in quotation marks and that are in none of its passages: it
    has no entry, and `quote` is empty.
    """

    number: int
    entry_id: str
    start: int
    end: int
    state: State = "exact"
    quote: str = ""
    written_on: date | None = None
    title: str = ""
    option: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A piece of the answer, its section, and the citations whose numbers (`[1]`) appear in it for
    the first time.
    """

    text: str
    section: Section = "answer"
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What the answering call used: model name and tokens in and out (0 when the server does not
    say).
    """

    model: str = ""
    input_tokens: int = 0
    output_tokens: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A number, day or name of an answer that stands in no sentence it cites (in none that was
    given to the model, where `cited` is false).

    `words` are `text[start:end]` of the section's text, `answer` or `moved`.
    """

    start: int
    end: int
    words: str
    kind: FigureKind
    section: Section = "answer"
    cited: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A finished turn. Texts hold citation numbers as `[1]`; `citations` is in number order.

    `gaps` lists what the journal does not say; `moved` says how the view changed (empty without a
    movement); `question` is the one question back. With `problem`, the model failed and the rest is
    what could still be given. `pointers_dropped` and `quotes_unverified` count what the model got
    wrong.
    """

    text: str = ""
    citations: tuple[Citation, ...] = ()
    searched: Searched = field(default_factory=lambda: Searched(entries=0))
    moved: str = ""
    gaps: tuple[str, ...] = ()
    question: str = ""
    finish: Finish = "complete"
    trace_id: str = ""
    problem: JournalError | None = None
    usage: Usage = field(default_factory=Usage)
    pointers_dropped: int = 0
    quotes_unverified: int = 0
    doubts: tuple[Doubt, ...] = ()
    figures_checked: int = 0
    claims_unpointed: int = 0


Event = Plan | Hits | Token | Answer
