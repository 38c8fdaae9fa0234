"""Particles fit the word before them, whatever it is written in."""

from __future__ import annotations

import pytest

from language.grammar.particles import fit_particles


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("주소은(는) 틀려요", "주소는 틀려요"),
        ("이름은(는) 틀려요", "이름은 틀려요"),
        ("글 3을(를)", "글 3을"),
        ("answer@4이(가) 없어요", "answer@4가 없어요"),
        ("2024.md을(를) 열어요", "2024.md를 열어요"),
        ("diary.html이(가)", "diary.html이"),
        ("qwen(으)로", "qwen으로"),
        ("서울(으)로", "서울로"),
        ("집(으)로", "집으로"),
        ("학교(으)로", "학교로"),
        ("“내일”을(를)", "“내일”을"),
        ("PORT은(는)", "PORT는"),
        ("URL은(는)", "URL은"),
        ("backup.zip과(와) a/b", "backup.zip와 a/b"),
        ("은(는)", "는"),
        ("그대로 두어요", "그대로 두어요"),
    ],
)
def test_a_particle_fits(given: str, wanted: str) -> None:
    assert fit_particles(given) == wanted
