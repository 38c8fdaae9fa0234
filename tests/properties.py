"""How many examples a property is tried with: all of them, or a tenth in the daily loop (`make
quick`).
"""

from __future__ import annotations

from typing import Final

from hypothesis import HealthCheck, settings

QUICK: Final = "quick"

# No example is too slow: on a machine that does other things, time says nothing about the program.
settings.register_profile(
    "whole", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50
)
settings.register_profile(
    QUICK, deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=10
)
settings.load_profile("whole")


def examples(count: int) -> int:
    """Return the number of examples for a test that is tried with `count` when there is time."""
    is_quick = settings.get_current_profile_name() == QUICK
    return max(5, count // 10) if is_quick else count
