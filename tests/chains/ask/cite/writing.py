"""Sources of real sentences for the tests of what a model's words are checked against."""

from __future__ import annotations

from datetime import date

from chains.evidence.sources import Source
from language.grammar.sentences import sentence_spans


def source(number: int, body: str, *, day: date | None = None, title: str = "") -> Source:
    """Return a whole entry as one source, cut into sentences as the index cuts them."""
    return Source(
        number=number,
        entry_id=f"entry{number}",
        written_on=day or date(2024, 4, number),
        title=title,
        body=body,
        sentences=sentence_spans(body),
    )


LAB = source(
    1,
    "연구실에서 밤을 새웠다. 논문이 붙어서 기뻤다. 그래도 확실히 연구하는 것보다 인턴이 재밌다.",
    title="오랜만에",
)
OFFER = source(
    2,
    "The startup offered me a job today. I don't know what to do yet. I like shipping things.",
    title="Offer",
)
MONEY = source(3, "월급이 나온다.\n\n- 대학원 등록금은 장학금으로 낼 수 있다고 했다.")
SOURCES = (LAB, OFFER, MONEY)
