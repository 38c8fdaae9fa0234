"""What is not UTF-8 comes in as it was written, or it is told that nobody can be sure."""

from __future__ import annotations

from datetime import date

import pytest

from tests.journal.importers.bringing import WORDS, Bring

DOUBTFUL = [("import.doubtful_encoding", 1)]
JAPANESE = "今日は面接だった。転職するかどうか、まだ迷っている。"


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_old_japanese_files_are_read(encoding: str, bring: Bring) -> None:
    text = f"2019-04-02\n\n{JAPANESE}\n\n2019-04-05\n\n{JAPANESE}\n"

    brought = bring({"にっき.txt": text.encode(encoding)})

    assert {each.written_on for each in brought.entries} == {date(2019, 4, 2), date(2019, 4, 5)}
    assert {each.body for each in brought.entries} == {JAPANESE}
    assert brought.told() == []


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_what_may_be_no_korean_comes_with_a_note(name: str, bring: Bring) -> None:
    raw = "2019-04-02\n\n我今天在公司面试了，他们问我为什么想换工作。\n".encode("gb18030")

    brought = bring({name: raw})

    assert (brought.one.written_on, brought.told()) == (date(2019, 4, 2), DOUBTFUL)


def test_korean_of_old_windows_comes_without_one(bring: Bring) -> None:
    brought = bring({"a.txt": f"2019-04-02\r\n\r\n{WORDS} ㅋㅋㅋ 이력(履歷)\r\n".encode("cp949")})

    assert (brought.one.body, brought.told()) == (f"{WORDS} ㅋㅋㅋ 이력(履歷)", [])
