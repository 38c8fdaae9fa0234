"""Files that could not be used, told without hiding the others and without any of their text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from errors import JournalError


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with one file and what to do: `key` and `values` name the translation, as in
    `JournalError`.
    """

    path: str
    message: str
    hint: str
    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, path: str, error: JournalError) -> Self:
        """Return the problem that an error describes."""
        return cls(
            path=path, message=str(error), hint=error.hint, key=error.key, values=dict(error.values)
        )


class EntryProblem(Problem):
    """A file in the journal folder that is no entry."""

    __slots__ = ()


class ImportProblem(Problem):
    """Something in an import that became no entry."""

    __slots__ = ()
