"""Tables of dated texts that no program is known to have written."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.journal.importers.bringing import SEOUL, Bring, at

SAMPLES = Path(__file__).parents[2] / "samples" / "table"


def test_a_table_as_people_keep_one(bring: Bring) -> None:
    brought = bring({"a.csv": (SAMPLES / "my diary.csv").read_bytes()})

    later, first, last = sorted(brought.entries, key=lambda entry: entry.written_on)
    assert (first.written_on, last.written_on) == (date(2024, 5, 10), date(2024, 5, 31))
    assert (first.title, first.body) == ("The offer", "I said yes, and then\nI went home.")
    assert (first.tags, first.extra["Mood"]) == (("work", "offer"), "good")
    assert (later.extra["source_date"], later.extra["date_uncertain"]) == ("some day", "true")
    assert brought.told() == [("import.rows_without_day", 1)]
    assert brought.preview.report.problems[0].values["rows"] == "4"


def test_a_list_in_json_with_korean_names(bring: Bring) -> None:
    brought = bring({"a.json": (SAMPLES / "diary.json").read_bytes()})

    second, first = sorted(brought.entries, key=lambda entry: entry.written_on, reverse=True)
    assert (first.written_on, first.title, first.tags) == (
        date(2024, 5, 10),
        "면접",
        ("이직", "면접"),
    )
    assert (at(second), second.body) == ("2024-05-12T01:30:00+09:00", "결과를 기다린다.")
    assert brought.told() == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "날짜,시간,내용\n2024-05-10,21:30,첫 글\n2024-05-11,,둘째 글"),
        ("a.csv", "\ufeffsep=;\r\ncreated;memo\r\n10/05/2024;첫 글\r\n2024-05-11;둘째 글\r\n"),
        ("a.tsv", "일시\t일기\n2024. 5. 10.\t첫 글\n2024. 5. 11.\t둘째 글"),
        (
            "a.json",
            '[{"created_at": 1715300000, "text": "첫 글"},'
            ' {"text": "둘째 글", "created_at": "2024-05-11"},]',
        ),
        (
            "a.jsonl",
            '{"date":"2024-05-10","content":"첫 글"}\n{"date":"2024-05-11","content":"둘째 글"}\n',
        ),
        (
            "a.json",
            '{"date":"2024-05-10","content":"첫 글"}\n\n{"date":"2024-05-11","content":"둘째 글"}',
        ),
        (
            "a.json",
            '{"entries":[{"Entry Date":"2024-05-10","entry":"첫 글"},'
            '{"Entry Date":"2024-05-11","entry":"둘째 글"}]}',
        ),
    ],
)
def test_columns_of_any_plain_name(name: str, text: str, bring: Bring) -> None:
    how = replace(SEOUL, day_order="dmy")

    entries = sorted(bring({name: text}, how).entries, key=lambda entry: entry.written_on)

    assert [(entry.written_on.isoformat(), entry.body) for entry in entries] == [
        ("2024-05-10", "첫 글"),
        ("2024-05-11", "둘째 글"),
    ]


@pytest.mark.parametrize(
    ("rows", "bodies"),
    [
        ('2024-05-10,"a, ""b""\nc"\n2024-05-11,d', ['a, "b"\nc', "d"]),
        ('2024-05-10,a, b, c\n2024-05-11,"d"', ["a, b, c", "d"]),
        ('2024-05-10,"a\n2024-05-11,d\n2024-05-12,e', ["a", "d", "e"]),
        ('2024-05-10,"a\n2024-05-11,"d\n2024-05-12,"e"', ["a", "d", "e"]),
        ('2024-05-10,"he said "no" to me"\n2024-05-11,the "d"', ['he said "no" to me', 'the "d"']),
        ("2024-05-10\n,\n\n2024-05-11,d", ["d"]),
        ("2024-05-10," + "가" * 200_000, ["가" * 200_000]),
    ],
)
def test_a_bad_row_costs_no_other(rows: str, bodies: list[str], bring: Bring) -> None:
    entries = sorted(bring({"a.csv": f"date,text\n{rows}\n"}).entries, key=lambda e: e.written_on)

    assert [entry.body for entry in entries] == bodies


def test_a_bad_line_of_json_costs_no_other(bring: Bring) -> None:
    lines = [json.dumps({"date": f"2024-05-1{day}", "text": f"day {day}"}) for day in range(4)]
    lines[1] = lines[1][:-3]

    brought = bring({"a.jsonl": "\n".join(lines)})

    assert sorted(entry.body for entry in brought.entries) == ["day 0", "day 2", "day 3"]
    assert brought.told() == [("import.broken_parts", 1)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "date,from,text\n2024-05-10,Ana,I quit"),
        ("a.csv", "date,amount\n2024-05-10,30"),
        ("a.csv", "when,what\n2024-05-10,I quit today"),
        (
            "a.json",
            '[{"timestamp": "2024-05-10", "role": "assistant", "content": "You should quit."}]',
        ),
        ("a.json", '{"messages": [{"date": "2024-05-10", "from": "Ana", "text": "I quit"}]}'),
    ],
)
def test_a_table_that_is_none_of_ones_own_days_says_how_to_be_one(
    name: str, text: str, bring: Bring
) -> None:
    brought = bring({name: text})

    assert (brought.entries, brought.told()) == ((), [("import.unknown_table", 1)])


def test_the_table_of_a_database_is_beside_its_pages(bring: Bring) -> None:
    identifier = "0123456789abcdef0123456789abcdef"
    page = f"일기 {identifier}/3월 5일 {identifier}.md"
    table = "Name,날짜,내용\n3월 5일,2024-03-05,요약한 말이다"

    brought = bring({
        page: "# 3월 5일\n\n날짜: 2024년 3월 5일\n내용: 요약한 말이다\n\n옮길까 말까.\n",
        f"일기 {identifier}.csv": table,
        f"일기 {identifier}_all.csv": table,
    })  # fmt: skip

    assert brought.one.body == "옮길까 말까."
    assert brought.told() == [("import.left_out", 1)]


def test_a_mark_that_is_never_closed_costs_one_mood_of_daylio(bring: Bring) -> None:
    head = "full_date,date,weekday,time,mood,activities,note_title,note\n"
    rows = (
        '2024-05-10,May 10,Friday,21:30,good,,,"first\n'
        '2024-05-11,May 11,Saturday,21:30,bad,,,"sec, ""ond"""\n'
        "2024-05-12,May 12,Sunday,21:30,bad,,,third, and more\n"
    )

    entries = sorted(bring({"daylio.csv": head + rows}).entries, key=lambda e: e.written_on)

    assert [entry.body for entry in entries] == ["first", 'sec, "ond"', "third, and more"]


@pytest.mark.parametrize(
    ("head", "days"),
    [
        ("sep=;\nDatum;Titel;Eintrag", ("12.05.2024", "31.05.2024")),
        ("Fecha;Título;Texto", ("12/05/2024", "31/05/2024")),
        ("Data;Titolo;Testo", ("12/05/2024", "31/05/2024")),
        ("Дата;Заголовок;Запись", ("12.05.2024", "31.05.2024")),
        ("Ngày;Tiêu đề;Nội dung", ("12/05/2024", "31/05/2024")),
        ("Tarih;Başlık;Günlük", ("12.05.2024", "31.05.2024")),
    ],
)
def test_columns_of_other_languages(head: str, days: tuple[str, str], bring: Bring) -> None:
    entries = bring({"a.csv": f"{head}\n{days[0]};One;First.\n{days[1]};Two;Second.\n"}).entries

    assert sorted((each.written_on, each.title, each.body) for each in entries) == [
        (date(2024, 5, 12), "One", "First."),
        (date(2024, 5, 31), "Two", "Second."),
    ]


@pytest.mark.parametrize(
    "text",
    ["data,text\nx1,Words.\nx2,More.\n", "Datum;Autor;Text\n12.05.2024;Kim;Words.\n"],
)
def test_a_name_of_other_languages_alone_makes_no_diary(text: str, bring: Bring) -> None:
    assert bring({"a.csv": text}).entries == ()


@pytest.mark.parametrize("said", ["2024. 5. 1x", "2024-05-2o", "3/12/202x", "2024년 5월 x일"])
def test_a_day_with_a_figure_that_is_none_is_named(said: str, bring: Bring) -> None:
    brought = bring({"a.csv": f"날짜,내용\n2024-05-10,하나\n{said},둘\n"})

    undated = next(each for each in brought.entries if each.body == "둘")
    assert (undated.extra["source_date"], undated.extra["date_uncertain"]) == (said, "true")
    assert brought.told() == [("import.rows_without_day", 1)]


@pytest.mark.parametrize(
    "head", ["Name,Date,Reflection,Tags", "이름,날짜,회고,태그", "Title,Day,Thoughts,Labels"]
)
def test_the_columns_of_a_page_of_notion(head: str, bring: Bring) -> None:
    entry = bring({"a.csv": f'{head}\n면접,"May 6, 2023","떨렸지만, 잘 봤다.",커리어\n'}).one

    assert (entry.written_on, entry.title) == (date(2023, 5, 6), "면접")
    assert (entry.body, entry.tags) == ("떨렸지만, 잘 봤다.", ("커리어",))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rows.json", '[{"title": "r", "date": "2022-01-02", "content": "<p>so <b>glad</b></p>"}]'),
        ("rows.csv", 'title,date,content\nr,2022-01-02,"<p>so <b>glad</b></p>"\n'),
    ],
)
def test_html_in_a_row_is_cleaned_as_in_markdown(name: str, text: str, bring: Bring) -> None:
    assert bring({name: text}).one.body == "so **glad**"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "날짜,제목,내용\n2024-05-10,면접을 봤다,\n2024-05-11,둘,말\n2024-05-12,,\n"),
        (
            "a.json",
            '[{"date": "2024-05-10", "title": "면접을 봤다", "text": ""},'
            ' {"date": "2024-05-11", "title": "둘", "text": "말"},'
            ' {"date": "2024-05-12", "text": ""}]',
        ),
    ],
)
def test_a_title_alone_is_what_the_day_says(name: str, text: str, bring: Bring) -> None:
    brought = bring({name: text})

    assert [(each.title, each.body) for each in brought.entries] == [
        ("", "면접을 봤다"),
        ("둘", "말"),
    ]
    assert brought.told() == [("import.without_words", 1)]
