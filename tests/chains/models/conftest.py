"""One model server for all forms of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.model_server import ModelServer

pytest.register_assert_rewrite("tests.chains.models.wire")


@pytest.fixture(scope="module")
def models() -> Iterator[ModelServer]:
    """A server whose steps each test sets."""
    with ModelServer() as running:
        yield running
