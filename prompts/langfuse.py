"""Fetches the version of a prompt that carries the label `production` in Langfuse.

Limit: one request, ten seconds, no retries; the SDK's own `get_prompt` repeats and caches by rules
of its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol, TypeVar, cast, get_args

from pydantic import SecretStr

from errors import PromptError
from prompts.prompt import Message, Prompt, Role

if TYPE_CHECKING:
    from langfuse.api import Prompt_Chat
    from langfuse.api.core import RequestOptions

LABEL: Final = "production"
_TIMEOUT_S: Final = 10  # in the background; how long a turn waits is the library's to say
_T = TypeVar("_T")


class LangfuseKeys(Protocol):
    """Where a Langfuse project is and the keys to it."""

    @property
    def base_url(self) -> str: ...
    @property
    def public_key(self) -> str: ...
    @property
    def secret_key(self) -> SecretStr: ...


class LangfusePrompts:
    """The prompts of one Langfuse project."""

    def __init__(self, keys: LangfuseKeys, *, seconds: int = _TIMEOUT_S) -> None:
        # Here, not at the first question: the import takes a second, which a turn would wait for.
        from langfuse.api import LangfuseAPI

        self._api = LangfuseAPI(
            base_url=keys.base_url,
            username=keys.public_key,
            password=keys.secret_key.get_secret_value(),
            timeout=seconds,
        )
        self._options: RequestOptions = {"max_retries": 0, "timeout_in_seconds": seconds}

    def fetch(
        self, local: Prompt, *, label: str = LABEL, version: int | None = None
    ) -> Prompt | None:
        """Return the version with the label, or that version, or None when Langfuse has none.

        Raises:
            PromptError: it is not a chat prompt with the same variables.
            ConnectionError: the server is away, refuses the keys or answers nonsense.
        """
        from langfuse.api import NotFoundError, Prompt_Chat

        wanted = {"label": label} if version is None else {"version": version}
        try:
            found = self._asked(
                lambda: self._api.prompts.get(local.name, **wanted, request_options=self._options)
            )
        except NotFoundError:
            return None
        if not isinstance(found, Prompt_Chat):
            raise _refused(local, found.version, "it is not a chat prompt")
        return _as_prompt(found, local)

    def create(self, prompt: Prompt, *, label: str) -> int:
        """Make a new version of the prompt that carries the label, and return its number.

        Raises:
            ConnectionError: as `fetch`.
        """
        from langfuse.api.prompts.types import (
            ChatMessage,
            CreateChatPromptRequest,
            CreateChatPromptType,
        )

        request = CreateChatPromptRequest(
            name=prompt.name,
            type=CreateChatPromptType("chat"),
            prompt=[ChatMessage(role=role, content=text) for role, text in prompt.template],
            config=dict(prompt.config),
            labels=[label],
            commit_message=prompt.note,
        )
        made = self._asked(
            lambda: self._api.prompts.create(request=request, request_options=self._options)
        )
        return int(made.version)

    def give_label(self, prompt: Prompt, *, label: str) -> None:
        """Put the label on a version that exists.

        Raises:
            ConnectionError: as `fetch`.
        """
        self._asked(
            lambda: self._api.prompt_version.update(
                prompt.name, int(prompt.version), new_labels=[label], request_options=self._options
            )
        )

    @staticmethod
    def _asked(ask: Callable[[], _T]) -> _T:
        import httpx
        from langfuse.api import NotFoundError
        from langfuse.api.core import ApiError
        from pydantic import ValidationError

        try:
            return ask()
        except NotFoundError:
            raise
        except (
            ApiError,
            httpx.HTTPError,
            ValidationError,
            json.JSONDecodeError,
            UnicodeDecodeError,
        ) as error:
            raise ConnectionError(type(error).__name__) from error


def _as_prompt(found: Prompt_Chat, local: Prompt) -> Prompt:
    from langfuse.model import ChatPromptClient

    messages: list[Message] = []
    for message in found.prompt:
        role, content = getattr(message, "role", None), getattr(message, "content", None)
        if role not in get_args(Role) or not isinstance(content, str):
            raise _refused(
                local, found.version, "it has a message that is neither system, user nor assistant"
            )
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
