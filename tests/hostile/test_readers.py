"""Whatever blanks stand in it, a stranger's text raises nothing but our own errors."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.campaigns.linear import SAMPLES
from tests.hostile.readers import OF_FILES, OF_LINES, sample_lines, try_reader
from tests.properties import examples

BLANKS = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2003\u2007\u2009\u200a\u200b\u200c\u200d"
    "\u2028\u2029\u202f\u205f\u2060\u3000\u3164\ufeff\u00ad\u180e"
)
_LINES = st.sampled_from(sample_lines(SAMPLES))
_BLANK = st.text(alphabet=BLANKS, max_size=4)
_MARKS = st.sampled_from(
    [
        "[99.9]",
        "'…' 카테고리의 다른 글",
        "by  2024. 4. 30.",
        "---",
        "+++",
        "# ",
        "|",
        '"',
        "0",
        "²",
        "٣",
    ]
)
_TEXTS = st.lists(st.one_of(_BLANK, _LINES, _MARKS, st.just("\n")), max_size=14).map("".join)


@settings(max_examples=examples(60))
@given(_TEXTS)
def test_no_mix_of_lines_and_blanks_breaks_a_reader(text: str) -> None:
    for reader in OF_FILES.values():
        try_reader(reader, text)
    for reader in OF_LINES.values():
        try_reader(reader, text[:400])


def test_a_paste_that_ends_at_the_list_of_other_posts() -> None:
    page = "본문 바로가기\n제목\nby 나 2024. 4. 30.\n글이다.\n'생각' 카테고리의 다른 글\n"
    for blank in ("", *BLANKS):
        try_reader(OF_FILES["paste"], page + blank)
