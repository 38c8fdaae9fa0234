"""Bytes of a journal file to text, and any text to what the journal holds.

Promise: UTF-8, UTF-16, marked UTF-32, CP949 (it covers EUC-KR) and Western single bytes are read;
binary is refused.
Limit: encodings without a mark are told apart by plausibility, not by proof.
Invariant: `clean(text)` is NFC, encodable, free of NUL, and `clean` of it again changes nothing.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from errors import EntryFormatError
from language.detect import HANGUL_RANGES

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FOREIGN = (
    b"%PDF-",
    b"PK\x03\x04",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_COMMON = re.compile(f"[\t\n\r -~\u3000-\u303f{HANGUL_RANGES}]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_PLAUSIBLE_UTF16 = 0.7
_MOSTLY_ASCII = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text as it stands in the file, the encoding that gave it, and the length in bytes of the mark
    before it.
    """

    text: str
    encoding: str
    mark: int = 0


def clean(text: str) -> str:
    """Return `text` as the journal holds it: NFC, with lone surrogates and NUL replaced by
    U+FFFD.
    """
    if text.isascii() and "\x00" not in text:
        return text
    if _UNSTORABLE.search(text):
        text = _UNSTORABLE.sub("\ufffd", text)
    return unicodedata.normalize("NFC", text)


def decode(raw: bytes, *, where: str) -> Decoded:
    """Return the text of a file's bytes, not yet normalised.

    Raises:
        EntryFormatError: the bytes are not text (`text.binary`) or of no known encoding
            (`text.encoding`).
    """
    if raw.startswith(_FOREIGN):
        raise _binary(where)
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return Decoded(
                text=_strict(raw[len(mark) :], encoding, where), encoding=encoding, mark=len(mark)
            )
    if b"\x00" in raw:
        return _unmarked_utf16(raw, where)
    try:
        return Decoded(text=raw.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError:
        return _single_bytes(raw, where)


def _strict(raw: bytes, encoding: str, where: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise _unknown(where) from None
    if "\x00" in text:
        raise _binary(where)
    return text


def _unmarked_utf16(raw: bytes, where: str) -> Decoded:
    """Text with NUL bytes is UTF-16 or no text: of both byte orders, take the one that reads like a
    language.
    """
    best, best_share = "", 0.0
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        share = 0.0 if _CONTROL.search(text) else len(_COMMON.findall(text)) / len(text)
        if share > best_share:
            best, best_share = encoding, share
    if best_share < _PLAUSIBLE_UTF16:
        raise _binary(where)
    return Decoded(text=raw.decode(best), encoding=best)


def _single_bytes(raw: bytes, where: str) -> Decoded:
    """Not UTF-8: Korean (CP949), or Western text that CP949 would read as rare syllables."""
    try:
        korean = raw.decode("cp949")
    except UnicodeDecodeError:
        korean = ""
    if _CONTROL.search(korean or raw.decode("latin-1")):
        raise _binary(where)
    if korean and not _only_rare_syllables(korean):
        return Decoded(text=korean, encoding="cp949")
    if sum(byte < 0x80 for byte in raw) / len(raw) >= _MOSTLY_ASCII:
        try:
            return Decoded(text=raw.decode("cp1252"), encoding="cp1252")
        except UnicodeDecodeError:
            pass
    if korean:
        return Decoded(text=korean, encoding="cp949")
    raise _unknown(where)


def _only_rare_syllables(text: str) -> bool:
    """Whether nothing beyond ASCII is in EUC-KR: real Korean always has some of its 2,350 common
    syllables.
    """
    return not any(char > "\x7f" and _in_euc_kr(char) for char in text)


def _in_euc_kr(char: str) -> bool:
    try:
        char.encode("euc_kr")
    except UnicodeEncodeError:
        return False
    return True


def _binary(where: str) -> EntryFormatError:
    return EntryFormatError(
        "{path} is not a text file.",
        hint=(
            "Journal entries are Markdown or plain text. Move this file elsewhere, or export its"
            " text first."
        ),
        key="text.binary",
        path=where,
    )


def _unknown(where: str) -> EntryFormatError:
    return EntryFormatError(
        "{path} is in an unknown text encoding.",
        hint="Open it in your editor and save it as UTF-8.",
        key="text.encoding",
        path=where,
    )
