"""A prompt: chat messages with `{{name}}` places, rendered strictly both ways.

Invariant: a value is put in as it is and never read again, so no journal text can become a place or
an instruction of the template; every declared variable has a place and every place is declared.
JSON braces are plain text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from errors import PromptError

Role = Literal["system", "user", "assistant"]
Message = tuple[Role, str]
ROLES: Final[tuple[Role, ...]] = ("system", "user", "assistant")
_PLACE = re.compile(r"\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}")
# `{{name}` or `{{two words}}`: meant as a place, and would otherwise reach the model as it stands.
_BROKEN_PLACE = re.compile(r"\{\{\s*[A-Za-z_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A version of a prompt. `version` is Langfuse's number, or the file's hash; `config` holds
    model settings.

    `warning` says that a newer version is refused. `link` is what the tracer needs to tie an answer
    to the version: Langfuse's own prompt object, None for a file.

    Raises:
        PromptError: a place is malformed, or variables and places differ.
    """

    name: str
    version: str
    source: Literal["file", "langfuse"]
    template: tuple[Message, ...]
    variables: frozenset[str]
    config: Mapping[str, object] = field(default_factory=dict)
    note: str = ""
    link: object | None = field(default=None, repr=False, compare=False)
    warning: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.template or not any(text.strip() for _, text in self.template):
            raise _malformed(self.name, "it has no messages")
        for _, text in self.template:
            if broken := _BROKEN_PLACE.search(_PLACE.sub("", text)):
                raise _malformed(self.name, f"'{broken.group()}…' is no complete place")
        places = frozenset(_PLACE.findall("\n".join(text for _, text in self.template)))
        if places != self.variables:
            raise _malformed(
                self.name, f"declared and used variables differ: {_listed(places ^ self.variables)}"
            )

    def render(self, **values: str) -> list[Message]:
        """Return the messages with every place filled.

        Raises:
            PromptError: a variable is missing or unknown.
        """
        if values.keys() != self.variables:
            raise PromptError(
                "The prompt {name} got the wrong variables: {variables}.",
                hint="Give it exactly the variables that it declares.",
                key="prompt.wrong_variables",
                name=self.name,
                variables=_listed(values.keys() ^ self.variables),
            )
        return [
            (role, _PLACE.sub(lambda place: values[place.group(1)], text))
            for role, text in self.template
        ]


def _malformed(name: str, reason: str) -> PromptError:
    return PromptError(
        "The prompt {name} cannot be used: {reason}.",
        hint="Correct the prompt's text, or bring back the version before it.",
        key="prompt.malformed",
        name=name,
        reason=reason,
    )


def _listed(names: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(names))
