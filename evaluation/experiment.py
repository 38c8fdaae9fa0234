"""Keeps cases as a Langfuse dataset and a run over them as a dataset run, with the table's numbers
as scores.

Limit: what the dataset holds is masked where traces are. Invariant: a case that did not change
makes no new version.
"""

# ruff: noqa: ARG001 (the signatures are Langfuse's)
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from evaluation.case import Case
from evaluation.result import NUMBERS, Result, means
from tracing import LangfuseAddress
from tracing.connection import connect
from tracing.masking import veil_for

if TYPE_CHECKING:
    from langfuse import Langfuse
    from langfuse.api import DatasetItem


def record_run(address: LangfuseAddress, dataset: str, run: str, results: Sequence[Result]) -> str:
    """Record a run and return the address of its page, empty when it is not known.

    Raises:
        ConnectionError: Langfuse cannot be asked.
    """
    import httpx
    from langfuse.api.core import ApiError
    from pydantic import ValidationError

    client = connect(address).client
    try:
        items = _items(client, dataset, [result.case for result in results], address)
        veil = veil_for(address.content)
        by_id = {_item_id(dataset, result.case): result for result in results}

        def task(*, item: Any, **_: object) -> object:
            result = by_id[item.id]
            return veil.value(
                {
                    "answer": result.answer.text,
                    "cited": list(result.cited),
                    "trace": result.trace_id,
                }
            )

        def numbers(
            *,
            input: Any,
            output: Any,
            expected_output: Any,
            metadata: dict[str, Any] | None,
            **_: Any,
        ) -> list[Any]:
            return _evaluations(by_id[(metadata or {})["item"]].numbers)

        def run_numbers(**_: object) -> list[Any]:
            return _evaluations(means(results))

        done = client.run_experiment(
            name=dataset,
            run_name=run,
            data=items,
            task=task,
            evaluators=[numbers],
            run_evaluators=[run_numbers],
            max_concurrency=4,
        )
    except (ApiError, httpx.HTTPError, ValidationError) as error:
        raise ConnectionError(type(error).__name__) from error
    return done.experiment_url or ""


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
