"""What speaks for a sentence beside its words and meaning: the form that this kind of question
looks for, how new it is, what the conversation has shown before.

The figures are in the scale of `ranking`: words count up to 2, meaning up to 6, with a second model
up to 16; what is to lead whatever the meaning stands above that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np

from chains.ask.events import Kind, Plan, Turn
from chains.ask.planning.kinds import subject_words
from chains.evidence.candidates import Candidates
from chains.evidence.ranking import Floats
from journal.entry import Entry
from language.asking import Form, shows, without_appearing, without_asking_words
from language.dates.coming.deadlines import find_deadline, find_end, find_planned
from language.detect import is_korean
from language.figures.names import find_names
from language.grammar.clauses import label_of_phrase
from language.grammar.content_words import content_words
from language.grammar.letters import spelling_of
from language.wording import decides, leans_away, leans_towards, names_choice
from vectorstore.types import EntryFilter

FORM: Final = 0.25
FIRST: Final = 0.5
DEADLINE: Final = 2.0
AHEAD: Final = 20.0  # where the question names nothing but that days are ahead
FAR_AHEAD: Final = timedelta(days=200)  # a plain day farther off is one that has been
NEWEST: Final = 3.0
NOW: Final = 4.0  # where it is asked how things stand now
WITHIN: Final = 4.0  # an entry of the time that was asked about
FADES: Final = 10.0  # days from there, after which a third of that is left
NEWEST_ALONE: Final = 14.0  # where nothing else is asked but what to do
NEWEST_FEW: Final = 6.0  # entries, after which a third of that is left
STANCE: Final = 2.0  # there: a sentence that says where the writer stands
AFTER: Final = 2.0  # what came next: soon after what was shown
SOON: Final = 120.0  # days from there, after which a third of that is left
NOT_AFTER: Final = -20.0
NAMED_FIRST: Final = 6.0  # the earliest entry with all the words, where it is asked for the thing
NAMED: Final = 3.0  # an entry with the names of the question
NAMED_THERE: Final = 1.5  # and the sentence that holds them
SHOWN_ENTRY: Final = 3.0  # a follow-up looks around what was shown
SHOWN_SENTENCE: Final = 1.0  # and does not repeat it


def lift_sentences(
    candidates: Candidates, plan: Plan, history: Sequence[Turn], today: date
) -> Floats:
    """Return what is added to the score of each sentence."""
    form, gain = _FORMS.get(plan.kind, (None, 0.0))
    lifted = np.zeros(len(candidates.entry_of), dtype=np.float32)
    named = bool(plan.phrases and subject_words(plan.phrases[0], plan.kind))
    for at, (entry, spans) in enumerate(zip(candidates.entries, candidates.sentences, strict=True)):
        own = lifted[candidates.slice_of(at)]  # a view: what is added to it is added to `lifted`
        if form is not None:
            own += [gain * shows(form, entry.body[a:b]) for a, b in spans]
        if plan.kind == "deadline":
            lift_day = _lift_deadline if named else _lift_ahead
            own += [lift_day(entry.body[a:b], entry, today) for a, b in spans]
    if plan.kind == "advice":
        lifted += NEWEST * _newness(candidates) if named else _where_one_stands(candidates, today)
    elif plan.kind == "deadline" or plan.stretch == "newest":
        lifted += _newness(candidates)
    if plan.kind in _STANDING and shows("now", plan.question):
        lifted += NOW * _newness(candidates)
    if plan.kind == "first" and plan.phrases:
        lifted += _first_named(candidates, plan)
    if not plan.options:
        lifted += _with_names(candidates, plan.question)
    if plan.before and history:
        turn = history[-1]
        comes_next = plan.kind == "next"
        lifted += (_after_shown if comes_next else _around_shown)(candidates, turn)
    return lifted


def lift_by_time(candidates: Candidates, where: EntryFilter) -> Floats:
    """Return what the sentences of an entry gain by being of a range of days, or near it: people
    write days later, and about other days.
    """
    days = np.asarray([entry.written_on.toordinal() for entry in candidates.entries])
    away = np.zeros(len(days))
    if where.since is not None:
        away = np.maximum(away, where.since.toordinal() - days)
    if where.until is not None:
        away = np.maximum(away, days - where.until.toordinal())
    gained: Floats = (WITHIN * np.exp(-away / FADES)).astype(np.float32)[candidates.entry_of]
    return gained


def _newness(candidates: Candidates) -> Floats:
    """Return 0 for the oldest entry and 1 for the newest, by their order in time."""
    last = max(len(candidates.entries) - 1, 1)
    return (candidates.entry_of / last).astype(np.float32)


def _where_one_stands(candidates: Candidates, today: date) -> Floats:
    """Lift what is new, most where it says what the writer is inclined to, or by when."""
    entries_since = len(candidates.entries) - 1 - candidates.entry_of
    newness: Floats = np.exp(-entries_since / NEWEST_FEW).astype(np.float32)
    texts = [
        (entry.body[a:b], entry)
        for entry, spans in zip(candidates.entries, candidates.sentences, strict=True)
        for a, b in spans
    ]
    stands = [
        STANCE * _says_stance(text) + _lift_ahead(text, entry, today) / AHEAD
        for text, entry in texts
    ]
    return newness * (NEWEST_ALONE + np.asarray(stands, dtype=np.float32))


def _says_stance(text: str) -> bool:
    return leans_towards(text) or leans_away(text) or decides(text) or names_choice(text)


def _first_named(candidates: Candidates, plan: Plan) -> Floats:
    """Lift the earliest entry that names what is asked about, where its first appearance is asked
    for: first met, first mentioned.
    """
    lifted = np.zeros(len(candidates.entry_of), dtype=np.float32)
    if not shows("appearing", plan.phrases[0]):
        return lifted
    subject = without_asking_words(plan.phrases[0], "first")
    named = [_spelling(word) for word in content_words(without_appearing(subject))]
    for at, (entry, spans) in enumerate(zip(candidates.entries, candidates.sentences, strict=True)):
        text = f"{entry.title}\n{entry.body}"
        if named and all(name.search(text) for name in named):
            held = [any(name.search(entry.body[a:b]) for name in named) for a, b in spans]
            lifted[candidates.slice_of(at)] = NAMED_FIRST * np.maximum(held, not any(held))
            break
    return lifted


def _with_names(candidates: Candidates, question: str) -> Floats:
    """Lift the entries that hold the names of the question, shared out among those names that any
    entry holds. One that stands everywhere tells no entry from the others. "My boss" is no name,
    and told in many ways; "Mum" is one.
    """
    lifted = np.zeros(len(candidates.entry_of), dtype=np.float32)
    names = [each for each in find_names(question) if not each.roles or each.words[0].isupper()]
    lifts = [_with_name(candidates, each.words) for each in names]
    met = [each for each in lifts if each.any()]
    return lifted if not met else np.mean(met, axis=0, dtype=np.float32)


def _with_name(candidates: Candidates, name: str) -> Floats:
    spelling = re.compile(spelling_of(name), re.IGNORECASE)
    lifted = np.zeros(len(candidates.entry_of), dtype=np.float32)
    holding = 0
    for at, (entry, spans) in enumerate(zip(candidates.entries, candidates.sentences, strict=True)):
        if spelling.search(f"{entry.title}\n{entry.body}"):
            holding += 1
            there = [spelling.search(entry.body[a:b]) is not None for a, b in spans]
            lifted[candidates.slice_of(at)] = NAMED + NAMED_THERE * np.asarray(there)
    return lifted * np.float32(1 - holding / len(candidates.entries))


def _spelling(word: str) -> re.Pattern[str]:
    """Return what finds a word with any ending, without a particle of its own."""
    name = label_of_phrase(word) if is_korean(word) else word
    return re.compile(rf"(?<![^\W_]){spelling_of(name)}", re.IGNORECASE)


def _after_shown(candidates: Candidates, turn: Turn) -> Floats:
    """Lift what was written after the card that led, soonest most, and leave out what was written
    before and what has led.
    """
    led = [each for each in turn.citations if each.lead and each.written_on]
    if not led or led[0].written_on is None:
        return np.zeros(len(candidates.entry_of), dtype=np.float32)
    since = led[0].written_on.toordinal()
    leading = {each.entry_id for each in led}
    days = np.asarray([entry.written_on.toordinal() - since for entry in candidates.entries])
    shown = np.asarray([entry.id in leading for entry in candidates.entries])
    later = (days > 0) & ~shown
    by_entry = np.where(later, AFTER * np.exp(-np.maximum(days, 0) / SOON), NOT_AFTER)
    if not later.any():  # nothing has come since
        by_entry = np.where(shown, NOT_AFTER, 0.0)
    lifted: Floats = by_entry.astype(np.float32)[candidates.entry_of]
    return lifted


def _around_shown(candidates: Candidates, turn: Turn) -> Floats:
    shown = {(each.entry_id, each.start) for each in turn.citations}
    leading = {each.entry_id for each in turn.citations if each.lead}
    flags = [
        SHOWN_ENTRY * (entry.id in leading) - SHOWN_SENTENCE * ((entry.id, start) in shown)
        for entry, spans in zip(candidates.entries, candidates.sentences, strict=True)
        for start, _ in spans
    ]
    return np.asarray(flags, dtype=np.float32)


def _lift_deadline(text: str, entry: Entry, today: date) -> float:
    """Lift a sentence that sets a day, and more one whose day is still ahead."""
    found = find_deadline(text, entry.written_on, entry.body)
    if found is None or found.last is None:
        return 0.0
    return DEADLINE if found.last >= today else DEADLINE / 2


def _lift_ahead(text: str, entry: Entry, today: date) -> float:
    """Lift a sentence that names a day ahead, most one by which something is to be done; what has
    passed counts for nothing.
    """
    written_on = entry.written_on
    set_by = find_deadline(text, written_on, entry.body) or find_end(text, written_on)
    if set_by is not None and set_by.last is not None:
        return AHEAD if set_by.last >= today else 0.0
    planned = find_planned(text, written_on)
    is_ahead = (
        planned is not None
        and planned.last is not None
        and today <= planned.last <= today + FAR_AHEAD
    )
    return AHEAD / 2 if is_ahead else 0.0


_FORMS: Final[Mapping[Kind, tuple[Form, float]]] = {
    "why": ("cause", FORM),
    "who": ("speech", FORM),
    "first": ("first", FIRST),
}
# Kinds that may ask how things stand.
_STANDING: Final[frozenset[Kind]] = frozenset({"about", "why", "who", "ever", "count"})
