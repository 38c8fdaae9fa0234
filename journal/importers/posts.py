"""What a source holds as entries; what becomes none is counted and told once.

Promise: the one place where "when, empty, left out, entry" is decided for the formats whose items
have a moment of their own. Invariant: every item is either an entry or in one of the counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from files.decoding import clean
from journal.dating import day_in_head, day_in_title
from journal.entry import Entry
from journal.importers.base import DATE_FROM, NO_CHARACTER, SOURCE_DATE, SOURCE_ID, How
from journal.importers.instants import Moment, undated
from journal.importers.left_out import LeftOut, left_out
from journal.problems import ImportProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One item as its file gives it; `place` is the id or address that it has there, or empty;
    `said` is what its file calls its date, kept where that tells no moment; `extra` is what else
    is kept of it."""

    title: str
    body: str
    moment: Moment | None
    tags: tuple[str, ...] = ()
    place: str = ""
    said: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)


def entries_of(
    posts: Iterable[Post | LeftOut], path: Path, how: How, *, source: str
) -> Iterator[Entry | ImportProblem]:
    """Yield the entries that the `posts` of a file make, then what was left out of it."""
    left: Counter[LeftOut] = Counter()
    otherwise = undated(path, how)
    for post in posts:
        found = post if isinstance(post, str) else _entry_of(post, source, otherwise)
        if isinstance(found, Entry):
            yield found
        else:
            left[found] += 1
    for key, count in left.items():
        yield left_out(clean(path.name), count, key=key)


def _entry_of(post: Post, source: str, otherwise: Moment) -> Entry | LeftOut:
    """Return the entry that a post is, or why it is none."""
    body = post.body.replace(NO_CHARACTER, "").replace("\r\n", "\n")
    if not body.strip():
        return "without_words"
    moment = post.moment or _moment_in_words(post) or otherwise
    place = {SOURCE_ID: post.place} if post.place else {}
    unread = {SOURCE_DATE: post.said} if post.said and post.moment is None else {}
    return Entry(
        id="",
        written_on=moment.day,
        written_at=moment.at,
        title=post.title.replace(NO_CHARACTER, "").strip(),
        body=body,
        tags=post.tags,
        source=source,
        extra={**place, **unread, **moment.marks, **post.extra},
    )


def _moment_in_words(post: Post) -> Moment | None:
    found = day_in_title(post.title) or day_in_head(post.body)
    return Moment(day=found.when.day, marks={DATE_FROM: found.origin}) if found else None
