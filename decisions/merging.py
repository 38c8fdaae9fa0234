"""Two decisions that are one, and one that is two; each undoes the other.

Invariant: merging loses nothing that the writer said, notes and single fields included; what came
from the other record is known by its id, so that undoing it gives it back.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from decisions.editing import fingerprint
from decisions.parts import Addition
from decisions.record import LISTS, SINGLES, Decision, Noted, items, new_id, with_fields
from errors import StorageError

_MERGED = tuple(name for name in SINGLES if name != "question")
_IN_WORDS = ("context", "stakes", "decide_by")
_SEAM = "\n\n"


def merge(first: Decision, second: Decision) -> tuple[Decision, Decision]:
    """Return `first` with the items of `second`, and `second` set aside as merged.

    Raises:
        StorageError: one of them has been decided, or they are the same.
    """
    if first.decided or second.decided or first.id == second.id:
        raise _cannot()
    same = {
        theirs.id: ours.id
        for theirs in second.options
        for ours in first.options
        if theirs.value.label.casefold() == ours.value.label.casefold()
    }
    lists: dict[str, tuple[Noted[Any], ...]] = {}
    for name in LISTS:
        known = {fingerprint(name, item) for item in getattr(first, name)}
        moved = tuple(
            _pointing(item, same) for item in getattr(second, name) if item.id not in same
        )
        lists[name] = getattr(first, name) + tuple(
            item for item in moved if fingerprint(name, item) not in known
        )
    singles, left = _singles(first, second)
    joined = replace(
        with_fields(first, lists | singles),
        additions=(*lists["additions"], *left),
        notes=_SEAM.join(each for each in (first.notes, second.notes) if each.strip()),
        dismissed=tuple(dict.fromkeys(first.dismissed + second.dismissed)),
        merged=(*first.merged, second.id),
    )
    return joined, replace(second, merged_into=first.id)


def unmerge(joined: Decision, second: Decision) -> tuple[Decision, Decision]:
    """Undo a merge: `second` comes back as it was, and its items leave `joined`."""
    theirs = {item.id for _, item in items(second)}
    ours = {
        name: tuple(item for item in getattr(joined, name) if item.id not in theirs)
        for name in LISTS
    }
    singles = {name: _unless(getattr(joined, name), theirs) for name in _MERGED}
    first = replace(
        with_fields(joined, ours | singles),
        notes=_without(joined.notes, second.notes),
        merged=tuple(each for each in joined.merged if each != second.id),
    )
    return first, replace(second, merged_into="")


def split(
    decision: Decision, options: frozenset[str], question: str, at: datetime
) -> tuple[Decision, Decision]:
    """Return the decision without some options, and a new one that holds these with all that speaks
    of them.

    Raises:
        StorageError: it has been decided, or one of the two would have no option.
    """
    moved = tuple(each for each in decision.options if each.id in options)
    left = tuple(each for each in decision.options if each.id not in options)
    if decision.decided or not moved or not left:
        raise _cannot()
    theirs = tuple(each for each in decision.reasons if each.value.option in options)
    new = Decision(
        id=new_id(),
        created_at=at,
        # Its sentence asks about all of the options: it stays with the first.
        question=replace(
            decision.question, value=question, id=new_id(), quote=None, origin="suggested"
        ),
        options=moved,
        reasons=theirs,
    )
    rest = tuple(each for each in decision.reasons if each.value.option not in options)
    return replace(decision, options=left, reasons=rest), new


def _singles(
    first: Decision, second: Decision
) -> tuple[dict[str, Noted[Any] | None], tuple[Noted[Addition], ...]]:
    """Return the single fields of both, the first's where both have one; the words of the second
    that gave way are additions then, under their own ids.
    """
    kept: dict[str, Noted[Any] | None] = {}
    left: list[Noted[Addition]] = []
    for name in _MERGED:
        ours, theirs = getattr(first, name), getattr(second, name)
        kept[name] = ours or theirs
        said = theirs.value if ours and theirs else None
        words = said if isinstance(said, str) else getattr(said, "words", "")
        if words and name in _IN_WORDS:
            left.append(replace(theirs, value=Addition(text=words)))
    return kept, tuple(left)


def _unless(item: Noted[Any] | None, ids: set[str]) -> Noted[Any] | None:
    return None if item is not None and item.id in ids else item


def _without(notes: str, theirs: str) -> str:
    if not theirs.strip() or not notes.endswith(theirs):
        return notes
    return notes.removesuffix(theirs).removesuffix(_SEAM)


def _pointing(item: Noted[Any], same: dict[str, str]) -> Noted[Any]:
    value = item.value
    if getattr(value, "option", "") in same:
        return replace(item, value=replace(value, option=same[value.option]))
    leans = getattr(value, "leans", None)
    if leans:
        return replace(
            item,
            value=replace(
                value, leans={same.get(each, each): lean for each, lean in leans.items()}
            ),
        )
    return item


def _cannot() -> StorageError:
    return StorageError(
        "These decisions cannot be merged or split.",
        hint="Only open decisions can, and each needs at least one option of its own.",
        key="decision.not_mergeable",
    )
