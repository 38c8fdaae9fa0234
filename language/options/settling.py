"""When a choice is settled, put off, or left open, by the wording of a sentence.

Limit: the words are in `data/choosing.yaml`; what one does says more than any word of deciding.
"""

from __future__ import annotations

from language.word_lists import compile_list


def is_settled(text: str) -> bool:
    """Say whether a sentence tells that the writer has settled something."""
    if compile_list("choosing", "not_settled").search(text) or is_put_off(text):
        return False
    return compile_list("choosing", "settled").search(text) is not None


def is_settled_against(text: str) -> bool:
    """Say whether what is named is what was not chosen."""
    return compile_list("choosing", "settled_against").search(text) is not None


def is_put_off(text: str) -> bool:
    """Say whether a choice is put off."""
    return compile_list("choosing", "put_off").search(text) is not None


def leaves(text: str) -> bool:
    """Say whether something is given up for something new."""
    return compile_list("choosing", "leaving_act").search(text) is not None


def stays(text: str) -> bool:
    """Say whether what one has is kept."""
    return compile_list("choosing", "staying_act").search(text) is not None
