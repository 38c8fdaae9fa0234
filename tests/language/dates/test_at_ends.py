"""Dates that stand plainly at the end or the beginning of titles, headings and first lines."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from language.dates.placed.heads import find_in_head
from language.dates.placed.titles import read_title

DAY = date(2024, 5, 10)


@pytest.mark.parametrize(
    "text",
    [
        "돌아보기 (24.05.10)",
        "돌아보기 (24.5.10)",
        "돌아보기 (24. 5. 10.)",
        "돌아보기 (24.05.10 금)",
        "돌아보기(24.05.10)",
        "돌아보기 [24-05-10]",
        "Retro (24.05.10)",
        "Retro (24/05/10)",
        "Retro (24.5.10 Fri)",
        "월간 기록 (2024.05.10)",
        "월간 기록 【2024년 5월 10일】",
        "Retro [May 10, 2024]",
        "WIL 240510",
        "WIL (240510)",
        "WIL [240510]",
        "WIL - 240510",
        "일기 240510(금)",
        "240510 WIL",
        "240510 - WIL",
        "240510: 긴 하루",
        "[240510] 긴 하루",
        "[24.05.10] 긴 하루",
        "(24-05-10) Long day",
        "240510",
        "돌아보기 24.05.10",
        "돌아보기 24. 5. 10",
        "돌아보기 24.05.10(금)",
        "Retro 24/05/10",
        "돌아보기 - 24-05-10",
        "24.05.10 돌아보기",
        "24-05-10 - Long day",
    ],
)
def test_a_plain_date_is_read_in_titles_headings_and_first_lines(text: str) -> None:
    below = "\n\n오늘은 일찍 나섰다."
    found = [read_title(text), find_in_head(f"# {text}{below}"), find_in_head(f"{text}{below}")]
    assert [when and when.day for when in found] == [DAY] * 3


def test_the_time_in_the_brackets_is_kept() -> None:
    when = read_title("긴 하루 (24.05.10 21:30)")
    assert when is not None
    assert when.at == datetime(2024, 5, 10, 21, 30)


def test_what_only_two_digits_tell_is_assumed() -> None:
    when = read_title("WIL 240510")
    assert when is not None
    assert when.assumed == "short"


@pytest.mark.parametrize(
    "text",
    [
        "PR 240510",
        "PR (240510)",
        "PR #240510",
        "#240510 고치기",
        "이슈 번호 240510",
        "인증번호: 240510",
        "Order no. 240510",
        "JIRA-240510",
        "v240510",
        "010 240510",
        "전화 02-240510",
        "240510원",
        "240510 원을 아꼈다",
        "240510 won",
        "240510 steps",
        "240510,000",
        "240510-1234567",
        "가격 240510",
        "모은 돈 240,510",
        "Release (1.2.3)",
        "docker (20.10.5)",
        "20.10.5 docker",
        "docker 20.10.5",
        "docker 20.10.5 설치",
        "docker (20.10.5) 설치",
        "Ubuntu (22.04.3)",
        "WIL 241310",
        "WIL 950510",
        "WIL 240510 다시",
        "점수 (3-4-5)",
        "점수 10-5-3",
        "docker 20.10.17",
        "docker 20.10.17 설치",
        "설치한 docker 20.10.17",
        "버전 20.10.17",
        "주소 10.0.0.1",
        "물가 12.5.3 상승",
        "읽은 책 (12)",
    ],
)
def test_a_version_a_price_or_a_number_is_no_date(text: str) -> None:
    found = [read_title(text), find_in_head(f"# {text}\n\n말."), find_in_head(f"{text}\n\n말.")]
    assert found == [None] * 3


@pytest.mark.parametrize(
    "text",
    [
        "여기까지 읽었다. 다음은 나중에 (24.05.10)",
        "- 계약서 (24.05.10)",
        "어제 받은 편지를 오늘에야 뜯어 보았는데 그 안에는 옛 사진이 여러 장 있었고 뒤에 240510",
    ],
)
def test_a_sentence_or_an_item_is_no_title(text: str) -> None:
    assert find_in_head(f"{text}\n\n말.") is None
