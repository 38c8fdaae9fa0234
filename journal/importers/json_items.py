"""The items of a JSON file, one at a time, however long the file is.

Limit: one item is held in memory; what is nested deeper than any journal is refused, because its
reading would take the square of its depth. Invariant: a file that breaks off gives the items before
that, then one error.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from errors import EntryFormatError, ImportFileError
from files.decoding import clean, decode_leniently
from journal.importers.base import broken_parts, damaged, note_slip, unreadable
from journal.importers.mended_json import Json, mended_objects

_LARGEST = 2_000_000_000
_LARGEST_MENDED = 100_000_000  # which is held in memory
_DEEPEST = 2_000
_PIECE = 1 << 20
_READ = 1 << 24  # a text that goes on over two readings is read again from its beginning
_BRACKETS = {ord("{"): 1, ord("["): 1, ord("}"): -1, ord("]"): -1}
_OTHERS = bytes(set(range(256)) - set(_BRACKETS))


def json_items(path: Path, place: str) -> Iterator[Json]:
    """Yield the objects at `place` ("entries.item", "item", "" for the whole file). What is not
    quite JSON is mended; a broken object costs no other.

    Raises:
        ImportFileError: the file cannot be opened, is too large, or is not whole.
    """
    import ijson

    shown = clean(path.name)
    done = 0
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
                    done += 1
                    yield item
    except (ijson.JSONError, ValueError, RecursionError) as error:
        yield from _mended_items(path, place, shown, done, error)
    except OSError as error:
        raise unreadable(shown) from error


def _mended_items(
    path: Path, place: str, shown: str, done: int, error: Exception
) -> Iterator[Json]:
    """Yield the objects after the first `done`, out of a text that is mended."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= _LARGEST_MENDED else b""
        text = decode_leniently(raw, where=shown).text
    except OSError as unreadable_error:
        raise unreadable(shown) from unreadable_error
    except EntryFormatError:
        raise damaged(shown, "JSON") from error
    count = broken = 0
    is_last_broken = False
    for found in mended_objects(text, place):
        is_last_broken = found is None
        broken += is_last_broken
        count += found is not None
        if found is not None and count > done:
            yield found
    if not broken and count >= done and (count or place):
        note_slip()
    elif broken <= 1 and (is_last_broken or not count):
        raise damaged(shown, "JSON") from error
    else:
        raise broken_parts(shown, broken) from error


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
