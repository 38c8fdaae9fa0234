"""How fast and how large: indexing, starting again, searching, answering in quotes and memory over
the diary, beside the tutorial stack; answering over a small journal, embedding a Korean one.

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
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.data import diary
from benchmarks.systems import Crossroads, System, Tutorial
from chains.ask.chain import build_ask_chain
from chains.ask.shown import ask
from evaluation.finding import LIVES, read_marked
from journal.entry import Entry
from journal.store import EntryStore
from prompts import build_prompt_library
from tracing import build_tracer
from vectorstore.index import open_index
from vectorstore.local.use import local_embedding
from vectorstore.re_embedding import Adoption

Figures = dict[str, float]
SEARCHES = 400
KOREAN: Final = ("civil-engineer", "game-artist")
KOREAN_ENTRIES: Final = 400
DIARY_QUESTIONS: Final = (
    "How did I feel about the plague?",
    "What did my wife say about the house?",
    "When did I first hear of the fire?",
    "Should I stay at the Navy Office or look for another place?",
    "How did my view of Sir William change?",
    "How often did I go to the theatre?",
    "What worried me about money?",
    "What happened in the summer of 1665?",
    "Who told me about the Dutch war?",
    "Why was I angry with my brother?",
    "What did I eat at Christmas?",
    "What did I vow about drinking wine?",
    "What do I think of music?",
    "왜 돈 걱정을 했지?",
    "극장에 얼마나 자주 갔지?",
    "What did I dream about?",
    "Do I get on with my father?",
    "What did the King say to me?",
    "How were my eyes?",
    "What have I written about my health?",
)


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


def korean(times: int = 10) -> tuple[Entry, ...]:
    """Return `times` copies of the Korean lives, each later and with words of its own."""
    return tuple(
        replace(
            entry,
            id=f"{entry.id}-{copy}",
            written_on=entry.written_on + timedelta(days=copy),
            body="\n".join(f"{line} {copy}판" for line in entry.body.splitlines()),
        )
        for copy in range(times)
        for name in KOREAN
        for entry in EntryStore(LIVES / name).load().entries
    )[:KOREAN_ENTRIES]


def ours_small(folder: Path, _: tuple[Entry, ...]) -> Figures:
    """Answer marked questions over a journal of forty entries; embed a Korean one of four hundred
    in the background.
    """
    life = LIVES / KOREAN[0]
    asked = [each.question for each in read_marked(life / "questions.jsonl")]
    small = _answers(folder / "small", EntryStore(life).load().entries, asked)
    many = _answers(folder / "korean", korean(), asked[:1])
    return {f"small_{name}": value for name, value in small.items()} | {
        "korean_background_s": many["background_s"],
        "small_rss_mb": _memory(),
    }


def ours_answers(folder: Path, entries: tuple[Entry, ...]) -> Figures:
    """Embed the diary in the background, passages and sentences, and answer questions in quotes."""
    found = _answers(folder / "answers", entries, DIARY_QUESTIONS)
    return {**found, "answers_rss_mb": _memory()}


def _answers(folder: Path, entries: Sequence[Entry], asked: Sequence[str]) -> Figures:
    """Do the whole chain without a model: a first round fills what is kept, the second counts."""
    local = local_embedding()
    index = open_index(folder, local=local)
    index.sync(entries)
    background = _seconds(lambda: Adoption(index, local).wait()) if local else 0.0
    last = max(entry.written_on for entry in entries)
    chain = build_ask_chain(
        index=index,
        entries={entry.id: entry for entry in entries}.__getitem__,
        model=None,
        prompts=build_prompt_library(None),
        tracer=build_tracer(None),
    )
    first, again = (
        [_seconds(partial(ask, chain, text, today=last)) for text in asked] for _ in range(2)
    )
    index.close()
    return {
        "background_s": background,
        **_steps("first_quotes", first),
        **_steps("quotes", again),
    }


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
    "ours_answers": ours_answers,
    "ours_small": ours_small,
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
        ours: Figures = {}
        for run in ("ours_from_nothing", "ours_again", "ours_answers", "ours_small"):
            ours |= _in_process(run, folder, given)
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
    return _steps("search", seconds)


def _steps(name: str, seconds: Sequence[float]) -> Figures:
    if len(seconds) < 2:
        return {}
    steps = statistics.quantiles(seconds, n=100, method="inclusive")
    return {f"{name}_p50_ms": steps[49] * 1000, f"{name}_p95_ms": steps[94] * 1000}


def _memory() -> float:
    """Peak memory of this process in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 if sys.platform != "darwin" else 1024 * 1024)


def _line(figures: Figures) -> str:
    return "  ".join(f"{name} {value:.1f}" for name, value in figures.items())


if __name__ == "__main__":
    main()
