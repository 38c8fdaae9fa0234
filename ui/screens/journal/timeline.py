"""When they wrote: a row for every year, silent ones too, a cell for every month, darker where more
was written.

Promise: each cell says its month and count in words, and narrows the list to that month when
pressed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from journal.entry import Entry
from ui.shared.markup import act, esc
from ui.shared.text import counted, month, month_name, t


def timeline_html(entries: Sequence[Entry], chosen: tuple[date, date] | None) -> str:
    """Return the strip from the first year to the last, silent ones too."""
    counts = Counter((entry.written_on.year, entry.written_on.month) for entry in entries)
    most = max(counts.values(), default=1)
    written = {year for year, _ in counts}
    years = range(min(written), max(written) + 1)
    heads = "".join(f'<th scope="col">{esc(month_name(number))}</th>' for number in range(1, 13))
    rows = "".join(_row(year, counts, most, chosen) for year in years)
    caption = f"<caption>{esc(t('timeline.caption'))}</caption>"
    return (
        f'<table class="x-timeline">{caption}<thead><tr><td></td>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _row(
    year: int, counts: Counter[tuple[int, int]], most: int, chosen: tuple[date, date] | None
) -> str:
    cells = "".join(
        _cell(year, number, counts[year, number], most, chosen) for number in range(1, 13)
    )
    return f'<tr><th scope="row">{year}</th>{cells}</tr>'


def _cell(year: int, number: int, count: int, most: int, chosen: tuple[date, date] | None) -> str:
    if not count:
        return "<td></td>"
    first = date(year, number, 1)
    label = esc(counted("timeline.cell", count, month=month(first)))
    level = 1 + round(3 * count / most)
    pressed = "true" if chosen and chosen[0] == first else "false"
    return (
        f'<td><button type="button" class="x-level-{level}"'
        f' {act("period", year=year, month=number)} aria-label="{label}" title="{label}"'
        f' aria-pressed="{pressed}"></button></td>'
    )
