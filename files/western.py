"""Whether bytes of one alphabet (cp1252) are Western words: CP949 has a rare syllable for many a
quotation mark before a letter.

Limit: a syllable that alone looks like an apostrophe before a letter is taken for one.
"""

from __future__ import annotations

import re

_WORD = re.compile("[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸƒ]+")
# A quotation mark within a word, or a mark that stands before none.
_MISPLACED = re.compile(r"\w[“”„‚«»‹›¿¡]\w|[ˆ˜™‰†‡¢¤¥¦¨ª¬®¯±²³´¶¸¹º¼½¾][A-Za-z]")
_SHORTEST = 3


def reads_as_western(text: str) -> bool:
    """Whether what is beyond ASCII stands in `text` as in Western words: letters in a word of more
    others, and marks beside one."""
    words = (word for word in _WORD.findall(text) if not word.isascii())
    return all(map(_is_word, words)) and _MISPLACED.search(text) is None


def _is_word(word: str) -> bool:
    accents = sum(not char.isascii() for char in word)
    is_cased = word.islower() or word.istitle() or word.isupper()
    return is_cased and len(word) >= _SHORTEST and accents * 2 < len(word)
