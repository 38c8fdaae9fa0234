"""Embedding in the background: what comes while it works is not left, and a problem stands until it
is gone.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from errors import JournalError, ModelUnavailableError
from tests.vectorstore.entries import entry
from tests.vectorstore.hashed import HashedEmbeddings
from vectorstore.embeddings import NamedEmbedding
from vectorstore.index import JournalIndex, open_index
from vectorstore.re_embedding import Adoption

MANY = [entry(f"e{number}", f"Day {number} at the office.") for number in range(60)]


class Gated(HashedEmbeddings):
    """Embeds when let, or cannot be had."""

    def __init__(self) -> None:
        super().__init__()
        self.asked_for, self.let = threading.Event(), threading.Event()
        self.away = False

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.asked_for.set()
        assert self.let.wait(60)
        if self.away:
            raise ModelUnavailableError("It is away.", hint="Start it.", key="model.away")
        return super().embed_documents(texts)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[JournalIndex]:
    opened = open_index(tmp_path / "index")
    yield opened
    opened.close()


@pytest.fixture
def model() -> Gated:
    return Gated()


@pytest.fixture
def named(model: Gated) -> NamedEmbedding:
    return NamedEmbedding(name="model/48", embeddings=model)


def test_what_comes_while_it_works_is_embedded_and_what_has_ended_says_so(
    index: JournalIndex, model: Gated, named: NamedEmbedding
) -> None:
    index.sync(MANY[:10])
    adoption = Adoption(index, named)
    assert model.asked_for.wait(60)
    index.sync(MANY)
    assert adoption.go_on()
    model.let.set()
    adoption.wait()
    assert index.is_embedded(named)
    assert not adoption.go_on()


def test_a_problem_stands_until_a_round_has_ended_without_it(
    index: JournalIndex, model: Gated, named: NamedEmbedding
) -> None:
    index.sync(MANY[:10])
    model.away = True
    model.let.set()
    failed = Adoption(index, named)
    failed.wait()
    assert isinstance(failed.problem, JournalError)
    model.let.clear()
    model.asked_for.clear()
    model.away = False
    again = Adoption(index, named, failed.problem)
    assert model.asked_for.wait(60)
    assert again.problem is failed.problem, "nothing has come of it yet"
    model.let.set()
    again.wait()
    assert again.problem is None
    assert index.is_embedded(named)
