"""Numbers with what belongs to them: `692`, `692` with its particle, `3rd`; they name no topic."""

from __future__ import annotations

import re
from functools import cache

from language.word_lists import join, load_lists


def is_number(text: str) -> bool:
    """Whether a text is only a number, with a counter or a particle after it or not."""
    return _number().fullmatch(text) is not None


@cache
def _number() -> re.Pattern[str]:
    lists = load_lists("terms")
    counters = join((*lists["after_number"]["ko"], *lists["after_number"]["en"]))
    particles = join((*lists["particle"]["ko"], *lists["particle_after_one"]["ko"]))
    return re.compile(rf"\d+(?:{counters})?(?:{particles})?", re.IGNORECASE)
