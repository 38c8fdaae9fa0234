"""The posts of a blog as entries; those without words or without a date are counted and told once.

Invariant: every post is either an entry or in one of the two counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from journal.entry import Entry
from journal.importers.base import DATE_FROM, SOURCE_ID, left_out
from journal.importers.instants import Moment
from journal.problems import ImportProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post as its file gives it; `place` is the id or address that it has there, or empty."""

    title: str
    body: str
    moment: Moment | None
    tags: tuple[str, ...]
    place: str


def entries_of(
    posts: Iterable[Post], *, shown: str, source: str
) -> Iterator[Entry | ImportProblem]:
    """Yield the entries that `posts` make, then what was left out of the file `shown`."""
    without_words = without_date = 0
    for post in posts:
        if not post.body.strip():
            without_words += 1
        elif post.moment is None:
            without_date += 1
        else:
            place = {SOURCE_ID: post.place} if post.place else {}
            yield Entry(
                id="",
                written_on=post.moment.day,
                written_at=post.moment.at,
                title=post.title,
                body=post.body,
                tags=post.tags,
                source=source,
                extra=place | {DATE_FROM: "field"} | post.moment.marks,
            )
    if without_words:
        yield left_out(shown, without_words, key="without_words")
    if without_date:
        yield left_out(shown, without_date, key="without_date")
