"""Settings: where each comes from, which wins, and that nothing secret is ever shown."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from pydantic import SecretStr

from credentials import LANGFUSE_KEY, MODEL_KEY, KeyStore
from errors import SettingsError, StorageError
from preferences import Preferences, PreferenceStore
from settings import (
    DEFAULT_CHAT_MODEL,
    DEFAULT_EMBEDDING_MODEL,
    DEFAULT_LANGFUSE,
    VARIABLES,
    Environment,
    Settings,
    keep_private,
    load_settings,
)

ROOT = Path(__file__).parents[2]
SECRET = "sk-very-secret-0123456789"


@pytest.fixture
def env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A .env of the test's own, and an environment without any of our names."""
    for name in Environment.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("STATE_DIR", str(tmp_path / "state"))
    path = tmp_path / ".env"
    path.touch()
    return path


def test_every_setting_is_in_the_example_and_nothing_else() -> None:
    listed = re.findall(r"^([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    assert {name for name, _ in listed} == {name.upper() for name in Environment.model_fields}
    assert {value for _, value in listed} == {""}, "the example sets nothing"


def test_every_variable_decides_a_field() -> None:
    assert {name for names in VARIABLES.values() for name in names} == set(Environment.model_fields)
    assert set(VARIABLES) <= set(Settings.__dataclass_fields__)


def test_a_fresh_machine_needs_nothing(env_file: Path) -> None:
    settings = load_settings(env_file)
    assert settings.fixed == {"state_dir"}
    assert settings.journal_dir.parts[-2:] == ("crossroads", "journal")
    assert (settings.port, settings.language, settings.journal) == (8501, "", "own")
    assert not settings.connected_chat_model
    assert not settings.connected_embedding_model
    assert not settings.has_langfuse


def test_the_example_as_it_stands_sets_nothing(env_file: Path) -> None:
    env_file.write_bytes((ROOT / ".env.example").read_bytes())
    assert load_settings(env_file).fixed == {"state_dir"}


def test_environment_wins_over_file_over_page_over_default(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    PreferenceStore(load_settings(env_file).state_dir).save(
        Preferences(chat_model="page", embedding_model="page", base_url="http://page.test/v1", language="ko")
    )
    env_file.write_text("CHAT_MODEL=file\nEMBEDDING_MODEL=file\n")
    monkeypatch.setenv("CHAT_MODEL", "environment")
    settings = load_settings(env_file)
    assert (settings.chat_model, settings.embedding_model) == ("environment", "file")
    assert (settings.base_url, settings.language) == ("http://page.test/v1", "ko")
    assert settings.fixed == {"state_dir", "chat_model", "embedding_model"}


def test_an_empty_value_is_unset(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env_file.write_text("CHAT_MODEL=file\n")
    monkeypatch.setenv("CHAT_MODEL", "")
    monkeypatch.setenv("EMBEDDING_MODEL", "   ")
    settings = load_settings(env_file)
    assert (settings.chat_model, settings.embedding_model) == ("file", "")
    assert "embedding_model" not in settings.fixed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "팔천"),
        ("OPENAI_BASE_URL", "localhost:11434"),
        ("OPENAI_BASE_URL", "http://"),
        ("OPENAI_BASE_URL", "http://host:port"),
        ("CHROMA_URL", "file:///etc/passwd"),
        ("LANGFUSE_HOST", "not an address"),
        ("CROSSROADS_LANGUAGE", "fr"),
        ("OPENAI_API_KEY", "sk-비밀"),
        ("LANGFUSE_SECRET_KEY", "two words"),
        ("JOURNAL_DIR", "~nobody-of-this-name/journal"),
    ],
)
def test_a_bad_value_is_named_but_never_shown(
    env_file: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings(env_file)
    assert name in str(caught.value)
    assert value not in str(caught.value)
    assert caught.value.hint


def test_an_unreadable_env_file_is_explained(env_file: Path) -> None:
    env_file.write_bytes("CHAT_MODEL=모델".encode("cp949"))
    with pytest.raises(SettingsError) as caught:
        load_settings(env_file)
    assert caught.value.key == "settings.bad_env_file"


def test_an_env_file_of_windows_notepad_is_read(env_file: Path) -> None:
    env_file.write_bytes(b"\xef\xbb\xbfCHAT_MODEL=qwen3:8b\r\nEMBEDDING_MODEL=bge-m3\r\n")
    settings = load_settings(env_file)
    assert (settings.chat_model, settings.embedding_model) == ("qwen3:8b", "bge-m3")


def test_the_old_langfuse_name_still_works(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings(env_file).langfuse_base_url == DEFAULT_LANGFUSE
    monkeypatch.setenv("LANGFUSE_HOST", "http://old.test/")
    assert load_settings(env_file).langfuse_base_url == "http://old.test"
    monkeypatch.setenv("LANGFUSE_BASE_URL", "http://new.test")
    assert load_settings(env_file).langfuse_base_url == "http://new.test"


@pytest.mark.parametrize(
    ("base_url", "key", "chat", "embedding"),
    [
        ("", SECRET, DEFAULT_CHAT_MODEL, DEFAULT_EMBEDDING_MODEL),
        ("https://api.openai.com/v1", SECRET, DEFAULT_CHAT_MODEL, DEFAULT_EMBEDDING_MODEL),
        ("https://api.openai.com.evil.test/v1", SECRET, "", ""),
        ("http://127.0.0.1:11434/v1", SECRET, "", ""),
        ("", "", "", ""),
    ],
)
def test_a_model_is_guessed_only_at_openai_with_a_key(base_url: str, key: str, chat: str, embedding: str) -> None:
    settings = Settings(journal_dir=Path(), state_dir=Path(), base_url=base_url, api_key=SecretStr(key))
    assert (settings.connected_chat_model, settings.connected_embedding_model) == (chat, embedding)


def test_secrets_are_in_no_repr(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    monkeypatch.setenv("LANGFUSE_SECRET_KEY", SECRET)
    settings = load_settings(env_file)
    assert settings.api_key.get_secret_value() == SECRET
    assert SECRET not in repr(settings) + str(settings)


def test_saved_keys_fill_only_what_the_environment_leaves_open(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-environment")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    settings = load_settings(env_file)
    keys = KeyStore(settings.state_dir)
    keys.set(MODEL_KEY, SecretStr("sk-page"))
    keys.set(LANGFUSE_KEY, SecretStr("lf-page"))
    filled = settings.with_saved_keys(keys)
    assert filled.api_key.get_secret_value() == "sk-environment"
    assert filled.langfuse_secret_key.get_secret_value() == "lf-page"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b'{"language": "fr"}', b'{"chat_model": 3}', b'{"base_url": "x"}', b"\xff\xfe\x00"]
)
def test_damaged_preferences_are_moved_aside_and_reported(env_file: Path, content: bytes) -> None:
    folder = load_settings(env_file).state_dir
    folder.mkdir()
    (folder / "preferences.json").write_bytes(content)
    settings = load_settings(env_file)
    assert isinstance(settings.problem, StorageError)
    assert settings.problem.key == "settings.preferences_damaged"
    assert (folder / "preferences.json.damaged-1").read_bytes() == content
    assert load_settings(env_file).problem is None


def test_preferences_survive_a_round_trip_and_are_the_owners_alone(tmp_path: Path) -> None:
    chosen = Preferences(
        base_url="http://127.0.0.1:11434/v1/", chat_model="  qwen3:8b ", theme="dark", journal="sample"
    )
    store = PreferenceStore(tmp_path / "new" / "state")
    store.save(chosen)
    assert store.load() == (chosen, None)
    assert (chosen.base_url, chosen.chat_model) == ("http://127.0.0.1:11434/v1", "qwen3:8b")
    assert stat.S_IMODE((tmp_path / "new" / "state" / "preferences.json").stat().st_mode) == 0o600


def test_preferences_of_a_newer_version_are_read_as_far_as_they_are_known(tmp_path: Path) -> None:
    (tmp_path / "preferences.json").write_text('{"chat_model": "m", "from_the_future": {"x": 1}}')
    assert PreferenceStore(tmp_path).load() == (Preferences(chat_model="m"), None)


def test_nothing_phones_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGCHAIN_TRACING_V2", "true")
    monkeypatch.setenv("ORT_DISABLE_TELEMETRY", "0")
    monkeypatch.setenv("LANGSMITH_TRACING_V2", "true")
    monkeypatch.setenv("LANGCHAIN_TRACING", "true")
    monkeypatch.setenv("ANONYMIZED_TELEMETRY", "True")
    keep_private()
    from langsmith.utils import get_env_var, tracing_is_enabled

    get_env_var.cache_clear()  # type: ignore[attr-defined]  # an lru_cache under its overloads
    assert not tracing_is_enabled()
