"""`python -m evaluation run`, end to end: real journal, real index, real HTTP to models and
Langfuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluation.__main__ import main
from evaluation.case_store import CaseStore
from journal.samples import install_sample
from prompts import build_prompt_library
from tests.langfuse_server import LangfuseServer
from tests.model_server import ModelServer, Say


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "CHAT_MODEL", "EMBEDDING_MODEL"):
        monkeypatch.setenv(name, "")
    for name in ("LANGFUSE_BASE_URL", "LANGFUSE_PUBLIC_KEY", "LANGFUSE_SECRET_KEY"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("STATE_DIR", str(tmp_path / "state"))


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with ModelServer() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "k")
        monkeypatch.setenv("CHAT_MODEL", "fake-chat")
        yield server


@pytest.fixture
def langfuse(monkeypatch: pytest.MonkeyPatch) -> Iterator[LangfuseServer]:
    """Always our own server: these runs are of made-up answers, which no real project should be
    filled with.
    """
    with LangfuseServer() as server:
        monkeypatch.setenv("LANGFUSE_BASE_URL", server.url)
        monkeypatch.setenv("LANGFUSE_PUBLIC_KEY", server.public_key)
        monkeypatch.setenv("LANGFUSE_SECRET_KEY", server.secret_key)
        yield server


def test_the_sample_is_measured_without_a_model(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run"]) == 0
    said = capsys.readouterr().out
    assert "40 cases, quotes only" in said
    retrieval = re.search(r"all \(40\) +([\d.]+) +([\d.]+)", said)
    assert retrieval is not None
    assert float(retrieval[2]) > 0.7
    assert re.search(r"nothing-written \(4\) +– +– +", said)


def test_a_persons_own_cases_are_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install_sample(tmp_path / "journal")
    CaseStore(tmp_path / "state" / "cases.yaml").save_case(
        "연구실에 왜 들어갔지?", ["sample-2022-06-24"]
    )
    assert main(["run", "--journal", str(tmp_path / "journal")]) == 0
    assert "1 cases" in capsys.readouterr().out


def test_versions_are_compared_side_by_side(
    model: ModelServer, langfuse: LangfuseServer, capsys: pytest.CaptureFixture[str]
) -> None:
    local = build_prompt_library().get("answer")
    messages = [{"role": role, "content": text} for role, text in local.template]
    langfuse.add_prompt("answer", messages)
    langfuse.add_prompt(
        "answer",
        [{**messages[0], "content": messages[0]["content"] + " VERSION TWO"}, *messages[1:]],
    )
    model.script(*[_by_version] * 400)
    assert main(["run", "--limit", "3", "--prompt", "answer@1", "--against", "answer@2"]) == 0
    said = capsys.readouterr().out
    assert re.search(r"answer@1 +answer@2 +change", said)
    assert "Cases that changed: 3 of 3" in said
    assert re.search(r"input_tokens +[\d,]+ +[\d,]+", said)
    received = langfuse.wait_for(
        lambda got: any(score.get("datasetRunId") for score in got.scores.values())
    )
    assert len(received.items) == 3
    runs = {span.attributes.get("langfuse.experiment.name") for span in received.spans} - {None}
    assert len(runs) == 2
    linked = {
        span.attributes.get("langfuse.observation.prompt.version")
        for span in received.spans
        if span.kind == "generation" and span.name == "answer"
    }
    assert linked == {1, 2}
    by_run = {
        score["datasetRunId"] for score in received.scores.values() if score.get("datasetRunId")
    }
    assert len(by_run) == 2
    names = {score["name"] for score in received.scores.values() if score.get("datasetRunId")}
    assert {
        "recall_at_10",
        "ndcg_at_10",
        "citation_precision",
        "quotes_valid",
        "latency_s",
    } <= names


def _by_version(request: dict[str, object]) -> Say:
    said = str(request["messages"])
    if "VERSION TWO" in said:
        return Say(text="이 답은 가리키는 곳이 없다.")
    return Say(text="첫 문장이 그렇게 말한다 [1.1].")


def test_an_unchanged_case_is_not_made_again(langfuse: LangfuseServer) -> None:
    for _ in range(2):
        assert main(["run", "--limit", "3"]) == 0
    made = [body for body in langfuse.received.bodies if b'"datasetName"' in body]
    assert len(made) == 3


def test_masked_runs_hold_no_question(
    langfuse: LangfuseServer, model: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGFUSE_CONTENT", "masked")
    model.script(*[lambda _: Say(text="정규직 제안을 받고 싶다고 썼다 [1.1].")] * 20)
    assert main(["run", "--limit", "4"]) == 0
    langfuse.wait_for(lambda got: any(score.get("datasetRunId") for score in got.scores.values()))
    for body in langfuse.received.bodies:
        for words in (
            "대학원에 갈까",
            "Grad school or industry",
            "제안을 받",
            "\\ub300\\ud559\\uc6d0\\uc5d0",
        ):
            assert words.encode() not in body


def test_a_judge_is_asked_only_when_wanted(
    model: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    def judge(request: dict[str, object]) -> Say:
        if "borne_out" in str(request["messages"]):
            return Say(text='```json\n{"statements": 2, "borne_out": 1}\n```')
        return Say(text="첫 문장이 그렇게 말한다 [1.1].")

    model.script(*[judge] * 20)
    assert main(["run", "--limit", "1", "--judge"]) == 0
    assert re.search(r"a-or-b \(1\).* 0\.500\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--prompt", "answer@file"], "needs a model"),
        (["--cases", "no-such-file.yaml"], "cannot be used"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", *arguments]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.usefixtures("model")
def test_an_unknown_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--limit", "1", "--prompt", "answer@99"]) == 2
    assert "There is no version answer@99" in capsys.readouterr().err
