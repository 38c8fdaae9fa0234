"""What a call cost, by `prices.yaml`: dollars, or nothing for a model that has no price there.

Limit: list prices of a date; reductions for cached or batched tokens are not in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

# A dated version (gpt-5-mini-2025-08-07) costs what its model costs; gpt-5-pro or gpt-5.1 is
# another model.
_DATED = re.compile(r"-\d{4}-\d{2}-\d{2}$|-\d{8}$|-latest$")


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
