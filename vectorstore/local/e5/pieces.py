"""SentencePiece's unigram model: the cheapest way to cut a text into known pieces.

In Python, because the pieces in a dictionary take 40 MB; the `tokenizers` package takes 250 for
them, and cutting is a fiftieth of the work of embedding.
"""

from __future__ import annotations

from vectorstore.local.e5.weights import Weights

_SPACE = "\u2581"


class Pieces:
    """The tokenizer; see the module's text."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._longest_piece = max(map(len, weights.pieces))
        self._unknown_cost = 10 - min(weights.scores[token] for token in weights.pieces.values())

    def token_ids(self, text: str) -> list[int]:
        """Return the tokens between the marks of begin and end, as many as the model reads."""
        words = text.translate(self._weights.rewrites).split()
        content = self._cut_cheaply("".join(_SPACE + word for word in words))
        room = self._weights.longest - 2
        return [self._weights.begin, *content[:room], self._weights.end]

    def _cut_cheaply(self, text: str) -> list[int]:
        """Viterbi; unknown characters in a row are one token."""
        pieces, scores = self._weights.pieces, self._weights.scores
        unknown, longest = self._weights.unknown, self._longest_piece
        best = [0.0] + [-float("inf")] * len(text)
        came_from = [(0, unknown)] * (len(text) + 1)
        for start in range(len(text)):
            best_here = best[start]
            if best_here - self._unknown_cost > best[start + 1]:
                best[start + 1] = best_here - self._unknown_cost
                came_from[start + 1] = (start, unknown)
            for end in range(start + 1, min(start + longest, len(text)) + 1):
                token = pieces.get(text[start:end])
                if token is not None and best_here + scores[token] > best[end]:
                    best[end] = best_here + scores[token]
                    came_from[end] = (start, token)
        ids: list[int] = []
        end = len(text)
        while end:
            end, token = came_from[end]
            if not (token == unknown and ids and ids[-1] == unknown):
                ids.append(token)
        return ids[::-1]
