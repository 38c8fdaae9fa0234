"""Export, backup, restore and erasing over real parts: real files, real Chroma, real SQLite, a real
HTTP server.
"""

from __future__ import annotations

import json
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pydantic import SecretStr

from chains.ask.events import Answer, Question
from config.settings import LangfuseSettings, Settings
from errors import EntryNotFoundError, SettingsError
from journal.drafts import Draft
from journal.entry import Entry
from journal.importing.run import import_entries
from journal.samples import install_sample
from journal.store import EntryStore
from journal.trash_list import empty_trash, thrown_away
from portability.backup import Schedule, backups_in, is_due
from portability.holdings import (
    CONVERSATIONS,
    back_up,
    erase_all,
    erase_one,
    erase_one_thrown,
    export_all,
    restore_all,
    schedule_of,
)
from portability.restore import Restoring
from services import Services, build_services
from tests.langfuse_server import LangfuseServer
from tracing import TurnRecord
from tracing.erasing import erase_traces, list_waiting

SECRETS = (
    "교수님은 내가 떠나면 섭섭할 거라고 하셨다.",
    "나는 그 말을 듣고 사흘을 잠들지 못했다!",
    "The letter is under the blue notebook.",
    "Nobody at the lab knows that I applied twice.",
)
BODY = "\n\n".join(SECRETS)
VAULT = Path(__file__).parents[1] / "journal" / "samples" / "folder" / "vault-pictures"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        journal_dir=tmp_path / "data" / "journal", state_dir=tmp_path / "data" / "state"
    )


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    opened = build_services(settings)
    yield opened
    opened.close()


def write(services: Services) -> Entry:
    """Put the secret everywhere that the app keeps words: entry, draft, trash, import log, index,
    conversation.
    """
    entry = services.store.save(
        Entry(id="", written_on=date(2024, 4, 30), title="비밀 편지", body=BODY)
    )
    services.store.save(
        Entry(id="", written_on=date(2024, 5, 1), body="오늘은 아무 일도 없었다. It rained.")
    )
    services.drafts.save(entry.id, Draft(body=BODY))
    path = services.store.file_of(entry.id)
    path.write_text(path.read_text() + "\nadded by hand")
    services.store.save(
        replace(services.store.get(entry.id), tags=("진로",))
    )  # keeps a copy in the trash
    services.refresh()
    services.index.search("교수님 섭섭")
    conversation = services.conversations.create()
    answer = Answer(text=f"You wrote: {SECRETS[0]}", trace_id="a" * 32)
    services.conversations.append(
        conversation.id, Question(text="뭐라고 하셨지?", turn_id="t1"), None, answer
    )
    other = services.conversations.create("other")
    services.conversations.append(
        other.id, Question(text="비가 왔나?", turn_id="t2"), None, Answer(text="Yes.")
    )
    return entry


def holding(folder: Path, texts: tuple[str, ...]) -> list[tuple[str, str]]:
    """Search the raw bytes of every file, in both encodings that programs store text in."""
    found = []
    for path in folder.rglob("*"):
        raw = path.read_bytes() if path.is_file() else b""
        forms = [
            (each, form)
            for each in texts
            for form in (each.encode(), each.encode("utf-16-le"), json.dumps(each)[1:-1].encode())
        ]
        found += [(path.name, text) for text, form in forms if form in raw]
    return found


class Langfuse:
    """A server that takes the one call that erasing makes."""

    def __init__(self) -> None:
        self.erased: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None:
                pass

            def do_DELETE(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                known = self.path == "/api/public/traces" and self.headers[
                    "Authorization"
                ].startswith("Basic ")
                outer.erased += body["traceIds"] if known else []
                self.send_response(200 if known else 401)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        self.address = LangfuseSettings(
            base_url=f"http://127.0.0.1:{self._http.server_address[1]}",
            public_key="pk",
            secret_key=SecretStr("sk"),
        )

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


@pytest.fixture
def langfuse() -> Iterator[Langfuse]:
    server = Langfuse()
    yield server
    server.close()


def test_one_entry_is_gone_from_every_file_and_nothing_else_is(
    services: Services, settings: Settings, langfuse: Langfuse
) -> None:
    entry = write(services)
    data = settings.journal_dir.parent
    assert {name for name, _ in holding(data, SECRETS)} >= {"conversations.sqlite3"}

    erased = erase_one(
        services, settings.state_dir, entry.id, backups=None, langfuse=langfuse.address
    )

    assert holding(data, (*SECRETS, "비밀 편지")) == []
    assert (erased.turns, erased.traces, langfuse.erased) == (1, 1, ["a" * 32])
    assert [each.name for each in services.conversations.list()] == ["other"]
    assert services.index.search("비가 rained")
    assert services.index.health().reachable


def test_an_entry_in_the_trash_is_gone_from_every_file_too(
    services: Services, settings: Settings, langfuse: Langfuse
) -> None:
    entry = write(services)
    services.store.delete(entry.id)
    services.refresh()
    before = [each.id for each in services.store.load().entries]

    erased = erase_one_thrown(services, settings.state_dir, entry.id, langfuse=langfuse.address)

    assert holding(settings.journal_dir.parent, (*SECRETS, "비밀 편지")) == []
    assert (erased.turns, erased.traces, langfuse.erased) == (1, 1, ["a" * 32])
    assert [each.id for each in services.store.load().entries] == before
    with pytest.raises(EntryNotFoundError):
        erase_one_thrown(services, settings.state_dir, entry.id, langfuse=None)


def test_a_merge_that_broke_off_keeps_no_quote_of_it(
    services: Services, settings: Settings
) -> None:
    entry = write(services)
    folder = settings.journal_dir / "decisions"
    folder.mkdir()
    text = f"---\nid: d\n---\n\nnotes with {SECRETS[3]}\n"
    (folder / ".together.json").write_text(json.dumps({"d.md": text}))

    erase_one(services, settings.state_dir, entry.id, backups=None, langfuse=None)

    assert holding(settings.journal_dir, SECRETS) == []
    assert (folder / "d.md").exists()


def test_what_decisions_quote_of_it_is_gone_too(services: Services, settings: Settings) -> None:
    entry = write(services)
    folder = settings.journal_dir / "decisions"
    folder.mkdir()
    frozen = json.dumps(
        {"reasons": [{"quote": {"entry_id": entry.id, "text": SECRETS[1]}}]}, ensure_ascii=False
    )
    (folder / "d.md").write_text(
        f"---\nid: d\nquote: {{entry_id: {entry.id}, text: {json.dumps(SECRETS[0])}, title: 비밀"
        f" 편지}}\nfrozen: {{text: {json.dumps(frozen)}, sha256: old}}\nmine: my own"
        f" words\n---\n\nnotes with {SECRETS[3]}\n"
    )

    erase_one(services, settings.state_dir, entry.id, backups=None, langfuse=None)

    assert holding(settings.journal_dir, SECRETS) == []
    assert "my own words" in (folder / "d.md").read_text()


def test_everything_is_gone_but_the_settings(
    services: Services, settings: Settings, tmp_path: Path
) -> None:
    write(services)
    import_entries(VAULT, services.store)
    (settings.state_dir / "preferences.json").write_text("{}")
    stranger = settings.journal_dir / "keep.pdf"
    stranger.write_bytes(b"%PDF-")
    schedule = Schedule(folder=str(tmp_path / "backups"))
    back_up(schedule, services.store, settings.state_dir)
    services.close()

    erased = erase_all(
        settings.journal_dir, settings.state_dir, backups=tmp_path / "backups", langfuse=None
    )

    assert holding(tmp_path, (*SECRETS, "그림을 보았다")) == []
    assert erased.backups == 1
    assert {path.name for path in settings.journal_dir.parent.rglob("*") if path.is_file()} == {
        "preferences.json",
        "keep.pdf",
        "traces-to-remove.json",  # ids: nobody could be asked
    }
    again = build_services(settings)
    assert again.refresh().entries == ()
    again.close()


def test_traces_that_nobody_can_be_asked_to_remove_are_told_and_kept(
    services: Services, settings: Settings
) -> None:
    talk = services.conversations.create("one")
    services.conversations.keep_record(
        TurnRecord(
            turn_id="1" * 32,
            conversation_id=talk.id,
            name="ask",
            asked_at=datetime.now(UTC),
            question="q",
            trace_id="2" * 32,
        )
    )
    services.close()
    erased = erase_all(settings.journal_dir, settings.state_dir, backups=None, langfuse=None)
    assert erased.problem is not None
    assert erased.problem.key == "erase.traces_kept"
    assert list(list_waiting(settings.paths.traces_to_remove)) == ["2" * 32]


def test_what_waits_to_be_removed_is_asked_for_where_nothing_is_sent_any_more(
    settings: Settings,
) -> None:
    with LangfuseServer() as server:
        assert erase_traces(None, {"2" * 32: ""}, settings.paths.traces_to_remove).left == 1
        address = server.address.model_copy(update={"content": "off"})
        build_services(settings.model_copy(update={"langfuse": address})).close()
        server.wait_for(lambda _: server.removed_traces == ["2" * 32])
        assert not server.received.bodies


def test_langfuse_away_is_told_and_stops_nothing(services: Services, settings: Settings) -> None:
    entry = write(services)
    away = LangfuseSettings(
        base_url="http://127.0.0.1:9", public_key="pk", secret_key=SecretStr("sk")
    )

    erased = erase_one(services, settings.state_dir, entry.id, backups=None, langfuse=away)

    assert erased.problem is not None
    assert erased.problem.key == "erase.traces_kept"
    assert holding(settings.state_dir, SECRETS) == []


def manifest(path: Path) -> object:
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read("manifest.json"))


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(root).parts)
    }


def test_an_export_into_an_empty_app_is_the_same_journal(
    services: Services, settings: Settings, tmp_path: Path
) -> None:
    write(services)
    install_sample(settings.journal_dir)
    import_entries(VAULT, services.store)
    (settings.journal_dir / "by-hand.md").write_text("no front matter, no date anywhere")
    (settings.journal_dir / "decisions").mkdir()
    (settings.journal_dir / "decisions" / "d.md").write_text("---\nid: d\n---\n\nwords\n")
    (settings.state_dir / "cases.yaml").write_text(
        "- id: own-1\n  question: 왜?\n  expected: [a]\n  as_of: 2024-05-01\n"
    )
    services.refresh()
    count = export_all(tmp_path / "one.zip", services.store, settings.state_dir)

    empty = EntryStore(tmp_path / "empty" / "journal")
    state = tmp_path / "empty" / "state"
    with Restoring(tmp_path / "one.zip", empty) as restoring:
        assert restoring.compare().missing == count
        assert restore_all(restoring, state, replace=False).added == count
    export_all(tmp_path / "two.zip", EntryStore(empty.root), state)

    assert files(empty.root) == files(settings.journal_dir)
    assert manifest(tmp_path / "two.zip") == manifest(tmp_path / "one.zip")
    assert EntryStore(empty.root).load().entries == services.store.load().entries
    assert b"\xeb\xad\x90\xeb\x9d\xbc\xea\xb3\xa0" in zipfile.ZipFile(tmp_path / "one.zip").read(
        CONVERSATIONS
    )


def test_an_export_goes_in_through_import_as_well(
    services: Services, settings: Settings, tmp_path: Path
) -> None:
    write(services)
    export_all(tmp_path / "one.zip", services.store, settings.state_dir)

    other = EntryStore(tmp_path / "other")
    assert import_entries(tmp_path / "one.zip", other).added == 2
    assert import_entries(tmp_path / "one.zip", other).unchanged == 2
    assert files(other.root) == files(settings.journal_dir)


def test_a_restore_puts_back_what_was_lost_and_keeps_what_is_new(
    services: Services, settings: Settings, tmp_path: Path
) -> None:
    entry = write(services)
    schedule = Schedule(folder=str(tmp_path / "backups"), keep=2)
    made = back_up(schedule, services.store, settings.state_dir)
    assert made is not None
    before = services.store.file_of(entry.id).read_bytes()
    services.store.save(replace(services.store.get(entry.id), body="changed since"))
    gone = next(each for each in services.store.load().entries if each.id != entry.id)
    services.store.delete(gone.id)
    new = services.store.save(Entry(id="", written_on=date(2025, 1, 1), body="new"))

    with Restoring(made, services.store) as restoring:
        compared = restoring.compare()
        assert (compared.missing, compared.different, compared.same, compared.only_here) == (
            1,
            1,
            0,
            1,
        )
        restore_all(restoring, settings.state_dir, replace=True)

    assert services.store.file_of(entry.id).read_bytes() == before
    assert {each.id for each in services.store.load().entries} == {entry.id, gone.id, new.id}
    assert any(each.is_copy for each in thrown_away(services.store.root, frozenset({entry.id})))


def test_backups_rotate_and_come_due(
    services: Services, settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    store = schedule_of(settings.state_dir)
    with pytest.raises(SettingsError):
        store.save(
            Schedule(folder=str(settings.journal_dir / "inside")), journal=settings.journal_dir
        )
    store.save(Schedule(folder=str(folder), every_days=3, keep=2), journal=settings.journal_dir)
    schedule = store.load()
    (tmp_path / "backups").mkdir()
    (folder / "mine.zip").write_bytes(b"not ours")
    for day in range(1, 5):
        old = folder / f"crossroads-2024010{day}-120000.zip"
        old.write_bytes(b"old")

    assert back_up(schedule, services.store, settings.state_dir, only_if_due=True) is not None
    assert back_up(schedule, services.store, settings.state_dir, only_if_due=True) is None
    assert is_due(schedule, datetime.now() + timedelta(days=4))
    assert len(backups_in(folder)) == 2
    assert (folder / "mine.zip").exists()


def test_the_trash_is_seen_emptied_and_given_back(services: Services) -> None:
    entry = write(services)
    services.store.delete(entry.id)

    assert [
        (each.entry_id, each.title, each.is_copy)
        for each in thrown_away(services.store.root, frozenset())
    ] == [(entry.id, "비밀 편지", False)]
    services.store.restore(entry.id)
    services.store.delete(entry.id)
    empty_trash(services.store.root)
    assert thrown_away(services.store.root, frozenset()) == ()
    assert holding(services.store.root, SECRETS) == []
