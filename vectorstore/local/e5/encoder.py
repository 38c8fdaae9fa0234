"""The forward pass of a small BERT.

Texts lie behind one another in one matrix, so a matrix of weights is read once for several short
ones; only attention goes text by text. So there is no padding and no mask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

import numpy as np

from vectorstore.local.e5.pieces import Pieces
from vectorstore.local.e5.weights import Weights
from vectorstore.store import Vectors

_TOKENS_AT_ONCE = 512


class Encoder:
    """Tokenizer and layers; thread-safe, as nothing in it changes."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._pieces = Pieces(weights)
        places = weights.floats("emb.pos").reshape(-1, weights.width)
        self._places = places + weights.floats("emb.type")[: weights.width]
        self._first_norm = (weights.floats("emb.ln.w"), weights.floats("emb.ln.b"))
        self._layers = [_Layer(weights, f"l{number}.") for number in range(weights.layers)]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row of unit length for each text, none of them empty."""
        tokens = [self._pieces.token_ids(text) for text in texts]
        vectors = np.vstack([mean for some in _gather(tokens) for mean in self._means(some)])
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def _means(self, tokens: Sequence[Sequence[int]]) -> list[Vectors]:
        ends = list(accumulate(map(len, tokens)))
        texts = [slice(start, end) for start, end in pairwise([0, *ends])]
        state = self._weights.words([token for ids in tokens for token in ids])
        state += np.concatenate([self._places[: len(ids)] for ids in tokens])
        state = _normalise(state, *self._first_norm, self._weights.epsilon)
        for layer in self._layers:
            state = layer.apply(state, texts)
        return [state[text].mean(axis=0) for text in texts]


class _Layer:
    def __init__(self, weights: Weights, at: str) -> None:
        width, parts = weights.width, ("q", "k", "v")
        self._heads, self._epsilon = weights.heads, weights.epsilon
        self._ask = np.hstack([weights.matrix(f"{at}{part}.w", width) for part in parts])
        self._ask_bias = np.hstack([weights.floats(f"{at}{part}.b") for part in parts])
        self._ask[:, :width] *= (width // weights.heads) ** -0.5
        self._ask_bias[:width] *= (width // weights.heads) ** -0.5
        self._join = weights.matrix(f"{at}ao.w", width)
        self._join_bias = weights.floats(f"{at}ao.b")
        self._join_norm = (weights.floats(f"{at}aln.w"), weights.floats(f"{at}aln.b"))
        self._widen = weights.matrix(f"{at}fi.w", width)
        self._widen_bias = weights.floats(f"{at}fi.b")
        self._narrow = weights.matrix(f"{at}fo.w", self._widen.shape[1])
        self._narrow_bias = weights.floats(f"{at}fo.b")
        self._narrow_norm = (weights.floats(f"{at}oln.w"), weights.floats(f"{at}oln.b"))

    def apply(self, state: Vectors, texts: Sequence[slice]) -> Vectors:
        mixed = state @ self._ask + self._ask_bias
        attended = np.concatenate([_attend(mixed[text], self._heads) for text in texts])
        joined = attended @ self._join + self._join_bias
        state = _normalise(state + joined, *self._join_norm, self._epsilon)
        inner = _gelu(state @ self._widen + self._widen_bias) @ self._narrow + self._narrow_bias
        return _normalise(state + inner, *self._narrow_norm, self._epsilon)


def _gather(tokens: Sequence[list[int]]) -> Iterator[list[list[int]]]:
    """Give short texts together, so that no batch grows beyond the longest text."""
    waiting: list[list[int]] = []
    for ids in tokens:
        if waiting and sum(map(len, waiting)) + len(ids) > _TOKENS_AT_ONCE:
            yield waiting
            waiting = []
        waiting.append(ids)
    if waiting:
        yield waiting


def _attend(mixed: Vectors, heads: int) -> Vectors:
    """`mixed` holds query, key and value of every token side by side."""
    tokens = len(mixed)
    query, key, value = mixed.reshape(tokens, 3, heads, -1).transpose(1, 2, 0, 3)
    attended = _softmax(query @ key.transpose(0, 2, 1)) @ value
    joined: Vectors = attended.transpose(1, 0, 2).reshape(tokens, -1)
    return joined


def _normalise(rows: Vectors, scale: Vectors, shift: Vectors, epsilon: float) -> Vectors:
    rows = rows - rows.mean(axis=-1, keepdims=True)
    spread = np.einsum("ij,ij->i", rows, rows) / rows.shape[-1]
    rows *= (1 / np.sqrt(spread + epsilon))[:, None]
    rows *= scale
    rows += shift
    return rows


def _softmax(scores: Vectors) -> Vectors:
    scores -= scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)
    return scores


def _gelu(values: Vectors) -> Vectors:
    """By tanh, which numpy vectorises; vectors agree with the exact one to four digits."""
    inner = values * values
    inner *= 0.044715
    inner += 1
    inner *= values
    inner *= 0.7978845608
    np.tanh(inner, out=inner)
    inner += 1
    inner *= values
    inner *= 0.5
    return inner
