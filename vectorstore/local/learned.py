"""Which of two lists of examples a text is like, by its vector: kernel ridge regression.

Promise: the same vectors teach the same. Limit: 0 says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vectorstore.local.kept_vectors import Figures

_RIDGE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What two lists of examples teach: their vectors around their middle, and each one's say."""

    middle: Figures
    examples: Figures
    says: Figures
    narrow: float

    def judge(self, rows: Figures) -> Figures:
        """Return for each vector which list it is like: 1 as the first is on the whole, -1 as the
        second.
        """
        near = _kernel(_centred(rows, self.middle), self.examples, self.narrow)
        judged: Figures = near @ self.says
        return judged


def learn(good: Figures, bad: Figures, narrow: float) -> Learned:
    """Learn from the vectors of two lists; the larger `narrow`, the sooner an example ceases to
    count as a text moves away from it.
    """
    rows = np.concatenate([good, bad])
    middle: Figures = rows.mean(axis=0)
    centred = _centred(rows, middle)
    signs = np.asarray([1.0] * len(good) + [-1.0] * len(bad))
    near = _kernel(centred, centred, narrow)
    inverse = np.linalg.inv(near + _RIDGE * np.eye(len(rows)))
    says = inverse @ signs
    # What each example is judged by all others: 1 is to be what they reach on the whole.
    unseen = signs - says / np.diag(inverse)
    scale = np.abs(unseen).mean()
    return Learned(middle=middle, examples=centred, says=says / scale, narrow=narrow)


def _centred(rows: Figures, middle: Figures) -> Figures:
    moved = rows - middle
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    spread: Figures = moved / np.where(lengths == 0, 1, lengths)
    return spread


def _kernel(rows: Figures, others: Figures, narrow: float) -> Figures:
    near: Figures = np.exp(narrow * (rows @ others.T - 1))
    return near
