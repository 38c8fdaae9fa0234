"""What a model may call the parts of its answer and the passages it points at, in either language,
and how its server says that a prompt was too long.

The words are in `data/model_words.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from language.word_lists import compile_list, load_lists


@cache
def answer_sections() -> Mapping[str, str]:
    """Return the section that each heading stands for, headings in small letters."""
    return {
        heading: section.removeprefix("section_")
        for section, kinds in load_lists("model_words").items()
        if section.startswith("section_")
        for words in kinds.values()
        for heading in words
    }


@cache
def answer_proper() -> frozenset[str]:
    """Return the headings before which nothing is answer, in small letters."""
    kinds = load_lists("model_words")["answer_proper"]
    return frozenset(word for words in kinds.values() for word in words)


@cache
def thinking_tag_parts() -> tuple[str, ...]:
    """Return what may stand behind the name of a tag that holds thinking."""
    kinds = load_lists("model_words")["thinking_tag_part"]
    return tuple(word for words in kinds.values() for word in words)


@cache
def thinking_tags() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what tags are called that hold thinking: by words that mean nothing else, and by
    ordinary words.
    """
    lists = load_lists("model_words")
    plain, ordinary = (
        tuple(word for words in lists[name].values() for word in words)
        for name in ("thinking_tag", "thinking_tag_ordinary")
    )
    return plain, ordinary


@cache
def passage_words() -> tuple[str, ...]:
    """Return the words that may stand before the number of a passage."""
    return tuple(word for words in load_lists("model_words")["passage"].values() for word in words)


def tells_too_long() -> re.Pattern[str]:
    """Return the pattern of a prompt that was too long, told in another language than English."""
    return compile_list("model_words", "too_long")
