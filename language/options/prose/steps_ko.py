"""Whether a Korean clause is a step that the writer may take, or only leads to the next."""

from __future__ import annotations

from collections.abc import Sequence

from language.grammar.clauses import Clause
from language.options.find import clean_label
from language.options.naming import names_nothing
from language.options.prose.labels_ko import is_plain
from language.options.prose.whose_ko import SELF

STAYING = frozenset(("있", "지내"))  # 그대로 있는 길
THERE = "있"
THEN = frozenset(("고", "고서", "어서", "어", "다가", "은 후", "ᆫ 후"))
LEADING = frozenset(("어서", "아서", "고", "고서", "하여"))
MEANWHILE = frozenset(("면서", "으면서"))
PLAIN_PRESENT = ("ᆫ다", "는다")
LONGEST_LED = 24  # code points of a label


def is_own_deed(clause: Clause) -> bool:
    """Whether the writer may do it: no other person does, and nothing comes about by itself."""
    own = not clause.subject or not (clause.of_other or clause.subject not in SELF)
    return clause.deed and own and is_plain(clause.label)


def label_with_lead(text: str, clauses: Sequence[Clause]) -> str:
    """Return what the last clause tells to do, with what leads to it where its verb alone names
    nothing: 배를 팔고 그만두기, 주사를 맞으면서 버티기.
    """
    clause = clauses[-1]
    before = clauses[-2] if len(clauses) > 1 else None
    if before is None or not names_nothing(clause.label):
        return clause.label
    leads = before.ending in THEN and is_own_deed(before) and not names_nothing(before.label)
    if not leads and before.ending not in MEANWHILE:
        return clause.label
    led = clean_label(f"{text[before.start : before.end]} {clause.label}")
    return led if len(led) <= LONGEST_LED else clause.label


def is_passed(clause: Clause) -> bool:
    """Whether the choice comes after the clause: 합격을 포기하고, 회사에 다니면서."""
    return clause.ending in MEANWHILE or (clause.leaves and clause.ending in THEN)
