"""Every format that can be imported, in the order in which they are asked. A new one: one file and
one line here.
"""

from __future__ import annotations

from journal.importers.apple_journal import AppleJournalImporter
from journal.importers.archive import ZipImporter
from journal.importers.base import Importer
from journal.importers.blog_page import NAVER_PAGE, TISTORY_PAGE
from journal.importers.blogger import BloggerImporter
from journal.importers.brunch import BRUNCH_PAGE
from journal.importers.daylio import DaylioImporter
from journal.importers.dayone import DayOneImporter
from journal.importers.dayone_classic import DayOneClassicImporter
from journal.importers.diarium import DiariumImporter
from journal.importers.diaro import DiaroImporter
from journal.importers.docx import DocxImporter
from journal.importers.enex import EnexImporter
from journal.importers.feed import FeedImporter
from journal.importers.folder import FolderImporter
from journal.importers.hwpx import HwpxImporter
from journal.importers.joplin import JexImporter, JoplinRawImporter
from journal.importers.journey import JourneyImporter
from journal.importers.jrnl_json import JrnlJsonImporter
from journal.importers.jrnl_text import JrnlTextImporter
from journal.importers.json_lines import JsonLinesImporter
from journal.importers.kakaotalk import KakaoTalkImporter
from journal.importers.keep import KeepImporter
from journal.importers.line import LineImporter
from journal.importers.logseq import LogseqImporter
from journal.importers.mail import MailImporter
from journal.importers.markdown import MarkdownImporter
from journal.importers.medium import MediumImporter
from journal.importers.notion import NotionHtmlImporter, NotionMarkdownImporter
from journal.importers.odt import OdtImporter
from journal.importers.org import OrgImporter
from journal.importers.roam import RoamImporter
from journal.importers.saved_page import ANY_PAGE, NAVER_HTML
from journal.importers.standard_notes import StandardNotesImporter
from journal.importers.table import TableImporter
from journal.importers.telegram import TelegramImporter
from journal.importers.text import TextImporter
from journal.importers.textbundle import TextBundleImporter
from journal.importers.tistory_backup import TistoryHtmlImporter
from journal.importers.tistory_xml import TistoryXmlImporter
from journal.importers.velog import VelogImporter
from journal.importers.whatsapp import WhatsAppImporter
from journal.importers.wordpress import WordPressImporter

FILE_IMPORTERS: tuple[Importer, ...] = (
    DocxImporter(),
    OdtImporter(),
    HwpxImporter(),
    JsonLinesImporter(),
    DayOneImporter(),
    JrnlJsonImporter(),
    JourneyImporter(),
    KeepImporter(),
    StandardNotesImporter(),
    DiariumImporter(),
    RoamImporter(),
    TelegramImporter(),
    DaylioImporter(),
    DayOneClassicImporter(),
    EnexImporter(),
    JexImporter(),
    WordPressImporter(),
    TistoryXmlImporter(),
    DiaroImporter(),
    BloggerImporter(),
    FeedImporter(),
    NotionHtmlImporter(),
    AppleJournalImporter(),
    TistoryHtmlImporter(),
    MediumImporter(),
    BRUNCH_PAGE,
    NAVER_HTML,
    ANY_PAGE,
    MailImporter(),
    KakaoTalkImporter(),
    WhatsAppImporter(),
    LineImporter(),
    TISTORY_PAGE,
    NAVER_PAGE,
    OrgImporter(),
    JrnlTextImporter(),
    JoplinRawImporter(),
    TextBundleImporter(),
    LogseqImporter(),
    VelogImporter(),
    NotionMarkdownImporter(),
    TableImporter(),
    MarkdownImporter(),
    TextImporter(),
)
IMPORTERS: tuple[Importer, ...] = (
    FolderImporter(FILE_IMPORTERS),
    ZipImporter(FILE_IMPORTERS),
    *FILE_IMPORTERS,
)
