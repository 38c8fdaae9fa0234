"""Whether the journal speaks of what was asked at all: by the topic's words, then by its meaning.

A similarity alone does not separate (AUC .76 at best), nor does a missing word: people ask in other
words than they write. So a topic is absent only where no word of it stands in the whole journal
and no sentence is near it. So is a thing that one entry shows, or two where it is asked whether one
ever did or wanted it, and no sentence is near: they are of another, a drunk man and his dog. Only
where all of these tell of another, in the language of the question.

What no list knows is told by what its words name (`Particularity`): "what do I regret?" has an
answer, whatever the words are, but a midwife or a greenhouse is written of under its name or not at
all. Such a thing is absent, if nothing is near to it, where no word of the question stands
anywhere, and where all that does might stand anywhere ("how are the hens doing?") and the question
is a plain one. In a journal of two languages it may stand in the other, so less is near enough. (Of
469 such questions over 22 lives that have an answer none is called absent by that, of 47 that have
none 9; of 84 asked of three lives by a noun that is not written 3, and of 42 about things never
written 21.)

So is an amount, where the journal tells of no money and holds no word of the question. A name that
nobody wrote, in either script, is absent where the question names no topic that the lists know.
Never for questions between options, for follow-ups, nor for all that a stretch of time holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Final

from chains.ask.events import Kind, Plan
from journal.entry import Entry
from language.asking import shows
from language.detect import Language, is_hangul, language_of
from language.figures.names import (
    Name,
    NamedIn,
    find_names,
    is_as_a_person,
    only_tells_apart,
    stands_in,
)
from language.grammar.content_words import content_words, name_of
from language.grammar.morphology import is_noun
from language.grammar.sentences import sentence_spans
from language.topics import Topic, topics_named
from language.wording import is_done_by_other, tells_amount

NEAR_ENOUGH: Final = 0.33  # cosine between what is asked and the nearest sentence
TOLD_OF: Final = 0.35  # the same for a thing that one entry shows
EVER_TOLD_OF: Final = 0.4  # and for one that two do, where one asks whether one ever did it
NAME_NEAR: Final = 0.35  # the same for a name that may be a place's or no name
PERSON_NEAR: Final = 0.6  # and for a person's, which is near to what sounds as young or as foreign
MUCH: Final = 5  # entries with what belongs to a thing: whatever its name, they tell of it
PARTICULAR: Final = -0.1  # of a word: it names such a thing, where nothing of a question stands
SURELY: Final = 0.25  # the same beside words that do
GENERAL: Final = -0.6  # of these words: they might stand anywhere
THING_NEAR: Final = 0.5  # cosine between a thing and the nearest sentence, with another name
ALL_BUT: Final = 0.9  # of the entries: a journal of that language, in which no other is needed
_HOLDS_ALL: Final[frozenset[Kind]] = frozenset({"period", "compare"})
# The others take for granted that a thing is: why, how often, how it changed.
_PLAIN: Final[frozenset[Kind]] = frozenset({"about", "ever", "who", "first", "last"})


def absent_topics(
    plan: Plan,
    entries: Sequence[Entry],
    written_names: Callable[[], NamedIn],
    nearest: Callable[[str], float | None],
    stands_nowhere: Callable[[str], bool],
    particularity: Callable[[Sequence[str]], Sequence[float] | None],
) -> tuple[str, ...]:
    """Return the words of the question that name what the journal never speaks of.

    Args:
        written_names: what the entries hold for names to be found in.
        nearest: the cosine of some words with the nearest sentence; None without a model.
        stands_nowhere: whether no entry holds a word, in any form.
        particularity: how much each word names a particular thing (`Particularity`); None without
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
    if unheard := _unheard(far, written_names):
        return unheard
    if not words or len(_unheard(names, written_names)) < len(
        names
    ):  # one is told in the other script
        return ()
    held = [word for word in words if not stands_nowhere(word)]
    if not held and shows("amount", phrase) and not _tells_of_money(entries):
        return (name_of(phrase, words),)
    if held and (names or plan.kind not in _PLAIN):
        return ()
    thing = _thing_named(phrase, words, held, particularity)
    if thing is None:
        return ()
    may_be_translated = not _is_all_written_in(language_of(phrase), entries)
    enough = NEAR_ENOUGH if may_be_translated else THING_NEAR
    return (thing,) if _are_far((thing,), nearest, enough) else ()


def _thing_named(
    phrase: str,
    words: Sequence[str],
    held: Sequence[str],
    particularity: Callable[[Sequence[str]], Sequence[float] | None],
) -> str | None:
    """Return the particular thing that a question is about, if it is one that no entry holds: the
    words that entries do hold might stand anywhere.
    """
    names = [name_of(phrase, (word,)) for word in words]
    judged = particularity(names)
    if judged is None:
        return None
    if any(each > GENERAL for word, each in zip(words, judged, strict=True) if word in held):
        return None
    named = zip(judged, names, words, strict=True)
    enough = SURELY if held else PARTICULAR
    things = [(each, name) for each, name, word in named if each > enough and word not in held]
    return next((name for _, name in sorted(things, reverse=True) if _may_be_noun(name)), None)


def _may_be_noun(word: str) -> bool:
    return not any(map(is_hangul, word)) or is_noun(word)


def _is_written_in(language: Language, entries: Sequence[Entry]) -> bool:
    return any(language_of(entry.body) == language for entry in entries)


def _tells_of_money(entries: Sequence[Entry]) -> bool:
    return any(tells_amount(each.body) for each in entries)


def _is_all_written_in(language: Language, entries: Sequence[Entry]) -> bool:
    same = sum(language_of(entry.body) == language for entry in entries)
    return same >= ALL_BUT * len(entries)


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


def _unheard(names: Sequence[Name], written_names: Callable[[], NamedIn]) -> tuple[str, ...]:
    """Return which of some names no entry spells, in either script."""
    return tuple(each.words for each in names if not stands_in(each, written_names()))


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
    texts = (f"{entry.title}\n{entry.body}" for entry in entries)
    shown = list(islice((text for text in texts if topic.showing.search(text)), MUCH))
    if len(shown) <= most and all(_is_of_another(topic, text) for text in shown):
        return True
    if len(shown) >= MUCH or any(topic.spelling.search(text) for text in shown):
        return False
    return _are_far((topic.words,), nearest, NEAR_ENOUGH)
