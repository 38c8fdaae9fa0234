"""Files that programs write beside the notes: lists of labels, read-me files and indexes of an
export, second copies of its notes, templates, and what makes a site of them.

Promise: what is left out is told by its name. Limit: a file that is given alone is read, and so is
one whose folder does not show the program that wrote it.
Invariant: nothing is judged by a name that a person gives to a note.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from errors import JournalError
from journal.importers.base import first_characters, read_source
from journal.importers.html_text import attribute, looks_like_html, soup_of
from journal.importers.keep import KeepImporter
from journal.importers.left_out import LeftOut

# Exactly so: no title of a note.
_OF_SITES = frozenset((
    "robots.txt", "CNAME", "LICENSE", "LICENSE.md", "LICENSE.txt", "COPYING", "Gemfile",
    "Gemfile.lock", "Makefile", "Rakefile", "Dockerfile", "Procfile",
))  # fmt: skip
_NEVER_NOTES = {"node_modules", "site-packages"}
_SITE = {
    *("_config.yml", "_config.yaml", "_config.toml", "hugo.toml", "hugo.yaml", "hugo.json"),
    *("config.toml", "package.json", "mkdocs.yml", "Gemfile"),
}
_SITE_FOLDERS = {
    *("_layouts", "_includes", "_sass", "_site", "layouts", "themes", "archetypes", "scaffolds"),
    *("vendor", "public"),
}
_SITE_TEXTS = {"readme", "changelog", "contributing", "code_of_conduct", "security", "404"}
_TRASH = {"trash", "휴지통"}
_TEMPLATES = {"template", "templates", "_templates", "템플릿"}
_UNFILLED = ("{{", "<%")


class BesideNotes:
    """The files of one folder or archive, each a path and its name there."""

    def __init__(self, files: Sequence[tuple[Path, str]]) -> None:
        self._folders: dict[str, dict[str, Path]] = defaultdict(dict)
        for path, shown in files:
            folder, _, name = shown.rpartition("/")
            self._folders[folder][name] = path
        self._of_folder: dict[str, LeftOut | None] = {}
        self._of_keep: dict[str, bool] = {}

    def reason_of(self, path: Path, shown: str) -> LeftOut | None:
        """Return why a file is none of the notes, None where it may be one."""
        folder, _, name = shown.rpartition("/")
        if folder not in self._of_folder:
            self._of_folder[folder] = self._reason_of_folder(folder)
        if (reason := self._of_folder[folder]) is not None:
            return reason
        is_beside = (
            self._makes_a_site(folder, name)
            or self._is_of_an_export(path, folder)
            or _is_template(path, folder)
        )
        return "beside_notes" if is_beside else None

    def _reason_of_folder(self, folder: str) -> LeftOut | None:
        """Return why nothing in a folder is a note: it is a trash, part of a site, or holds every
        note of Standard Notes once more."""
        parts = folder.split("/")
        if _TRASH.intersection(part.lower() for part in parts[1:]):
            return "thrown_away"
        for at, part in enumerate(parts):
            above = self._in("/".join(parts[:at]))
            is_of_site = part in _SITE_FOLDERS and bool(_SITE.intersection(above))
            is_copy = part == "Items" and any(map(_is_standard_notes, above))
            if part in _NEVER_NOTES or is_of_site or is_copy:
                return "beside_notes"
        return None

    def _in(self, folder: str) -> dict[str, Path]:
        return self._folders.get(folder, {})

    def _makes_a_site(self, folder: str, name: str) -> bool:
        if name in _OF_SITES:
            return True
        stem = name.partition(".")[0].lower()
        return stem in _SITE_TEXTS and bool(_SITE.intersection(self._in(folder)))

    def _is_of_an_export(self, path: Path, folder: str) -> bool:
        """Whether a file lists labels or notes, explains the export, or is a note of Simplenote
        once more."""
        suffix = path.suffix.lower()
        if suffix == ".txt":
            return self._is_of_keep(folder) or "notes.json" in self._in(f"{folder}/source")
        if suffix not in (".html", ".htm"):
            return False
        stem = path.stem.lower()
        return stem == "readme" or ("index" in stem and _is_index(path))

    def _is_of_keep(self, folder: str) -> bool:
        """Whether the first note in JSON of a folder is Keep's, which keeps no text beside them."""
        if folder not in self._of_keep:
            beside = self._in(folder).values()
            note = next((each for each in beside if each.suffix == ".json"), None)
            self._of_keep[folder] = note is not None and KeepImporter().recognises(note)
        return self._of_keep[folder]


def _is_standard_notes(name: str) -> bool:
    return name.startswith("Standard Notes")


def _is_template(path: Path, folder: str) -> bool:
    """Whether a note lies among templates and has places that are not filled."""
    if not _TEMPLATES.intersection(folder.lower().split("/")[1:]):
        return False
    head = first_characters(path)
    return any(mark in head for mark in _UNFILLED)


def _is_index(path: Path) -> bool:
    """Whether most words of a page are links to pages beside it."""
    if not looks_like_html(first_characters(path)):
        return False
    try:
        soup = soup_of(read_source(path).text, where=path.name)
    except JournalError:
        return False
    links = [link for link in soup.find_all("a") if ":" not in attribute(link, "href")]
    linked = sum(len(link.get_text(strip=True)) for link in links)
    for each in (*links, *soup.find_all(["title", "h1", "h2", "style", "script"])):
        each.decompose()
    return linked > len(soup.get_text(strip=True))
