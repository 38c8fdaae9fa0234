"""What a question is about that no list of topics knows, told by what its words name.

"What do I regret?" has an answer, whatever the words are, but a midwife or a greenhouse is written
of under its name or not at all (`Particularity`). Such a thing is absent, if nothing is near to it,
where no word of the question stands anywhere, and where all that does might stand anywhere ("how
are the hens doing?") and the question is a plain one. In a journal of two languages it may stand in
the other, so less is near enough. (Of 469 such questions over 22 lives that have an answer none is
called absent by that, of 47 that have none 9; of 84 asked of three lives by a noun that is not
written 3, and of 42 about things never written 21.)

So is an amount, where the journal tells of no money and holds no word of the question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from chains.ask.events import Kind, Plan
from journal.entry import Entry
from language.asking import shows
from language.detect import is_hangul, language_of
from language.figures.names import find_names
from language.grammar.content_words import content_words, name_of
from language.grammar.morphology import is_noun
from language.wording import tells_amount

NEAR_ENOUGH: Final = 0.33  # cosine between what is asked and the nearest sentence
THING_NEAR: Final = 0.5  # the same for a thing, of which another name may stand there
PARTICULAR: Final = -0.1  # of a word: it names such a thing, where nothing of a question stands
SURELY: Final = 0.25  # the same beside words that do
GENERAL: Final = -0.6  # of these words: they might stand anywhere
ALL_BUT: Final = 0.9  # of the entries: a journal of that language, in which no other is needed
# The others take for granted that a thing is: why, how often, how it changed.
PLAIN: Final[frozenset[Kind]] = frozenset({"about", "ever", "who", "first", "last"})

# The cosine of some words with the nearest sentence, and how much each word names a particular
# thing (`Particularity`); None without a model.
Nearest = Callable[[str], float | None]
JudgeWords = Callable[[Sequence[str]], Sequence[float] | None]


def absent_thing(
    plan: Plan,
    entries: Sequence[Entry],
    nearest: Nearest,
    stands_nowhere: Callable[[str], bool],
    particularity: JudgeWords,
) -> str | None:
    """Return the thing that a question is about, where the journal never speaks of it.
    `stands_nowhere` says whether no entry holds a word, in any form.
    """
    phrase = plan.phrases[0]
    words = content_words(phrase)
    held = [word for word in words if not stands_nowhere(word)]
    if words and not held and shows("amount", phrase) and not _tells_of_money(entries):
        return name_of(phrase, words)
    if len(held) == len(words):
        return None
    if held and (plan.kind not in PLAIN or find_names(phrase)):  # of somebody, or somewhere
        return None
    thing = _thing_named(phrase, words, held, particularity)
    if thing is None:
        return None
    enough = THING_NEAR if _is_all_in_language_of(phrase, entries) else NEAR_ENOUGH
    return thing if is_far(thing, nearest, enough) else None


def is_far(words: str, nearest: Nearest, enough: float) -> bool:
    """Say whether some words have a cosine, and one under `enough`."""
    near = nearest(words)
    return near is not None and near < enough


def _thing_named(
    phrase: str,
    words: Sequence[str],
    held: Sequence[str],
    particularity: JudgeWords,
) -> str | None:
    """Return the particular thing that no entry holds, beside words that might stand anywhere."""
    names = [name_of(phrase, (word,)) for word in words]
    judged = particularity(names)
    if judged is None:
        return None
    named = list(zip(judged, names, words, strict=True))
    if any(each > GENERAL for each, _, word in named if word in held):
        return None
    enough = SURELY if held else PARTICULAR
    things = [(each, name) for each, name, word in named if each > enough and word not in held]
    return next((name for _, name in sorted(things, reverse=True) if _may_be_noun(name)), None)


def _may_be_noun(word: str) -> bool:
    return not any(map(is_hangul, word)) or is_noun(word)


def _tells_of_money(entries: Sequence[Entry]) -> bool:
    return any(tells_amount(each.body) for each in entries)


def _is_all_in_language_of(phrase: str, entries: Sequence[Entry]) -> bool:
    language = language_of(phrase)
    same = sum(language_of(entry.body) == language for entry in entries)
    return same >= ALL_BUT * len(entries)
