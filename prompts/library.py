"""Gives each prompt by name: the version in Langfuse when keys are there and it fits, else the
local file.

Invariant: a version with other variables than the file's is refused. The server is waited for once,
for a second, when nothing is known of it yet; from then on it is asked within every minute in the
background, whatever its state.
"""

from __future__ import annotations

import logging
import threading
import time
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Protocol

from errors import PromptError
from prompts.langfuse import LangfuseKeys, LangfusePrompts
from prompts.prompt import Prompt
from prompts.prompt_file import read_prompt_file

FOLDER: Final = Path(__file__).parent
_FRESH_S: Final = 45.0
_PATIENCE_S: Final = 1.0
# A turn may lose this much to a server that was healthy a minute ago.
_BLINK_S: Final = 0.03
_TICK_S: Final = 14.0
_log = logging.getLogger(__name__)


class RemotePrompts(Protocol):
    """Where edited versions live."""

    def fetch(self, local: Prompt) -> Prompt | None:
        """Return the version in use that fits `local`, or None when there is none.

        Raises:
            PromptError: there is one, and it does not fit.
            ConnectionError: the server cannot say.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptInUse:
    """A prompt as it is used now; `since` tells when its version came from Langfuse, `refusal` why
    a newer one is not used.
    """

    prompt: Prompt
    since: datetime | None = None
    refusal: PromptError | None = None


class PromptLibrary:
    """The prompts of a folder. Safe to use from any thread."""

    def __init__(
        self,
        folder: Path = FOLDER,
        remote: RemotePrompts | None = None,
        clock: Callable[[], float] = time.monotonic,
        pinned: Mapping[str, Prompt] | None = None,
    ) -> None:
        self._pinned = pinned or {}
        self._folder = folder
        self._clock = clock
        self._edited = _EditedPrompts(remote, clock) if remote else None

    def names(self) -> tuple[str, ...]:
        """Return the names of all prompts, in order."""
        return tuple(sorted(path.stem for path in self._folder.glob("*.md")))

    def local(self, name: str) -> Prompt:
        """Return the prompt as the file has it.

        Raises:
            PromptError: the file is missing or malformed.
        """
        return read_prompt_file(self._folder / f"{name}.md")

    def get(self, name: str) -> Prompt:
        """Return the prompt to use now; a pinned one stays whatever is edited.

        Raises:
            PromptError: the local file is missing or malformed.
        """
        if name in self._pinned:
            return self._pinned[name]
        local = self.local(name)
        found = (self._edited.get(local) if self._edited else None) or local
        refusal = self._edited.refusals.get(name) if self._edited else None
        if refusal is None:
            return found
        return replace(found, warning=f"refused {name}@{refusal.values.get('version', '')}")

    def in_use(self) -> tuple[PromptInUse, ...]:
        """Return which version of each prompt is in use, since when, and what is refused; nothing
        is asked or waited for.

        Raises:
            PromptError: a local file is malformed.
        """
        found = []
        for name in self.names():
            local = self._pinned.get(name) or self.local(name)
            edited = self._edited.known(local) if self._edited else None
            found.append(
                PromptInUse(
                    prompt=edited or local,
                    since=self._edited.since.get(name) if self._edited and edited else None,
                    refusal=self._edited.refusals.get(name) if self._edited else None,
                )
            )
        return tuple(found)

    def warm(self) -> None:
        """Look up every prompt now and within every minute from now on, in the background."""
        if self._edited:
            self.look_up()
            threading.Thread(
                target=_keep_fresh, args=(weakref.ref(self),), name="prompts", daemon=True
            ).start()

    def look_up(self) -> None:
        """Start asking for every prompt that was not asked for lately, without waiting.

        Raises:
            PromptError: a local file is malformed.
        """
        if self._edited:
            for name in self.names():
                self._edited.look_up(self.local(name))


def _keep_fresh(known: weakref.ref[PromptLibrary]) -> None:
    """Ask now and then for as long as anyone uses the library."""
    while (library := known()) is not None:
        try:
            library.look_up()
        except PromptError as error:
            _log.warning("%s", error)
        del library
        time.sleep(_TICK_S)


class _EditedPrompts:
    """What was last heard of the edited versions."""

    def __init__(self, remote: RemotePrompts, clock: Callable[[], float]) -> None:
        self._remote = remote
        self._clock = clock
        self._lock = threading.Lock()
        self._known: dict[str, Prompt | None] = {}
        self._asked_at: dict[str, float] = {}
        self._running: dict[str, threading.Thread] = {}
        self._away = False
        self.refusals: dict[str, PromptError] = {}
        self.since: dict[str, datetime] = {}

    def get(self, local: Prompt) -> Prompt | None:
        thread = self.look_up(local)
        if thread is not None and not self._away:
            is_new = local.name not in self._known
            thread.join(_PATIENCE_S if is_new else _BLINK_S)
            # Silent for so long counts as away, or every prompt of a turn would wait anew.
            self._away = self._away or thread.is_alive()
        return self.known(local)

    def known(self, local: Prompt) -> Prompt | None:
        """Return the last good version that still fits the file."""
        with self._lock:
            known = self._known.get(local.name)
        return known if known is not None and known.variables == local.variables else None

    def look_up(self, local: Prompt) -> threading.Thread | None:
        """Start asking for the prompt unless it was asked for lately; return the thread still
        asking.
        """
        with self._lock:
            running = self._running.get(local.name)
            if running is not None and running.is_alive():
                return running
            if self._clock() - self._asked_at.get(local.name, float("-inf")) < _FRESH_S:
                return None
            self._asked_at[local.name] = self._clock()
            thread = threading.Thread(
                target=self._ask, args=(local,), name=f"prompt-{local.name}", daemon=True
            )
            self._running[local.name] = thread
            thread.start()
            return thread

    def _ask(self, local: Prompt) -> None:
        try:
            edited = self._remote.fetch(local)
        except PromptError as error:
            self._refuse(local.name, error)
            self._away = False
            return
        except ConnectionError:
            self._away = True  # the last known version goes on serving
            return
        self._away = False
        with self._lock:
            self.refusals.pop(local.name, None)
            before = self._known.get(local.name)
            if edited != before:
                self.since[local.name] = datetime.now(UTC)
            self._known[local.name] = edited

    def _refuse(self, name: str, error: PromptError) -> None:
        """Keep the last good version, and say so once for each that is refused."""
        with self._lock:
            known = self.refusals.get(name)
            self.refusals[name] = error
            self._known.setdefault(name, None)
        if known is None or known.values.get("version") != error.values.get("version"):
            _log.warning("%s The last good version is used.", error)


def build_prompt_library(langfuse: LangfuseKeys | None = None) -> PromptLibrary:
    """Return the app's prompts, with their Langfuse versions when keys are given."""
    if langfuse is None:
        return PromptLibrary()
    return PromptLibrary(remote=LangfusePrompts(langfuse))
