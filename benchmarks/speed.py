"""How fast and how large: indexing, starting again, searching and memory over the diary, beside the
tutorial stack.

    python -m benchmarks.speed --data ../shared/data [--times 10] [--json FILE] [--only-ours]

Every system runs in processes of its own; starting again is a new process, from opening to the
synced index.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.data import diary
from benchmarks.systems import Crossroads, System, Tutorial
from journal.entry import Entry

Figures = dict[str, float]
SEARCHES = 400


def questions(entries: Sequence[Entry], count: int) -> list[str]:
    """Return questions made of the diary's own words: three to twelve words in a row of one entry,
    always the same.
    """
    chance = random.Random(7)
    found: list[str] = []
    while len(found) < count:
        words = re.findall(r"\w+", chance.choice(entries).body)
        at, length = chance.randrange(max(1, len(words) - 12)), chance.randint(3, 12)
        if len(words) > length:
            found.append(" ".join(words[at : at + length]))
    return found


def ours_from_nothing(folder: Path, entries: tuple[Entry, ...]) -> Figures:
    """Index, search, add one entry."""
    system = Crossroads(folder)
    indexing = _seconds(lambda: system.index(entries))
    embedding = _seconds(system.embed)
    searching = _searches(system, questions(entries, SEARCHES))
    new = replace(entries[0], id="new", body="A zymurgist came to dinner today.")
    adding = _seconds(lambda: system.index((*entries, new))) + _seconds(
        lambda: system.find("zymurgist")
    )
    memory = _memory()
    system.index(entries)
    system.close()
    return {
        "index_s": indexing,
        "embed_s": embedding,
        **searching,
        "one_new_entry_ms": adding * 1000,
        "rss_mb": memory,
    }


def ours_again(folder: Path, entries: tuple[Entry, ...]) -> Figures:
    """Open what is there, and search; Chroma is loaded by the first search, or by `warm` in the
    background.
    """
    start = time.perf_counter()
    system = Crossroads(folder)
    system.index(entries)
    reopening = time.perf_counter() - start
    first = _seconds(lambda: system.find("plague"))
    again = {
        f"again_{name}": value
        for name, value in _searches(system, questions(entries, SEARCHES)).items()
    }
    system.close()
    return {
        "reopen_s": reopening,
        "first_search_ms": first * 1000,
        **again,
        "again_rss_mb": _memory(),
    }


def tutorial_from_nothing(folder: Path, entries: tuple[Entry, ...]) -> Figures:
    """Index and search; starting again has no figure, because it keeps its BM25 index in memory
    only.
    """
    system = Tutorial(folder)
    indexing = _seconds(lambda: system.index(entries))
    return {
        "index_s": indexing,
        **_searches(system, questions(entries, SEARCHES // 4)),
        "rss_mb": _memory(),
    }


RUNS: dict[str, Callable[[Path, tuple[Entry, ...]], Figures]] = {
    "ours_from_nothing": ours_from_nothing,
    "ours_again": ours_again,
    "tutorial_from_nothing": tutorial_from_nothing,
}


def main() -> None:
    """Print the table; write the project's own figures where `--json` says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--times", type=int, default=1, help="how many copies of the diary")
    parser.add_argument("--only-ours", action="store_true", help="leave the tutorial stack out")
    parser.add_argument("--run", choices=RUNS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        print(json.dumps(RUNS[given.run](given.folder, diary(given.data, times=given.times))))
        return
    with tempfile.TemporaryDirectory() as folder:
        ours = _in_process("ours_from_nothing", folder, given) | _in_process(
            "ours_again", folder, given
        )
        print(f"diary x {given.times}\n  {Crossroads.name:<16}{_line(ours)}", flush=True)
        if not given.only_ours:
            print(
                f"  {Tutorial.name:<16}{_line(_in_process('tutorial_from_nothing', folder, given))}"
            )
    if given.json:
        given.json.write_text(json.dumps(ours, indent=1) + "\n", "utf-8")


def _in_process(run: str, folder: str, given: argparse.Namespace) -> Figures:
    command = [sys.executable, "-m", "benchmarks.speed", "--run", run, "--folder", folder]
    command += ["--data", str(given.data), "--times", str(given.times)]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: Figures = json.loads(answer.stdout.splitlines()[-1])
    return figures


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _searches(system: System, asked: Sequence[str]) -> Figures:
    seconds: list[float] = []
    for text in asked:
        start = time.perf_counter()
        system.find(text)
        seconds.append(time.perf_counter() - start)
    steps = statistics.quantiles(seconds, n=100)
    return {"search_p50_ms": steps[49] * 1000, "search_p95_ms": steps[94] * 1000}


def _memory() -> float:
    """Peak memory of this process in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 if sys.platform != "darwin" else 1024 * 1024)


def _line(figures: Figures) -> str:
    return "  ".join(f"{name} {value:.1f}" for name, value in figures.items())


if __name__ == "__main__":
    main()
