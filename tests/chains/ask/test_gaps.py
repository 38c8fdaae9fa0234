"""Whether what a model calls missing is missing, by words alone; with meaning:
`python -m evaluation gaps`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chains.ask.gaps import ReadSentence, check_gaps, sentences_read
from chains.evidence.sources import number_sources
from tests.chains.ask.ranked import entry
from vectorstore.index import JournalIndex, open_index

ENTRIES = (
    entry(
        "offer",
        "The bakery in Leith made me an offer. I can start in May. They would take me for the"
        " mornings only.",
        day=1,
    ),
    entry("salary", "My salary at the school is 2,100. The head is fine with it.", day=2),
    entry(
        "brother",
        "동생이 이사를 갔다. 새집은 작다. 창문이 하나다. 나는 월급을 받아서 어머니께 드렸다.",
        day=3,
    ),
    entry("shop", "빵집 사장님이 자리를 제안하셨다. 월급은 이백이라고 하셨다.", day=4),
)
_REST = ("Walked to the river. Nothing else to say of the day.", "산책을 했다. 비가 왔다.")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JournalIndex]:
    made = open_index(tmp_path_factory.mktemp("gaps"))
    rest = (entry(f"walk{day}", _REST[day % 2], day=day) for day in range(5, 15))
    made.sync((*ENTRIES, *rest))
    yield made
    made.close()


def given(index: JournalIndex) -> frozenset[ReadSentence]:
    """Every sentence of the journal."""
    return frozenset((e.id, end) for e in index.entries() for _, end in index.sentences(e))


@pytest.mark.parametrize(
    "gap",
    [
        "the salary of the bakery's offer",
        "whether the school would let you start later",
        "어머니가 새집을 어떻게 생각하시는지",
        "동생의 월급",
        "반려동물",
        "how Leith was at that time",
    ],
)
def test_words_that_stand_in_other_connections_make_no_gap_false(
    index: JournalIndex, gap: str
) -> None:
    read = given(index)
    assert check_gaps((gap,), index, read).gaps == (gap,)


@pytest.mark.parametrize(
    "gap",
    [
        "Leith",
        "the Leith",
        "your salary at the school",
        "the bakery's offer",
        "동생의 이사",
        "빵집의 제안",
    ],
)
def test_a_gap_whose_words_stand_close_together_is_none(index: JournalIndex, gap: str) -> None:
    read = given(index)
    checked = check_gaps((gap,), index, read)
    assert (checked.gaps, checked.quotes) == ((), ())


@pytest.mark.parametrize(
    ("gap", "entry_id", "quote"),
    [
        (
            "the bakery's offer in the mornings and the shifts",
            "offer",
            "The bakery in Leith made me an offer.",
        ),
        ("빵집 제안과 월급의 액수", "shop", "빵집 사장님이 자리를 제안하셨다."),
    ],
)
def test_of_an_entry_that_was_not_read_less_is_enough_and_it_is_quoted(
    index: JournalIndex, gap: str, entry_id: str, quote: str
) -> None:
    others = (place for place in given(index) if place[0] != entry_id)
    checked = check_gaps((gap,), index, frozenset(others))
    assert checked.gaps == ()
    assert [(each.entry_id, each.quote) for each in checked.quotes] == [(entry_id, quote)]
    body = next(each.body for each in ENTRIES if each.id == entry_id)
    cited = checked.quotes[0]
    assert body[cited.start : cited.end] == cited.quote
    assert f"{cited.before}{cited.quote}{cited.after}" == body  # short: shown whole


def test_the_sentences_that_a_model_was_given_were_read_and_no_others(index: JournalIndex) -> None:
    listed = entry("list", "- The bakery pays less.\n- The school is near.")
    spans = {"list": index.sentences(listed), "offer": index.sentences(ENTRIES[0])[:1]}
    read = sentences_read(number_sources((listed, ENTRIES[0]), spans))
    assert read == {(name, end) for name, own in spans.items() for _, end in own}


def test_without_entries_every_gap_holds(tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = open_index(tmp_path_factory.mktemp("empty"))
    assert check_gaps(("money",), empty, frozenset()).gaps == ("money",)
    empty.close()
