"""Both languages say the same things, and say nothing that no screen shows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
import streamlit as st

from config.settings import SETTINGS
from journal.entry import Entry
from journal.importers import FILE_IMPORTERS
from language.dates.coming.days_ahead import Rule
from language.detect import LANGUAGES, Language, language_of
from ui.shared.text import messages

OURS = {"written", "paste"}  # what was not imported in the first place
UI = Path(__file__).parents[2] / "ui"
TREES = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(UI.rglob("*.py"))]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def literals() -> Iterator[str]:
    for tree in TREES:
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def in_templates() -> Iterator[str]:
    """Yield every key that a template asks for."""
    for template in (UI / "templates").glob("*.html"):
        text = template.read_text(encoding="utf-8")
        yield from re.findall(r"""\b(?:t|counted)\(["']([\w.]+\w)["']""", text)


def patterns() -> Iterator[re.Pattern[str]]:
    """Yield a pattern for every key that is put together, such as `doors.{door}`."""
    for tree in TREES:
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "t"
            ):
                for each in ast.walk(node.args[0]):
                    if isinstance(each, ast.JoinedStr):
                        yield re.compile("".join(_part(part) for part in each.values))


def _part(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[a-z0-9_.]+"


def asked_for() -> Iterator[str]:
    for tree in TREES:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                # What is counted has a second text, for one.
                endings = {"t": ("",), "counted": ("", "_one")}.get(node.func.id, ())
                first = node.args[0] if node.args else node
                branches = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
                keys = [str(each.value) for each in branches if isinstance(each, ast.Constant)]
                yield from (key + ending for key in keys for ending in endings)


def test_both_languages_have_the_same_keys_and_fields() -> None:
    english, korean = messages("en"), messages("ko")
    assert english.keys() == korean.keys()
    assert {key: fields(text) for key, text in english.items()} == {
        key: fields(text) for key, text in korean.items()
    }


def test_every_key_asked_for_exists() -> None:
    missing = {*asked_for(), *in_templates()} - messages("en").keys()
    assert not missing, f"ui/messages/ lacks: {sorted(missing)}"


def test_every_format_that_can_be_imported_has_a_name() -> None:
    samples = Path(__file__).parents[1] / "journal" / "samples"
    named = {key.removeprefix("format.") for key in messages("en") if key.startswith("format.")}
    for importer in FILE_IMPORTERS:
        items = [
            each
            for path in (samples / importer.name).rglob("*")
            if path.is_file()
            for each in importer.read(path)
        ]
        sources = {each.source for each in items if isinstance(each, Entry)}
        missing = {each.replace("-", "_") for each in sources - OURS} - named
        assert not missing, f"ui/messages/ lacks, under `format`: {missing}"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_format_that_has_a_name_is_told_where_files_are_dropped(language: str) -> None:
    texts = messages(language)
    told = texts["import.formats"].casefold()
    names = {key: text for key, text in texts.items() if key.startswith("format.")}
    missing = {
        key: name
        for key, name in names.items()
        if not any(word in told for word in re.findall(r"\w{2,}", name.casefold()))
    }
    assert not missing, f"import.formats in ui/messages/{language}.yaml does not tell of {missing}"


def test_no_text_is_unused() -> None:
    used = {*literals(), *in_templates(), *(f"settings.{name}" for name in SETTINGS)}
    made = list(patterns())
    unused = {
        key
        for key in messages("en")
        if key not in used and not any(each.fullmatch(key) for each in made)
    }
    assert not unused


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_text_is_empty_or_holds_an_emoji(language: str) -> None:
    for key, text in messages(language).items():
        assert text.strip(), key
        assert not re.search("[\U0001f300-\U0001faff☀-➿]", text), key


def test_korean_speaks_in_one_voice_errors_included() -> None:
    formal = re.compile("[습입합됩줍봅옵갑립집둡깁킵]니[다까]|십시오")
    errors = (UI / "messages" / "errors_ko.yaml").read_text(encoding="utf-8").splitlines()
    quoted = ("doors.picture_quote_1", "doors.picture_quote_2")  # a journal's own words
    spoken = [text for key, text in messages("ko").items() if key not in quoted]
    assert not [text for text in (*spoken, *errors) if formal.search(text)]


def test_korean_puts_no_particle_after_an_inserted_value() -> None:
    particles = re.compile(r"\}[’”]?(은|는|이|가|을|를|와|과|로|으로)(?![가-힣])")
    for key, text in messages("ko").items():
        assert not particles.search(text), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_questions_are_in_the_language_of_the_page(language: Language) -> None:
    texts = messages(language)
    asked = [text for key, text in texts.items() if key.startswith(("ask.sample_", "ask.example_"))]
    assert len(asked) == 4
    assert {language_of(text) for text in asked} == {language}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_has_twelve_months_and_every_language_a_name(language: Language) -> None:
    texts = messages(language)
    assert len(set(texts["dates.months"].split())) == 12
    assert {f"settings.language_{each}" for each in LANGUAGES} <= texts.keys()


def test_streamlit_calls_its_controls_what_they_are_found_by() -> None:
    scripts = (Path(st.__file__).parent / "static" / "static" / "js").glob("*.js")
    words = "".join(each.read_text(encoding="utf-8") for each in scripts)
    named = [text for key, text in messages("en").items() if key.startswith("frame.")]
    assert named
    assert not [text for text in named if f'"{text}"' not in words and f"`{text}`" not in words]


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_every_day_was_worked_out_is_told(language: Language) -> None:
    told = {key.removeprefix("decisions.rule_") for key in messages(language)}
    assert set(get_args(Rule)) <= told
