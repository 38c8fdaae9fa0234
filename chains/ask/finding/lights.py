"""Which sentence of an entry is lit: what speaks for it beside the others of its own entry, while
no entry comes before another for it.

A sentence with the noun of a question often stands beside the one with its answer: "The oven died.
The repair: 1,350." What is added is a share of what the best sentence of the entry scores. Limit:
by the form of a sentence; of two figures in an entry it knows none by what it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import numpy as np

from chains.ask.events import Kind, Plan
from chains.ask.finding.picks import ALIKE
from chains.ask.finding.ranked import Ranked
from chains.evidence.candidates import Candidates
from chains.evidence.ranking import Floats
from journal.entry import Entry
from language.asking import shows
from language.dates.coming.deadlines import find_deadline, find_end
from language.figures.asked import Asked, fit_of, read_asked
from language.grammar.pointing import only_points

# From .4 to .8 the same is lit, in seven lives; with .25 less.
FIGURE: Final = 0.4  # what states the figure that is asked for
SPEECH: Final = 0.2  # what somebody says, where it is asked what was said
UNSET: Final = 0.7  # a day that is not told to be an end of anything
_READ: Final = 16  # entries, the best first: reading figures takes long, and eight are shown
_OF_A_DAY: Final[frozenset[Kind]] = frozenset({"about", "deadline"})


def light_sentences(candidates: Candidates, plan: Plan, scores: Floats) -> Floats:
    """Return what is added to the score of each sentence beside those of its own entry."""
    added = np.zeros(len(scores), dtype=np.float32)
    speaks_for = _read_for(plan)
    if speaks_for is None or plan.options:
        return added
    for at in _best_entries(candidates, scores):
        entry, spans = candidates.entries[at], candidates.sentences[at]
        of_entry = candidates.slice_of(at)
        best = max(float(scores[of_entry].max()), 0.0)
        fits = [speaks_for(entry, entry.body[a:b]) for a, b in spans]
        added[of_entry] = best * np.asarray(fits, dtype=np.float32)
    return added


def put_behind_what_only_points(ranked: Ranked) -> list[float]:
    """Return the scores of an entry's sentences, where one that says nothing of itself stands
    behind any other that fits about as well.
    """
    behind = (1 - ALIKE) * max(float(ranked.scores.max(initial=0.0)), 0.0)
    return [
        score - behind * only_points(ranked.entry.body[a:b])
        for score, (a, b) in zip(ranked.scores.tolist(), ranked.sentences, strict=True)
    ]


def _read_for(plan: Plan) -> Callable[[Entry, str], float] | None:
    """Return what tells how much a sentence is lit by its form, as a share of what the best of its
    entry scores; None where the question looks for no form.
    """
    asked = read_asked(plan.question)
    if asked is not None and (asked.wanted != "day" or plan.kind in _OF_A_DAY):
        return lambda entry, sentence: FIGURE * _fit(asked, entry, sentence)
    says = plan.kind == "who" and shows("asks_said", plan.question)
    return _light_speech if says else None


def _light_speech(_: Entry, sentence: str) -> float:
    """Light what somebody says, and put what the writer says behind it."""
    if shows("own_speech", sentence):
        return -SPEECH
    return SPEECH * shows("speech", sentence)


def _fit(asked: Asked, entry: Entry, sentence: str) -> float:
    fit = fit_of(asked, sentence)
    if asked.wanted != "day":
        return fit
    found = find_deadline(sentence, entry.written_on, entry.body)
    found = found or find_end(sentence, entry.written_on)
    return max(fit * UNSET, float(found is not None and found.last is not None))


def _best_entries(candidates: Candidates, scores: Floats) -> Iterable[int]:
    in_order = candidates.entry_of[np.argsort(-scores, kind="stable")]
    return list(dict.fromkeys(in_order.tolist()))[:_READ]
