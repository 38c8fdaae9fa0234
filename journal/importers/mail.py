"""Mails that were kept: one in a file (`.eml`), or many (`.mbox`).

Limit: attachments are left out. Whose the mails of several senders are, the person says (`How.me`,
names or addresses); where that is not said, the only sender of a file is its writer.
Invariant: what a mail quotes, and mails of other senders, are never the writer's words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import getaddresses, parseaddr
from pathlib import Path

from errors import EntryFormatError
from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import (
    AS_IT_SAYS,
    LARGEST_FILE,
    How,
    damaged,
    first_bytes,
    unreadable,
)
from journal.importers.chat import who_is_me
from journal.importers.html_text import markdown_of, soup_of
from journal.importers.instants import own_moment
from journal.importers.left_out import LeftOut, left_out
from journal.importers.mail_encoding import BROKEN_MAIL, read_header, read_part
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
_TEXTS = {"text/plain", "text/html"}
_FIRST_ALONE = {"multipart/related", "multipart/signed"}  # what follows belongs to the first part
_RECEIVERS = ("To", "Cc", "Bcc")
_SIGNS = re.compile(r"[\W_]+")
# Where mail programs put what is answered or passed on. Gmail's own holds answers between the
# quotations, so that there only these are of others.
_OF_OTHERS = (
    'blockquote[type="cite"], .gmail_attr, .gmail_quote:not(:has(> blockquote)), .yahoo_quoted,'
    " blockquote.gmail_quote, .gmail_quote > blockquote, #appendonsend ~ *, #divRplyFwdMsg,"
    " #divRplyFwdMsg ~ *, #mail-editor-reference-message-container, .moz-forward-container,"
    " .moz-cite-prefix, .protonmail_quote, .tutanota_quote, .zmail_extra"
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
        """Yield the mails of their writer, or ask who that is; then how many passages of others
        were left out.

        Raises:
            ImportFileError: it cannot be opened or is damaged.
        """
        shown = clean(path.name)
        try:
            if path.stat().st_size > LARGEST_FILE:
                raise damaged(shown, "mail")
            mails = _mails(path.read_bytes())
            senders = [_sender(mail) for mail in mails]
        except OSError as error:
            raise unreadable(shown) from error
        except BROKEN_MAIL as error:
            raise damaged(shown, "mail") from error
        mine = _addresses_of_me(senders, how)
        if not mine and len(mails) > 1:
            yield who_is_me(shown, _likeliest(mails, senders))
            return
        own = [mail for mail, (_, address) in zip(mails, senders, strict=True) if address in mine]
        posts: list[Post | LeftOut] = []
        others = len(mails) - len(own)
        for mail in own:
            try:
                post, count = _post(mail, shown, how)
            except BROKEN_MAIL:
                yield ImportProblem.of(shown, damaged(shown, "mail"))
                continue
            posts.append(post)
            others += count
        yield from entries_of(posts, path, how, source=self.name)
        if others:
            yield left_out(shown, others, key="others_words")


def _mails(raw: bytes) -> list[EmailMessage]:
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    pieces = [raw]
    if raw.startswith(b"From "):
        pieces = [_ESCAPED.sub(b"", piece) for piece in _PARTS.split(raw)]
    return [message_from_bytes(piece, policy=default) for piece in pieces if piece.strip()]


def _sender(mail: EmailMessage) -> tuple[str, str]:
    """Return the name and the address of who sent a mail."""
    name, address = parseaddr(read_header(mail, "From"))
    return " ".join(clean(name).split()).casefold(), clean(address).strip().casefold()


def _addresses_of_me(senders: Sequence[tuple[str, str]], how: How) -> set[str]:
    """Return the addresses from which the person wrote: those said, else the only one."""
    addresses = {address for _, address in senders}
    if not how.me:
        return addresses if len(addresses) == 1 else set()
    said = {" ".join(clean(name).split()).casefold() for name in how.me}
    return {address for name, address in senders if name in said or address in said}


def _likeliest(mails: Sequence[EmailMessage], senders: Sequence[tuple[str, str]]) -> Counter[str]:
    """Return the senders; one to whom the others wrote counts more, as the owner of a box is."""
    counted = Counter(address for _, address in senders if address)
    fields = (read_header(mail, name) for mail in mails for name in _RECEIVERS)
    for field in fields:  # each alone: a broken one would cost the others
        received = (clean(address).strip().casefold() for _, address in getaddresses([field]))
        counted.update(address for address in received if address in counted)
    return counted


def _post(mail: EmailMessage, shown: str, how: How) -> tuple[Post, int]:
    said = read_header(mail, "Date")
    when = read_recorded(said)
    words, attached = _words(mail, shown)
    body, others = without_quotations(words)
    post = Post(
        title=" ".join(clean(read_header(mail, "Subject")).split()),
        body=body,
        moment=own_moment(when, how=how, said=said) if when else None,
        place=clean(read_header(mail, "Message-ID")).strip(),
    )
    return post, others + attached


def _words(mail: EmailMessage, shown: str) -> tuple[str, int]:
    """Return the texts of a mail in their order, and how many mails are attached to it."""
    if not mail.is_multipart():
        return _text_of(mail, shown) if mail.get_content_type() in _TEXTS else "", 0
    texts: dict[str, str] = {}
    for text in _texts_in(mail, shown):
        texts.setdefault(_SIGNS.sub("", text) or text, text)  # the same as plain and HTML
    attached = sum(part.get_content_type() == "message/rfc822" for part in _parts_of(mail))
    return "\n\n".join(texts.values()), attached


def _texts_in(part: MIMEPart, shown: str) -> list[str]:
    """Return the texts of a part that are of the mail itself, none of what is attached to it."""
    kind = part.get_content_type()
    if kind == "multipart/alternative":
        # A program that cannot say it plainly gives an empty text beside the HTML.
        ways = sorted(_children(part), key=lambda each: each.get_content_type() != "text/plain")
        return next((found for each in ways if (found := _texts_in(each, shown))), [])
    if kind in _FIRST_ALONE:
        return [text for each in _children(part)[:1] for text in _texts_in(each, shown)]
    if part.get_content_maintype() == "multipart":
        return [text for each in _children(part) for text in _texts_in(each, shown)]
    if kind not in _TEXTS or part.is_attachment() or part.get_filename():
        return []
    text = _text_of(part, shown)
    return [text] if text.strip() else []


def _children(part: MIMEPart) -> list[MIMEPart]:
    inner = part.get_payload()
    return [each for each in inner if isinstance(each, MIMEPart)] if isinstance(inner, list) else []


def _parts_of(part: MIMEPart) -> Iterator[MIMEPart]:
    """Yield the parts of a mail, not those of the mails within it."""
    for each in _children(part):
        yield each
        if each.get_content_maintype() == "multipart":
            yield from _parts_of(each)


def _text_of(part: MIMEPart, shown: str) -> str:
    """Return the text of a part; in HTML the words of others are marked as quotations."""
    text = clean(read_part(part)).replace("\r\n", "\n")
    if part.get_content_type() != "text/html":
        return text.strip("\n")
    try:
        soup = soup_of(text, where=shown)
    except EntryFormatError:
        return ""
    for found in soup.select(_OF_OTHERS):
        found.name = "blockquote"
    return markdown_of(soup)
