"""A few hundred mutated samples over all importers; `fuzz_importers` beside this runs 20,000."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from journal.importing import sources
from tests.journal.importers.fuzz_importers import run, strangers


def test_mutants_raise_nothing_and_write_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr(sources, "MEMORY", tmp_path / "temporary")

    failures, readable = run(500, 20241123, tmp_path)

    assert not failures
    assert readable > 100
    assert not strangers(tmp_path)
    assert not list((tmp_path / "temporary").iterdir())
