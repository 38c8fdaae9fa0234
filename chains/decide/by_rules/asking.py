"""What a decision is called: the writer's own question, else its options against each other.

Invariant: a question is one sentence of the entry, letter for letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chains.decide.by_rules.noting import note
from chains.decide.choices import Choice
from decisions.record import Noted
from journal.entry import Entry
from language.grammar.sentences import Span
from language.options.laid import is_of_before, is_of_other
from language.wording import asks_openly, asks_what_to_do

_BEFORE, _AFTER = 6, 2  # sentences from where the options are laid out


def question_of(
    entry: Entry, spans: Sequence[Span], choice: Choice, labels: Sequence[str]
) -> Noted[str]:
    """Return the question that an entry asks itself about a choice; `labels` stand for it where
    there is none.
    """
    asked = _asked(entry, spans, choice)
    if asked is not None:
        return note(entry, " ".join(entry.body[slice(*asked)].split()), asked)
    named = " vs ".join(labels[: len(choice.options) + choice.against_now])
    return replace(note(entry, named, choice.asked), origin="suggested")


def _asked(entry: Entry, spans: Sequence[Span], choice: Choice) -> Span | None:
    """Return the question where the choice is laid out, or the nearest that asks openly."""
    text = entry.body[slice(*choice.asked)]
    if _is_question(text) and asks_what_to_do(text):
        return choice.asked
    first = min(at for at, span in enumerate(spans) if span[1] > choice.asked[0])
    end = max(each.span[1] for each in choice.options)
    last = max(at for at, span in enumerate(spans) if span[0] < max(end, choice.asked[1]))
    near = [*reversed(spans[max(0, first - _BEFORE) : first]), *spans[first : last + 1 + _AFTER]]
    return next((span for span in near if _asks_openly(entry.body[slice(*span)])), None)


def _asks_openly(text: str) -> bool:
    own = not is_of_other(text) and not is_of_before(text)
    return _is_question(text) and asks_openly(text) and own


def _is_question(text: str) -> bool:
    return text.rstrip().endswith(("?", "？"))
