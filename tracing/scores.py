"""What scores are called in Langfuse, what they can be, and the queue of answers to look at: made
there by `python -m prompts push`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tracing.address import LangfuseAddress
from tracing.masking import REASONS

if TYPE_CHECKING:
    from langfuse.api import LangfuseAPI

BOOLEANS: Final = frozenset({"thumbs", "refused", "answer_cited"})
_SHARES: Final = ("citations_valid", "quotes_verified", "clauses_cited")
_COUNTS: Final = ("figures_unsupported", "claims_unpointed")
_CATEGORIES: Final = {"thumbs_reason": REASONS}
CONFIGS: Final = frozenset({*BOOLEANS, *_SHARES, *_COUNTS, *_CATEGORIES})
QUEUE: Final = "thumbs down"
_SECONDS: Final = 10


def push_score_configs(address: LangfuseAddress) -> tuple[str, ...]:
    """Make the score configs and the queue that the project lacks; return the names of those made.

    Raises:
        ApiError, HTTPError: the server refuses or is away.
    """
    from langfuse.api import LangfuseAPI

    api = LangfuseAPI(
        base_url=address.base_url,
        username=address.public_key,
        password=address.secret_key.get_secret_value(),
        timeout=_SECONDS,
    )
    known = {each.name: each.id for each in api.score_configs.get(limit=100).data}
    made = [name for name in sorted(CONFIGS) if name not in known]
    for name in made:
        known[name] = _make(api, name)
    if all(each.name != QUEUE for each in api.annotation_queues.list_queues(limit=100).data):
        wanted = [known[name] for name in ("thumbs", "thumbs_reason")]
        api.annotation_queues.create_queue(
            name=QUEUE, score_config_ids=wanted, description="Answers that got a thumb down."
        )
        made.append(QUEUE)
    return tuple(made)


def _make(api: LangfuseAPI, name: str) -> str:
    from langfuse.api import ConfigCategory, ScoreConfigDataType

    if name in BOOLEANS:
        return str(api.score_configs.create(name=name, data_type=ScoreConfigDataType("BOOLEAN")).id)
    if name in _CATEGORIES:
        categories = [
            ConfigCategory(value=float(at), label=label)
            for at, label in enumerate(_CATEGORIES[name])
        ]
        kind = ScoreConfigDataType("CATEGORICAL")
        return str(api.score_configs.create(name=name, data_type=kind, categories=categories).id)
    most = 1.0 if name in _SHARES else None
    kind = ScoreConfigDataType("NUMERIC")
    return str(
        api.score_configs.create(name=name, data_type=kind, min_value=0.0, max_value=most).id
    )
