"""What the program knows of Korean stands in few rooms: no other module spells Hangul or
the code of a language.
"""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Rooms where Korean is meant: knowledge of it, prompts, texts of the screen, formats of Korean
# programs, the sample, and the data of tests and benchmarks.
ALLOWED = (
    "language/",
    "prompts/",
    "ui/messages/",
    "journal/importers/",
    "journal/sample/",
    "tests/",
    "benchmarks/",
)
HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc]")
# The same written as an escape, a name or a number.
ESCAPED = re.compile(
    r"\\(?:u|U0000|x\{)(?:11[0-9a-f]{2}|31[3-8][0-9a-f]|a9[67][0-9a-f]|a[c-f][0-9a-f]{2}"
    r"|[bc][0-9a-f]{3}|d[0-7][0-9a-f]{2})"
    r"|\\N\{hangul"
    r"|0x(?:ac00|d7a3|1100|3131)",
    re.IGNORECASE,
)
CODES = frozenset({"ko", "en"})


def elsewhere() -> list[Path]:
    """Return the modules of the program outside of the rooms where Korean is meant."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    names = (name for name in listed if name and not name.startswith(ALLOWED))
    return [path for path in (ROOT / name for name in names) if path.exists()]


def offences(source: str) -> list[str]:
    """Return the lines of a module that spell Korean or a language's code, as `line: text`."""
    found = {
        number
        for number, line in enumerate(source.splitlines(), 1)
        if HANGUL.search(line) or ESCAPED.search(line)
    }
    found |= {
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in CODES
    }
    lines = source.splitlines()
    return [f"{number}: {lines[number - 1].strip()}" for number in sorted(found)]


def test_korean_stands_in_its_rooms_only() -> None:
    modules = elsewhere()
    assert len(modules) > 100
    found = {
        str(path.relative_to(ROOT)): lines
        for path in modules
        if (lines := offences(path.read_text(encoding="utf-8")))
    }
    assert not found


@pytest.mark.parametrize(
    "source",
    [
        'x = "대학원"',
        "# 대학원",
        'x = re.compile("[가-힣]")',
        'x = "ㅋㅋ"',
        r'x = "\uac00-\ud7a3"',
        r'x = r"[\u3131-\u318e]"',
        r'x = "\N{HANGUL SYLLABLE GA}"',
        "x = ord(char) - 0xAC00",
        'if language == "ko": pass',
        "names = {'ko': 1}",
        "x: Literal['', 'ko']",
        'x = messages("en")',
    ],
)
def test_every_way_to_spell_it_is_seen(source: str) -> None:
    assert offences(source) == [f"1: {source}"]


@pytest.mark.parametrize(
    "source", ['x = "korean"', r'x = "\u3000-\u303f\u200b"', "x = 0x1F600", 'x = "kokoro café 漢"']
)
def test_other_text_passes(source: str) -> None:
    assert offences(source) == []
