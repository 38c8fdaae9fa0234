"""What sentences mean is learned from examples, once on a machine."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from chains.evidence.meaning import Meaning


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
