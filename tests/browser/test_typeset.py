"""How lines are set, at any width: none is cut through, and none begins or ends with a dot that
stands between two facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import expect

from journal.entry import Entry
from journal.store import EntryStore
from tests.browser.conftest import App, Visit, end, start
from tests.browser.test_story import ask

pytestmark = pytest.mark.browser

LONG = (
    "The ferry was late again, and I read the letter from the yard twice on the pier. "
    "Nobody else stood there but a man with two dogs, who nodded at me. "
    "They offer the workshop in Leith from the first of May, at the old rent. "
    "I walked home by the harbour, past the sheds where the pilots keep their boats. "
)
BODY = f"{LONG}I want the workshop more than the harbour. {LONG}"

# Of each text around a quote, how many lines it is high.
HEIGHTS = """[...document.querySelectorAll('.x-around')].map((each) =>
  each.getBoundingClientRect().height / parseFloat(getComputedStyle(each).lineHeight))"""
# How many dots are seen, and how many of these have no fact before them on their line.
DOTS = """() => {
  const dots = [...document.querySelectorAll('.x-join')].filter((dot) => {
    const line = dot.closest('.x-joined');
    const hidden = parseFloat(getComputedStyle(line).clipPath.split(' ').at(-1));
    const middle = dot.getBoundingClientRect();
    return middle.x + middle.width / 2 > line.getBoundingClientRect().x + hidden;
  });
  const loose = dots.filter(({ parentElement: fact }) =>
    fact.previousElementSibling.getBoundingClientRect().right > fact.getBoundingClientRect().x + 1);
  return [dots.length, loose.length];
}"""


WEIGHED = (
    "A second bakery with my brother in Leith would pay more. School is fun, and I would rather go "
    "to school."
)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    home = tmp_path_factory.mktemp("typeset")
    store = EntryStore(home / "journal")
    for day, title, body in ((4, "The pier", BODY), (9, "Two ways", WEIGHED)):
        store.save(Entry(id="", written_on=date(2024, 3, day), title=title, body=body))
    running = start(home)
    yield running
    end(running)


@pytest.mark.parametrize("width", [1400, 420, 360])
def test_no_line_is_cut_through_and_no_dot_hangs(
    app: App, visit: Callable[..., Visit], width: int
) -> None:
    page = visit(app, width=width).open()
    ask(page, "Did I want the workshop in 2024?")
    expect(page.locator(".x-answer:not([aria-busy]) .x-around").first).to_be_visible()
    heights = page.evaluate(HEIGHTS)
    assert heights
    assert all(abs(each - round(each)) < 0.05 and round(each) <= 4 for each in heights)
    seen, loose = page.evaluate(DOTS)
    assert loose == 0
    assert seen >= (2 if width > 900 else 1)


def test_what_stands_below_two_options_begins_at_one_height(
    app: App, visit: Callable[..., Visit]
) -> None:
    page = visit(app).open()
    ask(page, "Should I open a second bakery with my brother in Leith, or go to school?")
    first = page.locator(".x-answer:not([aria-busy]) .x-column .x-first")
    expect(first).to_have_count(2)
    heads, cards = (
        [each.bounding_box() for each in found.all()]
        for found in (page.locator(".x-column > .x-option"), first)
    )
    assert len({round(box["height"]) for box in heads if box}) == 2  # one of them wraps
    assert len({round(box["y"]) for box in cards if box}) == 1
