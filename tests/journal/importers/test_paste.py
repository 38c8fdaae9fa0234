"""Pasted text: the entry in it, and every line that is not in the entry."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from errors import EntryFormatError
from files.decoding import clean
from journal.importers.paste import Pasted, holds_several_days, read_paste

DAY = date(2024, 4, 30)
TODAY = date(2024, 6, 15)

PAGE = """본문 바로가기
🤪 생각과 잡담

오랜만의 글

by 느린달팽이 2024. 4. 30.

첫 문단이다. 반응형 웹도 배웠다.

공유하기
이 말은 본문이다.
"""
TAIL = """
반응형
728x90
공유하기
게시글 관리
저작자표시 비영리 변경금지
'생각과 잡담' 카테고리의 다른 글
지난 여름  (3)\t2013.11.02
겨울 계획
2013.11.02
태그
댓글 0
"""
BODY = "첫 문단이다. 반응형 웹도 배웠다.\n\n공유하기\n이 말은 본문이다."


def read(text: str) -> Pasted:
    return read_paste(text, today=TODAY)


@pytest.mark.parametrize("tail", ["", TAIL, "\n\n반응형\n", TAIL.replace("\n", "\r\n")])
def test_a_tistory_page_loses_its_furniture_only(tail: str) -> None:
    pasted = read(PAGE + tail)

    assert (pasted.title, pasted.written_on, pasted.date_certain) == ("오랜만의 글", DAY, True)
    assert pasted.tags == ("🤪 생각과 잡담",)
    assert pasted.source == "tistory"
    assert pasted.body == BODY
    head = ("본문 바로가기", "🤪 생각과 잡담", "오랜만의 글", "by 느린달팽이 2024. 4. 30.")
    assert pasted.cut == head + tuple(line.strip() for line in tail.splitlines() if line.strip())


def test_words_below_the_list_of_other_posts_stay() -> None:
    pasted = read(
        PAGE + "'잡담' 카테고리의 다른 글\n지난 여름 (3)\n\n추신: 사실은 취업이 더 끌린다.\n"
    )

    assert pasted.body.endswith("추신: 사실은 취업이 더 끌린다.")


def test_a_byline_alone_is_enough() -> None:
    pasted = read("여행/제주\n바람\nby 느린달팽이 2024. 4. 30. 12:34\n\n본문")

    assert (pasted.title, pasted.tags, pasted.written_on, pasted.body) == (
        "바람",
        ("여행", "제주"),
        DAY,
        "본문",
    )


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("2024-04-30\n\nI stayed at the lab.", "", "I stayed at the lab."),
        ("2024년 4월 30일 화요일\n오늘은 좋았다.", "", "오늘은 좋았다."),
        ("April 30, 2024\n\nStay or go?\n\nI went home.", "Stay or go?", "I went home."),
        ("30 April 2024\nI went home.", "", "I went home."),
        ("고민\n2024. 4. 30.\n\n본문이다.", "고민", "본문이다."),
        ("# 2024. 4. 30. — 산책\n본문이다.", "산책", "본문이다."),
        ("날짜: 2024-04-30 21:10\n본문이다.", "", "본문이다."),
        ("## Stay or go?\n**2024/04/30**\n- one\n- two", "Stay or go?", "- one\n- two"),
        (
            "2024-04-30 산책을 했다. 길었다.\n그리고 돌아왔다.",
            "",
            "2024-04-30 산책을 했다. 길었다.\n그리고 돌아왔다.",
        ),
    ],
)
def test_plain_text_with_its_day_above(text: str, title: str, body: str) -> None:
    pasted = read(text)

    assert (pasted.title, pasted.body) == (title, body)
    assert (pasted.written_on, pasted.date_certain) == (DAY, True)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("어제, 2024년 4월 30일에 합격했다.", DAY),
        ("4월 30일의 일이다.", DAY),
        ("I heard on April 30 that they said no.", DAY),
        ("12월 3일에는 눈이 왔다.", date(2023, 12, 3)),
        ("24.4.30 화\n본문", DAY),
        ("No day here.", None),
        ("", None),
    ],
)
def test_a_day_within_words_is_not_certain_and_nothing_is_cut(text: str, day: date | None) -> None:
    pasted = read(text)

    assert (pasted.written_on, pasted.date_certain) == (day, False)
    assert (pasted.body, pasted.cut) == (text, ())


@pytest.mark.parametrize(
    "text", ["첫 문장이다.\n\n둘째 문장.", "- a\n\n- b", "하나\n둘\n셋", "just one line"]
)
def test_what_is_no_title_stays_in_the_body(text: str) -> None:
    assert (read(text).title, read(text).body) == ("", text)


def test_markdown_with_front_matter() -> None:
    pasted = read(
        "---\ntitle: Offer\ndate: 2024-04-30\ntags: [a, b]\nmood: 3\n---\n\n# Offer\nI have"
        " it.\n---\nend\n"
    )

    assert (pasted.title, pasted.written_on, pasted.date_certain) == ("Offer", DAY, True)
    assert (pasted.tags, pasted.body) == (("a", "b"), "# Offer\nI have it.\n---\nend")
    assert "mood: 3" in pasted.cut


def test_broken_front_matter_is_plain_text() -> None:
    text = "---\ntitle: [open\n---\nbody"

    assert read(text).body == text


def test_words_of_a_program_are_refused() -> None:
    with pytest.raises(EntryFormatError):
        read("---\nisAI: true\n---\nI am a program.")


PIECES = [
    *PAGE.splitlines(),
    *TAIL.splitlines(),
    "2024-04-30",
    "# 제목",
    "---",
    "a: b",
    "April 30, 2024 — x",
    "",
    "  ",
    "a\r",
]


@example("<H1\n반응형")
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=14).map("\n".join))
def test_never_a_word_lost(text: str) -> None:
    pasted = read(text)

    assert pasted.body in clean(text)
    lines = [line.strip() for line in clean(text).split("\n") if line.strip()]
    kept = [line.strip() for line in pasted.body.split("\n") if line.strip()]
    assert sorted((*kept, *pasted.cut)) == sorted(lines)


def test_the_source_of_a_page_becomes_its_words() -> None:
    samples = Path(__file__).parents[1] / "samples"
    post = read_paste((samples / "naver-html" / "post.html").read_text(), today=date(2025, 1, 1))
    bare = read_paste(
        "<p>첫 줄 <b>굵게</b></p><script>x()</script><p>둘째 줄</p>", today=date(2025, 1, 1)
    )

    assert (post.title, post.written_on, post.date_certain) == ("이직 고민", date(2024, 2, 3), True)
    assert post.body.startswith("팀장님이 또 바뀌었다.")
    assert (bare.title, bare.written_on, bare.body) == ("", None, "첫 줄 **굵게**\n\n둘째 줄")


def test_buttons_of_naver_may_stand_on_one_line() -> None:
    text = "일상\n떠나며\n지우 ・ 2023. 5. 6. 21:10\nURL 복사  이웃추가\n\n마지막 출근.\n"
    post = read_paste(text, today=date(2025, 1, 1))
    assert (post.title, post.written_on, post.body) == ("떠나며", date(2023, 5, 6), "마지막 출근.")


@pytest.mark.parametrize(
    ("text", "is_several"),
    [
        ("2023-09-01\n\n하나를 썼다.\n\n2023-09-04\n\n둘을 썼다.", True),
        ("Sep 1, 2023\n\nOne day.\n\nSep 4, 2023\n\nAnother.", True),
        ("2023-09-01\n\n하나를 썼다.", False),
        ("2023-09-01\n\n2023-09-04에 볼 면접을 준비했다.", False),
        ("I sent it on\n2023-09-01\nand again on\n2023-09-04\nto the same person.", False),
        ("---\ndate: 2023-09-01\n---\n2023-09-01\n\n하나.\n\n2023-09-04\n\n둘.", False),
        ("<p>2023-09-01</p><p>하나</p><p>2023-09-04</p><p>둘</p>", False),
        ("", False),
    ],
)
def test_whether_a_text_is_of_several_days(text: str, is_several: bool) -> None:
    assert holds_several_days(text) == is_several
