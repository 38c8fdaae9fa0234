"""Whether the journal speaks of what was asked at all: by the topic's words, then by its meaning.

A similarity alone does not separate (AUC .76 at best), nor does a missing word: people ask in other
words than they write. So a topic is absent only where no word of it stands in the whole journal
and no sentence is near it; what no list knows, where that is so of every word of the question, and
it is nothing that every life holds: "what do I regret?" has an answer, whatever the words are.
(Of 142 such questions over five journals 1 is called absent, without that last condition 44; of 172
about things never written 102.) Nothing else that was measured tells more: cosines of both models,
words missing and held, nearness to every life, learned together over sixteen lives, catch 1 of 19
questions that the list does not know for 3 of 536 that have an answer; and 169 further topics, by
somebody who had seen none of the questions, caught no more and silenced 3. So is a thing that one
entry shows, or two where it is asked whether one ever did or wanted it, and no sentence is near:
they are of another, a drunk man and his dog. Only where all of these tell of another, in the
language of the question. So is an amount, where the journal tells of no money and holds no word of
the question. A name that nobody wrote, in either script, is absent where the question names no
topic that the lists know. Never for questions between options, for follow-ups, nor for all that a
stretch of time holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from chains.ask.events import Kind, Plan
from journal.entry import Entry
from language.asking import shows
from language.detect import Language, language_of
from language.figures.names import Name, find_names, is_as_a_person, only_tells_apart, stands_in
from language.grammar.content_words import content_words, name_of
from language.grammar.sentences import sentence_spans
from language.topics import Topic, topics_named
from language.wording import is_done_by_other, tells_amount

NEAR_ENOUGH: Final = 0.33  # cosine between what is asked and the nearest sentence
ACROSS: Final = 0.28  # the same in a journal without a line in the language of the question
TOLD_OF: Final = 0.35  # the same for a thing that one entry shows
EVER_TOLD_OF: Final = 0.4  # and for one that two do, where one asks whether one ever did it
NAME_NEAR: Final = 0.35  # the same for a name that may be a place's or no name
PERSON_NEAR: Final = 0.6  # and for a person's, which is near to what sounds as young or as foreign
MUCH: Final = 5  # entries with what belongs to a thing: whatever its name, they tell of it
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
    written = _is_written_in(language_of(phrase), entries)
    if named := topics_named(phrase):
        most = _most_in_passing(phrase, nearest) if written else 0
        return tuple(word for topic, word in named if _is_absent(topic, entries, nearest, most))
    names = [
        each
        for each in find_names(phrase)
        if not each.roles and not only_tells_apart(each, phrase) and stands_nowhere(each.words)
    ]
    words = content_words(phrase)
    far = [each for each in names if _is_far_from_name(each, plan, words, nearest)]
    if unheard := _unheard(far, entries):
        return unheard
    if not words or not all(map(stands_nowhere, words)):
        return ()
    if len(_unheard(names, entries)) < len(names):  # one is told in the other script
        return ()
    if shows("amount", phrase) and not any(tells_amount(each.body) for each in entries):
        return (name_of(phrase, words),)
    wordings = (phrase, " ".join(words))
    enough = NEAR_ENOUGH if written else ACROSS
    if _are_far(wordings, nearest_theme, OF_EVERY_LIFE) and _are_far(wordings, nearest, enough):
        return (name_of(phrase, words),)
    return ()


def _is_written_in(language: Language, entries: Sequence[Entry]) -> bool:
    return any(language_of(entry.body) == language for entry in entries)


def _most_in_passing(phrase: str, nearest: Callable[[str], float | None]) -> int:
    """Return how many entries may show a thing without telling of it: of a question that is far
    from every sentence.
    """
    if shows("whether", phrase) and _are_far((phrase,), nearest, EVER_TOLD_OF):
        return 2
    return 1 if _are_far((phrase,), nearest, TOLD_OF) else 0


def _is_far_from_name(
    name: Name, plan: Plan, words: Sequence[str], nearest: Callable[[str], float | None]
) -> bool:
    """Say whether nothing is near to a name: to a person's, where it is asked who that is or what
    was said, nothing can be, since a name means nothing; a town may be near to its country.
    """
    if plan.kind == "who" and all(word.startswith(name.words) for word in words):
        return True
    person = is_as_a_person(name, plan.phrases[0])
    return _are_far((name.words,), nearest, PERSON_NEAR if person else NAME_NEAR)


def _unheard(names: Sequence[Name], entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return which of some names no entry spells, in either script."""
    texts = [f"{entry.title}\n{entry.body}" for entry in entries] if names else []
    return tuple(each.words for each in names if not stands_in(each, texts))


def _is_of_another(topic: Topic, text: str) -> bool:
    """Say whether all sentences of a text that show a topic are of somebody else's."""
    sentences = (text[start:end] for start, end in sentence_spans(text))
    return all(is_done_by_other(each) for each in sentences if topic.showing.search(each))


def _are_far(
    wordings: Iterable[str], nearest: Callable[[str], float | None], enough: float
) -> bool:
    """Whether each wording has a cosine, and one under `enough`."""
    near = [nearest(each) for each in wordings]
    return all(each is not None and each < enough for each in near)


def _is_absent(
    topic: Topic,
    entries: Sequence[Entry],
    nearest: Callable[[str], float | None],
    most: int,
) -> bool:
    """Say whether nothing shows the topic, or no more than `most` entries; without its own words
    its meaning has to be near as well, unless much belongs to it.
    """
    texts = [f"{entry.title}\n{entry.body}" for entry in entries]
    shown = [text for text in texts if topic.showing.search(text)]
    if len(shown) <= most and all(_is_of_another(topic, text) for text in shown):
        return True
    if len(shown) >= MUCH or any(topic.spelling.search(text) for text in shown):
        return False
    return _are_far((topic.words,), nearest, NEAR_ENOUGH)
