"""Clipped pages and highlights of books are left out and named; one's own notes stay."""

from __future__ import annotations

import pytest

from tests.journal.importers.bringing import Bring

MINE = {"given/2024-05-10.md": "my words"}
CLIPPED = {
    "clip.md": "---\ntitle: How to rest\nsource: https://example.org/rest\nauthor:\n"
    '  - "[[Ann Other]]"\npublished: 2024-01-02\ntags:\n  - clippings\n---\n.',
    "author.md": '---\nsource: "https://example.org/rest"\nauthor: Ann Other\n---\nRest.',
    "url.md": "---\nurl: https://example.org/a\nauthor: Ann\npublished: 2024-01-02\n---\nRest.",
    "book.md": "---\nkindle-sync:\n  bookId: '1'\n  title: B\n---\n# B\nThe author's sentence.",
    "read.md": "# B\n\n![rw-book-cover](https://example.org/x.png)\n\n- The author's sentence.",
    "My Clippings.txt": "책 (저자)\n- 13쪽의 하이라이트 | 위치 10-12 | 추가: 5월 10일\n\n문장.\n"
    "==========\n",
    "Marks.txt": "\ufeffBook (Author)\r\n- Your Highlight on page 13 | Location 10-12 | Added on"
    " Friday, May 10, 2024 5:29:00 PM\r\n\r\nA sentence.\r\n==========\r\n",
    "notebook.html": "<html><body><div class='bookTitle'>B</div><h3 class='noteHeading'>Highlight"
    "(<span>yellow</span>) - Page 3</h3><div class='noteText'>A sentence.</div></body></html>",
    "notes.html": "<html><body><h1>My Notes For:</h1><p>Highlight (pink) | Location 7</p>"
    "<p>A sentence.</p></body></html>",
}
OWN = (
    "---\ndate: 2024-05-10\nsource: https://example.org/rest\n---\nWhat I think of it.",
    "---\ndate: 2024-05-10\nauthor: me\npublished: true\nurl: https://me.example/a\n---\nMy post.",
    "---\ndate: 2024-05-10\nauthor: me\ntags: [rest]\n---\nMy post.",
    "2024-05-10\n\nTwo parts\n==========\nof a note\n",
)


@pytest.mark.parametrize("name", CLIPPED)
def test_what_others_wrote_is_left_out_and_named(name: str, bring: Bring) -> None:
    brought = bring({f"given/{name}": CLIPPED[name], **MINE})

    assert brought.one.body == "my words"
    assert brought.told() == [("import.others_words", 1)]


@pytest.mark.parametrize("text", OWN)
def test_a_note_of_ones_own_stays(text: str, bring: Bring) -> None:
    brought = bring({"note.md": text})

    assert (len(brought.entries), brought.told()) == (1, [])


def test_the_format_is_the_importers_and_what_a_file_calls_its_source_goes_along(
    bring: Bring,
) -> None:
    brought = bring({"note.md": OWN[0]})

    assert brought.preview.formats == (("markdown", 1),)
    assert brought.one.extra["source_there"] == "https://example.org/rest"
