"""KakaoTalk: only the words of "I", in every shape in which its apps write a chat."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from journal.entry import Entry
from journal.importers import IMPORTERS
from journal.importers.base import How
from journal.importers.kakaotalk import KakaoTalkImporter
from journal.importing.run import Importing, import_entries
from journal.problems import ImportProblem
from journal.store import EntryStore

PC_KO = """스터디 님과 카카오톡 대화
저장한 날짜 : 2024-05-12 21:30:11

--------------- 2024년 5월 10일 금요일 ---------------
[김 부장] [오후 10:11] 이력서 봤어요
[[대학원] 이도윤] [오후 10:12] 감사합니다
둘째 줄도 제 말입니다
이도윤님이 최유나님을 초대했습니다.
[최유나] [오후 10:13] 안녕하세요
저도 왔어요
--------------- 2024년 5월 11일 토요일 ---------------
[[대학원] 이도윤] [오전 12:01] 사진
[[대학원] 이도윤] [오전 12:02] 아직 못 자고 있다
"""
PC_EN = """KakaoTalk Chats with Study
Date Saved : 2024-05-12 21:30:11

--------------- Friday, May 10, 2024 ---------------
[Dana] [10:11 PM] How did it go?
[Min, Lee] [10:12 PM] Better than I feared
Dana left this chatroom.
[Min, Lee] [10:13 PM] Photo
"""
PHONE_EN = """Dana chat
Date Saved : May 12, 2024 at 21:30

Friday, May 10, 2024
May 10, 2024 at 22:11, Dana : How did it go?
May 10, 2024 at 22:12, Min, Lee : Better than: I feared
and a second line
May 10, 2024 at 22:13: Dana invited Sam.
May 10, 2024 at 22:14, Sam : hello
"""
PHONE_EN_12 = """KakaoTalk Chats with Dana
Date Saved : May 12, 2024 9:30 PM

May 10, 2024, 10:11 PM, Dana : How did it go?
May 10, 2024, 10:12 PM, Min, Lee : Better than I feared
"""
MAC = """Date,User,Message
2024-05-10 22:11:05,"Dana","How did it go?"
2024-05-10 22:12:09,"Min, Lee","Better than ""I"" feared
and a second line"
2024-05-11 08:00:00,"Min, Lee","Photo"
"""
SHAPES = {
    "pc-ko.txt": (PC_KO, "[대학원] 이도윤", "감사합니다\n둘째 줄도 제 말입니다"),
    "pc-en.txt": (PC_EN, "Min, Lee", "Better than I feared"),
    "phone-en.txt": (PHONE_EN, "Min, Lee", "Better than: I feared\nand a second line"),
    "phone-en-12.txt": (PHONE_EN_12, "Min, Lee", "Better than I feared"),
    "KakaoTalk_Chat_Dana_2024-05-12-21-30-00.csv": (
        MAC,
        "Min, Lee",
        'Better than "I" feared\nand a second line',
    ),
}


def read(path: Path, *me: str) -> tuple[list[Entry], list[ImportProblem]]:
    items = list(KakaoTalkImporter().read(path, How(me=me)))
    return (
        [item for item in items if isinstance(item, Entry)],
        [item for item in items if isinstance(item, ImportProblem)],
    )


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_is_known_and_asks_who_i_is(name: str, tmp_path: Path) -> None:
    text, me, _ = SHAPES[name]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")

    importer = next(each for each in IMPORTERS if each.recognises(path))
    entries, problems = read(path)

    assert importer.name == "kakaotalk"
    assert not entries
    assert [problem.key for problem in problems] == ["import.who_is_me"]
    assert me in problems[0].message
    with Importing([path], EntryStore(tmp_path / "journal")) as importing:
        assert me in importing.look().speakers
        assert importing.look(How(me=(me,))).speakers == ()


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949", "utf-16"])
def test_only_my_words_come_in(name: str, line_end: str, encoding: str, tmp_path: Path) -> None:
    text, me, said = SHAPES[name]
    path = tmp_path / name
    path.write_bytes(text.replace("\n", line_end).encode(encoding))

    entries, _ = read(path, me)

    assert entries[0].written_on == date(2024, 5, 10)
    assert entries[0].written_at is not None
    assert entries[0].written_at.replace(second=0) == datetime(2024, 5, 10, 22, 12)
    assert entries[0].body == said
    everything = "\n".join(entry.body for entry in entries)
    assert not any(
        word in everything
        for word in ("이력서", "안녕하세요", "저도 왔어요", "초대", "How did", "hello", "left this")
    )


def test_androids_text_that_is_called_a_mail_is_a_chat(tmp_path: Path) -> None:
    path = tmp_path / "대화.eml"
    path.write_bytes(
        "박서준 님과 카카오톡 대화\r\n저장한 날짜 : 2024년 5월 12일 오후 9:30\n\r\n\r\n"
        "2024년 5월 10일 오후 5:23\r\n2024년 5월 10일 오후 5:23, 박서준 : 안녕하세요\r\n"
        "2024년 5월 10일 오후 5:24, 회원님 : 한 줄\n두 줄\r\n".encode()
    )

    assert next(each for each in IMPORTERS if each.recognises(path)).name == "kakaotalk"
    assert read(path)[0][0].body == "한 줄\n두 줄"


def test_a_name_that_is_not_there_asks_again(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text(PC_KO, encoding="utf-8")

    entries, problems = read(path, "누구")

    assert not entries
    assert problems[0].key == "import.who_is_me"


def test_a_chat_in_which_one_name_speaks_is_not_taken_for_ones_own(tmp_path: Path) -> None:
    """A bank that sends notices is alone in its chat, too."""
    path = tmp_path / "chat.txt"
    path.write_text(
        "새벽은행 님과 카카오톡 대화\n저장한 날짜 : 2024-05-12 21:30:11\n\n"
        "--------------- 2024년 5월 10일 금요일 ---------------\n"
        "[새벽은행] [오후 10:11] 대출 심사 결과를 알려 드립니다\n",
        encoding="utf-8",
    )

    assert read(path)[0] == []
    assert len(read(path, "새벽은행")[0]) == 1


def test_each_day_of_a_pc_in_english_is_a_day(tmp_path: Path) -> None:
    """The longest names of days and months, too: a rule that is not seen gives its words to the day
    before."""
    days = [date(2024, month, 1) + timedelta(days=month) for month in range(1, 13)]
    path = tmp_path / "chat.txt"
    path.write_text(
        "KakaoTalk Chats with My Chatroom\nDate Saved : 2024-12-31 21:30:11\n\n"
        + "".join(
            f"--------------- {day:%A, %B} {day.day}, {day.year} ---------------\n"
            f"[Min] [9:10 PM] word {day.month}\n"
            for day in days
        ),
        encoding="utf-8",
    )

    entries, problems = read(path)

    assert not problems
    assert [(each.written_on, each.body) for each in entries] == [
        (day, f"word {day.month}") for day in days
    ]


def test_several_names_are_all_mine(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text(PC_KO, encoding="utf-8")

    entries, _ = read(path, "[대학원] 이도윤", "최유나")

    assert entries[0].body == "감사합니다\n둘째 줄도 제 말입니다\n안녕하세요\n저도 왔어요"


def test_a_longer_export_of_the_same_chat_changes_its_last_day_and_adds_the_next(
    tmp_path: Path,
) -> None:
    store, path, me = EntryStore(tmp_path / "journal"), tmp_path / "chat.txt", How(me=("나",))
    first = (
        "스터디 님과 카카오톡 대화\n저장한 날짜 : 2024-05-12 21:30:11\n\n"
        "--------------- 2024년 5월 10일 금요일 ---------------\n[나] [오후 10:11] 하나\n"
    )
    path.write_text(first, encoding="utf-8")
    import_entries(path, store, how=me)
    path.write_text(
        f"{first}[나] [오후 10:12] 둘\n"
        "--------------- 2024년 5월 11일 토요일 ---------------\n[나] [오후 10:11] 셋\n",
        encoding="utf-8",
    )

    report = import_entries(path, store, how=me)

    assert (report.added, report.updated) == (1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-10 09:00 회의에서 할 말을 적었다\n2024-05-11 09:00 다시 적었다\n",
        "2024년 5월 10일\n\n오늘은 카카오톡 대화를 정리했다.\n",
        "[2024-05-10 22:11] Better than I feared.\n",
    ],
)
def test_a_diary_is_no_chat(text: str, tmp_path: Path) -> None:
    path = tmp_path / "diary.txt"
    path.write_text(text, encoding="utf-8")

    assert not KakaoTalkImporter().recognises(path)


def on_pc(*lines: str, day: str = "2024년 5월 10일 금요일") -> str:
    return (
        "스터디 님과 카카오톡 대화\n저장한 날짜 : 2024-05-12 21:30:11\n\n"
        f"--------------- {day} ---------------\n" + "\n".join(lines) + "\n"
    )


def counts(problems: list[ImportProblem]) -> dict[str, object]:
    return {problem.key: problem.values["count"] for problem in problems}


@pytest.mark.parametrize(
    "line",
    [
        "보이스톡 해요",
        "페이스톡 취소",
        "보이스톡 3:21",
        "통화시간 12:03",
        "샵검색: #이직 면접",
        "지도: 서울 마포구 어디로 1",
        "지도: 새벽빌딩\n서울 마포구 어디로 1\nhttps://maps.example/1",
        "사진 3장",
        "동영상",
        "이모티콘",
        "삭제된 메시지입니다.",
        "파일: 이력서.pdf",
        "File: cv.pdf",
        "Voice Call 3:21",
        "Emoticons",
    ],
)
def test_what_the_program_writes_for_me_is_left_out_and_counted(line: str, tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text(on_pc(f"[나] [오후 10:11] {line}", "[나] [오후 10:12] 내 말"), encoding="utf-8")

    entries, problems = read(path, "나")

    assert [entry.body for entry in entries] == ["내 말"]
    assert counts(problems) == {"import.without_words": 1}


@pytest.mark.parametrize(
    "line",
    [
        "사진 찍으러 가자",
        "동영상\n보고 나서 마음이 바뀌었다",
        "지도: 여기서 보자\n나는 여섯 시에 간다",
        "보이스톡 말고 만나서 얘기하자",
        "통화시간 내 줘서 고마워",
        "---------- 나의 결심 ----------\n떠난다",
        "파일: 이름을 정하는 법을 배웠다",
        "전달: 팀장은 남으라고 했다",
        "2024년 내가 다시 만난 월요일",
    ],
)
def test_my_words_that_hold_such_a_word_stay(line: str, tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text(on_pc(f"[나] [오후 10:11] {line}"), encoding="utf-8")

    entries, problems = read(path, "나")

    assert [entry.body for entry in entries] == [line]
    assert not problems


def test_a_message_that_was_passed_on_is_another_s(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    lines = ("[나] [오후 10:11] [전달]", "나는 회사를 사랑한다", "[나] [오후 10:12] 이걸 보래")
    path.write_text(on_pc(*lines), encoding="utf-8")

    entries, problems = read(path, "나")

    assert [entry.body for entry in entries] == ["이걸 보래"]
    assert counts(problems) == {"import.others_words": 1}


def test_what_stands_under_a_day_of_no_calendar_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    said = ("[나] [오후 10:11] 하나", "[너] [오후 10:11] 둘", "[나] [오후 10:12] 셋")
    whole = on_pc("[나] [오후 9:00] 넷")
    path.write_text(
        whole + "\n".join(("--------------- 2024년 5월 32일 금요일 ---------------", *said)),
        encoding="utf-8",
    )

    entries, problems = read(path, "나")

    assert [entry.body for entry in entries] == ["넷"]
    assert counts(problems) == {"import.no_day": 2}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "chat.txt",
            "너 님과 카카오톡 대화\n저장한 날짜 : 2024. 5. 12. 오후 9:30\n\n"
            "2024년 5월 10일 금요일\n2024. 5. 10. 오후 9:00, 나 : 넷\n"
            "2024년 5월 32일 토요일\n2024. 5. 32. 오후 9:00, 나 : 하나\n",
        ),
        (
            "KakaoTalk_Chat_너_2024-05-12-21-30-00.csv",
            'Date,User,Message\n2024-05-10 21:00:00,"나","넷"\n2024-05-32 21:00:00,"나","하나"\n',
        ),
        (
            "KakaoTalk_Chat_너_2024-05-12-21-30-00.csv",
            'Date,User,Message\n2024-05-10 21:00:00,"나","넷"\nyesterday,"나","하나"\n',
        ),
    ],
)
def test_such_a_day_is_counted_in_every_shape(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")

    entries, problems = read(path, "나")

    assert [entry.body for entry in entries] == ["넷"]
    assert counts(problems) == {"import.no_day": 1}


def test_a_line_of_a_pc_that_i_pasted_on_a_phone_is_mine(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text(
        "너 님과 카카오톡 대화\n저장한 날짜 : 2024. 5. 12. 오후 9:30\n\n"
        "2024. 5. 10. 오후 9:00, 나 : 그때 이렇게 적었다\n[나] [오후 3:00] 떠난다\n",
        encoding="utf-8",
    )

    assert [entry.body for entry in read(path, "나")[0]] == [
        "그때 이렇게 적었다\n[나] [오후 3:00] 떠난다"
    ]
