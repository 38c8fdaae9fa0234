"""Lines of a log whose years have two digits divide it.

Each case is a small file of our own in the shape of a real one, imported as a person would.
"""

from __future__ import annotations

import pytest

from tests.journal.importers.bringing import Bring, at

TWO = ["2024-05-09T22:15", "2024-05-10T06:40"]


@pytest.mark.parametrize(
    "text",
    [
        "24.05.09 22:15 문을 닫았다.\n이어지는 줄\n24.05.10 06:40 다시 열었다.\n",
        "24.5.9 22:15 문을 닫았다.\n24.5.10 06:40 다시 열었다.\n",
        "[24.05.09 22:15] 문을 닫았다.\n[24.05.10 06:40] 다시 열었다.\n",
        "24-05-09 22:15 | 문을 닫았다.\n\n24-05-10 06:40 | 다시 열었다.\n",
        "24.05.09(목) 오후 10:15 문을 닫았다.\n24.05.10(금) 오전 6:40 다시 열었다.\n",
        "24/05/10 06:40 다시 열었다.\n24/05/09 22:15 문을 닫았다.\n",
        "24.05.09 22:15 closed the shop\nmore of it\n24.05.10 06:40 opened it again\n",
        "05/09/24 22:15 closed the shop\n05/10/24 06:40 opened it again\n",
        "24. 5. 9. 22:15 문을 닫았다.\n24. 5. 10. 06:40 다시 열었다.\n",
    ],
)
def test_a_log_with_short_years_is_divided(text: str, bring: Bring) -> None:
    entries = bring({"log.txt": text}).entries

    assert sorted(at(each)[:16] for each in entries) == TWO
    assert all(each.body and not each.body[0].isdecimal() for each in entries)


def test_what_stands_below_a_line_of_a_log_is_kept_with_it(bring: Bring) -> None:
    text = "24.05.09 22:15 문을 닫았다.\n이어지는 줄\n24.05.10 06:40 다시 열었다.\n"
    entries = sorted(bring({"log.txt": text}).entries, key=lambda each: each.written_on)
    assert "이어지는 줄" in entries[0].body
    assert "문을 닫았다." in entries[0].title + entries[0].body


@pytest.mark.parametrize(
    "text",
    [
        "24.05.09 22:15 문을 닫았다.\n그리고 잤다.\n",
        "24.05.10 06:40 하나\n24.05.09 22:15 둘\n24.05.11 07:00 셋\n",
        "24.05.09 원을 벌었다.\n24.05.10 원을 썼다.\n",
        "1.2.3 10:15 설치\n1.2.4 11:20 설치\n",
        "나의 기록\n24.05.09 22:15에 온 편지를 읽었다.\n24.05.10 06:40에 답했다.\n",
    ],
)
def test_what_is_no_log_is_not_divided(text: str, bring: Bring) -> None:
    assert len(bring({"log.txt": text}).entries) == 1


@pytest.mark.parametrize("name", ["log.txt", "log.md"])
@pytest.mark.parametrize(
    "above", ["나의 기록", "# 기록", "# Log\n\n가게를 연 뒤로 쓴다.", "나의 기록\n=========="]
)
@pytest.mark.parametrize(
    "lines",
    [
        "2024-05-09 22:15 문을 닫았다.\n2024-05-10 06:40 다시 열었다.\n",
        "[2024-05-09 22:15] 문을 닫았다.\n\n[2024-05-10 06:40] 다시 열었다.\n",
        "- 24.05.09 22:15 문을 닫았다.\n- 24.05.10 06:40 다시 열었다.\n",
        "2024년 5월 10일 오전 6:40 다시 열었다.\n\n2024년 5월 9일 오후 10:15 문을 닫았다.\n",
        "240509 22:15 문을 닫았다.\n240510 06:40 다시 열었다.\n",
    ],
)
def test_a_log_may_have_a_title_above_it(name: str, above: str, lines: str, bring: Bring) -> None:
    entries = bring({name: f"{above}\n\n{lines}"}).entries
    bodies = "\n".join(each.body for each in entries)

    assert sorted(at(each)[:16] for each in entries) == TWO
    assert sorted(each.title for each in entries) == ["다시 열었다.", "문을 닫았다."]
    assert all(words in bodies for words in (above.strip("=\n"), "문을 닫았다.", "다시 열었다."))


@pytest.mark.parametrize("name", ["log.txt", "log.md"])
@pytest.mark.parametrize("above", ["나의 기록\n", "# 기록\n\n"])
def test_notes_of_days_may_have_a_title_above_them(name: str, above: str, bring: Bring) -> None:
    text = f"{above}- 2024-05-09: 문을 닫았다.\n- 2024-05-10: 다시 열었다.\n"
    entries = bring({name: text}).entries

    assert [each.written_on.isoformat() for each in entries] == ["2024-05-09", "2024-05-10"]
    assert [each.title for each in entries] == ["문을 닫았다.", "다시 열었다."]


def test_a_log_of_six_digits_is_divided(bring: Bring) -> None:
    text = "240509 22:15 문을 닫았다.\n이어지는 줄\n240510 06:40 다시 열었다.\n"
    assert [at(each)[:16] for each in bring({"log.txt": text}).entries] == TWO


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "text",
    [
        "서버가 죽었다.\n\n2024-05-09 22:15:01 ERROR a\n2024-05-09 22:15:02 ERROR b\n",
        "그날을 적는다.\n2024-05-09 22:15 문을 닫았다.\n2024-05-10 06:40 다시 열었다.\n",
        "# 계획\n\n정리했다.\n\n- 2024-05-09: 면접\n- 2024-05-20: 발표\n",
        "# 기억\n\n2024-05-09 22:15 하나\n\n2021-01-02 10:00 둘\n\n2022-03-04 11:00 셋\n",
        "# 이력\n\n2019-03-01 - 2021-05-06 첫 가게\n\n2021-05-07 - 지금 둘째 가게\n",
        "# 옮김\n\n> 2024-05-09 22:15 하나\n> 2024-05-10 06:40 둘\n\n내 말.\n",
        "> 2024-05-09 22:15 하나\n> 2024-05-10 06:40 둘\n\n내 말.\n",
        "# 코드\n\n```\n2024-05-09 22:15 a\n2024-05-10 22:15 b\n```\n",
        "# 편지\n\n2024-05-09 22:15에 온 편지를 읽었다.\n\n2024-05-10 06:40에 답했다.\n",
    ],
)
def test_dated_lines_below_words_are_not_always_a_log(name: str, text: str, bring: Bring) -> None:
    assert len(bring({name: text}).entries) == 1


@pytest.mark.parametrize("name", ["2024-05-12.txt", "2024-05-12.md"])
def test_a_name_that_tells_the_day_keeps_dated_lines_together(name: str, bring: Bring) -> None:
    text = "되짚는다.\n\n2024-05-09 22:15 문을 닫았다.\n2024-05-10 06:40 다시 열었다.\n"
    assert bring({name: text}).one.written_on.isoformat() == "2024-05-12"
