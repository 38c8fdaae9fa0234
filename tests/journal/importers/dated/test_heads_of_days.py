"""Days of a text whose heads have few words behind the date, or no year of their own.

Each case is a small file of our own in the shape of a real one, imported as a person would.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.journal.importers.bringing import Bring

JUNE = [date(2023, 6, 2), date(2023, 6, 3), date(2023, 6, 5)]


@pytest.mark.parametrize(
    "text",
    [
        "2023.06.02 (금) 소나기\n하나\n\n2023.06.03 (토)\n둘\n\n2023.06.05 (월) 갬, 바람\n셋\n",
        "2023-06-02 금요일 🌧\n하나\n\n2023-06-03 토요일 🌤️ 22도\n둘\n\n2023-06-05\n셋\n",
        "2023년 6월 2일 금 | 기분: 나쁨\n\n하나\n\n2023년 6월 3일 토 | 기분: 좋음\n\n둘\n\n"
        "2023년 6월 5일 월\n\n셋\n",
        "Jun 2, 2023 — drizzle\n하나\n\nJun 3, 2023 — Partly cloudy, 18°C\n둘\n\n"
        "Jun 5, 2023 (home)\n셋\n",
        "2 June 2023, Lisbon\n하나\n\n3 June 2023\n둘\n\n5 June 2023, Porto\n셋\n",
        "2023년\n\n6월 2일 금요일 ☔ 비\n하나\n\n6월 3일 토요일 맑음\n둘\n\n6월 5일\n셋\n",
        "나의 기록\n2023.06.02 흐림\n하나\n\n2023.06.03 맑음\n둘\n\n2023.06.05 맑음\n셋\n",
        "2023년 6월 2일\n하나\n\n6월 3일 토요일\n둘\n\n6월 5일 안개\n셋\n",
        "2 June 2023\n하나\n\nJune 3rd\n둘\n\n5 June\n셋\n",
        "2023.6.2\n하나\n\n6.3\n둘\n\n6.5\n셋\n",
        "2023.06.02 금 소나기.\n하나\n\n2023.06.03 토 맑음!\n둘\n\n2023.06.05 월 갬.\n셋\n",
        "Fri 2 June 2023, wet\n하나\n\nSat 3 June 2023  dry 14C\n둘\n\nMon 5 June 2023\n셋\n",
        "◆ 2023.06.02\n하나\n\n◆ 6/3 (토)\n둘\n\n◆ 6/5 (월)\n셋\n",
        "2023.06.02 흐림\n하나\n\n23.6.3 토\n둘\n\n[6월 5일 월요일]\n셋\n",
        "2023/6/2\n하나\n\n6/3 (토)\n둘\n\n6/5 (월)\n셋\n",
    ],
)
def test_each_day_has_its_words(text: str, bring: Bring) -> None:
    entries = bring({"a.txt": text}).entries

    assert [(each.written_on, each.body[-2:].strip()) for each in entries] == list(
        zip(JUNE, ["하나", "둘", "셋"], strict=True)
    )
    assert all(each.extra["date_from"] == "heading" for each in entries)


def test_the_words_behind_the_date_are_kept(bring: Bring) -> None:
    text = "2023.06.02 (금) 소나기 (밤)\n하나\n\n2023.06.03 (토) 기분: 좋음\n둘\n"
    entries = bring({"a.txt": text}).entries
    assert [each.title for each in entries] == ["소나기 (밤)", "기분: 좋음"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022.12.30\na\n\n12.31\nb\n\n1.1\nc\n\n1.2\nd\n", ["12-30", "12-31", "1-1", "1-2"]),
        ("2023년 1월 2일\na\n\n1월 1일\nb\n\n12월 31일\nc\n", ["1-2", "1-1", "12-31"]),
        ("Dec 31, 2022\na\n\nJanuary 1st\nb\n", ["12-31", "1-1"]),
    ],
)
def test_the_year_turns_at_new_year(text: str, expected: list[str], bring: Bring) -> None:
    entries = bring({"a.txt": text}).entries
    days = [each.written_on for each in entries]

    assert sorted(f"{day.month}-{day.day}" for day in days) == sorted(expected)
    assert {day.year for day in days if day.month == 12} == {2022}
    assert {day.year for day in days if day.month == 1} == {2023}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "2023-06-02 was hard.\nWords.\n\n2023-06-03 was not.\nWords.\n"),
        ("a.txt", "이력\n\n2023.06.02 계약\n\n2023.06.30 잔금\n\n2023.07.02 이사\n"),
        ("a.txt", "2023.06.05 병원\na\n\n2021.01.02 사진\nb\n\n2022.03.04 편지\nc\n"),
        ("a.txt", "- 2023.06.02 계약\n  a\n\n- 2023.06.03 잔금\n  b\n"),
        ("a.txt", "2023년 6월 2일에 간 곳\na\n\n2023년 6월 3일에 간 곳\nb\n"),
        ("a.txt", "2023.06.02 계약\n2023.06.03 잔금\n\n2023.06.05 이사\n끝.\n"),
        ("a.txt", "하나\n하나\n2023.06.02 병원\n둘\n2023.06.03 은행\n셋\n"),
        ("a.txt", "2023-06-02\n\n나의 글.\n\n23.6.4 월\n\n더.\n"),
        ("a.txt", "2023년 6월 2일\n\n나의 글.\n\n3월 1일\n그때 생각.\n"),
        ("a.txt", "2023-06-02\n\nWords.\n\n7.5\n\nMore.\n"),
        ("a.md", "# 2023-06-02\nWords.\n\n## 7.1 Aim\na\n\n## 7.2 Means\nb\n"),
    ],
)
def test_what_heads_no_days_divides_nothing(name: str, text: str, bring: Bring) -> None:
    assert len(bring({name: text}).entries) == 1


@pytest.mark.parametrize(
    "text",
    [
        "어제 2018.11.30 영수증을 찾았다.\n웃음이 났다.",
        "여권 만료 2021.02.03\n오늘은 그냥 쉬었다.",
        "The lease of June 2, 2019 came up again.\nWe laughed.",
        "우리는 8월 9일에 만나기로 했다.\n길었다.",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_date_within_a_sentence_is_no_day_of_writing(name: str, text: str, bring: Bring) -> None:
    brought = bring({name: text})

    assert (brought.one.written_on, brought.preview.dates.uncertain) == (date(2001, 2, 3), 1)
    assert brought.one.body == text


@pytest.mark.parametrize(
    "text", ["2018.11.30\n\n웃음이 났다.", "2018.11.30 영수증\n\n웃음이 났다."]
)
def test_a_first_line_that_is_the_date_tells_it(text: str, bring: Bring) -> None:
    brought = bring({"a.txt": text})
    assert (brought.one.written_on, brought.preview.dates.by_heading) == (date(2018, 11, 30), 1)


@pytest.mark.parametrize("name", ["2023-06", "2023년 6월", "June 2023", "2023_06", "2023.06"])
@pytest.mark.parametrize("ending", ["md", "txt", "html"])
def test_a_name_that_is_a_month_is_its_first(name: str, ending: str, bring: Bring) -> None:
    words = "<html><body><h1>길</h1><p>하나.</p></body></html>" if ending == "html" else "하나."
    brought = bring({f"{name}.{ending}": words})
    assert (brought.one.written_on, brought.preview.dates.by_name) == (date(2023, 6, 1), 1)


def test_a_dated_heading_is_surer_than_the_name_of_a_month(bring: Bring) -> None:
    assert bring({"2023-06.md": "# 2023-06-09\n\n하나."}).one.written_on == date(2023, 6, 9)


@pytest.mark.parametrize("name", ["2023-13.md", "2023 목표.md", "2022-2023.md", "230609원.md"])
def test_what_is_no_month_is_no_date(name: str, bring: Bring) -> None:
    assert bring({name: "하나."}).preview.dates.uncertain == 1


@pytest.mark.parametrize("title", ["2023-06-09", "나의 하루 2023년 6월 9일", "June 9, 2023 | Log"])
def test_the_title_of_a_page_dates_it_beside_its_heading(title: str, bring: Bring) -> None:
    page = f"<html><head><title>{title}</title></head><body><h1>산책</h1><p>하나.</p></body></html>"
    brought = bring({"a.html": page})

    assert (brought.one.written_on, brought.one.title) == (date(2023, 6, 9), "산책")


_TWO_DAYS = "## 2023-06-02 (금)\n하나 #길\n\n## 2023-06-03\n둘\n"


@pytest.mark.parametrize(
    ("front", "tags", "title"),
    [
        ("tags: [일지, 6월]", ("일지", "6월"), ""),
        ("title: 초여름\ncategories: [일지]", ("일지",), "초여름"),
        ("title: 초여름\nmood: calm", (), "초여름"),
        ("date: 2023-06-30\ntags: 일지", ("일지",), ""),
    ],
)
def test_dated_headings_divide_below_front_matter(
    front: str, tags: tuple[str, ...], title: str, bring: Bring
) -> None:
    entries = bring({"a.md": f"---\n{front}\n---\n{_TWO_DAYS}"}).entries
    one, two = sorted(entries, key=lambda each: each.written_on)

    assert (one.written_on, one.body, two.written_on, two.body) == (
        JUNE[0],
        "하나 #길",
        JUNE[1],
        "둘",
    )
    assert (one.tags, two.tags, one.title, two.title) == ((*tags, "길"), tags, title, title)
    assert [each.extra.get("mood") for each in entries] == ["calm" if "mood" in front else None] * 2


def test_the_title_above_stays_beside_the_days_own(bring: Bring) -> None:
    text = "---\ntitle: 초여름\n---\n## 2023-06-02 비\n하나\n## 2023-06-03 갬\n둘\n"
    entries = bring({"a.md": text}).entries
    assert [(each.title, each.extra["title_there"]) for each in entries] == [
        ("비", "초여름"),
        ("갬", "초여름"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "---\ntags: [일지]\n---\n## 2023-06-02\n하나\n",
        "---\ndate: 2023-06-02\n---\n## 2023-06-03 회의\n하나\n## 2023-06-05 결정\n둘\n",
        "---\ndate: 2023-06-02\n---\n## 2023-06-03\n하나\n## 나중\n둘\n",
        "---\nid: 20230602\ntitle: x\n---\n## 2023-06-02 회의\n하나\n## 2023-06-05 결정\n둘\n",
        "---\ntitle: 2023-06-02\n---\n## 6월 3일\n하나\n## 6월 5일\n둘\n",
    ],
)
def test_front_matter_with_a_day_of_its_own_stays_one(text: str, bring: Bring) -> None:
    assert bring({"a.md": text}).one.written_on == JUNE[0]


@pytest.mark.parametrize("above", ["", "# 일지\n\n", "# 일지\n\n머리말이다.\n\n"])
@pytest.mark.parametrize("heads", ["2023-06-02 2023-06-03", "**2023.06.02.** **2023.06.03.**"])
def test_lines_that_are_only_a_date_divide_markdown_too(
    above: str, heads: str, bring: Bring
) -> None:
    first, second = heads.split()
    entries = bring({"a.md": f"{above}{first}\n\n하나\n\n{second}\n\n둘\n"}).entries

    assert [each.written_on for each in entries] == JUNE[:2]
    assert [each.body for each in entries] == [f"{above.strip()}\n\n하나".strip(), "둘"]


@pytest.mark.parametrize(
    "text",
    [
        "# 길\n\n2023-06-02\n\n하나\n",
        "# 길\n\n2023-06-02\n\n하나\n\n2023-06-02\n\n둘\n",
        "# 길\n\n2023-06-05\n\n하나\n\n2021-01-02\n\n둘\n\n2022-03-04\n\n셋\n",
        "---\ndate: 2023-06-09\n---\n2023-06-02\n\n하나\n\n2023-06-03\n\n둘\n",
    ],
)
def test_dates_of_which_one_is_the_note_s_divide_no_markdown(text: str, bring: Bring) -> None:
    assert len(bring({"a.md": text}).entries) == 1


@pytest.mark.parametrize("name", ["a.md", "a.txt", "Diary 0123456789abcdef0123456789abcdef.md"])
def test_one_dated_heading_below_the_name_of_the_whole_has_its_own_title(
    name: str, bring: Bring
) -> None:
    entry = bring({name: "# Journal\n\n## 2023년 6월 2일 — 면접\n\n하나\n"}).one

    assert (entry.written_on, entry.title) == (JUNE[0], "면접")
    assert entry.body.endswith("하나")


@pytest.mark.parametrize("words", ["2023-06-02 22:15 늦었다.", "2023-06-02: 늦었다.", "2023-06-02"])
def test_a_date_right_below_a_title_tells_the_day(words: str, bring: Bring) -> None:
    brought = bring({"a.md": f"# 길\n\n{words}\n\n하나\n"})

    assert (brought.one.written_on, brought.one.title) == (JUNE[0], "길")
    assert brought.preview.dates.by_heading == 1


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize("line", ["==========", "----------", "══════════"])
@pytest.mark.parametrize("words", ["", ": 면접"])
def test_a_line_under_a_date_makes_a_heading_of_it(
    name: str, line: str, words: str, bring: Bring
) -> None:
    heads = [f"{head}\n{line}\n\n" for head in ("일지", f"2023-06-02{words}", f"2023-06-03{words}")]
    entries = bring({name: f"{heads[0]}{heads[1]}하나\n\n{heads[2]}둘\n"}).entries

    assert [each.written_on for each in entries] == JUNE[:2]
    assert [each.body for each in entries] == ["일지\n\n하나", "둘"]


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_items_of_an_outline_that_are_days_divide_it(name: str, bring: Bring) -> None:
    text = "- 2023-06-02\n  - 하나\n    - 더\n- 2023-06-03\n  - 둘\n"
    entries = bring({name: text}).entries

    assert [each.written_on for each in entries] == JUNE[:2]
    assert [each.body for each in entries] == ["  - 하나\n    - 더", "  - 둘"]


def test_a_list_of_dates_is_one_note(bring: Bring) -> None:
    assert len(bring({"a.md": "쉰 날\n\n- 2023-06-02\n- 2023-06-03\n"}).entries) == 1


@pytest.mark.parametrize(
    "line", ["2019-03-01 - 2021-05-06 첫 가게", "2023년 6월 2일에 온 편지를 읽었다."]
)
def test_a_span_or_a_sentence_below_a_title_tells_no_day(line: str, bring: Bring) -> None:
    assert bring({"a.md": f"# 길\n\n{line}\n"}).preview.dates.uncertain == 1


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_a_note_that_begins_with_code_tells_no_day(fence: str, bring: Bring) -> None:
    brought = bring({"a.md": f"{fence}\n\n2023-06-02\n\n{fence}\n\n하나\n"})

    assert (len(brought.entries), brought.preview.dates.uncertain) == (1, 1)
