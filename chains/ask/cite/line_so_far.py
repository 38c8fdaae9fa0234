"""What has been said on one line of an answer, so that what follows cannot turn it into a link, an
image or a tag.

Promise: spaces are said once, and none before a mark where a pointer was dropped. Limit: it only
adds spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_NUMBER = re.compile(r"\s*\[\d+\]")
_SPACES = re.compile(r"[ \t]+")
_ENDS = (".", ",", ";", ":", "!", "?", ")", "。")


class SpokenLine:
    """One line on its way to the screen; spaces at its end wait for what follows."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.previous = " "
        self.ends_in_number = False
        self._say = say
        self._last = " "  # that was said; a space at its end may still be left out
        self._space = False
        self._after_drop = False
        self._worded = False  # it says more than a number

    def dropped(self) -> None:
        """Note that a pointer stood here and was left out."""
        self._after_drop = True

    def add(self, text: str, *, exact: bool = False) -> None:
        """Say `text`; its inner spaces are kept only when `exact`."""
        body = text.rstrip(" \t") if exact else _SPACES.sub(" ", text).rstrip(" ")
        if not body:
            self._space, self.previous = True, " "
            return
        if self._after_drop and body.lstrip().startswith(_ENDS):
            body = body.lstrip()
            body = f" {body}" if self._would_act(body) else body
        elif self._space:
            body = " " + body.lstrip(" \t")
        elif self._would_act(body):
            body = " " + body
        self._space = text[-1] in " \t"
        self._after_drop = False
        self.ends_in_number = bool(_NUMBER.fullmatch(body))
        self._worded = self._worded or not self.ends_in_number
        self.previous = text[-1]
        self._last = body[-1]
        self._say(body)

    def _would_act(self, following: str) -> bool:
        """Say whether `following` would make a link, a definition, an image or a tag of what was
        just said.
        """
        if self._last == "<":
            return bool(re.match(r"[A-Za-z/!?]", following))
        if self._last == "!":
            return following[0] == "["
        return self._last == "]" and (
            following[0] == "(" or (following[0] == ":" and not self._worded)
        )
