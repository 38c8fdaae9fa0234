"""The answer's shape: grouped cards in date order, honest lines, the same cards with and without a
model.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from chains.ask.events import Answer, Citation, Doubt, Plan, Question, Searched
from errors import ModelUnavailableError
from language.options.asked import AskedOption
from ui.parts.answer import answer_html, question_html, streaming_html
from vectorstore.types import EntryFilter

DAY: Final = date(2024, 4, 30)
SEARCHED: Final = Searched(entries=41, first=date(2022, 7, 1), last=DAY)
QUESTION: Final = Question(text="grad school <or> industry?", turn_id="t1")
PLAN: Final = Plan(
    question="q",
    phrases=("q",),
    options=(
        AskedOption(label="grad school", phrases=()),
        AskedOption(label="industry", phrases=()),
    ),
)


def cited(number: int, quote: str, option: str = "", day: date = DAY) -> Citation:
    return Citation(
        number=number,
        entry_id="e",
        start=0,
        end=len(quote),
        quote=quote,
        written_on=day,
        title="A day",
        option=option,
    )


LATER: Final = cited(1, "It works.", "industry")
EARLIER: Final = cited(2, "Papers are slow.", "industry", date(2023, 1, 2))
OTHER: Final = cited(3, "No hurry.", "grad school")
ANSWER: Final = Answer(
    text="You lean to waiting[3].", citations=(LATER, EARLIER, OTHER), searched=SEARCHED
)


def test_cards_stand_in_the_order_of_the_options_and_then_of_dates() -> None:
    html = answer_html(QUESTION, PLAN, ANSWER)
    assert html.index("grad school</h3>") < html.index("industry</h3>")
    assert html.index("Papers are slow.") < html.index("It works.")
    assert "x-columns-2" in html


def test_quotes_only_has_the_same_cards_and_one_line_about_models() -> None:
    with_model = answer_html(QUESTION, PLAN, ANSWER)
    without = answer_html(QUESTION, PLAN, replace(ANSWER, text="", finish="quotes_only"))
    assert with_model.count("x-card") == without.count("x-card") == 3
    assert "Connect a model" in without
    assert "Connect a model" not in with_model


def test_the_date_range_is_a_chip_that_asks_again_without_it() -> None:
    plan = replace(PLAN, where=EntryFilter(since=date(2024, 1, 1)), date_words="this year")
    assert "this year ×" in answer_html(QUESTION, plan, ANSWER)
    assert "all dates" in answer_html(QUESTION, PLAN, ANSWER)
    assert "×" not in streaming_html("", (), SEARCHED, plan)


def test_stopped_cut_off_and_failed_each_say_so_and_offer_another_try() -> None:
    error = ModelUnavailableError("It is away.", hint="Start it.", key="model.unreachable")
    for answer, sentence in (
        (replace(ANSWER, finish="stopped"), "Stopped."),
        (replace(ANSWER, finish="cut_off"), "broke off"),
        (replace(ANSWER, finish="quotes_only", problem=error), "It is away. Start it."),
    ):
        html = answer_html(QUESTION, PLAN, answer)
        assert sentence in html
        assert html.count("Try again") == 1


def test_nothing_found_says_what_was_searched_and_offers_to_write() -> None:
    html = answer_html(QUESTION, PLAN, Answer(searched=SEARCHED, finish="quotes_only"))
    assert "41" in html
    assert "Write about it" in html


def test_movement_gaps_and_question_back_are_there_only_when_given() -> None:
    plain = answer_html(QUESTION, PLAN, ANSWER)
    full = answer_html(
        QUESTION,
        PLAN,
        replace(ANSWER, moved="From[2] to[1].", gaps=("pay", "<b>"), question="Why?"),
    )
    for heading in ("How it moved", "Not in your journal:", "One question back:"):
        assert heading not in plain
        assert heading in full
    assert full.count("<li>") == 2  # the dots of two months
    assert "<b>" not in full


def test_words_that_are_nowhere_in_the_journal_are_marked() -> None:
    unverified = Citation(number=4, entry_id="", start=0, end=0, state="unverified")
    html = answer_html(
        QUESTION,
        PLAN,
        replace(ANSWER, text="“Never”[4]", citations=(*ANSWER.citations, unverified)),
    )
    assert "not in your journal</span>" in html
    assert html.count("x-card") == 3


def test_a_figure_that_no_cited_sentence_holds_is_marked_where_it_stands() -> None:
    text = "**Pay** was 3,800 <won>[3].\n- Kim said 3,800[1]."
    first, second = text.index("3,800"), text.rindex("3,800")
    doubts = (
        Doubt(start=first, end=first + 5, words="3,800", kind="number"),
        Doubt(start=second, end=second + 5, words="3,800", kind="number", cited=False),
        Doubt(start=0, end=4, words="else", kind="name"),  # of another text: not shown
        Doubt(start=0, end=4, words="From", kind="date", section="moved"),
    )
    html = answer_html(
        QUESTION, PLAN, replace(ANSWER, text=text, moved="From[2] to[1].", doubts=doubts)
    )
    cited = '<span class="x-doubt" title="This figure or name is not in the sentence it cites.">'
    given = '<span class="x-doubt" title="This figure or name is in none of the passages found.">'
    assert f"{cited}3,800</span> " in html
    assert f"{given}3,800</span>" in html
    assert f"{cited}From</span>" in html
    assert html.count("x-doubt") == 3


def test_quotes_below_an_answer_that_points_nowhere_are_said_to_be_so() -> None:
    line = "points at no sentence of yours"
    nowhere = answer_html(QUESTION, PLAN, replace(ANSWER, text="You lean to waiting."))
    assert nowhere.index(line) < nowhere.index("x-card")
    assert line not in answer_html(QUESTION, PLAN, ANSWER)
    assert line not in answer_html(QUESTION, PLAN, replace(ANSWER, text="Hm.", citations=()))
    assert line not in answer_html(QUESTION, PLAN, replace(ANSWER, text=""))


def test_a_question_is_shown_literally_and_marked_while_it_is_live() -> None:
    assert "&lt;or&gt;" in question_html(QUESTION)
    assert 'data-live="t1"' in question_html(QUESTION, live=True)
