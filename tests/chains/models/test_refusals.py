"""Refusals as servers word them, run through the whole chain: what each means for the person."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.chains.models.wire import GOOD, Form, check, refuse, said, told
from tests.model_server import Fail, Json, ModelServer, Say, Step, asks_for_plan
from vectorstore.index import JournalIndex


def refuse_extras(request: Json) -> Fail | Say:
    extra = {"loc": ["body", "stream_options"], "msg": "Extra inputs are not permitted"}
    return told(422, {"detail": [extra]}) if "stream_options" in request else said(GOOD)


def refuse_once() -> Step:
    """Refuse the first request for an answer."""
    refusal = told(429, {"error": {"message": "slow down"}}, Retry_After="0")
    steps = iter([refusal])
    return lambda asked: said(GOOD) if asks_for_plan(asked) else next(steps, said(GOOD))


FORMS = (
    *(
        Form(
            each["name"],
            Fail(status=each["status"], body=each["body"], headers=each.get("headers", {})),
            each["problem"],
            None if each["asked"] == "any" else each["asked"],
        )
        for each in yaml.safe_load((Path(__file__).parent / "refusals.yaml").read_text("utf-8"))
    ),
    Form(
        "LiteLLM, unsupported",
        refuse(
            "stream_options",
            message="litellm.UnsupportedParamsError: does not support: ['stream_options']",
        ),
        asked=2,
    ),
    Form("Mistral, forbidden extras", refuse_extras, asked=2),
    Form("429 once", refuse_once(), asked=2),
)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_refusal_ends_in_an_answer_or_a_sentence(
    index: JournalIndex, models: ModelServer, form: Form, capfd: pytest.CaptureFixture[str]
) -> None:
    check(form, index, models, capfd)
