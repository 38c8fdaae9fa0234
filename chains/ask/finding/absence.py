"""Whether the journal speaks of what was asked at all: by the topic's words, then by its meaning.

A similarity alone does not separate (AUC .76 at best), nor does a missing word: people ask in other
words than they write. So a topic is absent only where no word of it stands in the whole journal
and no sentence is near it. So is a thing that one entry shows, or two where it is asked whether one
ever did or wanted it, and no sentence is near: they are of another, a drunk man and his dog. Only
where all of these tell of another, in the language of the question.

A name that nobody wrote, in either script, is absent where the question names no topic that the
lists know; what else no list knows is told by what its words name (`things.py`). Never for
questions between options, for follow-ups, nor for all that a stretch of time holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Final

from chains.ask.events import Kind, Plan
from chains.ask.finding.things import NEAR_ENOUGH, PLAIN, JudgeWords, Nearest, absent_thing, is_far
from journal.entry import Entry
from language.asking import shows
from language.detect import language_of
from language.figures.names import (
    Name,
    NamedIn,
    find_names,
    is_as_a_person,
    only_tells_apart,
    stands_in,
)
from language.grammar.content_words import content_words
from language.grammar.sentences import sentence_spans
from language.topics import Topic, topics_named
from language.wording import is_done_by_other

TOLD_OF: Final = 0.35  # as `NEAR_ENOUGH`, for a thing that one entry shows
EVER_TOLD_OF: Final = 0.4  # and for one that two do, where one asks whether one ever did it
NAME_NEAR: Final = 0.35  # the same for a name that may be a place's or no name
PERSON_NEAR: Final = 0.6  # and for a person's, which is near to what sounds as young or as foreign
MUCH: Final = 5  # entries with what belongs to a thing: whatever its name, they tell of it
_HOLDS_ALL: Final[frozenset[Kind]] = frozenset({"period", "compare"})


def absent_topics(
    plan: Plan,
    entries: Sequence[Entry],
    written_names: Callable[[], NamedIn],
    nearest: Nearest,
    stands_nowhere: Callable[[str], bool],
    particularity: JudgeWords,
) -> tuple[str, ...]:
    """Return the words of the question that name what the journal never speaks of.

    Args:
        written_names: what the entries hold for names to be found in.
        stands_nowhere: whether no entry holds a word, in any form.
    """
    if plan.options or plan.before or plan.kind in _HOLDS_ALL or not plan.phrases:
        return ()
    phrase = plan.phrases[0]
    if named := topics_named(phrase):
        most = _most_in_passing(phrase, nearest) if _is_in_language_of(phrase, entries) else 0
        return tuple(word for topic, word in named if _is_absent(topic, entries, nearest, most))
    names = [
        each
        for each in find_names(phrase)
        if not each.roles and not only_tells_apart(each, phrase) and stands_nowhere(each.words)
    ]
    far = [each for each in names if _is_far_from_name(each, plan, nearest)]
    if unheard := _unheard(far, written_names):
        return unheard
    if len(_unheard(names, written_names)) < len(names):  # one is told in the other script
        return ()
    thing = absent_thing(plan, entries, nearest, stands_nowhere, particularity)
    return (thing,) if thing else ()


def _is_in_language_of(phrase: str, entries: Sequence[Entry]) -> bool:
    language = language_of(phrase)
    return any(language_of(entry.body) == language for entry in entries)


def _most_in_passing(phrase: str, nearest: Nearest) -> int:
    """Return how many entries may show a thing without telling of it: of a question that is far
    from every sentence.
    """
    if shows("whether", phrase) and is_far(phrase, nearest, EVER_TOLD_OF):
        return 2
    return 1 if is_far(phrase, nearest, TOLD_OF) else 0


def _is_far_from_name(name: Name, plan: Plan, nearest: Nearest) -> bool:
    """Say whether nothing is near to a name: to a person's, where it is asked who that is or what
    was said, nothing can be, since a name means nothing; a town may be near to its country, and
    is told by its streets where it is taken for granted.
    """
    phrase = plan.phrases[0]
    if plan.kind == "who" and all(word.startswith(name.words) for word in content_words(phrase)):
        return True
    if is_as_a_person(name, phrase):
        return is_far(name.words, nearest, PERSON_NEAR)
    return plan.kind in PLAIN and is_far(name.words, nearest, NAME_NEAR)


def _unheard(names: Sequence[Name], written_names: Callable[[], NamedIn]) -> tuple[str, ...]:
    """Return which of some names no entry spells, in either script."""
    return tuple(each.words for each in names if not stands_in(each, written_names()))


def _is_of_another(topic: Topic, text: str) -> bool:
    """Say whether all sentences of a text that show a topic are of somebody else's."""
    sentences = (text[start:end] for start, end in sentence_spans(text))
    return all(is_done_by_other(each) for each in sentences if topic.is_shown(each))


def _is_absent(
    topic: Topic,
    entries: Sequence[Entry],
    nearest: Nearest,
    most: int,
) -> bool:
    """Say whether nothing shows the topic, or no more than `most` entries; without its own words
    its meaning has to be near as well, unless much belongs to it.
    """
    texts = (f"{entry.title}\n{entry.body}" for entry in entries)
    shown = list(islice((text for text in texts if topic.is_shown(text)), MUCH))
    if len(shown) <= most and all(_is_of_another(topic, text) for text in shown):
        return True
    if len(shown) >= MUCH or any(topic.spelling.search(text) for text in shown):
        return False
    return is_far(topic.words, nearest, NEAR_ENOUGH)
