"""A model that counts the statements which their quotes bear out. Optional: it costs one call a
case.

Limit: a model's opinion; for finding the answers worth reading, not for proof.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, Field, ValidationError

from chains.models.asked_model import AskedModel
from chains.models.background_loop import wait_for
from chains.models.chat import read_object
from chains.models.structured import ask_for
from errors import ModelUnavailableError
from evaluation.result import Result
from tracing.null import NullTurn

if TYPE_CHECKING:
    from prompts.library import PromptLibrary

_PATIENCE_S: Final = 60.0


class _Verdict(BaseModel):
    statements: int = Field(ge=0)
    borne_out: int = Field(ge=0)


class ModelJudge:
    """Judges with one model."""

    def __init__(self, model: AskedModel, prompts: PromptLibrary) -> None:
        self._model = model
        self._prompts = prompts

    def __call__(self, result: Result) -> float | None:
        """Return the share of statements that are borne out; None without statements or without a
        usable reply.

        Raises:
            PromptError: the prompt is broken.
        """
        answer = result.answer
        if not answer.text or not answer.citations:
            return None
        quotes = (f"[{each.number}] {each.written_on}: {each.quote}" for each in answer.citations)
        asking = ask_for(
            model=self._model,
            prompt=self._prompts.get("judge"),
            schema=_Verdict.model_json_schema(),
            values={
                "question": result.case.question,
                "answer": f"{answer.text}\n{answer.moved}",
                "quotes": "\n".join(quotes),
            },
            read=_share,
            trace=NullTurn(),
            seconds=_PATIENCE_S,
        )
        try:
            return wait_for(asking)
        except ModelUnavailableError:
            return None


def _share(reply: str) -> float | None:
    try:
        verdict = _Verdict.model_validate(read_object(reply))
    except ValidationError:
        return None
    return min(1.0, verdict.borne_out / verdict.statements) if verdict.statements else None
