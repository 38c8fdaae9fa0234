"""Coroutines run in a thread of their own: a browser in the same process keeps its loop running."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar

T = TypeVar("T")


def run_apart(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run `coroutine` to its end, with the context of the caller."""
    with ThreadPoolExecutor(1) as aside:
        done: T = aside.submit(copy_context().run, asyncio.run, coroutine).result()
        return done
