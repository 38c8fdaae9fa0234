"""Every format that can be imported, in the order in which they are asked. A new one: one file and one line here."""

from __future__ import annotations

from journal.importers.archive import ZipImporter
from journal.importers.base import Importer
from journal.importers.folder import FolderImporter
from journal.importers.markdown import MarkdownImporter
from journal.importers.text import TextImporter
from journal.importers.tistory import TistoryPageImporter

FILE_IMPORTERS: tuple[Importer, ...] = (
    TistoryPageImporter(),
    MarkdownImporter(),
    TextImporter(),
)
IMPORTERS: tuple[Importer, ...] = (
    FolderImporter(FILE_IMPORTERS),
    ZipImporter(FILE_IMPORTERS),
    *FILE_IMPORTERS,
)
