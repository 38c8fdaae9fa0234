"""Bytes of a journal file to text, and any text to what the journal holds.

Promise: UTF-8, UTF-16, marked UTF-32, CP949 (it covers EUC-KR), Japanese (Shift-JIS, EUC-JP), the
escapes of old mail (ISO-2022) and Western single bytes are read; binary is refused.
`decode_leniently` reads a text of which a few bytes are broken as well.
Limit: encodings without a mark are told apart by plausibility, not by proof; what is read as Korean
and does not look it says so (`is_doubtful`).
Invariant: `clean(text)` is NFC, encodable, free of NUL, and `clean` of it again changes nothing.
"""

from __future__ import annotations

import codecs
import os
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace

from errors import EntryFormatError
from files.japanese import japanese_encoding
from files.western import reads_as_western
from language.detect import HANGUL_RANGES, TYPED_JAMO, is_syllable

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ESCAPES = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$B", "iso2022_jp"))
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
_NAME_OF_BYTES = re.compile("[\udc80-\udcff]")
_PLAUSIBLE_UTF16 = 0.7
_PLAUSIBLE_KOREAN = 0.7
_MOSTLY_ASCII = 0.85
_FEW = 0.01  # of a text: so much may be broken in it
_FEWEST = 4
_REPLACED = "\ufffd"
_KANA_OR_JAMO = re.compile(f"[\u3041-\u30fa{TYPED_JAMO}]")  # CP949 has them, and Koreans use them
_LETTER = re.compile(r"[^\W\d_\x00-\x7f]")
_GUESSED = ("cp949", "cp1252", "cp932", "euc_jp")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text as it stands in the file, the encoding that gave it, and the length in bytes of the mark
    before it. `is_mended` says that not every byte of the file is in it, `is_doubtful` that many of
    its letters are none that Korean is written in, the encoding being a guess.
    """

    text: str
    encoding: str
    mark: int = 0
    is_mended: bool = False
    is_doubtful: bool = False


def clean(text: str) -> str:
    """Return `text` as the journal holds it: NFC, with lone surrogates and NUL replaced by
    U+FFFD.
    """
    if text.isascii() and "\x00" not in text:
        return text
    if _UNSTORABLE.search(text):
        text = _UNSTORABLE.sub("\ufffd", text)
    return unicodedata.normalize("NFC", text)


def readable_name(name: str) -> str:
    """Return the name of a file as it was written: where the system takes names for bytes, old
    Korean ones are CP949."""
    try:
        return clean(os.fsencode(name).decode("cp949") if _NAME_OF_BYTES.search(name) else name)
    except UnicodeError:
        return clean(name)


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
    if (escaped := _escaped(raw)) is not None:
        return escaped
    try:
        return Decoded(text=raw.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError:
        return _single_bytes(raw, where)


def decode_leniently(raw: bytes, *, where: str) -> Decoded:
    """Return the text of a file's bytes as `decode` does, also where a few of them are broken: each
    is U+FFFD, but NULs and a character that is cut off at the end are left out.

    Raises:
        EntryFormatError: as `decode` does, where more than a few are broken.
    """
    try:
        decoded = decode(raw, where=where)
    except EntryFormatError:
        found = None if raw.startswith(_FOREIGN) else _mended(raw)
        if found is None:
            raise
        return found
    if decoded.encoding not in _GUESSED:
        return decoded
    found = _slipped_utf8(raw, beside=decoded.encoding) or decoded
    if decoded.encoding != "cp1252" or reads_as_western(decoded.text):
        return found
    korean = _slipped_korean(raw)
    if korean is None or (found is not decoded and _slips_in(korean) >= _slips_in(found)):
        return found
    return korean


def _mended(raw: bytes) -> Decoded | None:
    """Return a text that `decode` refuses, without what is broken in it; None when it is none."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            text = _without_cut(raw[len(mark) :], encoding)
            return _without_nul(text, encoding, mark=len(mark))
    if b"\x00" in raw and len(raw) % 2 and _reads_as_utf16(raw[:-1]):  # cut within a character
        return replace(_unmarked_utf16(raw[:-1], ""), is_mended=True)
    rest = raw.rstrip(b"\x00")  # a disk that lost its power leaves NULs at the end
    if not rest or not _are_few(rest.count(b"\x00"), len(rest)):
        return None
    rest = rest.replace(b"\x00", b"")
    text = rest.decode("latin-1")
    if not _are_few(len(_CONTROL.findall(text)), len(text)):
        return None
    found = _whole_utf8(rest) if rest != raw else None
    found = found or _slipped_utf8(rest, beside="") or _slipped_korean(rest)
    return found or _slipped_utf8(rest, beside="cp1252") or _slipped_western(rest)


def _slips_in(decoded: Decoded) -> int:
    return decoded.text.count(_REPLACED)


def _are_few(broken: int, length: int) -> bool:
    return broken <= max(_FEWEST, length * _FEW)


def _without_cut(raw: bytes, encoding: str) -> str:
    """Return a text without what is only begun at its end, U+FFFD for everything else that is
    broken."""
    return codecs.getincrementaldecoder(encoding)(errors="replace").decode(raw)


def _without_nul(text: str, encoding: str, *, mark: int) -> Decoded | None:
    rest = text.rstrip("\x00")
    broken = rest.count("\x00") + rest.count(_REPLACED)
    if not rest or not _are_few(broken, len(rest)):
        return None
    rest = rest.replace("\x00", "")
    return Decoded(text=rest, encoding=encoding, mark=mark, is_mended=True)


def _reads_as_utf16(raw: bytes) -> bool:
    try:
        _unmarked_utf16(raw, "")
    except EntryFormatError:
        return False
    return True


def _whole_utf8(raw: bytes) -> Decoded | None:
    try:
        return Decoded(text=raw.decode("utf-8"), encoding="utf-8", is_mended=True)
    except UnicodeDecodeError:
        return None


def _slipped_utf8(raw: bytes, *, beside: str) -> Decoded | None:
    """Return UTF-8 with slips, when there is more of it than of them: `beside` is how the bytes
    could be read else, which is also how much it takes."""
    text = _without_cut(raw, "utf-8")
    kept = text.replace(_REPLACED, "")
    short = 2 * sum("\x7f" < char < "\u0800" for char in kept)
    ascii_only = sum(char < "\x80" for char in kept)
    long = len(kept.encode()) - ascii_only - short  # in three bytes or four: in no other encoding
    cut = len(raw) - _end_of_whole(raw)
    broken = len(raw) - cut - len(kept.encode()) - 3 * raw.count(_REPLACED.encode())
    doubt = max(broken, 1)
    # Syllables of CP949 can stand so that two of theirs look like one of UTF-8, never nine times.
    is_wide = beside not in ("", "cp1252")
    is_utf8 = short + long >= 9 * doubt or (not is_wide and long >= 3 * doubt)
    if not is_utf8 and not broken:
        is_utf8 = bool(short) or cut > 1
    if not is_utf8 and beside == "cp1252":
        is_utf8 = 0 < broken <= short + long
    if not is_utf8:  # a byte that no UTF-8 has, and no Western text without others
        is_utf8 = {byte for byte in raw if byte > 0x7F} == {0xFF} and _are_few(broken, len(raw))
    if is_utf8 and broken > _FEWEST:  # lines of another file, put behind the first
        text = "".join(map(_line_of_two, raw[: len(raw) - cut].splitlines(keepends=True)))
    return Decoded(text=text, encoding="utf-8", is_mended=True) if is_utf8 else None


def _line_of_two(raw: bytes) -> str:
    """Return a line of UTF-8, or of nothing but common Korean in CP949."""
    text = raw.decode("utf-8", errors="replace")
    if text.count(_REPLACED) <= _FEWEST:
        return text
    try:
        other = raw.decode("cp949")
    except UnicodeDecodeError:
        return text
    is_korean = all(char < "\x80" or _in_euc_kr(char) for char in other)
    return other if is_korean else text


def _end_of_whole(raw: bytes) -> int:
    """Return where a character begins that is cut off at the end of UTF-8, else the end."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    decoder.decode(raw[-4:])
    return len(raw) - len(decoder.getstate()[0])


def _slipped_korean(raw: bytes) -> Decoded | None:
    """Return CP949 with slips, when nearly all of it is common syllables."""
    text = _without_cut(raw, "cp949")
    others = [char for char in text if char > "\x7f"]
    common = sum(_in_euc_kr(char) and _COMMON.match(char) is not None for char in others)
    if 3 * others.count(_REPLACED) > common or common < _PLAUSIBLE_KOREAN * max(len(others), 1):
        return None
    return Decoded(text=text, encoding="cp949", is_mended=True)


def _slipped_western(raw: bytes) -> Decoded | None:
    if sum(byte < 0x80 for byte in raw) / len(raw) < _MOSTLY_ASCII:
        return None
    text = raw.decode("cp1252", errors="replace")
    return Decoded(text=text, encoding="cp1252", is_mended=True)


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
        share = 0.0 if not text or _CONTROL.search(text) else len(_COMMON.findall(text)) / len(text)
        if share > best_share:
            best, best_share = encoding, share
    if best_share < _PLAUSIBLE_UTF16:
        raise _binary(where)
    return Decoded(text=raw.decode(best), encoding=best)


def _escaped(raw: bytes) -> Decoded | None:
    """Return a text of which the bytes are ASCII and switch to Korean or Japanese, as old mail
    does."""
    encoding = next((each for begun, each in _ESCAPES if begun in raw), None)
    if encoding is None or not raw.isascii():
        return None
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return None
    is_whole = text.encode(encoding, errors="replace") == raw  # so that it can be written again
    return Decoded(text=text, encoding=encoding) if is_whole else None


def _single_bytes(raw: bytes, where: str) -> Decoded:
    """Not UTF-8: Korean (CP949), Japanese, or Western text that CP949 would read as rare
    syllables.
    """
    try:
        korean = raw.decode("cp949")
    except UnicodeDecodeError:
        korean = ""
    if _CONTROL.search(korean or raw.decode("latin-1")):
        raise _binary(where)
    if encoding := japanese_encoding(raw, korean=korean, common=_common_syllables(korean)):
        return Decoded(text=raw.decode(encoding), encoding=encoding)
    found = Decoded(text=korean, encoding="cp949", is_doubtful=not _looks_korean(korean))
    if korean and not _only_rare_syllables(korean):
        return found
    western = _western(raw)
    if western is not None and not (korean and not reads_as_western(western.text)):
        return western
    if korean:
        return found
    raise _unknown(where)


def _western(raw: bytes) -> Decoded | None:
    """Return a text of mostly ASCII in the alphabet of Western Windows."""
    if sum(byte < 0x80 for byte in raw) / len(raw) < _MOSTLY_ASCII:
        return None
    try:
        return Decoded(text=raw.decode("cp1252"), encoding="cp1252")
    except UnicodeDecodeError:
        return None


def _only_rare_syllables(text: str) -> bool:
    """Whether nothing beyond ASCII is in EUC-KR: real Korean always has some of its 2,350 common
    syllables.
    """
    return not any(char > "\x7f" and _in_euc_kr(char) for char in text)


def _looks_korean(text: str) -> bool:
    """Whether most letters of a text in CP949 are those that Koreans write."""
    usual = _common_syllables(text) + len(_KANA_OR_JAMO.findall(text))
    return usual >= _PLAUSIBLE_KOREAN * len(_LETTER.findall(text))


def _common_syllables(text: str) -> int:
    counts = Counter(text).items()  # each is looked up once: a file may have millions
    return sum(count for char, count in counts if is_syllable(char) and _in_euc_kr(char))


def _in_euc_kr(char: str) -> bool:
    """Whether EUC-KR has the character as one; Python spells rare syllables in eight bytes."""
    try:
        return len(char.encode("euc_kr")) == 2
    except UnicodeEncodeError:
        return False


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
