"""WhatsApp: only the words of "I", in every shape in which its apps write a chat."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest

from journal.importers.base import How
from tests.journal.importers.bringing import Bring

OWN = "\u200e"  # stands before what the program writes
NARROW = "\u202f"
SHAPES = {
    "_chat.txt": f"[31.12.24, 23:50:00] Dana: {OWN}Messages and calls are end-to-end encrypted.\n"
    "[31.12.24, 23:58:01] Dana: Will you go?\nThink of me\n"
    f"[31.12.24, 23:59:01] Sora: In June: yes\nand no later\n{OWN}[31.12.24, 23:59:02] Sora: "
    f"{OWN}<attached: 00000006-PHOTO-2024-12-31-23-59-02.jpg>\n"
    f"[31.12.24, 23:59:03] Dana: {OWN}image omitted\n",
    "chat of a phone.txt": "[2024/12/31 오후 11:58:01] Dana: Will you go?\nThink of me\n"
    "[2024/12/31 오후 11:59:01] Sora: In June: yes\nand no later\n",
    "WhatsApp Chat with Dana.txt": f"12/31/24, 11:50{NARROW}PM - Messages and calls are end-to-end "
    f"encrypted.\n12/31/24, 11:58{NARROW}PM - Dana: Will you go?\nThink of me\n"
    f"12/31/24, 11:59{NARROW}PM - Sora: In June: yes\nand no later\n"
    f"12/31/24, 11:59{NARROW}PM - Sora: <Media omitted>\n",
    "다나.txt": "2024. 12. 31. 오후 11:50 - 메시지와 통화는 종단 간 암호화됩니다.\n"
    "2024. 12. 31. 오후 11:58 - Dana: Will you go?\nThink of me\n"
    "2024. 12. 31. 오후 11:59 - Sora: In June: yes\nand no later\n",
    "short years.txt": "[24. 12. 31. 오후 11:58:01] Dana: Will you go?\nThink of me\n"
    "[24. 12. 31. 오후 11:59:01] ~ Sora: In June: yes\nand no later\n",
    "day first.txt": "31/12/2024, 23:50 - Dana created this group\n"
    "31/12/2024, 23:58 - Dana: Will you go?\nThink of me\n"
    "31/12/2024, 23:59 - Sora: In June: yes\nand no later\n",
    "whatsapp.txt": "31-12-2024 23:58 - Dana: Will you go?\nThink of me\n"
    "31-12-2024 23:59 - Sora: In June: yes\nand no later\n",
    "in Finnish.txt": "[31.12.2024 klo 23.58.01] Dana: Will you go?\nThink of me\n"
    "[31.12.2024 klo 23.59.01] Sora: In June: yes\nand no later\n",
    "in Chinese.txt": "2024/12/31 下午11:58 - Dana: Will you go?\nThink of me\n"
    "2024/12/31 下午11:59 - Sora: In June: yes\nand no later\n",
    "one after midnight.txt": "12/31/24, 11:59 PM - Sora: In June: yes\nand no later\n"
    "1/1/25, 12:01 AM - Dana: Will you go?\nThink of me\n",
    "in Spanish.txt": f"31/12/24, 11:58{NARROW}p.{NARROW}m. - Dana: Will you go?\nThink of me\n"
    f"31/12/24, 11:59{NARROW}p.{NARROW}m. - Sora: In June: yes\nand no later\n",
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_asks_who_i_am_and_takes_nothing_before(name: str, bring: Bring) -> None:
    brought = bring({name: SHAPES[name]})

    assert not brought.entries
    assert brought.told()[0][0] == "import.who_is_me"
    assert set(brought.preview.speakers) == {"Dana", "Sora"}


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_only_my_words_come_in(name: str, line_end: str, bring: Bring) -> None:
    text = SHAPES[name].replace("\n", line_end)

    entry = bring({name: text}, How(me=("Sora",))).one

    assert (entry.body, entry.source) == ("In June: yes\nand no later", "whatsapp")
    assert entry.written_on == date(2024, 12, 31)
    assert entry.written_at is not None
    assert entry.written_at.replace(second=0) == datetime(2024, 12, 31, 23, 59)


def test_a_zip_of_an_iphone_is_a_chat(bring: Bring) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("_chat.txt", SHAPES["_chat.txt"])
        archive.writestr("00000006-PHOTO-2024-12-31-23-59-02.jpg", b"\xff\xd8\xff")

    brought = bring({"WhatsApp Chat - Dana.zip": packed.getvalue()}, How(me=("Sora",)))

    assert brought.one.body == "In June: yes\nand no later"
    assert ("import.without_words", 1) in brought.told()


def chat(*lines: str) -> str:
    return "".join(f"[05.05.24, 10:00:{n:02}] Sora: {line}\n" for n, line in enumerate(lines))


@pytest.mark.parametrize(
    "line",
    [
        f"{OWN}image omitted",
        "image omitted",
        "<Media omitted>",
        "<Medien ausgeschlossen>",
        f"{OWN}<attached: 00000006-AUDIO-2024-12-31-23-59-02.opus>",
        "IMG-20240505-WA0001.jpg (file attached)",
        "이력서.pdf (파일 첨부)",
        f"{OWN}You deleted this message.",
        "This message was deleted",
        f"{OWN}Missed voice call",
        "location: https://maps.google.com/?q=37.5,127.0",
    ],
)
def test_what_the_program_writes_for_me_is_left_out_and_counted(line: str, bring: Bring) -> None:
    brought = bring({"_chat.txt": chat(line, "my words")}, How(me=("Sora",)))

    assert brought.one.body == "my words"
    assert brought.told() == [("import.without_words", 1)]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"I stay {OWN}<This message was edited>", "I stay"),
        ("I stay <This message was edited>", "I stay"),
        (f"{OWN}<attached: 00000006-PHOTO.jpg>\nmy new desk", "my new desk"),
        (f"my new desk {OWN}<attached: 00000006-PHOTO.jpg>", "my new desk"),
        (f"my new desk {OWN}image omitted", "my new desk"),
        ("IMG-20240505-WA0001.jpg (file attached)\nmy new desk", "my new desk"),
        ("I saw image omitted and laughed", "I saw image omitted and laughed"),
        ("See cv.pdf (second draft)", "See cv.pdf (second draft)"),
        ("<3 and if a<b>c", "<3 and if a<b>c"),
        ("첫째\n<둘째>\n셋째", "첫째\n<둘째>\n셋째"),
        ("Note: two colons: stay", "Note: two colons: stay"),
    ],
)
def test_my_words_beside_those_of_the_program_stay(line: str, words: str, bring: Bring) -> None:
    assert bring({"_chat.txt": chat(line)}, How(me=("Sora",))).one.body == words


def days_of(bring: Bring, *days: str, how: How | None = None) -> tuple[list[date], bool]:
    text = "".join(f"{day}, 23:58 - Sora: word {n}\n" for n, day in enumerate(days))
    brought = bring({"WhatsApp Chat with Dana.txt": text}, how or How(me=("Sora",)))
    is_assumed = bool(brought.preview.dates.order_assumed)
    return sorted(entry.written_on for entry in brought.entries), is_assumed


def test_the_order_of_days_is_proven_over_the_whole_file(bring: Bring) -> None:
    """By a day that is one in one order only."""
    found = days_of(bring, "4/5/24", "5/5/24", "31/5/24")

    assert found == ([date(2024, 5, 4), date(2024, 5, 5), date(2024, 5, 31)], False)


def test_a_chat_goes_forward_in_its_order(bring: Bring) -> None:
    found = days_of(bring, "3/5/24", "4/5/24", "2/6/24")

    assert found == ([date(2024, 5, 3), date(2024, 5, 4), date(2024, 6, 2)], False)


def test_points_have_the_day_first(bring: Bring) -> None:
    assert days_of(bring, "04.05.24") == ([date(2024, 5, 4)], False)


def test_an_open_order_is_assumed_and_can_be_said(bring: Bring) -> None:
    assert days_of(bring, "4/5/24") == ([date(2024, 4, 5)], True)


def test_the_order_that_is_said_decides(bring: Bring) -> None:
    how = How(me=("Sora",), day_order="dmy")

    assert days_of(bring, "4/5/24", how=how) == ([date(2024, 5, 4)], False)


def test_a_day_of_no_calendar_costs_no_word_uncounted(bring: Bring) -> None:
    text = "2024-05-10, 23:58 - Sora: one\n2024-05-32, 23:58 - Sora: two\n"

    brought = bring({"WhatsApp Chat with Dana.txt": text}, How(me=("Sora",)))

    assert brought.one.body == "one"
    assert brought.told() == [("import.no_day", 1)]


def test_two_chats_of_iphones_are_two(bring: Bring) -> None:
    other = SHAPES["_chat.txt"].replace("23:50:00", "23:51:00").replace("In June", "In July")

    brought = bring(
        {"one/_chat.txt": SHAPES["_chat.txt"], "two/_chat.txt": other}, How(me=("Sora",))
    )

    assert len(brought.entries) == 2


@pytest.mark.parametrize(
    ("name", "text", "source"),
    [
        ("a.txt", "[2024-05-10 22:11] Work: better than I feared.\n", "jrnl"),
        ("b.txt", "[2024-05-10 22:11] One.\n\n[2024-05-11 22:11] Work: two\n", "jrnl"),
        ("c.txt", "2024-05-10 09:00 - Gym: squats\n2024-05-11 09:00 - Work: long\n", "text"),
        (
            "c.txt",
            "5/10/24, 9:00 AM - Gym: squats\n5/11/24, 9:00 AM - Work: long\n",
            "text",
        ),
        (
            "b.txt",
            "[05/10/2024 10:11 PM] Work: better\n\n[05/11/2024 10:11 PM] Home: quiet\n",
            "jrnl",
        ),
        (
            "c.txt",
            "2024-05-10 09:00 - wrote the end-to-end encryption\n2024-05-11 09:00 - rested\n",
            "text",
        ),
        ("b.txt", f"[2024-05-10 22:11] Work: a copied{OWN} word\n", "jrnl"),
        ("d.txt", "오늘 받은 말.\n[31.12.24, 23:58:01] Dana: go!\n나는 답하지 않았다.\n", "text"),
        ("e.txt", "2024-05-10\nDana: Will you go?\nMe: yes\n", "text"),
    ],
)
def test_a_diary_is_no_chat(name: str, text: str, source: str, bring: Bring) -> None:
    brought = bring({name: text})

    assert {entry.source for entry in brought.entries} == {source}
