"""A screen that is added: what is still missing for it is named here."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ui.shared.text import messages

ROOT = Path(__file__).parents[2]
SCREENS = sorted(path.parent.name for path in (ROOT / "ui" / "screens").glob("*/page.py"))


def test_every_folder_of_screens_has_a_page() -> None:
    folders = [path.name for path in (ROOT / "ui" / "screens").iterdir() if path.is_dir()]
    assert len(SCREENS) >= 6
    assert sorted(set(folders) - {"__pycache__"}) == SCREENS
    for screen in SCREENS:  # else import-linter does not see it
        assert (ROOT / "ui" / "screens" / screen / "__init__.py").exists(), screen


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_is_in_the_page_table_and_has_a_name(screen: str) -> None:
    table = (ROOT / "ui" / "main.py").read_text(encoding="utf-8")
    assert f"from ui.screens.{screen}.page import" in table
    assert f'"{screen}": st.Page(' in table
    for language in ("en", "ko"):
        assert f"nav.{screen}" in messages(language), f"ui/messages/{language}.yaml"


def test_no_screen_may_import_another() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (apart,) = [each["modules"] for each in contracts if each["type"] == "independence"]
    assert sorted(apart) == [f"ui.screens.{screen}" for screen in SCREENS]
