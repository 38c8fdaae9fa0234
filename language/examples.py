"""Wordings that show what a choice of life is, what speaks for or against one, and what words name.

They are held against texts by meaning, so a list stands for more than it holds
(`data/meaning/examples.yaml`, `particular.yaml`).
"""

from __future__ import annotations

from language.word_lists import load_lists


def load_examples(name: str) -> tuple[str, ...]:
    """Return the examples of that name in all languages. Raises: KeyError: there are none."""
    lists = {**load_lists("meaning/examples"), **load_lists("meaning/particular")}
    return tuple(text for texts in lists[name].values() for text in texts)
