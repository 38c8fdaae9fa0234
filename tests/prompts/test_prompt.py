"""Prompts: strict both ways, and blind to what the values say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from errors import PromptError
from prompts import Prompt, PromptLibrary, build_prompt_library
from prompts.prompt_file import read_prompt_file

GOOD = """---
name: greet
note: "first words"
variables: [who, journal]
config: {temperature: 0.2}
---
## system
Answer with {"a": {"b": 1}}. Facts about {{ who }}:
## user
{{journal}}

### a heading of the text
{{who}}
"""


def _prompt(*texts: str, variables: frozenset[str]) -> Prompt:
    return Prompt(
        name="p",
        version="1",
        source="file",
        template=tuple(("user", text) for text in texts),
        variables=variables,
    )


@given(value=st.text(), other=st.text())
@settings(deadline=None)
def test_values_go_in_as_they_are(value: str, other: str) -> None:
    prompt = _prompt(
        "<{{a}}|{{ b }}|{{a}}>", '{"json": {"x": {}}}', variables=frozenset({"a", "b"})
    )
    assert prompt.render(a=value, b=other) == [
        ("user", f"<{value}|{other}|{value}>"),
        ("user", '{"json": {"x": {}}}'),
    ]


def test_a_value_cannot_become_a_place() -> None:
    prompt = _prompt("{{a}} {{b}}", variables=frozenset({"a", "b"}))
    assert prompt.render(a="{{b}} \\1 \\g<0>", b="{{a}}") == [("user", "{{b}} \\1 \\g<0> {{a}}")]


@pytest.mark.parametrize("values", [{}, {"a": ""}, {"a": "", "b": "", "c": ""}, {"a": "", "c": ""}])
def test_missing_and_unknown_variables_are_errors(values: dict[str, str]) -> None:
    with pytest.raises(PromptError) as caught:
        _prompt("{{a}} {{b}}", variables=frozenset({"a", "b"})).render(**values)
    assert caught.value.key == "prompt.wrong_variables"


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("{{a}}", frozenset[str]()),
        ("no place", frozenset({"a"})),
        ("{{a}} {{b}", frozenset({"a"})),
        ("{{a}} {{two words}}", frozenset({"a"})),
        ("   ", frozenset[str]()),
    ],
)
def test_a_template_that_does_not_fit_is_refused(text: str, variables: frozenset[str]) -> None:
    with pytest.raises(PromptError) as caught:
        _prompt(text, variables=variables)
    assert caught.value.key == "prompt.malformed"


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "greet.md"
    path.write_text(GOOD, encoding="utf-8")
    prompt = read_prompt_file(path)
    assert (prompt.name, prompt.source, prompt.note, prompt.link) == (
        "greet",
        "file",
        "first words",
        None,
    )
    assert prompt.config == {"temperature": 0.2}
    assert prompt.render(who="나", journal="글") == [
        ("system", 'Answer with {"a": {"b": 1}}. Facts about 나:'),
        ("user", "글\n\n### a heading of the text\n나"),
    ]
    path.write_text(GOOD.replace("Facts", "Notes"), encoding="utf-8")
    assert read_prompt_file(path).version != prompt.version


@pytest.mark.parametrize(
    "text",
    [
        "",
        GOOD.replace("name: greet", "name: other"),
        GOOD.replace("note:", "unknown:"),
        GOOD.replace("[who, journal]", "who"),
        GOOD.replace("{temperature: 0.2}", "[1]"),
        GOOD.replace("[who", "{who"),
        GOOD.replace("## system", "before\n## system"),
        GOOD.replace("## system", "").replace("## user", ""),
        GOOD.replace("[who, journal]", "[who]"),
    ],
)
def test_a_malformed_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "greet.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PromptError):
        read_prompt_file(path)


def test_a_missing_prompt_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PromptError):
        PromptLibrary(tmp_path).get("nothing")


def test_every_prompt_of_the_app_is_sound() -> None:
    library = build_prompt_library()
    for name in library.names():
        prompt = library.get(name)
        assert prompt.note, f"{name} has no version note"
        assert prompt.render(**dict.fromkeys(prompt.variables, "글"))
