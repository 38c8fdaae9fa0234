"""Settings: where each comes from, which wins, and that nothing secret is ever shown."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from pydantic import SecretStr

from config.keys import LANGFUSE_KEY, MODEL_KEY, KeyStore
from config.loading import add_saved_keys, keep_private, load_settings
from config.preferences import PreferenceStore
from config.settings import (
    DEFAULT_CHAT_MODEL,
    DEFAULT_EMBEDDING_MODEL,
    DEFAULT_LANGFUSE,
    SETTINGS,
    ModelSettings,
    Settings,
)
from errors import SettingsError, StorageError

ROOT = Path(__file__).parents[2]
SECRET = "sk-very-secret-0123456789"
VARIABLES = {each for setting in SETTINGS.values() for each in setting.named.variables}


@pytest.fixture
def env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A .env of the test's own, and an environment without any of our names."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("STATE_DIR", str(tmp_path / "state"))
    path = tmp_path / ".env"
    path.touch()
    return path


def test_a_fresh_machine_needs_nothing(env_file: Path) -> None:
    settings = load_settings(env_file)
    assert settings.fixed == {"state_dir"}
    assert settings.journal_dir.parts[-2:] == ("crossroads", "journal")
    assert (settings.port, settings.language, settings.journal) == (8501, "", "own")
    assert not settings.models.connected_chat_model
    assert not settings.models.connected_embedding_model
    assert settings.connected_langfuse is None


def test_the_example_as_it_stands_sets_nothing(env_file: Path) -> None:
    env_file.write_bytes((ROOT / ".env.example").read_bytes())
    assert load_settings(env_file).fixed == {"state_dir"}


def test_environment_wins_over_file_over_page_over_default(
    env_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    PreferenceStore(load_settings(env_file).state_dir).change(
        {
            "chat_model": "page",
            "embedding_model": "page",
            "base_url": "http://page.test/v1",
            "language": "ko",
        }
    )
    env_file.write_text("CHAT_MODEL=file\nEMBEDDING_MODEL=file\n")
    monkeypatch.setenv("CHAT_MODEL", "environment")
    settings = load_settings(env_file)
    assert (settings.models.chat_model, settings.models.embedding_model) == ("environment", "file")
    assert (settings.models.base_url, settings.language) == ("http://page.test/v1", "ko")
    assert settings.fixed == {"state_dir", "chat_model", "embedding_model"}


def test_an_empty_value_is_unset(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env_file.write_text("CHAT_MODEL=file\n")
    monkeypatch.setenv("CHAT_MODEL", "")
    monkeypatch.setenv("EMBEDDING_MODEL", "   ")
    settings = load_settings(env_file)
    assert (settings.models.chat_model, settings.models.embedding_model) == ("file", "")
    assert "embedding_model" not in settings.fixed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "팔천"),
        ("OPENAI_BASE_URL", "ftp://localhost:11434"),
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
    assert (settings.models.chat_model, settings.models.embedding_model) == ("qwen3:8b", "bge-m3")


def test_the_old_langfuse_name_still_works(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings(env_file).langfuse.base_url == DEFAULT_LANGFUSE
    monkeypatch.setenv("LANGFUSE_HOST", "http://old.test/")
    assert load_settings(env_file).langfuse.base_url == "http://old.test"
    monkeypatch.setenv("LANGFUSE_BASE_URL", "http://new.test")
    assert load_settings(env_file).langfuse.base_url == "http://new.test"


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
def test_a_model_is_guessed_only_at_openai_with_a_key(
    base_url: str, key: str, chat: str, embedding: str
) -> None:
    models = ModelSettings(base_url=base_url, api_key=SecretStr(key))
    assert (models.connected_chat_model, models.connected_embedding_model) == (chat, embedding)


def test_secrets_are_in_no_repr(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    monkeypatch.setenv("LANGFUSE_SECRET_KEY", SECRET)
    settings = load_settings(env_file)
    assert settings.models.api_key.get_secret_value() == SECRET
    assert SECRET not in repr(settings) + str(settings)


def test_saved_keys_fill_only_what_the_environment_leaves_open(
    env_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-environment")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    settings = load_settings(env_file)
    keys = KeyStore(settings.state_dir)
    keys.set(MODEL_KEY, SecretStr("sk-page"))
    keys.set(LANGFUSE_KEY, SecretStr("lf-page"))
    filled = add_saved_keys(settings, keys)
    assert filled.models.api_key.get_secret_value() == "sk-environment"
    assert filled.langfuse.secret_key.get_secret_value() == "lf-page"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[1]",
        b'{"language": "fr"}',
        b'{"chat_model": 3}',
        b'{"base_url": "ftp://x"}',
        b"\xff\xfe\x00",
    ],
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
    store = PreferenceStore(tmp_path / "new" / "state")
    store.change({"base_url": "http://127.0.0.1:11434/v1/", "chat_model": "  qwen3:8b "})
    store.change({"theme": "dark", "journal": "sample"})
    chosen, problem = store.load()
    assert problem is None
    assert (chosen["base_url"], chosen["chat_model"]) == ("http://127.0.0.1:11434/v1", "qwen3:8b")
    assert (chosen["theme"], chosen["journal"]) == ("dark", "sample")
    path = tmp_path / "new" / "state" / "preferences.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_saved_file_is_what_earlier_versions_wrote(tmp_path: Path) -> None:
    PreferenceStore(tmp_path).change({"chat_model": "m", "language": "ko"})
    written = json.loads((tmp_path / "preferences.json").read_text())
    assert (
        written.items()
        >= {
            "base_url": "",
            "chat_model": "m",
            "embedding_model": "",
            "langfuse_base_url": "",
            "langfuse_public_key": "",
            "langfuse_content": "full",
            "language": "ko",
            "theme": "",
            "journal": "own",
        }.items()
    )
    assert (MODEL_KEY, LANGFUSE_KEY) == ("model_key", "langfuse_secret_key")


def test_a_choice_that_cannot_be_is_not_saved(tmp_path: Path) -> None:
    store = PreferenceStore(tmp_path)
    for choices in ({"language": "fr"}, {"langfuse_base_url": "no address"}):
        with pytest.raises(SettingsError):
            store.change(choices)
    assert not (tmp_path / "preferences.json").exists()


def test_preferences_of_a_newer_version_are_read_as_far_as_they_are_known(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_text('{"chat_model": "m", "from_the_future": {"x": 1}}')
    chosen, problem = PreferenceStore(tmp_path).load()
    assert problem is None
    assert chosen["chat_model"] == "m"
    assert "from_the_future" not in chosen


def test_settings_made_by_hand_read_nothing(
    env_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(env_file.parent)
    env_file.write_text("CHAT_MODEL=file\nLANGFUSE={}\n")
    monkeypatch.setenv("PORT", "9000")
    monkeypatch.setenv("MODELS", '{"chat_model": "environment"}')
    settings = Settings(journal_dir=Path("j"), state_dir=Path("s"))
    assert (settings.port, settings.models.chat_model) == (8501, "")


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


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("localhost:11434/v1", "http://localhost:11434/v1"),
        ("127.0.0.1:1234", "http://127.0.0.1:1234"),
        ("nas.local:8000/v1/", "http://nas.local:8000/v1"),
        ("models", "http://models"),
        ("api.openai.com/v1", "https://api.openai.com/v1"),
        ("https://api.example.test/v1", "https://api.example.test/v1"),
    ],
)
def test_an_address_gets_its_scheme_by_itself(written: str, meant: str) -> None:
    assert SETTINGS["base_url"].parse("Address", written) == meant
