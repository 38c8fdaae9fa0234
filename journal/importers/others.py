"""What is left out because somebody else wrote it, told once for a source."""

from __future__ import annotations

from errors import ImportFileError
from journal.problems import ImportProblem


def words_of_others(path: str, count: int) -> ImportProblem:
    """Return the note that `count` parts of a source are not the writer's own words."""
    error = ImportFileError(
        "{path}: left out, being words of others (clipped pages, comments, templates): {count}.",
        hint="Only your own words are taken. What you wrote about them comes in.",
        key="import.of_others",
        path=path,
        count=count,
    )
    return ImportProblem.of(path, error)
