"""Roam Research's export as JSON: a list of pages, each a tree of blocks; a day is a page.

Promise: a block that another shows by its id is shown there with its words. Limit: an id of no
block in the file stays; a graph of several writers is not told apart.
Invariant: every block is a bullet at its depth, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from files.decoding import clean
from journal.dating import Dated, day_in_title
from journal.entry import Entry
from journal.entry_file import inline_tags
from journal.importers.base import AS_IT_SAYS, How, as_far_as_whole, first_characters
from journal.importers.instants import Moment, instant_after_epoch, moment_of, own_moment
from journal.importers.json_items import json_items, objects_in, text_in
from journal.importers.mended_json import Json
from journal.importers.posts import Post, entries_of
from journal.problems import ImportProblem
from language.dates.written import parse_when

_DAY_ID = re.compile(r"(\d{2})-(\d{2})-(\d{4})")
_PAGE = re.compile(r'"(?:create-time|edit-time|:create/time|:edit/time)"')
_TASK = re.compile(r"\{\{\[?\[?(TODO|DONE)\]?\]?\}\}\s*")
# A block that is shown by its id: alone, embedded, or under a name of its own.
_SHOWN = re.compile(
    r"\[(?P<name>[^\[\]\n]{1,400})\]\(\(\([\w-]{6,40}\)\)\)"
    r"|\{\{(?:\[\[)?embed(?:-\w+)?(?:\]\])?:\s*\(\((?P<embedded>[\w-]{6,40})\)\)\s*\}\}"
    r"|\(\((?P<alone>[\w-]{6,40})\)\)"
)
_DEEPEST = 60  # levels that are still shown as such


class RoamImporter:
    """A graph of Roam."""

    name = "roam"

    def recognises(self, path: Path) -> bool:
        """Whether it is a list of Roam's pages."""
        head = first_characters(path).lstrip("\ufeff \t\r\n")
        is_list = head.startswith("[") and '"title"' in head
        is_tree = '"string"' in head or '"uid"' in head
        return is_list and is_tree and _PAGE.search(head) is not None

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the pages that have words.

        Raises:
            ImportFileError: it cannot be opened or is no JSON to its end.
        """
        shown = _blocks_shown(path)
        posts = (_post(page, shown, how) for page in json_items(path, "item"))
        yield from entries_of(posts, path, how, source=self.name)


def _post(page: Json, shown: Mapping[str, str], how: How) -> Post:
    title = clean(text_in(page, "title"))
    day = _day(page, title)
    body = clean("\n".join(_bullets(page, shown))).strip("\n")
    return Post(
        title="" if day else title,
        body=body if body.strip("- \n#") else "",
        moment=own_moment(day.when, how=how) if day else _made(page, title, how),
        tags=inline_tags(body),
        place=text_in(page, "uid", ":block/uid") or title,
    )


def _day(page: Json, title: str) -> Dated | None:
    """Return the day of a page that is one; Roam names it in its title and in its id."""
    when = parse_when(title)
    if when is not None:
        return Dated(when=when, origin="title", said=title)
    found = _DAY_ID.fullmatch(text_in(page, "uid", ":block/uid"))
    when = parse_when(f"{found[3]}-{found[1]}-{found[2]}") if found else None
    return Dated(when=when, origin="field") if when else None


def _made(page: Json, title: str, how: How) -> Moment | None:
    """Return when a page was made: by its title, its own time, that of its first block."""
    if titled := day_in_title(title):
        return own_moment(titled.when, how=how, said=title)
    blocks = (page, *objects_in(page, "children")[:1])
    for name in ("create-time", ":create/time", "edit-time", ":edit/time"):
        for block in blocks:
            said = str(block.get(name) or "")
            instant = instant_after_epoch(said, per_second=1000) if said else None
            if instant is not None:
                return moment_of(instant, zone="", how=how, said=said)
    return None


def _blocks_shown(path: Path) -> dict[str, str]:
    """Return the words of the blocks that others show, by their ids."""
    wanted = {
        _id_shown(match)
        for page in as_far_as_whole(json_items(path, "item"))
        for _, block in _blocks(page)
        for match in _SHOWN.finditer(_string(block))
    }
    if not wanted:
        return {}
    pages = as_far_as_whole(json_items(path, "item"))
    found = ((_identifier(block), _string(block)) for page in pages for _, block in _blocks(page))
    return {identifier: words for identifier, words in found if identifier in wanted}


def _id_shown(found: re.Match[str]) -> str:
    return found["embedded"] or found["alone"] or ""


def _string(block: Json) -> str:
    return text_in(block, "string", ":block/string")


def _identifier(block: Json) -> str:
    return text_in(block, "uid", ":block/uid")


def _blocks(page: Json) -> Iterator[tuple[int, Json]]:
    """Yield the blocks of a page in order, each with its depth, without recursion: a tree may be of
    any depth."""
    waiting = [(0, block) for block in reversed(objects_in(page, "children"))]
    while waiting:
        depth, block = waiting.pop()
        yield depth, block
        waiting += [(depth + 1, child) for child in reversed(objects_in(block, "children"))]


def _bullets(page: Json, shown: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of a page."""

    def show(found: re.Match[str]) -> str:
        return found["name"] or shown.get(_id_shown(found), found[0]).strip()

    for depth, block in _blocks(page):
        words = _TASK.sub(_box, _SHOWN.sub(show, _string(block))).strip("\n")
        before = "  " * min(depth, _DEEPEST)
        level = block.get("heading")
        if isinstance(level, int) and 0 < level <= 6 and depth == 0 and "\n" not in words:
            yield f"{'#' * level} {words}"
        elif words.strip():
            first, *more = words.split("\n")
            yield f"{before}- {first}"
            yield from (f"{before}  {line}" for line in more)


def _box(found: re.Match[str]) -> str:
    return "[x] " if found[1] == "DONE" else "[ ] "
