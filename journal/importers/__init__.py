"""Every format that can be imported, in the order in which they are asked. A new one: one file and
one line here.
"""

from __future__ import annotations

from journal.importers.apple_journal import AppleJournalImporter
from journal.importers.archive import ZipImporter
from journal.importers.base import Importer
from journal.importers.blog_page import NAVER_PAGE, TISTORY_PAGE
from journal.importers.dayone import DayOneImporter
from journal.importers.dayone_classic import DayOneClassicImporter
from journal.importers.feed import FeedImporter
from journal.importers.folder import FolderImporter
from journal.importers.journey import JourneyImporter
from journal.importers.jrnl_json import JrnlJsonImporter
from journal.importers.jrnl_text import JrnlTextImporter
from journal.importers.json_lines import JsonLinesImporter
from journal.importers.kakaotalk import KakaoTalkImporter
from journal.importers.keep import KeepImporter
from journal.importers.mail import MailImporter
from journal.importers.markdown import MarkdownImporter
from journal.importers.notion import NotionHtmlImporter, NotionMarkdownImporter
from journal.importers.saved_page import ANY_PAGE, NAVER_HTML
from journal.importers.standard_notes import StandardNotesImporter
from journal.importers.text import TextImporter
from journal.importers.textbundle import TextBundleImporter
from journal.importers.tistory_backup import TistoryHtmlImporter
from journal.importers.tistory_xml import TistoryXmlImporter
from journal.importers.wordpress import WordPressImporter

FILE_IMPORTERS: tuple[Importer, ...] = (
    JsonLinesImporter(),
    DayOneImporter(),
    JrnlJsonImporter(),
    JourneyImporter(),
    KeepImporter(),
    StandardNotesImporter(),
    TextBundleImporter(),
    DayOneClassicImporter(),
    WordPressImporter(),
    TistoryXmlImporter(),
    FeedImporter(),
    NotionHtmlImporter(),
    AppleJournalImporter(),
    TistoryHtmlImporter(),
    NAVER_HTML,
    ANY_PAGE,
    KakaoTalkImporter(),
    MailImporter(),
    TISTORY_PAGE,
    NAVER_PAGE,
    JrnlTextImporter(),
    NotionMarkdownImporter(),
    MarkdownImporter(),
    TextImporter(),
)
IMPORTERS: tuple[Importer, ...] = (
    FolderImporter(FILE_IMPORTERS),
    ZipImporter(FILE_IMPORTERS),
    *FILE_IMPORTERS,
)
