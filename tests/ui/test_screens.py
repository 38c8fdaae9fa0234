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
        init = ROOT / "ui" / "screens" / screen / "__init__.py"
        assert init.exists(), f"missing: an empty {init.relative_to(ROOT)}"


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_is_in_the_page_table_and_has_a_name(screen: str) -> None:
    table = (ROOT / "ui" / "main.py").read_text(encoding="utf-8")
    for line in (f"from ui.screens.{screen}.page import {screen}", f'"{screen}": st.Page('):
        is_there = line in table
        assert is_there, f"ui/main.py lacks: {line}"
    for language in ("en", "ko"):
        name = f"nav.{screen}"
        assert name in messages(language), f"ui/messages/{language}.yaml lacks: {name}"


@pytest.mark.parametrize("screen", SCREENS)
def test_a_picture_is_taken_of_every_screen(screen: str) -> None:
    tour = (ROOT / "tests" / "browser" / "tour.py").read_text(encoding="utf-8")
    address = "" if screen == "ask" else screen  # where the app begins
    is_there = f'path="/{address}"' in tour
    assert is_there, f"tests/browser/tour.py lacks a Stop at /{address}"


def test_no_screen_may_import_another() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (apart,) = [each["modules"] for each in contracts if each["type"] == "independence"]
    missing = {f"ui.screens.{screen}" for screen in SCREENS} - set(apart)
    assert not missing, f"pyproject.toml, “A screen imports no other screen”, lacks: {missing}"
