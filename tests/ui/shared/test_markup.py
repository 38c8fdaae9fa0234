"""Whatever a person or a model wrote is shown literally: no element, no address, no attribute of
theirs.
"""

from __future__ import annotations

import json
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from chains.ask.events import Citation
from journal.entry import Entry
from tests.properties import examples
from tests.ui.test_answer import DAY
from ui.parts.entry_panel import entry_html
from ui.shared.markup import act, as_label, esc, prose
from ui.shared.session import Place

OURS = {
    "p",
    "ul",
    "li",
    "strong",
    "span",
    "button",
    "header",
    "h2",
    "time",
    "div",
    "mark",
    "blockquote",
}
ATTRIBUTES = {
    "type",
    "class",
    "data-act",
    "data-preview",
    "aria-label",
    "title",
    "datetime",
    "role",
}
NASTY = (
    "<img src=x onerror=alert(1)>",
    "](http://evil.example)",
    "</p>",
    '" onclick="x',
    "**",
    "[1]",
    "[[1]]",
    "\n- ",
    "\n## ",
    "~",
    "$",
)
anything = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=12)), max_size=12).map(
    "".join
)
CITATIONS = {
    1: Citation(number=1, entry_id="e", start=0, end=3, quote='"a>', written_on=DAY, title="<b>")
}


class Seen(HTMLParser):
    """Notes elements, attributes and the text that a reader would see."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


@settings(deadline=None, max_examples=examples(150))
@given(anything)
def test_a_models_text_makes_no_element_of_its_own(text: str) -> None:
    seen = Seen(prose(text, CITATIONS))
    assert seen.tags <= OURS
    assert seen.names <= ATTRIBUTES


@settings(deadline=None, max_examples=examples(150))
@given(anything, st.integers(0, 40), st.integers(0, 40))
def test_an_entry_is_shown_letter_by_letter(body: str, start: int, length: int) -> None:
    entry = Entry(id="e", written_on=DAY, title="t", body=body)
    quote = entry.body[start : start + length]
    html = entry_html(entry, Place(entry_id="e", start=start, end=start + length, quote=quote))
    seen = Seen(html)
    assert seen.tags <= OURS
    assert entry.body.replace("\r", "") in seen.text.replace("\r", "")


def test_a_heading_of_an_entry_looks_like_one_also_where_a_mark_ends_in_it() -> None:
    entry = Entry(id="e", written_on=DAY, title="t", body="Rain.\n## A <day>\n#tag\n# ")
    place = Place(entry_id="e", start=0, end=10, quote=entry.body[:10])
    sign = '<span class="x-sign">## </span>'
    assert f"{sign}<strong>A &lt;day&gt;</strong>\n#tag\n# </div>" in entry_html(entry)
    assert f"<mark>Rain.\n{sign}<strong>A</strong></mark><strong> &lt;day" in entry_html(
        entry, place
    )


@settings(deadline=None, max_examples=examples(100))
@given(anything)
def test_a_press_carries_its_values_through_the_attribute(text: str) -> None:
    class Value(HTMLParser):
        value = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.value = dict(attrs)["data-act"] or tag

    parser = Value()
    parser.feed(f"<button {act('ask', text=text)}>")
    assert json.loads(parser.value) == {"kind": "ask", "text": text}


def test_bold_lists_and_numbers_are_all_that_is_read() -> None:
    html = prose("**지금**은 쉬고 싶다[1]. 3~4년, $100[9]\n- 하나\n- 둘", CITATIONS)
    assert "<strong>지금</strong>" in html
    assert html.count("<li>") == 2
    assert html.count("<button") == 1
    assert "3~4년, $100[9]" in html


def test_a_label_shows_markdown_literally() -> None:
    assert as_label("**a** ![](b) 3~4 $1$") == r"\*\*a\*\* \!\[\]\(b\) 3\~4 \$1\$"
    assert esc('<&">') == "&lt;&amp;&quot;&gt;"
