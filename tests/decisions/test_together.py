"""Two decisions written as one: wherever a crash falls, both are as they were or as they should
be.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from decisions.merging import merge, split, unmerge
from decisions.parts import Option
from decisions.record import Decision, written
from decisions.store import DecisionStore
from errors import StorageError
from tests.decisions.records import NOW

ROOT = Path(__file__).parents[2]
# Acts once in a process each, which dies, without unwinding anything, at the given rename: every
# write of ours ends with one.
DIES = """
import os, sys
from pathlib import Path
from tests.decisions.test_together import ACTS
home, act = Path(sys.argv[1]), sys.argv[2]
rename = Path.replace
def act_until(left):
    def replace(self, target):
        nonlocal left
        if left == 0:
            os._exit(9)
        left -= 1
        return rename(self, target)
    folder = home / str(left)
    Path.replace = replace
    ACTS[act](folder)
    os._exit(0)
for left in range(int(sys.argv[3])):
    child = os.fork()
    if not child:
        act_until(left)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
MOMENTS = 4  # the note, the two files, and none


def decision(question: str, *labels: str) -> Decision:
    options = tuple(written(Option(label=label), NOW) for label in labels)
    return Decision(id=question, created_at=NOW, question=written(question, NOW), options=options)


def _merge(folder: Path) -> None:
    store = DecisionStore(folder)
    store.save_together(*merge(store.get("first"), store.get("second")))


def _unmerge(folder: Path) -> None:
    store = DecisionStore(folder)
    store.save_together(*unmerge(store.get("first"), store.get("second")))


def _split(folder: Path) -> None:
    store = DecisionStore(folder)
    first = store.get("first")
    store.save_together(*split(first, frozenset({first.options[0].id}), "third", NOW))


ACTS = {"merge": _merge, "unmerge": _unmerge, "split": _split}


def seen(folder: Path) -> list[tuple[str, str, tuple[str, ...], str]]:
    """Return what a fresh start shows: nothing of it depends on ids that are made anew."""
    return sorted(
        (
            each.question.value,
            each.merged_into,
            tuple(option.value.label for option in each.options),
            ",".join(each.merged),
        )
        for each in DecisionStore(folder).load().decisions
    )


def begin(folder: Path, act: str) -> None:
    store = DecisionStore(folder)
    store.save(decision("first", "대학원", "취업"))
    store.save(decision("second", "창업"))
    if act == "unmerge":
        store.save_together(*merge(store.get("first"), store.get("second")))


@pytest.mark.parametrize("act", ACTS)
def test_a_kill_leaves_all_or_nothing(act: str, tmp_path: Path) -> None:
    begin(tmp_path / "whole", act)
    before = seen(tmp_path / "whole")
    ACTS[act](tmp_path / "whole")
    after = seen(tmp_path / "whole")
    assert before != after

    for left in range(MOMENTS):
        begin(tmp_path / str(left), act)
    command = [sys.executable, "-c", DIES, str(tmp_path), act, str(MOMENTS)]
    died = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert died.stdout.split() == ["9", "9", "9", "0"]
    found = [seen(tmp_path / str(left)) for left in range(MOMENTS)]
    assert found == [before, after, after, after]
    assert not list((tmp_path / "1").rglob(".together*"))


def test_a_write_that_fails_is_made_good_before_the_next_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(tmp_path, "merge")
    rename, renamed = Path.replace, []

    def refuse_the_second(self: Path, target: Path) -> Path:
        renamed.append(target)
        if len(renamed) > 2:
            raise PermissionError(13, "no")
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuse_the_second)
        with pytest.raises(StorageError):
            _merge(tmp_path)
        with pytest.raises(StorageError):
            DecisionStore(tmp_path).save(decision("other", "쉰다"))
        assert len(DecisionStore(tmp_path).load().decisions) == 2  # reading still works
    assert [each[1] for each in seen(tmp_path)] == ["", "first"]


def test_a_note_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    begin(tmp_path, "merge")
    note = tmp_path / "decisions" / ".together.json"
    note.write_text("not ours")
    assert len(DecisionStore(tmp_path).load().decisions) == 2
    assert note.read_text() == "not ours"
