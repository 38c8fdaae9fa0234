"""What a person asked for is done whole.

Streamlit may end a run of the page wherever it draws or touches the visit's state, because
something else on the page has changed; then a press is forgotten, or done by half. In a thread of
its own it ends nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

Result = TypeVar("Result")


def do_whole(act: Callable[[], Result]) -> Result:
    """Return what `act` returns, with nothing of Streamlit's ending it. What it draws stands where
    the run is; what it raises is raised here.
    """
    visit = get_script_run_ctx()

    def join() -> None:
        add_script_run_ctx(threading.current_thread(), visit)

    with ThreadPoolExecutor(1, "whole", initializer=join) as thread:
        return thread.submit(copy_context().run, act).result()
