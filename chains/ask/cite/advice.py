"""Finds advice in an answer that may only retell: what tells the reader what to do, and points at
no sentence.

Limit: it is told by the form of its words; advice that somebody gave the writer carries a pointer.
"""

from __future__ import annotations

from chains.ask.cite.clauses import clauses
from language.word_lists import compile_list

_ADVISES = compile_list("claims", "advises")


def gives_advice(text: str) -> bool:
    """Say whether a clause without a pointer advises."""
    return any(
        not clause.numbers and _ADVISES.search(text[clause.start : clause.end])
        for clause in clauses(text)
    )
