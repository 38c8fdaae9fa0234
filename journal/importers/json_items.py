"""The items of a JSON file, one at a time, however long the file is.

Limit: one item is held in memory; what is nested deeper than any journal is refused, because its
reading would take the square of its depth. Invariant: a file that breaks off gives the items before
that, then one error.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from errors import ImportFileError
from files.decoding import clean
from journal.importers.base import damaged, unreadable

_LARGEST = 2_000_000_000
_DEEPEST = 2_000
_PIECE = 1 << 20
_READ = 1 << 24  # a text that goes on over two readings is read again from its beginning
_BRACKETS = {ord("{"): 1, ord("["): 1, ord("}"): -1, ord("]"): -1}
_OTHERS = bytes(set(range(256)) - set(_BRACKETS))
Json = dict[str, object]


def json_items(path: Path, place: str) -> Iterator[Json]:
    """Yield the objects at `place` ("entries.item", "item", "" for the whole file).

    Raises:
        ImportFileError: the file cannot be opened, is too large, or stops being JSON.
    """
    import ijson

    shown = clean(path.name)
    try:
        if path.stat().st_size > _LARGEST:
            raise too_large_for_json(shown)
        if _is_too_deep(path):
            raise damaged(shown, "JSON")
        with path.open("rb") as file:
            if file.read(3) != b"\xef\xbb\xbf":
                file.seek(0)
            for item in ijson.items(file, place, buf_size=_READ, use_float=True):
                if isinstance(item, dict):
                    yield item
    except (ijson.JSONError, ValueError, RecursionError) as error:
        raise damaged(shown, "JSON") from error
    except OSError as error:
        raise unreadable(shown) from error


def _is_too_deep(path: Path) -> bool:
    """Whether more brackets are open at once than a journal has levels; those within texts, which
    mostly close again, are counted with them."""
    depth = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            steps = [_BRACKETS[each] for each in piece.translate(None, _OTHERS)]
            if max(accumulate(steps, initial=depth)) > _DEEPEST:
                return True
            depth = max(depth + sum(steps), 0)
    return False


def too_large_for_json(shown: str) -> ImportFileError:
    """Return the error of a file beyond all journals."""
    return ImportFileError(
        "{path} is larger than {megabytes} MB.",
        hint="Split it into several files and import those.",
        key="import.too_large",
        path=shown,
        megabytes=_LARGEST // 1_000_000,
    )


def text_in(item: object, *names: str) -> str:
    """Return the first of these fields that holds text, or ""."""
    if isinstance(item, dict):
        for name in names:
            value = item.get(name)
            if isinstance(value, str) and value:
                return value
    return ""


def texts_in(item: object, name: str) -> tuple[str, ...]:
    """Return the texts in a field that is a list of them."""
    value = item.get(name) if isinstance(item, dict) else None
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def objects_in(item: object, name: str) -> tuple[Json, ...]:
    """Return the objects in a field that is a list of them."""
    value = item.get(name) if isinstance(item, dict) else None
    return (
        tuple(each for each in value if isinstance(each, dict)) if isinstance(value, list) else ()
    )
