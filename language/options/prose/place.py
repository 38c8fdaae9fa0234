"""Where a sentence names an option."""

from __future__ import annotations

# A label, and the stretch of the sentence that it stands for.
Place = tuple[str, int, int]
