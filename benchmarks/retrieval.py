"""How well entries are found: LoCoMo, KorQuAD and the lives of `evaluation/finding`; the index, the
Ask path over it (plan, retrieve) and the tutorial stack, in one run.

    python -m benchmarks.retrieval --data ../shared/data [--json FILE] [--only-ours] [--set NAME]

Questions in the journal's language and in the other one are printed apart where a set has both.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.data import Journal, korquad, lives, locomo
from benchmarks.systems import AskPath, Crossroads, System, Tutorial
from evaluation.metrics import mean, ndcg, recall, reciprocal_rank
from language.detect import language_of

Figures = dict[str, float]

SETS: Final[dict[str, Callable[[Path], list[Journal]]]] = {
    "locomo": locomo,
    "korquad": korquad,
    "lives": lives,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """What a system found for a question, beside what it should find.

    `pair` are the languages: "en asked of ko", or "en asked of en" where both are one.
    """

    ranking: list[str]
    right: frozenset[str]
    pair: str


def rankings(
    make: Callable[[Path], System], journals: Sequence[Journal], *, step: int = 1
) -> list[Ranked]:
    """Return what a system finds for every question of every journal, or for each `step`-th."""
    found: list[Ranked] = []
    for journal in journals:
        written = {entry.id: language_of(entry.body) for entry in journal.entries}
        with tempfile.TemporaryDirectory() as folder:
            system = make(Path(folder))
            system.index(journal.entries)
            system.embed()
            for each in journal.questions[::step]:
                languages = "+".join(sorted({written[right] for right in each.right}))
                found.append(
                    Ranked(
                        ranking=system.find(each.text),
                        right=each.right,
                        pair=f"{language_of(each.text)} asked of {languages}",
                    )
                )
            system.close()
    return found


def figures(ranked: Sequence[Ranked]) -> Figures:
    """Return the mean of every metric."""
    return {
        "ndcg@10": mean(ndcg(each.ranking, each.right, at=10) for each in ranked),
        "recall@1": mean(recall(each.ranking, each.right, at=1) for each in ranked),
        "recall@5": mean(recall(each.ranking, each.right, at=5) for each in ranked),
        "recall@10": mean(recall(each.ranking, each.right, at=10) for each in ranked),
        "mrr@10": mean(reciprocal_rank(each.ranking, each.right, at=10) for each in ranked),
    }


def main() -> None:
    """Print the table; write the project's own figures where `--json` says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only-ours", action="store_true", help="leave the tutorial stack out")
    parser.add_argument("--set", choices=SETS, help="only this one")
    parser.add_argument("--step", type=int, default=1, help="ask each so-manieth question only")
    given = parser.parse_args()
    ours: dict[str, dict[str, Figures]] = {}
    for name in [given.set] if given.set else SETS:
        journals = SETS[name](given.data)
        asked = sum(len(journal.questions[:: given.step]) for journal in journals)
        print(f"\n{name}: {asked} questions, {sum(len(each.entries) for each in journals)} entries")
        for make in (Crossroads, AskPath) if given.only_ours else (Crossroads, AskPath, Tutorial):
            found = rankings(make, journals, step=given.step)
            if make is not Tutorial:
                ours.setdefault(name, {})[make.name] = figures(found)
            _print(make.name, found)
    if given.json:
        given.json.write_text(json.dumps(ours, indent=1) + "\n", "utf-8")


def _print(name: str, found: Sequence[Ranked]) -> None:
    """Print the figures of a system, and of each pair of languages where there are several."""
    print(f"  {name:<28}{_line(figures(found))}", flush=True)
    pairs = sorted({each.pair for each in found})
    for pair in pairs if len(pairs) > 1 else ():
        own = [each for each in found if each.pair == pair]
        print(f"    {f'{pair} ({len(own)})':<26}{_line(figures(own))}", flush=True)


def _line(found: Figures) -> str:
    return "  ".join(f"{metric} {value:.3f}" for metric, value in found.items())


if __name__ == "__main__":
    main()
