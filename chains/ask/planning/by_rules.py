"""Plans how the journal is asked, by rules alone: options, time range, phrases, and what a
follow-up refers to.

Limit: a follow-up is understood by its missing words ("why did I think so then?" names no subject),
not by meaning.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal

from chains.ask.events import Plan, Question, Stretch
from chains.ask.planning.kinds import (
    asks_of_now,
    asks_of_time_to_come,
    kind_of,
    subject_words,
)
from chains.ask.planning.stretch import as_answered, time_beside
from language.asking import (
    form_of,
    shows,
    without_asking_words,
    without_frame,
    without_greeting,
)
from language.dates.ahead import read_ahead
from language.dates.alone import drop_particle
from language.dates.asked import DateRange, read_dates
from language.dates.events.asked import Side
from language.dates.periods import Period
from language.detect import KOREAN, is_hangul, is_korean, language_of
from language.glossary import load_glossary
from language.grammar.content_words import content_words
from language.options.find import AskedOption, find_options
from language.questions import goes_on, without_stand_ins
from vectorstore.types import EntryFilter

LONGEST_PHRASE = 400
MOST_PHRASES = 10
_LONGEST_DATED = 2_000  # characters
_REMEMBERED = 6
_SHORT = 12  # words: a longer question stands on its own


def plan_by_rules(question: Question, today: date) -> Plan:
    """Return the plan for `question`, reading the conversation before it. Raises nothing."""
    plan: Plan | None = None
    for turn in question.history[-_REMEMBERED:]:
        asked = _planned(turn.question, today, EntryFilter(), use_dates=True, before=plan)
        if asked.kind != "small_talk":  # "thanks!" is nothing that a "why?" could mean
            plan = as_answered(asked, (day for each in turn.citations if (day := each.written_on)))
    if plan is not None and not question.use_dates:
        plan = replace(plan, where=EntryFilter(), date_words="", counts_from=None)
    return _planned(question.text, today, question.where, use_dates=question.use_dates, before=plan)


def without_spans(text: str, found: DateRange | None) -> str:
    """Return `text` without the words that were read as dates: they are no words to search for."""
    for start, end in reversed(found.spans if found else ()):
        text = text[:start] + " " + drop_particle(text[end:])
    return " ".join(text.split())


def narrowed(where: EntryFilter, found: DateRange | None) -> EntryFilter:
    """Return the filter set by hand, with the range of the question where the person set no
    dates.
    """
    if found is None or where.since or where.until:
        return where
    if found.since is None and found.until is None:
        return where
    return replace(where, since=found.since, until=found.until)


def phrases_of(text: str, options: Iterable[AskedOption]) -> tuple[str, ...]:
    """Return what to search for: the question itself, and every wording of its options or else its
    subject.
    """
    whole = " ".join(text.split())[:LONGEST_PHRASE]
    bare = without_frame(whole)
    whole = bare if content_words(bare) else whole
    wordings = [phrase for option in options for phrase in option.phrases]
    # What a question is about, apart from how it asks: "how did my thoughts on money change?"
    # is about money, not about thoughts.
    subject = wordings or (" ".join(content_words(whole)), *other_wordings(whole))
    return tuple(dict.fromkeys(phrase for phrase in (whole, *subject) if phrase))


def other_wordings(text: str, most: int = 3) -> tuple[str, ...]:
    """Return how the other language most usually says what `text` is about: "grad school"
    in Korean.
    """
    met = load_glossary().concepts_in(" ".join(content_words(text)))
    korean = is_korean(text)
    return tuple((concept.en if korean else concept.ko)[0] for concept in met[:most])


def in_written_languages(plan: Plan, *, hangul: bool) -> Plan:
    """Return `plan` without Korean wordings when the journal holds no Hangul and the question is
    not Korean.

    They could find nothing, and would load the Korean model (340 MB) for it.
    """
    if hangul or plan.language == KOREAN:
        return plan
    options = (replace(option, phrases=_without_hangul(option.phrases)) for option in plan.options)
    return replace(plan, phrases=_without_hangul(plan.phrases), options=tuple(options))


def _without_hangul(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Return the phrases without Hangul; what was asked itself where all hold some."""
    kept = tuple(phrase for phrase in phrases if not any(map(is_hangul, phrase)))
    return kept or phrases[:1]


def _planned(
    text: str, today: date, where: EntryFilter, *, use_dates: bool, before: Plan | None
) -> Plan:
    asked, text = " ".join(text.split()), without_greeting(text)
    found = _time_looked_in(text, today, where, before) if use_dates else None
    topic = without_spans(text, found)
    options = tuple(map(_with_other_wordings, find_options(topic)))
    filtered = narrowed(where, found)
    is_of_now = use_dates and found is None and asks_of_now(topic)
    stretch = "newest" if is_of_now else _stretch_of(found)
    parts = found.parts if found else ()
    kind = kind_of(
        text,
        topic,
        options=len(options),
        dated=filtered != where or stretch == "newest",
        two_stretches=len(parts) > 1,
    )
    if found and found.ahead and kind != "small_talk":
        kind = "period"
    phrases = phrases_of(topic, options)
    if not subject_words(topic, kind):
        phrases = phrases[:1]  # the other words only ask
    plan = Plan(
        question=asked,
        # With nothing beside dates, their words are still the question; an empty one has none.
        phrases=phrases or ((asked[:LONGEST_PHRASE],) if asked else ()),
        options=options,
        where=filtered,
        date_words=found.words if found and filtered != where else "",
        language=language_of(text),
        kind=kind,
        parts=parts if kind == "compare" else (),
        stretch=stretch,
        counts_from=found.event if found else None,
    )
    if before is None or options or kind == "small_talk" or _is_of_writer(plan):
        return plan
    return _continue(plan, topic, before)


def _with_other_wordings(option: AskedOption) -> AskedOption:
    phrases = dict.fromkeys((*option.phrases, *other_wordings(option.label, 1)))
    return replace(option, phrases=tuple(phrases))


def _is_of_writer(plan: Plan) -> bool:
    """Say whether a question asks how the writer is now, whoever was spoken of before."""
    is_of_now = plan.kind == "period" and plan.stretch == "newest"
    return is_of_now and shows("of_me", plan.question)


def _time_looked_in(
    text: str, today: date, where: EntryFilter, before: Plan | None
) -> DateRange | None:
    """Return the time to look in that a question names; a long text only mentions some."""
    found = _read_dates(text, today, before) if len(text) <= _LONGEST_DATED else None
    return found if found and _is_looked_in(text, found, where, today) else None


def _is_looked_in(text: str, found: DateRange, where: EntryFilter, today: date) -> bool:
    """Say whether a time is one to look in: not one to be ready by, and none to come where the
    person has set days.
    """
    if found.ahead:
        return where.since is None and where.until is None
    return form_of(text) != "deadline" or _is_over(text, found, today)


def _is_over(text: str, found: DateRange, today: date) -> bool:
    """Say whether a time has passed and is told to have: "by 18 December" is the next one."""
    return found.until is not None and found.until < today and shows("past_year", text)


def _subject_of(plan: Plan) -> tuple[str, ...]:
    """Return what a plan searches for, without the words by which its own kind was asked: the
    question that goes on with it is of another.
    """
    first, *others = plan.phrases
    subject = " ".join(without_asking_words(first, plan.kind).split())
    return (subject if content_words(subject) else first, *others)


def _read_dates(text: str, today: date, before: Plan | None) -> DateRange | None:
    """Read dates with the time that the conversation last spoke of, else a time to come."""
    earlier = Period(since=before.where.since, until=before.where.until) if before else None
    return read_dates(text, today, earlier) or _read_ahead(text, today, earlier)


def _read_ahead(text: str, today: date, earlier: Period | None) -> DateRange | None:
    """Read a time to come where the question is about that."""
    found = read_ahead(text, today, earlier)
    if found is None or not asks_of_time_to_come(text, without_spans(text, found), found.words):
        return None
    return found


def _stretch_of(found: DateRange | None) -> Stretch:
    """Return how a range was meant, so that the search may look around it."""
    if found is None:
        return "range"
    if found.vague:
        return "newest"
    if found.ahead:
        return "ahead"
    if found.trailing:
        return "trailing"
    if found.any_year:
        return "any_year"
    return "day" if found.single_day else "range"


def _continue(plan: Plan, topic: str, before: Plan) -> Plan:
    """Give a follow-up what it leaves out: the whole subject when it has none, else the earlier one
    beside its own.
    """
    way = _way_on(topic)
    kind = "next" if way == "next" else plan.kind
    rest = without_asking_words(topic, way) if way else topic
    own = content_words(rest) if content_words(without_stand_ins(rest)) else ()
    short = len(topic.split()) <= _SHORT
    if not short or (own and not goes_on(topic) and way != "next"):
        return plan
    question = f"{before.question} {plan.question}"
    if own:
        subject = " ".join(own)
        wordings = dict.fromkeys([subject, topic, *other_wordings(subject)])
        phrases = tuple(wordings)
        return replace(
            plan, question=question, phrases=phrases, before=before.phrases[0], kind=kind
        )
    made = replace(
        plan, question=question, kind=kind, phrases=_subject_of(before), before=plan.question
    )
    if plan.where.since or plan.where.until or plan.counts_from or plan.stretch == "newest":
        return made
    if way and before.counts_from:
        # Beside an event is the other side of it, or the same: it has no days to count on from.
        side: Side = "after" if way == "next" else "before"
        return replace(made, counts_from=replace(before.counts_from, side=side, measure=None))
    days = time_beside(before, later=way == "next") if way else None
    return _with_days(made, before, days) if days else _with_time_of(made, before)


def _way_on(topic: str) -> Literal["next", "previous"] | None:
    if shows("next", topic):
        return "next"
    return "previous" if shows("previous", topic) else None


def _with_days(plan: Plan, before: Plan, days: tuple[date | None, date | None]) -> Plan:
    """Give a follow-up the days beside those of the question before: all that they hold, where
    that asked for all of its own.
    """
    plan = replace(plan, where=replace(plan.where, since=days[0], until=days[1]))
    if before.kind != "period":
        return plan
    stretch: Stretch = "range"
    if None not in days:
        stretch = "after" if plan.kind == "next" else "before"
    return replace(plan, kind="period", stretch=stretch)


def _with_time_of(plan: Plan, before: Plan) -> Plan:
    where = replace(plan.where, since=before.where.since, until=before.where.until)
    stretch = "ahead" if before.stretch == "ahead" else plan.stretch
    return replace(
        plan,
        where=where,
        date_words=before.date_words,
        stretch=stretch,
        counts_from=before.counts_from,
    )
