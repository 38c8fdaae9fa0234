"""Takes prompts to Langfuse and back: push, pull, diff.

Promise: a version is made only where the text or the config differs, and a file is written only
when what was edited has exactly the variables that the app fills.
"""

from __future__ import annotations

import difflib
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol

from prompts.library import FOLDER
from prompts.prompt import Prompt
from prompts.prompt_file import read_prompt_file, with_edit

LATEST: Final = "latest"
Done = Literal["created", "labelled", "unchanged", "written", "absent"]


class Desk(Protocol):
    """Where versions are kept."""

    def fetch(self, local: Prompt, *, label: str) -> Prompt | None: ...
    def create(self, prompt: Prompt, *, label: str) -> int: ...
    def give_label(self, prompt: Prompt, *, label: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was done for one prompt; `version` is Langfuse's, empty when there is none."""

    name: str
    done: Done
    version: str = ""


def push(name: str, desk: Desk, *, label: str, folder: Path = FOLDER) -> Outcome:
    """Make the file's text the version with the label: a new one, or the newest if it has that text
    already.

    Raises:
        PromptError: the file is malformed, or what carries the label in Langfuse does not fit the
            app.
        ConnectionError: Langfuse is away, or refuses the keys.
    """
    local = read_prompt_file(folder / f"{name}.md")
    labelled = desk.fetch(local, label=label)
    if labelled is not None and is_same(local, labelled):
        return Outcome(name=name, done="unchanged", version=labelled.version)
    newest = desk.fetch(local, label=LATEST)
    if newest is not None and is_same(local, newest):
        desk.give_label(newest, label=label)
        return Outcome(name=name, done="labelled", version=newest.version)
    return Outcome(name=name, done="created", version=str(desk.create(local, label=label)))


def pull(name: str, desk: Desk, *, label: str, folder: Path = FOLDER) -> Outcome:
    """Write the version with the label into the file; its front matter stays but for note and
    config.

    Raises:
        PromptError: it has other variables than the app fills, or cannot stand in a file.
        ConnectionError: Langfuse is away, or refuses the keys.
    """
    path = folder / f"{name}.md"
    local = read_prompt_file(path)
    edited = desk.fetch(local, label=label)
    if edited is None:
        return Outcome(name=name, done="absent")
    if is_same(local, edited):
        return Outcome(name=name, done="unchanged", version=edited.version)
    _write(path, with_edit(path, edited))
    return Outcome(name=name, done="written", version=edited.version)


def diff(name: str, desk: Desk, *, label: str, folder: Path = FOLDER) -> str:
    """Return what pulling would change in the prompt, as a unified diff; empty when nothing would.

    Raises:
        PromptError, ConnectionError: as `pull`.
    """
    local = read_prompt_file(folder / f"{name}.md")
    edited = desk.fetch(local, label=label)
    if edited is None:
        return f"{name}: not in Langfuse under the label {label}\n"
    lines = difflib.unified_diff(
        _lines(local),
        _lines(edited),
        f"prompts/{name}.md",
        f"Langfuse {name}@{edited.version}",
        n=3,
    )
    return "".join(lines)


def is_same(one: Prompt, other: Prompt) -> bool:
    """Say whether two versions would send the same messages with the same settings."""
    return _lines(one) == _lines(other)


def _lines(prompt: Prompt) -> list[str]:
    text = "\n\n".join(f"## {role}\n\n{_tidy(message)}" for role, message in prompt.template)
    config = f"config: {json.dumps(prompt.config, ensure_ascii=False, sort_keys=True)}\n\n"
    return (config + text + "\n").splitlines(keepends=True)


def _tidy(message: str) -> str:
    return message.replace("\r\n", "\n").strip()


def _write(path: Path, text: str) -> None:
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False
    ) as part:
        part.write(text)
    Path(part.name).chmod(path.stat().st_mode)
    Path(part.name).replace(path)
