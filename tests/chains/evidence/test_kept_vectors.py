"""Examples are read once by each model: their vectors are kept, and only for these wordings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from chains.evidence.kept_vectors import KeptVectors
from chains.evidence.meaning import Meaning

TEXTS = ("one", "two", "three")


def embedded(calls: list[int]) -> np.ndarray:
    calls.append(1)
    return np.arange(6, dtype=np.float32).reshape(3, 2)


def test_vectors_are_read_once_and_again_for_other_words_or_another_model(tmp_path: Path) -> None:
    calls: list[int] = []
    kept = KeptVectors(tmp_path, "model")
    first = kept.of("good", TEXTS, lambda: embedded(calls))
    again = KeptVectors(tmp_path, "model").of("good", TEXTS, lambda: embedded(calls))
    assert len(calls) == 1
    assert np.array_equal(first, again)
    KeptVectors(tmp_path, "other").of("good", TEXTS, lambda: embedded(calls))
    kept.of("good", ("one", "two", "four"), lambda: embedded(calls))
    assert len(calls) == 3
    assert len(list(tmp_path.glob("good.model.*"))) == 1  # in the place of the earlier ones


@pytest.mark.parametrize("damage", [b"", b"no array", b"\x93NUMPY"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    calls: list[int] = []
    kept = KeptVectors(tmp_path, "model")
    kept.of("good", TEXTS, lambda: embedded(calls))
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage)
    assert kept.of("good", TEXTS, lambda: embedded(calls)).shape == (3, 2)
    assert len(calls) == 2


def test_a_warm_meaning_embeds_no_example_again(tmp_path: Path) -> None:
    asked: list[str] = []

    def embed(texts: list[str]) -> np.ndarray:
        asked.extend(texts)
        return np.asarray([[len(text), text.count("e") + 1.0, 1.0] for text in texts])

    Meaning(embed, folder=tmp_path).warm()
    seen = len(asked)
    assert seen > 500
    again = Meaning(embed, folder=tmp_path)
    again.warm()
    again.argues(["It is a steady job."])
    assert set(asked[seen:]) == {"", "It is a steady job."}
