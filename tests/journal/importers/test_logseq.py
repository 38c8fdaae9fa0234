"""Logseq: a day a page, the words as they stand, and nothing that Logseq noted for itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from journal.entry import Entry
from journal.importers import FILE_IMPORTERS
from journal.importers.base import How
from journal.importers.folder import FolderImporter
from journal.problems import ImportProblem

SAMPLES = Path(__file__).parents[1] / "samples"
SEOUL = How(zone="Asia/Seoul")


def read(folder: Path) -> list[Entry | ImportProblem]:
    return list(FolderImporter(FILE_IMPORTERS).read(folder, SEOUL))


def entries_of(folder: Path) -> list[Entry]:
    return [item for item in read(folder) if isinstance(item, Entry)]


def test_a_day_is_the_one_of_its_name_and_its_bullets_stand() -> None:
    first, second = entries_of(SAMPLES / "logseq")

    assert (first.written_on, second.written_on) == (date(2024, 5, 11), date(2024, 5, 10))
    assert second.tags == ("이직", "회고", "면접")
    assert second.title == ""
    assert "- 오늘은 [[두 번째 회사]] 면접을 봤다. #면접\n\t- 질문이 좋았다." in second.body
    assert "> 사람을 보고 고르세요." in second.body
    assert "id:: 이 줄은 코드라서 남는다" in second.body
    assert not any(word in second.body for word in ("663d9a1b", "collapsed", "CLOCK", "QUOTE"))


def test_old_copies_and_what_was_marked_in_a_paper_are_left_out() -> None:
    items = read(SAMPLES / "folder" / "logseq-graph")
    left = {item.key for item in items if isinstance(item, ImportProblem)}
    day, page = (item for item in items if isinstance(item, Entry))

    assert left == {"import.thrown_away", "import.others_words", "import.left_out"}
    assert day.written_on == date(2024, 5, 12)
    assert (page.title, page.written_on) == ("두 번째 회사", date(2024, 5, 11))


def test_a_page_of_bullets_without_a_word_is_empty(tmp_path: Path) -> None:
    home = tmp_path / "journals"
    home.mkdir()
    (home / "2024_05_10.md").write_text("-\n- \n\t-\n", encoding="utf-8")

    [problem] = read(tmp_path)
    assert isinstance(problem, ImportProblem)
    assert problem.key == "import.empty"


def test_a_folder_of_another_program_that_is_called_pages_is_not_logseqs(tmp_path: Path) -> None:
    home = tmp_path / "pages"
    home.mkdir()
    (home / "2024-05-10.md").write_text("A page of a site.\n", encoding="utf-8")

    assert [each.source for each in entries_of(tmp_path)] == ["markdown"]


def test_a_day_with_front_matter_or_prose_is_another_programs(tmp_path: Path) -> None:
    home = tmp_path / "journals"
    home.mkdir()
    (home / "2024-05-10.md").write_text("---\ntags: [a]\n---\nWords.\n", encoding="utf-8")
    (home / "2024-05-11.md").write_text("Just words.\n", encoding="utf-8")
    (home / "2024-05-12.md").write_text("- A bullet.\n", encoding="utf-8")

    assert [each.source for each in entries_of(tmp_path)] == ["markdown", "markdown", "logseq"]


def test_a_name_holds_a_slash_as_logseq_writes_it(tmp_path: Path) -> None:
    for folder in ("pages", "logseq"):
        (tmp_path / folder).mkdir()
    (tmp_path / "pages" / "work___team%3A one.md").write_text("- Notes.\n", encoding="utf-8")

    assert entries_of(tmp_path)[0].title == "work/team: one"
