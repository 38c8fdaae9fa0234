"""Dates that stand in a day like heads and are none, and heads that are not all alike.

Each case is a small file of our own in the shape of a real one, imported as a person would.
"""

from __future__ import annotations

import pytest

from tests.journal.importers.bringing import Bring

WORDS = [
    "팀장과 면담했다. 하나",
    "Slept badly, then wrote to the lab. 둘",
    "아직 정하지 못했다. 셋",
]

PLAIN = ("2023-06-01", "2023-06-09")
_REMARKS = ("=== {} ===", "--- {} ---", "*** {} ***", "★ {}", "📌 {}", "- {}", "---\n{}\n---")


@pytest.mark.parametrize("remark", _REMARKS)
@pytest.mark.parametrize("day", ["2023-06-05", "2023-06-30", "2019년 3월 2일"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_date_dressed_unlike_the_heads_is_a_remark(
    remark: str, day: str, between: str, name: str, bring: Bring
) -> None:
    said = f"{WORDS[0]}{between}{remark.format(day)}{between}{WORDS[1]}"
    found = bring({name: f"{PLAIN[0]}\n\n{said}\n\n{PLAIN[1]}\n\n{WORDS[2]}\n"}).entries

    assert [(str(each.written_on), each.body) for each in found] == list(
        zip(PLAIN, (said, WORDS[2]), strict=True)
    )


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # heads with the weather beside them, and an old letter
        ("2023.06.01 비\n하나\n\n★ 2019-05-02\n\n둘\n\n2023.06.02 갬\n셋\n", "06-01 06-02"),
        # the year is that of the heads
        ("2023년 6월 1일\n하나\n\n☆ 2019-05-02\n\n둘\n\n6월 2일\n셋\n", "06-01 06-02"),
        # no line is empty
        (
            "2023-06-01\nWe met at noon.\n★ 2019-05-02\nShe read it aloud.\n"
            "2023-06-02\nIt rained all day.\n2023-06-03\nI wrote to the lab.\n",
            "06-01 06-02 06-03",
        ),
        ("# 2023-06-01\n하나\n\n★ 2023-06-07\n\n둘\n\n# 2023-06-02\n셋\n", "06-01 06-02"),
        (
            "--- 2023-06-01 ---\n하나\n\n♥ 2023-06-07\n\n둘\n\n--- 2023-06-02 ---\n셋\n",
            "06-01 06-02",
        ),
        ("♥ 2023-06-01\n하나\n\n== 2023-06-07\n\n둘\n", "06-01 06-07"),
        ("2023-06-01\n하나\n\n== 2023-06-07 ==\n\n둘\n", "06-01"),
    ],
)
def test_a_remark_leaves_the_heads_as_they_are(text: str, days: str, bring: Bring) -> None:
    entries = bring({"a.txt": text}).entries
    assert [f"{each.written_on}" for each in entries] == [f"2023-{day}" for day in days.split()]


@pytest.mark.parametrize(
    "heads",
    [
        ("2023-06-01", "★ 2023-06-02", "2023-06-03", "★ 2023-06-04", "2023-06-05"),  # marked days
        ("2023-06-05", "★ 2023-06-04", "2023-06-03", "2023-06-02", "★ 2023-06-01"),
        ("☀ 2023-06-01", "2023-06-02", "☔ 2023-06-03", "2023-06-04", "2023-06-05"),
        ("📅 2023-06-01", "2023-06-02", "2023-06-03", "2023-06-04", "2023-06-05"),
        ("2023-06-01", "■ 2023-06-02", "■ 2023-06-03", "■ 2023-06-04", "■ 2023-06-05"),
        # a part that stands there from another file
        ("2023-06-03", "2023-06-04", "2023-06-05", "=== 2023-06-01 ===", "=== 2023-06-02 ==="),
    ],
)
def test_heads_that_are_not_all_alike_divide(heads: tuple[str, ...], bring: Bring) -> None:
    text = "\n\n".join(f"{head}\n\n{head} words" for head in heads)
    entries = bring({"a.txt": text}).entries

    assert [str(each.written_on) for each in entries] == [f"2023-06-0{day}" for day in range(1, 6)]


def test_a_dressed_date_right_below_one_without_words_is_the_day(bring: Bring) -> None:
    assert (
        bring({"a.txt": f"2023-06-30\n\n=== 2023-06-01 ===\n\n{WORDS[0]}\n"}).one.body == WORDS[0]
    )


@pytest.mark.parametrize("rule", ["===", "---", "━━━"])
def test_a_date_within_a_rule_of_any_kind_needs_no_empty_line(rule: str, bring: Bring) -> None:
    heads = [f"{rule} {day} {rule}" for day in PLAIN]
    found = bring({"a.txt": f"{heads[0]}\n{WORDS[0]}\n{heads[1]}\n{WORDS[1]}\n"}).entries

    assert [(str(each.written_on), each.body) for each in found] == list(
        zip(PLAIN, WORDS[:2], strict=True)
    )
