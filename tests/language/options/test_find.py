"""Options in a question, labelled as the person named them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.options.find import find_options
from tests.properties import examples


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("대학원에 갈까, 취업할까?", ["대학원", "취업"]),
        ("대학원에 갈까 취업할까", ["대학원", "취업"]),
        ("나는 졸업하면 대학원에 갈까, 아니면 바로 취업할까?", ["대학원", "취업"]),
        ("대학원 아니면 취업?", ["대학원", "취업"]),
        ("대학원 vs 취업", ["대학원", "취업"]),
        ("대학원이냐 취업이냐", ["대학원", "취업"]),
        ("대학원을 갈지 취업할지 고민이야", ["대학원", "취업"]),
        ("대학원이랑 취업 중에 뭐가 나아?", ["대학원", "취업"]),
        ("대학원에 가는 게 나을까, 취업하는 게 나을까?", ["대학원", "취업"]),
        ("대학원을 진학할까 취업할까?", ["대학원 진학", "취업"]),
        ("회사에 남을까 이직할까?", ["회사에 남기", "이직"]),
        ("스타트업에 갈까 대기업에 갈까 창업할까?", ["스타트업", "대기업", "창업"]),
        ("퇴사할까 말까?", ["퇴사"]),
        ("grad school 갈까 취업할까?", ["grad school", "취업"]),
        ("석사 또는 박사?", ["석사", "박사"]),
        ("grad school or industry?", ["grad school", "industry"]),
        ("Should I take the offer or stay?", ["take the offer", "stay"]),
        ("Should I go to grad school or get a job after graduation?", ["grad school", "job"]),
        ("grad school vs industry", ["grad school", "industry"]),
        ("I can't decide between a startup and a big company.", ["startup", "big company"]),
        ("research, engineering or product?", ["research", "engineering", "product"]),
        ("I wonder whether to quit or to stay", ["quit", "stay"]),
    ],
)
def test_options_are_found(text: str, labels: list[str]) -> None:
    assert [option.label for option in find_options(text)] == labels


@pytest.mark.parametrize(
    "text",
    [
        "작년 여름에 무슨 고민을 했지?",
        "그때 왜 그렇게 생각했지?",
        "어떻게 할까?",
        "나 뭐가 되고 싶었을까?",
        "did I mention money or time when I wrote about the internship?",
        "and what did I say about money?",
        "요즘 나는 어때",
        "",
    ],
)
def test_other_questions_have_none(text: str) -> None:
    assert find_options(text) == ()


@settings(deadline=None, max_examples=examples(200))
@given(
    st.one_of(
        st.text(max_size=100), st.text(alphabet="가갈까말지 을대학원or vs,?[]#\n", max_size=40)
    )
)
def test_any_text_gives_clean_unique_labels(text: str) -> None:
    labels = [option.label for option in find_options(text)]
    assert len(set(labels)) == len(labels) <= 4
    assert all(label and not set(label) & set("[]#\n<>") for label in labels)
