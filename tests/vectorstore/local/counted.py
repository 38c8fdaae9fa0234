"""The second model over its real weights, which tells what it was asked to embed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import numpy as np

from vectorstore.local.e5.embedding import E5Embedding
from vectorstore.store import Vectors


class Counted(E5Embedding):
    """The real model, which counts what it embeds and fails when it is told to. It embeds no text
    twice: rows do not depend on their neighbours, as `test_second_model` shows.
    """

    known: ClassVar[dict[str, Vectors]] = {}

    def __init__(self, path: Path, trouble: type[BaseException] | None = None) -> None:
        super().__init__(path)
        self.embedded: list[str] = []
        self.trouble = trouble

    def embed(self, texts: Sequence[str]) -> Vectors:
        if self.trouble is not None:
            raise self.trouble
        self.embedded += texts
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        self.known.update(zip(new, super().embed(new), strict=True))
        return np.array([self.known[text] for text in texts]).reshape(-1, self.dimensions)
