"""What the program itself says in a language: fixed questions, labels that it gives, names for
prompts.

The texts are in `data/phrases.yaml`; what only the screen shows is in `ui/messages`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from language.detect import ENGLISH, KOREAN, LANGUAGES, Language
from language.word_lists import load_data


def phrase(key: str, language: Language) -> str:
    """Return the phrase named `key`.

    Raises:
        KeyError: there is none of that name.
    """
    return _phrases()[key][language]


def name_for_prompt(language: Language) -> str:
    """Return what a prompt calls a language."""
    return phrase("language_name", language)


def names_for_prompts() -> frozenset[str]:
    """Return all that prompts call languages."""
    return frozenset(name_for_prompt(language) for language in LANGUAGES)


def tokenizer_samples() -> tuple[str, str]:
    """Return sentences by which a tokenizer is measured: in wide letters, and in others."""
    return phrase("tokenizer_sample", KOREAN), phrase("tokenizer_sample", ENGLISH)


@cache
def _phrases() -> Mapping[str, Mapping[str, str]]:
    return load_data("phrases")
