"""What the app has learned of each address: its window, its pace, what it does not know.

Promise: kept across restarts, in a small file of addresses, names of models and numbers. Limit: a
file that cannot be read or written costs what was learned, never an answer.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from chains.models.window import Rates
from errors import StorageError
from files.atomic import write_atomic

_log = logging.getLogger(__name__)
SMALL_WINDOW = 16_384
CAUTIOUS = Rates(2.6, 1 / 3.2)
# Who told the window: the person's setting, the server, a table by name, an error, a cut prompt.
Source = Literal["", "setting", "server", "table", "error", "cut"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of one model at one address; zero and empty for what is not.

    `counted`: the server has counted tokens of a prompt, so the rates are no guess. `reads` and
    `writes` are tokens a second. `lacks` names parts of requests that the server does not know.
    `thinks_first`: its thinking ends with a mark that nothing began.
    """

    window: int = 0
    window_from: Source = ""
    engine: str = ""
    per_wide: float = Rates().wide
    per_other: float = Rates().other
    counted: bool = False
    reads: float = 0.0
    writes: float = 0.0
    lacks: tuple[str, ...] = ()
    thinks_first: bool = False

    @property
    def rates(self) -> Rates:
        """How its tokens are estimated: on the safe side where nobody counted them and the window
        is small, as the tokenizers of small models are.
        """
        if self.counted or not 0 < self.window <= SMALL_WINDOW:
            return Rates(self.per_wide, self.per_other)
        return Rates(max(self.per_wide, CAUTIOUS.wide), max(self.per_other, CAUTIOUS.other))


_CODEC = TypeAdapter(dict[str, Known])


class KnownAddresses:
    """What is known, by address and model. Safe to use from any thread."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._known: dict[str, Known] = _read(path)

    def get(self, address: str, model: str) -> Known:
        """Return what is known of a model at an address."""
        with self._lock:
            return self._known.get(_key(address, model), Known())

    def learn(self, address: str, model: str, **facts: Any) -> Known:
        """Add to it, and return all that is known now."""
        with self._lock:
            known = self._known.get(_key(address, model), Known())
            learned = replace(known, **facts)
            self._known[_key(address, model)] = learned
            if learned != known:
                self._write()
            return learned

    def forget(self, address: str, model: str) -> None:
        """Forget what was learned: the server may have another window or engine now."""
        with self._lock:
            if self._known.pop(_key(address, model), None) is not None:
                self._write()

    def _write(self) -> None:
        if self._path is None:
            return
        try:
            write_atomic(self._path, _CODEC.dump_json(self._known, indent=1))
        except StorageError as error:
            _log.warning("What was learned of models is not kept: %s", error.key)


def _read(path: Path | None) -> dict[str, Known]:
    try:
        return _CODEC.validate_json(path.read_bytes()) if path and path.exists() else {}
    except (OSError, ValidationError):
        return {}


def _key(address: str, model: str) -> str:
    return f"{address} {model}"
