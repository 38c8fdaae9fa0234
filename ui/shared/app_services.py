"""The open journal of this process: opened once, in the background, shared by all visits.

Promise: the page can always ask how far it is, and never waits for an import; what only serves
later is loaded after the first page is drawn. `reopen` follows a change of settings.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from config.keys import KeyStore
from config.loading import add_saved_keys, keep_private, load_settings
from errors import JournalError
from files.temporary import use_temporary_folder
from journal.samples import install_sample
from journal.store import ENTRIES
from language.grammar import morphology
from portability.holdings import clear_leftovers, erase_all, go_on_erasing, is_erasing_all
from portability.leaving_sample import clear_left_sample
from ui.jobs.good_questions import GoodQuestions
from ui.jobs.live_answer import LiveAnswers
from ui.shared.quiet_logs import hide_exception_texts

if TYPE_CHECKING:
    from chains.evidence.meaning import Meaning
    from config.settings import Settings
    from journal.store import Loaded
    from services import Services
    from ui.jobs.import_job import LiveImport
    from ui.jobs.undo_job import LiveUndo

_lock: Final = threading.Lock()
_current: Opening | None = None
_NOBODY_COMES_S: Final = 10.0  # then nobody waits for a page, and what serves later is loaded
_PAUSE_S: Final = 0.5  # in which the page reaches the browser, and what is pressed at once is done


class Opening:
    """A journal being opened: its settings at once, its services when `done`."""

    def __init__(self) -> None:
        keep_private()
        self.settings: Settings = load_settings()
        self.live = LiveAnswers()
        self.good_questions = GoodQuestions()
        self.progress: tuple[int, int] = (0, 0)
        self.dismissed: set[str] = set()  # the notices that were put away
        self.was_repaired = False
        self.erasing_problem: JournalError | None = None
        # By browser, and here, because a reload of the page ends the visit.
        self.imports: dict[str, LiveImport] = {}
        self.undos: dict[str, LiveUndo] = {}
        self._services: Services | None = None
        self._loaded: Loaded | None = None
        self._error: Exception | None = None
        self._finished = threading.Event()
        self._drawn = threading.Event()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._open, name="opening", daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        """Whether the services can be used, or the reason why not can be told."""
        return self._finished.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait at most this long; return whether it is done."""
        return self._finished.wait(seconds)

    @property
    def is_drawn(self) -> bool:
        """Whether a page of this journal has been drawn."""
        return self._drawn.is_set()

    def note_drawn(self) -> None:
        """Let begin what is loaded in the background: a page has been drawn."""
        self._drawn.set()

    def services(self) -> Services:
        """Return the open journal, waiting for it.

        Raises:
            JournalError: it could not be opened.
        """
        self._finished.wait()
        if self._error is not None:
            raise self._error
        assert self._services is not None
        return self._services

    def refresh(self) -> Loaded:
        """Return the entries as they are on disk now, with the indexes in step.

        Raises:
            JournalError: the folder or an index cannot be read.
        """
        services = self.services()
        # The store gives the same object while nothing has changed; then the indexes have nothing
        # to do either, unless a search found one damaged.
        if services.store.load() is not self._loaded or services.index.is_damaged:
            self._loaded = services.refresh() if self.is_drawn else services.index_entries()
            self._note_repair(services)
        assert self._loaded is not None
        return self._loaded

    def is_empty(self) -> bool:
        """Say whether there is no entry yet; while it opens, by a look at the folder."""
        if not self.done:
            return self.settings.journal != "sample" and not _holds_a_file(self.settings)
        if self._error is not None or (self._loaded is not None and self._loaded.entries):
            return False
        return not self.refresh().entries

    def reread(self) -> None:
        """Take over a change of settings that needs no new services, such as the language."""
        self.settings = load_settings()

    def close(self) -> None:
        """Let go of the indexes and of their lock."""
        self._closing.set()
        self._drawn.set()
        self._thread.join()
        self.good_questions.close()
        for live in self.imports.values():
            live.close()
        if self._services is not None:
            self._services.close()

    def _open(self) -> None:
        try:
            from services import build_services  # noqa: PLC0415 (brings langchain_core)

            settings = in_use(self.settings)
            _end_erasing_all(settings, build_services)
            clear_left_sample(self.settings.paths)
            services = build_services(settings)
            self._services = services
            self._go_on_erasing(services)
            self._loaded = services.index_entries(on_progress=self._advance)
            self._note_repair(services)
        except Exception as error:  # noqa: BLE001 - the page's edge: whoever waits is told
            self._error = error
        finally:
            self._finished.set()
        self._drawn.wait(_NOBODY_COMES_S)
        if self._services is None or self._error is not None or self._closing.is_set():
            return
        for load in (self._load_for_first_question, self._load_for_later):
            if self._closing.wait(_PAUSE_S):
                return
            load(self._services)

    def _go_on_erasing(self, services: Services) -> None:
        """End what a kill broke off, before anything is indexed. What is in the way is told."""
        settings = services.settings
        clear_leftovers(settings.journal_dir, settings.state_dir)
        try:
            go_on_erasing(services, settings.state_dir, langfuse=settings.connected_langfuse)
        except JournalError as error:
            self.erasing_problem = error

    def _note_repair(self, services: Services) -> None:
        # The next sync reports anew; the person is still to hear of this one.
        self.was_repaired = self.was_repaired or services.last_sync.repaired

    def _load_for_first_question(self, services: Services) -> None:
        """Search once for words of the journal, so that what its languages need is loaded, and read
        its names; a journal that is still empty may be left for the sample, which is Korean too.
        """
        if not self._loaded or not self._loaded.entries:
            morphology.make_ready()
            return
        with suppress(JournalError):
            services.index.search(self._loaded.entries[-1].body[:200], k=1)
        services.index.written_names()

    def _load_for_later(self, services: Services) -> None:
        """Embed what is not embedded, and learn from the examples, so that a first entry is judged
        at once.
        """
        with suppress(JournalError):
            services.adopt_embedding()
        if services.meaning is not None and not services.finder.has_model:
            # Nobody waits for it: it takes a while the first time, and holds nothing of a journal.
            threading.Thread(
                target=_learn, args=(services.meaning,), name="examples", daemon=True
            ).start()

    def _advance(self, done: int, total: int) -> None:
        self.progress = (done, total)


def _learn(meaning: Meaning) -> None:
    with suppress(JournalError):
        meaning.warm()


def _end_erasing_all(settings: Settings, build_services: Callable[[Settings], Services]) -> None:
    """End the erasing of everything that a kill broke off, also on a Chroma server."""
    if not is_erasing_all(settings.state_dir):
        return
    services = build_services(settings)
    try:
        services.index.forget()
    finally:
        services.close()
    erase_all(
        settings.journal_dir,
        settings.state_dir,
        backups=None,  # as noted
        langfuse=settings.connected_langfuse,
    )


def start() -> None:
    """Begin a process of the app: temporary files go into STATE_DIR, and the journal is opened.

    Raises:
        SettingsError: a setting of the environment cannot be used.
    """
    hide_exception_texts()
    keep_private()
    # A folder that cannot be made is told when the journal is opened.
    with suppress(OSError):
        use_temporary_folder(load_settings().paths.temporary)
    opening()


def opening() -> Opening:
    """Return the journal that is open or being opened, and start to open it when none is.

    Raises:
        SettingsError: a setting of the environment cannot be used.
    """
    global _current
    with _lock:
        if _current is None:
            _current = Opening()
        return _current


def opened() -> Opening | None:
    """Return the journal if one is open or being opened; unlike `opening` it starts nothing."""
    return _current


def close() -> None:
    """Close the journal; the next visit opens it again."""
    global _current
    with _lock:
        closing, _current = _current, None
    if closing is not None:
        closing.close()


def reopen() -> None:
    """Close the journal and start to open it with the settings as they are now."""
    close()
    opening()


def services() -> Services:
    """Return the open journal, waiting for it.

    Raises:
        JournalError: it could not be opened.
    """
    return opening().services()


def refresh() -> Loaded:
    """Return the entries as they are on disk now, with the indexes in step.

    Raises:
        JournalError: the folder or an index cannot be read.
    """
    return opening().refresh()


def _holds_a_file(settings: Settings) -> bool:
    return any(True for _ in (settings.journal_dir / ENTRIES).rglob("*.md"))


def in_use(settings: Settings) -> Settings:
    """Return the settings with saved keys, and with the sample journal's own folders when that one
    is open.
    """
    complete = add_saved_keys(settings, KeyStore(settings.state_dir))
    if complete.journal != "sample":
        return complete
    paths = settings.paths
    if not (paths.sample_journal / ENTRIES).exists():
        install_sample(paths.sample_journal)
    folders = {"journal_dir": paths.sample_journal, "state_dir": paths.sample_state}
    return complete.with_values(folders)
