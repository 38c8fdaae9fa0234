"""What the gate says before there is a page: in the language that a browser asks for."""

from __future__ import annotations

from collections.abc import Mapping

from language.detect import language_of_locale
from ui.shared.text import messages


def explain_refusal(accept_language: str) -> str:
    """Return why a request under a foreign name gets nothing, and what to do."""
    return _texts(accept_language)["gate.refused"]


def _texts(accept_language: str) -> Mapping[str, str]:
    """Return the texts of the language that is named first."""
    return messages(language_of_locale(accept_language.strip()))
