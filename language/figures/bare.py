"""A figure that stands for a whole statement: "취업하면 2년간 7,400", "the other one: 92k".

Limit: what it says for or against anything shows only beside another figure.
"""

from __future__ import annotations

import re

_ENDS = re.compile(
    r"\d[\d,.]*\s?(?:[만천억조]+\s?)?(?:원|유로|달러|명|개|년|개월|k|m|%|퍼센트)?\s?(?:쯤|정도)?\s?[.!~]*$",
    re.IGNORECASE,
)


def ends_in_figure(text: str) -> bool:
    """Say whether a sentence has no verb after its last figure."""
    return _ENDS.search(text.rstrip()) is not None
