"""What one case came to: its answer beside what was expected, in numbers.

A number is None where it says nothing: no recall without expected entries, no precision without
citations, no cost without a price. Means leave those out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from chains.ask.events import Answer
from errors import EntryNotFoundError
from evaluation.case import Case
from evaluation.metrics import mean, ndcg, recall, reciprocal_rank
from journal.entry import Entry
from tracing import TurnRecord

# In the table's order. Higher is better, but for the last six.
NUMBERS: Final = (
    *(
        "recall@5",
        "recall@10",
        "ndcg@10",
        "mrr@10",
        "citation_precision",
        "citation_recall",
        "quotes_valid",
        "judged",
    ),
    *(
        "answered_should_refuse",
        "refused_should_answer",
        "latency_s",
        "input_tokens",
        "output_tokens",
        "cost_usd",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A case answered: the entries found, best first, the entries cited, and the numbers."""

    case: Case
    answer: Answer
    found: tuple[str, ...]
    cited: tuple[str, ...]
    numbers: dict[str, float | None]
    trace_id: str = ""


def result_of(
    case: Case,
    answer: Answer,
    found: Sequence[str],
    *,
    entries: Callable[[str], Entry],
    seconds: float,
    record: TurnRecord | None,
) -> Result:
    """Return the numbers of an answered case."""
    cited = tuple(dict.fromkeys(each.entry_id for each in answer.citations if each.entry_id))
    right = set(case.expected)
    calls = record.calls if record else ()
    hit = len(right.intersection(cited))
    return Result(
        case=case,
        answer=answer,
        found=tuple(found),
        cited=cited,
        trace_id=answer.trace_id,
        numbers={
            "recall@5": recall(found, right, at=5) if right else None,
            "recall@10": recall(found, right, at=10) if right else None,
            "ndcg@10": ndcg(found, right, at=10) if right else None,
            "mrr@10": reciprocal_rank(found, right, at=10) if right else None,
            "citation_precision": hit / len(cited) if right and cited else None,
            "citation_recall": hit / len(right) if right else None,
            "quotes_valid": _valid_quotes(answer, entries),
            "judged": None,
            "answered_should_refuse": None if right else float(bool(cited)),
            "refused_should_answer": float(not cited) if right else None,
            "latency_s": seconds,
            "input_tokens": float(sum(call.input_tokens for call in calls)),
            "output_tokens": float(sum(call.output_tokens for call in calls)),
            "cost_usd": record.cost if record else None,
        },
    )


def means(results: Sequence[Result]) -> dict[str, float | None]:
    """Return each number's mean over the results that have it."""
    known = {
        name: [value for each in results if (value := each.numbers[name]) is not None]
        for name in NUMBERS
    }
    return {name: mean(values) if values else None for name, values in known.items()}


def _valid_quotes(answer: Answer, entries: Callable[[str], Entry]) -> float | None:
    """Return the share of citations that stand in their entry, letter by letter."""
    if not answer.citations:
        return None
    return mean(
        float(_stands(each.entry_id, each.start, each.end, each.quote, entries))
        for each in answer.citations
    )


def _stands(
    entry_id: str, start: int, end: int, quote: str, entries: Callable[[str], Entry]
) -> bool:
    try:
        return bool(quote) and entries(entry_id).body[start:end] == quote
    except EntryNotFoundError:
        return False
