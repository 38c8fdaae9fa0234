"""The words for times, from `language/data/dates.yaml`, and the patterns made of them.

Invariant: read once, never changed; the files are part of the program and tested.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

Language = Literal["ko", "en"]
FEW = "few"
_FOLDER = Path(__file__).parents[1] / "data"


@cache
def load_data(name: str) -> dict[Any, Any]:
    """Return what `language/data/<name>.yaml` holds. Raises nothing: the file is shipped."""
    data: dict[Any, Any] = yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return data


def words_of(table: str, language: Language) -> Mapping[str, Any]:
    """Return a table of words and what each means."""
    words: dict[str, Any] = load_data("dates")[table][language]
    return words


def list_of(table: str, language: Language) -> list[str]:
    """Return a list of words."""
    words: list[str] = load_data("dates")[table][language]
    return words


def any_of(words: Iterable[str], name: str = "") -> str:
    """Return a pattern that meets any of `words`, the longest first; `name` is its group."""
    longest_first = sorted(words, key=len, reverse=True)
    spelled = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
    return f"(?P<{name}>{spelled})" if name else f"(?:{spelled})"


def plain_word(text: str) -> str:
    """Return `text` as the tables spell it: lower case, one space between words."""
    return " ".join(text.casefold().replace("\u2019", "'").split())
