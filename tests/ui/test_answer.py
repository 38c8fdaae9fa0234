"""The answer's shape: cards by how well they fit, honest lines, the same cards with and without a
model.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest

from chains.ask.events import Answer, Citation, Doubt, Plan, Question, Remark, Searched
from chains.ask.planning.stretch import days_instead
from errors import ModelUnavailableError
from language.dates.asked import DatePart
from language.options.find import AskedOption
from ui.parts.answer import answer_html, question_html, searched_html, streaming_html
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


def cited(number: int, quote: str, option: str = "", **more: Any) -> Citation:
    """Return a quote of an entry of its own, unless `more` says otherwise."""
    given: dict[str, Any] = {"entry_id": f"e{number}", "written_on": DAY, "title": f"Day {number}"}
    return Citation(
        number=number, start=0, end=len(quote), quote=quote, option=option, **(given | more)
    )


LATER: Final = cited(1, "It works.", "industry")
EARLIER: Final = cited(2, "Papers are slow.", "industry", written_on=date(2023, 1, 2))
OTHER: Final = cited(3, "No hurry.", "grad school")
ANSWER: Final = Answer(
    text="You lean to waiting[3].", citations=(LATER, EARLIER, OTHER), searched=SEARCHED
)
QUOTES: Final = Answer(searched=SEARCHED, finish="quotes_only")


def quotes(*citations: Citation, **more: Any) -> str:
    """Return the page of an answer without a model, about no options."""
    plan = replace(PLAN, options=())
    return answer_html(QUESTION, plan, replace(QUOTES, citations=citations, **more))


def test_cards_stand_in_the_order_of_the_options_and_then_of_how_well_they_fit() -> None:
    html = answer_html(QUESTION, PLAN, ANSWER)
    assert html.index("grad school</h2>") < html.index("industry</h2>")
    cards = html[html.index("x-columns") :]
    assert cards.index("It works.") < cards.index("Papers are slow.")
    assert "x-columns-2" in html


def test_quotes_only_has_the_same_cards_and_one_line_about_models() -> None:
    with_model = answer_html(QUESTION, PLAN, ANSWER)
    without = answer_html(QUESTION, PLAN, replace(ANSWER, text="", finish="quotes_only"))
    assert with_model.count("<figure") == without.count("<figure") == 3
    assert "Connect a model" in without
    assert "Connect a model" not in with_model


def test_what_two_stretches_of_time_hold_stands_side_by_side() -> None:
    parts = (
        DatePart(since=date(2023, 1, 1), until=date(2023, 12, 31), words="in 2023"),
        DatePart(since=date(2024, 1, 1), until=date(2024, 12, 31), words="in <2024>"),
    )
    plan = replace(PLAN, options=(), kind="compare", parts=parts)
    answer = replace(QUOTES, citations=(cited(1, "One.", "in <2024>"), cited(2, "Two.", "in 2023")))
    html = answer_html(QUESTION, plan, answer)
    columns = html[html.index("x-columns-2") :]
    after = columns.index("in &lt;2024&gt;</h2>")
    assert columns.index("in 2023</h2>") < columns.index("Two.") < after
    assert "x-columns-2" in html
    assert "x-band" not in html


def test_the_cards_that_lead_stand_open_and_the_others_behind_their_number() -> None:
    leading = [cited(1, "First.", lead=True), cited(2, "Second.", lead=True)]
    html = quotes(*leading, *(cited(at, f"Further {at}.") for at in range(3, 8)))
    opened, folded = html.split('<details class="x-others">')
    assert opened.count("<figure") == 2
    assert opened.count("x-first") == 1
    assert opened.index("x-first") < opened.index("First.") < opened.index("Second.")
    assert folded.startswith("<summary>5 more sentences</summary>")
    assert folded.count("<figure") == 5
    assert "x-first" not in folded
    assert "One more sentence" in quotes(*leading, cited(3, "Third."))
    assert "<details" not in quotes(*leading)


def test_what_the_answer_does_not_point_at_stands_apart_below_it() -> None:
    plan = replace(PLAN, options=())
    answer = Answer(
        text="It works[1].",
        citations=(cited(1, "It works."), cited(2, "The rent is 50.")),
        searched=SEARCHED,
    )
    own, missed = answer_html(QUESTION, plan, answer).split(
        "In your journal, and not in the answer"
    )
    assert "It works.</q>" in own
    assert "The rent is 50.</q>" in missed
    assert "not in the answer" not in answer_html(QUESTION, plan, replace(answer, text=""))


def test_where_none_leads_three_stand_open() -> None:
    opened, folded = quotes(*(cited(at, f"Quote {at}.") for at in range(1, 6))).split("<details")
    assert (opened.count("<figure"), folded.count("<figure")) == (3, 2)


def test_quotes_of_one_entry_share_a_card_with_its_day_and_title_once() -> None:
    html = quotes(
        cited(1, "First.", entry_id="e", title="A day", lead=True),
        cited(2, "Second.", entry_id="e", title="A day", lead=True),
    )
    assert (html.count("<figure"), html.count("<blockquote")) == (1, 2)
    assert (html.count("<time"), html.count("A day")) == (1, 1)


def test_the_sentence_that_answers_is_lit_among_the_words_around_it() -> None:
    html = quotes(cited(1, "I left.", before="It rained. ", after=" Nobody saw."))
    around = html[html.index("<blockquote") : html.index("</blockquote>")]
    assert ">It rained. </span>" in around
    assert "<q>I left.</q>" in around
    assert "> Nobody saw.</span>" in around
    assert "x-around" not in quotes(cited(1, "I left."))


def test_around_a_quote_the_signs_of_headings_are_left_out_and_in_it_they_stay() -> None:
    html = quotes(cited(1, "## I left.", before="Rain.\n## A day\n", after="\n\n# Later\n#tag"))
    assert ">Rain.\nA day </span>" in html
    assert "<q>## I left.</q>" in html
    assert "> Later\n#tag</span>" in html


def test_the_mark_of_the_list_item_that_a_quote_is_does_not_stand_before_it() -> None:
    html = quotes(cited(1, "I left.", before="Reasons:\n- One.\n- ", after=""))
    assert "Reasons:\n- One. </span>" in html


def test_the_best_sentence_of_a_card_leads_and_its_others_are_folded() -> None:
    html = quotes(
        cited(1, "Filler.", entry_id="e", lead=True, rank=1),
        cited(2, "The point.", entry_id="e", lead=True),
    )
    opened, folded = html.split('<details class="x-others">')
    assert "The point." in opened
    assert "Filler." not in opened
    assert "Filler." in folded


def test_how_it_moved_stands_above_the_cards_with_a_dot_for_each_dated_entry() -> None:
    html = answer_html(QUESTION, PLAN, replace(ANSWER, text="", finish="quotes_only"))
    line = html[html.index("x-tracks") : html.index("x-columns")]
    assert line.count("x-dot") == 3
    assert line.index("grad school") < line.index("industry")
    of_one_day = replace(ANSWER, citations=(LATER, OTHER), text="")
    assert "x-tracks" not in answer_html(QUESTION, PLAN, of_one_day)


def test_what_a_model_says_of_an_option_stands_in_its_column() -> None:
    text = "No hurry.\n### Industry\nIt works[1].\n### grad school\nSlow[3]."
    html = answer_html(QUESTION, PLAN, replace(ANSWER, text=text))
    school, industry = html.split('data-column="1"')[1].split('data-column="2"')
    assert html.index("No hurry.") < html.index("x-columns")
    assert "Slow" in school
    assert "It works" in industry
    assert "###" not in html
    streaming = streaming_html(text, (), SEARCHED, PLAN)
    assert streaming.split('data-column="2"')[1].count("It works") == 1


def test_a_band_holds_what_speaks_to_no_single_option() -> None:
    waiting = cited(4, "One more term will not hurt.")
    html = answer_html(QUESTION, PLAN, replace(ANSWER, citations=(LATER, OTHER, waiting)))
    assert html.index("x-columns") < html.index("x-band") < html.index("One more term")


def test_what_only_the_change_points_to_has_its_dot_and_stands_under_no_other_head() -> None:
    first, last = cited(4, "I began.", written_on=date(2022, 1, 2)), cited(5, "I ended.")
    answer = replace(ANSWER, citations=(*ANSWER.citations, first, last), moved="From[4] to[5].")
    html = answer_html(QUESTION, PLAN, answer)
    assert html.count("x-dot") == 5
    assert "Both, or waiting" not in html
    assert html.index("x-columns") < html.rindex("How it moved</h2>") < html.rindex("I began.")
    both = replace(answer, text="You lean to waiting[3], to both[4].")
    band = answer_html(QUESTION, PLAN, both).split("Both, or waiting")[1]
    assert band.index("I began.") < band.index("How it moved") < band.index("I ended.")


def test_a_change_asked_for_has_a_line_of_its_own_without_options() -> None:
    plan = replace(PLAN, options=(), kind="change")
    quoted = (
        cited(1, "Filler.", entry_id="e", written_on=date(2022, 1, 2), rank=1),
        cited(2, "It was fun.", entry_id="e", written_on=date(2022, 1, 2)),
        cited(3, "It is dull."),
    )
    html = answer_html(QUESTION, plan, replace(QUOTES, citations=quoted))
    line = html[html.index("x-tracks") : html.index("x-rest")]
    assert line.count("x-track x-colour-1") == 1
    assert line.count("x-dot") == 2
    assert "Filler." not in line
    assert "x-tracks" not in quotes(*quoted)


def test_numbers_are_shown_only_where_a_text_points_to_them() -> None:
    assert "x-number" not in quotes(cited(1, "One."), cited(2, "Two."))
    html = answer_html(QUESTION, PLAN, ANSWER)
    cards = html[html.index("<figure") :]
    assert cards.count("x-number") == 1
    assert "<details" not in html
    moved = answer_html(QUESTION, PLAN, replace(ANSWER, text="", moved="From[2] to[1]."))
    assert moved[moved.index("<figure") :].count("x-number") == 2


@pytest.mark.parametrize("place", ["quote", "before", "after", "title", "option", "entry_id"])
def test_hostile_text_is_shown_as_text(place: str) -> None:
    evil = "<script>alert('1')</script>\"><img src=x onerror=alert(1)>"
    given = {"quote": "Quiet.", "before": "Then. ", "after": " Now."} | {place: evil}
    quote = given.pop("quote")
    html = quotes(cited(1, quote, **given))
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html or place == "option"
    options = (AskedOption(label=evil, phrases=()),)
    grouped = answer_html(
        QUESTION,
        replace(PLAN, options=options),
        replace(QUOTES, citations=(cited(1, "Quiet.", evil),), gaps=(evil,)),
    )
    assert "<script" not in grouped
    assert "<img" not in grouped


@pytest.mark.parametrize(
    ("language", "remark", "line"),
    [
        (
            "en",
            Remark(key="answer.counted", count=3),
            "As far as words tell, 3 entries speak of it.",
        ),
        (
            "en",
            Remark(key="answer.counted", count=1),
            "As far as words tell, one entry speaks of it.",
        ),
        ("ko", Remark(key="answer.counted", count=3), "낱말로 보면 글 3편에서 이야기한 것 같아요."),
        ("ko", Remark(key="answer.counted", count=1), "낱말로 보면 글 1편에서 이야기한 것 같아요."),
        ("en", Remark(key="answer.mentioned", count=2, words="Ann"), "“Ann” stands in 2 entries."),
        ("ko", Remark(key="answer.mentioned", count=2, words="누나"), "“누나” – 글 2편에 나와요."),
        (
            "en",
            Remark(key="answer.never_written", words="<b>divorce"),
            "You have not written about “&lt;b&gt;divorce” yet.",
        ),
        ("ko", Remark(key="answer.never_written", words="결혼"), "“결혼”에 대한 글은 아직 없어요."),
        ("en", Remark(key="answer.small_talk"), "I am your journal"),
        ("ko", Remark(key="answer.small_talk"), "저는 일기장이에요."),
    ],
)
def test_the_programs_own_line_is_in_the_readers_language(
    monkeypatch: pytest.MonkeyPatch, language: str, remark: Remark, line: str
) -> None:
    monkeypatch.setattr("ui.shared.text.language", lambda: language)
    html = quotes(remark=remark)
    assert html.count("x-said") == 1
    assert line in html
    assert "x-nothing" not in html
    said = html[html.index("x-said") :]
    assert said.count("&quot;write&quot;") == (remark.key == "answer.never_written")
    assert said.count("&quot;ask&quot;") == 3 * (remark.key == "answer.small_talk")


def test_the_date_range_is_a_chip_that_asks_again_without_it() -> None:
    plan = replace(PLAN, where=EntryFilter(since=date(2024, 1, 1)), date_words="this year")
    assert "this year ×" in answer_html(QUESTION, plan, ANSWER)
    assert "x-chip" not in answer_html(QUESTION, PLAN, ANSWER)
    before = DatePart(since=None, until=date(2024, 5, 8), words="I quit")
    counted = replace(ANSWER, searched=replace(SEARCHED, counted=before))
    assert "until 8 May 2024 ×" in answer_html(QUESTION, PLAN, counted)
    assert "×" not in streaming_html("", (), SEARCHED, plan)


@pytest.mark.parametrize(
    ("language", "since", "until", "shown", "line"),
    [
        (
            "en",
            date(2019, 3, 1),
            date(2019, 5, 31),
            [],
            "Nothing was written then (Mar 2019 – May 2019).",
        ),
        (
            "en",
            date(2024, 4, 28),
            date(2024, 4, 28),
            [DAY],
            "Nothing was written then (28 Apr 2024). The closest entries stand below: 30 Apr 2024.",
        ),
        (
            "ko",
            date(2024, 2, 1),
            date(2024, 2, 29),
            [DAY, DAY, date(2024, 3, 2)],
            "그때(2024년 2월) 쓴 글은 없어요. 가장 가까운 글을 아래에 두었어요: 2024년 3월 2일,"
            " 2024년 4월 30일.",
        ),
        (
            "ko",
            None,
            date(2019, 12, 31),
            [date(2024, month, 5) for month in (1, 2, 3, 4)],
            "그때(2019년 12월까지) 쓴 글은 없어요. 가장 가까운 글을 아래에 두었어요: 2024년 1월 5일"
            " – 2024년 4월 5일.",
        ),
    ],
)
def test_that_nothing_was_written_then_is_said_with_the_days_that_stand_below(
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    since: date | None,
    until: date,
    shown: list[date],
    line: str,
) -> None:
    monkeypatch.setattr("ui.shared.text.language", lambda: language)
    unwritten = (DatePart(since=since, until=until, words="then"),)
    cards = (cited(at, "It rained.", written_on=each) for at, each in enumerate(shown, 1))
    html = quotes(*cards, searched=replace(SEARCHED, unwritten=unwritten))
    assert line in html
    assert "x-nothing" not in html
    assert html.count("x-said") == 1
    assert "x-said" not in quotes(cited(1, "It rained."))


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Nothing in your journal names that time to come (2027) yet."),
        ("ko", "다가올 그때(2027년)를 이야기한 글은 아직 없어요."),
    ],
)
def test_that_nothing_is_planned_for_a_time_to_come_is_said(
    monkeypatch: pytest.MonkeyPatch, language: str, line: str
) -> None:
    monkeypatch.setattr("ui.shared.text.language", lambda: language)
    to_come = DatePart(since=date(2027, 1, 1), until=date(2027, 12, 31), words="2027")
    answer = replace(ANSWER, citations=(), searched=replace(SEARCHED, unwritten=(to_come,)))
    assert line in answer_html(QUESTION, replace(PLAN, stretch="ahead"), answer)


def test_days_far_from_a_time_do_not_stand_in_for_it() -> None:
    where = EntryFilter(since=date(2025, 8, 1), until=date(2025, 8, 31))
    plan = replace(PLAN, where=where, date_words="August 2025")
    unwritten = (DatePart(since=where.since, until=where.until, words="August 2025"),)
    near, far = date(2025, 7, 13), date(2024, 10, 12)
    cards = (cited(at, "It rained.", written_on=each) for at, each in enumerate((near, far), 1))
    answer = Answer(
        citations=tuple(cards), searched=replace(SEARCHED, unwritten=unwritten), finish="complete"
    )
    assert days_instead(plan, answer) == (near,)


def test_the_month_that_was_asked_for_is_said_once() -> None:
    first, last = date(2024, 9, 2), date(2024, 9, 27)
    plan = replace(PLAN, where=EntryFilter(since=first, until=last), date_words="Sep 2024")
    searched = replace(SEARCHED, first=first, last=last)
    assert searched_html(searched, plan, removable=None).count("Sep 2024") == 1


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
    for heading in ("From", "You have not written about:", "One question for you:"):
        assert heading not in plain
        assert heading in full
    assert full.count("x-dot") == 3  # of the same line, with or without the sentence
    assert "<b>" not in full


def test_words_that_are_nowhere_in_the_journal_are_marked() -> None:
    unverified = Citation(number=4, entry_id="", start=0, end=0, state="unverified")
    html = answer_html(
        QUESTION,
        PLAN,
        replace(ANSWER, text="“Never”[4]", citations=(*ANSWER.citations, unverified)),
    )
    assert "not in your journal</span>" in html
    assert html.count("<figure") == 3


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
