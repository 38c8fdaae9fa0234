"""Answers cases one after another with the app's own chain, and measures each.

Limit: one case at a time, so that latencies mean something.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from chains.ask.chain import build_ask_chain
from chains.ask.events import Answer, Hits, Question
from chains.models.asked_model import AskedModel
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
    """What answers: a journal in an index, a model or none, prompts. `keep_traces` notes which
    entries a trace holds words of.
    """

    index: JournalIndex
    entries: Callable[[str], Entry]
    model: BaseChatModel | AskedModel | None
    prompts: PromptLibrary
    tracer: Tracer
    today: Callable[[], date] = date.today
    keep_traces: Callable[[TurnRecord], None] = lambda _record: None


class CaseRunner:
    """Answers cases with one chain. `on_result` hears of each at once."""

    def __init__(
        self,
        setup: Setup,
        *,
        run: str,
        judge: Judge | None = None,
        on_result: Callable[[Result], None],
    ) -> None:
        self._setup, self._run, self._judge = setup, run, judge
        self._on_result = on_result
        self._records: dict[str, TurnRecord] = {}
        self._chain = build_ask_chain(
            index=setup.index,
            entries=setup.entries,
            model=setup.model,
            prompts=setup.prompts,
            tracer=RecordingTracer(setup.tracer, self._keep),
            today=setup.today,
        )

    def answer(self, case: Case) -> Result:
        """Return the result of a case.

        Raises:
            JournalError: the journal cannot be searched, or a prompt is broken.
        """
        turn_id = uuid.uuid4().hex
        question = Question(
            text=case.question,
            where=EntryFilter(until=case.as_of),
            conversation_id=self._run,
            turn_id=turn_id,
        )
        began = time.perf_counter()
        found: list[str] = []
        answer = Answer()
        for event in self._chain.stream(question):
            if isinstance(event, Hits):
                found = first_seen(hit.passage.entry_id for hit in event.hits)
            elif isinstance(event, Answer):
                answer = event
        result = result_of(
            case,
            answer,
            found,
            entries=self._setup.entries,
            seconds=time.perf_counter() - began,
            record=self._records.pop(turn_id, None),
        )
        if self._judge is not None:
            result.numbers["judged"] = self._judge(result)
        self._on_result(result)
        return result

    def _keep(self, record: TurnRecord) -> None:
        self._records[record.turn_id] = record
        self._setup.keep_traces(record)
