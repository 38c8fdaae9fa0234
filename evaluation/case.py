"""A question with the entries that a good answer cites, as `cases/*.yaml` and a person's own
`cases.yaml` hold them.

Limit: entries are right or not. A case without expected entries is one that should be refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import yaml

from errors import StorageError
from files.nested import TooDeepError, is_too_deep_for_yaml

SAMPLE: Final = Path(__file__).parent / "cases" / "sample.yaml"
_FIELDS: Final = frozenset({"id", "question", "language", "kind", "expected", "as_of", "note"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case; with `as_of`, nothing written later may be found."""

    id: str
    question: str
    language: str = ""
    kind: str = "own"
    expected: tuple[str, ...] = ()
    as_of: date | None = None
    note: str = ""

    @property
    def should_refuse(self) -> bool:
        """Whether nothing was written about it."""
        return not self.expected


def read_cases(path: Path) -> tuple[Case, ...]:
    """Return the cases of a file, in its order.

    Raises:
        StorageError: it cannot be read, or holds something else.
    """
    try:
        # No implicit types: a question that reads "no" or an id "007" is text.
        text = path.read_text(encoding="utf-8")
        if is_too_deep_for_yaml(text):
            raise TooDeepError
        items = yaml.load(text, Loader=yaml.BaseLoader) or []
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise unusable(path, "it cannot be read as YAML") from error
    if not isinstance(items, list):
        raise unusable(path, "it is no list")
    cases = tuple(_case(path, item) for item in items)
    if len({case.id for case in cases}) < len(cases):
        raise unusable(path, "an id stands there twice")
    return cases


def write_cases(cases: Sequence[Case]) -> str:
    """Return the cases as `read_cases` reads them."""
    items = [
        {
            name: value
            for name, value in (
                ("id", case.id),
                ("question", case.question),
                ("language", case.language),
                ("kind", case.kind),
                ("expected", list(case.expected)),
                ("as_of", case.as_of.isoformat() if case.as_of else ""),
                ("note", case.note),
            )
            if value or name == "expected"
        }
        for case in cases
    ]
    return yaml.safe_dump(items, allow_unicode=True, sort_keys=False, width=120)


def unusable(path: Path, reason: str) -> StorageError:
    """Return the error of a file of cases that cannot be used."""
    return StorageError(
        "The cases in {path} cannot be used: {reason}.",
        hint="Correct the file, or move it away to begin anew.",
        key="evaluation.bad_cases",
        path=path,
        reason=reason,
    )


def _case(path: Path, item: object) -> Case:
    if (
        not isinstance(item, dict)
        or not item.keys() <= _FIELDS
        or not item.get("id")
        or not item.get("question")
    ):
        raise unusable(path, "a case has no id, no question, or fields that no case has")
    expected = item.get("expected") or []
    if not isinstance(expected, list):
        raise unusable(path, f"expected of {item['id']} is no list")
    try:
        as_of = date.fromisoformat(item["as_of"]) if item.get("as_of") else None
    except (ValueError, TypeError) as error:
        raise unusable(path, f"as_of of {item['id']} is no date") from error
    return Case(
        id=str(item["id"]),
        question=str(item["question"]),
        language=str(item.get("language", "")),
        kind=str(item.get("kind", "own")),
        expected=tuple(str(each) for each in expected),
        as_of=as_of,
        note=str(item.get("note", "")),
    )
