"""One error tree for the whole app.

Every error says what happened and where (`str(error)`), and what to do about it (`error.hint`), in
English, where it is raised. `key` names the same sentences in `ui/messages/errors_ko.yaml`;
`values` fill both; a test keeps step. No message, hint or value ever holds journal text or a
secret.
"""

from __future__ import annotations


class JournalError(Exception):
    """Base of everything that the app raises on purpose.

    Args:
        message: what happened and where; may hold `{name}` fields that `values` fill.
        hint: what the person can do; same fields.
        key: name of the translation, e.g. `"store.disk_full"`.
    """

    def __init__(self, message: str, *, hint: str, key: str, **values: object) -> None:
        super().__init__(message.format(**values))
        self.hint = hint.format(**values)
        self.key = key
        self.values = values


class EntryFormatError(JournalError):
    """A journal file cannot be read as an entry."""


class EntryNotFoundError(JournalError):
    """No entry has this id."""


class EntryChangedError(JournalError):
    """The entry is no longer what was opened to be edited."""


class StorageError(JournalError):
    """A file could not be written: full disk, read-only folder."""


class ImportFileError(JournalError):
    """A file that was given to import cannot be used at all."""


class IndexUnavailableError(JournalError):
    """The index is locked, damaged beyond repair or unreachable."""


class PromptError(JournalError):
    """A prompt is missing, malformed, or got the wrong variables."""


class ModelUnavailableError(JournalError):
    """A chat or embedding model cannot answer: address, key, name, credit, time."""


class SettingsError(JournalError):
    """A setting has a value that cannot be used."""
