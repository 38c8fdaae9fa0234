"""What the model is shown: whatever is in the entries, spans stay exact and text stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from chains.evidence.render import plain, render_sources
from chains.evidence.sources import Source, Span, number_sources
from chains.models.window import estimate_tokens
from journal.entry import Entry
from tests.properties import examples

BODY = "하나다. 둘이다. 셋이다. 넷이다.\n\n다섯이다."
SPANS = tuple((m.start(), m.end()) for m in re.finditer(r"[가-힣]+\.", BODY))


def entry(body: str = BODY, entry_id: str = "e", day: date = date(2024, 1, 1)) -> Entry:
    return Entry(id=entry_id, written_on=day, title="제목", body=body)


def numbered(body: str, spans: Iterable[Span]) -> tuple[Source, ...]:
    return number_sources([entry(body)], {"e": tuple(spans)})


def test_a_list_mark_is_layout_and_no_part_of_the_sentence() -> None:
    body = "- 석사를 한다\n2. Find a job\n> 그가 한 말\n3~4년 뒤에"
    (source,) = numbered(body, (match.span() for match in re.finditer(r"[^\n]+", body)))
    assert [source.text(span) for span in source.sentences] == [
        "석사를 한다",
        "Find a job",
        "그가 한 말",
        "3~4년 뒤에",
    ]


def test_neighbours_become_one_source_and_gaps_split_them() -> None:
    sources = numbered(BODY, [SPANS[1], SPANS[2], SPANS[0], SPANS[1], SPANS[4]])
    assert [source.sentences for source in sources] == [SPANS[0:3], SPANS[4:5]]
    assert [source.number for source in sources] == [1, 2]


def test_oldest_first() -> None:
    old, new = entry(entry_id="z", day=date(2020, 1, 1)), entry(entry_id="a", day=date(2024, 1, 1))
    sources = number_sources([new, old], {"a": SPANS, "z": SPANS})
    assert [source.entry_id for source in sources] == ["z", "a"]


def test_korean_is_counted_on_the_safe_side() -> None:
    assert estimate_tokens("대학원에 갈까") >= 7
    assert estimate_tokens("a" * 350) >= 100


@settings(deadline=None, max_examples=examples(150))
@given(st.text(alphabet=st.sampled_from("가a1.[]【】<>/journal\n#\u200b\u202e‹ "), max_size=120))
def test_entry_text_cannot_pose_as_anything_else(text: str) -> None:
    body = f"앞. {text} 뒤."
    shown = render_sources(numbered(body, ((0, 2), (3, len(body)))))
    assert "<" not in shown
    assert re.findall(r"\[.*?\]", shown) == ["[1.1]", "[1.2]"]
    assert len(shown.splitlines()) == 3
    assert "\n" not in plain(text)


@settings(deadline=None, max_examples=examples(150))
@given(
    st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=9)
)
def test_every_sentence_stands_once_and_in_order(body: str, cuts: list[Span]) -> None:
    spans = [(min(a, b), min(max(a, b), len(body))) for a, b in cuts if min(a, b) < len(body)]
    sources = number_sources([entry(body)], {"e": [(a, b) for a, b in spans if a < b]})
    flat = [span for source in sources for span in source.sentences]
    assert all(a < b <= len(body) for a, b in flat)
    assert all(first[1] <= second[0] for first, second in pairwise(flat))
    assert [source.number for source in sources] == list(range(1, len(sources) + 1))
