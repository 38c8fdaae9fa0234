"""Whether the journal speaks of what was asked at all: by the topic's words, then by its meaning.

A similarity alone does not separate (AUC .76 at best), nor does a missing word: people ask in other
words than they write. So a topic is absent only where no word of it stands in the whole journal
and no sentence is near it; what no list knows, where that is so of every word of the question.
Never for questions between options, nor for follow-ups.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from chains.ask.events import Plan
from journal.entry import Entry
from language.grammar.content_words import content_words, name_of
from language.topics import Topic, topics_named

NEAR_ENOUGH: Final = 0.33  # cosine between a topic's words and the nearest sentence


def absent_topics(
    plan: Plan,
    entries: Sequence[Entry],
    nearest: Callable[[str], float | None],
    stands_nowhere: Callable[[str], bool],
) -> tuple[str, ...]:
    """Return the words of the question that name what the journal never speaks of.

    Args:
        nearest: the cosine of some words with the nearest sentence; None without a model.
        stands_nowhere: whether no entry holds a word, in any form.
    """
    if plan.options or plan.before or not plan.phrases:
        return ()
    phrase = plan.phrases[0]
    if named := topics_named(phrase):
        return tuple(word for topic, word in named if _is_absent(topic, entries, nearest))
    words = content_words(phrase)
    if not words or not all(map(stands_nowhere, words)):
        return ()
    near = [each for each in map(nearest, (phrase, " ".join(words))) if each is not None]
    return (name_of(phrase, words),) if near and max(near) < NEAR_ENOUGH else ()


def _is_absent(
    topic: Topic, entries: Sequence[Entry], nearest: Callable[[str], float | None]
) -> bool:
    texts = [f"{entry.title}\n{entry.body}" for entry in entries]
    if any(topic.spelling.search(text) for text in texts):
        return False
    if not any(topic.showing.search(text) for text in texts):
        return True
    near = nearest(topic.words)
    return near is not None and near < NEAR_ENOUGH
