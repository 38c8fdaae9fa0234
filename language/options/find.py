"""Finds the options that a question weighs, as the person named them.

Limit: rules over wording, for Korean and English; at most four options. Invariant: labels are
unique and on one line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from language.detect import is_hangul
from language.options.english import english_options, object_of
from language.options.korean import korean_options

_MOST = 4
_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOption:
    """One thing being weighed, as the person named it, and the phrases that find it."""

    label: str
    phrases: tuple[str, ...]


def find_options(text: str) -> tuple[AskedOption, ...]:
    """Return the options that `text` weighs, or none. One option stands alone only in "… 할까
    말까".
    """
    if len(text) > 2000:  # a pasted essay weighs more than rules can name
        return ()
    korean = any(is_hangul(char) for char in text)
    found: list[AskedOption] = []
    for label, clause in korean_options(text) if korean else english_options(text):
        name = clean_label(label)
        if name and all(name.casefold() != other.label.casefold() for other in found):
            forms = dict.fromkeys(form for form in (name, object_of(name), clause.strip()) if form)
            found.append(AskedOption(label=name, phrases=tuple(forms)))
    single = len(found) == 1 and not re.search(r"말까|말지|마느냐|or not\b", text)
    return () if single else tuple(found[:_MOST])


def clean_label(label: str) -> str:
    """Return a label fit for one line: no brackets, marks or line breaks, at most 60 characters."""
    plain = re.sub(r"[\[\]{}<>#*_`|\"“”‘’「」『』\s]+", " ", label)
    return plain.strip(" ,.?!:;")[:_LONGEST].strip()
