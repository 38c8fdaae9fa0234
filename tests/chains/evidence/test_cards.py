"""What a card shows of an entry: whole sentences, in runs that never overlap, whatever the text."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from chains.evidence.cards import RUN_ROOM, WHOLE_ROOM, cut_runs
from chains.evidence.sources import without_layout
from tests.properties import examples
from vectorstore.passages import pieces

_PIECES: Final = (
    "오늘은 연구실에 갔다. ",
    "I went home early and made tea. ",
    "그는 말했다. ",
    "“그냥 해. ",
    "지금이 아니면 언제 해?” ",
    "라고 했다. ",
    "왜냐면 돈이 없었기 때문이다.\n\n",
    "- 할 일\n",
    "a" * 320 + ". ",
    "가" * 200 + ". ",
    "?! ",
    "He said “no.” ",
)
_TEXT = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=40).map("".join) | st.text(
    min_size=1, max_size=2500
)


@settings(deadline=None, max_examples=examples(200))
@given(_TEXT, st.data(), st.integers(1, 4))
def test_runs_hold_whole_sentences_in_order_and_never_overlap(
    body: str, data: st.DataObject, most: int
) -> None:
    sentences = pieces(body)
    assume(sentences)
    scores = data.draw(st.lists(st.floats(-5, 5), min_size=len(sentences), max_size=len(sentences)))
    runs = cut_runs(body, sentences, scores, most=most)
    assert 1 <= len(runs) <= most
    assert all(one.end <= two.start for one, two in pairwise(runs))
    starts, ends = {start for start, _ in sentences}, {end for _, end in sentences}
    lit: list[float] = []
    for run in runs:
        assert run.start in starts
        assert run.end in ends
        # A list mark at its beginning is layout: shown, but not lit.
        inside = [
            at
            for at, (start, end) in enumerate(sentences)
            if start < run.lit[1] >= end > run.lit[0]
        ]
        first, last = sentences[inside[0]], sentences[inside[-1]]
        assert run.lit == without_layout(body, (first[0], last[1]))
        lit.append(max(scores[at] for at in inside))
        assert run.start <= run.lit[0] < run.lit[1] <= run.end
        before, after = body[run.start : run.lit[0]], body[run.lit[1] : run.end]
        assert before + body[slice(*run.lit)] + after == body[run.start : run.end]
    best = max(range(len(sentences)), key=lambda at: scores[at])
    assert max(lit) == scores[best]
    assert all(score >= 0 for score in lit) or len(runs) == 1 or sorted(lit)[-2] >= 0


@settings(deadline=None, max_examples=examples(100))
@given(st.lists(st.sampled_from(("한 일이 있다. ", "He waited. ")), min_size=1, max_size=20))
def test_a_short_entry_is_shown_whole(parts: list[str]) -> None:
    body = "".join(parts)
    sentences = pieces(body)
    (run,) = cut_runs(body, sentences, [0.0] * len(sentences))
    assert (run.start, run.end) == (sentences[0][0], sentences[-1][1])


def test_a_long_entry_is_cut_round_what_answers_with_more_of_what_follows() -> None:
    body = " ".join(f"문장 {at}번이 여기에 이렇게 길게 서 있었다." for at in range(60))
    sentences = pieces(body)
    scores = [0.0] * len(sentences)
    scores[10], scores[40] = 3.0, 2.0
    runs = cut_runs(body, sentences, scores)
    assert [run.lit for run in runs] == [sentences[10], sentences[40]]
    for run in runs:
        assert run.end - run.start < RUN_ROOM < WHOLE_ROOM
        assert run.end - run.lit[1] > run.lit[0] - run.start > 0


def test_a_card_shows_an_entry_beside_what_another_card_shows_of_it() -> None:
    body = " ".join(f"문장 {at}번이 여기에 이렇게 길게 서 있었다." for at in range(30))
    sentences = pieces(body)
    scores = [float(at == 10) for at in range(30)]
    besides = frozenset(range(8, 13))
    (run,) = cut_runs(body, sentences, scores, most=1, besides=besides)
    taken = {at for at, (start, _) in enumerate(sentences) if run.start <= start < run.end}
    assert taken
    assert not taken & besides


def test_a_sentence_with_a_negative_score_gets_no_run_of_its_own() -> None:
    body = " ".join(f"문장 {at}번이 여기에 이렇게 길게 서 있었다." for at in range(60))
    sentences = pieces(body)
    scores = [-100.0] * len(sentences)
    scores[10] = 1.0
    assert [run.lit for run in cut_runs(body, sentences, scores)] == [sentences[10]]


@settings(deadline=None, max_examples=examples(150))
@given(
    st.lists(
        st.sampled_from(
            (
                "오늘은 연구실에 가서 늦게까지 논문을 읽고 돌아왔다. ",
                "그는 이렇게 말했다. “그냥 해. 지금이 아니면 언제 하겠어?” ",
                "She wrote back. “Stay for a year. Then leave.” ",
                "He told me, “A job is a job.” ",
                '형이 웃었다. "여섯 시면 퇴근이야. 주말은 주말이고." ',
            )
        ),
        min_size=12,
        max_size=30,
    ),
    st.data(),
)
def test_a_pair_of_quotation_marks_is_never_cut_through_nor_lit_by_half(
    parts: list[str], data: st.DataObject
) -> None:
    body = "".join(parts)
    sentences = pieces(body)
    scores = data.draw(st.lists(st.floats(0, 5), min_size=len(sentences), max_size=len(sentences)))
    for run in cut_runs(body, sentences, scores):
        shown = body[run.start : run.end]
        assert shown.count("“") == shown.count("”")
        assert shown.find("”") == -1 or shown.find("“") < shown.find("”")
        lit = body[slice(*run.lit)]
        assert lit.count("“") == lit.count("”")
        assert shown.count('"') % 2 == lit.count('"') % 2 == 0


def test_a_long_speech_is_lit_by_its_sentence_alone() -> None:
    speech = " ".join(f"문장 {at}번이 여기에 이렇게 길게 서 있었다." for at in range(20))
    body = f"그가 말했다. “{speech}” 하고 나갔다."
    sentences = pieces(body)
    scores = [float(at == 5) for at in range(len(sentences))]
    (run,) = cut_runs(body, sentences, scores, most=1)
    assert run.lit == sentences[5]


@pytest.mark.parametrize(
    ("body", "best", "lit"),
    [
        ("Stroke. He fell in the yard. It rained.", 0, "Stroke. He fell in the yard."),
        ("I tried the door. Locked. It rained.", 1, "I tried the door. Locked."),
        ("문을 밀어 봤다. 잠겼다. 비가 왔다.", 1, "문을 밀어 봤다. 잠겼다."),
        ("36도. 고장. 기사는 열흘 뒤에 온다.", 0, "36도. 고장. 기사는 열흘 뒤에 온다."),
        ("I tried the door.\n\nLocked.\n\nIt rained.", 1, "Locked."),
        ("He fell in the yard this morning. It rained.", 0, "He fell in the yard this morning."),
    ],
)
def test_a_word_or_two_are_lit_with_the_better_neighbour_of_their_paragraph(
    body: str, best: int, lit: str
) -> None:
    sentences = pieces(body)
    scores = [1.0 - 0.1 * abs(at - best) - 0.01 * at for at in range(len(sentences))]
    (run,) = cut_runs(body, sentences, scores)
    assert body[slice(*run.lit)] == lit


def test_a_speech_whose_frame_stands_in_another_run_is_lit_whole() -> None:
    far = "오늘은 연구실에 가서 늦게까지 논문을 읽고 돌아왔다. "
    speech = "그는 이렇게 말했다. “그냥 해. 지금이 아니면 언제 하겠어?” "
    other = '형이 웃었다. "여섯 시면 퇴근이야. 주말은 주말이고." '
    body = f"{far * 4}{speech}{other}{far * 5}{speech}{far * 2}"
    sentences = pieces(body)
    scores = [1.0 if at in (11, 15, 16) else 0.0 for at in range(len(sentences))]
    lit = [body[slice(*run.lit)] for run in cut_runs(body, sentences, scores)]
    assert "“그냥 해. 지금이 아니면 언제 하겠어?”" in lit
