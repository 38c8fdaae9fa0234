"""One question to go deeper into what was just written: the model's, which comes with its reading
of the entry, else one that fits the entry's form.

Promise: at most one, on one line; the entry is sent nowhere for it. Limit: without a model only
forms are known (a choice, waiting, an intention), never what was good or hard: where no form is
sure, nothing is asked.
"""

from __future__ import annotations

from chains.evidence.render import plain
from journal.entry import Entry
from language.detect import language_of
from language.grammar.phrases import phrase
from language.wording import intends, names_choice, wishes_to_wait

_LONGEST = 200


def deepening_question(entry: Entry, asked: str = "") -> str:
    """Return what a model asked about an entry, if that is one question in the entry's language;
    else the rules' question.
    """
    return _usable(asked, entry) or question_by_rules(entry)


def question_by_rules(entry: Entry) -> str:
    """Return the question that fits the form of an entry, or an empty string."""
    kind = _form_of(entry.body)
    return phrase(f"deepen_{kind}", language_of(entry.body)) if kind else ""


def _usable(reply: str, entry: Entry) -> str:
    """Return the one question of a reply in the entry's language, or an empty string."""
    lines = [line.strip(' "“”*-') for line in reply.splitlines() if line.strip()]
    asked = plain(lines[0], _LONGEST) if len(lines) == 1 else ""
    is_fit = asked.endswith(("?", "？")) and language_of(asked) == language_of(entry.body)
    return asked if is_fit else ""


def _form_of(text: str) -> str:
    if wishes_to_wait(text):
        return "waiting"
    if names_choice(text):
        return "choice"
    return "intention" if any(map(intends, text.splitlines())) else ""
