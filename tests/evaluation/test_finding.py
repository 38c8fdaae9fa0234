"""`python -m evaluation finding` on a life of three entries: what is shown is counted as it is."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path

import pytest

import evaluation.__main__ as command
from chains.ask.shown import Card, Read, Shown
from errors import StorageError
from evaluation.finding import LIVES, Marked, as_figures, ask_life, by_kind, count, list_lives

_ENTRIES = {
    "2025-03-02": "The bakery oven broke again. I baked rye bread at my sister's instead.",
    "2025-06-10": "Walked along the harbour at dusk. The ferry was late and nobody minded.",
    "2026-01-15": "My teacher Ines said that I should open a second bakery in Porto.",
}
_QUESTIONS: tuple[dict[str, object], ...] = (
    {"id": "1", "kind": "who", "question": "What did Ines say?", "gold": ["open a second bakery"]},
    {"id": "2", "kind": "period", "question": "What happened in June 2025?"}
    | {"gold": ["The ferry was late"], "since": "2025-06-01", "until": "2025-06-30"},
    {"id": "3", "kind": "small_talk", "question": "Hello!", "small_talk": True},
)


@pytest.fixture
def lives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one life, for the command to ask."""
    life = tmp_path / "lives" / "baker"
    (life / "entries" / "2025").mkdir(parents=True)
    for day, body in _ENTRIES.items():
        text = f'---\nid: {day}\ndate: {day}\ntitle: ""\ntags: []\nkind: entry\n---\n\n{body}\n'
        (life / "entries" / "2025" / f"{day}.md").write_text(text, encoding="utf-8")
    lines = [json.dumps(each) for each in _QUESTIONS]
    (life / "questions.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(command, "LIVES", life.parent)
    monkeypatch.setattr(command, "list_lives", lambda: ["baker"])
    return life.parent


def test_a_life_is_asked_and_nothing_is_left(lives: Path) -> None:
    before = sorted(lives.parent.rglob("*"))
    asked = list(ask_life(lives / "baker"))
    assert [each.marked.id for each in asked] == ["1", "2", "3"]
    assert asked[0].shown.quotes[0].entry_id == "2026-01-15"
    assert asked[1].shown.since == "2025-06-01"
    assert asked[2].shown.quotes == ()
    figures = as_figures(sum((each.tally for each in asked), Counter()))
    assert figures["recall"] == 1.0
    assert (figures["none"], figures["refused"], figures["dates"]) == ("0/2", "1/1", "1/1")
    assert set(by_kind(asked)) == {"who", "period", "small_talk"}
    assert sorted(lives.parent.rglob("*")) == before


@pytest.mark.usefixtures("lives")
def test_the_command_prints_figures_cards_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["finding", "--life", "baker", "--show"]) == 0
    said = capsys.readouterr().out
    assert "## 1 What did Ines say?" in said
    assert ">* 2026-01-15  | My teacher Ines said" in said
    assert "recall 1.0" in said
    assert command.main(["finding", "--json"]) == 0
    written = json.loads(capsys.readouterr().out)
    assert written["baker"]["kinds"]["period"]["dates"] == "1/1"
    assert written["all"]["questions"] == 3


def test_what_is_missed_counts_as_missed() -> None:
    marked = Marked(
        id="1", kind="options", question="A or B?", options={"Leiden": ("one",), "Oslo": ("two",)}
    )
    card = Card(entry_id="a", written_on="", text="only one", option="Leiden", lead=True)
    wrong = Card(entry_id="c", written_on="", text="else", option="Leiden", lead=True)
    shown = Shown(
        quotes=(wrong, card),
        gaps=("Oslo",),
        since=None,
        until=None,
        sources=(Read(entry_id="b", text="two of them"),),
        finish="quotes_only",
    )
    figures = as_figures(count(marked, shown, {"a": "only one", "b": "two of them", "c": "else"}))
    assert (figures["recall"], figures["sources"], figures["entries"]) == (0.5, 0.5, 0.5)
    assert figures["lead"] == 1.0
    assert figures["false_gaps"] == "1/1"
    assert figures["options"] == "1/1"


def test_only_the_first_eight_cards_count() -> None:
    card = Card(entry_id="a", written_on="", text="else", option="", lead=False)
    right = Card(entry_id="b", written_on="", text="gold", option="", lead=False)
    shown = Shown(
        quotes=(*[card] * 8, right),
        gaps=(),
        since=None,
        until=None,
        sources=(),
        finish="quotes_only",
    )
    marked = Marked(id="1", kind="about", question="?", gold=("gold",))
    figures = as_figures(count(marked, shown, {"b": "gold"}))
    assert figures["recall"] == 0
    assert figures["none"] == "1/1"


def test_a_file_that_is_none_is_told(lives: Path) -> None:
    (lives / "baker" / "questions.jsonl").write_text('{"id": 3}', encoding="utf-8")
    with pytest.raises(StorageError):
        list(ask_life(lives / "baker"))


def test_every_life_of_the_bench_is_there_with_small_folders() -> None:
    assert list_lives() == ["analyst", "civil-engineer", "game-artist", "vet"]
    folders = [path for path in LIVES.rglob("*") if path.is_dir()]
    assert max(sum(each.is_file() for each in path.iterdir()) for path in folders) <= 20
