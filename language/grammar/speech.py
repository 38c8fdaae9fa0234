"""Who spoke, as it is told after a speech: “…?” 팀장님이 물었다, “…?” I asked.

Limit: by the form of the words up to the verb of saying; what was asked for, or a second speech,
stands in none of them: 가격을 물었다.
"""

from __future__ import annotations

import re
from functools import cache

from language.grammar.letters import CAPITALISED
from language.word_lists import join, load_lists

_CLOSED = re.compile(r"[\"'”’」』»]$")
# Who spoke, to whom and how, as they stand between a speech and 물었다.
_SUBJECT_KO = r"(?:(?:[^\W_]+\s)?[^\W_]+(?:이|가|께서|께선|께서는)|[^\W_]+[은는]|난|전)"
_LISTENER_KO = r"[^\W_]+(?:에게|한테|께|더러)"
_MANNER_KO = r"(?:[^\W_]+(?:히|게|며|면서|듯이?|로)|다시|또|겨우|그냥|먼저|바로)"
_SPEAKER_EN = (
    rf"(?:I|We|You|He|She|They|(?:My|Our|Your|His|Her|Their|The)(?:\s[^\W\d_]+){{1,2}}"
    rf"|{CAPITALISED}(?:\s{CAPITALISED})?)"
)
_LISTENER_EN = r"(?:\s(?:to\s)?(?:me|us|you|him|her|them|\w+ly|again|back))?"


def tells_who_spoke(before: str, after: str) -> bool:
    """Say whether `after` begins by telling who spoke what `before` ends with: 팀장님이 물었다."""
    return _CLOSED.search(before) is not None and _speaker().match(after) is not None


@cache
def _speaker() -> re.Pattern[str]:
    saying = load_lists("sentences")["saying"]
    at_once, so = (join(load_lists("sentences")[n]["ko"]) for n in ("said_at_once", "said_so"))
    between = f"(?:(?:{_SUBJECT_KO}|{_LISTENER_KO}|{_MANNER_KO})\\s){{0,3}}"
    korean = f"{at_once}|{_SUBJECT_KO}\\s(?:{so})|{between}(?:{join(saying['ko'])})"
    # "I thought about it" tells of more than who spoke.
    english = rf"{_SPEAKER_EN}\s(?:{join(saying['en'])}){_LISTENER_EN}\s*(?:[.,:;!?…]|$)"
    return re.compile(rf"\s*(?:{korean}|{english})")
