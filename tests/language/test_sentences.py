"""Sentences are exact spans, whatever the text; Korean and English end where a reader would say."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.grammar.sentences import sentence_spans
from tests.properties import examples


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["오랜만에 들어와 봤다.", "방치되어 있는 블로그..ㅎ", "신경도 쓰지 못했다."],
        ["재밌는 일이 많았기 때문이다!", "(변명..ㅎ)", "지금은 인턴이다."],
        ["연구실을 함께 꾸몄다.", "(냉장고를 직접 가져왔다..)", "처음에는 석사도 없었다."],
        ["그 점이 흥미로웠다.", "'너 뭐 돼?'라는 생각이 들었다."],
        ["조금 하위(?) 클래스의 일이다.", "그래도 좋다."],
        ['그는 "가자." 라고 했다.', "나는 웃었다."],
        ["정말 기뻤다.", "(사실 실감이 안 났다.)", "그렇게 돌아왔다."],
        ["그는 (웃으며. 조용히) 말했다.", "끝."],
        ["어라?", "성능이 올라갔는데?", "결과를 들고 찾아갔다."],
        ["퇴사를 할까…", "고민이다ㅠㅠ", "모르겠다ㅋㅋ", "에휴"],
        ["2024. 4. 30. 면접을 봤다.", "연봉은 3.5천이다."],
        ["왕복 3시간 걸리는 거리(수원-신촌)를 다녔다.", "'경험'을 위해서였다."],
        ["I met Dr. Kim at 3 p.m. yesterday.", "It went well."],
        ['"Why not go?" he said.', '"I will not."', "He left."],
        ["I said no...", "But why?"],
        ["Told the bank no.", "I keep the boat.", "Room no. 4 is cold."],
        ["See e.g. the U.S. one.", "J. K. Rowling wrote it."],
        ["It costs 3.5 million.", "Too much!"],
        [
            "i was late again.",
            "the bus went at 5 p.m. without me, e.g. for fun.",
            "why?",
            "no idea",
        ],
        ["비가 왔다.", "coffee first.", "then the bus.", "끝."],
        ["We ate approx. two of them.", "Then we left."],
    ],
)
def test_sentences_end_where_a_reader_would_say(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ['"이제 뭐 할 거야?" 물었다.', "나는 웃었다."],
        ['내가 "세금은 다 내셨어요?" 해서 분위기가 싸해졌다.', "밥은 맛있었다."],
        ['"벌써 가?" 하며 문을 막았다.', "웃었다."],
        ["“오늘도 늦어?” 옆집 아저씨가 물었다.", "비가 왔다."],
        ['"그럼 그만둘까?" 했더니 아무도 웃지 않았다.', "끝."],
        ['"글쎄요…" 나는 겨우 대답했다.', "회의가 끝났다."],
        ["“잘 왔다.” 할머니께서 조용히 말씀하셨다.", "문을 닫았다."],
        ['"또 왔네ㅋㅋㅋ" 했다.', "반가웠다."],
        ['"좋다ㅎㅎ" 라고 썼다.', "답은 없었다."],
        ['점원이 "얼마예요?" 되물었다.', "모르겠다고 했다."],
        ['"너는 왜 맨날 그러냐!" 누나가 그랬다.', "할 말이 없었다."],
        ['"언제 와?" 나에게 하린이 물었다.', "다음 주."],
        ['"Are you all right?" she asked.', "I nodded."],
        ['"Are you all right?" I asked.', "She nodded."],
        ["“Come in!” Mum shouted.", "We went in."],
        ['"Not today." My brother Tom said quietly.', "He left."],
        ['"And the rent?" Ines asked me.', "I had no idea."],
    ],
)
def test_who_spoke_stays_with_the_speech(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ['"가자."', "엄마가 전화했다."],
        ['"힘들다."', "그는 그만두겠다고 말했다."],
        ['"얼마예요?"', "나는 가격을 물었다."],
        ["“못 하겠다.”", "나도 그랬다."],
        ['"왜 안 와?"', "아무도 묻지 않았다."],
        ['"괜찮아."', "그 말은 거짓말이었다."],
        ['"쉬자."', "하지만 일을 했다."],
        ['"물 줘."', "물은 차가웠다."],
        ['"가자."', "하는 수 없이 따라갔다."],
        ['"안 사요."', "하자가 많은 집이었다."],
        ['"Why not?"', "I thought about it for a week."],
        ['"I will not."', "Ellen said nothing all day."],
        ['"It is over."', "I told him that I would stay."],
        ['"Soon."', "Everyone says so."],
    ],
)
def test_what_follows_a_speech_and_tells_more_is_a_sentence(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


def test_lines_end_sentences_and_list_items_stand_alone() -> None:
    listed = "- 대학원을 진학하여 (재미없는) 연구를 한다\n- 취업 후 경력 쌓기.\n1. First. Then more"
    text = f"다음과 같은 생각을 한다.\n{listed}\n\n제목"
    assert cut(text) == [
        "다음과 같은 생각을 한다.",
        "- 대학원을 진학하여 (재미없는) 연구를 한다",
        "- 취업 후 경력 쌓기.",
        "1. First.",
        "Then more",
        "제목",
    ]


def test_a_long_korean_stretch_without_stops_is_cut_by_its_endings() -> None:
    text = (
        "오늘은 아침부터 회의가 세 번이나 있어서 정말 힘들었다 점심도 먹지 못하고 계속 일만 했다 "
        * 4
    )
    assert len(cut(text)) > 1


@given(
    st.text(
        alphabet=st.sampled_from("가다요까 .!?\"'”()[]…\n\tabA1ㅋㅠ。-") | st.characters(),
        max_size=400,
    )
)
@settings(deadline=None, max_examples=examples(150))
def test_spans_are_in_order_and_hold_every_visible_character(text: str) -> None:
    spans = sentence_spans(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(
        text.split()
    )
