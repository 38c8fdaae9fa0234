"""Keeps cases as a Langfuse dataset and answers them inside a run over it, so that model, prompt,
tokens and latency stand on each item, with the table's numbers as scores.

Limit: what the dataset holds is masked where traces are. Invariant: a case that did not change
makes no new version.
"""

# ruff: noqa: ARG002 (the signatures are Langfuse's)
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from errors import JournalError
from evaluation.case import Case
from evaluation.result import NUMBERS, Result, means
from tracing import LangfuseAddress, Parent, belonging_to
from tracing.connection import connect
from tracing.masking import veil_for

if TYPE_CHECKING:
    from langfuse import Langfuse
    from langfuse.api import DatasetItem

_T = TypeVar("_T")
_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Recorded:
    """The results in the order of the cases, the run's page, and why it was not recorded."""

    results: tuple[Result, ...]
    page: str = ""
    problem: str = ""


def run_in_langfuse(
    address: LangfuseAddress,
    dataset: str,
    run: str,
    cases: Sequence[Case],
    answer: Callable[[Case], Result],
    prompts: Mapping[str, str],
) -> Recorded:
    """Answer the cases inside a run over the dataset, each under its own item.

    Promise: an answer that was given is among the results whatever the server does; `problem` says
    what could not be recorded.
    """
    run_of = _Run(address, dataset, cases, answer)
    page = problem = ""
    try:
        page = run_of.record(run, prompts)
    except JournalError:
        raise
    except Exception as error:  # noqa: BLE001  of the server, the wire or the SDK
        problem = type(error).__name__
    return Recorded(run_of.finish(), page, problem)


class _Run:
    """One run over the cases, and what was answered of it."""

    def __init__(
        self,
        address: LangfuseAddress,
        dataset: str,
        cases: Sequence[Case],
        answer: Callable[[Case], Result],
    ) -> None:
        self._address, self._dataset, self._cases = address, dataset, cases
        self._answer = answer
        self._client = connect(address).client
        self._veil = veil_for(address.content)
        self._by_id = {_item_id(dataset, case): case for case in cases}
        self._done: dict[str, Result] = {}
        self._failed: JournalError | None = None

    def record(self, run: str, prompts: Mapping[str, str]) -> str:
        """Answer inside the run, and return the address of its page."""
        items = _retried(lambda: _items(self._client, self._dataset, self._cases, self._address))
        finished = self._client.run_experiment(
            name=self._dataset,
            run_name=run,
            data=items,
            task=self._task,
            evaluators=[self._numbers],
            run_evaluators=[self._run_numbers],
            max_concurrency=1,
            metadata=dict(prompts),
        )
        return finished.experiment_url or ""

    def finish(self) -> tuple[Result, ...]:
        """Return all results; what was not answered inside the run is answered now."""
        if self._failed is not None:
            raise self._failed
        return tuple(self._done.get(case.id) or self._answer(case) for case in self._cases)

    def _task(self, *, item: Any, **_: object) -> object:
        case = self._by_id[item.id]
        trace_id = self._client.get_current_trace_id() or ""
        parent = self._client.get_current_observation_id() or ""
        try:
            with belonging_to(Parent(trace_id, parent)):
                self._done[case.id] = self._answer(case)
        except JournalError as error:  # the SDK would log it, and go on
            self._failed = error
            raise
        return self._veil.text(self._done[case.id].answer.text)

    def _numbers(
        self,
        *,
        input: Any,
        output: Any,
        expected_output: Any,
        metadata: dict[str, Any] | None,
        **_: Any,
    ) -> list[Any]:
        result = self._done.get(self._by_id[(metadata or {})["item"]].id)
        return _evaluations(result.numbers) if result else []

    def _run_numbers(self, **_: object) -> list[Any]:
        return _evaluations(means(list(self._done.values())))


def _retried(ask: Callable[[], _T]) -> _T:
    """Ask, and a few times more where the server is slow or busy."""
    for _ in range(_TRIES - 1):
        with suppress(Exception):
            return ask()
    return ask()


def _evaluations(numbers: Mapping[str, float | None]) -> list[Any]:
    from langfuse import Evaluation

    # Langfuse's names of scores are plain words.
    return [
        Evaluation(name=name.replace("@", "_at_"), value=value)
        for name in NUMBERS
        if (value := numbers[name]) is not None
    ]


def _items(
    client: Langfuse, dataset: str, cases: Sequence[Case], address: LangfuseAddress
) -> list[DatasetItem]:
    """Bring the dataset in step with the cases and return their items."""
    client.create_dataset(
        name=dataset, description="Questions with the entries that a good answer cites."
    )
    known = {item.id: item for item in client.get_dataset(dataset).items}
    veil = veil_for(address.content)
    for case in cases:
        item_id = _item_id(dataset, case)
        fields: dict[str, Any] = {
            "input": veil.value({"question": case.question}),
            "expected_output": veil.value({"expected": list(case.expected)}),
            "metadata": {"item": item_id, "kind": case.kind, "language": case.language},
        }
        item = known.get(item_id)
        if item is None or (item.input, item.expected_output) != (
            fields["input"],
            fields["expected_output"],
        ):
            client.create_dataset_item(dataset_name=dataset, id=item_id, **fields)
    wanted = {_item_id(dataset, case) for case in cases}
    return [item for item in client.get_dataset(dataset).items if item.id in wanted]


def _item_id(dataset: str, case: Case) -> str:
    return f"{dataset}-{case.id}"
