"""The answer without a model: cards, an entry each, the sentence that answers lit, each cut from
its entry.

Promise: what fits best comes first; one to three cards lead. Invariant: a sentence stands under
one option only; what would wait, and no option showed, stands under none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from chains.ask.events import Answer, Citation, Plan, Remark
from chains.ask.finding.lights import put_behind_what_only_points
from chains.ask.finding.picks import ALIKE, CARDS, pick
from chains.ask.finding.ranked import Ranked, Retrieved
from chains.evidence.cards import RUNS, Run, cut_runs
from chains.evidence.sources import without_layout
from errors import JournalError
from language.wording import wishes_to_wait

_PER_OPTION = 4
_MOST_RUNS = 4
_ELSEWHERE = -50.0  # what speaks for another option, or is no sentence, is no card's
_LEADING_OF_OPTIONS = 3
_READ_FOR_WAITING, _MOST_WAITING = 30, 2
_FEW_CARDS = 8  # where there are fewer cards, each may show more of its entry


def answer_in_quotes(plan: Plan, found: Retrieved, problem: JournalError | None = None) -> Answer:
    """Return the found entries as cards, by option where options are weighed."""
    if found.by_option:
        cards = _pick_by_option(found)
    else:
        chosen, leading = pick(plan, _in_time(plan, found))
        cards = [(each, "", at < leading) for at, each in enumerate(chosen)]
    citations: list[Citation] = []
    most = min(_MOST_RUNS, max(RUNS, _FEW_CARDS // max(len(cards), 1)))
    shown: defaultdict[str, set[int]] = defaultdict(set)
    for ranked, label, lead in cards:
        runs = _cut(ranked, shown[ranked.entry.id], most, sided=plan.kind == "options")
        citations += _cite(ranked, runs, label, lead, len(citations))
    if found.by_option and plan.options:
        citations += _cite_waiting(found, shown, len(citations))
    return Answer(
        citations=tuple(citations),
        searched=found.hits.searched,
        gaps=found.missing,
        remark=_remark(plan, found),
        finish="quotes_only",
        problem=problem,
    )


def _cite_waiting(found: Retrieved, shown: Mapping[str, set[int]], so_far: int) -> list[Citation]:
    """Return what would rather wait with the choice: it speaks to no single option."""
    citations: list[Citation] = []
    for ranked in found.ranked[:_READ_FOR_WAITING]:
        for at, span in enumerate(ranked.sentences):
            if at in shown[ranked.entry.id] or not wishes_to_wait(ranked.entry.body[slice(*span)]):
                continue
            lit = without_layout(ranked.entry.body, span)
            run = Run(start=lit[0], end=lit[1], lit=lit)
            citations += _cite(ranked, (run,), "", False, so_far + len(citations))
            break
        if len(citations) == _MOST_WAITING:
            break
    return citations


def _in_time(plan: Plan, found: Retrieved) -> Sequence[Ranked]:
    """Leave out what is of another time than was searched, which is the nearest one where nothing
    was written in that which was asked about; not around a single day.
    """
    if plan.stretch != "range":
        return found.ranked
    of_the_time = {each.id for each in found.of_the_time}
    return [each for each in found.ranked if each.entry.id in of_the_time] or found.ranked


def _pick_by_option(found: Retrieved) -> list[tuple[Ranked, str, bool]]:
    """Take turns between the options; an entry may speak to two of them, a sentence to one."""
    cards: list[tuple[Ranked, str, bool]] = []
    for place in range(_PER_OPTION):
        for label, ranked in found.by_option:
            if place < len(ranked) and len(cards) < CARDS:
                cards.append((ranked[place], label, len(cards) < _LEADING_OF_OPTIONS))
    return cards


def _cut(ranked: Ranked, shown: set[int], most: int, *, sided: bool) -> tuple[Run, ...]:
    """Return the runs of an entry beside what it has shown already, and note them as shown.

    `sided`: what speaks for another option is left to that one's card.
    """
    body, scores = ranked.entry.body, put_behind_what_only_points(ranked)
    besides = set(shown)
    if sided:
        besides |= {at for at, score in enumerate(scores) if score < _ELSEWHERE}
    runs = cut_runs(body, ranked.sentences, scores, most=most, besides=besides)
    for at, (start, _) in enumerate(ranked.sentences):
        if any(run.start <= start < run.end for run in runs):
            shown.add(at)
    return runs


def _cite(
    ranked: Ranked, runs: Sequence[Run], label: str, lead: bool, so_far: int
) -> list[Citation]:
    body = ranked.entry.body
    return [
        Citation(
            number=so_far + at,
            entry_id=ranked.entry.id,
            start=run.lit[0],
            end=run.lit[1],
            quote=body[run.lit[0] : run.lit[1]],
            before=body[run.start : run.lit[0]],
            after=body[run.lit[1] : run.end],
            written_on=ranked.entry.written_on,
            title=ranked.entry.title,
            option=label,
            lead=lead,
            rank=run.rank,
        )
        for at, run in enumerate(runs, 1)
    ]


def _remark(plan: Plan, found: Retrieved) -> Remark | None:
    if plan.kind == "small_talk":
        return Remark(key="answer.small_talk")
    if found.missing:
        return Remark(key="answer.never_written", words=", ".join(found.missing))
    if found.hits.searched.unwritten:
        return None  # nothing is counted in a time without entries
    if found.counted is not None:
        word, held = found.counted
        return Remark(key="answer.mentioned", words=word, count=len(held), days=held)
    if plan.kind == "count" and found.ranked:
        days = _alike(found.ranked)
        return Remark(key="answer.counted", count=len(days), days=tuple(days))
    return None


def _alike(ranked: Sequence[Ranked]) -> list[date]:
    alike = [each for each in ranked if each.score >= ALIKE * ranked[0].score]
    return sorted(each.entry.written_on for each in alike)
