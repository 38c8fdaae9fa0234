"""How well decisions are found in the journals of other lives, without a model.

Each life in `deciding/` has entries, and in `expected.yaml` what a reader finds in them. Promise:
nothing is kept. Limit: an option counts as found by the sentence that names it, a reason by its
words whatever its option.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import yaml
from pydantic import BaseModel, ConfigDict

from chains.decide.shown import ShownDecision, show_decision
from chains.decide.survey import survey
from chains.evidence.meaning import Meaning
from journal.store import EntryStore
from language.wording import means_waiting

LIVES: Final = Path(__file__).parent / "deciding"
Tally = Counter[str]


class _Expected(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class ExpectedOption(_Expected):
    """An option, the words of which one stands in any good label, and where it is named."""

    label: str
    any: tuple[str, ...]
    quote: str


class ExpectedReason(_Expected):
    """A sentence for or against an option."""

    option: str
    polarity: str
    quote: str


class ExpectedTime(_Expected):
    """The last day on which an answer is wanted."""

    end: date


class ExpectedDecision(_Expected):
    """A decision as a reader finds it; `besides` are sentences that may be reasons too."""

    question: str
    status: str
    options: tuple[ExpectedOption, ...]
    reasons: tuple[ExpectedReason, ...] = ()
    besides: tuple[str, ...] = ()
    tensions: tuple[tuple[str, str], ...] = ()
    decide_by: ExpectedTime | None = None


def list_deciding() -> list[str]:
    """Return the names of the lives."""
    return sorted(each.parent.name for each in LIVES.glob("*/expected.yaml"))


def find_decisions(life: Path, meaning: Meaning | None) -> list[ShownDecision]:
    """Return what is found in the entries of a life, in a copy: a journal gives entries their ids.

    Raises: StorageError, ModelUnavailableError.
    """
    with tempfile.TemporaryDirectory(prefix="crossroads-deciding-") as folder:
        root = Path(folder) / life.name
        shutil.copytree(life, root, ignore=shutil.ignore_patterns("expected.yaml"))
        entries = EntryStore(root).load().entries
        return [show_decision(each) for each in survey(entries, meaning)]


def read_expected(life: Path) -> list[ExpectedDecision]:
    """Return what a reader finds in a life."""
    held = yaml.safe_load((life / "expected.yaml").read_text(encoding="utf-8"))
    return [ExpectedDecision.model_validate(each) for each in held["decisions"]]


def compare(expected: Sequence[ExpectedDecision], found: Sequence[ShownDecision]) -> Tally:
    """Return how much of what a reader finds was found."""
    tally = Counter(expected=len(expected), proposed=len(found))
    left = list(found)
    for each in expected:
        tally += Counter(
            options=len(each.options),
            reasons=len(each.reasons),
            deadlines=each.decide_by is not None,
            decided=each.status == "decided",
            tensions=len(each.tensions),
        )
        best = max(left, key=lambda one: _common(each, one), default=None)
        if best is None or _common(each, best) < min(2, len(each.options)):
            continue
        left.remove(best)
        tally += _compare_one(each, best)
    return tally


def as_text(tally: Mapping[str, int]) -> str:
    """Return the figures on one line."""
    pairs = (
        ("right", "expected"),
        ("right", "proposed"),
        ("named", "options"),
        ("deadlines_right", "deadlines"),
        ("decided_right", "decided"),
        ("reasons_found", "reasons"),
        ("sides_right", "reasons_found"),
        ("shown_right", "shown"),
        ("tensions_found", "tensions"),
    )
    return "  ".join(f"{a} {tally.get(a, 0)}/{tally.get(b, 0)} {b}" for a, b in pairs)


def _compare_one(expected: ExpectedDecision, found: ShownDecision) -> Tally:
    last = found.decide_by.last if found.decide_by else None
    heard = [
        [each for each in found.reasons if _overlap(reason.quote, each.quote)]
        for reason in expected.reasons
    ]
    sides = zip(expected.reasons, heard, strict=True)
    fair = (*(each.quote for each in expected.reasons), *expected.besides)
    spoken = [each for each in found.reasons if not means_waiting(each.option)]
    return Counter(
        right=1,
        named=sum(_is_named(each, expected, found) for each in expected.options),
        deadlines_right=expected.decide_by is not None and last == expected.decide_by.end,
        decided_right=expected.status == found.status == "decided",
        reasons_found=sum(map(bool, heard)),
        sides_right=sum(any(one.side == each.polarity for one in own) for each, own in sides),
        shown=len(spoken),
        shown_right=sum(any(_overlap(one.quote, each) for each in fair) for one in spoken),
        tensions_found=sum(_is_told(each, found.tensions) for each in expected.tensions),
    )


def _is_told(pair: tuple[str, str], told: Sequence[tuple[str, str]]) -> bool:
    return any(
        (_overlap(pair[0], one) and _overlap(pair[1], other))
        or (_overlap(pair[0], other) and _overlap(pair[1], one))
        for one, other in told
    )


def _is_named(option: ExpectedOption, expected: ExpectedDecision, found: ShownDecision) -> bool:
    others = [word for each in expected.options if each is not option for word in each.any]
    labels = [each.label.casefold() for each in found.options]
    return any(
        any(word.casefold() in label for word in option.any)
        and not any(word.casefold() in label for word in others)
        for label in labels
    )


def _common(expected: ExpectedDecision, found: ShownDecision) -> int:
    return sum(
        any(_overlap(each.quote, one.quote) for one in found.options) for each in expected.options
    )


def _overlap(first: str, second: str) -> bool:
    return bool(first and second) and (first in second or second in first)
