"""Where the page's own files lie: styles, words, icon."""

from __future__ import annotations

from pathlib import Path
from typing import Final

UI: Final = Path(__file__).parents[1]
MESSAGES: Final = UI / "messages"
STATIC: Final = UI / "static"
STYLES: Final = UI / "styles"
