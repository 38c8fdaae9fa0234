"""Mails that were kept: one in a file (`.eml`), or many (`.mbox`).

Limit: attachments are left out; who the writer is, is the sender of most of the mails in a file.
Invariant: what a mail quotes, and mails of other senders, are never the writer's words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parseaddr
from pathlib import Path

from errors import EntryFormatError
from files.decoding import clean, decode
from journal.entry import Entry
from journal.importers.base import (
    AS_IT_SAYS,
    LARGEST_FILE,
    How,
    damaged,
    first_bytes,
    unreadable,
)
from journal.importers.html_text import markdown_of, soup_of
from journal.importers.instants import own_moment
from journal.importers.left_out import LeftOut, left_out
from journal.importers.posts import Post, entries_of
from journal.importers.quoted_mail import without_quotations
from journal.problems import ImportProblem
from language.dates.recorded import read_recorded

_HEAD = re.compile(r"(?:From [^\n]*\n)?(?:[!-9;-~]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,60}")
# A letter that one writes to oneself may have such a head, but no address in it.
_SENDER = re.compile(r"^from:[^\n@]*(?:\n[ \t][^\n@]*)*@", re.IGNORECASE | re.MULTILINE)
_OTHER_NAMES = {"subject", "message-id", "to"}
# A line that begins a mail in a box: at its start or below an empty line, and above a head.
_PARTS = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\r?\n(?=[!-9;-~]{2,40}:[ \t\r\n])")
_ESCAPED = re.compile(rb"^>(?=>*From )", re.MULTILINE)  # how a box marks such lines of words
# Where mail programs put what is answered or passed on. Gmail's own holds answers between the
# quotations, so that there only these are of others.
_OF_OTHERS = (
    'blockquote[type="cite"], .gmail_attr, .gmail_quote:not(:has(> blockquote)), .yahoo_quoted,'
    " blockquote.gmail_quote, .gmail_quote > blockquote, #appendonsend ~ *, #divRplyFwdMsg,"
    " #divRplyFwdMsg ~ *, #mail-editor-reference-message-container, .moz-forward-container,"
    " .moz-cite-prefix, .protonmail_quote, .tutanota_quote, .zmail_extra"
)
_BROKEN = (
    MessageError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
)


class MailImporter:
    """One mail, or a box of them."""

    name = "mail"

    def recognises(self, path: Path) -> bool:
        """Whether the file begins with the head of a mail."""
        # What stands in the body may be of any encoding; the head's names are ASCII.
        head = first_bytes(path).removeprefix(b"\xef\xbb\xbf").decode("latin-1")
        match = _HEAD.match(head.replace("\r\n", "\n"))
        if match is None:
            return False
        names = {line.partition(":")[0].lower() for line in match[0].split("\n")}
        is_dated = "date" in names or path.suffix.lower() == ".eml"  # a draft has none
        if not is_dated or "from" not in names or not names & _OTHER_NAMES:
            return False
        return _SENDER.search(match[0]) is not None

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the mails of their writer, and how many passages of others were left out.

        Raises:
            ImportFileError: it cannot be opened or is damaged.
        """
        shown = clean(path.name)
        try:
            if path.stat().st_size > LARGEST_FILE:
                raise damaged(shown, "mail")
            mails = _mails(path.read_bytes())
            writer = Counter(_sender(mail) for mail in mails).most_common(1)[0][0] if mails else ""
            read = [_post(mail, shown, how) for mail in mails if _sender(mail) == writer]
        except OSError as error:
            raise unreadable(shown) from error
        except _BROKEN as error:
            raise damaged(shown, "mail") from error
        posts: list[Post | LeftOut] = [post for post, _ in read]
        yield from entries_of(posts, path, how, source=self.name)
        others = sum(count for _, count in read) + len(mails) - len(read)
        if others:
            yield left_out(shown, others, key="others_words")


def _mails(raw: bytes) -> list[EmailMessage]:
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    pieces = [raw]
    if raw.startswith(b"From "):
        pieces = [_ESCAPED.sub(b"", piece) for piece in _PARTS.split(raw)]
    return [message_from_bytes(piece, policy=default) for piece in pieces if piece.strip()]


def _header(mail: EmailMessage, name: str) -> str:
    """Return a header, as it stands where it is broken: one bad line never costs the mail."""
    try:
        return str(mail.get(name, ""))
    except _BROKEN:
        raw = (str(value) for key, value in mail.raw_items() if key.lower() == name.lower())
        return next(raw, "")


def _sender(mail: EmailMessage) -> str:
    return parseaddr(_header(mail, "From"))[1].lower()


def _post(mail: EmailMessage, shown: str, how: How) -> tuple[Post, int]:
    said = _header(mail, "Date")
    when = read_recorded(said)
    body, others = without_quotations(_words(mail, shown))
    post = Post(
        title=" ".join(clean(_header(mail, "Subject")).split()),
        body=body,
        moment=own_moment(when, how=how, said=said) if when else None,
        place=clean(_header(mail, "Message-ID")).strip(),
    )
    return post, others


def _words(mail: EmailMessage, shown: str) -> str:
    """Return the text of a mail, its HTML where it has none or an empty one."""
    parts = (mail.get_body(preferencelist=(kind,)) for kind in ("plain", "html"))
    texts = (_text_of(part, shown) for part in parts if part is not None)
    return next((text for text in texts if text.strip()), "")


def _text_of(part: MIMEPart, shown: str) -> str:
    """Return the text of a part; in HTML the words of others are marked as quotations."""
    text = clean(_characters(part, shown)).replace("\r\n", "\n")
    if part.get_content_type() != "text/html":
        return text.strip("\n")
    try:
        soup = soup_of(text, where=shown)
    except EntryFormatError:
        return ""
    for found in soup.select(_OF_OTHERS):
        found.name = "blockquote"
    return markdown_of(soup)


def _characters(part: MIMEPart, shown: str) -> str:
    """Return a part's text by its own charset; where that is not named, or is not so, by its
    bytes."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return str(part.get_content())
    try:
        return raw.decode(part.get_content_charset("ascii"))
    except (LookupError, UnicodeError):
        return _decoded(raw, shown) or str(part.get_content())


def _decoded(raw: bytes, shown: str) -> str:
    try:
        return decode(raw, where=shown).text
    except EntryFormatError:
        return ""
