"""The words of an English question that frame what it weighs: "is Ewan better off …", "was I right
to …", "should I have …".

Promise: a frame tells who weighs and how, and nothing of what is weighed. Limit: form alone; what
is asked to have been right is weighed only against something that is framed as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from language.grammar.irregular_english import irregular
from language.word_lists import join, load_lists

_WHO = r"(?:i|we|you|he|she|they|(?:my|our|his|her|their|the) \w+(?!\s+to\b)|(?-i:[A-Z])[\w’'-]+)"
_BE = r"(?:am|is|are|was|were)(?:n[’']t)?"
_WOULD = r"(?:would|will|might|could)(?:n[’']t)?"
_SUCH = r"(?:an?|the)\s+(?:\w+\s+)?\w+"  # a mistake, the right thing
_HOW = r"(?:(?:really|still|just|ever|actually|perhaps|not|even|much|far)\s+)?"
# "Was it nothing?": a part that asks again without a frame weighs nothing against the first.
_ASKS_AGAIN = re.compile(
    r"^(?:(?:am|is|are|was|were|did|does|has|had|who|what|when|why|how|where)\b"
    r"|(?:do|have|will|would|could|can) (?:i|we|you|he|she|it|they)\b"
    r"|\w+ (?:was|were|is|had|did)\b)",
    re.IGNORECASE,
)


def weighs_framed(clauses: Sequence[str]) -> bool:
    """Say whether the parts of a question, cut at "or", weigh what its first one frames."""
    first, *others = clauses
    judged = _judged().match(first)
    if not others or not (judged or _frame().match(first)):
        return False
    if judged and not all(map(begins_with_frame, others)):
        return False
    return not any(_ASKS_AGAIN.match(without_frame(each)) for each in others)


def without_frame(words: str) -> str:
    """Return what is weighed, without what frames it: "should I have kept it" → "kept it"."""
    bare = _frame().sub("", _judged().sub("", words.strip()))
    did = _have_done().match(bare)
    return bare[did.end() :] if did else bare


def begins_with_frame(words: str) -> bool:
    """Say whether words begin with a frame."""
    return bool(_frame().match(words) or _judged().match(words))


@cache
def _judged() -> re.Pattern[str]:
    """What is asked to have been right, which need be no choice: "was I right to go?"."""
    fitting, fitter, thinking = (
        join(load_lists("weighing")[each]["en"]) for each in ("fitting", "fitter", "thinking")
    )
    to = rf"(?:to(?!\s+(?:{thinking})\b)|(?=not\s+to\b))\s*"
    return re.compile(
        rf"^(?:(?:{_BE})\s+{_WHO}\s+{_HOW}(?:{fitting})\s+{to}"
        rf"|(?:was|were)(?:n[’']t)?\s+it\s+{_HOW}(?:{fitting}|{fitter}|{_SUCH})\s+"
        rf"(?:for {_WHO}\s+)?{to}"
        rf"|did\s+{_WHO}\s+do\s+(?:right|well|wrong|best)\s+{to})",
        re.IGNORECASE,
    )


@cache
def _frame() -> re.Pattern[str]:
    """What asks for the better of two: "is Ewan better off", "would it be wiser to"."""
    fitting, fitter = (join(load_lists("weighing")[each]["en"]) for each in ("fitting", "fitter"))
    fit = rf"(?:{fitting}|{fitter})"
    return re.compile(
        rf"^(?:{_BE}\s+{_WHO}\s+{_HOW}(?:better|best)\s+off\s+"
        rf"|{_WOULD}\s+(?:it|{_WHO})\s+{_HOW}(?:be|have\s+been)\s+{_HOW}{fit}(?:\s+off)?\s+"
        rf"(?:(?:for\s+{_WHO}\s+)?to\s+)?"
        rf"|(?:is|isn[’']t)\s+it\s+{_HOW}(?:{fit}|{_SUCH})\s+(?:for\s+{_WHO}\s+)?to\s+"
        rf"|is(?:n[’']t)?\s+it\s+{_HOW}(?:{fitter})\s+(?:for\s+{_WHO}\s+)?"
        r"(?:to\s+|(?=\w+ing\b))"
        rf"|(?:am|is|are)\s+{_WHO}\s+{_HOW}(?:better|best|wiser)\s+to\s+"
        rf"|(?:is|isn[’']t|was|wasn[’']t)\s+it\s+{_HOW}worth(?:while)?\s+(?!\w+thing\b)(?=\w+ing\b)"
        rf"|{_WOULD}\s+it\s+(?:be|have\s+been)\s+{_HOW}worth(?:while)?\s+(?!\w+thing\b)(?=\w+ing\b)"
        rf"|(?:am|is|are)\s+{_WHO}\s+{_HOW}(?:{fitter})\s+(?=\w+ing\b)"
        rf"|had\s+{_WHO}\s+(?:better|rather)\s+"
        r"|would(?:n[’']t)?\s+it\s+be\s+"
        r"|(?:what\s+(?:are|were)\s+)?(?:the\s+)?pros\s+and\s+cons\s+of\s+"
        rf"|{_WOULD}\s+{_WHO}\s+{_HOW}rather\s+"
        rf"|(?:should|shall|ought)(?:n[’']t)?\s+{_WHO}\s+{_HOW}(?:to\s+)?)",
        re.IGNORECASE,
    )


@cache
def _have_done() -> re.Pattern[str]:
    """ "Have" that tells only that it is past: have kept, not have children."""
    no_participle = load_lists("weighing")["no_participle"]["en"]
    forms = join([*load_lists("weighing")["participle"]["en"], *irregular().keys()])
    return re.compile(
        rf"^have\s+(?=(?:\w+ly\s+|just\s+)?(?!(?:{join(no_participle)})\b)(?:{forms})\b)",
        re.IGNORECASE,
    )
