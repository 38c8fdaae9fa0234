"""Two clean lines of an entry, and the found words marked."""

from __future__ import annotations

from ui.screens.journal.excerpt import LENGTH, clean_text, cut_excerpt, mark_words, sought_words


def test_signs_of_layout_are_left_out_and_words_stay() -> None:
    body = (
        "## 대학원\n- **질문**이 생겼다\n1. [글](http://x.test/a)\n> `a_b`\n![](p.png)\n2 * 3 = 6"
    )
    assert clean_text(body) == "대학원 질문이 생겼다 글 a_b 2 * 3 = 6"


def test_a_line_begins_near_the_first_word_found() -> None:
    body = "처음 " * 100 + "연구가 좋다. " + "끝 " * 100
    line = cut_excerpt(body, 0, sought_words("연구"))
    assert line.startswith("…")
    assert "연구가 좋다" in line
    assert len(line) <= LENGTH + 2


def test_found_words_are_marked_and_hostile_text_is_text() -> None:
    assert mark_words("<b>Lab</b> lab", sought_words("lab")) == (
        "&lt;b&gt;<mark>Lab</mark>&lt;/b&gt; <mark>lab</mark>"
    )
    assert mark_words("a", None) == "a"


def test_words_are_marked_in_other_inflections_too() -> None:
    assert "<mark>퇴사</mark>했다" in mark_words("결국 퇴사했다.", sought_words("퇴사하다"))
    assert "<mark>decid</mark>ed" in mark_words("We decided.", sought_words("deciding"))


def test_words_are_marked_whatever_marks_their_letters_have() -> None:
    assert mark_words("Gráinne rang.", sought_words("grainne")) == "<mark>Gráinne</mark> rang."
    assert mark_words("Jose rang.", sought_words("José")) == "<mark>Jose</mark> rang."
