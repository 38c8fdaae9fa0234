"""What the writer is going to do about a choice: one action each, with its day where one stands.

Limit: what is put down to be done right after the choice was weighed, or names an option.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chains.decide.choices import names_any
from decisions.checking import cut
from decisions.parts import Action
from decisions.record import Noted
from journal.entry import Entry
from language.dates.coming.deadlines import find_deadline
from language.grammar.sentences import Span
from language.options.steps import steps_in

_MOST = 6


def actions_in(
    entry: Entry, spans: Sequence[Span], labels: Sequence[str], *, alone: bool
) -> Iterator[Noted[Action]]:
    """Yield the next steps that the sentences name.

    Args:
        alone: no other decision is open, so a step without a word of the options is meant for it.
    """
    made = 0
    for start, end in spans:
        text = entry.body[start:end]
        if text.startswith("#"):
            continue
        for first, last in steps_in(text):
            words = text[first:last]
            if made >= _MOST or not (alone or names_any(text, labels)):
                continue
            day = find_deadline(words, entry.written_on, entry.body)
            made += 1
            yield Noted(
                value=Action(text=" ".join(words.split()), due=day.last if day else None),
                dated=entry.written_on,
                origin="extracted",
                quote=cut(entry, start + first, start + last),
            )
