"""The settings: one class, each field with all that is to be known of it; no other list of names.

To add one: a field here, with a `parse` of `config.fields` unless it is a text, a line in
`.env.example`, and for the page a label in each language (`settings.<name>`).
Promise: made by hand, a `Settings` reads nothing; `config.loading` reads the environment, `.env`
and the preferences.
Invariant: no repr shows the value of a key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from config.fields import (
    Group,
    Named,
    Setting,
    list_settings,
    parse_address,
    parse_argon2,
    parse_count,
    parse_emails,
    parse_environment,
    parse_folder,
    parse_hosts,
    parse_key,
    parse_port,
    parse_seconds,
)
from config.paths import StatePaths
from errors import JournalError
from language.detect import Language
from tracing.masking import Content

ROOT: Final = Path(__file__).parents[1]
OPENAI: Final = "https://api.openai.com/v1"
# The small general models of the provider that nearly every first key is for.
DEFAULT_CHAT_MODEL: Final = "gpt-5-mini"
DEFAULT_EMBEDDING_MODEL: Final = "text-embedding-3-small"
DEFAULT_LANGFUSE: Final = "https://cloud.langfuse.com"
NO_KEY: Final = SecretStr("")
_AT_OPENAI = re.compile(r"https://([a-z]+\.)?api\.openai\.com(/|$)")


class ModelSettings(BaseModel):
    """Where models are and which to use; an empty `base_url` is OpenAI's own.

    Local servers need no key. `chat_model` and `embedding_model` are what was asked for,
    `connected_*` what will really be used, empty for none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    base_url: Annotated[
        str, Named(variables=("OPENAI_BASE_URL",), saved=True, example=OPENAI, parse=parse_address)
    ] = ""
    api_key: Annotated[
        SecretStr, Named(variables=("OPENAI_API_KEY",), kept_as="model_key", parse=parse_key)
    ] = NO_KEY
    chat_model: Annotated[str, Named(variables=("CHAT_MODEL",), saved=True)] = ""
    embedding_model: Annotated[str, Named(variables=("EMBEDDING_MODEL",), saved=True)] = ""
    # In tokens, 0 to find out; and how long is waited for the first word, a plan, an answer. Both
    # deadlines follow an address that is known to be slow.
    chat_window: Annotated[
        int, Named(variables=("CHAT_WINDOW",), saved=True, example="8192", parse=parse_count)
    ] = 0
    first_word_seconds: Annotated[
        float, Named(variables=("FIRST_WORD_SECONDS",), saved=True, parse=parse_seconds)
    ] = 20.0
    plan_seconds: Annotated[
        float, Named(variables=("PLAN_SECONDS",), saved=True, parse=parse_seconds)
    ] = 8.0
    answer_seconds: Annotated[
        float, Named(variables=("ANSWER_SECONDS",), saved=True, parse=parse_seconds)
    ] = 120.0
    chat_provider: Annotated[str, Named(variables=("CHAT_PROVIDER",))] = "openai"
    embedding_provider: Annotated[str, Named(variables=("EMBEDDING_PROVIDER",))] = "openai"

    @property
    def url(self) -> str:
        """The address that OpenAI's protocol is spoken to."""
        return self.base_url.strip().rstrip("/") or OPENAI

    @property
    def connected_chat_model(self) -> str:
        """The chat model to use: the one named, or a default where only a key of OpenAI's is
        given.
        """
        return self.chat_model or (DEFAULT_CHAT_MODEL if self._is_openai_with_key else "")

    @property
    def connected_embedding_model(self) -> str:
        """The embedding model to use, by the same rule; empty means the built-in one."""
        return self.embedding_model or (DEFAULT_EMBEDDING_MODEL if self._is_openai_with_key else "")

    @property
    def has_key(self) -> bool:
        """Whether a key is there."""
        return bool(self.api_key.get_secret_value())

    @property
    def can_list(self) -> bool:
        """Whether `url` may be asked for its models: the key must be its own, not another
        provider's.
        """
        if self.chat_provider == "openai":
            return True
        return self.embedding_provider == "openai" and bool(self.base_url)

    @property
    def chat_receiver(self) -> str:
        """Who gets what the chat model is sent: an address, or a provider's name."""
        return self._receiver(self.chat_provider)

    @property
    def embedding_receiver(self) -> str:
        """Who gets what is embedded: an address, or a provider's name."""
        return self._receiver(self.embedding_provider)

    @property
    def _is_openai_with_key(self) -> bool:
        at_openai = not self.base_url or bool(_AT_OPENAI.match(self.base_url))
        return at_openai and self.chat_provider == "openai" and self.has_key

    def _receiver(self, provider: str) -> str:
        return self.url if provider == "openai" else provider


@cache
def read_release() -> str:
    """Return the app's version; it is run from its checkout, so the project file is there."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return f"crossroads@{project['project']['version']}"


class LangfuseSettings(BaseModel):
    """One Langfuse project: `release` and `environment` mark its traces, `user_id` names the
    writer.

    `content` says what the traces hold: everything, or sentences masked. With `off` none are made.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    # LANGFUSE_HOST is the older name.
    base_url: Annotated[
        str,
        Named(
            variables=("LANGFUSE_BASE_URL", "LANGFUSE_HOST"),
            saved=True,
            example=DEFAULT_LANGFUSE,
            parse=parse_address,
        ),
    ] = DEFAULT_LANGFUSE
    public_key: Annotated[
        str, Named(variables=("LANGFUSE_PUBLIC_KEY",), saved=True, example="pk-lf-…")
    ] = ""
    secret_key: Annotated[
        SecretStr,
        Named(
            variables=("LANGFUSE_SECRET_KEY",),
            kept_as="langfuse_secret_key",
            example="sk-lf-…",
            parse=parse_key,
        ),
    ] = NO_KEY
    content: Annotated[
        Content, Named(variables=("LANGFUSE_CONTENT",), saved=True, any_case=True)
    ] = "full"
    release: str = Field(default_factory=read_release)
    environment: Annotated[
        str, Named(variables=("LANGFUSE_TRACING_ENVIRONMENT",), parse=parse_environment)
    ] = "default"
    user_id: str = "owner"

    @property
    def has_secret(self) -> bool:
        """Whether a secret key is there."""
        return bool(self.secret_key.get_secret_value())

    @property
    def is_complete(self) -> bool:
        """Whether both keys are there."""
        return bool(self.public_key) and self.has_secret


def _data_folder() -> Path:
    return platformdirs.user_data_path("crossroads", appauthor=False)


class Settings(BaseSettings):
    """Everything that can be set.

    The page shows what is in `fixed` read-only: the environment decides it.
    `problem` is a damaged preferences file that was moved aside.
    """

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        hide_input_in_errors=True,
        env_ignore_empty=True,
        env_file_encoding="utf-8-sig",
    )

    journal_dir: Annotated[Path, Named(variables=("JOURNAL_DIR",), parse=parse_folder)] = Field(
        default_factory=lambda: _data_folder() / "journal"
    )
    state_dir: Annotated[Path, Named(variables=("STATE_DIR",), parse=parse_folder)] = Field(
        default_factory=lambda: _data_folder() / "state"
    )
    port: Annotated[int, Named(variables=("PORT",), parse=parse_port)] = 8501
    # Names that the page may be opened under, besides this machine's own.
    allowed_hosts: Annotated[str, Named(variables=("ALLOWED_HOSTS",), parse=parse_hosts)] = ""
    # The lock: what `python -m gate` prints, and after how many idle minutes it closes.
    passphrase_hash: Annotated[
        str, Named(variables=("APP_PASSPHRASE_HASH",), parse=parse_argon2)
    ] = Field(default="", repr=False)
    lock_after: Annotated[
        Literal["30", "5", "15", "60", "240"],
        Named(variables=("LOCK_AFTER_MINUTES",), saved=True, drawn=False),
    ] = "30"
    # Who may come in, where [auth] of Streamlit's secrets names a provider of logins.
    allowed_emails: Annotated[str, Named(variables=("ALLOWED_EMAILS",), parse=parse_emails)] = ""
    chroma_url: Annotated[str, Named(variables=("CHROMA_URL",), parse=parse_address)] = ""
    models: Annotated[ModelSettings, Group("")] = ModelSettings()
    langfuse: Annotated[LangfuseSettings, Group("langfuse_")] = Field(
        default_factory=LangfuseSettings
    )
    language: Annotated[
        Literal["", Language], Named(variables=("CROSSROADS_LANGUAGE",), saved=True)
    ] = ""
    theme: Annotated[Literal["", "light", "dark"], Named(saved=True, drawn=False)] = ""
    journal: Annotated[Literal["own", "sample"], Named(saved=True)] = "own"
    fixed: frozenset[str] = frozenset()
    problem: JournalError | None = None

    @property
    def paths(self) -> StatePaths:
        """The files of `state_dir`."""
        return StatePaths(self.state_dir)

    @property
    def connected_langfuse(self) -> LangfuseSettings | None:
        """The Langfuse project to use, or None without both keys."""
        return self.langfuse if self.langfuse.is_complete else None

    def value_of(self, name: str) -> object:
        """Return the value of the setting with that name, wherever it stands."""
        value: object = self
        for step in SETTINGS[name].path:
            value = getattr(value, step)
        return value

    def with_values(self, values: Mapping[str, object]) -> Settings:
        """Return a copy in which the settings with these names have other values."""
        changed: dict[str, object] = {}
        for name, value in nest(values).items():
            is_group = isinstance(value, dict)
            changed[name] = getattr(self, name).model_copy(update=value) if is_group else value
        return self.model_copy(update=changed)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003  the signature is the library's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read nothing: what is made by hand, in a test say, is what was given."""
        return (init_settings,)


SETTINGS: Final[dict[str, Setting]] = {each.name: each for each in list_settings(Settings)}


def nest(values: Mapping[str, object]) -> dict[str, Any]:
    """Return values by the names of settings as the class holds them, group by group."""
    nested: dict[str, Any] = {}
    for name, value in values.items():
        *groups, last = SETTINGS[name].path
        inner = nested
        for group in groups:
            inner = inner.setdefault(group, {})
        inner[last] = value
    return nested
