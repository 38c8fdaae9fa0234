"""Where a proposal belongs: to a decision that is known, or to none yet; what of it is new there;
and what becomes of one whose sentence is gone.

Invariant: nothing is added twice, nothing dismissed comes back, nothing confirmed changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from chains.decide.standing import reopening
from chains.evidence.option_names import shares_words
from decisions.checking import Entries, check, is_outlived
from decisions.editing import fingerprint, fingerprints
from decisions.parts import DecideBy, Option, Tension
from decisions.record import LISTS, Decision, Noted, quotes, with_fields
from decisions.strength import keep_few
from journal.entry import Entry
from journal.store import not_found
from language.wording import means_waiting

_ATTACHED = (
    "criteria",
    "reasons",
    "tensions",
    "stances",
    "uncertainties",
    "advice",
    "next_actions",
)


def matching(proposal: Decision, known: Sequence[Decision]) -> Decision | None:
    """Return the known decision that weighs the same options, merged ones followed to where they
    went.
    """
    by_id = {each.id: each for each in known}
    for each in known:
        if is_same_choice(proposal, each):
            return by_id.get(each.merged_into, each)
    return None


def is_same_choice(first: Decision, second: Decision) -> bool:
    """Whether two records weigh the same things: two options in common, or the only one that one of
    them has.
    """
    common = sum(
        any(_same_option(a.value.label, b.value.label) for b in second.options)
        for a in first.options
    )
    return common >= min(2, len(first.options), len(second.options)) and common > 0


def attach(decision: Decision, proposal: Decision) -> tuple[Decision, int]:
    """Return `decision` with what is new in `proposal`, as proposals, and how many items that were.

    After a decision is made only evidence is added: reasons and stances, never a decide-by. A day
    that nobody confirmed gives way to the one until which the choice is put off later.
    """
    known = set(fingerprints(decision))
    ids: dict[str, str] = {}
    options = list(decision.options)
    added = 0
    for option in proposal.options:
        same = next(
            (
                o
                for o in options
                if o.id == option.id or _same_option(o.value.label, option.value.label)
            ),
            None,
        )
        if same is None and fingerprint("options", option) in known:
            continue  # it was dismissed
        if same is None:
            options.append(option)
            added += 1
        ids[option.id] = (same or option).id
    lists: dict[str, Any] = {"options": tuple(options)}
    for name in _ATTACHED:
        fresh = []
        for item in getattr(proposal, name):
            moved = _moved(item, ids)
            if moved is None or fingerprint(name, moved) in known:
                continue
            fresh.append(moved)
        lists[name] = (*getattr(decision, name), *fresh)
        if name == "reasons":
            lists[name] = keep_few(lists[name])
            fresh = [each for each in fresh if each in lists[name]]
        added += len(fresh)
    result = with_fields(decision, lists)
    by = proposal.decide_by
    if by is None or decision.decided or fingerprint("decide_by", by) in known:
        return result, added
    if by.value.last is not None and by.value.last < decision.question.dated:
        return result, added  # it was over before this was asked
    if result.decide_by is None or _puts_off(proposal, result.decide_by):
        return replace(result, decide_by=by), added + 1
    return result, added


def add_tensions(decision: Decision, found: Sequence[Noted[Tension]]) -> tuple[Decision, int]:
    """Return `decision` with the tensions that are new in it, and how many those are."""
    return _add(decision, {"tensions": tuple(found)})


def add_reopening(decision: Decision, asked: Decision) -> tuple[Decision, int]:
    """Return `decision` with the sentence of `asked` that opens it again, and whether that is
    new.
    """
    return _add(decision, {"stances": reopening(decision, asked)})


def outlived(decisions: Iterable[Decision], journal: Mapping[str, Entry]) -> list[Decision]:
    """Return the proposals that rest on a sentence which no entry of the journal holds any more."""
    return [each for each in decisions if is_outlived(each, _entries_of(journal))]


def renew(
    old: Decision, proposal: Decision, entry: Entry, journal: Mapping[str, Entry]
) -> Decision:
    """Return what `entry` proposes now in the place of `old`, with what other entries said of it.

    Args:
        journal: all entries by their ids; what none of them holds any more is left out.
    """
    begun = replace(
        _bare(proposal),
        id=old.id,
        options=_under_known_ids(proposal.options, old.options),
        dismissed=old.dismissed,
        read=old.read,
        found_by=old.found_by,
    )
    renewed, _ = attach(begun, proposal)
    others = {each: journal[each] for each in journal if each != entry.id}
    renewed, _ = attach(renewed, _standing_in(others, old))
    return renewed


def marks_of_old_wordings(decision: Decision, entries: Iterable[Entry]) -> frozenset[str]:
    """Return the marks in a decision that no entry has now: should a wording come back, it is to be
    read again.
    """
    return frozenset(decision.read) - {entry_mark(each) for each in entries}


def marks_of_quoted(decision: Decision, entries: Iterable[Entry]) -> frozenset[str]:
    """Return the marks of the entries that a decision quotes: once it is gone, they are to be read
    again for what they weigh themselves.
    """
    quoted = {quote.entry_id for quote in quotes(decision)}
    return frozenset(entry_mark(each) for each in entries if each.id in quoted)


def mark_read(decision: Decision, entry: Entry) -> Decision:
    """Return the decision with an entry noted as read in this wording."""
    mark = entry_mark(entry)
    return decision if mark in decision.read else replace(decision, read=(*decision.read, mark))


def entry_mark(entry: Entry) -> str:
    """Return what stands for an entry in this wording: 12 hex digits that tell nothing of it."""
    return hashlib.sha256(f"{entry.id}\n{entry.written_on}\n{entry.body}".encode()).hexdigest()[:12]


def _same_option(first: str, second: str) -> bool:
    """Say whether two labels name one option."""
    if first.casefold() == second.casefold():
        return True
    return means_waiting(first) == means_waiting(second) and (
        means_waiting(first) or shares_words(first, second)
    )


def _under_known_ids(
    options: Sequence[Noted[Option]], known: Sequence[Noted[Option]]
) -> tuple[Noted[Option], ...]:
    """Return the options that are known, with the ids they are known by: so are their reasons, also
    those that were dismissed.
    """
    left = list(known)
    found = []
    for option in options:
        label = option.value.label
        same = next((each for each in left if _same_option(each.value.label, label)), None)
        if same is not None:
            left.remove(same)
            found.append(replace(option, id=same.id))
    return tuple(found)


def _bare(decision: Decision) -> Decision:
    """Return the decision without what was found on its options."""
    return with_fields(decision, dict.fromkeys(_ATTACHED, ()) | {"decide_by": None})


def _add(decision: Decision, found: dict[str, Any]) -> tuple[Decision, int]:
    return attach(decision, with_fields(_bare(decision), found))


def _puts_off(proposal: Decision, by: Noted[DecideBy]) -> bool:
    """Say whether a choice is put off after a day that nobody confirmed."""
    later = any(each.value.act == "put_off" and each.dated > by.dated for each in proposal.stances)
    return later and not by.counts


def _moved(item: Noted[Any], ids: dict[str, str]) -> Noted[Any] | None:
    """Point an item at the decision's own options; None when it speaks of one that is not there."""
    value = item.value
    option = getattr(value, "option", None)
    if option is not None:
        return replace(item, value=replace(value, option=ids[option])) if option in ids else None
    leans = getattr(value, "leans", None)
    if leans is not None:
        kept = {ids[each]: lean for each, lean in leans.items() if each in ids}
        return replace(item, value=replace(value, leans=kept)) if kept else None
    return item


def _standing_in(journal: Mapping[str, Entry], decision: Decision) -> Decision:
    """Return the decision with what these entries hold of it, and the options that this speaks
    of.
    """
    lists: dict[str, Any] = {
        name: tuple(each for each in getattr(decision, name) if _stands(each, journal))
        for name in LISTS
    }
    needed = {each.id for each in lists["options"]}
    needed |= {each.value.option for each in lists["reasons"]}
    needed |= {option for each in lists["stances"] for option in each.value.leans}
    lists["options"] = tuple(each for each in decision.options if each.id in needed)
    by = decision.decide_by
    return with_fields(decision, lists | {"decide_by": by if by and _stands(by, journal) else None})


def _stands(item: Noted[Any], journal: Mapping[str, Entry]) -> bool:
    """Say whether the words that an item rests on stand in their entry."""
    return item.quote is not None and check(item.quote, _entries_of(journal))[0] == "exact"


def _entries_of(journal: Mapping[str, Entry]) -> Entries:
    def entry(entry_id: str) -> Entry:
        try:
            return journal[entry_id]
        except KeyError as error:
            raise not_found(entry_id) from error

    return entry
