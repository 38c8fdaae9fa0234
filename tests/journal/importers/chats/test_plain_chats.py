"""A chat that no program is known by is named and none of it taken; a diary stays a diary."""

from __future__ import annotations

import pytest

from tests.journal.importers.bringing import Bring

CHATS = (
    "2024-05-10 17:29 Dana: hello\n2024-05-10 17:30 Ravi: hi\n2024-05-11 17:30 Ravi: still on?\n",
    "[2024-05-10 17:29] Dana: hello\n[2024-05-10 17:30] Ravi: hi\n[2024-05-11 08:30] Ravi: so?\n",
    "[5/10/2024 5:29 PM] Dana: hey\n[5/10/2024 5:31 PM] Ravi: hi\n[5/10/2024 5:32 PM] Dana: k\n",
    "2024.05.10 오후 5:29 다나: 안\n2024.05.10 오후 5:29 라비: 응\n2024.05.10 오후 5:40 다나: 자\n",
    "2024. 5. 10. 17:29, 다나 : 안녕\n2024. 5. 10. 17:30, 라비 : 그래\n",
    "2024-05-10 17:29:01 Dana(12345)\nhello\n\n2024-05-10 17:40:01 Ravi(67890)\nhi\n",
    "[다나] [오후 5:29] 안녕\n[라비] [오후 5:30] 그래\n",
    "[Dana] [5:29 PM] hello\n[Ravi] [5:30 PM] hi\n[Dana] [5:31 PM] ok\n",
    "17:29 <dana> hello\n17:48 <ravi> hi\n",
    "[17:29] Dana: hello\n[17:30] Ravi: hi\n[17:31] Dana: ok\n",
    "Dana  5:29 PM\nhello\nRavi  5:30 PM\nhi\n",
)
DIARIES = (
    "[2024-05-10 09:00] Work: began the report\n\n[2024-05-10 18:30] Gym: legs\n\n"
    "[2024-05-11 09:00] Work: sent it\n\n[2024-05-11 18:30] Gym: arms\n",
    "2024-05-10 09:00 Work: began\n2024-05-10 12:00 Lunch: noodles\n2024-05-10 13:00 Work: on\n",
    "2024-05-10 09:00 Work: began\n2024-05-10 09:04 I forgot my keys\n2024-05-10 09:10 Work: on\n",
    "2024-05-10 09:00 회의: 길었다\n2024-05-10 09:03 회의: 끝났다\n2024-05-10 09:04 회의: 또\n",
    "[2024-05-10 09:00] Better than I feared.\n\n[2024-05-10 09:02] Slept on it.\n",
    "[오늘] [내일] 두 낱말을 적었다\n",
    "2024-05-10\n\n09:00 일어났다\n09:03 물: 두 잔\n",
)


@pytest.mark.parametrize("suffix", ["txt", "md"])
@pytest.mark.parametrize("text", CHATS)
def test_a_chat_of_several_people_is_named_and_none_of_it_taken(
    text: str, suffix: str, bring: Bring
) -> None:
    brought = bring({f"given/talk.{suffix}": text, "given/a.md": "# 2024-05-10\nmy words"})

    assert brought.one.body.endswith("my words")
    # The forms of WhatsApp and KakaoTalk are known by their lines: there it is asked who "I" is.
    assert brought.told() in ([("import.plain_chat", 1)], [("import.who_is_me", 1)])


@pytest.mark.parametrize("text", DIARIES)
def test_a_diary_whose_lines_have_a_colon_is_read(text: str, bring: Bring) -> None:
    brought = bring({"diary.txt": text})

    assert brought.entries
    assert brought.told() == []
