"""The kinds of question, read from the form of the question alone.

How each of them picks what is shown stands in `finding/picks.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from chains.ask.events import Kind
from language.asking import (
    form_of,
    is_small_talk,
    shows,
    without_asking_words,
    without_planning_forms,
    without_summary_forms,
)
from language.dates.reading.tense import asks_about_past
from language.grammar.content_words import content_words


def kind_of(text: str, topic: str, *, options: int, dated: bool, two_stretches: bool) -> Kind:
    """Return the kind of a question.

    Args:
        text: the question as asked.
        topic: the question without the words that name dates.
        options: how many options it weighs.
        dated: whether it names a stretch of time.
        two_stretches: whether it names two.
    """
    if is_small_talk(text):
        return "small_talk"
    form = form_of(topic)
    # "Whether to take the post, by when must I say?" asks for the day.
    asks_for_day = form == "deadline" and shows("when", topic)
    if options > 1 or (options and not asks_for_day):
        return "options"
    if two_stretches:
        return "compare"
    if dated and not content_words(without_summary_forms(topic)):
        return "period"
    if form is None:
        return "about"
    kinds: Mapping[str, Kind] = {
        "first": "first",
        "last": "last",
        "count": "count",
        "amount": "about",
        "deadline": "deadline",
        "who": "who",
        "change": "change",
        "compare": "about",
        "advice": "advice",
        "why": "why",
        "ever": "ever",
    }
    return kinds[form]


def asks_of_time_to_come(text: str, topic: str, date_words: str) -> bool:
    """Say whether a question that names a time to come is about that time: it asks for nothing else
    but what was planned for it, or what was, in a year of the calendar. "What did I say about
    moving next year?" is about moving.
    """
    if not re.search(r"\w", topic):
        return True  # how long it is till then, and no more
    if form_of(text) == "deadline":
        return False
    if not content_words(without_planning_forms(without_summary_forms(topic))):
        return True
    is_named = re.search(r"\d{4}", date_words) is not None
    return is_named and asks_about_past(text) and not shows("telling", text)


def asks_of_now(topic: str) -> bool:
    """Say whether a question that names no time asks how the writer is, and for nothing else."""
    if not shows("of_now", topic) or form_of(topic) is not None:
        return False
    return not content_words(without_summary_forms(topic))


def subject_words(text: str, kind: Kind) -> tuple[str, ...]:
    """Return the words that say what a question of that kind is about, none of those that only ask:
    "when did Dad's memory first start to go?" is of memory, not of first starts.
    """
    return content_words(without_asking_words(text, kind))
