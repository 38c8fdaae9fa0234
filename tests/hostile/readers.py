"""Everything that reads a stranger's text, by name: nothing may be raised but our own errors."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path

from chains.ask.cite.quote_checker import QuoteChecker
from chains.ask.events import Question
from chains.ask.planning.by_rules import plan_by_rules
from chains.evidence.pointers import read_pointers
from errors import JournalError
from files.decoding import clean, decode
from journal.dating import day_in_head, day_in_name, day_in_title, words_in_name
from journal.entry import Entry
from journal.entry_file import FileFacts, read_entry
from journal.frontmatter import parse
from journal.importers.clippings import is_clipped, marks_of_books
from journal.importers.foreign_chats import foreign_chat
from journal.importers.foreign_front_matter import parse_any
from journal.importers.html_in_markdown import without_html
from journal.importers.html_text import line_of, markdown_of, soup_of
from journal.importers.lenient_front_matter import parse_head, parse_lines, parse_odd
from journal.importers.loose_csv import rows_of
from journal.importers.mended_json import mended_objects
from journal.importers.mended_xml import mended, mended_elements
from journal.importers.obsidian import without_marks
from journal.importers.paste import read_paste
from journal.importers.plain_chats import is_plain_chat
from journal.importers.quoted_mail import split_saved_mail, without_quotations
from journal.importing.overlap import fingerprint
from language.dates.asked import read_dates
from language.dates.coming.deadlines import find_deadline, find_end, find_planned
from language.dates.placed.heads import find_in_head
from language.dates.placed.lines import dated_line, logged_line, split_date
from language.dates.placed.titles import read_title
from language.dates.written import find_when, parse_when
from language.figures.find import find_figures
from language.grammar.clauses import clauses_of
from language.grammar.sentences import sentence_spans
from language.grammar.terms import terms_of
from language.options.find import find_options
from language.options.weighed import weighed_in
from language.wording import tells_amount
from portability.erase_quotes import sentences_of
from tests.chains.ask.cite.writing import SOURCES
from vectorstore.passages import passages_of

DAY = date(2024, 5, 10)
Reader = Callable[[str], object]


def _entry(text: str) -> Entry:
    return Entry(id="e", written_on=DAY, body=clean(text), title="")


def _markdown(text: str) -> str:
    return markdown_of(soup_of(text, where=""))


def _whole_file(text: str) -> object:
    document = parse(text, where="a.md")
    return read_entry(document, FileFacts(name="a.md", changed=datetime(2024, 5, 10)))


# What a whole file or a whole paste goes through.
OF_FILES: dict[str, Reader] = {
    "decode": lambda text: decode(text.encode("utf-8", "replace"), where=""),
    "front matter": _whole_file,
    "any front matter": partial(parse_any, where=""),
    "broken front matter": parse_lines,
    "front matter between odd rules": parse_odd,
    "front matter without rules": parse_head,
    "broken json": lambda text: list(mended_objects(f"[{text}", "item")),
    "broken xml": mended,
    "broken items": lambda text: list(mended_elements(f"<a>{text}", ("item",))),
    "rows": lambda text: list(rows_of(text, ",", width=2, widest=1)),
    "paste": partial(read_paste, today=DAY),
    "html": _markdown,
    "line of html": lambda text: line_of(soup_of(text, where="")),
    "html in markdown": without_html,
    "obsidian": without_marks,
    "quoted mail": without_quotations,
    "saved mail": split_saved_mail,
    "foreign chat": partial(foreign_chat, "a.txt"),
    "plain chat": is_plain_chat,
    "marks of books": marks_of_books,
    "clipped": lambda text: is_clipped({}, text),
    "fingerprint": fingerprint,
    "head": day_in_head,
    "sentences": sentence_spans,
    "passages": lambda text: passages_of(_entry(text)),
    "terms": lambda text: terms_of([text]),
    "sentences to erase": lambda text: sentences_of(_entry(text)),
    "weighed": lambda text: weighed_in(text, sentence_spans(text)),
}
# What a line, a name, a sentence or a question goes through.
OF_LINES: dict[str, Reader] = {
    "day in a name": day_in_name,
    "day in a title": day_in_title,
    "words in a name": words_in_name,
    "split date": split_date,
    "dated line": dated_line,
    "logged line": logged_line,
    "find in head": find_in_head,
    "read title": read_title,
    "find when": find_when,
    "parse when": parse_when,
    "dates asked": partial(read_dates, today=DAY),
    "deadline": lambda text: find_deadline(text, DAY, text),
    "end": partial(find_end, written_on=DAY),
    "planned": partial(find_planned, written_on=DAY),
    "figures": find_figures,
    "amount": tells_amount,
    "options": find_options,
    "clauses": clauses_of,
    "plan": lambda text: plan_by_rules(Question(text=text), DAY),
    "pointers": read_pointers,
    "quote": lambda text: QuoteChecker(SOURCES).check(text),
}


def try_reader(reader: Reader, text: str) -> None:
    """Have a text read; our own errors are answers too."""
    with suppress(JournalError):
        reader(text)


def sample_lines(folder: Path) -> list[str]:
    """Return the lines of all samples, so that a mix of them begins like a format."""
    found: dict[str, None] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in {
            ".md",
            ".txt",
            ".html",
            ".org",
            ".enex",
            ".json",
            ".eml",
        }:
            for line in path.read_text(encoding="utf-8", errors="ignore").split("\n")[:60]:
                found.setdefault(line[:200])
    return list(found)
