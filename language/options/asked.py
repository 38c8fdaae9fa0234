"""An option as a question names it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOption:
    """One thing being weighed, as the person named it, and the phrases that find it."""

    label: str
    phrases: tuple[str, ...]
