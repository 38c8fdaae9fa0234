"""The public data sets as journals with questions, read from a folder given, and the lives of
`evaluation/finding`; of the public sets none is in the repository.

Invariant: a question's right answers are entry ids of its own journal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from evaluation.finding import LIVES, list_lives, read_marked
from journal.entry import Entry
from journal.store import EntryStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question and the ids of the entries that answer it."""

    text: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """Entries, and questions about them."""

    name: str
    entries: tuple[Entry, ...]
    questions: tuple[Asked, ...]


def locomo(folder: Path) -> list[Journal]:
    """Return one journal per LoCoMo conversation: each session a dated entry; questions of
    categories 1 to 4.
    """
    return [
        _conversation(each) for each in json.loads((folder / "locomo10.json").read_text("utf-8"))
    ]


def korquad(folder: Path) -> list[Journal]:
    """Return the KorQuAD 1.0 development set as one journal: paragraphs are entries under their
    article's title.
    """
    entries: list[Entry] = []
    questions: list[Asked] = []
    for article in json.loads((folder / "korquad_dev.json").read_text("utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            entry_id = f"p{len(entries)}"
            day = date(2018, 1, 1) + timedelta(days=len(entries))
            entries.append(
                Entry(
                    id=entry_id, written_on=day, title=article["title"], body=paragraph["context"]
                )
            )
            questions += [
                Asked(text=each["question"], right=frozenset([entry_id]))
                for each in paragraph["qas"]
            ]
    return [Journal(name="korquad", entries=tuple(entries), questions=tuple(questions))]


def lives(_folder: Path) -> list[Journal]:
    """Return the journals of other lives, with the marked questions that stand on their own."""
    return [_life(LIVES / name) for name in list_lives()]


def diary(folder: Path, *, times: int = 1) -> tuple[Entry, ...]:
    """Return the diary, or `times` copies of it, each a few years later and with words of its
    own.
    """
    lines = [json.loads(line) for line in (folder / "diary.jsonl").read_text("utf-8").splitlines()]
    return tuple(_day(line, copy) for copy in range(times) for line in lines)


def _day(line: dict[str, str], copy: int) -> Entry:
    day = date.fromisoformat(line["date"])
    if not copy:
        return Entry(id=line["id"], written_on=day, title=line["title"], body=line["text"])
    return Entry(
        id=f"{line['id']}-{copy}",
        written_on=day + timedelta(days=3653 * copy),
        title=line["title"],
        body=f"{line['text']}\nCopied out by clerk{copy} on day {day.toordinal() + copy}.",
    )


def _life(folder: Path) -> Journal:
    entries = EntryStore(folder).load().entries
    return Journal(name=folder.name, entries=entries, questions=tuple(_marked(folder, entries)))


def _marked(folder: Path, entries: Sequence[Entry]) -> Iterator[Asked]:
    for each in read_marked(folder / "questions.jsonl"):
        right = frozenset(
            entry.id for entry in entries if any(text in entry.body for text in each.sentences)
        )
        if right and not each.turns:
            yield Asked(text=each.question, right=right)


def _conversation(sample: dict[str, Any]) -> Journal:
    sessions = sample["conversation"]
    names = [name for name in sessions if re.fullmatch(r"session_\d+", name) and sessions[name]]
    entries = tuple(_session(name, sessions[f"{name}_date_time"], sessions[name]) for name in names)
    questions = tuple(_questions(sample["qa"], known=frozenset(names)))
    return Journal(name=str(sample["sample_id"]), entries=entries, questions=questions)


def _session(name: str, when: str, turns: list[dict[str, str]]) -> Entry:
    day = datetime.strptime(when.split(" on ")[1], "%d %B, %Y").date()
    body = "\n".join(f"{turn['speaker']}: {turn['text']}" for turn in turns)
    return Entry(id=name, written_on=day, title=f"{day:%B} {day.day}, {day.year}", body=body)


def _questions(asked: list[dict[str, Any]], known: frozenset[str]) -> Iterator[Asked]:
    for each in asked:
        sessions = {
            f"session_{number}"
            for number in re.findall(r"D(\d+):\d+", " ".join(each.get("evidence", [])))
        }
        right = frozenset(sessions) & known
        if each["category"] in (1, 2, 3, 4) and right:
            yield Asked(text=each["question"], right=right)
