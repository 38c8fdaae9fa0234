"""The way in that the tests of importers share."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from journal.importers.base import How
from journal.importing.run import Importing
from journal.store import EntryStore
from tests.journal.importers.bringing import LONG_AGO, SEOUL, Bring, Brought


@pytest.fixture
def bring(tmp_path: Path) -> Bring:
    def run(files: Mapping[str, str | bytes], how: How = SEOUL) -> Brought:
        source = tmp_path / "given"
        for name, content in files.items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            os.utime(path, (LONG_AGO, LONG_AGO))
        given = (
            source / next(iter(files))
            if len(files) == 1 and "/" not in next(iter(files))
            else source
        )
        store = EntryStore(tmp_path / "journal")
        with Importing([given], store) as importing:
            preview = importing.look(how)
            importing.run(how)
        return Brought(entries=tuple(store.load().entries), preview=preview)

    return run
