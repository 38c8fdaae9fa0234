"""A word that names a particular thing is told from one that names anything, by the real model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from language.examples import load_examples
from vectorstore.local.particular import Particularity
from vectorstore.local.use import NAME, LocalEmbedding
from vectorstore.store import Vectors

# None of these stands in the lists.
PARTICULAR = ("bassoon", "falconry", "glaucoma", "kumquat", "매사냥", "녹내장", "칼림바", "라식")
GENERAL = (
    "disagreement",
    "workplace",
    "hesitation",
    "annoyance",
    "고집",
    "말싸움",
    "일터",
    "망설임",
)


@pytest.fixture(scope="module")
def model() -> LocalEmbedding:
    loaded = LocalEmbedding()
    loaded.load()
    return loaded


def test_words_that_no_list_holds_are_told_apart(model: LocalEmbedding, tmp_path: Path) -> None:
    known = {*load_examples("particular"), *load_examples("general")}
    assert known.isdisjoint((*PARTICULAR, *GENERAL))
    particularity = Particularity(model, NAME, tmp_path)
    particular, general = particularity.of(PARTICULAR), particularity.of(GENERAL)
    assert particular is not None
    assert general is not None
    assert min(particular) > max(general)


def test_the_lists_are_embedded_once_on_a_machine(model: LocalEmbedding, tmp_path: Path) -> None:
    first = Particularity(model, NAME, tmp_path).of(["bassoon"])

    class Counted(LocalEmbedding):
        embedded = 0

        def embed(self, texts: Sequence[str]) -> Vectors:
            self.embedded += len(texts)
            return super().embed(texts)

    again = Counted()
    again.load()
    assert Particularity(again, NAME, tmp_path).of(["bassoon"]) == first
    assert again.embedded == 1


def test_nothing_is_judged_before_the_model_is_loaded() -> None:
    assert Particularity(LocalEmbedding(), NAME, None).of(["bassoon"]) is None
