"""What a record takes from a turn: a model's call as it goes on, and the passages that were found
and cited. What a call cost comes from `prices.yaml`: list prices of a date, without reductions.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from tracing.attributes import as_text
from tracing.record import CallRecord, PassageRecord, SentMessage

if TYPE_CHECKING:
    from tracing.calls import Received, Sent


# A dated version (gpt-5-mini-2025-08-07) costs what its model costs; gpt-5-pro or gpt-5.1 is
# another model.
_DATED = re.compile(r"-\d{4}-\d{2}-\d{2}$|-\d{8}$|-latest$")


class RecordedCall:
    """A call under way."""

    def __init__(
        self, owner: object, sent: Sent, turn_began: float, outline: tuple[SentMessage, ...]
    ) -> None:
        self.owner = owner
        self._sent = sent
        self._turn_began = turn_began
        self._outline = outline
        self._received: Received | None = None
        self._began = time.perf_counter()
        self._first_token_s = 0.0
        self._seconds = 0.0

    def first_token(self) -> None:
        """Note how long the first words took."""
        self._first_token_s = time.perf_counter() - self._began

    def end(self, received: Received) -> None:
        """Note what came."""
        self._received = received
        self._seconds = time.perf_counter() - self._began

    def record(self) -> CallRecord:
        """Return what is known of the call now."""
        sent, received = self._sent, self._received
        usage = received.usage if received else {}
        failed = received is not None and received.error is not None
        if failed and not self._first_token_s:
            usage = usage or {"input": 0, "output": 0, "total": 0}  # else the server counts it
        model = (received.model if received else "") or sent.model
        cost = cost_details(model, usage) if usage else {}
        return CallRecord(
            model=model,
            prompt_name=sent.prompt.name if sent.prompt else "",
            prompt_version=sent.prompt.version if sent.prompt else "",
            prompt_source=sent.prompt.source if sent.prompt else "",
            messages=messages_of(sent),
            parameters=as_text(dict(sent.parameters)) if sent.parameters else "",
            reply=_text(received.content) if received else "",
            input_tokens=sum(n for name, n in usage.items() if "input" in name),
            output_tokens=sum(n for name, n in usage.items() if "output" in name),
            cost=cost.get("total"),
            first_token_s=self._first_token_s,
            seconds=self._seconds,
            finish_reason=received.finish_reason if received else "",
            error=type(received.error).__name__ if received and received.error else "",
            began_s=self._began - self._turn_began,
            usage=dict(usage),
            outline=self._outline,
            warning=getattr(sent.prompt, "warning", "") if sent.prompt else "",
        )


def messages_of(sent: Sent) -> tuple[SentMessage, ...]:
    """Return the messages of a call as they went to the model."""
    roles = {"human": "user", "ai": "assistant"}
    return tuple(
        SentMessage(role=roles.get(each.type, each.type), text=_text(each.content))
        for each in sent.messages
    )


def phrases_of(given: Mapping[str, object]) -> tuple[str, ...]:
    """Return the phrases that the last search was given."""
    phrases = given.get("phrases")
    return (
        tuple(str(each) for each in phrases)
        if isinstance(phrases, Sequence) and not isinstance(phrases, str)
        else ()
    )


def passages_of(retrieved: object, cited: object) -> tuple[PassageRecord, ...]:
    """Return what the step `retrieve` found, marked by what the step `cite` cited."""
    spans = [
        (each.get("entry"), _int(each, "start"), _int(each, "end"))
        for each in _listed(cited, "citations")
    ]
    return tuple(
        PassageRecord(
            entry_id=str(hit.get("entry", "")),
            start=_int(hit, "start"),
            end=_int(hit, "end"),
            score=_float(hit, "score"),
            written_on=day if isinstance(day := hit.get("written_on"), date) else None,
            title=str(hit.get("title", "")),
            cited=any(
                entry == hit.get("entry") and start < _int(hit, "end") and _int(hit, "start") < end
                for entry, start, end in spans
            ),
        )
        for hit in _listed(retrieved, "hits")
    )


def _listed(output: object, name: str) -> list[Mapping[str, object]]:
    items = output.get(name) if isinstance(output, Mapping) else None
    return (
        [each for each in items if isinstance(each, Mapping)] if isinstance(items, Sequence) else []
    )


def _int(item: Mapping[str, object], name: str) -> int:
    value = item.get(name)
    return value if isinstance(value, int) else 0


def _float(item: Mapping[str, object], name: str) -> float:
    value = item.get(name)
    return float(value) if isinstance(value, int | float) else 0.0


def _text(content: object) -> str:
    return content if isinstance(content, str) else as_text(content)


def cost_details(model: str, usage: Mapping[str, int]) -> dict[str, float]:
    """Return dollars for what went in, what came out and both together; empty when the price is not
    known. `usage` counts tokens in parts that do not overlap.
    """
    price = _prices().get(_DATED.sub("", model.rpartition("/")[2]))
    if price is None:
        return {}
    side = {
        name: sum(count for part, count in usage.items() if name in part) * price[name] / 1_000_000
        for name in ("input", "output")
    }
    return {name: round(dollars, 9) for name, dollars in side.items()} | {
        "total": round(sum(side.values()), 9)
    }


@cache
def _prices() -> Mapping[str, Mapping[str, float]]:
    listed: dict[str, dict[str, float]] = yaml.safe_load(
        (Path(__file__).parent / "prices.yaml").read_text(encoding="utf-8")
    )
    return listed
