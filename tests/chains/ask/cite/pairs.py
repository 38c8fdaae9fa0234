"""Right and swapped clauses about sentences of invented lives, read from `figure_pairs.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from chains.ask.cite.figures import check_figures
from chains.ask.events import Answer, Citation

_FIGURE = re.compile(r"\{([^}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A sentence of a journal and a clause that cites it."""

    written_on: date
    says: str
    clause: str

    @property
    def is_doubted(self) -> bool:
        """Whether the check marks anything in the clause."""
        citation = Citation(
            number=1,
            entry_id="e",
            start=0,
            end=len(self.says),
            quote=self.says,
            written_on=self.written_on,
        )
        answer = Answer(text=f"{self.clause} [1].", citations=(citation,))
        return bool(check_figures(answer, (), "").doubts)


def right_pairs(path: Path) -> list[Pair]:
    """Return every clause with its right figures."""
    return [
        _pair(item, _FIGURE.sub(lambda found: found[1].split("|")[0], clause))
        for item in _items(path)
        for clause in item["right"]
    ]


def swapped_pairs(path: Path) -> list[Pair]:
    """Return every clause with one figure swapped for a wrong one."""
    return [
        _pair(item, clause)
        for item in _items(path)
        for each in item["right"]
        for clause in _swaps(each)
    ]


def _swaps(clause: str) -> Iterator[str]:
    for match in _FIGURE.finditer(clause):
        for wrong in match[1].split("|")[1:]:
            swapped = f"{clause[: match.start()]}{wrong}{clause[match.end() :]}"
            yield _FIGURE.sub(lambda found: found[1].split("|")[0], swapped)


def _items(path: Path) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return items


def _pair(item: dict[str, Any], clause: str) -> Pair:
    return Pair(written_on=item["day"], says=item["says"], clause=clause)
