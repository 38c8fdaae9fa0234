"""Settings: the only reader of the environment and of `.env`.

Order: environment, `.env`, what the page saved (`preferences.json`), default. An empty value means unset.
Invariant: no error, repr or log shows the value of a key.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Final

import platformdirs
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from credentials import LANGFUSE_KEY, MODEL_KEY, KeyStore
from errors import JournalError, SettingsError
from preferences import CHOICES, PreferenceStore, parse_address, parse_choice

# The small general models of the provider that nearly every first key is for. Other addresses have their own names.
DEFAULT_CHAT_MODEL: Final = "gpt-5-mini"
DEFAULT_EMBEDDING_MODEL: Final = "text-embedding-3-small"
DEFAULT_LANGFUSE: Final = "https://cloud.langfuse.com"
NO_KEY: Final = SecretStr("")
_OPENAI = re.compile(r"https://([a-z]+\.)?api\.openai\.com(/|$)")


class Environment(BaseSettings):
    """The names of the environment and of `.env`, as text; `load_settings` gives them meaning."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True, env_file_encoding="utf-8-sig", frozen=True)

    journal_dir: str = ""
    state_dir: str = ""
    port: str = ""
    chroma_url: str = ""
    chat_provider: str = ""
    embedding_provider: str = ""
    openai_api_key: SecretStr = SecretStr("")
    openai_base_url: str = ""
    chat_model: str = ""
    embedding_model: str = ""
    langfuse_base_url: str = ""
    langfuse_host: str = ""
    langfuse_public_key: str = ""
    langfuse_secret_key: SecretStr = SecretStr("")
    langfuse_content: str = ""
    crossroads_language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set. The page shows the fields in `fixed` read-only: the environment decides them.

    `chat_model` and `embedding_model` are what was asked for, `connected_*` what will really be used, empty for none.
    `problem` is a damaged preferences file that was moved aside.
    """

    journal_dir: Path
    state_dir: Path
    port: int = 8501
    chroma_url: str = ""
    chat_provider: str = "openai"
    embedding_provider: str = "openai"
    api_key: SecretStr = NO_KEY
    base_url: str = ""
    chat_model: str = ""
    embedding_model: str = ""
    langfuse_base_url: str = DEFAULT_LANGFUSE
    langfuse_public_key: str = ""
    langfuse_secret_key: SecretStr = NO_KEY
    langfuse_content: str = "full"
    language: str = ""
    theme: str = ""
    journal: str = "own"
    fixed: frozenset[str] = frozenset()
    problem: JournalError | None = field(default=None, compare=False)

    @property
    def connected_chat_model(self) -> str:
        """The chat model to use: the one named, or a default when all that is given is a key of OpenAI's own."""
        return self.chat_model or (DEFAULT_CHAT_MODEL if self._is_openai_with_key else "")

    @property
    def connected_embedding_model(self) -> str:
        """The embedding model to use, by the same rule; empty means the built-in one."""
        return self.embedding_model or (DEFAULT_EMBEDDING_MODEL if self._is_openai_with_key else "")

    @property
    def has_langfuse(self) -> bool:
        """Whether both Langfuse keys are there."""
        return bool(self.langfuse_public_key and self.langfuse_secret_key.get_secret_value())

    @property
    def _is_openai_with_key(self) -> bool:
        at_openai = not self.base_url or bool(_OPENAI.match(self.base_url))
        return at_openai and self.chat_provider == "openai" and bool(self.api_key.get_secret_value())

    def with_saved_keys(self, keys: KeyStore) -> Settings:
        """Return the settings with the keys that the environment leaves open filled from the store."""
        saved = self
        if not self.api_key.get_secret_value():
            saved = replace(saved, api_key=keys.get(MODEL_KEY) or NO_KEY)
        if not self.langfuse_secret_key.get_secret_value():
            saved = replace(saved, langfuse_secret_key=keys.get(LANGFUSE_KEY) or NO_KEY)
        return saved


# Settings field ← the variables that fix it.
VARIABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "journal_dir": ("journal_dir",),
    "state_dir": ("state_dir",),
    "port": ("port",),
    "chroma_url": ("chroma_url",),
    "chat_provider": ("chat_provider",),
    "embedding_provider": ("embedding_provider",),
    "api_key": ("openai_api_key",),
    "base_url": ("openai_base_url",),
    "chat_model": ("chat_model",),
    "embedding_model": ("embedding_model",),
    "langfuse_base_url": ("langfuse_base_url", "langfuse_host"),
    "langfuse_public_key": ("langfuse_public_key",),
    "langfuse_secret_key": ("langfuse_secret_key",),
    "langfuse_content": ("langfuse_content",),
    "language": ("crossroads_language",),
}


def load_settings(env_file: Path | None = None) -> Settings:
    """Read the environment, `.env` (of the working folder, then of the app's) and the saved preferences.

    Raises:
        SettingsError: a variable has a value that cannot be used; its name is told, its value is not.
    """
    environment = _read_environment(env_file)
    data = platformdirs.user_data_path("crossroads", appauthor=False)
    settings = Settings(
        journal_dir=_folder("JOURNAL_DIR", environment.journal_dir, data / "journal"),
        state_dir=_folder("STATE_DIR", environment.state_dir, data / "state"),
        port=_port(environment.port),
        chroma_url=parse_address("CHROMA_URL", environment.chroma_url.strip()),
        chat_provider=environment.chat_provider.strip() or "openai",
        embedding_provider=environment.embedding_provider.strip() or "openai",
        api_key=_key("OPENAI_API_KEY", environment.openai_api_key),
        base_url=parse_address("OPENAI_BASE_URL", environment.openai_base_url.strip()),
        chat_model=environment.chat_model.strip(),
        embedding_model=environment.embedding_model.strip(),
        langfuse_base_url=_langfuse_address(environment),
        langfuse_public_key=environment.langfuse_public_key.strip(),
        langfuse_secret_key=_key("LANGFUSE_SECRET_KEY", environment.langfuse_secret_key),
        langfuse_content=parse_choice(
            "LANGFUSE_CONTENT", environment.langfuse_content.strip().lower(), ("", *CHOICES["langfuse_content"])
        )
        or "full",
        language=parse_choice("CROSSROADS_LANGUAGE", environment.crossroads_language.strip(), CHOICES["language"]),
        fixed=_fixed(environment),
    )
    preferences, problem = PreferenceStore(settings.state_dir).load()
    chosen = {name: value for name, value in asdict(preferences).items() if value and name not in settings.fixed}
    return replace(settings, problem=problem, **chosen)


def keep_private() -> None:
    """Switch off, for this process, what libraries would otherwise send home: LangSmith runs, onnxruntime's reports.

    Must run before langchain or chromadb is imported.
    """
    for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2"):
        os.environ[name] = "false"
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    os.environ["ANONYMIZED_TELEMETRY"] = "False"


def _read_environment(env_file: Path | None) -> Environment:
    # The later file wins: a person's working folder over the folder of the app.
    files = (env_file,) if env_file else (Path(__file__).parent / ".env", Path.cwd() / ".env")
    try:
        return Environment(_env_file=files)  # type: ignore[call-arg]  # mypy sees only the fields
    except (UnicodeDecodeError, OSError) as error:
        raise SettingsError(
            "The file .env cannot be read.",
            hint="Save it as plain UTF-8 text that you may read.",
            key="settings.bad_env_file",
        ) from error


def _fixed(environment: Environment) -> frozenset[str]:
    given = {name for name, value in environment if (_plain(value)).strip()}
    return frozenset(field for field, names in VARIABLES.items() if given.intersection(names))


def _plain(value: str | SecretStr) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else value


def _folder(name: str, value: str, default: Path) -> Path:
    try:
        return Path(value.strip()).expanduser().absolute() if value.strip() else default
    except RuntimeError as error:
        raise SettingsError(
            "{name} names a folder of a user that this machine does not know.",
            hint="Write the folder's whole path.",
            key="settings.bad_folder",
            name=name,
        ) from error


def _langfuse_address(environment: Environment) -> str:
    new, old = environment.langfuse_base_url.strip(), environment.langfuse_host.strip()
    return parse_address("LANGFUSE_BASE_URL", new) or parse_address("LANGFUSE_HOST", old) or DEFAULT_LANGFUSE


def _port(value: str) -> int:
    text = value.strip() or "8501"
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65535:
        return int(text)
    raise SettingsError(
        "PORT is not a port number.", hint="Use a number from 1 to 65535, for example 8501.", key="settings.bad_port"
    )


def _key(name: str, value: SecretStr) -> SecretStr:
    text = value.get_secret_value().strip()
    # A header cannot carry anything else; found here, it is named, and not in the middle of a request.
    if text and not (text.isascii() and text.isprintable() and " " not in text):
        raise SettingsError(
            "{name} holds characters that no key has.",
            hint="Copy the key again, without spaces or line breaks.",
            key="settings.bad_key",
            name=name,
        )
    return SecretStr(text)
