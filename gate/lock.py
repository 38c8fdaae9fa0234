"""The lock itself: who has given the passphrase, until when, and how often somebody guessed.

Promise: it closes for all at "lock now", at another passphrase, and when the app ends; for a visit
when nobody has done anything for a while.
Limit: one count of failures for everybody, so that a guesser can make the owner wait for a minute.
Invariant: guesses are weighed one after the other; while there is a wait, none is.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from config.settings import Settings
from gate.passphrase import PassphraseFile, fits

COOKIE: Final = "crossroads-lock"
_FREE_FAILURES: Final = 3
_LONGEST_WAIT_S: Final = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What became of a try: a token if it fitted; it was not tried while there is a wait."""

    token: str = ""
    was_tried: bool = True


class Lock:
    """One for the process; `settings` gives them as they are now, None while they are broken."""

    def __init__(
        self,
        settings: Callable[[], Settings | None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._last_act: dict[str, float] = {}
        self._failures = 0
        self._free_at = 0.0
        self._file: PassphraseFile | None = None
        self._guessing = threading.Lock()

    @property
    def is_set(self) -> bool:
        """Whether there is a passphrase."""
        return bool(self._kept())

    @property
    def wait_s(self) -> int:
        """How many seconds nobody may try."""
        return max(0, math.ceil(self._free_at - self._clock()))

    def unlock(self, words: str) -> Attempt:
        """Weigh a passphrase; it takes a moment, on purpose."""
        with self._guessing:
            if self.wait_s:
                return Attempt(was_tried=False)
            kept = self._kept()
            if not fits(kept, words):
                self._slow_down()
                return Attempt()
            self._failures, self._free_at = 0, 0.0
            visit = secrets.token_urlsafe(16)
            self._last_act[visit] = self._clock()
            return Attempt(token=f"{visit}.{self._sign(visit, kept)}")

    def is_open(self, token: str, *, is_act: bool) -> bool:
        """Say whether a token opens now; an act of a person keeps it open for longer."""
        visit, _, signature = token.partition(".")
        if not hmac.compare_digest(signature.encode(), self._sign(visit, self._kept()).encode()):
            return False
        self._forget_idle()
        if visit not in self._last_act:
            return False
        if is_act:
            self._last_act[visit] = self._clock()
        return True

    def close_all(self) -> None:
        """Let nobody in until the passphrase is given again."""
        self._last_act.clear()

    def _forget_idle(self) -> None:
        settings = self._settings()
        longest = float(settings.lock_after if settings else 0) * 60
        now = self._clock()
        for visit, last in list(self._last_act.items()):
            if now - last > longest:
                self._last_act.pop(visit, None)

    def _slow_down(self) -> None:
        self._failures += 1
        if self._failures >= _FREE_FAILURES:
            # Beyond ten doublings it is the longest anyway, and beyond a thousand no float.
            wait = 2.0 ** min(self._failures - _FREE_FAILURES + 1, 10)
            self._free_at = self._clock() + min(wait, _LONGEST_WAIT_S)

    def _kept(self) -> str:
        """Return the hash that counts: the environment's, else the one set on the page."""
        settings = self._settings()
        if settings is None:
            return ""
        if self._file is None:
            self._file = PassphraseFile(settings.paths.lock)
        return settings.passphrase_hash or self._file.kept()

    def _sign(self, visit: str, kept: str) -> str:
        return hmac.new(self._key, f"{visit} {kept}".encode(), hashlib.sha256).hexdigest()
