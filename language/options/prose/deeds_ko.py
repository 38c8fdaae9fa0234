"""What a Korean phrase names as a deed, and says nothing of: an item of a list, one or the
other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from language.grammar.clauses import Clause, clauses_of, label_of_phrase
from language.options.list_items import label_item
from language.options.naming import means_staying, names_nothing
from language.options.prose.labels_ko import is_plain, unique
from language.options.prose.place import Place
from language.options.prose.steps_ko import LEADING, PLAIN_PRESENT, STAYING, is_own_deed, is_passed
from language.options.prose.ways_ko import label_of_way
from language.options.prose.whose_ko import DESCRIBING

THING_AND = re.compile(r"\s*(?:것|거|일)(?:과|이랑|하고),?\s")
EITHER_ENDING = re.compile(r"(?:거나|든지|든가)$")
_MAY_NAME = re.compile(r"[것거일](?:과|이랑|하고),?\s")
_THING_END = re.compile(r"\s*(?:것|거|일)?[.!…]*$")
_NAMED = frozenset(("기", "는 것", "는 거"))


def deeds_in(text: str) -> list[Place]:
    """Return what a sentence without a predicate names as one deed and another: …하는 것과 …하는
    것.
    """
    clauses = clauses_of(text) if _MAY_NAME.search(text) else ()
    things = [
        each
        for each in clauses
        if each.ending == "는 것" and (is_own_deed(each) or (each.deed and not each.subject))
    ]
    if len(things) < 2 or not _THING_END.match(text[things[-1].end :]):
        return []
    if not all(THING_AND.match(text[each.end :]) for each in things[:-1]):
        return []
    found = [(_label_of_step(clauses, each), each.start, each.end) for each in things]
    return [] if all(names_nothing(label) for label, _, _ in found) else found


def either_in(text: str) -> list[Place]:
    """Return what a sentence lays side by side: …하거나 …하는 것이다, …하는 것과 …하는 것."""
    clauses = clauses_of(text)
    cuts = [
        at
        for at, each in enumerate(clauses)
        if EITHER_ENDING.search(each.ending) or THING_AND.match(text[each.end :])
    ]
    if not cuts:
        return []
    starts = [0, *(clauses[at].end for at in cuts)]
    ends = [*(clauses[at].end for at in cuts), len(text)]
    labels = [
        (item_label(text[start:end].strip(" ,.")), start, end)
        for start, end in zip(starts, ends, strict=True)
    ]
    return unique([each for each in labels if is_plain(each[0])])


def item_label(text: str) -> str:
    """Return what an item of a list of options is called, or nothing."""
    first, _, later = text.partition(" 후 ")
    if later and not any(each.deed for each in clauses_of(first)):
        return label_item(text)  # 개발자로 취업 후 경력 쌓기
    clauses = clauses_of(text)
    for clause in clauses:
        if clause.ending in DESCRIBING and clause is not clauses[-1]:
            continue  # 3년 묵힌 만화를 연재
        if clause.deed and len(clause.label) > 1 and not is_passed(clause):
            if _is_mere_step(clause) and clause is not clauses[-1]:
                continue
            return clause.label
    stays = (e for e in clauses if e.stem in STAYING and means_staying(text[e.start : e.end]))
    if staying := next(stays, None):
        return staying.label
    rest = text[clauses[-1].end :] if clauses else text
    return label_of_phrase(rest.strip(" .,!?")) if clauses else label_item(text)


def row_label(text: str) -> str:
    """Return what a sentence that is no more than one deed among others names, or nothing."""
    return item_label(text.strip(" .!")) if is_bare_deed(text) else ""


def is_plan(text: str) -> bool:
    """Say whether a sentence tells what one does from now on: 한 번 더 본다."""
    clauses = clauses_of(text)
    return is_deed(text) and clauses[-1].ending in PLAIN_PRESENT


def is_bare_deed(text: str) -> bool:
    """Say whether a sentence names what one does, and states nothing: 한 학기 더 다니기."""
    clauses = clauses_of(text)
    stays = bool(clauses) and clauses[-1].stem in STAYING and means_staying(text)
    return (is_deed(text) or stays) and clauses[-1].ending in _NAMED


def is_deed(text: str) -> bool:
    """Say whether a phrase names something that one does."""
    clauses = clauses_of(text)
    return bool(clauses) and clauses[-1].deed and not clauses[-1].of_other


def _label_of_step(clauses: Sequence[Clause], clause: Clause) -> str:
    """Return what a step is called, from the one that leads to it."""
    at = clauses.index(clause)
    stays = at and clauses[at - 1].ending == "어" and means_staying(clauses[at - 1].label)
    return clauses[at - 1].label if stays else label_of_way(clauses[: at + 1])


def _is_mere_step(clause: Clause) -> bool:
    """Whether the clause only leads to the next, and says no more than that: 내려가서."""
    return clause.ending in LEADING and " " not in clause.label
