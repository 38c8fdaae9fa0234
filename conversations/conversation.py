"""A conversation and the turns in it, as they are kept."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from chains.ask.events import Answer, Plan, Question

NAME_LENGTH: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A named row of turns; times carry their zone. The name is empty until the first question
    gives one.
    """

    id: str
    name: str
    created_at: datetime
    updated_at: datetime
    turns: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTurn:
    """One question with its answer. `thumbs` is 1, 0 or None, `comment` the reason given with
    it.
    """

    id: str
    conversation_id: str
    asked_at: datetime
    question: Question
    plan: Plan | None
    answer: Answer
    thumbs: int | None = None
    comment: str = ""


def tidy_name(text: str) -> str:
    """Return a name of one line and at most 40 characters, cut at a word where there is one near
    the end.
    """
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if len(name) <= NAME_LENGTH:
        return name
    cut = name[: NAME_LENGTH - 1]
    at_word = cut.rfind(" ")
    return (cut[:at_word] if at_word > NAME_LENGTH // 2 else cut).rstrip() + "…"
