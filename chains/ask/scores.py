"""What the program itself can say about an answer, each from 0 to 1: see `automatic_scores`.

Limit: sentences are told apart by their final marks; a sentence that says that nothing was written
counts as uncited.
"""

from __future__ import annotations

import re

from chains.ask.events import Answer

_MARK = re.compile(r"\[(\d+)\]")
_MARKS_AFTER_END = re.compile(r"([.!?。！？…]+)((?:\s*\[\d+\])+)")
_END = re.compile(r"(?<=[.!?。！？…])\s+")


def automatic_scores(answer: Answer) -> dict[str, float]:
    """Return four shares: pointers that named a sentence, quotations that stand in the journal,
    sentences with a citation, and 1 where nothing was cited at all.
    """
    numbers = {str(each.number) for each in answer.citations if each.state != "unverified"}
    good = len(numbers)
    sentences = _sentences(f"{answer.text}\n{answer.moved}")
    cited = sum(1 for each in sentences if numbers.intersection(_MARK.findall(each)))
    return {
        "citations_valid": _share(good, good + answer.pointers_dropped),
        "quotes_verified": _share(good, good + answer.quotes_unverified),
        "answer_cited": _share(cited, len(sentences)),
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
