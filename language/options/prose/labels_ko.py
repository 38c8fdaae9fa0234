"""Labels that a Korean sentence gives, each with where it stands."""

from __future__ import annotations

from language.options.naming import means_staying
from language.options.prose.place import Place
from language.word_lists import compile_list

# What a clause may only say “thing” for: 가는 것, 하는 편; and what weighs it: …이 낫다.
THING = frozenset(("것", "거", "게", "편", "쪽"))
BETTER = frozenset(("낫", "좋", "맞", "어떻", "옳", "어떠하"))


def is_plain(label: str) -> bool:
    """Say whether a label names something, and does not ask for it."""
    asks = compile_list("choosing", "asking_word").search(label) and not means_staying(label)
    return len(label) > 1 and not asks


def unique(found: list[Place]) -> list[Place]:
    """Return each label once, where it stands first."""
    labels: dict[str, Place] = {}
    for each in found:
        labels.setdefault(each[0], each)
    return list(labels.values())
