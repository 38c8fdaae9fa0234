"""What the model is shown and what quotes are cut from: whatever is in the entries, spans stay
exact.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from chains.ask.events import Hits, Plan, Searched
from chains.ask.quotes_only import answer_with_quotes
from chains.evidence.render import plain, render_sources
from chains.evidence.sources import gather_sources
from chains.models.window import estimate_tokens
from errors import EntryNotFoundError
from journal.entry import Entry
from language.options.asked import AskedOption
from tests.properties import examples
from vectorstore.types import Hit, Passage

BODY = "하나다. 둘이다. 셋이다. 넷이다.\n\n다섯이다."
SPANS = tuple((m.start(), m.end()) for m in re.finditer(r"[가-힣]+\.", BODY))


def entry(body: str = BODY, entry_id: str = "e", day: date = date(2024, 1, 1)) -> Entry:
    return Entry(id=entry_id, written_on=day, title="제목", body=body)


def hit(spans: tuple[tuple[int, int], ...], of: str = "e", day: date = date(2024, 1, 1)) -> Hit:
    passage = Passage(
        id=f"{of}:{spans}", entry_id=of, start=spans[0][0], end=spans[-1][1], sentences=spans
    )
    return Hit(passage=passage, score=1, lexical=1, dense=0, written_on=day, title="제목")


def lookup(*entries: Entry) -> Callable[[str], Entry]:
    known = {each.id: each for each in entries}

    def find(entry_id: str) -> Entry:
        if entry_id not in known:
            raise EntryNotFoundError("No entry.", hint="…", key="entry.not_found")
        return known[entry_id]

    return find


def test_a_list_mark_is_layout_and_no_part_of_the_sentence() -> None:
    body = "- 석사를 한다\n2. Find a job\n> 그가 한 말\n3~4년 뒤에"
    spans = tuple(match.span() for match in re.finditer(r"[^\n]+", body))
    (source,) = gather_sources([hit(spans)], lookup(entry(body)))
    assert [source.text(span) for span in source.sentences] == [
        "석사를 한다",
        "Find a job",
        "그가 한 말",
        "3~4년 뒤에",
    ]


def test_overlapping_passages_become_one_and_gaps_split_them() -> None:
    sources = gather_sources([hit(SPANS[1:3]), hit(SPANS[0:2]), hit(SPANS[4:5])], lookup(entry()))
    assert [source.sentences for source in sources] == [SPANS[0:3], SPANS[4:5]]
    assert [source.number for source in sources] == [1, 2]


def test_oldest_first() -> None:
    old, new = entry(entry_id="z", day=date(2020, 1, 1)), entry(entry_id="a", day=date(2024, 1, 1))
    sources = gather_sources([hit(SPANS, "a"), hit(SPANS, "z")], lookup(old, new))
    assert [source.entry_id for source in sources] == ["z", "a"]


def test_what_is_gone_or_shorter_now_is_left_out() -> None:
    assert gather_sources([hit(SPANS, "gone")], lookup(entry())) == ()
    shorter = gather_sources([hit(SPANS)], lookup(entry("하나다. 둘")))
    assert [source.sentences for source in shorter] == [((0, 4),)]


def test_the_budget_keeps_the_best_and_always_one() -> None:
    hits = [hit(SPANS[4:5]), hit(SPANS[0:4])]
    assert [s.sentences for s in gather_sources(hits, lookup(entry()), budget_tokens=1)] == [
        SPANS[4:5]
    ]


def test_korean_is_counted_on_the_safe_side() -> None:
    assert estimate_tokens("대학원에 갈까") >= 7
    assert estimate_tokens("a" * 350) >= 100


@settings(deadline=None, max_examples=examples(150))
@given(st.text(alphabet=st.sampled_from("가a1.[]【】<>/journal\n#\u200b\u202e‹ "), max_size=120))
def test_entry_text_cannot_pose_as_anything_else(text: str) -> None:
    body = f"앞. {text} 뒤."
    shown = render_sources(gather_sources([hit(((0, 2), (3, len(body))))], lookup(entry(body))))
    assert "<" not in shown
    assert re.findall(r"\[.*?\]", shown) == ["[1.1]", "[1.2]"]
    assert len(shown.splitlines()) == 3
    assert "\n" not in plain(text)


_WORDS = (
    "대학원",
    "취업",
    "석사",
    "인턴",
    "재밌다",
    "the",
    "job",
    "grad school",
    ".",
    "?",
    "\n",
    "[1]",
    "“",
    " ",
)
_WORD = st.sampled_from(_WORDS)


@settings(deadline=None, max_examples=examples(100))
@given(
    st.lists(_WORD, min_size=1, max_size=40), st.lists(st.integers(0, 200), min_size=2, max_size=12)
)
def test_every_quote_is_cut_from_its_entry(words: list[str], cuts: list[int]) -> None:
    body = " ".join(words)
    borders = sorted({min(cut, len(body)) for cut in cuts} | {0, len(body)})
    spans = tuple(pairwise(borders)) or ((0, len(body)),)
    options = (
        AskedOption(label="대학원", phrases=("대학원",)),
        AskedOption(label="취업", phrases=("취업",)),
    )
    plan = Plan(question="대학원 취업", phrases=("대학원", "취업"), options=options, language="ko")
    answer = answer_with_quotes(
        plan, Hits(hits=(hit(spans),), searched=Searched(entries=1)), lookup(entry(body))
    )
    for citation in answer.citations:
        assert citation.quote == entry(body).body[citation.start : citation.end]
    for label in ("대학원", "취업"):
        mine = [c for c in answer.citations if c.option == label]
        assert len(mine) <= 5
        assert bool(mine) != (label in answer.gaps)
