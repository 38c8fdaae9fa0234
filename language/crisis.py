"""Whether a text speaks of suicide or of harming oneself.

Promise: idioms of every day, and what is said of work, games, films and programs, do not. Limit:
forms only: what is hinted at in other words is not seen, so no one is ever told that all is well.
"""

from __future__ import annotations

from language.word_lists import compile_list

_FILE = "care/crisis"
_BLANK = " … "


def speaks_of_crisis(text: str) -> bool:
    """Whether somebody should first read where a person can be reached."""
    said = compile_list(_FILE, "crisis")
    if said.search(text) is None:
        return False
    without = compile_list(_FILE, "idioms").sub(_BLANK, text)
    return said.search(without) is not None
