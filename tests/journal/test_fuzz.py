"""Mutated samples over all importers: `python -m tests.fuzz_importers` runs 20,000 of them, this a few hundred."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.fuzz_importers import run, strangers


def test_mutants_raise_nothing_and_write_nowhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))

    failures, readable = run(500, 20241123, tmp_path)

    assert not failures
    assert readable > 100
    assert not strangers(tmp_path)
    assert not list((tmp_path / "temporary").iterdir())
