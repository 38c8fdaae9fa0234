"""Wordings that show what a choice of life is, and what speaks for or against one.

They are held against texts by meaning, so a list stands for more than it holds
(`data/examples.yaml`).
"""

from __future__ import annotations

from language.word_lists import load_lists


def load_examples(name: str) -> tuple[str, ...]:
    """Return the examples of that name in all languages. Raises: KeyError: there are none."""
    return tuple(text for texts in load_lists("examples")[name].values() for text in texts)
