"""Bytes to text: what people's editors write is read, what is no text is refused."""

from __future__ import annotations

import os
import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import EntryFormatError
from files.decoding import clean, decode, decode_leniently, readable_name

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


@pytest.mark.parametrize(
    "text",
    [
        "I don’t know. It’s “fine” – really, there is nothing to worry about at all.\n",
        "I don’t know.\n",
    ],
)
def test_western_quotes_are_not_read_as_korean(text: str) -> None:
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


BAD = "\ufffd"
LATIN = "Café naïve, déjà vu; c’est fini.\n"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (
            KOREAN.encode() + b"bad \xff here\n" + KOREAN.encode(),
            f"{KOREAN}bad {BAD} here\n{KOREAN}",
        ),
        ("나는 떠".encode() + b"\xff", f"나는 떠{BAD}"),
        (b"\xfe" + "나는 떠났다".encode(), f"{BAD}나는 떠났다"),
        ("나는 떠났다".encode()[:-1], "나는 떠났"),
        ("나는 떠났다".encode()[:-2], "나는 떠났"),
        ("It was “fine”".encode()[:-1], "It was “fine"),
        ("plain English “".encode()[:-1], "plain English "),
        ("only plain English 😀".encode()[:-2], "only plain English "),
        (b"plain \xff English", f"plain {BAD} English"),
        (LATIN.encode() + b"\xe9", LATIN),
        (LATIN.encode() + b" \x92 \n" + LATIN.encode(), f"{LATIN} {BAD} \n{LATIN}"),
        ("Überraschung \x81 naïve".encode("latin-1"), f"Überraschung {BAD} naïve"),
        (KOREAN.encode() + b"\x00" + KOREAN.encode(), KOREAN + KOREAN),
        (ENGLISH.encode() + b"\x00\x00\n" + ENGLISH.encode(), f"{ENGLISH}\n{ENGLISH}"),
        (KOREAN.encode() + b"\x00" * 3_000, KOREAN),
        (b"text and \x00 nothing", "text and  nothing"),
        (KOREAN.encode("utf-8-sig") + b"\x00\xff\n", f"{KOREAN}{BAD}\n"),
        (KOREAN.encode("cp949") + b"\xff \n" + KOREAN.encode("cp949"), f"{KOREAN}{BAD} \n{KOREAN}"),
        (KOREAN.encode("cp949")[:-3], KOREAN[:-3]),
        (KOREAN.encode("cp949") + b"\x1a", KOREAN + "\x1a"),
        (KOREAN.encode("utf-16") + b"\x41", KOREAN),
        (KOREAN.encode("utf-16-le") + b"\x41", KOREAN),
        (KOREAN.encode("utf-16") + b"\x00\x00", KOREAN),
    ],
)
def test_a_few_broken_bytes_cost_themselves_alone(raw: bytes, text: str) -> None:
    decoded = decode_leniently(raw, where="x.md")

    assert (decoded.text, decoded.is_mended) == (text, True)


@pytest.mark.parametrize(
    "raw",
    [
        *(KOREAN.encode(name) for name in ("cp949", "euc_kr", "utf-16", "utf-16-be", "utf-8-sig")),
        "트리".encode("cp949"),
        "펲시 뷁".encode("cp949"),
        "One more caf\xe9".encode("latin-1"),
        "L'Ha\xff-les-Roses, un caf\xe9 o\xf9 j'ai \xe9crit beaucoup".encode("latin-1"),
        "It’s “fine” – really, there is nothing to worry about at all.".encode("cp1252"),
        b"a\x08b",
        b"",
    ],
)
def test_what_is_text_throughout_is_read_as_before(raw: bytes) -> None:
    assert decode_leniently(raw, where="x.md") == decode(raw, where="x.md")


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=2))
def test_korean_of_windows_is_never_taken_for_slips(text: str) -> None:
    raw = text.encode("cp949")

    assert decode_leniently(raw, where="x.md") == decode(raw, where="x.md")


@given(st.text(st.sampled_from("가나다라 마바사.\n한글 the offer é")), st.integers(0, 400))
def test_one_bad_byte_costs_one_place(text: str, at: int) -> None:
    before, after = f"오늘은 {text[:at]}", f"{text[at:]} 썼다"
    raw = before.encode() + b"\xff" + after.encode()

    assert decode_leniently(raw, where="x.md").text == f"{before}{BAD}{after}"


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"%PDF-1.7\nsome text",
        bytes(range(256)) * 20,
        b"\x00" * 50,
        b"SQLite format 3\x00\x10\x00\x01\x01\x00\x40\x20\x20\x00\x00\x00\x02"
        + b"\x00" * 60
        + b"x",
        b"\xff\xc0\xff\xc1" * 9,
        "今天我面试了。换不换工作?\n".encode("gb18030")[:-5] + b"\xff\xfe\xff",
        bytes(random.Random(5).randbytes(3_000)),
    ],
)
def test_what_is_broken_throughout_is_still_refused(raw: bytes) -> None:
    with pytest.raises(EntryFormatError):
        decode_leniently(raw, where="photo.md")


JAPANESE = (
    "今日は面接だった。転職するかどうか迷う。\n",
    "会社を辞めたい。",
    "# 日記\n\n上司と話した。まだ決められない。給料は①万円ではない。\n",
    "Remote work, or 東京に戻る? まだわからない。\r\n",
    "2019/04/02\n新しいプロジェクトのリーダーになった。うれしいけれど、こわい。\n",
)


@pytest.mark.parametrize("text", JAPANESE)
@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_japanese_is_read_as_japanese(text: str, encoding: str) -> None:
    text = text if encoding == "cp932" else text.replace("①", "1")  # of Windows alone
    for decoded in (
        decode(text.encode(encoding), where=""),
        decode_leniently(text.encode(encoding), where=""),
    ):
        assert (decoded.text, decoded.encoding, decoded.is_doubtful) == (text, encoding, False)


# The 2,350 syllables that Koreans write, the letters of laughter and tears, and what stands around.
_SYLLABLES = "".join(
    bytes([first, second]).decode("euc_kr")
    for first in range(0xB0, 0xC9)
    for second in range(0xA1, 0xFF)
)
_RARE = "뷁펲똠햏쀍괥긚긣궋굈"
_BESIDE = "ㅋㅎㅠㅜㄱㄴㅇㅡ漢字年月日あのカ·…~!?., \n\r\nabc0123456789"


@given(
    st.text(st.sampled_from(_SYLLABLES), min_size=1, max_size=12),
    st.text(st.sampled_from(_BESIDE), max_size=12),
)
def test_korean_of_windows_is_never_taken_for_japanese(korean: str, beside: str) -> None:
    for text in (korean, korean + beside[: len(korean)], beside[: len(korean)] + korean):
        assert _is_kept(text)


@given(st.text(st.sampled_from(_SYLLABLES), min_size=1), st.text(st.sampled_from(_RARE)))
def test_nor_is_korean_with_rare_syllables(korean: str, rare: str) -> None:
    assert _is_kept("".join(map("".join, zip(korean, rare, strict=False))) + korean[len(rare) :])


def _is_kept(text: str) -> bool:
    raw = text.encode("cp949")
    try:
        raw.decode()
    except UnicodeDecodeError:
        return decode_leniently(raw, where="x.md").text == text
    return True  # a syllable or two that are UTF-8 as well: 큄 is š


@pytest.mark.parametrize(
    "text",
    [
        "뷁",
        "ㅋㅋㅋㅋㅋㅋㅋ",
        "ㅠㅠ ㅜㅜ ㅎㅎㅎㅎㅎ ㄴㄴ ㅇㅇ",
        "훈민정음의 ㅿ, ㆁ, ㆆ은 사라졌다.",
        "일본어 공부: ありがとう、カタカナ",
        "大韓民國 憲法 第一條",
    ],
)
def test_korean_unlike_most_is_read_as_korean(text: str) -> None:
    assert decode_leniently(text.encode("cp949"), where="x.md").text == text


@pytest.mark.parametrize("text", ["Études, École, Évry.", "Ça va? Ça va.", "ÉÉ"])
def test_western_capitals_of_the_old_mac_are_not_japanese(text: str) -> None:
    assert decode_leniently(text.encode("mac_roman"), where="x.md").encoding != "cp932"


@pytest.mark.parametrize(
    ("raw", "is_doubtful"),
    [
        (KOREAN.encode("cp949"), False),
        ("ㅋㅋㅋ 좋다 ㅠㅠ".encode("cp949"), False),
        ("─── 2024년 ★ 일기 ───".encode("cp949"), False),
        ("경력(經歷)을 쌓는다는 것".encode("cp949"), False),
        ("我今天在公司面试了，他们问我为什么想换工作。".encode("gb18030"), True),
        ("東京".encode("cp932"), True),
    ],
)
def test_what_does_not_look_korean_says_so(raw: bytes, is_doubtful: bool) -> None:
    assert decode_leniently(raw, where="x.md").is_doubtful == is_doubtful


def test_a_slip_in_japanese_of_today_stays_one() -> None:
    raw = JAPANESE[0].encode() * 3 + b"\xff\n" + JAPANESE[1].encode()

    assert decode_leniently(raw, where="x.md").text == f"{JAPANESE[0] * 3}{BAD}\n{JAPANESE[1]}"


def test_lines_in_another_encoding_behind_the_first_are_read(  # as files put together have them
) -> None:
    raw = KOREAN.encode() * 3 + KOREAN.encode("cp949") + LATIN.encode()

    assert decode_leniently(raw, where="x.md").text == KOREAN * 4 + LATIN


def test_a_name_that_the_system_takes_for_bytes_is_read() -> None:
    name = "2024년 5월 20일.md"

    assert readable_name(os.fsdecode(name.encode("cp949"))) == name
    assert readable_name(unicodedata.normalize("NFD", name)) == name
    assert readable_name("a\udcffb") == "a\ufffdb"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(f"2004-02-03\n\n{KOREAN}", "iso2022_kr"), (f"2004-02-03\n\n{JAPANESE[0]}", "iso2022_jp")],
)
def test_the_escapes_of_old_mail_are_read(text: str, encoding: str) -> None:
    assert decode_leniently(text.encode(encoding), where="x.txt").text == text


@pytest.mark.parametrize("raw", [b"price \x1b$B only", b"\x1b[1mbold\x1b[0m of a terminal"])
def test_escapes_that_switch_to_nothing_are_left(raw: bytes) -> None:
    assert decode_leniently(raw, where="x.txt").text == raw.decode()


MOSTLY_ENGLISH = (
    "Today I met {} at noon and we spoke about the offer. Later I wrote a letter and slept; nothing"
    " else happened in the whole long day at the office, and it's fine.\n"
)


@pytest.mark.parametrize("syllable", ["똠", "뷁", "햏", "쀍!"])
def test_a_rare_syllable_within_english_is_korean(syllable: str) -> None:
    text = MOSTLY_ENGLISH.format(syllable)
    decoded = decode_leniently(text.encode("cp949"), where="x.txt")

    assert (decoded.text, decoded.is_doubtful) == (text, True)


@pytest.mark.parametrize(
    "said",
    [
        "the boss’s",
        "“Nobody",
        "rock ’n’ roll…and",
        "Äpfel and Ärger",
        "an Œuvre, a cœur,",
        "Šimon",
        "25°C, §b, 5 µm",
        "¿Sofia",
        "„Bleib“ or »nie«",
        "Noël, père, garçon",
    ],
)
def test_marks_and_accents_within_english_are_western(said: str) -> None:
    text = MOSTLY_ENGLISH.format(said)
    assert decode_leniently(text.encode("cp1252"), where="x.txt").text == text


@pytest.mark.parametrize("korean", ["김 대리", "이력서", "면접관", "면접관 김 대리 (뷁)"])
@pytest.mark.parametrize("broken", [b"\xc9\xa1", b"\xfe\xfe", b"\x80", b"\xff", b"\xb1"])
def test_one_broken_syllable_costs_no_other_within_english(korean: str, broken: bytes) -> None:
    text = MOSTLY_ENGLISH.format(korean) * 3
    raw = text.encode("cp949").replace(b" noon", b" " + broken + b" noon", 1)
    decoded = decode_leniently(raw, where="x.txt")

    assert (decoded.encoding, decoded.is_mended) == ("cp949", True)
    assert decoded.text.replace(BAD, "").replace("at  noon", "at noon") == text


KANJI = (
    "東京大学大学院情報理工学系研究科\n修士課程二年\n",
    "2019年4月2日 株式会社面接 結果は来週、年収交渉予定\n",
    "本日、第二営業部異動内示。勤務地大阪。家族会議、妻反対。㈱日本商事①②。\n",
    "Offer: 年収六百万円、勤務地大阪。Deadline: 三月末日まで\n",
)


@pytest.mark.parametrize("text", KANJI)
def test_japanese_of_mostly_kanji_is_read_in_shift_jis(text: str) -> None:
    decoded = decode_leniently(text.encode("cp932"), where="x.txt")

    assert (decoded.text, decoded.encoding, decoded.is_doubtful) == (text, "cp932", False)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("我今天在公司面试了，他们问我为什么想换工作。", "gb18030"),
        ("大韓民國憲法第一條大韓民國民主共和國", "cp949"),
        ("뷁펲똠햏쀍괥긚긣궋굈뷁펲똠햏쀍괥긚긣궋굈", "cp949"),
        ("ㅋㅋㅋㅋㅋㅋㅋㅋㅠㅠㅠㅠ", "cp949"),
        ("★★★★★★☆☆☆☆──────────", "cp949"),
    ],
)
def test_what_is_no_japanese_is_not_taken_for_it(text: str, encoding: str) -> None:
    assert decode_leniently(text.encode(encoding), where="x.txt").encoding == "cp949"
