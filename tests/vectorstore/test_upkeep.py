"""A lost or damaged index comes back by itself and says so; deleted words are gone; one process at
a time.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from errors import IndexUnavailableError, StorageError
from journal.entry import Entry
from tests.vectorstore.entries import JOURNAL, entry
from tests.vectorstore.hashed import hashed
from vectorstore.hybrid import BothIndexes
from vectorstore.index import JournalIndex, open_index

MANY = [
    entry(f"e{number}", f"Day {number}: word{number} at the office, and so to bed.")
    for number in range(300)
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


# More than Chroma keeps in its log: it writes the graph to its files at 1,000.
MORE = [
    entry(f"e{number}", f"Day {number}: word{number} at the office.") for number in range(1_010)
]


def made_of(folder: Path, entries: list[Entry]) -> Path:
    made = open_index(folder)
    made.sync(entries)
    made.adopt(hashed())
    made.close()
    return folder


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of MANY, made once and copied for each test that changes it."""
    return made_of(tmp_path_factory.mktemp("many") / "index", MANY)


@pytest.fixture(scope="module")
def more(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of MORE, made once and copied for each test that damages it."""
    return made_of(tmp_path_factory.mktemp("more") / "index", MORE)


@pytest.fixture
def index(many: Path, folder: Path) -> Iterator[JournalIndex]:
    shutil.copytree(many, folder)
    index = open_index(folder, embedding=hashed())
    index.sync(MANY)
    yield index
    index.close()


def found(index: JournalIndex, query: str) -> list[str]:
    return [hit.passage.entry_id for hit in index.search(query)]


def test_a_folder_deleted_while_running_comes_back_at_the_next_sync(
    index: JournalIndex, folder: Path
) -> None:
    assert found(index, "word7")[0] == "e7"
    shutil.rmtree(folder)
    index.search("word7")
    assert index.sync(MANY).repaired
    assert found(index, "word7")[0] == "e7"
    index.adopt(hashed())
    assert index.health().dense == len(MANY)
    assert index.health().ok
    assert not index.sync(MANY).repaired


def _lose_graph(folder: Path) -> None:
    for each in (folder / "chroma").iterdir():
        if each.is_dir():
            shutil.rmtree(each)


def _lose_graph_index(folder: Path) -> None:
    for each in (folder / "chroma").glob("*/*.pickle"):
        each.unlink()


def _spoil_vectors(folder: Path) -> None:
    (folder / "chroma" / "chroma.sqlite3").write_bytes(b"no database" * 1000)


def _lose_vectors(folder: Path) -> None:
    shutil.rmtree(folder / "chroma")


def _spoil_words(folder: Path) -> None:
    (folder / "lexical.sqlite3").write_bytes(b"no database" * 1000)


def _lose_words(folder: Path) -> None:
    (folder / "lexical.sqlite3").unlink()


def _spoil_table(folder: Path, name: str) -> None:
    path = folder / "lexical.sqlite3"
    with closing(sqlite3.connect(path)) as words:
        begins = words.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,))
        (page,) = begins.fetchone()
        (size,) = words.execute("PRAGMA page_size").fetchone()
    raw = bytearray(path.read_bytes())
    raw[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(raw)


def _cut_words(folder: Path) -> None:
    path = folder / "lexical.sqlite3"
    path.write_bytes(path.read_bytes()[:20_000])


def is_mended(folder: Path, entries: list[Entry]) -> None:
    second = open_index(folder, embedding=hashed())
    second.warm()
    second.sync(entries)
    second.adopt(hashed())
    assert second.health().ok
    assert second.health().dense == len(entries)
    assert found(second, "word7")[0] == "e7"
    second.close()


@pytest.mark.parametrize("spoil", [_lose_graph, _lose_graph_index])
def test_a_damaged_graph_is_mended_at_the_next_start(
    more: Path, folder: Path, spoil: Callable[[Path], None]
) -> None:
    shutil.copytree(more, folder)
    spoil(folder)
    is_mended(folder, MORE)


@pytest.mark.parametrize(
    "spoil", [_spoil_vectors, _lose_vectors, _spoil_words, _lose_words, _cut_words]
)
def test_damage_between_two_starts_is_mended(
    many: Path, folder: Path, spoil: Callable[[Path], None]
) -> None:
    shutil.copytree(many, folder)
    spoil(folder)
    is_mended(folder, MANY)


TABLES = ("collections", "embedded", "entries", "facts", "gone", "passages", "words_data")


@pytest.mark.parametrize("table", TABLES)
def test_a_damaged_table_of_words_is_mended_at_the_next_start(
    many: Path, folder: Path, table: str
) -> None:
    shutil.copytree(many, folder)
    _spoil_table(folder, table)
    is_mended(folder, MANY)


def test_a_search_that_finds_the_vectors_damaged_says_so_until_they_are_mended(
    many: Path, folder: Path
) -> None:
    shutil.copytree(many, folder)
    _spoil_vectors(folder)
    with closing(open_index(folder, embedding=hashed())) as index:
        index.sync(MANY)
        assert not index.is_damaged, "nothing has looked at them yet"
        assert found(index, "word7")[0] == "e7", "by its words"
        assert index.is_damaged
        assert index.sync(MANY).repaired
        assert not index.is_damaged


def test_deleted_words_are_gone_from_the_files(index: JournalIndex, folder: Path) -> None:
    secret = entry("secret", "The xylophonist of Vladivostok.", title="Quetzalcoatl")
    index.sync([*MANY, secret])
    assert found(index, "xylophonist")[0] == "secret"
    index.sync(MANY)
    index.close()
    held = b"".join(each.read_bytes().lower() for each in folder.rglob("*") if each.is_file())
    assert not [word for word in (b"xylophon", b"vladivostok", b"quetzalcoatl") if word in held]


@pytest.mark.usefixtures("index")
def test_the_text_is_not_in_the_vectors(folder: Path) -> None:
    held = b"".join(each.read_bytes() for each in (folder / "chroma").rglob("*") if each.is_file())
    assert b"so to bed" not in held


@pytest.mark.usefixtures("index")
def test_a_second_process_is_told_that_the_folder_is_in_use(folder: Path) -> None:
    with pytest.raises(IndexUnavailableError) as refused:
        open_index(folder)
    assert refused.value.key == "index.locked"
    code = (
        "import sys, pathlib; from vectorstore.index import open_index\n"
        "try: open_index(pathlib.Path(sys.argv[1]))\n"
        "except Exception as error: print(type(error).__name__)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "IndexUnavailableError"


def test_a_killed_process_leaves_an_index_that_the_next_one_completes(folder: Path) -> None:
    code = (
        "import os, sys, pathlib\n"
        "from vectorstore.index import open_index; from tests.vectorstore.test_upkeep import MANY\n"
        "index = open_index(pathlib.Path(sys.argv[1]))\n"
        "index.sync(MANY, on_progress=lambda done, total: os._exit(9) if done > 100 else None)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(folder)], check=False).returncode == 9
    index = open_index(folder)
    report = index.sync(MANY)
    assert 0 < report.added < len(MANY)
    assert index.health().ok
    index.close()


def test_a_server_that_is_away_leaves_the_words(folder: Path) -> None:
    index = open_index(folder, chroma_url="http://127.0.0.1:9")
    assert index.sync(JOURNAL).added == len(JOURNAL)
    with pytest.raises(IndexUnavailableError) as away:
        index.adopt(hashed())
    assert away.value.key == "index.server_unreachable"
    assert index.waiting(hashed()) == len(JOURNAL)
    assert found(index, "퇴사")[0] == "quit"
    index.close()


def test_a_folder_that_cannot_be_written_is_said_clearly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StorageError) as refused:
        open_index(tmp_path / "file" / "index")
    assert refused.value.key == "index.not_writable"


def test_many_threads_search_while_one_syncs(index: JournalIndex) -> None:
    wrong: list[object] = []

    def search(number: int) -> None:
        for at in range(number, 300, 12):
            if found(index, f"word{at}")[0] != f"e{at}":
                wrong.append(at)

    threads = [threading.Thread(target=search, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for number in range(5):
        index.sync([*MANY, entry("moving", f"Edition {number} of 결심.")])
    for thread in threads:
        thread.join()
    assert wrong == []
    assert index.health().ok


Read = Callable[[JournalIndex], object]
READS: dict[str, Read] = {
    "search": lambda index: found(index, "word7")[0],
    "rarities": lambda index: index.rarities(["word7"])["word7"] > 0,
    "counts": lambda index: index.counts(["word7"]),
    "word scores": lambda index: set(index.word_scores({"word7": 1.0})),
    "Hangul": lambda index: index.has_hangul,
    "passages": lambda index: len(index.passages(MANY[7])),
    "sentences": lambda index: len(index.sentences(MANY[7])),
}


class Watched:
    """A lock that tells when somebody first wants it."""

    def __init__(self, lock: threading.RLock) -> None:
        self._lock = lock
        self.wanted = threading.Event()

    def __enter__(self) -> None:
        self.wanted.set()
        self._lock.acquire()

    def __exit__(self, *error: object) -> None:
        self._lock.release()


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_what_is_read_while_the_index_is_made_again_is_what_it_holds_then(
    index: JournalIndex, monkeypatch: pytest.MonkeyPatch, read: Read
) -> None:
    kept = index._kept
    opens, openings, got = kept._open, [], []
    reader = threading.Thread(target=lambda: got.append(read(index)))

    def open_while_somebody_reads() -> BothIndexes:
        openings.append(reader)
        lock = Watched(kept.both.lexical.lock)
        monkeypatch.setattr(kept.both.lexical, "lock", lock)
        reader.start()
        assert lock.wanted.wait(60)
        return opens()

    monkeypatch.setattr(kept, "_open", open_while_somebody_reads)
    index.rebuild(MANY)
    reader.join(60)
    assert got == [read(index)]
    assert len(openings) == 1, "it waits for the one that is being made"


def test_damage_seen_before_the_index_was_made_again_is_mended_with_it(
    index: JournalIndex, folder: Path
) -> None:
    index._kept.both.met_damage = True  # as a search says that finds the folder gone
    shutil.rmtree(folder)
    assert index.sync(MANY).repaired
    assert not index.sync(MANY).repaired


def test_odd_questions_and_a_large_entry(index: JournalIndex) -> None:
    index.sync(
        [
            entry("huge", "I walked to the office and back.\n" * 20_000),
            entry("odd", '"quotes" AND NOT * ( 결심'),
        ]
    )
    assert index.search("") == index.search("?!…") == index.search("the of and") == []
    assert index.search("word " * 4_000) == []
    assert found(index, '"quotes" OR * NEAR(')[0] == "odd"
    assert len(index.search("office", k=5)) == 5
    assert index.search("office", k=0) == []
