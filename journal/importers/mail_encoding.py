"""The texts of a mail in the encoding that they have, whatever it claims.

Promise: one bad byte or a false charset costs itself and no other word, and is noted.
"""

from __future__ import annotations

import re
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import EmailMessage, MIMEPart

from errors import EntryFormatError
from files.decoding import decode_leniently
from journal.importers.base import note_slip

_KOREAN = {"euc-kr", "euc_kr", "ks_c_5601-1987", "ks_c_5601_1987", "ksc5601", "korean"}
_OTHERS_OF_BYTES = ("utf-16", "utf-32", "utf-7", "iso-2022")
_RAW_BYTES = re.compile("[\udc80-\udcff]")
# What Python's reader of mails raises over strangers' mails.
BROKEN_MAIL = (
    MessageError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
)


def read_header(mail: EmailMessage, name: str) -> str:
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
    except BROKEN_MAIL:
        return raw


def read_part(part: MIMEPart) -> str:
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
