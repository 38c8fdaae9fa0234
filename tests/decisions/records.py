"""Decisions for the tests: arbitrary ones over small entries, and one that is easy to read."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from decisions.checking import cut
from decisions.parts import (
    Action,
    Basis,
    Cause,
    Criterion,
    DecideBy,
    Deferral,
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
    Uncertainty,
)
from decisions.record import Decision, Noted, T
from journal.entry import Entry

NOW = datetime(2026, 11, 23, 18, 0)
FIRST = date(2023, 1, 1)
ENTRIES = tuple(
    Entry(
        id=f"{number:032x}",
        written_on=FIRST + timedelta(days=97 * number),
        title=f"{number}번째 글",
        body=(
            f'연구는 {number}번 재미있었다. Work was fun, too: #{number} — "정말"?\n- 대학원에'
            " 갈까, 취업할까?"
        ),
    )
    for number in range(12)
)


def entry_of(entry_id: str) -> Entry:
    """Return an entry by its id."""
    return next(each for each in ENTRIES if each.id == entry_id)


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    """A quote cut from one of the entries."""
    entry = draw(st.sampled_from(ENTRIES))
    start = draw(st.integers(0, len(entry.body) - 2))
    return cut(entry, start, draw(st.integers(start + 1, len(entry.body))))


@st.composite
def noted(draw: st.DrawFn, value: T) -> Noted[T]:
    """A value under a quote, confirmed or not, perhaps with a field of somebody else's."""
    quote = draw(quotes())
    return Noted(
        value=value,
        dated=quote.written_on,
        origin="extracted",
        quote=quote,
        confirmed_at=draw(st.sampled_from([None, NOW])),
        extra=draw(st.sampled_from([{}, {"mine": "x: y"}])),
    )


_DAYS = st.none() | st.dates(FIRST, FIRST + timedelta(days=1500))
_ONE_WAY: Door = "one_way"
_RATES = st.none() | st.integers(1, 5)
_BASES: st.SearchStrategy[Basis] = st.sampled_from(
    ("", "experience", "fact", "person", "assumption", "feeling")
)
_WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(
    lambda text: text.strip()
)

_NOTE = st.none() | noted("돈과 시간")


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """An arbitrary decision with everything that has a day."""
    options = [
        draw(noted(Option(label=label, ruled_out_on=draw(_DAYS), why="왜")))
        for label in ("대학원", "취업")
    ]
    ids = [each.id for each in options]

    def reason() -> Reason:
        struck = draw(_DAYS)
        return Reason(
            option=draw(st.sampled_from(ids)), side="for", text=draw(_WORDS), struck_on=struck,
            struck_with=("other",) if struck else (), basis=draw(_BASES),
        )  # fmt: skip

    count = st.integers(0, 3)
    put_off = draw(st.lists(st.dates(FIRST, FIRST + timedelta(days=1500)), max_size=2))
    decide_by = DecideBy(
        words="4-2학기",
        last=date(2025, 2, 28),
        deferrals=tuple(Deferral(to=date(2031, 1, 1), deferred_on=day) for day in sorted(put_off)),
    )
    outcome = draw(_DAYS)
    return Decision(
        created_at=NOW,
        question=draw(noted("대학원 vs 취업: #1")),
        options=tuple(options),
        reasons=tuple(draw(noted(reason())) for _ in range(draw(count))),
        stances=tuple(
            draw(noted(Stance(leans={draw(st.sampled_from(ids)): -2}))) for _ in range(draw(count))
        ),
        tensions=tuple(draw(noted(Tension(other=draw(quotes())))) for _ in range(draw(count))),
        uncertainties=(draw(noted(Uncertainty(question=draw(_WORDS), by=draw(_DAYS)))),),
        context=draw(_NOTE),
        stakes=draw(_NOTE),
        reversibility=draw(st.none() | noted(_ONE_WAY)),
        criteria=(draw(noted(Criterion(label="돈", weight=draw(_RATES)))),),
        premortem=(draw(noted(Cause(text="못 물어봤다", mine=draw(st.none() | st.booleans())))),),
        state=draw(st.none() | noted(StateOfMind(energy=draw(_RATES), mood="맑음"))),
        letter=draw(
            st.none() | noted(Letter(text="잘 지내?", opens_on=FIRST, opened_on=draw(_DAYS)))
        ),
        decide_by=draw(st.none() | noted(decide_by)),
        predictions=(
            draw(
                noted(
                    Prediction(
                        statement="간다",
                        probability=70,
                        outcome=True if outcome else None,
                        resolved_on=outcome,
                    )
                )
            ),
        ),
        next_actions=(draw(noted(Action(text=draw(_WORDS), done_on=draw(_DAYS)))),),
        reviews=(
            draw(
                noted(
                    Review(
                        due=date(2030, 1, 1),
                        held_on=draw(_DAYS),
                        happened="일",
                        process=draw(_RATES),
                        scheduled=draw(st.booleans()),
                    )
                )
            ),
        ),
        dismissed=("0123456789abcdef",),
        notes=draw(_WORDS),
        extra={"theirs": ["a", {"b": "c"}]},
    )
