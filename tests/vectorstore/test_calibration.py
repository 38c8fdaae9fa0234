"""Weak vectors may not spoil what words find; good ones count; the measurement survives a
restart.
"""

from __future__ import annotations

import random
from pathlib import Path

from langchain_core.embeddings import Embeddings

from tests.vectorstore.entries import entry
from vectorstore.calibration import Trial, made_questions, measured
from vectorstore.embeddings import NamedEmbedding
from vectorstore.index import open_index

NAMES = [
    f"{first}{second}"
    for first in ("ba", "do", "ki", "lu", "me", "no")
    for second in ("ran", "sil", "tok", "vim")
]


def _day(number: int) -> str:
    chance = random.Random(number)
    return " ".join(chance.choice(NAMES) + chance.choice(NAMES) for _ in range(40)) + "."


JOURNAL = [entry(f"e{number}", _day(number)) for number in range(40)]


class Noise(Embeddings):
    """Vectors that know nothing of the text."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        chance = random.Random(text)
        return [chance.gauss(0, 1) for _ in range(24)]


def _trials(right_is_near: bool) -> list[Trial]:
    near = [{row: float(row == number) for row in range(30)} for number in range(30)]
    far = [{row: float(row == (number + 7) % 30) for row in range(30)} for number in range(30)]
    lexical = [{number: 3.0, (number + 1) % 30: 2.9} for number in range(30)]
    return [
        Trial(
            entry_id=f"e{number}",
            lexical=lexical[number],
            dense=(near if right_is_near else far)[number],
        )
        for number in range(30)
    ]


def test_vectors_count_by_what_they_find_alone() -> None:
    assert measured(_trials(right_is_near=True), lambda row: f"e{row}").dense_weight >= 0.2
    assert measured(_trials(right_is_near=False), lambda row: f"e{row}").dense_weight == 0
    assert measured([], lambda row: f"e{row}").dense_weight == 0.3


def test_questions_are_made_of_an_entrys_own_words() -> None:
    for entry_id, question in made_questions(JOURNAL):
        body = next(each.body for each in JOURNAL if each.id == entry_id)
        assert set(question.split()) <= set(body.rstrip(".").split())


def test_noise_is_never_worse_than_words_alone(tmp_path: Path) -> None:
    noise = NamedEmbedding(name="noise", embeddings=Noise())
    index, words = open_index(tmp_path / "noise"), open_index(tmp_path / "words")
    words.sync(JOURNAL)
    index.sync(JOURNAL)
    index.adopt(noise, JOURNAL)
    assert index.embedding_name == "noise"
    asked = [question for _, question in made_questions(JOURNAL)]
    best = [words.search(question)[0].passage.entry_id for question in asked]
    assert [index.search(question)[0].passage.entry_id for question in asked] == best
    index.close()
    again = open_index(tmp_path / "noise", embedding=noise)
    assert [again.search(question)[0].passage.entry_id for question in asked] == best
    assert all(hit.lexical > 0 for question in asked for hit in again.search(question))
    again.close()
    words.close()
