"""What an import does not take, or not as it stands: counted, with why, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from errors import ImportFileError
from journal.problems import ImportProblem


def counted_as(key: str) -> LeftOut | None:
    """Return what a note of this key counts, None when it counts nothing."""
    return next((kind for kind in _LEFT_OUT if key == f"import.{kind}"), None)


def left_out(path: str, count: int, *, key: LeftOut) -> ImportProblem:
    """Return the note that `count` parts of a source are not taken, or not as they stand, and
    why."""
    return ImportProblem.of(path, _LEFT_OUT[key](path, count))


LeftOut = Literal[
    "not_yours",
    "without_words",
    "thrown_away",
    "no_posts",
    "other_posts",
    "beside_notes",
    "others_words",
    "encrypted",
    "no_day",
    "read_leniently",
    "doubtful_encoding",
]


def _not_yours(path: str, count: int) -> ImportFileError:
    return ImportFileError(
        "{path}: left out, being written by a program (prompts, AI replies): {count}.",
        hint="Only your own words are taken, and only they can be quoted.",
        key="import.not_yours",
        path=path,
        count=count,
    )


def _without_words(path: str, count: int) -> ImportFileError:
    return ImportFileError(
        "{path}: left out, being without any words: {count}.",
        hint="They hold a picture, a place or nothing.",
        key="import.without_words",
        path=path,
        count=count,
    )


def _thrown_away(path: str, count: int) -> ImportFileError:
    return ImportFileError(
        "{path}: left out, lying in its trash: {count}.",
        hint="Take them out of the trash there and export again, if you want them.",
        key="import.thrown_away",
        path=path,
        count=count,
    )


def _no_posts(path: str, count: int) -> ImportFileError:
    return ImportFileError(
        "{path}: left out, being no posts (pages, menus, attachments, comments): {count}.",
        hint="Only your posts are taken. The text of a page can be pasted.",
        key="import.no_posts",
        path=path,
        count=count,
    )


def _other_posts(path: str, count: int) -> ImportFileError:
    return ImportFileError(
        "{path}: only the first post of the page was taken; others on it: {count}.",
        hint="Open each of the others by itself and save its page, or paste its text.",
        key="import.other_posts",
        path=path,
        count=count,
    )


def _beside_notes(path: str, count: int) -> ImportFileError:
    return ImportFileError(
        "{path}: left out, being what programs write beside the notes (lists, read-me files,"
        " templates, second copies): {count}.",
        hint="The notes themselves are read. Import such a file alone to have it as an entry.",
        key="import.beside_notes",
        path=path,
        count=count,
    )


def _others_words(path: str, count: int) -> ImportFileError:
    return ImportFileError(
        "{path}: left out, being words of others (quoted mail, clipped pages, comments): {count}.",
        hint="Only your own words are taken, and only they can be quoted.",
        key="import.others_words",
        path=path,
        count=count,
    )


def _encrypted(path: str, count: int) -> ImportFileError:
    return ImportFileError(
        "{path}: left out, being encrypted: {count}.",
        hint="Decrypt them where they come from, then export again.",
        key="import.encrypted",
        path=path,
        count=count,
    )


def _no_day(path: str, count: int) -> ImportFileError:
    return ImportFileError(
        "{path}: left out, standing under a day that no calendar has: {count}.",
        hint="Correct that day in the file, then import it again.",
        key="import.no_day",
        path=path,
        count=count,
    )


def _read_leniently(path: str, count: int) -> ImportFileError:
    return ImportFileError(
        "{path}: read leniently, a line or a character being broken: {count}.",
        hint=(
            "Broken lines of the front matter were read one by one, a broken character is shown as"
            " \ufffd. The rest is whole; look at the date and the title."
        ),
        key="import.read_leniently",
        path=path,
        count=count,
    )


def _doubtful_encoding(path: str, count: int) -> ImportFileError:
    return ImportFileError(
        "{path}: read as Korean of old Windows (CP949), but it does not look Korean: {count}.",
        hint=(
            "Look at the words in the preview. If they are wrong, open the file in the program that"
            " wrote it, save it as UTF-8 there, and bring that in."
        ),
        key="import.doubtful_encoding",
        path=path,
        count=count,
    )


_LEFT_OUT: dict[LeftOut, Callable[[str, int], ImportFileError]] = {
    "not_yours": _not_yours,
    "without_words": _without_words,
    "thrown_away": _thrown_away,
    "no_posts": _no_posts,
    "other_posts": _other_posts,
    "beside_notes": _beside_notes,
    "others_words": _others_words,
    "encrypted": _encrypted,
    "no_day": _no_day,
    "read_leniently": _read_leniently,
    "doubtful_encoding": _doubtful_encoding,
}
