"""Mutated samples over all importers: `python -m tests.journal.importers.fuzz_importers [COUNT]
[SEED]`.

Promise: counts what was raised that is no `JournalError`, files written anywhere else, and the
highest memory.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

from errors import JournalError
from journal.importing.run import import_entries
from journal.store import EntryStore

SAMPLES = Path(__file__).parents[1] / "samples"
_PIECES = (
    b"\x00",
    b"\xff\xfe",
    b"<",
    b">",
    b"]]>",
    b"<![CDATA[",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"&a;",
    b"{",
    b"}",
    b'"',
)
_MORE = (
    b"[",
    b"]",
    b"\\u0000",
    b"\\ud800",
    b"9" * 40,
    b"-1",
    b"1e999",
    b"../",
    b"\r",
    b"\n---\n",
    b"+++\n",
    "가".encode()[:2],
)
_DATES = (
    b"2024-02-30",
    b"0000-00-00",
    b"99999-01-01",
    b"31/31/2024",
    b"9999-12-31T23:59:59+14:00",
    b"0001-01-01T00:00:00Z",
)


def samples() -> list[Path]:
    """Return every sample that is one file."""
    return sorted(path for path in SAMPLES.rglob("*") if path.is_file() and path.suffix != ".png")


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """Return the bytes with one to eight changes: cut, doubled, overwritten, put in, exchanged."""
    data = bytearray(raw)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        if not data:
            break
        at, to = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
        match chance.randrange(7):
            case 0:
                del data[at:]
            case 1:
                del data[at : min(to, at + 200)]
            case 2:
                data[at:at] = data[at : min(to, at + 400)] * chance.randint(1, 3)
            case 3:
                data[at] = chance.randrange(256)
            case 4:
                data[at:at] = chance.choice(_PIECES + _MORE) * chance.choice((1, 1, 1, 50))
            case 5:
                data[at : at + 10] = chance.choice(_DATES)
            case _:
                data[at : at + 4], data[to : to + 4] = data[to : to + 4], data[at : at + 4]
    return bytes(data)


def cases(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes, the same ones for the same seed."""
    chance, found = random.Random(seed), samples()
    for _ in range(count):
        path = chance.choice(found)
        suffix = (
            path.suffix
            if chance.random() < 0.9
            else chance.choice((".json", ".html", ".md", ".txt", ".xml", ".zip", ""))
        )
        # The folder right above may say what a file is: a day of Logseq, a note in a bundle.
        above = "".join(f"{part}/" for part in path.relative_to(SAMPLES).parts[1:-1][-1:])
        yield f"{above}{path.stem[:60]}{suffix}", mutated(path.read_bytes(), chance)


def run(count: int, seed: int, home: Path) -> tuple[list[str], int]:
    """Import every mutant into a journal of its own within `home`.

    Returns what went wrong, one text each, and how many mutants still gave entries.
    """
    failures: list[str] = []
    readable = 0
    for number, (name, data) in enumerate(cases(count, seed)):
        place = home / "in"
        place.mkdir(exist_ok=True)
        path = place / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        try:
            # Writing is tried for some: it takes far longer than reading and goes one way for all
            # formats.
            report = import_entries(
                path, EntryStore(home / "journal" / str(number)), dry_run=number % 20 != 0
            )
            readable += report.added > 0
        except JournalError:
            pass
        except Exception:  # noqa: BLE001 - what a fuzzer is for
            failures.append(f"case {number} {name}\n{traceback.format_exc(limit=-6)}")
        path.unlink(missing_ok=True)
    return failures, readable


def strangers(home: Path) -> list[str]:
    """Return the files in `home` that no import should have made."""
    inside = (home / "journal", home / "in", home / "temporary")
    return [
        str(path)
        for path in home.rglob("*")
        if path.is_file() and not any(path.is_relative_to(each) for each in inside)
    ]


def main() -> int:
    """Run and print what was found."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "temporary").mkdir()
        tempfile.tempdir = str(home / "temporary")
        os.chdir(home)
        failures, readable = run(count, seed, home)
        outside = strangers(home)
        left = list((home / "temporary").iterdir())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told = (
        *failures[:10],
        (
            f"{count} mutants, {readable} still with entries, {len(failures)} uncaught,"
            f" {len(outside)} written outside, {len(left)} left unpacked, {peak} MB at most,"
            f" {time.monotonic() - began:.0f} s"
        ),
    )
    sys.stdout.write("\n".join(told) + "\n")
    return 1 if failures or outside or left else 0


if __name__ == "__main__":
    sys.exit(main())
