"""Whose view a sentence tells, and of what.

Limit: words as they are written, in their stems; other words for the same thing are other things.
"""

from __future__ import annotations

from language.detect import is_korean
from language.grammar.content_words import content_words, word_beginnings
from language.grammar.morphology import analyse
from language.grammar.sentences import Span
from language.options.laid import is_of_before, is_of_other
from language.quotation import is_cut_off, is_within_quotation
from language.word_lists import compile_list
from language.wording import compared_less, reports_speech, tells_of_others

_LONGEST = 90
_CONTENT = frozenset(("NNG", "NNP", "XR", "SL", "VV"))


def is_own_view(body: str, span: Span) -> bool:
    """Say whether a sentence is short, and tells what the writer thinks, not what was said."""
    text = body[slice(*span)]
    if len(text) > _LONGEST or text.rstrip().endswith("?") or is_cut_off(text):
        return False
    of_others = reports_speech(text) or tells_of_others(text) or is_of_other(text)
    other_time = is_of_before(text) or bool(compared_less(text))
    return not (of_others or other_time or is_within_quotation(body, span[0]))


def words_said(text: str) -> frozenset[str]:
    """Return what a sentence speaks of: its nouns and verbs in their stems, without the words that
    praise or blame.
    """
    bare = compile_list("wording", "good").sub(" ", text)
    bare = compile_list("wording", "bad").sub(" ", bare)
    if is_korean(text):
        return frozenset(each.form for each in analyse(bare) if each.tag in _CONTENT)
    return word_beginnings(" ".join(content_words(bare)))
