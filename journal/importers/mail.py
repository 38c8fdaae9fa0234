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
from email.header import decode_header, make_header
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parseaddr
from pathlib import Path

from errors import EntryFormatError
from files.decoding import clean, decode_leniently
from journal.entry import Entry
from journal.importers.base import (
    AS_IT_SAYS,
    HEAD,
    LARGEST_FILE,
    How,
    damaged,
    first_bytes,
    note_slip,
    unreadable,
)
from journal.importers.html_text import markdown_of, soup_of
from journal.importers.instants import own_moment, undated
from journal.importers.left_out import left_out
from journal.importers.posts import Post, entries_of
from journal.importers.quoted_mail import without_quotations
from journal.problems import ImportProblem
from language.dates.recorded import read_recorded

_HEAD = re.compile(r"(?:From [^\n]*\n)?(?:[!-9;-~]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,60}")
_NAMES = ("from", "date")
_PARTS = re.compile(rb"^From [^\r\n]*\r?\n(?=[!-9;-~]{2,40}:)", re.MULTILINE)
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)  # as a box writes a line that begins so
_KOREAN = {"euc-kr", "euc_kr", "ks_c_5601-1987", "ks_c_5601_1987", "ksc5601", "korean"}
_OTHERS_OF_BYTES = ("utf-16", "utf-32", "utf-7", "iso-2022")
_RAW_BYTES = re.compile("[\udc80-\udcff]")
_OF_OTHERS = 'blockquote[type="cite"], .gmail_quote, .gmail_attr, .yahoo_quoted, #divRplyFwdMsg ~ *'
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
        # By its bytes: head and body may well be in two encodings.
        head = first_bytes(path).removeprefix(b"\xef\xbb\xbf").decode("latin-1")
        match = _HEAD.match(head[:HEAD].replace("\r\n", "\n"))
        if match is None:
            return False
        names = {line.partition(":")[0].lower() for line in match[0].split("\n")}
        return names.issuperset(_NAMES) and bool(names & {"subject", "message-id", "to"})

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
        except OSError as error:
            raise unreadable(shown) from error
        except _BROKEN as error:
            raise damaged(shown, "mail") from error
        own = [mail for mail in mails if _sender(mail) == writer]
        read, others = [], len(mails) - len(own)
        for mail in own:
            try:
                post, count = _post(mail, shown, how)
            except _BROKEN:
                yield ImportProblem.of(shown, damaged(shown, "mail"))
                continue
            read.append(post)
            others += count
        yield from entries_of(read, shown=shown, source=self.name, undated=undated(path, how))
        if others:
            yield left_out(shown, others, key="others_words")


def _mails(raw: bytes) -> list[EmailMessage]:
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    pieces = [raw]
    if raw.startswith(b"From "):
        pieces = [_ESCAPED.sub(rb"\1", piece) for piece in _PARTS.split(raw)]
    return [message_from_bytes(piece, policy=default) for piece in pieces if piece.strip()]


def _header(mail: EmailMessage, name: str) -> str:
    """Return a header, as it stands where it is broken: one bad line never costs the mail."""
    stands = (str(value) for key, value in mail.raw_items() if key.lower() == name.lower())
    raw = next(stands, "")
    try:
        text = str(mail.get(name, ""))
        if _RAW_BYTES.search(raw):
            raw = _by_content(raw.encode("ascii", errors="surrogateescape"))
        elif "\ufffd" not in text:
            return text
        # Pieces that were cut within a character are whole when they are put together.
        return "".join(str(make_header(decode_header(raw))).splitlines())
    except _BROKEN:
        return raw


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


def _content(part: MIMEPart) -> str:
    """Return the text of a part in the encoding that it names, unless its bytes tell of another."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return str(part.get_content())
    named = (part.get_content_charset() or "").lower()
    named = "cp949" if named in _KOREAN else named
    if named.startswith(_OTHERS_OF_BYTES):
        return raw.decode(named, errors="replace")
    try:
        text = raw.decode("utf-8")
        is_certain = any(char > "\u07ff" for char in text) or not named.startswith("cp949")
        return text if is_certain and "\x00" not in text else raw.decode(named)
    except (UnicodeDecodeError, LookupError):
        pass
    try:
        return raw.decode(named or "ascii")
    except (UnicodeDecodeError, LookupError):
        return _by_content(raw)


def _by_content(raw: bytes) -> str:
    try:
        decoded = decode_leniently(raw, where="")
    except EntryFormatError:
        note_slip()
        return raw.decode("utf-8", errors="replace")
    if decoded.is_mended:
        note_slip()
    return decoded.text


def _words(mail: EmailMessage, shown: str) -> str:
    part = mail.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    text = clean(_content(part)).replace("\r\n", "\n")
    if part.get_content_type() != "text/html":
        return text.strip("\n")
    try:
        soup = soup_of(text, where=shown)
    except EntryFormatError:
        return ""
    for found in soup.select(_OF_OTHERS):
        found.decompose()
    return markdown_of(soup)
