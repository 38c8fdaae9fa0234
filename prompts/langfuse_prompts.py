"""Fetches the version of a prompt that carries the label `production` in Langfuse.

Limit: one request, one second, no retries; the SDK's own `get_prompt` repeats and caches by rules of its own.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, cast, get_args

from errors import PromptError
from prompts.library import LangfuseKeys
from prompts.prompt import Message, Prompt, Role

if TYPE_CHECKING:
    from langfuse.api import Prompt_Chat

LABEL: Final = "production"
_TIMEOUT_S: Final = 1


class LangfusePrompts:
    """The prompts of one Langfuse project."""

    def __init__(self, keys: LangfuseKeys) -> None:
        # Here, not at the first question: the import takes a second, which a turn would wait for.
        from langfuse.api import LangfuseAPI

        self._prompts = LangfuseAPI(
            base_url=keys.base_url, username=keys.public_key, password=keys.secret_key, timeout=_TIMEOUT_S
        ).prompts

    def fetch(self, local: Prompt) -> Prompt | None:
        """Return the version in use, or None when Langfuse has no prompt of that name.

        Raises:
            PromptError: it is not a chat prompt with the same variables.
            ConnectionError: the server is away, refuses the keys or answers nonsense.
        """
        import httpx
        from langfuse.api import NotFoundError, Prompt_Chat
        from langfuse.api.core import ApiError
        from pydantic import ValidationError

        try:
            found = self._prompts.get(
                local.name, label=LABEL, request_options={"max_retries": 0, "timeout_in_seconds": _TIMEOUT_S}
            )
        except NotFoundError:
            return None
        except (ApiError, httpx.HTTPError, ValidationError, json.JSONDecodeError, UnicodeDecodeError) as error:
            raise ConnectionError(type(error).__name__) from error
        if not isinstance(found, Prompt_Chat):
            raise _refused(local, found.version, "it is not a chat prompt")
        return _as_prompt(found, local)


def _as_prompt(found: Prompt_Chat, local: Prompt) -> Prompt:
    from langfuse.model import ChatPromptClient

    messages: list[Message] = []
    for message in found.prompt:
        role, content = getattr(message, "role", None), getattr(message, "content", None)
        if role not in get_args(Role) or not isinstance(content, str):
            raise _refused(local, found.version, "it has a message that is neither system, user nor assistant")
        messages.append((cast(Role, role), content))
    try:
        return Prompt(
            name=local.name,
            version=str(found.version),
            source="langfuse",
            template=tuple(messages),
            variables=local.variables,
            config=found.config if isinstance(found.config, dict) else {},
            note=found.commit_message or "",
            link=ChatPromptClient(found),
        )
    except PromptError as error:
        raise _refused(local, found.version, str(error.values["reason"])) from error


def _refused(local: Prompt, version: int, reason: str) -> PromptError:
    return PromptError(
        "Version {version} of the prompt {name} in Langfuse is refused: {reason}.",
        hint="Edit it in Langfuse so that it has the variables of the local file.",
        key="prompt.refused",
        version=version,
        name=local.name,
        reason=reason,
    )
