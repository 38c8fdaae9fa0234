"""The model's words on their way to the screen: whatever it writes, quotations are exact and
numbers agree.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chains.ask.cite.answer_reader import AnswerReader
from chains.ask.events import Answer
from chains.ask.transcript import Transcript
from chains.evidence.sources import Source
from language.options.find import AskedOption
from tests.properties import examples

BODY = (
    "요즘 AI 모집공고를 보면 대부분이 석사 학위 이상이다. 확실히 연구하는 것보다 재밌다. I don't"
    " know what to do yet. "
    "서두를 필요는 없다. See [1] and ![x](http://evil.example/a.png) <b>now</b>."
)
OTHER = "2년 뒤에는 “전문연구요원” 자리도 있다고 했다. 교수님은 'AI 너 뭐 돼?'라고 하셨다."
OPTIONS = (
    AskedOption(label="대학원", phrases=("대학원",)),
    AskedOption(label="취업", phrases=("취업",)),
)


def _source(number: int, body: str) -> Source:
    spans = tuple((m.start(), m.end()) for m in re.finditer(r"\S[^.]*\.", body))
    return Source(
        number=number,
        entry_id=f"e{number}",
        written_on=date(2024, 4, number),
        title="t",
        body=body,
        sentences=spans,
    )


SOURCES = (_source(1, BODY), _source(2, OTHER))
BODIES = {source.entry_id: source.body for source in SOURCES}


def read(
    text: str, piece: int = 7, mentions: str = "대학원에 갈까, 취업할까?"
) -> tuple[Answer, AnswerReader]:
    reader, transcript = AnswerReader(SOURCES, OPTIONS, mentions), Transcript()
    for start in range(0, len(text), piece):
        for token in reader.feed(text[start : start + piece]):
            transcript.add(token)
    for token in reader.close():
        transcript.add(token)
    return transcript.answer("complete", pointers_dropped=reader.pointers_dropped), reader


def texts_of(answer: Answer) -> str:
    return "\n".join([answer.text, answer.moved, *answer.gaps, answer.question])


def check_invariants(answer: Answer) -> None:
    shown = texts_of(answer)
    numbers = {int(n) for n in re.findall(r"\[(\d+)\]", shown)}
    assert (
        numbers == {c.number for c in answer.citations} == set(range(1, len(answer.citations) + 1))
    )
    for citation in answer.citations:
        if citation.state == "unverified":
            assert (citation.entry_id, citation.quote) == ("", "")
        else:
            assert citation.quote
            assert citation.quote == BODIES[citation.entry_id][citation.start : citation.end]
    for pair in (
        "“([^“”]+)”",
        "‘([^‘’]+)’",
        "「([^「」]+)」",
        "『([^『』]+)』",
        "«([^«»]+)»",
        '"([^"]+)"',
    ):
        for quoted in re.findall(pair, shown):
            assert any(quoted in body for body in BODIES.values()), quoted
    assert not re.search(r'["`]|!\[|\]\(|<[A-Za-z/!?]', shown)
    assert not re.search(
        r"^#", re.sub(r"^### (?:대학원|취업)$", "", shown, flags=re.MULTILINE), re.MULTILINE
    )


@pytest.mark.parametrize("piece", [1, 2, 5, 1000])
def test_a_good_answer_is_read_the_same_in_any_pieces(piece: int) -> None:
    answer, reader = read(
        "### 대학원\n석사를 원한다고 [1.1] 썼어요. “확실히 연구하는 것보다 재밌다”고도 [1.2]"
        " 썼어요.\n\n"
        "### 취업\n교수님 말씀 [2.1, 1.1].\n"
        "## moved\n달라졌어요 [1.4].\n## gaps\n- 돈\n- 가족\n## question\n무엇이 두렵나요?\n",
        piece,
    )
    check_invariants(answer)
    assert (
        answer.text == "### 대학원\n석사를 원한다고 [1] 썼어요. "
        "“확실히 연구하는 것보다 재밌다”[2]고도 썼어요.\n\n"
        "### 취업\n교수님 말씀 [3][1]."
    )
    assert (answer.moved, answer.gaps, answer.question) == (
        "달라졌어요 [4].",
        ("돈", "가족"),
        "무엇이 두렵나요?",
    )
    assert [c.option for c in answer.citations] == ["대학원", "대학원", "취업", ""]
    assert reader.pointers_dropped == 0


@pytest.mark.parametrize(
    "pointer",
    [
        "[1.2, 1.3]",
        "[1.2][1.3]",
        "[1.2-1.3]",
        "[1.2-3]",
        "【1.2】[1.3]",
        "[１.２; 1.3]",
        "[ 1.2 ] [1.3]",
        "[passage 1.2–3]",
    ],
)
def test_every_way_of_pointing_names_both_sentences(pointer: str) -> None:
    answer, reader = read(f"You said so {pointer}.")
    assert "재밌다" in "".join(c.quote for c in answer.citations)
    assert "I don't know" in "".join(c.quote for c in answer.citations)
    assert reader.pointers_dropped == 0
    check_invariants(answer)


def test_pointers_that_name_nothing_are_dropped_and_counted() -> None:
    answer, reader = read("A [9.9], B [1.99] , C [0.1] [2024] and D [1.1].")
    assert answer.text == "A, B, C and D [1]."
    assert reader.pointers_dropped == 4


def test_a_whole_passage_can_be_named() -> None:
    answer, _ = read("All of it [2].")
    assert answer.citations[0].quote == OTHER


@pytest.mark.parametrize(
    ("said", "shown", "state"),
    [
        ("“확실히 연구하는 것보다 재밌다”", "“확실히 연구하는 것보다 재밌다”[1]", "exact"),
        ('"확실히  연구하는것보다 재밌다."', "“확실히 연구하는 것보다 재밌다”[1]", "repaired"),
        (
            "「요즘 AI 모집공고를 보면 대부분 석사 학위 이상이다」",
            "「요즘 AI 모집공고를 보면 대부분이 석사 학위 이상이다」[1]",
            "repaired",
        ),
        ("'I don't know what to do yet'", "“I don't know what to do yet”[1]", "exact"),
        ("‘i dont know what to do yet’", "“I don't know what to do yet”[1]", "repaired"),
        ("“나는 반드시 대기업에 갈 것이다”", "나는 반드시 대기업에 갈 것이다[1]", "unverified"),
    ],
)
def test_words_in_quotation_marks_are_checked(said: str, shown: str, state: str) -> None:
    answer, _ = read(f"{said}라고 썼어요.")
    assert answer.text == f"{shown}라고 썼어요."
    assert [c.state for c in answer.citations] == [state]
    assert answer.quotes_unverified == (state == "unverified")
    check_invariants(answer)


def test_an_elided_quotation_is_checked_in_parts() -> None:
    answer, _ = read("“요즘 AI 모집공고를 … 석사 학위 이상이다”")
    assert answer.text.startswith("“요즘 AI 모집공고를”")
    check_invariants(answer)


def test_words_of_the_question_and_single_words_are_no_false_quotations() -> None:
    answer, _ = read(
        "“대학원에 갈까”라는 물음이고 ‘돈’ 얘기는 없어요. It's don't.",
        mentions="대학원에 갈까, 취업할까?",
    )
    assert answer.text == "대학원에 갈까라는 물음이고 돈 얘기는 없어요. It’s don’t."
    assert answer.citations == ()


@pytest.mark.parametrize(
    "text",
    [
        "![](http://evil.example/x.png)",
        "![a][1.1]",
        "[click](http://evil.example)",
        "[1.1](http://evil.example)",
        "<img src=http://evil.example>",
        "<script>alert(1)</script>",
        "`code` ```block",
        "> 나는 대기업에 갈 것이다",
        "[[1.1]](x)",
        "[`1]",
        "[<b>1]",
        "“![](http://evil.example/a.png) <b>now</b>”",
        "“See [1] and”",
        "[1.1]: http://evil.example",
    ],
)
@pytest.mark.parametrize("piece", [1, 100])
def test_markup_is_defused(text: str, piece: int) -> None:
    answer, _ = read(f"A {text} B", piece)
    check_invariants(answer)
    assert "](" not in answer.text
    answer, _ = read(text, piece)
    check_invariants(answer)
    assert not answer.text.startswith(">")


def test_headings_are_read_in_the_shapes_that_models_write_them() -> None:
    answer, _ = read(
        "### **대학원**\nA [1.1]\n**Moved**\nB [1.2]\n##gaps:\n* C\n2. D\n# Question\nE?\nF?\n"
    )
    assert answer.text == "### 대학원\nA [1]"
    assert (answer.moved, answer.gaps, answer.question) == ("B [2]", ("C", "D"), "E?")


def test_thinking_aloud_is_left_out() -> None:
    answer, _ = read("<think>First, [1.1] …\n</think>\n\nHello [1.2].", 3)
    assert answer.text == "Hello [1]."


def test_an_open_quotation_is_shown_at_the_end_of_its_line() -> None:
    answer, _ = read("그는 “확실히 연구 [1.2]\n다음 줄")
    assert answer.text == "그는 확실히 연구 [1]\n다음 줄"


_MARKS = tuple("[]“”\"'‘’「」«»!()<>`\n12.,…a#-\u2028\ue000 ")
_WORDS: tuple[str, ...] = (
    "[1.1]",
    "[1.2",
    "【2.1】",
    "[9.9]",
    "**",
    "<think>",
    "http://evil.example",
    "전문연구요원",
    "I don't know",
)
_WORDS += (
    "확실히 연구하는 것보다 재밌다",
    "서두를 필요는",
    "없다",
    "## gaps\n",
    "### 취업\n",
    "## question\n",
)
_PIECES = st.sampled_from(_MARKS + _WORDS)


@settings(deadline=None, max_examples=examples(200))
@given(st.lists(_PIECES, max_size=30), st.integers(min_value=1, max_value=40))
def test_no_mix_of_marks_breaks_the_promises(pieces: list[str], piece: int) -> None:
    answer, _ = read("".join(pieces), piece)
    check_invariants(answer)


@settings(deadline=None, max_examples=examples(100))
@given(st.text(max_size=300), st.integers(min_value=1, max_value=50))
def test_no_text_breaks_the_promises(text: str, piece: int) -> None:
    answer, _ = read(text, piece)
    check_invariants(answer)


@settings(deadline=None, max_examples=examples(150))
@given(st.lists(_PIECES, max_size=25), st.integers(min_value=1, max_value=30))
def test_how_the_stream_is_cut_changes_nothing(pieces: list[str], piece: int) -> None:
    text = "".join(pieces)
    assert read(text, piece)[0] == read(text, 10_000)[0]
