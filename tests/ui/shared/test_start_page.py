"""The start page is in this app's clothes before any script has run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import streamlit as st

from ui.shared.start_page import dress

PAGE = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("languages", "title", "language"),
    [("ko-KR,ko;q=0.9", "갈림길", "ko"), ("en-US", "Crossroads", "en"), ("", "Crossroads", "en")],
)
def test_title_language_icon_and_paper_are_our_own(
    languages: str, title: str, language: str
) -> None:
    dressed = dress(PAGE, languages)
    assert f"<title>{title}</title>" in dressed
    assert f'<html lang="{language}">' in dressed
    assert "<title>Streamlit" not in dressed
    assert "favicon.png" not in dressed
    assert "color-scheme:light dark" in dressed
    scripts = re.findall(r"<script.*?</script>", PAGE, flags=re.DOTALL)
    assert len(scripts) > 1
    assert all(script in dressed for script in scripts)
    assert dressed.count("<script") == len(scripts) + 1  # that which keeps early presses
