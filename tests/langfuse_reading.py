"""What Langfuse's public API gives back of spans and scores: the reading half of the tests' own
server.

As the real one does, a prompt link counts only for a version that exists: `promptId` is empty
otherwise.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.langfuse_server import Received, Span


def observations(received: Received, query: dict[str, list[str]], project: str) -> bytes:
    """Answer `GET /api/public/v2/observations?traceId=`."""
    (trace_id,) = query.get("traceId", [""])
    data = [
        _observation(span, received, project)
        for span in received.spans
        if trace_id in ("", span.trace_id)
    ]
    return json.dumps({"data": data, "meta": {}}).encode()


def scores(received: Received, query: dict[str, list[str]], project: str) -> bytes:
    """Answer `GET /api/public/v3/scores?traceId=`."""
    (trace_id,) = query["traceId"]
    data = [
        {
            "id": score["id"],
            "projectId": project,
            "name": score["name"],
            "value": score["value"],
            "dataType": score.get("dataType", "NUMERIC"),
            "source": "API",
            "comment": score.get("comment"),
            "environment": "default",
            **dict.fromkeys(("timestamp", "createdAt", "updatedAt"), score["timestamp"]),
        }
        for score in received.scores.values()
        if score.get("traceId") == trace_id
    ]
    return json.dumps({"data": data, "meta": {"limit": 50}}).encode()


def _observation(span: Span, received: Received, project: str) -> dict[str, object]:
    name, version = (
        span.text("prompt.name"),
        span.attributes.get("langfuse.observation.prompt.version"),
    )
    known = any(each["version"] == version for each in received.prompts.get(name, []))
    first = span.text("completion_start_time")
    return {
        "id": span.span_id,
        "traceId": span.trace_id,
        "projectId": project,
        "parentObservationId": span.parent_id or None,
        "isRootObservation": not span.parent_id,
        "type": str(span.kind).upper(),
        "name": span.name,
        "startTime": _time(span.start),
        "endTime": _time(span.end),
        "completionStartTime": json.loads(first) if first else None,
        "level": span.text("level") or "DEFAULT",
        "statusMessage": span.text("status_message") or None,
        "environment": span.attributes.get("langfuse.environment", "default"),
        "sessionId": span.attributes.get("session.id"),
        "userId": span.attributes.get("user.id"),
        "tags": span.attributes.get("langfuse.trace.tags", []),
        "release": span.attributes.get("langfuse.release"),
        "traceName": span.attributes.get("langfuse.trace.name"),
        "input": span.text("input"),
        "output": span.text("output"),
        "model": span.text("model.name") or None,
        "usageDetails": _added_up(json.loads(span.text("usage_details") or "{}")),
        "costDetails": json.loads(span.text("cost_details") or "{}"),
        "promptId": f"prompt-{name}-{version}" if known else None,
        "promptName": name or None,
        "promptVersion": version,
    }


def _added_up(usage: dict[str, int]) -> dict[str, int]:
    """Add up every key with "input" in it, and every key with "output" in it, as Langfuse does."""
    sums = {
        side: sum(count for name, count in usage.items() if side in name)
        for side in ("input", "output")
    }
    return {**usage, **sums, "total": sums["input"] + sums["output"]} if usage else {}


def _time(nanoseconds: int) -> str:
    return (
        datetime.fromtimestamp(nanoseconds / 1e9, UTC)
        .isoformat(timespec="milliseconds")
        .replace("+00:00", "Z")
    )
