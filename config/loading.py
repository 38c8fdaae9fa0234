"""Reads the settings: the only reader of the environment and of `.env`.

Order: environment, `.env`, what the page saved, default. An empty value means unset.
Invariant: no error or log shows the value of a key.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import DotEnvSettingsSource, EnvSettingsSource

from config.keys import KeyStore
from config.preferences import PreferenceStore
from config.settings import NO_KEY, ROOT, SETTINGS, Settings, nest
from errors import SettingsError
from files.private import make_all_private


def load_settings(env_file: Path | None = None) -> Settings:
    """Read the environment, `.env` (of the working folder, else the app's) and what the page saved.

    Raises:
        SettingsError: a value cannot be used; its variable is told, the value is not.
    """
    variables = _read_variables(env_file)
    given: dict[str, object] = {}
    for name, setting in SETTINGS.items():
        found = setting.find(variables)
        if found:
            given[name] = setting.parse(*found)
    state_dir = Settings.model_validate(nest(given)).state_dir
    saved, problem = PreferenceStore(state_dir).load()
    chosen = {
        name: SETTINGS[name].parse(name, text)
        for name, text in saved.items()
        if text and name not in given
    }
    told = {"fixed": frozenset(given), "problem": problem}
    return Settings.model_validate({**nest({**chosen, **given}), **told})


def add_saved_keys(settings: Settings, keys: KeyStore) -> Settings:
    """Return the settings with the keys that the environment leaves open filled from the store."""
    filled: dict[str, object] = {}
    for name, setting in SETTINGS.items():
        value = settings.value_of(name)
        if isinstance(value, SecretStr) and not value.get_secret_value():
            filled[name] = keys.get(setting.named.kept_as) or NO_KEY
    return settings.with_values(filled)


def keep_private() -> None:
    """Switch off, for this process, what libraries would send home: runs, usage reports. What it
    writes is its owner's alone.

    Must run before langchain or chromadb is imported.
    """
    for name in (
        "LANGSMITH_TRACING",
        "LANGSMITH_TRACING_V2",
        "LANGCHAIN_TRACING",
        "LANGCHAIN_TRACING_V2",
    ):
        os.environ[name] = "false"
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    make_all_private()


def _read_variables(env_file: Path | None) -> Mapping[str, str | None]:
    """Return all variables by their names in small letters; the environment's win."""
    # The later file wins: a person's working folder over the folder of the app.
    files = (env_file,) if env_file else (ROOT / ".env", Path.cwd() / ".env")
    try:
        in_files = DotEnvSettingsSource(Settings, env_file=files).env_vars
    except (UnicodeDecodeError, OSError) as error:
        raise SettingsError(
            "The file .env cannot be read.",
            hint="Save it as plain UTF-8 text that you may read.",
            key="settings.bad_env_file",
        ) from error
    return {**in_files, **EnvSettingsSource(Settings).env_vars}
