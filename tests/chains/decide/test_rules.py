"""Decisions found by rules: exact sentences, in Korean and English, and the same choice known
again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chains.decide.attach import attach, is_same_choice
from chains.decide.rules import evidence_by_rules, find_by_rules
from decisions.record import items
from journal.entry import Entry
from tests.chains.decide.deciding import ENGLISH, KOREAN, NOTHING, cut_exactly
from tests.properties import examples


def test_rules_find_options_reasons_deadline_and_tension_in_a_korean_post() -> None:
    (found,) = find_by_rules(KOREAN)
    labels = {each.id: each.value.label for each in found.options}
    assert list(labels.values()) == ["대학원 진학", "개발자 취업", "더 두고 보기"]
    said = {
        (labels[each.value.option], each.value.side, each.quote.text)
        for each in found.reasons
        if each.quote
    }
    assert ("대학원 진학", "for", "요즘 채용공고는 대부분 석사 이상이다.") in said
    assert (
        "개발자 취업",
        "for",
        "그런데 회사 인턴을 해 보니 확실히 연구하는 것보다 재밌다.",
    ) in said
    assert ("더 두고 보기", "for", "서두를 필요는 없다.") in said
    assert found.decide_by is not None
    by = found.decide_by.value
    assert (by.words, by.first, by.last) == (
        "4-2학기 학교를 다니면서",
        date(2024, 9, 1),
        date(2024, 12, 20),
    )
    assert by.rule == "semester_counted"
    assert by.rule_values == {"now": "4-1", "wanted": "4-2", "legal_end": "2025-02-28"}
    (tension,) = found.tensions
    assert tension.quote
    assert "재미있었다" in tension.quote.text
    assert "재미없는" in tension.value.other.text
    assert any("토익" in each.value.text for each in found.next_actions)
    assert not any(item.counts for _, item in items(found))
    cut_exactly((found,), KOREAN)


def test_rules_find_the_same_in_english() -> None:
    (found,) = find_by_rules(ENGLISH)
    labels = {each.id: each.value.label for each in found.options}
    assert list(labels.values()) == ["take the job at the startup", "grad school"]
    sides = {(labels[each.value.option], each.value.side) for each in found.reasons}
    assert {("take the job at the startup", "for"), ("grad school", "against")} <= sides
    assert found.decide_by is not None
    assert found.decide_by.value.last == date(2025, 3, 31)
    assert any("professor" in each.value.text for each in found.next_actions)
    cut_exactly((found,), ENGLISH)


def test_an_entry_without_a_choice_gives_none_and_ten_give_ten() -> None:
    assert find_by_rules(NOTHING) == ()
    questions = (
        "대학원에 갈까, 취업할까? 휴학할까 말까? 이직할까, 창업할까? 유학을 갈까 말까? 퇴사할까"
        " 말까? 편입할까 말까?"
    )
    many = find_by_rules(replace(NOTHING, body=questions))
    assert len(many) == 6
    cut_exactly(many, replace(NOTHING, body=questions))


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.sampled_from(
            [
                *KOREAN.body.split(". "),
                *ENGLISH.body.split(". "),
                "- 대학원",
                "## 취업",
                "\n",
                "“",
                "\u200b",
                "???",
                "1. a",
            ]
        )
        | st.text(max_size=20),
        max_size=14,
    )
)
def test_whatever_the_text_every_quote_is_cut_from_it(parts: list[str]) -> None:
    entry = Entry(id="d" * 32, written_on=date(2025, 1, 1), body=". ".join(parts))
    found = find_by_rules(entry)
    cut_exactly(found, entry)
    cut_exactly(tuple(evidence_by_rules(entry, replace(each, reasons=())) for each in found), entry)


def test_the_same_choice_is_known_by_its_options() -> None:
    (first,) = find_by_rules(KOREAN)
    other = find_by_rules(replace(NOTHING, body="대학원에 갈까, 취업할까?"))[0]
    assert is_same_choice(first, other)
    assert not is_same_choice(first, find_by_rules(replace(NOTHING, body="휴학할까 말까?"))[0])
    joined, added = attach(first, replace(other, decide_by=None))
    assert (len(joined.options), added) == (3, 0)
