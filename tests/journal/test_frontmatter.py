"""Front matter: nothing guessed, nothing disturbed, nothing of the body lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from errors import EntryFormatError
from files.decoding import clean
from journal.frontmatter import Document, Field, Value, parse, render
from tests.properties import examples

PIECES = [
    "\n",
    "\r\n",
    "\r",
    "---",
    "---\n",
    "...\n",
    " ",
    "\t",
    "\ufeff",
    "가",
    "a: b",
    "\u2028",
    "#",
    "é",
    "\x85",
]
bodies = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES)).map("".join),
)
scalars = st.one_of(
    st.text(),
    st.sampled_from(
        ["no", "007", "", "null", "~", "a: b", "- a", "#x", "'", '"', "1_0", "{}", "🤪 일상"]
    ),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def cleaned(value: Value) -> Value:
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    if isinstance(value, dict):
        return {clean(name): cleaned(item) for name, item in value.items()}
    return clean(value)


@given(body=bodies.map(clean), newline=st.sampled_from(["\n", "\r\n"]), title=st.text().map(clean))
def test_every_body_survives(body: str, newline: str, title: str) -> None:
    document = Document(fields=(Field(name="title", value=title),), body=body, newline=newline)

    again = parse(render(document), where="x.md")

    assert again.body == body
    assert again.values == {"title": title}


@settings(max_examples=examples(200))
@given(fields=st.dictionaries(st.text(max_size=20), values, max_size=5))
def test_every_value_survives(fields: dict[str, Value]) -> None:
    wanted = {clean(name): cleaned(value) for name, value in fields.items()}

    text = render(Document().with_values(wanted))

    assert parse(text, where="x.md").values == wanted


PARTS = ["a", "1", "가", "ß", " ", "-", ".", "?", "!", "'", '"', ",", ":", "#", "[", "]", "~", "%"]
PARTS += [
    "2024-05-10",
    "2024-05-10T09:00",
    "0b1",
    "\\n",
    "e",
    "\x85",
    "\xa0",
    "\u2028",
    "\t",
    "\r",
    "&",
    "*",
    "…",
    "(",
]
pieces = st.lists(st.sampled_from(PARTS), min_size=1, max_size=5).map("".join)


@settings(max_examples=examples(300))
@given(
    lines=st.lists(
        st.one_of(
            st.builds("{}: {}".format, pieces, pieces),
            st.builds("name: {}".format, pieces),
            st.builds('name: "{}"'.format, pieces),
            st.builds("name: [{}, {}]".format, pieces, pieces),
        ),
        min_size=1,
        max_size=3,
    ),
    newline=st.sampled_from(["\n", "\r\n"]),
)
def test_simple_lines_are_read_as_the_parser_reads_them(lines: list[str], newline: str) -> None:
    """A remark makes the parser read them."""
    block = "".join(f"{line}{newline}" for line in lines)

    def read(remark: str) -> object:
        try:
            document = parse(f"---{newline}{block}{remark}---{newline}body", where="x.md")
        except EntryFormatError:
            return None
        return document.values, document.fields and document.body

    assert read("") == read(f"# remark{newline}")


def test_values_are_never_guessed() -> None:
    document = parse("---\na: no\nb: 007\nc: 2024-04-30\nd:\ne: [yes, 1.0]\n---\nx", where="x.md")

    assert document.values == {
        "a": "no",
        "b": "007",
        "c": "2024-04-30",
        "d": "",
        "e": ["yes", "1.0"],
    }


def test_what_does_not_change_keeps_its_characters() -> None:
    text = (
        "---\n# mine\ntitle:   'Grad?'   # undecided\naliases:\n  - one\n  - two # second\nmood:"
        " 7\n---\n\nBody.\n"
    )
    document = parse(text, where="x.md")

    assert render(document) == text
    changed = document.with_values({**document.values, "mood": "8", "tags": ["진로"]})
    assert render(changed) == text.replace("mood: 7\n", 'mood: "8"\ntags: [진로]\n')


def test_a_removed_field_takes_its_lines_with_it() -> None:
    document = parse("---\na: 1\nb:\n  - x\n  - y\nc: 3\n---\nx", where="x.md")

    assert parse(render(document.with_values({"a": "1", "c": "3"})), where="x.md").values == {
        "a": "1",
        "c": "3",
    }


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: [open\nx: y\n---\nbody", 3),
        ("---\ntitle: a\n\tb: c\n---\n", 3),
        ("---\ntitle: secret: words\n---\n", 2),
        ("---\ntitle: never closed\n\nbody", 1),
        ("---\na: b\n? [x]\n: y\n---\n", 3),
        ("---\na: b\nc: \x01\n---\n", 3),
        (
            "---\na: &a ["
            + "x, " * 99
            + "]\nb: &b ["
            + "*a, " * 99
            + "]\nc: ["
            + "*b, " * 99
            + "]\n---\n",
            2,
        ),
        ("---\na: &a [*a]\n---\n", 2),
    ],
)
def test_broken_front_matter_names_the_line_and_not_its_words(text: str, line: int) -> None:
    with pytest.raises(EntryFormatError) as caught:
        parse(text, where="2024-04-30.md")

    assert caught.value.key == "frontmatter.broken"
    assert "2024-04-30.md" in str(caught.value)
    assert caught.value.values["line"] == line
    assert "secret" not in str(caught.value) + caught.value.hint


@pytest.mark.parametrize(
    "text", ["", "plain", "---\n\nA rule first.\n", "---\nWords between rules\n---\nmore", "--- \n"]
)
def test_text_without_front_matter_is_all_body(text: str) -> None:
    document = parse(text, where="x.md")

    assert document.fields == ()
    assert document.body == text.removesuffix("\n")


def test_windows_line_breaks_stay() -> None:
    text = "---\r\ntitle: x\r\n---\r\n\r\none\r\ntwo\r\n"
    document = parse(text, where="x.md")

    assert document.body == "one\r\ntwo"
    assert render(document) == text


@pytest.mark.parametrize("closing", ["---", "...", "--- "])
def test_an_empty_block_is_front_matter(closing: str) -> None:
    assert parse(f"---\n{closing}\nbody", where="x.md") == Document(body="body", insert_at=4)
