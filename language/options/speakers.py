"""Tells a heading that brings what somebody says from one that names an option: "Mina says: …".

Limit: a verb of saying, or a speech in quotation marks; what a person says without either is not
known from an option.
"""

from __future__ import annotations

from language.grammar.clauses import clauses_of
from language.options.prose.whose_ko import SELF
from language.quotation import is_speech
from language.word_lists import compile_list, load_lists


def brings_speech(head: str, told: str) -> bool:
    """Say whether a heading brings a speech: it ends in a verb of saying, or what it has to tell
    is in quotation marks and no more.
    """
    said = compile_list("choosing", "saying_head").search(head.rstrip()) is not None
    return said or is_speech(told) or _is_said(head)


def _is_said(head: str) -> bool:
    """Say whether a Korean heading tells that somebody says something: 누나가 말하길, 의사가 한 말;
    not what the writer would say (엄마에게 말하기).
    """
    clauses = clauses_of(head)
    if not any(each.subject for each in clauses) or clauses[0].subject in SELF:
        return False
    lists, last = load_lists("choosing"), clauses[-1]
    says = last.stem in lists["saying_verb"]["stems"]
    said = last.stem in lists["told_verb"]["stems"] and last.head in lists["speech"]["ko"]
    return said or (says and not last.head)
