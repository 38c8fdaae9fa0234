"""What the model is asked for when it reads an entry for decisions: a schema, and a reader of what
comes back.

Limit: a reply may be fenced or stand in prose; a cut-off one is no reply. Invariant: only pointers
come out of here as evidence; no words of the model pose as a quote.
"""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Pointed = str
MOST = 10


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)


class OptionReply(_Part):
    """An option and where it is named."""

    label: str
    at: Pointed


class ReasonReply(_Part):
    """A sentence for or against an option."""

    option: str
    side: Literal["for", "against", "mixed"]
    at: Pointed
    basis: Literal["experience", "fact", "person", "assumption", "feeling"] = "experience"
    about: str = ""


class TensionReply(_Part):
    """Two sentences that pull against each other."""

    at: Pointed
    against: Pointed


class CriterionReply(_Part):
    """What the choice is measured by."""

    label: str
    at: Pointed


class StanceReply(_Part):
    """Where the writer stands."""

    option: str
    lean: int = Field(ge=-2, le=2)
    confidence: int | None = Field(default=None, ge=0, le=100)
    at: Pointed


class DecideByReply(_Part):
    """Until when."""

    words: str
    at: Pointed
    first: str | None = None
    last: str | None = None


class UnknownReply(_Part):
    """What has to be found out."""

    question: str
    how: str = ""
    at: Pointed


class AdviceReply(_Part):
    """What somebody said."""

    who: str
    at: Pointed


class ActionReply(_Part):
    """What the writer will do."""

    text: str
    at: Pointed


class DecisionReply(_Part):
    """One decision in the entry; lists keep what validates, so that one bad item costs only
    itself.
    """

    known: str | None = None
    question: str
    asked_at: Pointed = ""
    options: list[Any] = Field(default_factory=list)
    reasons: list[Any] = Field(default_factory=list)
    tensions: list[Any] = Field(default_factory=list)
    criteria: list[Any] = Field(default_factory=list)
    stances: list[Any] = Field(default_factory=list)
    decide_by: Any = None
    unknowns: list[Any] = Field(default_factory=list)
    advice: list[Any] = Field(default_factory=list)
    actions: list[Any] = Field(default_factory=list)


class EntryReply(_Part):
    """All decisions in the entry, and one question to go deeper into it."""

    decisions: list[DecisionReply]
    deepen: str = ""


def read_decisions(text: str) -> EntryReply | None:
    """Return what a reply holds, or None when it is not what was asked for."""
    match = re.search(r"\{.*\}", text, re.DOTALL)
    try:
        return EntryReply.model_validate_json(match[0]) if match else None
    except ValidationError:
        return None


def _text(**more: Any) -> dict[str, Any]:
    return {"type": "string", **more}


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _list(**properties: Any) -> dict[str, Any]:
    return {"type": "array", "items": _object(**properties)}


_MAYBE = {"type": ["string", "null"]}
SCHEMA: dict[str, Any] = {
    "title": "decisions",
    "description": "The decisions that this entry is about, as pointers to its sentences.",
    **_object(
        decisions=_list(
            known=_MAYBE,
            question=_text(),
            asked_at=_text(),
            options=_list(label=_text(), at=_text()),
            reasons=_list(
                option=_text(),
                side=_text(enum=["for", "against", "mixed"]),
                at=_text(),
                basis=_text(enum=["experience", "fact", "person", "assumption", "feeling"]),
                about=_text(),
            ),
            tensions=_list(at=_text(), against=_text()),
            criteria=_list(label=_text(), at=_text()),
            stances=_list(
                option=_text(),
                lean={"type": "integer"},
                confidence={"type": ["integer", "null"]},
                at=_text(),
            ),
            decide_by={
                "anyOf": [
                    _object(words=_text(), at=_text(), first=_MAYBE, last=_MAYBE),
                    {"type": "null"},
                ]
            },
            unknowns=_list(question=_text(), how=_text(), at=_text()),
            advice=_list(who=_text(), at=_text()),
            actions=_list(text=_text(), at=_text()),
        ),
        deepen=_text(),
    ),
}
