"""Whether the journal speaks of what was asked at all: by the topic's words, then by its meaning.

A similarity alone does not separate (AUC .76 at best), nor does a missing word: people ask in other
words than they write. So a topic is absent only where no word of it stands in the whole journal
and no sentence is near it; what no list knows, where that is so of every word of the question, and
it is nothing that every life holds: "what do I regret?" has an answer, whatever the words are.
(Of 142 such questions over five journals 1 is called absent, without that last condition 44; of 172
about things never written 102.) So is an amount, where the journal tells of no money. A name that
nobody wrote, in either script, is absent whatever else is asked. Never for questions between
options, for follow-ups, nor for all that a stretch of time holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from chains.ask.events import Kind, Plan
from journal.entry import Entry
from language.asking import shows
from language.figures.names import find_names, stands_in
from language.grammar.content_words import content_words, name_of
from language.topics import Topic, topics_named
from language.wording import tells_amount

NEAR_ENOUGH: Final = 0.33  # cosine between what is asked and the nearest sentence
NAME_NEAR: Final = 0.35  # the same for a name: four in five that nobody wrote are under it
OF_EVERY_LIFE: Final = 0.32  # cosine between a question and the nearest theme of every life
_HOLDS_ALL: Final[frozenset[Kind]] = frozenset({"period", "compare"})


def absent_topics(
    plan: Plan,
    entries: Sequence[Entry],
    nearest: Callable[[str], float | None],
    stands_nowhere: Callable[[str], bool],
    nearest_theme: Callable[[str], float | None],
) -> tuple[str, ...]:
    """Return the words of the question that name what the journal never speaks of.

    Args:
        nearest: the cosine of some words with the nearest sentence; None without a model.
        stands_nowhere: whether no entry holds a word, in any form.
        nearest_theme: the cosine of some words with the nearest theme of every life; None without
            a model.
    """
    if plan.options or plan.before or plan.kind in _HOLDS_ALL or not plan.phrases:
        return ()
    phrase = plan.phrases[0]
    if named := topics_named(phrase):
        return tuple(word for topic, word in named if _is_absent(topic, entries, nearest))
    if unheard := _unheard(phrase, entries, nearest, stands_nowhere):
        return unheard
    words = content_words(phrase)
    if not words or not all(map(stands_nowhere, words)):
        return ()
    if shows("amount", phrase) and not any(tells_amount(each.body) for each in entries):
        return (name_of(phrase, words),)
    wordings = (phrase, " ".join(words))
    if _are_far(wordings, nearest_theme, OF_EVERY_LIFE) and _are_far(
        wordings, nearest, NEAR_ENOUGH
    ):
        return (name_of(phrase, words),)
    return ()


def _unheard(
    phrase: str,
    entries: Sequence[Entry],
    nearest: Callable[[str], float | None],
    stands_nowhere: Callable[[str], bool],
) -> tuple[str, ...]:
    """Return the names of a question that no entry spells, in either script, and to which none is
    near, as a town is to its country; none of people who are called by what they are.
    """
    names = [e for e in find_names(phrase) if not e.roles and stands_nowhere(e.words)]
    far = [each for each in names if _are_far((each.words,), nearest, NAME_NEAR)]
    texts = [f"{entry.title}\n{entry.body}" for entry in entries] if far else []
    return tuple(each.words for each in far if not stands_in(each, texts))


def _are_far(
    wordings: Iterable[str], nearest: Callable[[str], float | None], enough: float
) -> bool:
    """Whether each wording has a cosine, and one under `enough`."""
    near = [nearest(each) for each in wordings]
    return all(each is not None and each < enough for each in near)


def _is_absent(
    topic: Topic, entries: Sequence[Entry], nearest: Callable[[str], float | None]
) -> bool:
    texts = [f"{entry.title}\n{entry.body}" for entry in entries]
    if any(topic.spelling.search(text) for text in texts):
        return False
    if not any(topic.showing.search(text) for text in texts):
        return True
    return _are_far((topic.words,), nearest, NEAR_ENOUGH)
