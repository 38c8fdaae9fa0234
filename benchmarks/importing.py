"""`python -m benchmarks.importing`: the diary zip timed, 200 MB of Day One measured, fifty imports
killed.

Limit: the diary is `BENCHMARK_DATA/diary.jsonl` (date, title, text per line); without it that part
is left out.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from journal.importing.run import import_entries
from journal.store import EntryStore
from vectorstore.index import open_index

_SENTENCES = (
    "오늘도 연구실에 늦게까지 남아 있었다.",
    "졸업을 하면 무엇을 할지 아직 정하지 못했다.",
    "The interview went better than I feared, and I still do not want the job.",
    "선배는 급할수록 천천히 보라고 했다.",
    "I keep coming back to the same question on the way home.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """What was found after imports that were killed and one that was not, in entries."""

    killed: int
    broken: int
    missing: int


def main() -> None:
    """Run all three and print what came out."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        diary = Path(os.environ.get("BENCHMARK_DATA", "")) / "diary.jsonl"
        if os.environ.get("BENCHMARK_DATA") and diary.is_file():
            print(diary_zip(home / "diary", diary))
        print(large_dayone(home / "large", megabytes=200))
        outcome = killed_imports(home / "killed", entries=1000, kills=50, chance=random.Random(1))
        print(
            f"kill -9: {outcome.killed} killed, {outcome.broken} half-written, "
            f"{outcome.missing} missing after the second run"
        )


def diary_zip(home: Path, diary: Path) -> str:
    """Import a diary as a zip of Markdown files, index it, search it; return how long each took."""
    home.mkdir()
    with zipfile.ZipFile(home / "diary.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number, line in enumerate(diary.read_text(encoding="utf-8").splitlines()):
            item = json.loads(line)
            body = item.get("text") or item.get("body") or ""
            day = str(item.get("date") or item.get("written_on"))[:10]
            archive.writestr(
                f"diary/{day}-{number}.md",
                f"---\ntitle: {json.dumps(item.get('title') or '')}\n---\n\n{body}\n",
            )
    began = time.monotonic()
    store, seen = EntryStore(home / "journal"), 0

    def count(done: int, _total: int) -> None:
        nonlocal seen
        seen = done

    report = import_entries(home / "diary.zip", store, on_progress=count)
    imported = time.monotonic()
    index = open_index(home / "index")
    index.sync(store.load().entries)
    indexed = time.monotonic()
    hits = index.search("진로 고민 career")
    done = time.monotonic()
    index.close()
    return (
        f"diary zip: {report.added} entries added, {seen} told by the progress bar,"
        f" {len(report.problems)} problems; import {imported - began:.1f} s, index"
        f" {indexed - imported:.1f} s, search {done - indexed:.2f} s ({len(hits)} hits), together"
        f" {done - began:.1f} s"
    )


def large_dayone(home: Path, *, megabytes: int) -> str:
    """Import a Day One JSON of this size in a process of its own; return its highest memory."""
    home.mkdir()
    path = home / "Journal.json"
    write_dayone(path, megabytes=megabytes)
    program = (
        "import sys, time; from pathlib import Path; from journal.importing.run import"
        " import_entries\n"
        "from journal.store import EntryStore; began = time.monotonic()\n"
        "report = import_entries(Path(sys.argv[1]), EntryStore(Path(sys.argv[2])))\n"
        # Not getrusage: what a process inherits from its parent before exec counts there.
        "status = Path('/proc/self/status').read_text().split('VmHWM:')[1]; peak ="
        " int(status.split()[0]) // 1024\n"
        "print(f'{report.added} entries added, {len(report.problems)} problems, {peak} MB at"
        " most, '\n"
        "      f'{time.monotonic() - began:.0f} s')"
    )
    command = [sys.executable, "-c", program, str(path), str(home / "journal")]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[1]
    )
    return (
        f"Day One JSON of {path.stat().st_size / 1e6:.0f} MB:"
        f" {done.stdout.strip() or done.stderr.strip()[-400:]}"
    )


def write_dayone(path: Path, *, megabytes: int) -> None:
    """Write a Day One JSON of this size, with the text twice in each entry, as Day One has it."""
    chance, day, size = random.Random(0), datetime(2001, 1, 1, 20, tzinfo=UTC), 0
    with path.open("w", encoding="ascii") as file:
        file.write('{"metadata":{"version":"1.0"},"entries":[')
        while size < megabytes * 1_000_000:
            text = "\n\n".join(
                " ".join(chance.choices(_SENTENCES, k=6)) for _ in range(chance.randint(5, 40))
            )
            rich = json.dumps(
                {"meta": {"version": 1}, "contents": [{"text": text, "attributes": {"line": {}}}]}
            )
            day += timedelta(hours=7)
            entry = {
                "uuid": f"{chance.getrandbits(128):032X}",
                "creationDate": f"{day:%Y-%m-%dT%H:%M:%SZ}",
                "timeZone": "Asia/Seoul",
                "text": text,
                "richText": rich,
                "tags": ["진로"],
                "weather": {"conditionsDescription": "Clear", "temperatureCelsius": 11.5},
                "location": {"placeName": "집", "latitude": 37.5, "longitude": 127.0},
            }
            written = ("," if size else "") + json.dumps(entry)
            size += file.write(written)
        file.write("]}")


def killed_imports(home: Path, *, entries: int, kills: int, chance: random.Random) -> Killed:
    """Kill imports at random moments, five on each journal; then let one run on each and look at
    every entry.
    """
    home.mkdir(exist_ok=True)
    path, root = home / "diary.txt", home / "journals"
    days = [date(2000, 1, 1) + timedelta(days=number) for number in range(entries)]
    path.write_text(
        "\n\n".join(
            f"{day}\n{day} {' '.join(chance.choices(_SENTENCES, k=20))} end" for day in days
        )
    )
    program = (
        "import sys; from pathlib import Path; from journal.importing.run import import_entries\n"
        "from journal.store import EntryStore; print('ready', flush=True)\n"
        "say = lambda done, _: print(done, flush=True)\n"
        "import_entries(Path(sys.argv[1]), EntryStore(Path(sys.argv[2])), on_progress=say)"
    )
    killed = broken = attempts = 0
    journals: set[Path] = set()
    while killed < kills and attempts < 4 * kills:
        attempts += 1
        journal = root / str(killed // 5)
        journals.add(journal)
        command = [sys.executable, "-c", program, str(path), str(journal)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1])
        assert process.stdout is not None
        # So far by what it says and not by the clock: on a busy machine it may not have begun by
        # then.
        for _ in range(1 + chance.randrange(entries)):
            process.stdout.readline()
        try:
            process.wait(chance.uniform(0, 0.005))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
        process.stdout.close()
        loaded = EntryStore(journal).load()
        broken += len(loaded.problems) + sum(
            not entry.body.endswith(" end") for entry in loaded.entries
        )
    missing = 0
    for journal in journals:
        import_entries(path, EntryStore(journal))
        missing += len(
            set(days) ^ {entry.written_on for entry in EntryStore(journal).load().entries}
        )
    return Killed(killed=killed, broken=broken, missing=missing)


if __name__ == "__main__":
    main()
