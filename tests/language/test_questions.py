"""Which questions go on with the one before: by a word that points back, or stands for a person."""

from __future__ import annotations

import pytest

from language.questions import goes_on


@pytest.mark.parametrize(
    "question",
    [
        "how did he react?",
        "Who covered for him?",
        "Did she write back?",
        "걔는 요즘 뭐 하고 살아?",
        "그분은 뭐라고 하셨어?",
        "어디로 이사했는데?",
        "Why then?",
        "그래서 왜?",
    ],
)
def test_what_leans_on_the_question_before_goes_on(question: str) -> None:
    assert goes_on(question)


@pytest.mark.parametrize(
    "question",
    [
        "What did Marta say when she heard?",
        "Did Jonas sell his boat when he moved?",
        "When did I move to Leeds?",
        "이사는 어디로 했지?",
        "회사를 그만뒀는데 왜 힘들었지?",
        "Did the cat get her vaccine?",
        "Which tomatoes did I plant and how did they do?",
        "Who hired me and did they pay me well?",
        "이직은 왜 했는데?",
        "요즘 잠을 못 자는데",
        "그 애플 워치 얼마였지?",
        "그분홍색 원피스 샀나?",
    ],
)
def test_what_says_whom_it_means_stands_alone(question: str) -> None:
    assert not goes_on(question)
