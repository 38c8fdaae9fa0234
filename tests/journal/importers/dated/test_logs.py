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
