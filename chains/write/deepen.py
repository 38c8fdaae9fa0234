"""One question to go deeper into what was just written: the model's, which comes with its reading
of the entry, else one of a set of good ones.

Promise: always exactly one, on one line; the entry is sent nowhere for it. Limit: without a model
it is chosen by what the entry speaks of.
"""

from __future__ import annotations

from chains.evidence.render import plain
from journal.entry import Entry
from language.detect import language_of
from language.glossary import load_glossary
from language.phrases import phrase
from language.wording import intends, names_choice, read_polarity, wishes_to_wait

_LONGEST = 200


def deepening_question(entry: Entry, asked: str = "") -> str:
    """Return what a model asked about an entry, if that is one question in the entry's language;
    else the rules' question.
    """
    return _usable(asked, entry) or question_by_rules(entry)


def question_by_rules(entry: Entry) -> str:
    """Return the question that fits what an entry speaks of."""
    return phrase(f"deepen_{_kind_of(entry.body)}", language_of(entry.body))


def _usable(reply: str, entry: Entry) -> str:
    """Return the one question of a reply in the entry's language, or an empty string."""
    lines = [line.strip(' "“”*-') for line in reply.splitlines() if line.strip()]
    asked = plain(lines[0], _LONGEST) if len(lines) == 1 else ""
    is_fit = asked.endswith(("?", "？")) and language_of(asked) == language_of(entry.body)
    return asked if is_fit else ""


def _kind_of(text: str) -> str:
    """Return what a text speaks of first of all."""
    groups = {concept.group for concept in load_glossary().concepts_in(text)}
    good, bad = read_polarity(text)
    kinds = {
        "waiting": wishes_to_wait(text),
        "choice": names_choice(text),
        "money": "pay and money" in groups,
        "torn": good and bad,
        "people": "people and family" in groups,
        "good": good,
        "hard": bad,
        "intention": any(map(intends, text.splitlines())),
    }
    return next((kind for kind, is_so in kinds.items() if is_so), "plain")
