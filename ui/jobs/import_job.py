"""One import as the page sees it: files given, looked at, running in the background, done.

Promise: it survives reruns and a reload of the browser. Limit: one for each browser, gone when the
app ends.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from chains.decide.search import Search
from journal.importing.run import Importing
from portability.holdings import take_in_rest
from portability.restore import Restoring
from ui.jobs.job import Job

if TYPE_CHECKING:
    from journal.entry import Entry
    from journal.importers.base import How
    from journal.importing.preview import Preview
    from journal.importing.report import ImportReport
    from journal.importing.run import Choices
    from services import Services

_PASTED: Final = re.compile(r"(.+) [a-p]{8}\.txt")  # as `pasted_file` names it
_LOOKED_THROUGH: Final = 100  # entries; a whole journal is searched on Decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file as the browser gave it."""

    name: str
    data: memoryview | bytes
    is_pasted: bool = False


def pasted_file(text: str, called: str) -> Given:
    """Return a text that was pasted as a file with a name of its own: by its name an import knows
    it again, and letters alone are taken for no date."""
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    name = digest.translate(str.maketrans("0123456789", "ghijklmnop"))
    return Given(name=f"{called} {name}.txt", data=text.encode(), is_pasted=True)


def called_as_pasted(name: str) -> str:
    """Return what a pasted text was called, by the name of its file; empty for any other name."""
    found = _PASTED.fullmatch(name)
    return found[1] if found else ""


class LiveImport(Job):
    """Files on their way in."""

    def __init__(self, given: Sequence[Given], services: Services) -> None:
        super().__init__("looking")
        self._services = services
        self._folder = tempfile.TemporaryDirectory(prefix="crossroads-")
        self.names = tuple(Path(file.name.replace("\\", "/")).name for file in given)
        self.is_pasted = any(file.is_pasted for file in given)
        self.closed = False
        self._paths = [_put(Path(self._folder.name), at, file) for at, file in enumerate(given)]
        self._importing: Importing = Importing(self._paths, services.store)
        self.how: How | None = None
        # What the files leave open, once known: "zone", "order", "me", "day".
        self.asks: frozenset[str] = frozenset()
        self.speakers: tuple[str, ...] = ()
        self.preview: Preview | None = None
        self.report: ImportReport | None = None
        # Looks for decisions in what came in; None before, and where a model would be asked.
        self.search: Search | None = None
        self.added: frozenset[str] = frozenset()  # the ids of what came in

    @property
    def writes(self) -> bool:
        """Whether entries are being brought in."""
        return self.stage in ("running", "indexing")

    @property
    def log(self) -> str:
        """The name of the log that it writes, "" before the first entry."""
        return self._importing.log

    def look(self, how: How) -> None:
        """Start to read everything, unless it was read in this way already."""
        if how == self.how or self.writes or self.stage == "done":
            return
        self._end()
        self.how, self.stage, self.preview, self.progress = how, "looking", None, (0, 0)
        self._start(lambda: self._look(how), writes=False)

    def run(self, choices: Choices) -> None:
        """Start to bring everything in."""
        if self.stage != "looked" or self.how is None or self.preview is None:
            return
        self.stage, self.progress = "running", (0, self.preview.found)
        how, expected = self.how, self.preview.found
        self._start(lambda: self._run(how, choices, expected), writes=True)

    def close(self) -> None:
        """Forget the files, unless they are still being brought in."""
        self.closed = True
        if self.search is not None:
            self.search.stop()
        if self.stage == "looking":
            self._end()
        if not self.writes:
            self._importing.close()
            self._folder.cleanup()

    def _look(self, how: How) -> None:
        preview = self._importing.look(how, on_progress=self._advance, stop=self._stop.is_set)
        dates = preview.dates
        self.speakers = tuple(dict.fromkeys((*self.speakers, *preview.speakers)))
        left_open = {
            "zone": dates.zone_assumed,
            "order": dates.order_assumed or dates.year_assumed,
            "me": self.speakers,
            "day": dates.uncertain,
        }
        self.asks |= {name for name, is_open in left_open.items() if is_open}
        self.preview, self.stage = preview, "looked"

    def _run(self, how: How, choices: Choices, expected: int) -> None:
        before = {entry.id for entry in self._services.store.load().entries}
        self.report = self._importing.run(
            how, choices, expected=expected, on_progress=self._advance, stop=self._stop.is_set
        )
        if not self.report.stopped:
            self._take_in_rest()
        self.stage, self.progress = "indexing", (0, 0)
        entries = self._services.refresh(on_progress=self._advance).entries
        self.added = frozenset(entry.id for entry in entries) - before
        self._look_for_decisions([entry for entry in entries if entry.id in self.added])
        self.stage = "done"

    def _look_for_decisions(self, added: Sequence[Entry]) -> None:
        """Start to look, beside the page, in the newest of what came in. A model is asked only by
        who was told what it costs.
        """
        finder = self._services.finder
        if added and not finder.has_model and not self.closed:
            self.search = Search(finder, finder.unread(added[-_LOOKED_THROUGH:]))

    def _take_in_rest(self) -> None:
        """Of this app's own exports, take the conversations and all else that is no entry as
        well.
        """
        for path in self._importing.exports():
            with Restoring(path, self._services.store) as restoring:
                take_in_rest(restoring, self._services.settings.state_dir)


def _put(folder: Path, at: int, file: Given) -> Path:
    # A folder for each keeps equal names apart and the name itself readable for what reads dates
    # from it.
    home = folder / str(at)
    home.mkdir()
    path = home / (Path(file.name.replace("\\", "/")).name[:120] or "file")
    path.write_bytes(file.data)
    return path
