"""Reads `prompts/<name>.md`: YAML front matter (name, note, variables, config), then `## system` and `## user` parts.

Limit: nothing before the first part, and no other heading of level two with a role's name inside a part.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import cast

import yaml

from errors import PromptError
from prompts.prompt import ROLES, Message, Prompt, Role

_FRONT = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_PART = re.compile(rf"^## ({'|'.join(ROLES)})[ \t]*\n", re.MULTILINE)
_FIELDS = frozenset({"name", "note", "variables", "config"})


def read_prompt_file(path: Path) -> Prompt:
    """Return the prompt in the file; its version is the first eight hex digits of the text's SHA-256.

    Raises:
        PromptError: the file is missing or malformed.
    """
    try:
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, "it is missing or not UTF-8 text") from error
    split = _FRONT.match(text)
    if split is None:
        raise _unreadable(path, "it does not start with front matter between two lines of ---")
    front = _front_matter(path, split.group(1))
    if front.get("name") != path.stem:
        raise _unreadable(path, "its name is not the file's")
    return Prompt(
        name=path.stem,
        version=hashlib.sha256(text.encode()).hexdigest()[:8],
        source="file",
        template=_parts(path, split.group(2)),
        variables=_variables(path, front.get("variables") or []),
        config=_config(path, front.get("config") or {}),
        note=str(front.get("note") or ""),
    )


def _front_matter(path: Path, text: str) -> dict[str, object]:
    try:
        front = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise _unreadable(path, "its front matter is not YAML") from error
    if not isinstance(front, dict) or not front.keys() <= _FIELDS:
        raise _unreadable(path, "its front matter has other fields than name, note, variables, config")
    return front


def _variables(path: Path, names: object) -> frozenset[str]:
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _unreadable(path, "its variables are not a list of names")
    return frozenset(names)


def _config(path: Path, config: object) -> dict[str, object]:
    if not isinstance(config, dict) or not all(isinstance(name, str) for name in config):
        raise _unreadable(path, "its config is not a mapping")
    return config


def _parts(path: Path, body: str) -> tuple[Message, ...]:
    before, *parts = _PART.split(body)
    if before.strip() or not parts:
        raise _unreadable(path, "its text does not start with '## system' or '## user'")
    return tuple((cast(Role, role), text.strip()) for role, text in zip(parts[::2], parts[1::2], strict=True))


def _unreadable(path: Path, reason: str) -> PromptError:
    return PromptError(
        "The prompt file {file} cannot be used: {reason}.",
        hint="Correct the file, or bring it back from the app's repository.",
        key="prompt.bad_file",
        file=path.name,
        reason=reason,
    )
