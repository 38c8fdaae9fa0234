"""Examples are read once by each model: their vectors are kept, and only for these wordings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vectorstore.local.kept_vectors import KeptVectors

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


@pytest.mark.parametrize("damage", [b"", b"no array", b"\x93NUMPY", b"PK\x03\x04 torn"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    calls: list[int] = []
    kept = KeptVectors(tmp_path, "model")
    kept.of("good", TEXTS, lambda: embedded(calls))
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage)
    assert kept.of("good", TEXTS, lambda: embedded(calls)).shape == (3, 2)
    assert len(calls) == 2
