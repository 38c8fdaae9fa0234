"""Forms of replies and refusals, and what has to come of each through the whole chain."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pytest

from chains.ask.events import Answer, Question, Token
from chains.models.connect import connect_asked_model
from config.settings import ModelSettings
from tests.chains.conftest import ENTRIES, chain_over
from tests.model_server import Fail, Json, ModelServer, Raw, Say, Step
from vectorstore.index import JournalIndex

ASKED = Question(text="대학원에 갈까, 취업할까?")
SAID = "논문이 붙어서 기뻤다고 썼어요"
GOOD = f"{SAID} [1.2].\n## gaps\n- 가족의 생각\n## question\n무엇이 두렵나요?"
THOUGHT = "SECRETLY I should weigh [2.1] first, then [3.1]."


@dataclass(frozen=True)
class Form:
    """A way of answering, and what has to come of it: no problem, or this one."""

    name: str
    step: Step
    problem: str = ""
    # How many requests for the answer, after what that for a plan taught; None for any number.
    asked: int | None = 1
    answers: Mapping[str, object] = field(default_factory=dict)  # what other paths give


def refuse(named: str, status: int = 400, **body: object) -> Callable[[Json], Fail | Say]:
    """Refuse requests that hold a part, by name, until they hold it no more."""

    def step(request: Json) -> Fail | Say:
        messages = request["messages"]
        assert isinstance(messages, list)
        roles = {each["role"] for each in messages}
        holds = bool(request.get(named)) or named in roles
        told = str(body.get("message", f"{named} is not supported"))
        return Fail(status=status, message=told) if holds else Say(text=GOOD)

    return step


def events(*chunks: object, done: bool = True) -> Raw:
    """Return chunks as a stream of events."""
    lines = [f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n" for chunk in chunks]
    return Raw(body="".join([*lines, "data: [DONE]\n\n" if done else ""]).encode())


def chunk(content: object = None, reason: str | None = None, **more: object) -> Json:
    delta = {"content": content} if content is not None else {}
    choice = {"index": 0, "delta": {**delta, **more}, "finish_reason": reason}
    return {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"} | {
        "choices": [choice]
    }


def whole(**message: object) -> Json:
    choice = {"index": 0, "message": {"role": "assistant", **message}, "finish_reason": "stop"}
    return {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}


def said(text: str, **how: object) -> Say:
    return Say(text=text, **how)  # type: ignore[arg-type]


END = chunk(reason="stop")
PLAIN = events(chunk(GOOD), END)
HALVES = (chunk(GOOD[:20]), chunk(GOOD[20:]))
USAGE = {"prompt_tokens": 900, "completion_tokens": 60, "total_tokens": 960}


def told(status: int, body: object, **headers: str) -> Fail:
    """Fail with a body of its own."""
    text = body if isinstance(body, str) else json.dumps(body)
    return Fail(
        status=status, body=text, headers={k.replace("_", "-"): v for k, v in headers.items()}
    )


def raw(text: str | bytes, **how: object) -> Raw:
    """Answer with these bytes."""
    return Raw(body=text.encode() if isinstance(text, str) else text, **how)  # type: ignore[arg-type]


def bare(data: object) -> str:
    """Return one event."""
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"


def in_choice(choice: Json, **head: object) -> Json:
    """Return a piece whose one choice holds this."""
    return {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", **head} | {
        "choices": [{"index": 0, **choice}]
    }


def null(**more: object) -> Json:
    """Return a piece whose content is null."""
    return in_choice({"delta": {"content": None, **more}, "finish_reason": None})


def run(index: JournalIndex, models: ModelServer, form: Form) -> tuple[list[Token], Answer]:
    models.always, models.answers = form.step, form.answers
    models.requests.clear()
    model = connect_asked_model(ModelSettings(base_url=models.url, chat_model="fake-chat"))
    found = list(chain_over(index, model).stream(ASKED))
    answer = found[-1]
    assert isinstance(answer, Answer)
    return [each for each in found if isinstance(each, Token)], answer


def check(
    form: Form, index: JournalIndex, models: ModelServer, capfd: pytest.CaptureFixture[str]
) -> None:
    """Ask through the whole chain and compare what came."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        tokens, answer = run(index, models, form)
    shown = "\n".join([answer.text, answer.moved, *answer.gaps, answer.question])
    assert "SECRETLY" not in shown
    assert "should weigh" not in shown
    if THOUGHT in json.dumps(str(form.step), ensure_ascii=False):
        assert all(each.entry_id == ENTRIES[0].id for each in answer.citations if answer.text)
    assert (answer.problem.key if answer.problem else "") == form.problem
    if form.problem:
        assert answer.problem is not None
        assert str(answer.problem)
        assert answer.citations  # quotes at least
    else:
        assert SAID in answer.text
        assert answer.finish == "complete"
        if not form.name.startswith("overflow"):  # with fewer passages, other numbers
            assert [each.quote for each in answer.citations] == ["논문이 붙어서 기뻤다."]
        assert answer.citations
        assert "가족의 생각" in answer.gaps
        assert answer.question == "무엇이 두렵나요?"
        assert not any(mark in shown for mark in "`|<😊✨")
    if form.asked is not None:
        assert len(models.answers_asked) == form.asked
    again = [at for at, token in enumerate(tokens) if token.again]
    kept = tokens[again[-1] + 1 :] if again else tokens
    assert "".join(t.text for t in kept if t.section == "answer").strip() == answer.text
    noise = capfd.readouterr()
    told = f"{noise.out}{noise.err}{[str(each.message) for each in warned]}"
    assert "논문" not in told
