"""What was raised is logged by its kind and place alone; upkeep goes on after anything."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from ui.shared import upkeep
from ui.shared.quiet_logs import describe, hide_exception_texts

WORDS = "what only I wrote"


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    text, made = io.StringIO(), logging.getLogRecordFactory()
    handler = logging.StreamHandler(text)
    log = logging.getLogger("streamlit.anything")
    log.addHandler(handler)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("threading.excepthook", None)
        patch.setattr("sys.excepthook", None)
        hide_exception_texts()
        yield text
    logging.setLogRecordFactory(made)
    log.removeHandler(handler)


def test_no_logger_prints_an_exceptions_text(said: io.StringIO) -> None:
    log = logging.getLogger("streamlit.anything")
    error = ValueError(WORDS)
    log.error("Uncaught: %s", error, exc_info=error)
    log.error("Uncaught app execution", exc_info=error)
    assert WORDS not in describe(error)
    assert said.getvalue().count("ValueError at ") == 2
    assert WORDS not in said.getvalue()


def test_upkeep_outlives_what_nobody_expected() -> None:
    def fail() -> None:
        raise RuntimeError(WORDS)

    problem = upkeep._problem_of(fail)
    assert problem is not None
    assert problem.key == "upkeep.failed"
    assert WORDS not in f"{problem} {problem.hint}"
