"""What the program itself says in a language: fixed questions, labels that it gives, names for
prompts.

The texts are in `data/phrases.yaml`; what only the screen shows is in `ui/messages`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from language.detect import LANGUAGES, Language


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


@cache
def _phrases() -> Mapping[str, Mapping[str, str]]:
    file = Path(__file__).parent / "data" / "phrases.yaml"
    loaded: dict[str, dict[str, str]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return loaded
