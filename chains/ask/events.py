"""What goes into the answer chain and what comes out of it, in order: `Plan, Hits, Token…, Answer`.

Invariant: `Citation.quote == entry.body[start:end]` for every citation whose state is not
`unverified`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Literal

from chains.evidence.sources import Source
from errors import JournalError
from language.dates.asked import DatePart
from language.dates.events.asked import Event as AskedEvent
from language.detect import ENGLISH, Language
from language.options.find import AskedOption
from vectorstore.types import EntryFilter, Hit

Section = Literal["answer", "moved", "gaps", "question"]
# As days were named; a day and what is around it; a day of any year; counted back from now; the
# newest there is; what comes next after a time, or before it; what is yet to come.
Stretch = Literal["range", "day", "any_year", "trailing", "newest", "after", "before", "ahead"]
Kind = Literal[
    "about",
    "options",
    "period",
    "first",
    "last",
    "count",
    "deadline",
    "next",
    "who",
    "change",
    "compare",
    "advice",
    "why",
    "ever",
    "small_talk",
]
State = Literal["exact", "repaired", "unverified"]
Finish = Literal["complete", "stopped", "cut_off", "quotes_only"]
FigureKind = Literal["number", "date", "name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One earlier question, and what answered it: the text, what was shown, and what came of it."""

    question: str
    answer: str
    citations: tuple[Citation, ...] = ()
    moved: str = ""
    gaps: tuple[str, ...] = ()
    asked_back: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "question", unicodedata.normalize("NFC", self.question))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as typed (in NFC, as entries are), the conversation before it (oldest first), and
    the filter that the person set by hand.

    `use_dates` is False after the person removed the chip of a date range that the plan had read
    from the question. `turn_id` names the turn everywhere: message, trace (seed) and scores.
    `today` is the day that "last summer" counts from; None for now.
    """

    text: str
    history: tuple[Turn, ...] = ()
    where: EntryFilter = field(default_factory=EntryFilter)
    use_dates: bool = True
    today: date | None = None
    conversation_id: str = ""
    turn_id: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", unicodedata.normalize("NFC", self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How the journal will be asked.

    `date_words` are the words that were read as a range ("last summer"), or empty. `kind` says how
    the answer picks and what it says; `parts` are the stretches of time that are compared;
    `stretch` says how the range was meant; `before` is the question that a follow-up leans on;
    `counts_from` is the event that it counts from, whose day the journal may tell.
    """

    question: str
    phrases: tuple[str, ...]
    options: tuple[AskedOption, ...] = ()
    where: EntryFilter = field(default_factory=EntryFilter)
    date_words: str = ""
    language: Language = ENGLISH
    made_by: Literal["rules", "model"] = "rules"
    kind: Kind = "about"
    parts: tuple[DatePart, ...] = ()
    stretch: Stretch = "range"
    before: str = ""
    counts_from: AskedEvent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What was looked through: how many entries, and the first and last day among them.

    `unwritten` are the times that were asked about in which there is no entry: what is found is of
    other days. `counted` are the days before an event of the question, or since, that the journal
    tells of.
    """

    entries: int
    first: date | None = None
    last: date | None = None
    unwritten: tuple[DatePart, ...] = ()
    counted: DatePart | None = None


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

    `before` and `after` are the entry's own words around the quote that the card shows with it;
    quotes of one entry under one option share a card. `lead`: the card is one of the first. `rank`:
    the quote's place among its card's by how well it answers, 0 the best.
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
    before: str = ""
    after: str = ""
    lead: bool = False
    rank: int = 0


def by_card(citations: Iterable[Citation]) -> list[tuple[Citation, ...]]:
    """Return the quotes card by card, those of one in the order of the entry: in another they would
    say what was not written.
    """
    quoted = (each for each in citations if each.quote)
    runs = groupby(quoted, key=lambda each: (each.entry_id, each.option))
    return [tuple(sorted(run, key=lambda each: each.start)) for _, run in runs]


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A piece of the answer, its section, and the citations whose numbers (`[1]`) appear in it for
    the first time. With `again`, all that came before it is void: it was thinking, or is asked for
    once more.
    """

    text: str
    section: Section = "answer"
    citations: tuple[Citation, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What an answer waits for: a plan, that the model reads so many tokens, that it thinks. 0
    seconds: nobody knows how long.
    """

    step: Literal["plan", "read", "think"]
    tokens: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a model is given to read, each time it is asked to answer."""

    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What the answering call used: model name and tokens in and out (0 when the server does not
    say).
    """

    model: str = ""
    input_tokens: int = 0
    output_tokens: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A line that the program says itself: the name of its text, and what fills it."""

    key: str
    count: int = 0
    words: str = ""
    days: tuple[date, ...] = ()


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
    wrong. `remark` is a line of the program's own: what was counted, why nothing is shown.
    """

    text: str = ""
    remark: Remark | None = None
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
Progress = Waiting | Given  # told of an answer in the making, and no part of it


def as_turn(question: str, answer: Answer) -> Turn:
    """Return an answered question as a later one remembers it."""
    return Turn(
        question=question,
        answer=answer.text,
        citations=answer.citations,
        moved=answer.moved,
        gaps=answer.gaps,
        asked_back=answer.question,
    )
