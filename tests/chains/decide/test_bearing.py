"""Few reasons and good ones: what argues is kept, what only tells is not, and of one side the
strongest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from chains.decide.attach import attach
from chains.decide.by_rules.bearing import choose_reasons, share_about
from chains.decide.rules import find_by_rules
from chains.evidence.meaning import Meaning
from chains.evidence.spoken import Spoken
from decisions.strength import MOST_PROPOSED, keep_few, strongest
from journal.entry import Entry
from language.grammar.sentences import sentence_spans
from tests.chains.decide.deciding import KOREAN


class Judged(Meaning):
    """A meaning for which a sentence argues when it holds "because"."""

    def __init__(self) -> None:
        super().__init__(lambda texts: np.zeros((len(texts), 2)))

    def argues(self, texts: Sequence[str]) -> np.ndarray:
        return np.asarray([1.5 if "because" in text else -1.0 for text in texts])


def entry(body: str) -> Entry:
    return Entry(id="f" * 32, written_on=date(2024, 3, 1), body=body)


def spoken_in(body: str) -> list[Spoken]:
    return [
        Spoken(span=span, option=0, side="for", basis="", strength=1.0, link="named", worth=0.8)
        for span in sentence_spans(body)
    ]


def kept_of(body: str, weighed: float) -> list[str]:
    borne = choose_reasons(entry(body), spoken_in(body), Judged(), weighed=weighed)
    return [body[slice(*each.spoken.span)] for each in borne]


def test_what_argues_is_kept_and_what_tells_is_not() -> None:
    body = "I bought a fridge. I would go because the work is calm. It rained on the way."
    assert kept_of(body, 1) == ["I would go because the work is calm."]


def test_an_entry_about_something_else_has_to_argue_more() -> None:
    body = "I might, because of the pay."
    assert kept_of(body, 1) == [body]
    assert kept_of(body, share_about(sentences=40, naming=1)) == []
    assert share_about(40, 1) < share_about(4, 1) < 1


def test_what_somebody_says_in_the_middle_of_a_quotation_is_none() -> None:
    body = "She said: “Go. You must go because the pay is good. I did.”"
    assert kept_of(body, 1) == []


def test_of_one_side_only_the_strongest_stay_and_what_counts_always_does() -> None:
    (found,) = find_by_rules(KOREAN)
    (reason, *_) = found.reasons
    many = tuple(
        replace(reason, id=f"{at}", value=replace(reason.value, bearing=10 + at)) for at in range(9)
    )
    assert [each.id for each in keep_few(many)] == [f"{at}" for at in range(5, 9)]
    confirmed = replace(many[0], confirmed_at=found.created_at)
    assert confirmed in keep_few((confirmed, *many[1:]))
    best, rest = strongest(many, 2)
    assert [each.id for each in best] == ["7", "8"]
    assert len(rest) == 7


def test_a_stronger_reason_takes_the_place_of_the_weakest() -> None:
    (found,) = find_by_rules(KOREAN)
    (reason, *_) = found.reasons
    texts = [f"reason {at}" for at in range(MOST_PROPOSED + 1)]
    assert reason.quote is not None
    quoted = [
        replace(
            reason,
            id=text,
            value=replace(reason.value, bearing=50 + at),
            quote=replace(reason.quote, text=text),
        )
        for at, text in enumerate(texts)
    ]
    full = replace(found, reasons=tuple(quoted[:-1]))
    more, added = attach(full, replace(found, reasons=(quoted[-1],), tensions=(), stances=()))
    assert [each.id for each in more.reasons] == texts[1:]
    assert added >= 1
