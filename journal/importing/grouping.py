"""Equal problems of an import as one line with a count.

Invariant: every problem is in one group, in the order in which its kind was first met; what differs
beyond the file's name and a count stands apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from journal.importers.left_out import counted_as, left_out
from journal.problems import ImportProblem

_SUMMED = ("path", "count")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemGroup:
    """One problem that `more` other files have as well. `problem` names the first of them, and
    counts what all of them count."""

    problem: ImportProblem
    more: int = 0

    def under(self, name: str) -> ImportProblem:
        """Return the problem with its file called `name`."""
        message = self.problem.message.replace(str(self.problem.values.get("path", "")), name, 1)
        return replace(self.problem, message=message, values={**self.problem.values, "path": name})


def group_problems(problems: Iterable[ImportProblem]) -> tuple[ProblemGroup, ...]:
    """Return the problems, equal ones as one."""
    groups: dict[tuple[object, ...], ProblemGroup] = {}
    for problem in problems:
        key = _key(problem)
        known = groups.get(key)
        groups[key] = _joined(known, problem) if known else ProblemGroup(problem=problem)
    return tuple(groups.values())


def _key(problem: ImportProblem) -> tuple[object, ...]:
    others = ((name, str(value)) for name, value in problem.values.items() if name not in _SUMMED)
    return (problem.key, *sorted(others))


def _joined(group: ProblemGroup, problem: ImportProblem) -> ProblemGroup:
    first = group.problem
    if "count" in first.values and (kind := counted_as(first.key)) is not None:
        count = int(str(first.values["count"])) + int(str(problem.values["count"]))
        first = left_out(str(first.values["path"]), count, key=kind)
    return ProblemGroup(problem=replace(first, path=group.problem.path), more=group.more + 1)
