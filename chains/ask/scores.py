"""What the program itself can say about an answer, each from 0 to 1: see `automatic_scores`.

Limit: sentences are told apart by their final marks; a sentence that says that nothing was written
counts as uncited.
"""

from __future__ import annotations

import re

from chains.ask.cite.clauses import clauses
from chains.ask.cite.numbering import needs_quotes
from chains.ask.events import Answer

_MARK = re.compile(r"\[(\d+)\]")
_MARKS_AFTER_END = re.compile(r"([.!?。！？…]+)((?:\s*\[\d+\])+)")
_END = re.compile(r"(?<=[.!?。！？…])\s+")


def automatic_scores(answer: Answer) -> dict[str, float]:
    """Return seven shares: pointers that named a sentence, quotations that stand in the journal,
    sentences and clauses with a citation, figures that stand in no cited sentence, clauses that
    claim something and point at nothing, and 1 where nothing was cited at all.
    """
    exact = {each.number for each in answer.citations if each.state != "unverified"}
    # Quotes laid below an answer without a pointer are the program's, not the answer's.
    pointed = set() if needs_quotes(answer) else exact
    numbers = {str(number) for number in pointed}
    good = len(numbers)
    sentences = _sentences(f"{answer.text}\n{answer.moved}")
    cited = sum(1 for each in sentences if numbers.intersection(_MARK.findall(each)))
    parts = (*clauses(answer.text), *clauses(answer.moved))
    cited_clauses = sum(1 for each in parts if each.numbers & pointed)
    return {
        "citations_valid": _share(good, good + answer.pointers_dropped),
        "quotes_verified": _share(good, good + answer.quotes_unverified),
        "answer_cited": _share(cited, len(sentences)),
        "clauses_cited": _share(cited_clauses, len(parts)),
        "figures_unsupported": len(answer.doubts) / max(answer.figures_checked, 1),
        "claims_unpointed": answer.claims_unpointed / max(len(parts), 1),
        "refused": 0.0 if good else 1.0,
    }


def _sentences(text: str) -> list[str]:
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    joined = (_MARKS_AFTER_END.sub(r"\2\1", line) for line in lines)
    pieces = (piece for line in joined for piece in _END.split(line))
    # A piece without words is a number or a mark that was cut off, such as the day of a date.
    return [piece for piece in pieces if sum(char.isalpha() for char in piece) > 1]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
