"""Four times a stranger's text takes four times as long, not sixteen."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.importers.org import OrgImporter
from tests.campaigns.linear import SAMPLES, importing, judge
from tests.hostile.readers import OF_FILES, OF_LINES, try_reader

# The campaign allows 1.3; here even a machine that does other things must not reach it, and sixteen
# times the time for four times the text is 4.
_MOST = 1.9
MENDED = [
    *(("html", unit, 64_000) for unit in ("half tags", "remarks", "cdata")),
    *(("fingerprint", unit, 64_000) for unit in ("opened embeds", "half links")),
    *(("html in markdown", unit, 64_000) for unit in ("attributes", "remarks")),
    ("obsidian", "opened embeds", 500),
    ("broken json", "broken objects", 64_000),
    ("sentences", "sentences", 6_000),
    ("sentences", "empty lines", 8_000),
    ("amount", "thousands", 8_000),
    ("weighed", "lists", 6_000),
    ("weighed", "or", 16_000),
    ("weighed", "questions", 32_000),
    ("figures", "percents", 4_000),
    ("figures", "wide months", 64_000),
]


@pytest.mark.parametrize(("name", "unit", "size"), MENDED)
def test_what_was_slow_takes_its_share(name: str, unit: str, size: int) -> None:
    reader = {**OF_FILES, **OF_LINES}[name]
    reader("warm")
    sizes = (size, 4 * size)
    assert judge(name, unit, lambda text: try_reader(reader, text), sizes, most=_MOST) is None


@pytest.mark.parametrize(
    ("sample", "unit", "size"),
    [
        ("keep/list.json", "backslashes", 250_000),
        ("blogger/blog-06-01-2024.xml", "opened links", 250_000),
        ("evernote/Career.enex", "blanks", 8_000),
    ],
)
def test_an_import_of_a_long_text_takes_its_share(
    sample: str, unit: str, size: int, tmp_path: Path
) -> None:
    work = importing(SAMPLES / sample, tmp_path)
    work("warm")
    assert judge(sample, unit, work, (size, 4 * size), most=_MOST) is None


@pytest.mark.parametrize("unit", ["opened links", "blanks", "stamps"])
def test_a_headline_of_org_takes_its_share(unit: str, tmp_path: Path) -> None:
    def work(text: str) -> None:
        path = tmp_path / "20240510.org"
        path.write_text(f"* Walked {text}x\n\n{text}x\n", encoding="utf-8")
        for _ in OrgImporter().read(path):
            pass

    work("warm")
    assert judge("org", unit, work, (4_000, 16_000), most=_MOST) is None


def test_what_takes_sixteen_times_as_long_is_slow() -> None:
    def work(text: str) -> None:
        for _ in text:
            text.count("b")

    sizes = (8_000, 32_000)
    assert judge("quadratic", "letters", work, sizes, most=_MOST, tries=2) is not None
