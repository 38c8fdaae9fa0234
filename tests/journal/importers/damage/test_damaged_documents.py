"""Documents and pages with a slip in their markup keep their words."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from journal.importers.html_text import markdown_of, soup_of
from tests.journal.importers.bringing import Bring

SAMPLES = Path(__file__).parents[2] / "samples"


def sample(kind: str) -> bytes:
    return next((SAMPLES / kind).glob(f"*.{kind}")).read_bytes()


@pytest.mark.parametrize(
    ("kind", "part", "end"),
    [
        ("docx", "word/document.xml", b"</w:t>"),
        ("odt", "content.xml", b"</text:p>"),
        ("hwpx", "section0.xml", b"</hp:t>"),
    ],
)
def test_a_slip_within_a_document_costs_nothing(
    kind: str, part: str, end: bytes, bring: Bring
) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sample(kind))) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            raw = old.read(name)
            is_text = name.endswith(part)
            new.writestr(name, raw.replace(end, b" Q&A\x0b\xff" + end) if is_text else raw)

    brought = bring({f"a.{kind}": file.getvalue()})

    assert any("Q&A\ufffd" in entry.body for entry in brought.entries)
    assert brought.told() == [("import.read_leniently", 1)]


@pytest.mark.parametrize("kind", ["docx", "odt", "hwpx"])
def test_a_document_that_breaks_off_is_called_damaged(kind: str, bring: Bring) -> None:
    brought = bring({f"a.{kind}": sample(kind)[:-30]})

    assert (brought.entries, brought.told()) == ((), [("import.damaged", 1)])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("R&D", "R&D"),
        ("<p>R&D, Q&A; AT&T</p>", "R&D, Q&A; AT&T"),
        ("<p>a &amp;amp; b &hellip; &lt;c&gt; &nbsp;d</p>", "a &amp; b … <c>  d"),
        ("&unknown;", "&unknown;"),
    ],
)
def test_a_bare_ampersand_in_a_page_stays(text: str, words: str) -> None:
    assert markdown_of(soup_of(text, where="a.html")).replace("\xa0", " ") == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>a List<String> and Map<K, V></p>", "a List<String> and Map<K, V>"),
        ("<p>dear <your name></p>", "dear <your name>"),
        ("<p><font>a</font><input><wbr><o:p>b</o:p><x-y>c</p>", "abc"),
        ("<p>a <word>b</word></p>", "a b"),
        ("<P>a<BR>b</P>", "a\nb"),
    ],
)
def test_brackets_of_a_writer_in_html_stay(text: str, words: str) -> None:
    found = markdown_of(soup_of(text, where="a.html")).replace("\\", "")

    assert found.replace("  \n", "\n") == words
