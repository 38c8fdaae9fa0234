"""A setting that is added: what is still missing for it is named here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from config.fields import parse_text
from config.settings import SETTINGS, Settings
from ui.shared.text import messages

ROOT = Path(__file__).parents[2]


def listed() -> list[tuple[str, str]]:
    """Return the lines of the example: a variable and what it is set to."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return re.findall(r"^([A-Z_]+)=(.*)$", text, re.MULTILINE)


def test_every_variable_is_in_the_example() -> None:
    variables = {each for setting in SETTINGS.values() for each in setting.named.variables}
    missing = variables - {name for name, _ in listed()}
    assert not missing, f".env.example lacks: {sorted(missing)}"
    unknown = {name for name, _ in listed()} - variables
    assert not unknown, f"no setting reads: {sorted(unknown)}"


def test_the_example_sets_nothing() -> None:
    assert {value for _, value in listed()} == {""}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_setting_on_the_page_has_a_label(language: str) -> None:
    drawn = [name for name, each in SETTINGS.items() if each.editable or each.named.kept_as]
    missing = [f"settings.{name}" for name in drawn if f"settings.{name}" not in messages(language)]
    assert not missing, f"ui/messages/{language}.yaml lacks: {missing}"


def test_what_is_no_text_has_a_parse_of_its_own() -> None:
    plain = [
        name
        for name, each in SETTINGS.items()
        if each.named.parse is parse_text and not each.choices and not isinstance(each.default, str)
    ]
    assert not plain, f"a bad text would not be told in words: give a `parse` to {plain}"


def test_every_setting_can_be_set_somewhere_and_a_variable_sets_only_one() -> None:
    variables = [each for setting in SETTINGS.values() for each in setting.named.variables]
    assert len(variables) == len(set(variables))
    unreachable = [
        name for name, each in SETTINGS.items() if not each.named.variables and not each.named.saved
    ]
    assert not unreachable, f"neither a variable nor saved: {unreachable}"


def test_a_secret_is_kept_by_name_and_never_saved() -> None:
    for name, setting in SETTINGS.items():
        is_secret = isinstance(setting.default, SecretStr)
        assert is_secret == bool(setting.named.kept_as), name
        assert not (is_secret and setting.named.saved), name


def test_every_name_leads_to_its_value_and_back() -> None:
    settings = Settings(journal_dir=Path("j"), state_dir=Path("s"))
    for name in SETTINGS:
        changed = settings.with_values({name: "other"})
        assert changed.value_of(name) == "other"
        others = {each: changed.value_of(each) for each in SETTINGS if each != name}
        assert others == {each: settings.value_of(each) for each in others}


def test_nobody_else_names_a_file_of_the_state_folder() -> None:
    parts = re.compile(r"\b(state|state_dir)\s*/\s*[\"'A-Z]")
    folders = [each for each in ROOT.iterdir() if each.is_dir() and each.name[0] != "."]
    code = [*ROOT.glob("*.py")]
    for folder in folders:
        if folder.name != "tests":
            code += folder.rglob("*.py")
    assert len(code) > 200
    found = [str(path) for path in code if parts.search(path.read_text(encoding="utf-8"))]
    assert not found, f"take it from config/paths.py: {found}"
