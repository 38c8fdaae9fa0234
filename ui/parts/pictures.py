"""The pictures of an entry, shown where its text names them: files of the journal only, never of
the web.
"""

from __future__ import annotations

import base64
import re
from typing import Final

from errors import EntryNotFoundError
from journal.importing.pictures import picture_file
from ui.shared import app_services

_NAMED: Final = re.compile(
    r"!\[([^\]\n]{0,300})\]\((images/[0-9a-f]{32}\.(png|jpe?g|gif|webp|avif|bmp))\)"
)
_LARGEST: Final = 8_000_000
_MOST: Final = 24_000_000


def with_pictures(escaped: str, entry_id: str) -> str:
    """Return escaped text with each picture that lies in the journal in its place; any other stays
    as written.
    """
    if "](images/" not in escaped:
        return escaped
    left = _MOST

    def shown(match: re.Match[str]) -> str:
        nonlocal left
        data = _data(entry_id, match[2])
        if not data or len(data) > min(_LARGEST, left):
            return match[0]
        left -= len(data)
        kind = "jpeg" if match[3] == "jpg" else match[3]
        source = f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"
        return f'<img class="x-picture" alt="{match[1]}" src="{source}">'

    return _NAMED.sub(shown, escaped)


def _data(entry_id: str, name: str) -> bytes:
    try:
        path = picture_file(app_services.services().store, entry_id, name)
        return path.read_bytes() if path is not None and path.stat().st_size <= _LARGEST else b""
    except (EntryNotFoundError, OSError):
        return b""
