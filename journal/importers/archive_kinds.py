"""Which files are archives of other files, and which are never notes: by their names where these
tell, else by how they begin.
"""

from __future__ import annotations

from pathlib import Path

from journal.importers.foreign_files import is_document
from journal.importers.sourced_entry import PICTURES

NEVER_READ = frozenset((
    ".mp4", ".mov", ".m4v", ".avi", ".mkv", ".webm", ".mp3", ".m4a", ".aac", ".wav", ".ogg", ".caf",
    ".pdf", ".doc", ".xls", ".xlsx", ".ppt", ".pptx", ".key", ".pages", ".css", ".js", ".map",
    ".psd", ".woff", ".woff2", ".ttf", ".otf", ".ico", ".exe", ".dll", ".dmg", ".iso", ".tar",
    ".gz", ".7z", ".rar", ".jar", ".apk", ".ipa", ".whl",
))  # fmt: skip
# Known by its name to be no archive: thousands of notes are not opened to see that they are none.
_NO_ARCHIVES = NEVER_READ | PICTURES | {
    ".md", ".markdown", ".txt", ".text", ".log", ".html", ".htm", ".mht", ".mhtml", ".json",
    ".jsonl", ".ndjson", ".csv", ".tsv", ".xml", ".rss", ".atom", ".enex", ".doentry", ".org",
    ".opml", ".eml", ".mbox", ".yaml", ".yml", ".svg", ".jex",
}  # fmt: skip


def is_archive(path: Path) -> bool:
    """Whether a file is a zip of files, no document that is one."""
    return _begins_as_zip(path) and not is_document(path)


def lies_as_archive(path: Path) -> bool:
    """Whether a file among others is an archive of files, or is one by its name."""
    suffix = path.suffix.lower()
    if suffix == ".zip":
        return not is_document(path)
    return suffix not in _NO_ARCHIVES and is_archive(path)


def _begins_as_zip(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
    except OSError:
        return False
