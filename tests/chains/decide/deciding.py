"""What the tests of finding decisions share: entries with a choice in them, and replies that point
into one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from langchain_core.language_models import BaseChatModel

from chains.decide.entry_reader import EntryReader
from chains.decide.finder import DecisionFinder
from chains.evidence.meaning import Meaning
from decisions.record import Decision, quotes
from decisions.store import DecisionStore
from journal.entry import Entry
from language.grammar.sentences import sentence_spans
from prompts.library import build_prompt_library
from tracing.null import NullTracer

KOREAN = Entry(
    id="a" * 32,
    written_on=date(2024, 4, 30),
    title="오랜만에",
    body=(
        "연구실에서 논문을 읽는 일은 재미있었다. 그런데 회사 인턴을 해 보니 확실히 연구하는 것보다"
        " 재밌다.\n"
        "나는 사람들이 쓰는 것을 만들고 싶다. 나는 이제 어떤 선택을 해야 할까? 요즘 채용공고는"
        " 대부분 석사 이상이다.\n"
        "- 공고가 석사 이상이기 때문에 대학원을 진학하여 (재미없는) 연구를 2년 한 후 취업\n"
        "- 학사 수준의 개발자로 취업 후 경력 쌓기.\n\n"
        "서두를 필요는 없다. 아직 4-1이기 때문에 4-2학기 학교를 다니면서 생각한 후 그때 선택해도"
        " 늦지 않을 것 같다. "
        "지금은 인턴을 열심히 하고 토익 성적만 따는 데에 집중하자."
    ),
)
ENGLISH = Entry(
    id="b" * 32,
    written_on=date(2024, 11, 2),
    body=(
        "Should I take the job at the startup or go to grad school? Research is lonely and I was"
        " bored in the lab. My internship was more fun than research because people used what I"
        " built. I'll decide by March. I need to ask my professor for a letter for grad school."
    ),
)
NOTHING = Entry(
    id="c" * 32,
    written_on=date(2024, 5, 1),
    body="비가 왔다. 저녁은 칼국수. 뭐 먹을까, 짜장 아니면 짬뽕?",
)


def cut_exactly(found: Iterator[Decision] | tuple[Decision, ...], entry: Entry) -> None:
    """Every quote in what was found is a cut of the entry."""
    for decision in found:
        for quote in quotes(decision):
            assert entry.body[quote.start : quote.end] == quote.text


def pointed(sentences: tuple[tuple[int, int], ...], words: str) -> str:
    """Return the pointer to the sentence of KOREAN that holds these words."""
    at = next(n for n, (a, b) in enumerate(sentences, 1) if words in KOREAN.body[a:b])
    return f"1.{at}"


def good_reply() -> dict[str, object]:
    """Return a decision as a good model finds it in KOREAN."""
    spans = sentence_spans(KOREAN.body)
    at = {
        word: pointed(spans, word)
        for word in (
            "선택을 해야",
            "석사 이상이기",
            "학사",
            "4-2",
            "이상이다",
            "보다 재밌",
            "읽는",
            "쓰는 것",
        )
    }
    return {
        "known": None,
        "question": "대학원 진학 vs 취업",
        "asked_at": at["선택을 해야"],
        "options": [
            {"label": "대학원 진학", "at": at["석사 이상이기"]},
            {"label": "취업", "at": f"[{at['학사']}]"},
            {"label": "4-2학기까지 기다리기", "at": at["4-2"]},
        ],
        "reasons": [
            {
                "option": "대학원 진학",
                "side": "for",
                "at": at["이상이다"],
                "basis": "fact",
                "about": "요즘",
            },
            {
                "option": "대학원 진학",
                "side": "against",
                "at": at["석사 이상이기"],
                "basis": "assumption",
                "about": "",
            },
            {
                "option": "취업",
                "side": "for",
                "at": at["보다 재밌"],
                "basis": "experience",
                "about": "",
            },
        ],
        "tensions": [{"at": at["읽는"], "against": at["석사 이상이기"]}],
        "criteria": [{"label": "사람들이 쓰는 것", "at": at["쓰는 것"]}],
        "stances": [
            {"option": "4-2학기까지 기다리기", "lean": 1, "confidence": None, "at": at["4-2"]}
        ],
        "decide_by": {
            "words": "4-2학기 학교를 다니면서",
            "at": at["4-2"],
            "first": None,
            "last": None,
        },
        "unknowns": [],
        "advice": [],
        "actions": [],
    }


def reader(model: BaseChatModel | None = None, meaning: Meaning | None = None) -> EntryReader:
    return EntryReader(
        model=model,
        prompts=build_prompt_library(),
        tracer=NullTracer(),
        seconds=60,
        meaning=meaning,
    )


def reply(*decisions: object) -> str:
    """Return decisions as the text of a reply."""
    return json.dumps({"decisions": list(decisions)}, ensure_ascii=False)


def finder(
    store: DecisionStore,
    tmp_path: Path,
    model: BaseChatModel | None = None,
    more: Sequence[Entry] = (),
) -> DecisionFinder:
    """Return a finder over the entries of this module, and `more`."""
    return DecisionFinder(
        store=store,
        reader=reader(model),
        ledger=tmp_path / "state" / "read.json",
        entries=lambda: (KOREAN, ENGLISH, NOTHING, LATER, *more),
    )


LATER = Entry(
    id="e" * 32,
    written_on=date(2024, 8, 1),
    body="대학원은 이제 진짜 아니다. 회사에서 일하는 게 더 재밌다.",
)
