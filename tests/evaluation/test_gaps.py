"""What a model calls missing from the journals of other lives, checked by words alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import evaluation.__main__ as command
from errors import StorageError
from evaluation.finding import LIVES
from evaluation.gaps import check_life, list_gaps, read_gaps


def test_true_gaps_are_shown_and_many_false_ones_are_not() -> None:
    checked = [check_life(LIVES / life) for life in list_gaps()]
    assert sum(each.nowhere for each in checked) == 96
    assert sum(each.told for each in checked) == 80
    assert sum(len(each.dropped) for each in checked) <= 5
    assert sum(len(each.kept) for each in checked) <= 54


def test_of_what_was_not_read_fewer_false_ones_are_shown() -> None:
    life = LIVES / "analyst"
    assert len(check_life(life, read=False).kept) < len(check_life(life).kept)


def test_the_command_prints_the_figures_and_what_is_judged_wrongly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "local_embedding", lambda: None)
    assert command.main(["gaps", "--life", "vet", "--show"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("vet: true dropped ")
    assert "/24, false kept " in said[0]
    assert "  kept     when applications for the residency close" not in said


def test_a_file_of_gaps_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "gaps.yaml").write_text("nowhere: 3\n", encoding="utf-8")
    with pytest.raises(StorageError, match="cannot be read as gaps"):
        read_gaps(tmp_path / "gaps.yaml")
