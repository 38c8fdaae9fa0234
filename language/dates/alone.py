"""What a question says beside the words of a time: nothing at all, or a particle that they leave.

The words are in `data/questions.yaml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from language.word_lists import join, load_lists

_LONGEST: Final = 40  # characters
_END = re.compile(r"요?\W*$")  # politeness, and marks


def says_only(question: str, start: int, end: int) -> bool:
    """Say whether a question is no more than `question[start:end]`, as one that goes on may be:
    "and this year?", 올해는?
    """
    if max(start, len(question) - end) > _LONGEST:
        return False
    leads_over = _lead_over().fullmatch(question[:start]) is not None
    return leads_over and not _END.sub("", drop_particle(_END.sub("", question[end:])))


def drop_particle(text: str) -> str:
    """Return what follows a word that was taken out, without the particle that it left."""
    return _particle().sub("", text)


@cache
def _lead_over() -> re.Pattern[str]:
    words = load_lists("questions")["going_on"]
    return re.compile(rf"\W*(?:(?:{join(words['en'] + words['ko'])})\b\W*)?", re.IGNORECASE)


@cache
def _particle() -> re.Pattern[str]:
    particles = load_lists("questions")["left_particle"]["ko"]
    return re.compile(rf"^(?:{join(particles)})(?![가-힣])")
