"""Mails as programs wrote them: what they say of their encoding is not always true.

Each case is a small mail of our own in the shape of a real one, imported as a person would.
"""

from __future__ import annotations

import base64

import pytest

from tests.journal.importers.bringing import Bring, at

HEAD = (
    "From: 정민 <me@a.example>\nTo: t@a.example\nSubject: {subject}\n"
    "Date: Tue, 5 Mar 2024 23:30:00 +0900\n"
)
PLAIN = HEAD.format(subject="퇴사 면담").encode()
KOREAN = "저는 옮기기로 했습니다.\n후회는 없어요."
LATIN = "J’ai décidé de rester.\nC’est fini à présent."


@pytest.mark.parametrize("more", ["", "MIME-Version: 1.0\nContent-Transfer-Encoding: 8bit\n"])
@pytest.mark.parametrize(
    ("words", "encoding", "said"),
    [
        (KOREAN, "utf-8", ""),
        (KOREAN, "utf-8", "us-ascii"),
        (KOREAN, "utf-8", "iso-8859-1"),
        (KOREAN, "utf-8", "euc-kr"),
        (KOREAN, "utf-8", "x-unknown"),
        (KOREAN, "cp949", ""),
        (KOREAN, "cp949", "euc-kr"),
        (KOREAN, "cp949", "ks_c_5601-1987"),
        (KOREAN, "cp949", "utf-8"),
        (KOREAN, "cp949", "us-ascii"),
        ("펲시와 뷁을 봤습니다.", "cp949", "euc-kr"),
        (LATIN, "utf-8", ""),
        (LATIN, "utf-8", "iso-8859-1"),
        (LATIN, "cp1252", "windows-1252"),
        (LATIN, "cp1252", "utf-8"),
    ],
)
def test_a_mail_is_read_by_what_stands_in_it(
    words: str, encoding: str, said: str, more: str, bring: Bring
) -> None:
    kind = f"Content-Type: text/plain; charset={said}\n" if said else ""
    raw = PLAIN + f"{more}{kind}\n".encode() + words.encode(encoding) + b"\n"

    brought = bring({"a.eml": raw})

    assert (brought.one.title, brought.one.body) == ("퇴사 면담", words)
    assert at(brought.one) == "2024-03-05T23:30:00+09:00"
    assert brought.told() == []


def test_a_subject_in_pieces_that_are_cut_within_a_character(bring: Bring) -> None:
    raw = "이직을 고민했다".encode()
    pieces = (base64.b64encode(piece).decode() for piece in (raw[:11], raw[11:]))
    head = HEAD.format(subject="\n ".join(f"=?utf-8?B?{piece}?=" for piece in pieces))

    assert bring({"a.eml": f"{head}\n{KOREAN}"}).one.title == "이직을 고민했다"


def test_a_mail_with_one_bad_byte_is_read_leniently(bring: Bring) -> None:
    kind = b"Content-Type: text/plain; charset=utf-8\n\n"

    brought = bring({"a.eml": PLAIN + kind + KOREAN.encode() + b" \xff \n"})

    assert brought.one.body == f"{KOREAN} \ufffd "
    assert brought.told() == [("import.read_leniently", 1)]


def test_lines_of_a_box_that_begin_with_from_are_the_writers(bring: Bring) -> None:
    mail = HEAD.format(subject="a") + "\nFirst.\n>From then on I knew.\nFrom here on I stay.\n\n"
    second = mail.replace("First.", "Second.").replace(" 5 Mar", " 6 Mar")
    box = f"From me@a.example Tue Mar  5 23:30:00 2024\n{mail}From me@a.example x\n{second}"

    brought = bring({"a.mbox": box})

    assert sorted(entry.body for entry in brought.entries) == [
        "First.\nFrom then on I knew.\nFrom here on I stay.",
        "Second.\nFrom then on I knew.\nFrom here on I stay.",
    ]
    assert brought.told() == []
