"""`python -m chains ask`: once in a process of its own, as a person runs it, then in this one."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from chains.__main__ import main
from journal.samples import install_sample
from journal.store import EntryStore
from tests.model_server import Fail, ModelServer, Say, prompt_of
from tests.without_models import without_models
from vectorstore.index import open_index

ROOT = Path(__file__).parents[2]
UNSET = (
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "CHAT_MODEL",
    "EMBEDDING_MODEL",
    "LANGFUSE_BASE_URL",
    "LANGFUSE_PUBLIC_KEY",
    "LANGFUSE_SECRET_KEY",
)


@dataclass(frozen=True, kw_only=True)
class Finished:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.stdout.splitlines()]


Ask = Callable[..., Finished]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample journal and a state folder, used by every command here."""
    folder = tmp_path_factory.mktemp("asked")
    install_sample(folder / "journal")
    return folder


@pytest.fixture
def ask(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run one command over the sample, found by its words alone; `lines` is standard input."""
    for name in UNSET:
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("JOURNAL_DIR", str(home / "journal"))
    monkeypatch.setenv("STATE_DIR", str(home / "state"))

    def run(*arguments: str, lines: str = "") -> Finished:
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        capsys.readouterr()
        code = main(["ask", *arguments])
        said = capsys.readouterr()
        return Finished(returncode=code, stdout=said.out, stderr=said.err)

    return run


def bodies(home: Path) -> dict[str, str]:
    return {each.id: each.body for each in EntryStore(home / "journal").load().entries}


def test_as_a_person_runs_it(tmp_path: Path) -> None:
    install_sample(tmp_path / "journal")
    environment = os.environ | dict.fromkeys(UNSET, "")
    environment |= {
        "JOURNAL_DIR": str(tmp_path / "journal"),
        "STATE_DIR": str(tmp_path / "state"),
    }
    done = subprocess.run(
        without_models("chains", "ask", "grad school or industry?"),
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert (done.returncode, done.stderr) == (0, "")
    heads = [line for line in done.stdout.splitlines() if line.startswith("20")]
    assert 2 <= len(heads) <= 8
    assert all(line.endswith(("grad school", "industry")) for line in heads)
    assert (tmp_path / "state").is_dir()


def test_the_plain_answer_has_days_titles_and_the_journals_own_words(ask: Ask, home: Path) -> None:
    done = ask("나는 왜 연구에 회의감을 느꼈지?")
    assert (done.returncode, done.stderr) == (0, "")
    cards = done.stdout.strip().split("\n20")
    assert 1 <= len(cards) <= 8
    known = " ".join(" ".join(body.split()) for body in bodies(home).values())
    shown = done.stdout.strip().split("\n\n20")[0].partition("\n")[2]
    for run in shown.split(" … "):
        assert " ".join(run.split()) in known


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("결혼에 대해 뭐라고 썼지?", "Not written about: 결혼"),
        ("qwertyuiop?", "Nothing in this journal is about that yet."),
    ],
)
def test_what_is_not_there_is_said(ask: Ask, question: str, words: str) -> None:
    done = ask(question)
    assert done.returncode == 0
    assert words in done.stdout
    assert not [line for line in done.stdout.splitlines() if line.startswith("20")]


def test_that_nothing_was_written_then_is_said_before_the_closest_entries(ask: Ask) -> None:
    plain = ask("What did I write on 1 January 2024?")
    assert plain.stdout.startswith(
        "Nothing was written then (2024-01-01 to 2024-01-01). The closest"
    )
    (answer,) = ask("What did I write in 2019?", "--json").objects
    assert (answer["unwritten"], answer["closest"]) == ([["2019-01-01", "2019-12-31"]], [])
    (answer,) = ask("What did I write in 2024?", "--json").objects
    assert (answer["unwritten"], answer["closest"]) == ([], [])


def test_json_gives_quotes_cut_from_the_entries_and_what_a_model_would_read(
    ask: Ask, home: Path
) -> None:
    (answer,) = ask("2024년에 대학원을 어떻게 생각했지?", "--json").objects
    assert (answer["since"], answer["until"]) == ("2024-01-01", "2024-12-31")
    assert (answer["id"], answer["finish"], answer["gaps"]) == ("1", "quotes_only", [])
    known = bodies(home)
    assert answer["quotes"]
    for quote in answer["quotes"]:
        assert quote["written_on"].startswith("2024-")
        runs = quote["text"].split(" … ")
        assert "".join(runs) == quote["text"] or len(runs) > 1
        assert all(run in known[quote["entry_id"]] for run in runs)
    leading = [quote["lead"] for quote in answer["quotes"]]
    assert 1 <= sum(leading) <= 3
    assert leading == sorted(leading, reverse=True)
    assert {quote["entry_id"] for quote in answer["quotes"]} <= {
        source["entry_id"] for source in answer["sources"]
    }
    assert all(source["text"] in known[source["entry_id"]] for source in answer["sources"])


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """A model at an address of this machine, connected; to be named after `ask`."""
    with ModelServer() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "k")
        monkeypatch.setenv("CHAT_MODEL", "fake-chat")
        yield server


_WRITTEN = """You wrote of both [1.1].
### grad school
A thought [1.2].
### industry
In 1875 [2.1].
## moved
From one to the other [2.1].
## gaps
- 반려동물
## question
What would you miss?"""


def test_what_a_model_wrote_is_printed_as_it_is_read(ask: Ask, model: ModelServer) -> None:
    model.script(Say(text=_WRITTEN))
    done = ask("grad school or industry?")
    assert (done.returncode, done.stderr) == (0, "")
    parts = done.stdout.strip().split("\n\n")
    assert parts[0].startswith("You wrote of both [1].")
    cards = [each for each in parts if each.startswith("20")]
    assert cards[0].splitlines()[0].endswith(" · [1]")
    assert "How it moved: From one to the other [3]." in parts
    assert parts[-3:] == [
        "Not written about: 반려동물",
        "One question for you: What would you miss?",
        "In none of the sentences pointed at: 1875",
    ]


def test_json_holds_what_a_model_wrote_and_what_it_was_given(ask: Ask, model: ModelServer) -> None:
    model.script(Say(text=_WRITTEN))
    (answer,) = ask("grad school or industry?", "--json").objects
    assert (answer["finish"], answer["problem"]) == ("complete", "")
    assert answer["answer"].startswith("You wrote of both [1].")
    assert answer["moved"] == "From one to the other [3]."
    assert (answer["gaps"], answer["question_back"]) == (["반려동물"], "What would you miss?")
    assert answer["doubted"] == ["1875"]
    numbers = [number for quote in answer["quotes"] for number in quote["numbers"]]
    assert numbers == [1, 2, 3]
    prompt = prompt_of(model.requests[-1])
    assert len(answer["sources"]) == len(re.findall(r"^Passage \d+ · ", prompt, re.MULTILINE))


def test_of_what_is_not_there_a_model_is_given_nothing(ask: Ask, model: ModelServer) -> None:
    (answer,) = ask("고마워", "--json").objects
    assert (answer["sources"], answer["answer"]) == ([], "")
    assert not model.requests


def test_why_a_model_did_not_answer_is_printed_above_the_cards(
    ask: Ask, model: ModelServer
) -> None:
    model.script(Fail(status=401))
    parts = ask("grad school or industry?").stdout.split("\n\n")
    assert "key" in parts[0]
    assert parts[1].startswith("20")


def test_an_address_without_a_model_is_told(
    ask: Ask, model: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHAT_MODEL", "")
    done = ask("grad school or industry?", "--json")
    assert "CHAT_MODEL" in done.stderr
    assert done.objects[0]["quotes"]
    assert not model.requests


def test_relative_days_count_from_today_as_given(ask: Ask) -> None:
    (answer,) = ask("작년 여름에 무슨 일이 있었지?", "--json", "--today", "2025-03-01").objects
    assert (answer["since"], answer["until"]) == ("2024-06-01", "2024-08-31")
    with pytest.raises(SystemExit):
        ask("작년에?", "--today", "tomorrow")


def test_a_batch_answers_line_by_line_with_the_turns_before(ask: Ask) -> None:
    asked = [
        {"id": "a", "question": "grad school or industry?"},
        {"id": "b", "question": "왜?", "turns": ["작년에 대학원을 어떻게 생각했지?"]},
        {"id": "c", "question": "고마워", "turns": ["grad school or industry?"]},
        {"id": "d", "question": "작년에 무슨 일이 있었지?", "today": "2025-05-05"},
    ]
    lines = "\n\n".join(json.dumps(each, ensure_ascii=False) for each in asked)
    done = ask("--batch", "-", "--json", "--today", "2026-05-05", lines=lines)
    assert (done.returncode, done.stderr) == (0, "")
    first, follow_up, thanks, dated = done.objects
    assert [each["id"] for each in done.objects] == ["a", "b", "c", "d"]
    assert {quote["option"] for quote in first["quotes"]} == {"grad school", "industry"}
    assert (follow_up["since"], follow_up["until"]) == ("2025-01-01", "2025-12-31")
    assert (thanks["quotes"], thanks["sources"]) == ([], [])
    assert dated["since"] == "2024-01-01"


def test_a_batch_may_stand_in_a_file(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"id": 7, "question": "월급"}\n', encoding="utf-8")
    (answer,) = ask("--batch", str(file), "--json").objects
    assert answer["id"] == "7"


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        '{"id": "1"}',
        '["a", "question"]',
        '{"question": "q", "today": "soon"}',
        '{"question": "q", "turns": 3}',
    ],
)
def test_a_line_that_cannot_be_read_is_named_before_anything_is_asked(ask: Ask, line: str) -> None:
    done = ask("--batch", "-", "--json", lines=f'{{"question": "월급"}}\n{line}\n')
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Line 2 of the batch cannot be read.\n"


def test_a_batch_file_that_is_not_there_is_named(ask: Ask, tmp_path: Path) -> None:
    done = ask("--batch", str(tmp_path / "none.jsonl"), "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert "none.jsonl" in done.stderr


def test_an_index_that_another_program_holds_is_a_clear_error(ask: Ask, home: Path) -> None:
    assert ask("월급").returncode == 0
    held = open_index(home / "state" / "index")
    try:
        done = ask("월급")
    finally:
        held.close()
    assert (done.returncode, done.stdout) == (1, "")
    message, hint = done.stderr.splitlines()
    assert message
    assert hint.startswith("  ")
    assert ask("월급").returncode == 0


def test_without_a_question_it_says_how_it_is_used(
    ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        ask()
    assert left.value.code == 2
    assert "usage" in capsys.readouterr().err
