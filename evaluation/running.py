"""Answers cases one after another with the app's own chain, and measures each.

Limit: one case at a time, so that latencies mean something.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from chains.ask.chain import build_ask_chain
from chains.ask.events import Answer, Hits, Question
from evaluation.case import Case
from evaluation.metrics import first_seen
from evaluation.result import Result, result_of
from journal.entry import Entry
from tracing import RecordingTracer, Tracer, TurnRecord
from vectorstore.types import EntryFilter

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from prompts.library import PromptLibrary
    from vectorstore.index import JournalIndex

Judge = Callable[[Result], float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What answers: a journal in an index, a model or none, prompts."""

    index: JournalIndex
    entries: Callable[[str], Entry]
    model: BaseChatModel | None
    prompts: PromptLibrary
    tracer: Tracer
    today: Callable[[], date] = date.today


def answer_cases(
    cases: Sequence[Case],
    setup: Setup,
    *,
    run: str,
    judge: Judge | None = None,
    on_result: Callable[[Result], None],
) -> tuple[Result, ...]:
    """Return the results in the order of the cases; `on_result` hears of each at once.

    Raises:
        JournalError: the journal cannot be searched, or a prompt is broken.
    """
    records: dict[str, TurnRecord] = {}
    tracer = RecordingTracer(setup.tracer, lambda record: records.update({record.turn_id: record}))
    chain = build_ask_chain(
        index=setup.index,
        entries=setup.entries,
        model=setup.model,
        prompts=setup.prompts,
        tracer=tracer,
        today=setup.today,
    )
    results = []
    for case in cases:
        turn_id = uuid.uuid4().hex
        question = Question(
            text=case.question,
            where=EntryFilter(until=case.as_of),
            conversation_id=run,
            turn_id=turn_id,
        )
        began = time.perf_counter()
        found: list[str] = []
        answer = Answer()
        for event in chain.stream(question):
            if isinstance(event, Hits):
                found = first_seen(hit.passage.entry_id for hit in event.hits)
            elif isinstance(event, Answer):
                answer = event
        seconds = time.perf_counter() - began
        result = result_of(
            case,
            answer,
            found,
            entries=setup.entries,
            seconds=seconds,
            record=records.pop(turn_id, None),
        )
        if judge is not None:
            result.numbers["judged"] = judge(result)
        on_result(result)
        results.append(result)
    return tuple(results)
