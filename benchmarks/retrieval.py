"""How well entries are found: LoCoMo and KorQuAD, this project beside the tutorial stack, in one
run.

python -m benchmarks.retrieval --data ../shared/data [--json FILE] [--only-ours]
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.data import Journal, korquad, locomo
from benchmarks.systems import Crossroads, System, Tutorial
from evaluation.metrics import mean, ndcg, recall, reciprocal_rank

Ranked = tuple[list[str], frozenset[str]]
Figures = dict[str, float]

SETS: tuple[tuple[str, Callable[[Path], list[Journal]]], ...] = (
    ("locomo", locomo),
    ("korquad", korquad),
)


def rankings(make: Callable[[Path], System], journals: Sequence[Journal]) -> list[Ranked]:
    """Return what a system finds for every question of every journal, beside what it should
    find.
    """
    found: list[Ranked] = []
    for journal in journals:
        with tempfile.TemporaryDirectory() as folder:
            system = make(Path(folder))
            system.index(journal.entries)
            system.embed()
            found += [(system.find(each.text), each.right) for each in journal.questions]
            system.close()
    return found


def figures(ranked: Sequence[Ranked]) -> Figures:
    """Return the mean of every metric."""
    return {
        "ndcg@10": mean(ndcg(ranking, right, at=10) for ranking, right in ranked),
        "recall@1": mean(recall(ranking, right, at=1) for ranking, right in ranked),
        "recall@5": mean(recall(ranking, right, at=5) for ranking, right in ranked),
        "recall@10": mean(recall(ranking, right, at=10) for ranking, right in ranked),
        "mrr@10": mean(reciprocal_rank(ranking, right, at=10) for ranking, right in ranked),
    }


def main() -> None:
    """Print the table; write the project's own figures where `--json` says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only-ours", action="store_true", help="leave the tutorial stack out")
    given = parser.parse_args()
    ours: dict[str, Figures] = {}
    for name, load in SETS:
        journals = load(given.data)
        asked = sum(len(journal.questions) for journal in journals)
        print(f"\n{name}: {asked} questions, {sum(len(each.entries) for each in journals)} entries")
        for make in (Crossroads,) if given.only_ours else (Crossroads, Tutorial):
            found = figures(rankings(make, journals))
            ours.setdefault(name, found)
            print(
                f"  {make.name:<16}"
                + "  ".join(f"{metric} {value:.3f}" for metric, value in found.items()),
                flush=True,
            )
    if given.json:
        given.json.write_text(json.dumps(ours, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
