"""How much of what the journals of other lives say reaches the screen, without a model.

Each life in `finding/` has entries, and questions with the sentences that answer them; what the
first eight cards show is counted. Promise: nothing is left behind. Limit: no grades of fit.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from chains.ask.shown import Shown, ask, show
from config.settings import Settings
from evaluation.case import unusable
from services import Services, build_services

LIVES: Final = Path(__file__).parent / "finding"
TODAY: Final = date(2026, 11, 25)
CARDS: Final = 8
LEADING: Final = 3

Tally = Counter[str]
Figures = dict[str, float | str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A question and the sentences that answer it, for each option where options are weighed.

    `refuse` and `small_talk` ask for what was never written: nothing should be shown.
    """

    id: str
    kind: str
    question: str
    turns: tuple[str, ...] = ()
    gold: tuple[str, ...] = ()
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refuse: bool = False
    small_talk: bool = False
    since: str | None = None
    until: str | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """All marked sentences."""
        return (*self.gold, *(each for own in self.options.values() for each in own))


_MARKED: Final = TypeAdapter(Marked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with what was shown, and what that counts."""

    marked: Marked
    shown: Shown
    tally: Tally


def list_lives(folder: Path = LIVES) -> list[str]:
    """Return the names of the lives that can be asked."""
    return sorted(path.parent.name for path in folder.glob("*/questions.jsonl"))


def read_marked(path: Path) -> tuple[Marked, ...]:
    """Return the questions of a file, one JSON object a line.

    Raises: StorageError when it cannot be read, or holds something else.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return tuple(_MARKED.validate_json(line) for line in lines if line.strip())
    except (OSError, ValueError) as error:
        raise unusable(path, "it cannot be read as marked questions") from error


def ask_life(life: Path, today: date = TODAY) -> Iterator[Asked]:
    """Yield every question of a life with what it shows and what that counts.

    Raises:
        StorageError: the life cannot be read.
    """
    questions = read_marked(life / "questions.jsonl")
    with tempfile.TemporaryDirectory(prefix="crossroads-finding-") as folder:
        shutil.copytree(life / "entries", Path(folder) / "journal" / "entries")
        settings = Settings(journal_dir=Path(folder) / "journal", state_dir=Path(folder) / "state")
        with closing(build_services(settings)) as services:
            bodies = _read_bodies(services)
            for marked in questions:
                before = time.perf_counter()
                answered = ask(services.ask, marked.question, turns=marked.turns, today=today)
                passed = time.perf_counter() - before
                shown = show(services.index, answered)
                tally = count(marked, shown, bodies)
                tally["milliseconds"] = round(passed * 1000)
                yield Asked(marked=marked, shown=shown, tally=tally)


def count(marked: Marked, shown: Shown, bodies: Mapping[str, str]) -> Tally:
    """Return what one question adds to the figures; `bodies` are all entries by their id."""
    cards = shown.quotes[:CARDS]
    if marked.refuse or marked.small_talk:
        return Counter(questions=1, refusable=1, refused=not cards)
    tally = Counter(questions=1, answerable=1, silent=not cards)
    if marked.sentences:
        tally += _count_marked(marked, shown, bodies)
    if marked.since or marked.until:
        read = (shown.since, shown.until) == (marked.since, marked.until)
        tally += Counter(dated=1, dates_right=read)
    if marked.options:
        named = {each.option for each in cards if each.option} | set(shown.gaps)
        tally += Counter(optioned=1, options_right=len(named) >= len(marked.options))
    return tally


def as_figures(tally: Tally) -> Figures:
    """Return the figures of added tallies: shares, and `a/b` where few cases are counted."""

    def share(part: str, whole: str) -> float | None:
        return round(tally[part] / tally[whole], 3) if tally[whole] else None

    def of(part: str, whole: str) -> str:
        return f"{int(tally[part])}/{int(tally[whole])}"

    return {
        "questions": tally["questions"],
        "recall": share("got", "marked"),
        "none": of("none", "marked_questions"),
        "lead": share("lead", "marked_questions"),
        "entries": share("right_cards", "leading"),
        "silent": of("silent", "answerable"),
        "refused": of("refused", "refusable"),
        "sources": share("in_sources", "marked"),
        "dates": of("dates_right", "dated"),
        "options": of("options_right", "optioned"),
        "false_gaps": of("false_gaps", "gaps"),
        "cards": share("cards", "marked_questions"),
        "ms": share("milliseconds", "questions"),
    }


def by_kind(asked: Sequence[Asked]) -> dict[str, Tally]:
    """Return the tally of each kind of question, by name."""
    kinds: dict[str, Tally] = {}
    for each in asked:
        kinds.setdefault(each.marked.kind, Counter()).update(each.tally)
    return dict(sorted(kinds.items()))


def _count_marked(marked: Marked, shown: Shown, bodies: Mapping[str, str]) -> Tally:
    cards = shown.quotes[:CARDS]
    leading = [each for each in cards if each.lead][:LEADING] or list(cards[:1])
    got = sum(any(each in card.text for card in cards) for each in marked.sentences)
    holders = {
        key for key, body in bodies.items() if any(each in body for each in marked.sentences)
    }
    return Counter(
        marked_questions=1,
        marked=len(marked.sentences),
        got=got,
        none=got == 0,
        lead=any(each in card.text for each in marked.sentences for card in leading),
        cards=len(cards),
        leading=len(leading),
        right_cards=sum(card.entry_id in holders for card in leading),
        in_sources=sum(
            any(each in source.text for source in shown.sources) for each in marked.sentences
        ),
        gaps=len(shown.gaps),
        false_gaps=_count_false_gaps(marked, shown.gaps),
    )


def _count_false_gaps(marked: Marked, gaps: Sequence[str]) -> int:
    """Count what is said not to be written although it is marked."""
    if not marked.options:
        return len(gaps)
    written = [label for label, sentences in marked.options.items() if sentences]
    return sum(any(label in gap or gap in label for gap in gaps) for label in written)


def _read_bodies(services: Services) -> dict[str, str]:
    loaded = services.refresh()
    if services.adoption is not None:
        services.adoption.wait()
    return {entry.id: f"{entry.title}\n{entry.body}" for entry in loaded.entries}
