"""A model that counts the statements which their quotes bear out. Optional: it costs one call a
case.

Limit: a model's opinion; for finding the answers worth reading, not for proof.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import BaseModel, Field, ValidationError

from chains.models.errors import ProviderError, provider_errors
from evaluation.result import Result

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from prompts.library import PromptLibrary


class _Verdict(BaseModel):
    statements: int = Field(ge=0)
    borne_out: int = Field(ge=0)


class ModelJudge:
    """Judges with one model."""

    def __init__(self, model: BaseChatModel, prompts: PromptLibrary) -> None:
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
        messages = self._prompts.get("judge").render(
            question=result.case.question,
            answer=f"{answer.text}\n{answer.moved}",
            quotes="\n".join(
                f"[{each.number}] {each.written_on}: {each.quote}" for each in answer.citations
            ),
        )
        try:
            with provider_errors():
                reply = self._model.invoke([(role, text) for role, text in messages])
        except ProviderError:
            return None
        return _share(str(reply.text))


def _share(reply: str) -> float | None:
    found = re.search(r"\{.*\}", reply, re.DOTALL)
    try:
        verdict = _Verdict.model_validate_json(found[0]) if found else None
    except ValidationError:
        return None
    if verdict is None or not verdict.statements:
        return None
    return min(1.0, verdict.borne_out / verdict.statements)
