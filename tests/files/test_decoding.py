"""Bytes to text: what people's editors write is read, what is no text is refused."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import EntryFormatError
from files.decoding import clean, decode

KOREAN = "오늘은 대학원 설명회에 다녀왔다. 취업과 진학 사이에서 아직 정하지 못했다.\n"
ENGLISH = "I don’t know whether a café job counts as industry.\n"


@pytest.mark.parametrize("text", [KOREAN, ENGLISH, KOREAN + ENGLISH, "a\n", "", "🤪 한 줄\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), where="x.md").text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [KOREAN, ENGLISH, "짧다. 끝\n", "plain ascii only"])
def test_utf16_without_a_mark_is_read(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), where="x.md").text == text


@pytest.mark.parametrize("encoding", ["cp949", "euc_kr"])
def test_korean_of_windows_is_read(encoding: str) -> None:
    assert decode(KOREAN.encode(encoding), where="x.md").text == KOREAN


def test_syllables_beyond_euc_kr_are_read() -> None:
    text = "펲시를 마시며 뷁이라고 썼다.\n"

    assert decode(text.encode("cp949"), where="x.md").text == text


def test_western_quotes_are_not_read_as_korean() -> None:
    text = "I don’t know. It’s “fine” – really, there is nothing to worry about at all.\n"

    assert decode(text.encode("cp1252"), where="x.md").text == text


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"%PDF-1.7\nsome text",
        b"PK\x03\x04rest",
        b"{\\rtf1\\ansi words}",
        bytes(range(256)) * 20,
        b"text and \x00 nothing",
        b"\xef\xbb\xbftext \x00",
    ],
)
def test_binary_is_refused_by_name(raw: bytes) -> None:
    with pytest.raises(EntryFormatError, match=r"photo\.md is not a text file") as caught:
        decode(raw, where="photo.md")

    assert caught.value.key == "text.binary"


def test_unknown_bytes_are_refused() -> None:
    with pytest.raises(EntryFormatError) as caught:
        decode(b"\xff\xc0\xff\xc1" * 9, where="x.md")

    assert caught.value.key == "text.encoding"


@given(st.binary())
def test_any_bytes_give_text_or_an_error_of_ours(raw: bytes) -> None:
    try:
        decoded = decode(raw, where="x.md")
    except EntryFormatError:
        return
    assert "\x00" not in decoded.text
    assert decoded.text.encode(decoded.encoding) == raw[decoded.mark :]


@given(st.text(st.characters()))
def test_clean_text_can_be_stored_and_stays(text: str) -> None:
    once = clean(text)

    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode()


def test_decomposed_korean_is_composed() -> None:
    assert clean(unicodedata.normalize("NFD", "취업")) == "취업"
    assert clean("a\ud800b\x00") == "a\ufffdb\ufffd"
