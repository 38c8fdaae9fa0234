"""The choices of life that an entry weighs: found by form, told from choices of the day by meaning.

Promise: one choice for each thing that is weighed, the surest form first. Limit: without a
`Meaning` a choice of life is one that names study, work or places by a word that is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from chains.evidence.coming_back import Return, coming_back
from chains.evidence.option_names import CAREER, named_options
from journal.entry import Entry
from language.dates.coming.deadlines import find_deadline, wants_answer
from language.detect import is_korean, language_of
from language.glossary import load_glossary
from language.grammar.phrases import phrase
from language.grammar.sentences import Span
from language.options.awaited import awaits_answer
from language.options.laid import Form, Named, Weighed, is_of_earlier_year
from language.options.naming import is_part_of, names_nothing, names_thing, naming_words
from language.options.weighed import weighed_in

if TYPE_CHECKING:
    from chains.evidence.meaning import Meaning

# How much more of life than of the day a choice has to be, the less sure its form the more.
_LEAST: Final[dict[Form, float]] = {
    "question": -0.15,
    "list": -0.1,
    "ways": -0.15,
    "heads": -0.1,
    "deeds": 0.3,
    "plans": 0.1,
    "fragment": 0.15,
    "headings": 0.2,
    "conditions": 0.05,
    "one_by_one": 0.0,
    "against_now": 0.0,
    "single": 0.2,
}
_WEAK: Final[frozenset[Form]] = frozenset(("conditions", "one_by_one", "single"))
_COMES_BACK = 0.15  # less, where other entries come back to every option …
_ASKED_ONCE = 0.25  # … more, where a question is asked once and never again
_THINGS = 0.2  # more, where a question names things and nothing that one does
_WANTED = 0.12  # less, where somebody wants an answer by a day
_SAME_MEANING = 0.6
_AROUND = 200  # code points of the entry on each side of what is asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What an entry weighs: where it asks, and its options; `weak` where the form alone tells
    little, `against_now` where one thing is weighed against going on as now.
    """

    asked: Span
    options: tuple[Named, ...]
    weak: bool
    against_now: bool


def choices_in(
    entry: Entry,
    spans: Sequence[Span],
    meaning: Meaning | None,
    journal: Sequence[Entry] = (),
) -> tuple[Choice, ...]:
    """Return the choices of life that an entry of a journal weighs.

    Raises: ModelUnavailableError.
    """
    kept: list[Choice] = []
    for each in weighed_in(entry.body, spans, entry.title):
        if is_of_earlier_year(entry.body[slice(*each.asked)], entry.written_on.year):
            continue
        choice = _as_choice(
            entry, each if each.form != "headings" else _of_life_only(each, meaning)
        )
        if not choice.options:
            continue
        if any(_overlaps(entry, choice, known, meaning) for known in kept):
            continue
        wanted = each.form in (*_WEAK, "question") and _is_wanted(entry, spans)
        back = coming_back(entry, [one.label for one in each.options], journal)
        if is_of_life(entry, each, meaning, wanted=wanted, back=back):
            kept.append(choice)
    return tuple(kept)


def with_staying(entry: Entry, choice: Choice) -> tuple[Named, ...]:
    """Return the options of a choice, going on as now among them where only one is named."""
    if not choice.against_now:
        return choice.options
    label = phrase("as_now", language_of(entry.body[slice(*choice.asked)]))
    return (*choice.options, Named(label=label, span=choice.asked, about=(0, 0)))


def is_of_life(
    entry: Entry,
    weighed: Weighed,
    meaning: Meaning | None,
    *,
    wanted: bool = False,
    back: Return = "unknown",
) -> bool:
    """Say whether a choice changes how one lives.

    Args:
        wanted: an answer is wanted by a day, which choices of the day seldom are.
        back: how many of its options others come back to.

    Raises: ModelUnavailableError.
    """
    asked = entry.body[slice(*weighed.asked)]
    labels = [each.label for each in weighed.options]
    if meaning is None:
        named = (c for text in (asked, *labels) for c in load_glossary().concepts_in(text))
        return any(concept.group in CAREER for concept in named)
    start, end = weighed.asked[0], weighed.options[-1].span[1]
    around = entry.body[max(0, start - _AROUND) : end + _AROUND]
    judged = meaning.is_of_life([asked, " / ".join(labels), around])
    things = weighed.form == "question" and all(map(names_thing, labels))
    once = weighed.form == "question" and back == "none" and not wanted
    soon = wanted and weighed.form in _WEAK
    least = _LEAST[weighed.form] + _THINGS * things - _WANTED * soon
    return float(judged.mean()) >= least + _ASKED_ONCE * once - _COMES_BACK * (back == "all")


def _is_wanted(entry: Entry, spans: Sequence[Span]) -> bool:
    """Say whether a sentence tells by when somebody wants an answer."""
    texts = (entry.body[slice(*span)] for span in spans)
    return any(
        wants_answer(text) and find_deadline(text, entry.written_on, entry.body) for text in texts
    )


def names_any(text: str, labels: Sequence[str]) -> bool:
    """Say whether a text names one of the options."""
    return bool(named_options(text, labels))


def share_option(first: Sequence[str], second: Sequence[str], meaning: Meaning | None) -> bool:
    """Say whether two lists of labels have an option in common, by its words or its meaning."""
    for label in first:
        words = {word.casefold() for word in naming_words(label)}
        for other in second:
            common = words & {word.casefold() for word in naming_words(other)}
            if len(common) * 2 > min(len(words), len(naming_words(other))):
                return True
            if is_part_of(label, other) or is_part_of(other, label):
                return True
    # A verb alone that says only that one goes is near to many.
    own, others = ([e for e in labels if not names_nothing(e)] for labels in (first, second))
    if meaning is None or not own or not others:
        return False
    near = meaning.nearness(own, others) >= _SAME_MEANING
    return any(
        near[row, column] and not _is_done_to_another(label, other)
        for row, label in enumerate(own)
        for column, other in enumerate(others)
    )


def _is_done_to_another(first: str, second: str) -> bool:
    """Say whether two labels tell the same deed, done to different things: "sell the boat" and
    "sell the car" are near in meaning, and no one choice.
    """
    at = -1 if is_korean(first) else 0
    words, others = set(naming_words(first)), set(naming_words(second))
    return first.split()[at] == second.split()[at] and bool(words - others) and bool(others - words)


def _of_life_only(weighed: Weighed, meaning: Meaning | None) -> Weighed:
    """Leave out the headings that name no step in life; with one left nothing is weighed."""
    labels = [each.label for each in weighed.options]
    if meaning is None:
        glossary = load_glossary()
        kept = [any(c.group in CAREER for c in glossary.concepts_in(each)) for each in labels]
    else:
        kept = [float(each) > 0 for each in meaning.is_of_life(labels)]
    options = tuple(each for each, of_life in zip(weighed.options, kept, strict=True) if of_life)
    return replace(weighed, options=options if len(options) > 1 else ())


def _as_choice(entry: Entry, weighed: Weighed) -> Choice:
    # "They need to know if I want the post" answers to what is weighed elsewhere.
    awaited = weighed.form == "against_now" and awaits_answer(entry.body[slice(*weighed.asked)])
    return Choice(
        asked=weighed.asked,
        options=weighed.options,
        weak=awaited or weighed.form in _WEAK,
        against_now=weighed.form in ("against_now", "single"),
    )


def _overlaps(entry: Entry, choice: Choice, known: Choice, meaning: Meaning | None) -> bool:
    """Say whether a choice is one that was found already, or only argues for it."""
    if choice.weak and not known.weak and not _are_apart(entry, choice, known):
        return True
    own = [each.label for each in choice.options]
    others = [each.label for each in known.options]
    return choice.asked == known.asked or share_option(own, others, meaning)


def _are_apart(entry: Entry, choice: Choice, known: Choice) -> bool:
    """Say whether two things lie side by side in one paragraph, and another choice is asked in a
    later one: what stands after a question argues for it.
    """
    last = max(each.span[1] for each in choice.options)
    between = entry.body[last : known.asked[0]]
    return len(choice.options) > 1 and "\n\n" in between


def unrelated(
    entry: Entry, choices: Sequence[Choice], known: Sequence[Sequence[str]], meaning: Meaning | None
) -> Iterator[Choice]:
    """Yield the choices that are not only another word on a decision that is known, given by its
    labels.
    """
    for choice in choices:
        text = entry.body[slice(*choice.asked)]
        labels = [each.label for each in choice.options]
        if known and all(map(names_nothing, labels)):
            continue  # "Should I go or not?" asks again what was asked by its name
        if choice.weak and any(
            names_any(text, own) or share_option(labels, own, meaning) for own in known
        ):
            continue
        yield choice
