"""What every importer keeps, over every sample in tests/journal/samples/<name of the importer>/."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from errors import JournalError
from files.decoding import clean
from journal.entry import Entry
from journal.importers import FILE_IMPORTERS, IMPORTERS
from journal.importers.base import Importer
from journal.importing.run import import_entries
from journal.problems import ImportProblem
from journal.store import EntryStore
from tests.properties import examples

SAMPLES = Path(__file__).parents[1] / "journal" / "samples"


def samples_of(importer: Importer) -> list[Path]:
    """The samples of an importer: files, in a folder of their own where that says what they are."""
    home = SAMPLES / importer.name
    if importer not in FILE_IMPORTERS:
        return sorted(home.iterdir())
    return sorted(path for path in home.rglob("*") if path.is_file())


CASES = [
    pytest.param(importer, sample, id=f"{importer.name}-{sample.name}")
    for importer in IMPORTERS
    for sample in samples_of(importer)
]
FILE_CASES = [
    case for case in CASES if isinstance(case.values[1], Path) and case.values[1].is_file()
]
every_sample = pytest.mark.parametrize(("importer", "sample"), CASES)


def digest(path: Path) -> dict[str, str]:
    files = [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())
    return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def plain(entry: Entry) -> Entry:
    """The entry without the place where its pictures lie at this moment."""
    return Entry(**{each.name: getattr(entry, each.name) for each in fields(Entry)})


def test_every_importer_has_a_sample() -> None:
    missing = [each.name for each in IMPORTERS if not samples_of(each)]
    assert not missing, f"tests/journal/samples/ lacks a folder with a sample for: {missing}"


@every_sample
def test_the_first_that_recognises_it_is_its_own(importer: Importer, sample: Path) -> None:
    assert next(other for other in IMPORTERS if other.recognises(sample)) is importer


@every_sample
def test_reading_gives_entries_with_words_and_leaves_the_source_alone(
    importer: Importer, sample: Path
) -> None:
    before = digest(sample)

    items = list(importer.read(sample))

    entries = [item for item in items if isinstance(item, Entry)]
    assert entries
    assert all(entry.body.strip() and entry.body == clean(entry.body) for entry in entries)
    assert all(
        entry.source and entry.written_on.year == int(str(entry.written_on)[:4])
        for entry in entries
    )
    assert all(item.message and item.hint for item in items if isinstance(item, ImportProblem))
    assert digest(sample) == before
    again = [item for item in importer.read(sample) if isinstance(item, Entry)]
    assert [plain(entry) for entry in again] == [plain(entry) for entry in entries]


@every_sample
def test_importing_twice_adds_nothing(importer: Importer, sample: Path, tmp_path: Path) -> None:
    store = EntryStore(tmp_path)
    count = sum(isinstance(item, Entry) for item in importer.read(sample))

    rehearsal = import_entries(sample, store, dry_run=True)
    assert not any(tmp_path.iterdir())
    first = import_entries(sample, store)
    files = digest(tmp_path)
    second = import_entries(sample, EntryStore(tmp_path))

    assert (first.added, first.updated, first.unchanged) == (count, 0, 0)
    assert rehearsal == replace(first, log="")
    assert (second.added, second.updated, second.unchanged) == (0, 0, count)
    assert digest(tmp_path) == files


@every_sample
def test_what_is_read_is_what_is_stored(importer: Importer, sample: Path, tmp_path: Path) -> None:
    import_entries(sample, EntryStore(tmp_path))

    stored = {
        (entry.written_on, entry.title, entry.body) for entry in EntryStore(tmp_path).load().entries
    }
    read = [item for item in importer.read(sample) if isinstance(item, Entry)]
    assert stored == {(entry.written_on, entry.title, entry.body) for entry in read}


@pytest.mark.parametrize(("importer", "sample"), FILE_CASES)
@settings(
    deadline=None,
    max_examples=examples(10),  # tests/journal/importers/test_fuzz.py tries thousands
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_damaged_source_raises_only_errors_of_ours(
    importer: Importer, sample: Path, tmp_path: Path, data: st.DataObject
) -> None:
    raw = bytearray(sample.read_bytes())
    if data.draw(st.booleans()):
        del raw[data.draw(st.integers(0, len(raw))) :]
    for _ in range(data.draw(st.integers(0, 6))):
        if raw:
            raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    damaged = tmp_path / sample.name
    damaged.write_bytes(bytes(raw))

    try:
        items = list(importer.read(damaged))
    except JournalError:
        return
    assert all(isinstance(item, Entry | ImportProblem) for item in items)


@every_sample
def test_a_source_that_is_gone_is_an_error_of_ours(
    importer: Importer, sample: Path, tmp_path: Path
) -> None:
    gone = tmp_path / sample.name
    if sample.is_dir():
        shutil.copytree(sample, gone)
        shutil.rmtree(gone)

    with pytest.raises(JournalError):
        list(importer.read(gone))
