"""Dates in the names of files and folders, and names that only look as if they held one."""

from __future__ import annotations

from datetime import date

import pytest

from language.dates.names import find_in_path, title_in_path


@pytest.mark.parametrize(
    ("path", "day", "title"),
    [
        ("journal_2024_March_05.txt", (2024, 3, 5), "journal"),
        ("2024-W10.md", (2024, 3, 4), ""),
        ("2024-W10-2.md", (2024, 3, 5), ""),
        ("2024W102.md", (2024, 3, 5), ""),
        ("2024-065.md", (2024, 3, 5), ""),
        ("2024/2024-03/Tue 5.md", (2024, 3, 5), ""),
        ("Daily notes/2019/Q1/Jan/12.md", (2019, 1, 12), ""),
        ("2019/Q1/Jan/12.md", (2019, 1, 12), ""),
        ("5월 10일 2024.md", (2024, 5, 10), ""),
        ("2024/3월/5 (화).md", (2024, 3, 5), ""),
        ("2024-03-05T23_30_00Z meeting.md", (2024, 3, 5), "meeting"),
        ("2024-03-05 Tuesday.md", (2024, 3, 5), ""),
        ("2024-03-05 화요일.md", (2024, 3, 5), ""),
        ("March 5th, 2024.md", (2024, 3, 5), ""),
        ("25.03.2024.md", (2024, 3, 25), ""),
        ("240305_230115.md", (2024, 3, 5), ""),
        ("New Recording 2024-03-05.txt", (2024, 3, 5), "New Recording"),
        ("Screenshot 2024-03-05 at 11.30.00 PM.md", (2024, 3, 5), "Screenshot"),
        ("스크린샷 2024-03-05 오후 11.30.00.md", (2024, 3, 5), "스크린샷"),
        ("Screen Shot 2024-03-05 at 9.05.07 AM.md", (2024, 3, 5), "Screen Shot"),
        ("'24.3.5.md", (2024, 3, 5), ""),
        ("24년 3월 5일.md", (2024, 3, 5), ""),
        ("2024/3.5(화).md", (2024, 3, 5), ""),
        ("2024/3.5 (화) 면담.md", (2024, 3, 5), "면담"),
        ("2024/3월 5일 화요일.md", (2024, 3, 5), ""),
        ("2024년/03월/05일.md", (2024, 3, 5), ""),
        ("2024/03/05 (Tue).md", (2024, 3, 5), ""),
        ("2024/March/05.md", (2024, 3, 5), ""),
        ("2024/03 March/05 Tuesday.md", (2024, 3, 5), ""),
        ("March 2024/5.md", (2024, 3, 5), ""),
        ("2024년 3월/5일(화).md", (2024, 3, 5), ""),
        ("2024/1분기/3월/5일.md", (2024, 3, 5), ""),
        ("2024/Q1/2024-03-05.md", (2024, 3, 5), ""),
        ("2024/W10/2024-W10-2.md", (2024, 3, 5), ""),
        ("05Mar2024.md", (2024, 3, 5), ""),
        ("5-Mar-2024 call.md", (2024, 3, 5), "call"),
        ("Mar-05-2024.md", (2024, 3, 5), ""),
        ("2024Mar05.md", (2024, 3, 5), ""),
        ("2024.Mar.05 x.md", (2024, 3, 5), "x"),
        ("WhatsApp Image 2024-03-05 at 23.15.00.md", (2024, 3, 5), "WhatsApp Image"),
        ("20240305T2315 zettel.md", (2024, 3, 5), "zettel"),
        ("202403052315 zettel.md", (2024, 3, 5), "zettel"),
        ("2024-03-05_23-15-00.md", (2024, 3, 5), ""),
        ("2024-03-05 23h15.md", (2024, 3, 5), ""),
        ("diary-2024-3-5.md", (2024, 3, 5), "diary"),
        ("일기(2024.3.5).md", (2024, 3, 5), "일기"),
        ("일기[240305].md", (2024, 3, 5), "일기"),
        ("일기 '24.03.05.md", (2024, 3, 5), "일기"),
        ("20240305(화) 면접.md", (2024, 3, 5), "면접"),
        ("2024.03.05.화.md", (2024, 3, 5), ""),
        ("2024年3月5日.md", (2024, 3, 5), ""),
        ("2024年03月05日 日記.md", (2024, 3, 5), "日記"),
        ("5 mars 2024.md", (2024, 3, 5), ""),
        ("5. März 2024.md", (2024, 3, 5), ""),
        ("2024‑03‑05.md", (2024, 3, 5), ""),
        ("２０２４-０３-０５.md", (2024, 3, 5), ""),
        ("5 de março de 2024.md", (2024, 3, 5), ""),
        ("2024-12-31 Tuesday.md", (2024, 12, 31), ""),
        ("Tue, Mar 5 2024.md", (2024, 3, 5), ""),
        ("Daily/2024/03-March/2024-03-05-Tuesday.md", (2024, 3, 5), ""),
        ("2024-03-05 2024 목표.md", (2024, 3, 5), "2024 목표"),
        ("1970-01-01.md", (1970, 1, 1), ""),
        ("Journal/2024/2024-03/2024-03-05.md", (2024, 3, 5), ""),
        ("2024-03-05T233000+0900 memo.md", (2024, 3, 5), "memo"),
        ("2024-03-05_Tue.md", (2024, 3, 5), ""),
        ("Tue 2024-03-05.md", (2024, 3, 5), ""),
        ("[2024.03.05] 회고.md", (2024, 3, 5), "회고"),
        ("2024/12/2024-12-25 성탄.md", (2024, 12, 25), "성탄"),
        ("2024/05-10.txt", (2024, 5, 10), ""),
        ("2024/0305.md", (2024, 3, 5), ""),
        ("2024/3-5.md", (2024, 3, 5), ""),
    ],
)
def test_a_day_and_the_words_beside_it(path: str, day: tuple[int, int, int], title: str) -> None:
    found = find_in_path(path)

    assert found is not None
    assert (found.day, title_in_path(path)) == (date(*day), title)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("회의록_24.03.05(화)_v3_최종.md", (2024, 3, 5)),
        ("2024W10.md", (2024, 3, 4)),
        ("05.03.2024.md", (2024, 3, 5)),
        ("Samsung Notes_240305_230115.txt", (2024, 3, 5)),
        ("2024 March/Tuesday 5.md", (2024, 3, 5)),
        ("IMG_20240305_231500.md", (2024, 3, 5)),
        ("PXL_20240305_141500123.md", (2024, 3, 5)),
        ("KakaoTalk_20240305_2315.txt", (2024, 3, 5)),
        ("VID-20240305-WA0001.md", (2024, 3, 5)),
        ("D2024-03-05.md", (2024, 3, 5)),
        ("diary20240305.md", (2024, 3, 5)),
        ("2024.03.05_화_면접.md", (2024, 3, 5)),
        ("2024-03-05 (1).md", (2024, 3, 5)),
        ("2024-03-05 2.md", (2024, 3, 5)),
        ("01 2024-03-05 kickoff.md", (2024, 3, 5)),
        ("001_2024-03-05_a.md", (2024, 3, 5)),
        ("Dienstag, 5. März 2024.md", (2024, 3, 5)),
        ("mardi 5 mars 2024.md", (2024, 3, 5)),
        ("2024-03-05T23-30-00+09-00.md", (2024, 3, 5)),
        ("Memo 2024. 3. 5. 오후 11:30.txt", (2024, 3, 5)),
        ("Note - 5 Mar 2024.md", (2024, 3, 5)),
        ("화 240305 회고.md", (2024, 3, 5)),
        ("【2024-03-05】회고.md", (2024, 3, 5)),
        ("2024-03-05-2024-03-07 부산.md", (2024, 3, 5)),
        ("2024/03/0305.md", (2024, 3, 5)),
        ("2024-0305-01 계약.md", (2024, 3, 5)),
    ],
)
def test_a_day_among_other_things(path: str, day: tuple[int, int, int]) -> None:
    found = find_in_path(path)

    assert found is not None
    assert found.day == date(*day)


@pytest.mark.parametrize(
    "path",
    [
        "010-2024-0305 phone.md",
        "v2.3.5 release notes.md",
        "release-24.3.5-notes.md",
        "1644-1225 고객센터.md",
        "02-2024-0305.md",
        "+82-10-2024-0305.md",
        "iso-27001-2022 notes.md",
        "IEC 62304-1-1-2015.md",
        "ISO 8601-1-2019.md",
        "192.168.10.24.md",
        "10.1.12.24 server.md",
        "경기 24-3-5.md",
        "Lakers 24-3-5.md",
        "2024-1학기.md",
        "2024-1학기 3-105.md",
        "2024-1 3주차.md",
        "2024 5 10km.md",
        "3-105.md",
        "2024/3-105.md",
        "2024-13-45.md",
        "2020-2021/20.md",
        "2024/5/index.md",
        "제목 없음 3.5.md",
        "12.500.000.md",
        "order 20240399.md",
        "ticket 12345678.md",
        "2024 goals.md",
        "2024-03.md",
        "2024년 3월.md",
        "2024-2025 계획.md",
        "ISBN 978-89-2024-03-5.md",
        "A4 210x297.md",
        "1920x1080.md",
        "24시간 3교대 5일.md",
        "python 3.11.5.md",
        "Ubuntu 22.04.3.md",
        "macOS 10.15.7.md",
        "chapter 3-5.md",
        "2024/1-2 강의.md",
        "2024-366일.md",
        "2023-366.md",
        "case 2024-065.md",
        "2024-W54.md",
        "W10.md",
        "room 2024-W10B.md",
        "123-45-67890.md",
        "900305-1234567.md",
        "score 3-2-1.md",
        "매출 1.2.24억.md",
        "2024 1 2차 면접.md",
        "tel 1588-1225.md",
        "seat 5-12-2024A.md",
    ],
)
def test_what_is_no_date(path: str) -> None:
    assert find_in_path(path) is None


@pytest.mark.parametrize(
    ("path", "moment"),
    [
        ("2024-03-05T23_30_00Z meeting.md", "2024-03-05T23:30:00+00:00"),
        ("240305_230115.md", "2024-03-05T23:01:15"),
        ("Screenshot 2024-03-05 at 11.30.00 PM.md", "2024-03-05T23:30:00"),
        ("스크린샷 2024-03-05 오후 11.30.00.md", "2024-03-05T23:30:00"),
        ("2024-03-05T23-30-00+09-00.md", "2024-03-05T23:30:00+09:00"),
        ("2024-03-05 2024 plans.md", ""),
        ("2024-03-05 12 things.md", ""),
    ],
)
def test_the_time_in_a_name(path: str, moment: str) -> None:
    found = find_in_path(path)

    assert found is not None
    assert (found.at.isoformat() if found.at else "") == moment


def test_a_day_of_the_week_proves_the_order() -> None:
    march = find_in_path("3-4-2024 (Mon).md")
    april = find_in_path("3-4-2024 (Wed).md")

    assert march is not None
    assert april is not None
    assert (march.day, march.assumed) == (date(2024, 3, 4), "")
    assert (april.day, april.assumed) == (date(2024, 4, 3), "")


def test_a_day_of_the_week_that_does_not_fit_proves_nothing() -> None:
    assert find_in_path("2024/3.5(월).md") is None
    assert find_in_path("Lakers 24-3-5 (Mon).md") is None
