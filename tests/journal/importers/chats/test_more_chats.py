"""LINE and Telegram: only the words of "I"; chats of other programs are named and never taken."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from journal.importers.base import How
from tests.journal.importers.bringing import Bring

ME = How(me=("Sora",))
LINE = {
    "[LINE] Dana.txt": "[LINE] Dana님과의 대화\n저장한 날짜: 2025/01/03 21:00\n\n"
    "2024.12.31 화요일\n"
    '오후 11:57\tDana님이 스티커를 선물했습니다.\n오후 11:58\tDana\t"Will you go?\nThink of me"\n'
    '오후 11:59\tSora\t"In June: yes\n\nand no ""later"""\n오후 11:59\tSora\t[사진]\n',
    "line.txt": "[LINE] Chat history with Dana\nSaved on: 01/03/2025, 21:00\n\nTue, 12/31/2024\n"
    '11:58 PM\tDana\tWill you go?\n11:59 PM\tSora\t"In June: yes\n\nand no ""later"""\n'
    "11:59 PM\tSora\t☎ Call time 1:23\n",
    "トーク.txt": "[LINE] Danaとのトーク履歴\n保存日時：2025/01/03 21:00\n\n2024/12/31(火)\n"
    '23:58\tDana\tWill you go?\n23:59\tSora\t"In June: yes\n\nand no ""later"""\n'
    "23:59\tSora\t[スタンプ]\n",
}


@pytest.mark.parametrize("name", LINE)
def test_of_a_line_chat_only_my_words_come_in(name: str, bring: Bring) -> None:
    asked = bring({name: LINE[name]})
    brought = bring({name: LINE[name]}, ME)

    assert not asked.entries
    assert asked.preview.speakers == ("Sora", "Dana")
    assert brought.one.body == 'In June: yes\n\nand no "later"'
    assert brought.one.written_at == datetime(2024, 12, 31, 23, 59)
    assert brought.told() == [("import.without_words", 1)]


def test_a_date_within_a_message_begins_no_day(bring: Bring) -> None:
    text = LINE["line.txt"].replace("and no", "12/31/2023\nand no")

    assert "12/31/2023\nand no" in bring({"line.txt": text}, ME).one.body


@pytest.mark.parametrize("name", LINE)
def test_days_of_line_need_no_empty_line_between_them(name: str, bring: Bring) -> None:
    lines = {
        "[LINE] Dana.txt": "2025.01.02 목요일\n오전 9:10\tSora\tNext day\n",
        "line.txt": "Thu, 01/02/2025\n9:10 AM\tSora\tNext day\n",
        "トーク.txt": "2025/01/02(木)\n9:10\tSora\tNext day\n",
    }
    first, second = bring({name: LINE[name] + lines[name]}, ME).entries

    assert first.body == 'In June: yes\n\nand no "later"'
    assert (second.body, second.written_at) == ("Next day", datetime(2025, 1, 2, 9, 10))


def test_a_date_at_the_end_of_a_message_begins_no_day(bring: Bring) -> None:
    text = (
        LINE["[LINE] Dana.txt"] + "오후 11:59\tSora\tWhen?\n2025.01.02 어때\n오후 11:59\tDana\tOk\n"
    )
    assert bring({"line.txt": text}, ME).one.body.endswith("When?\n2025.01.02 어때")


def message(number: int, **more: object) -> dict[str, object]:
    said = {"id": number, "type": "message", "date": f"2024-12-31T23:58:{number:02}"}
    return said | {"from": "Sora", "from_id": "user7", "text": "words"} | more


MESSAGES = [
    message(1, **{"from": "Dana", "from_id": "user8", "text": "Will you go?"}),
    message(2, text=["In June, ", {"type": "link", "text": "example.org"}, " says"]),
    message(3, text="I love this firm", forwarded_from="Dana"),
    message(4, text="", photo="photos/1.jpg"),
    message(5, text="Tap here", via_bot="@maker"),
    {"id": 6, "type": "service", "date": "2024-12-31T23:58:06", "actor": "Sora", "text": ""},
    message(7, text="Not later", date="2025-01-01T08:00:00"),
]
CHAT = {"name": "Dana", "type": "personal_chat", "id": 5, "messages": MESSAGES}


@pytest.mark.parametrize("indent", [None, 1])
def test_of_a_telegram_chat_only_my_words_come_in(indent: int | None, bring: Bring) -> None:
    files = {"result.json": json.dumps(CHAT, indent=indent)}

    asked = bring(files)
    brought = bring(files, ME)

    assert not asked.entries
    assert asked.preview.speakers == ("Sora", "Dana")
    assert sorted((entry.written_on, entry.body) for entry in brought.entries) == [
        (date(2024, 12, 31), "In June, example.org says"),
        (date(2025, 1, 1), "Not later"),
    ]
    assert sorted(brought.told()) == [("import.others_words", 2), ("import.without_words", 1)]


@pytest.mark.parametrize("kind", ["blockquote", "expandable_blockquote"])
@pytest.mark.parametrize(
    ("pieces", "mine"),
    [
        ([{"text": "Will you go?"}, "In June."], "In June."),
        (
            ["So:", {"text": "Will you go?"}, "In ", {"type": "bold", "text": "June."}],
            "So:\nIn June.",
        ),
        (["So:\n\n\nyes\n", {"text": "Will you go?"}, "In June."], "So:\n\n\nyes\nIn June."),
    ],
)
def test_what_a_message_quotes_is_left_out_of_it(
    kind: str, pieces: list[object], mine: str, bring: Bring
) -> None:
    text = [{"type": kind} | each if isinstance(each, dict) else each for each in pieces]
    only = message(2, text=[{"type": kind, "text": "Will you go?"}])
    chat = CHAT | {"messages": [message(1, text=text), only]}

    brought = bring({"result.json": json.dumps(chat)}, ME)

    assert brought.one.body == mine
    assert brought.told() == [("import.others_words", 2)]


def test_the_export_of_an_account_says_who_i_am(bring: Bring) -> None:
    other = CHAT | {"id": 6, "messages": [message(1, text="Elsewhere")]}
    account = {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 7, "first_name": "Sora"},
        "chats": {"about": "All chats", "list": [CHAT, other]},
    }

    brought = bring({"result.json": json.dumps(account)})

    assert len(brought.entries) == 3
    assert not brought.preview.speakers


FOREIGN = {
    "messages.html": "<!DOCTYPE html><html><head><title>Exported Data</title></head><body>"
    '<div class="page_wrap"><div class="from_name">Dana</div><div class="text">Go!</div></div>'
    "</body></html>",
    "general.html": "<!DOCTYPE html><html><head><title>Team - general</title></head><body>"
    '<div class="chatlog"><div class="chatlog__message">Go!</div></div></body></html>',
    "message_1.html": "<html><head><title>Dana</title></head><body><div>Go!</div></body></html>",
    "message_1.json": '{"participants": [{"name": "Dana"}], "messages": [{"sender_name": "Dana",'
    ' "timestamp_ms": 1735657081000, "content": "Go!"}]}',
    "general.json": '{"guild": {"id": "1"}, "channel": {"id": "2"}, "messages": []}',
    "2024-12-31.json": '[{"type": "message", "user": "U1", "text": "Go!", "ts": "1735657081.0"}]',
    "messages.json": '{"messages": [{"creator": {"name": "Dana"}, "text": "Go!"}]}',
    "general.txt": "==============================\nGuild: Team\nChannel: general\n"
    "==============================\n\n[31-Dec-24 11:58 PM] dana\nGo!\n",
    "[LINE] Dana.txt": "[LINE] Dana님과의 대화\n저장한 날짜: 2025/01/03\n\n2024.12.31 화요일\n"
    "23:58 Dana 가자\n23:59 Sora 그래\n",
    "chat.md": "[2024-12-31 23:58] Dana: Go!\n\n[2024-12-31 23:59] Me: In June\nand no later\n",
    "copied.txt": "Dana, [31.12.24 23:58]\nGo!\n\nSora, [31.12.24 23:59]\nIn June\n",
    "+821.txt": "Dec 31, 2024 11:58:01 PM\nDana\nGo!\n\nDec 31, 2024 11:59:01 PM\nMe\nIn June\n",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_chat_that_is_not_read_is_named_and_none_of_it_taken(name: str, bring: Bring) -> None:
    brought = bring({f"given/{name}": FOREIGN[name], "given/a.md": "# 2024-05-10\nmy words"})

    assert brought.one.source == "markdown"
    assert brought.told() == [("import.foreign_chat", 1)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<html><body><article>I sent a message to Dana. Go!</article></body></html>"),
        ("a.txt", "[2024-12-31 23:58] Me: what I want\n\n[2025-01-01 09:00] A quiet day.\n"),
        ("a.md", "Dana, [31.12.24 23:58]\nwrote to me. I did not answer.\n"),
        ("a.txt", "Dec 31, 2024 11:58:01 PM\nI go.\n"),
        ("a.txt", "[LINE] 대화를 정리했다.\n나는 간다.\n"),
    ],
)
def test_a_diary_is_no_chat(name: str, text: str, bring: Bring) -> None:
    assert bring({name: text}).entries
