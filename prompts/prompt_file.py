"""Reads `prompts/<name>.md`: YAML front matter (name, note, variables, config), then `## system`
and `## user` parts.

Limit: nothing before the first part, and no other heading of level two with a role's name inside a
part.
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
    """Return the prompt in the file; its version is the first eight hex digits of the text's
    SHA-256.

    Raises:
        PromptError: the file is missing or malformed.
    """
    return _parsed(path, _text_of(path))


def with_edit(path: Path, edited: Prompt) -> str:
    """Return the file's text with the messages, the config and the note of `edited`; other front
    matter stays.

    Raises:
        PromptError: the file is malformed, or the edited messages cannot be written so that they
            are read the same.
    """
    text = _text_of(path)
    local = _parsed(path, text)
    front = _split(path, text)[0]
    for field, old, new in (
        ("note", local.note, edited.note or local.note),
        ("config", local.config, edited.config),
    ):
        front = front if old == new else _replaced(front, field, new)
    parts = (f"## {role}\n\n{message.strip()}\n" for role, message in edited.template)
    written = f"---\n{front}\n---\n\n" + "\n".join(parts)
    again = _parsed(path, written)
    if again.template != tuple((role, message.strip()) for role, message in edited.template):
        raise _unreadable(
            path, "an edited message holds a line that would begin another part, such as '## user'"
        )
    return written


def _parsed(path: Path, text: str) -> Prompt:
    front_text, body = _split(path, text)
    front = _front_matter(path, front_text)
    if front.get("name") != path.stem:
        raise _unreadable(path, "its name is not the file's")
    return Prompt(
        name=path.stem,
        version=hashlib.sha256(text.encode()).hexdigest()[:8],
        source="file",
        template=_parts(path, body),
        variables=_variables(path, front.get("variables") or []),
        config=_config(path, front.get("config") or {}),
        note=str(front.get("note") or ""),
    )


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, "it is missing or not UTF-8 text") from error


def _split(path: Path, text: str) -> tuple[str, str]:
    split = _FRONT.match(text)
    if split is None:
        raise _unreadable(path, "it does not start with front matter between two lines of ---")
    return split[1], split[2]


def _replaced(front: str, field: str, value: object) -> str:
    """Write one field of the front matter anew: in its line, or all of it where the field spans
    lines.
    """
    line = yaml.safe_dump(
        {field: value}, allow_unicode=True, default_flow_style=None, width=10_000
    ).rstrip()
    replaced, times = re.subn(
        rf"^{field}:[^\n]*$", lambda _: line, front, count=1, flags=re.MULTILINE
    )
    meant = {**yaml.safe_load(front), field: value}
    try:
        if times and yaml.safe_load(replaced) == meant:
            return replaced
    except yaml.YAMLError:
        pass
    return yaml.safe_dump(meant, allow_unicode=True, sort_keys=False, width=10_000).rstrip()


def _front_matter(path: Path, text: str) -> dict[str, object]:
    try:
        front = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise _unreadable(path, "its front matter is not YAML") from error
    if not isinstance(front, dict) or not front.keys() <= _FIELDS:
        raise _unreadable(
            path, "its front matter has other fields than name, note, variables, config"
        )
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
    return tuple(
        (cast(Role, role), text.strip()) for role, text in zip(parts[::2], parts[1::2], strict=True)
    )


def _unreadable(path: Path, reason: str) -> PromptError:
    return PromptError(
        "The prompt file {file} cannot be used: {reason}.",
        hint="Correct the file, or bring it back from the app's repository.",
        key="prompt.bad_file",
        file=path.name,
        reason=reason,
    )
