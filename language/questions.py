"""How a question refers to the one before it, and what it asks for, by its wording.

The words are in `data/questions.yaml`.
"""

from __future__ import annotations

import re
from functools import cache

from language.figures.names import find_names
from language.word_lists import compile_list, join, load_lists


def asks_for_change(question: str) -> bool:
    """Say whether a question asks how a view changed."""
    return compile_list("questions", "change").search(question) is not None


def asks_for_view(question: str) -> bool:
    """Say whether a question asks for a view or a feeling."""
    return compile_list("questions", "view").search(question) is not None


def is_choice_itself(word: str) -> bool:
    """Say whether a word of a question is but another for the choice that is open."""
    return compile_list("questions", "choice_itself").match(word) is not None


def goes_on(question: str) -> bool:
    """Say whether a question goes on with the one before it, or points back at it."""
    if compile_list("questions", "pointing_back").search(question):
        return True
    begins = _beginning().match(question) is not None
    asks_on = compile_list("questions", "asks_on").search(question) is not None
    return begins or asks_on or _stands_for_person(question)


def without_stand_ins(question: str) -> str:
    """Return a question without the words that stand for somebody."""
    return compile_list("questions", "person").sub(" ", question)


def _stands_for_person(question: str) -> bool:
    """Say whether a pronoun stands for somebody whom the question has not named before it."""
    met = compile_list("questions", "person").search(question)
    if met is None:
        return False
    before = question[: met.start()]
    return not (compile_list("questions", "named_before").search(before) or find_names(before))


@cache
def _beginning() -> re.Pattern[str]:
    lists = load_lists("questions")
    words = [
        word for name in ("going_on", "asking_why") for own in lists[name].values() for word in own
    ]
    return re.compile(rf"(?:{join(words)})\b", re.IGNORECASE)
