"""Files that programs write beside the notes: lists of labels, read-me files and indexes of an
export, second copies of its notes, templates, and what makes a site of them.

Promise: what is left out is told by its name. Limit: a file that is given alone is read, and so is
one whose folder does not show the program that wrote it.
Invariant: nothing is judged by a name that a person gives to a note.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

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
        self._folders: dict[PurePosixPath, dict[str, Path]] = defaultdict(dict)
        for path, shown in files:
            place = PurePosixPath(shown)
            self._folders[place.parent][place.name] = path
        self._sites = {
            folder for folder, names in self._folders.items() if _SITE.intersection(names)
        }
        self._of_keep: dict[PurePosixPath, bool] = {}
        self._tells: tuple[Callable[[Path, PurePosixPath], bool], ...] = (
            self._makes_a_site,
            self._is_second_copy,
            self._is_of_an_export,
            _is_template,
        )

    def reason_of(self, path: Path, shown: str) -> LeftOut | None:
        """Return why a file is none of the notes, None where it may be one."""
        place = PurePosixPath(shown)
        if _TRASH.intersection(part.lower() for part in place.parts[1:-1]):
            return "thrown_away"
        return "beside_notes" if any(tells(path, place) for tells in self._tells) else None

    def _in(self, folder: PurePosixPath) -> dict[str, Path]:
        return self._folders.get(folder, {})

    def _makes_a_site(self, _: Path, place: PurePosixPath) -> bool:
        if place.name in _OF_SITES or _NEVER_NOTES.intersection(place.parts):
            return True
        if place.parent in self._sites and place.stem.lower() in _SITE_TEXTS:
            return True
        above = (folder for folder in place.parents if folder.name in _SITE_FOLDERS)
        return any(folder.parent in self._sites for folder in above)

    def _is_second_copy(self, _: Path, place: PurePosixPath) -> bool:
        """Whether a program wrote a note once more as text, beside the file of them all."""
        if place.suffix == ".txt" and "notes.json" in self._in(place.parent / "source"):
            return True
        items = (folder for folder in place.parents if folder.name == "Items")
        beside = (name for folder in items for name in self._in(folder.parent))
        return any(name.startswith("Standard Notes") for name in beside)

    def _is_of_an_export(self, path: Path, place: PurePosixPath) -> bool:
        """Whether a file lists labels or notes, or explains the export."""
        if place.suffix == ".txt":
            return self._is_of_keep(place.parent)
        if place.suffix.lower() not in (".html", ".htm"):
            return False
        name = place.stem.lower()
        return name == "readme" or ("index" in name and _is_index(path))

    def _is_of_keep(self, folder: PurePosixPath) -> bool:
        """Whether the first note in JSON of a folder is Keep's, which keeps no text beside them."""
        if folder not in self._of_keep:
            beside = self._in(folder).values()
            note = next((each for each in beside if each.suffix == ".json"), None)
            self._of_keep[folder] = note is not None and KeepImporter().recognises(note)
        return self._of_keep[folder]


def _is_template(path: Path, place: PurePosixPath) -> bool:
    """Whether a note lies among templates and has places that are not filled."""
    if not _TEMPLATES.intersection(part.lower() for part in place.parts[1:-1]):
        return False
    return any(mark in first_characters(path) for mark in _UNFILLED)


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
