"""Brunch posts, saved from a browser: Brunch lets nothing be taken out otherwise.

Limit: pictures stay where they are, and a subtitle is not taken. Invariant: comments, link cards
and the author's card at the end are no text of the post.
"""

from __future__ import annotations

from journal.importers.instants import KOREA
from journal.importers.saved_page import Marks, SavedPageImporter

_MARKS = Marks(
    titles=(".cover_title", ".wrap_cover h1", "h1.tit_cover"),
    dates=(".wrap_cover .date", ".cover_cell .date", ".date"),
    labels=".list_keyword a, .wrap_keyword a",
    bodies=(".wrap_body_frame .wrap_body", ".wrap_body", "#ArticleView"),
    furniture=(
        ".wrap_cover, .cover_title, .item_type_opengraph, .wrap_comment, .wrap_keyword,"
        " .wrap_author, .wrap_article_info, .service_contents_footer"
    ),
    zone=KOREA,
)

BRUNCH_PAGE = SavedPageImporter("brunch", r"brunch\.co\.kr", _MARKS)
