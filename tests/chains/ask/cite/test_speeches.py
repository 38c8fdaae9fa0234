"""A speech that a model points into is shown whole, with who says it."""

from __future__ import annotations

import pytest

from chains.ask.cite.speeches import add_speeches
from chains.ask.events import Citation
from chains.evidence.sources import Source, number_sources
from tests.chains.ask.ranked import entry
from vectorstore.passages import pieces

KOREAN = '밥을 먹었다. 형이 말했다. "여섯 시면 퇴근이야. 주말은 진짜 주말이고." 월급은 적다.'
ENGLISH = "We ate. Huw looked up. “Sell it to you cheap. I mean it.” Then he left."
FRAMED = 'We ate. "What? Now?" he asked. I left.'
PARAGRAPHS = "We ate.\n\n“Sell it. I mean it.” Huw looked up.\n\nI left."


def sources_of(body: str) -> tuple[Source, ...]:
    return number_sources([entry("a", body)], {"a": pieces(body)})


def cite(body: str, *quotes: str) -> list[Citation]:
    return [
        Citation(
            number=number,
            entry_id="a",
            start=body.index(quote),
            end=body.index(quote) + len(quote),
            quote=quote,
        )
        for number, quote in enumerate(quotes, 1)
    ]


@pytest.mark.parametrize(
    ("body", "quote", "shown"),
    [
        (
            KOREAN,
            '주말은 진짜 주말이고."',
            '형이 말했다. "여섯 시면 퇴근이야. 주말은 진짜 주말이고."',
        ),
        (
            KOREAN,
            '"여섯 시면 퇴근이야.',
            '형이 말했다. "여섯 시면 퇴근이야. 주말은 진짜 주말이고."',
        ),
        (KOREAN, "월급은 적다.", "월급은 적다."),
        (ENGLISH, "I mean it.”", "Huw looked up. “Sell it to you cheap. I mean it.”"),
        (ENGLISH, "Huw looked up.", "Huw looked up."),
        (FRAMED, '"What?', '"What? Now?" he asked.'),
        (PARAGRAPHS, "“Sell it.", "“Sell it. I mean it.” Huw looked up."),
    ],
)
def test_a_sentence_cut_out_of_a_speech_is_shown_in_it(body: str, quote: str, shown: str) -> None:
    (cited,) = add_speeches(cite(body, quote), sources_of(body))
    assert f"{cited.before}{cited.quote}{cited.after}" == shown
    assert (cited.quote, cited.start) == (quote, body.index(quote))


def test_no_word_stands_twice_on_a_card() -> None:
    quotes = ('"여섯 시면 퇴근이야.', '주말은 진짜 주말이고."')
    one, two = add_speeches(cite(KOREAN, *quotes), sources_of(KOREAN))
    assert (one.before, one.after.strip(), two.before.strip(), two.after) == (
        "형이 말했다. ",
        "",
        "",
        "",
    )


def test_what_is_in_no_source_stays_as_it_is() -> None:
    nowhere = Citation(number=1, entry_id="", start=0, end=0, state="unverified")
    elsewhere = Citation(number=2, entry_id="b", start=0, end=3, quote="abc")
    given = (nowhere, elsewhere)
    assert add_speeches(given, sources_of(KOREAN)) == given
