"""What an earlier version wrote is read today: entries, a frozen decision, conversations, choices,
and its export.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from config.loading import load_settings
from config.settings import Settings
from decisions.checking import states_of
from decisions.freezing import contents, verifies
from decisions.record import Decision, quotes
from decisions.store import DecisionStore
from evaluation.case import read_cases
from journal.store import EntryStore
from portability.holdings import restore_all
from portability.restore import Restoring
from services import Services, build_services

WRITTEN = Path(__file__).parent / "4a79f08"
IDS = ["sample-2024-05-26", "sample-2024-09-02", "sample-2024-09-27"]
DEFERRING = "Sora answered about deferring: one year maybe, two years no."


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folders as that version left them, in a place of the test's own."""
    for name in ("journal", "state"):
        shutil.copytree(WRITTEN / name, tmp_path / name)
    for name in (
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        "CHAT_MODEL",
        "EMBEDDING_MODEL",
        "CROSSROADS_LANGUAGE",
    ):
        monkeypatch.delenv(name, raising=False)
    for name in ("LANGFUSE_PUBLIC_KEY", "LANGFUSE_SECRET_KEY", "LANGFUSE_CONTENT", "CHROMA_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("JOURNAL_DIR", str(tmp_path / "journal"))
    monkeypatch.setenv("STATE_DIR", str(tmp_path / "state"))
    return tmp_path


@pytest.fixture
def services(home: Path) -> Iterator[Services]:
    opened = build_services(Settings(journal_dir=home / "journal", state_dir=home / "state"))
    yield opened
    opened.close()


def check_decision(decision: Decision, journal: Path) -> None:
    assert (decision.question.value, decision.status) == ("로봇 석사 vs 취업", "decided")
    assert [each.value.label for each in decision.options] == ["로봇 석사", "취업"]
    assert decision.options[0].value.label == "로봇 석사"
    assert [each.value.option for each in decision.reasons] == [decision.options[0].id]
    assert decision.decide_by is not None
    assert decision.decide_by.value.last == date(2024, 10, 31)
    assert [(each.value.statement, each.value.probability) for each in decision.predictions] == [
        ("1년 뒤에도 논문을 읽고 있다", 60)
    ]
    assert decision.letter is not None
    assert decision.letter.value.opens_on == date(2025, 10, 1)
    assert [each.value.due for each in decision.reviews] == [
        date(2024, 11, 1),
        date(2025, 4, 1),
        date(2025, 10, 1),
    ]
    (frozen,) = decision.decided
    assert verifies(frozen)
    assert contents(frozen)["chosen"] == "로봇 석사"
    assert contents(frozen)["why"] == "잠이 안 와도 재미있었다."
    found = states_of(decision, EntryStore(journal).get)
    assert len(found) == len(set(quotes(decision)))
    assert set(found.values()) == {"exact"}


def check_conversation(services: Services) -> None:
    (conversation,) = services.conversations.list()
    assert (conversation.name, conversation.turns) == ("대학원에 갈까, 취업할까?", 2)
    by_model, by_quotes = services.conversations.turns(conversation.id)
    assert (by_model.id, by_model.question.text) == ("1" * 32, "대학원에 갈까, 취업할까?")
    assert (by_model.thumbs, by_model.comment) == (0, "missing")
    assert by_model.plan is not None
    assert [each.label for each in by_model.plan.options] == ["대학원", "취업"]
    assert (by_model.answer.finish, by_model.answer.usage.model) == ("complete", "fake-chat")
    assert by_model.answer.text.startswith("### 대학원\n이런 점을 일기에 적어 두었어요 [1].")
    assert by_model.answer.gaps == ("돈에 대한 이야기", "함께 사는 사람의 생각")
    assert [each.number for each in by_model.answer.citations] == [1, 2, 3, 4]
    assert (by_quotes.answer.finish, by_quotes.thumbs) == ("quotes_only", None)
    assert any(DEFERRING in each.quote for each in by_quotes.answer.citations)
    for turn in (by_model, by_quotes):
        assert turn.answer.searched.entries == 3
        for each in turn.answer.citations:
            assert services.store.get(each.entry_id).body[each.start : each.end] == each.quote


def check_records(services: Services) -> None:
    record = services.conversations.record("1" * 32)
    assert record is not None
    assert (record.name, record.status, record.question) == (
        "ask",
        "complete",
        "대학원에 갈까, 취업할까?",
    )
    assert any(each.cited for each in record.passages)
    assert "<journal>" in str(record)
    assert [each.turn_id for each in services.conversations.records()] == ["2" * 32, "1" * 32]


def test_the_entries_are_there_and_found(services: Services) -> None:
    loaded = services.refresh()
    assert [each.id for each in loaded.entries] == IDS
    assert loaded.problems == ()
    last = loaded.entries[-1]
    assert (last.written_on, last.title, last.tags) == (
        date(2024, 9, 27),
        "Friday, raining",
        ("진로", "연구실"),
    )
    assert DEFERRING in last.body
    assert (
        services.index.search("What did Sora say about deferring?")[0].passage.entry_id == last.id
    )


def test_reading_changes_no_file_of_the_journal(services: Services, home: Path) -> None:
    services.refresh()
    services.decisions.load()
    for path in (WRITTEN / "journal").rglob("*.md"):
        assert (
            home / "journal" / path.relative_to(WRITTEN / "journal")
        ).read_bytes() == path.read_bytes()


def test_the_decision_is_read_whole_and_can_be_written_again(home: Path) -> None:
    store = DecisionStore(home / "journal")
    loaded = store.load()
    assert loaded.problems == ()
    (decision,) = loaded.decisions
    check_decision(decision, home / "journal")
    store.save(decision)
    (again,) = DecisionStore(home / "journal").load().decisions
    assert again == decision


def test_what_was_read_for_decisions_is_not_read_again(services: Services) -> None:
    assert services.finder.unread(services.store.load().entries) == []


def test_the_conversation_has_its_answers_and_records(services: Services) -> None:
    check_conversation(services)
    check_records(services)
    assert services.conversations.problem is None


def test_choices_draft_and_case_are_kept(services: Services, home: Path) -> None:
    chosen = load_settings()
    assert chosen.problem is None
    assert (chosen.language, chosen.theme, chosen.journal) == ("ko", "dark", "own")
    assert (chosen.models.base_url, chosen.models.chat_model) == (
        "http://127.0.0.1:11434/v1",
        "qwen3:8b",
    )
    assert chosen.langfuse.content == "masked"
    draft = services.drafts.load("new")
    assert draft is not None
    assert (draft.title, draft.written_on, draft.tags, draft.body) == (
        "10월", date(2024, 10, 1), ("진로",), "쓰다 만 글",
    )  # fmt: skip
    (case,) = read_cases(home / "state" / "cases.yaml")
    assert (case.question, case.expected) == ("소라가 뭐라고 했지?", ("sample-2024-09-27",))


def test_the_export_is_put_back_into_an_empty_app(tmp_path: Path) -> None:
    settings = Settings(journal_dir=tmp_path / "journal", state_dir=tmp_path / "state")
    services = build_services(settings)
    with Restoring(WRITTEN / "export.zip", services.store) as restoring:
        assert restoring.compare().missing == 3
        assert restore_all(restoring, settings.state_dir, replace=False).added == 3
    assert [each.id for each in services.refresh().entries] == IDS
    (decision,) = services.decisions.load().decisions
    check_decision(decision, settings.journal_dir)
    check_conversation(services)
    check_records(services)
    assert services.drafts.load("new") is not None
    assert [each.id for each in read_cases(settings.state_dir / "cases.yaml")] == ["own-1"]
    services.close()


def test_the_export_and_the_folders_tell_the_same(home: Path) -> None:
    with Restoring(WRITTEN / "export.zip", EntryStore(home / "journal")) as restoring:
        compared = restoring.compare()
        exported = json.loads(restoring.other("conversations.json"))
    assert (compared.same, compared.missing, compared.different) == (3, 0, 0)
    with closing(sqlite3.connect(home / "state" / "conversations.sqlite3")) as database:
        stored = [row[0] for row in database.execute("SELECT id FROM turn ORDER BY position")]
    assert [turn["id"] for turn in exported["turn"]] == stored
