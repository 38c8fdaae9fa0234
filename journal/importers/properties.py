"""Words that a writer put into a property instead of the page: a row of a table whose text is a
field of it.

Limit: what is no sentence (a label, a number, an address, a date) is no entry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from language.dates.recorded import read_recorded

_ADDRESS = re.compile(r"\S+://\S+|\S+@\S+\.\w+|[\w./\\-]+\.\w{2,5}")
_NUMBERS = re.compile(r"[\d\s.,:%+/-]*")
_FEWEST_WORDS = 3
_LONG_LABEL = 2  # words that one of several labels has at most


def words_of(properties: Mapping[str, object], *, but: Sequence[str] = ()) -> str:
    """Return the sentences in the properties of a page, an empty line between them; those named in
    `but` are none."""
    texts = (
        value.strip()
        for name, value in properties.items()
        if isinstance(value, str) and name.strip().lower() not in but
    )
    return "\n\n".join(text for text in texts if _is_prose(text))


def _is_prose(text: str) -> bool:
    if _ADDRESS.fullmatch(text) or _NUMBERS.fullmatch(text):
        return False
    parts = [part.split() for part in text.split(",")]
    are_labels = len(parts) > 1 and all(len(part) <= _LONG_LABEL for part in parts)
    if are_labels and text[-1] not in ".!?…":
        return False
    is_sentence = len(text.split()) >= _FEWEST_WORDS or (" " in text and text[-1] in ".!?…")
    return is_sentence and not _is_date(text)


def _is_date(text: str) -> bool:
    found = read_recorded(text)
    return found is not None and len(text.split()) <= 2 * _FEWEST_WORDS
