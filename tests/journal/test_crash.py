"""What would end the process: refused before a parser sees it, and named at the next start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from journal import reading_mark
from journal.store import EntryStore

ROOT = Path(__file__).parents[2]
DEEP = 40_000
NESTED = {
    "brackets": "a: " + "[" * DEEP,
    "maps": "a: " + "{a: " * DEEP,
    "both": "a: " + "[{a: " * DEEP,
    "marks": "a:\n" + "- " * DEEP,
    "keys": "? " * DEEP + "x",
    "after a carriage return": "a:\r" + "- " * DEEP,
    "after a next line": "a:\x85" + "-\t" * DEEP,
    "columns": "\n".join(f"{' ' * at}a:" for at in range(1_500)),
    "closed first": "a: " + "]" * DEEP + "[" * DEEP,
}


@pytest.mark.parametrize("front", NESTED.values(), ids=NESTED.keys())
def test_front_matter_that_only_nests_is_a_problem_of_its_file(tmp_path: Path, front: str) -> None:
    (tmp_path / "deep.md").write_text(f"---\n{front}\n---\n\nbody\n", newline="")
    (tmp_path / "good.md").write_text("good")

    loaded = EntryStore(tmp_path).load()

    assert [entry.body for entry in loaded.entries] == ["good"]
    assert [(each.path, each.key) for each in loaded.problems] == [
        ("deep.md", "frontmatter.broken")
    ]


# As if nobody had thought of what is in the file: the guard is taken away.
_UNGUARDED = (
    "import resource; resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
    "resource.setrlimit(resource.RLIMIT_STACK, (1_000_000, 1_000_000))\n"
    "import journal.frontmatter as f; f.is_too_deep_for_yaml = lambda _: False\n"
)
_START = (
    _UNGUARDED + "import sys; from pathlib import Path; from journal.store import EntryStore;"
    " EntryStore(Path(sys.argv[1]), reading=Path(sys.argv[2])).load()"
)


def test_a_file_that_ended_the_process_is_named_at_every_start_until_it_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, mark = tmp_path / "journal", tmp_path / "state" / "reading"
    journal.mkdir()
    (journal / "a.md").write_text("first")
    (journal / "나쁜 글.md").write_text("---\na:\n" + "- " * 20_000 + "\n---\n\nbody\n")
    (journal / "z.md").write_text("last")
    command = [sys.executable, "-c", _START, str(journal), str(mark)]
    died = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": "."}, check=False, capture_output=True
    )
    assert died.returncode < 0
    monkeypatch.setattr(reading_mark, "_TRIAL", _UNGUARDED + reading_mark._TRIAL)

    for _ in range(2):
        loaded = EntryStore(journal, reading=mark).load()
        assert sorted(entry.body for entry in loaded.entries) == ["first", "last"]
        assert [(each.path, each.key) for each in loaded.problems] == [
            ("나쁜 글.md", "entry.ends_the_app")
        ]
    (journal / "나쁜 글.md").unlink()
    assert EntryStore(journal, reading=mark).load().problems == ()
    assert not mark.exists()


def test_a_kill_while_reading_makes_no_entry_suspect(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("mine")
    mark = tmp_path / "state" / "reading"
    mark.parent.mkdir()
    mark.write_bytes(b"a.md\0gone.md")
    loaded = EntryStore(tmp_path, reading=mark).load()
    assert [entry.body for entry in loaded.entries] == ["mine"]
    assert not mark.exists()
