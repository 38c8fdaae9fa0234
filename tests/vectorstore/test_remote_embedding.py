"""A server is asked as it takes it: fewer texts, shorter texts, the model's prefixes; and replies
that are no vectors are refused in clear words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from langchain_core.embeddings import Embeddings
from pydantic import SecretStr

from chains.models.connect import connect_embeddings
from config.settings import ModelSettings
from errors import ModelUnavailableError
from tests.model_server import Fail, ModelServer
from tests.vectorstore.entries import JOURNAL, entry
from vectorstore.embeddings import QUESTIONS_KEPT, NamedEmbedding
from vectorstore.index import open_index
from vectorstore.known_models import known_model
from vectorstore.remote_embedding import FIRST, MOST, RemoteEmbedding
from vectorstore.types import EntryFilter


class Refuses(Embeddings):
    """A server with a limit of texts a call, of characters a text, and a pace; `sent` is what it
    answered.
    """

    def __init__(
        self,
        *,
        texts: int = 1_000,
        length: int = 100_000,
        pace: float = 0.0,
        patience: float = 60.0,
        status: int = 413,
    ) -> None:
        self.texts, self.length, self.pace = texts, length, pace
        self.patience, self.status = patience, status
        self.now = 0.0
        self.calls: list[int] = []
        self.sent: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.calls.append(len(texts))
        if len(texts) > self.texts or any(len(text) > self.length for text in texts):
            raise refused("model.no_embeddings", self.status)
        seconds = self.pace * len(texts)
        self.now += min(seconds, self.patience)
        if seconds > self.patience:
            raise refused("model.timeout", "no number")
        self.sent += texts
        return [[1.0, float(len(text))] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def refused(key: str, status: object) -> ModelUnavailableError:
    return ModelUnavailableError("no", hint="", key=key, status=status)


def asked(server: Refuses, count: int, name: str = "any") -> RemoteEmbedding:
    made = RemoteEmbedding(server, name, clock=lambda: server.now)
    texts = [f"text {number}" for number in range(count)]
    assert len(made.embed_documents(texts)) == count
    assert server.sent == [known_model(name).passage + each for each in texts]
    return made


def test_the_first_call_is_small_and_a_quick_server_gets_more() -> None:
    server = Refuses()
    asked(server, 500)
    assert server.calls[0] == FIRST
    assert max(server.calls) == MOST


@pytest.mark.parametrize("limit", [1, 3, 16, 32])
def test_a_limit_of_texts_is_met_once_and_remembered(limit: int) -> None:
    server = Refuses(texts=limit)
    asked(server, 300)
    refusals = [place for place, call in enumerate(server.calls) if call > limit]
    assert len(refusals) <= 3
    assert refusals[-1] < 20, "and never again"


def test_a_slow_server_is_asked_for_less() -> None:
    server = Refuses(pace=8.0)
    made = asked(server, 40)
    assert max(server.calls) == FIRST
    assert made.at_once <= 2


def test_a_server_that_runs_out_of_time_is_asked_for_less() -> None:
    server = Refuses(pace=25.0)
    asked(server, 12)
    assert server.calls.count(FIRST) == 1


@pytest.mark.parametrize("status", [400, 413, 422, 500])
def test_a_text_over_the_limit_is_cut_and_the_others_are_not(status: int) -> None:
    server = Refuses(length=300, status=status)
    made = RemoteEmbedding(server, "any", clock=lambda: server.now)
    texts = ["short"] * 30 + ["long " * 200] + ["short"] * 60
    assert len(made.embed_documents(texts)) == len(texts)
    assert [text for text in server.sent if text != "short"] == [("long " * 200)[:250]]
    assert max(server.calls[-3:]) > FIRST, "one long text does not make every call small"
    assert made.embed_query("why " * 200) == [1.0, 200.0]


@pytest.mark.parametrize("key", ["model.unreachable", "model.key_refused", "model.rate_limited"])
def test_what_less_would_not_help_is_raised_at_once(key: str) -> None:
    class Away(Refuses):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            self.calls.append(len(texts))
            raise refused(key, "no number")

    server = Away()
    with pytest.raises(ModelUnavailableError) as told:
        RemoteEmbedding(server, "any").embed_documents(["a long text " * 50] * 9)
    assert told.value.key == key
    assert server.calls == [FIRST]


def test_a_model_that_embeds_nothing_is_told_soon() -> None:
    server = Refuses(texts=0, status=400)
    with pytest.raises(ModelUnavailableError):
        RemoteEmbedding(server, "any").embed_documents(["a long text " * 40] * 64)
    assert len(server.calls) < 10


@pytest.mark.parametrize(
    ("name", "query", "passage"),
    [
        ("intfloat/multilingual-e5-small", "query: ", "passage: "),
        ("nomic-embed-text:latest", "search_query: ", "search_document: "),
        ("bge-m3", "", ""),
        ("BAAI/bge-large-en-v1.5", "Represent this sentence for searching relevant passages: ", ""),
        ("text-embedding-3-small", "", ""),
    ],
)
def test_a_model_gets_the_prefixes_that_it_was_trained_with(
    name: str, query: str, passage: str
) -> None:
    server = Refuses()
    asked(server, 3, name)
    RemoteEmbedding(server, name).embed_query("why?")
    assert server.sent[-1] == f"{query}why?"
    assert server.sent[0] == f"{passage}text 0"


BAD: dict[str, Callable[[list[list[float]]], object]] = {
    "two lengths": lambda rows: [*rows[:-1], rows[-1][:-1]],
    "too few": lambda rows: rows[:-1],
    "not a number": lambda rows: [*rows[:-1], [float("nan"), 1.0]],
    "nothing": lambda rows: [*rows[:-1], [None, 1.0]],
    "empty": lambda rows: [[] for _ in rows],
}


@pytest.mark.parametrize("how", BAD)
def test_vectors_that_are_none_are_refused_and_words_go_on(tmp_path: Path, how: str) -> None:
    class Junk(Refuses):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return BAD[how](super().embed_documents(texts))  # type: ignore[return-value]

        def embed_query(self, text: str) -> list[float]:
            return [1.0, float(len(text))]

    index = open_index(tmp_path / "index")
    index.sync([*JOURNAL, entry("more", "Another day.")])
    for model in (Junk(), RemoteEmbedding(Junk(), "junk")):
        with pytest.raises(ModelUnavailableError) as told:
            index.adopt(NamedEmbedding(name="junk", embeddings=model))
        assert told.value.key == "embedding.bad_vectors"
    assert index.search("퇴사")[0].passage.entry_id == "quit"
    index.close()


def test_a_slow_server_keeps_what_it_has_done(tmp_path: Path) -> None:
    server = Refuses(pace=1.0)
    slow = NamedEmbedding(name="slow", embeddings=RemoteEmbedding(server, "slow"))
    many = [entry(f"e{number}", f"Day {number} at the office.") for number in range(40)]
    index = open_index(tmp_path / "index")
    index.sync(many)
    seen: list[tuple[int, int]] = []
    index.adopt(
        slow, on_progress=lambda *step: seen.append(step), should_stop=lambda: len(seen) == 2
    )
    assert 0 < seen[0][0] <= FIRST
    assert index.waiting(slow) == len(many) - seen[-1][0]
    server.sent.clear()
    index.adopt(slow)
    assert len(server.sent) == len(many) - seen[1][0]
    index.close()


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


def connected(server: ModelServer) -> NamedEmbedding:
    return connect_embeddings(
        ModelSettings(
            base_url=server.url, api_key=SecretStr("key"), embedding_model="fake-embedding"
        )
    )


def test_a_question_goes_to_the_server_once_however_often_it_is_searched_with(
    tmp_path: Path, server: ModelServer
) -> None:
    model, questions = connected(server), ["퇴사를 할까?", "Should I stay at the lab?"]
    with closing(open_index(tmp_path / "index", embedding=model)) as index:
        index.sync(JOURNAL)
        index.adopt(model)
        server.embedded.clear()
        for question in questions:
            first = index.search(question)
            index.search(question, where=EntryFilter(until=date(2024, 4, 30)))
            assert index.search(question) == first
    assert server.embedded == questions


def test_a_question_that_was_refused_is_asked_again(server: ModelServer) -> None:
    embeddings = connected(server).embeddings
    server.embedding_failure = Fail(status=404)
    for _ in range(2):
        with pytest.raises(ModelUnavailableError):
            embeddings.embed_query("왜?")
    server.embedding_failure = None
    assert len(embeddings.embed_query("왜?")) == server.dimensions
    assert server.embedded == ["왜?"]


def test_a_vector_that_is_none_is_not_kept() -> None:
    class JunkAtFirst(Refuses):
        def embed_query(self, text: str) -> list[float]:
            self.sent.append(text)
            return [float("nan"), 1.0] if len(self.sent) == 1 else [1.0, 2.0]

    server = JunkAtFirst()
    made = RemoteEmbedding(server, "any")
    with pytest.raises(ModelUnavailableError) as told:
        made.embed_query("why?")
    assert told.value.key == "embedding.bad_vectors"
    assert made.embed_query("why?") == [1.0, 2.0]
    assert server.sent == ["why?"] * 2


def test_only_the_last_questions_are_kept_and_nobody_can_change_them() -> None:
    server = Refuses()
    made = RemoteEmbedding(server, "any")
    made.embed_query("first").clear()
    assert made.embed_query("first") == [1.0, 5.0]
    assert made.embed_documents(["first"]) == [[1.0, 5.0]]
    assert server.sent == ["first", "first"], "a passage is not a question"
    for number in range(QUESTIONS_KEPT):
        made.embed_query(f"another {number}")
    server.sent.clear()
    made.embed_query("first")
    assert server.sent == ["first"]
