"""Every list of words in `language/data` is read, compiles, and is used by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from language.detect import LANGUAGES
from language.word_lists import compile_list, load_lists

LANGUAGE = Path(__file__).parents[2] / "language"
FILES = (
    "wording",
    "negation",
    "questions",
    "small_talk",
    "model_words",
    "front_matter",
    "columns",
    "terms",
    "sentences",
    "choosing",
    "meaning/examples",
    "meaning/particular",
    "care/crisis",
    "others/mails",
    "times/events",
    "weighing",
)
KINDS = {*LANGUAGES, "en_parts", "forms", "stems"}
NAMED = [(file, name) for file in FILES for name in load_lists(file)]


def test_every_file_of_lists_is_known() -> None:
    others = {"glossary", "phrases", "others/chats"}
    held = {path.stem for path in (LANGUAGE / "data").glob("*.yaml")}
    for folder in ("care", "figures", "meaning", "names", "others", "times"):
        held |= {f"{folder}/{path.stem}" for path in (LANGUAGE / "data" / folder).glob("*.yaml")}
    assert held >= {*FILES, *others}


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_list_finds_its_own_plain_words(file: str, name: str) -> None:
    pattern = compile_list(file, name)
    kinds = load_lists(file)[name]
    assert kinds.keys() <= KINDS
    plain = [word for words in kinds.values() for word in words if re.fullmatch(r"[\w' ]+", word)]
    assert [word for word in plain if not pattern.search(word.upper())] == []


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_no_list_says_a_thing_twice(file: str, name: str) -> None:
    for kind, words in load_lists(file)[name].items():
        assert words, kind
        assert len(words) == len(set(words)), kind


def test_no_list_is_unused() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in LANGUAGE.rglob("*.py"))
    unused = [
        name
        for file, name in NAMED
        if f'"{name}"' not in code
        and not name.startswith("section_")
        and not file.startswith("meaning/")
    ]
    assert not unused


def test_korean_is_met_anywhere_and_english_as_whole_words() -> None:
    pattern = compile_list("wording", "fun")
    assert pattern.search("정말재미있었다")
    assert pattern.search("It was FUN.")
    assert not pattern.search("a fungus, a function")
