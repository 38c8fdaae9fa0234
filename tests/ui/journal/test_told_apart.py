"""What a paste used and what it left out are told apart."""

from __future__ import annotations

from datetime import date

from journal.importers.paste import Pasted
from ui.screens.journal.told_apart import tell_apart


def test_title_date_and_tags_are_told_from_what_was_left_out() -> None:
    pasted = Pasted(
        title="Two roads",
        written_on=date(2024, 5, 3),
        tags=("work",),
        cut=("Two roads", "by me · 3 May 2024", "#work", "Share", "Likes 3"),
    )
    used, left = tell_apart(pasted)
    assert used == (("title", "Two roads"), ("date", "by me · 3 May 2024"), ("tags", "#work"))
    assert left == ("Share", "Likes 3")
