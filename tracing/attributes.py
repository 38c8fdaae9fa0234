"""The span attributes that Langfuse reads, by the names of its OpenTelemetry mapping.

Source: langfuse.com/integrations/native/opentelemetry (property mapping). Values are strings,
numbers or JSON.
"""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass
from typing import Final

TRACE_NAME: Final = "langfuse.trace.name"
SESSION: Final = "session.id"
USER: Final = "user.id"
TAGS: Final = "langfuse.trace.tags"
KIND: Final = "langfuse.observation.type"
INPUT: Final = "langfuse.observation.input"
OUTPUT: Final = "langfuse.observation.output"
LEVEL: Final = "langfuse.observation.level"
STATUS: Final = "langfuse.observation.status_message"
MODEL: Final = "langfuse.observation.model.name"
PARAMETERS: Final = "langfuse.observation.model.parameters"
USAGE: Final = "langfuse.observation.usage_details"
FIRST_TOKEN_AT: Final = "langfuse.observation.completion_start_time"
PROMPT_NAME: Final = "langfuse.observation.prompt.name"
PROMPT_VERSION: Final = "langfuse.observation.prompt.version"
METADATA: Final = "langfuse.observation.metadata"
RELEASE: Final = "langfuse.release"
ENVIRONMENT: Final = "langfuse.environment"
_LONGEST_MARK: Final = 200

Value = str | int | list[str]


def as_text(value: object) -> str:
    """Return text as it is and anything else as JSON, in characters that UTF-8 can carry.

    Half a surrogate pair, as a cut stream leaves it, would make the exporter drop the whole batch.
    """
    text = (
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=_plain)
    )
    return text.encode("utf-8", "replace").decode("utf-8")


def as_mark(value: str) -> str:
    """Return what Langfuse takes as a session, user or tag: at most 200 ASCII characters."""
    return value.encode("ascii", "ignore").decode("ascii")[:_LONGEST_MARK]


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    return str(value)
