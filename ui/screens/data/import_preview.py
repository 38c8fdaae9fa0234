"""What files were understood as, before anything is written: counts, days, a sample, differences,
what is left out.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

import streamlit as st

from journal.importing.run import Choices
from language.detect import ENGLISH
from ui.screens.data.left_out import draw_problems
from ui.shared.markup import as_label, dotted, esc, without_head_signs
from ui.shared.templates import single_break
from ui.shared.text import counted, day, messages, t

if TYPE_CHECKING:
    from collections.abc import Callable

    from journal.importing.preview import Difference, Preview, Sample

_SHOWN = 20
_PICTURE = re.compile(r"\s*!\[[^\]]*\]\([^)]*\)")


def draw_preview(preview: Preview, *, on_add: Callable[[Choices], None]) -> None:
    """Draw the preview, and in sight all the while the button that brings everything in."""
    with st.container(key="import-preview"):
        choices = _draw_what_was_found(preview)
        report = preview.report
        coming = report.added + (report.updated if choices.take_changes else 0)
        coming += 0 if choices.join_alike else report.alike
        if not coming:
            st.html(f'<p class="x-quiet" role="status">{esc(t("import.nothing"))}</p>')
            return
        with st.container(key="import-save"):
            st.button(
                counted("import.add", coming),
                key="files.add",
                type="primary",
                on_click=on_add,
                args=(choices,),
            )


def _draw_what_was_found(preview: Preview) -> Choices:
    report = preview.report
    if preview.found:
        st.html(f'<p class="x-count" role="status">{_summary(preview)}</p>{_dates_html(preview)}')
        _draw_samples(preview)
    take = not report.updated or _draw_differences(preview)
    join = not report.alike or _draw_pairs(preview)
    draw_problems(report.problems)
    return Choices(take_changes=take, join_alike=join)


def _summary(preview: Preview) -> str:
    parts = [counted("import.found", preview.found)]
    if preview.first and preview.last:
        first, last = day(preview.first), day(preview.last)
        parts.append(first if first == last else f"{first} – {last}")
    if preview.report.unchanged:
        parts.append(counted("import.known", preview.report.unchanged))
    if preview.pictures:
        parts.append(counted("import.pictures", preview.pictures))
    names = ", ".join(
        t(f"format.{name.replace('-', '_')}") for name, _ in preview.formats[:4] if _is_known(name)
    )
    return dotted(map(esc, parts)) + (
        f' <span class="x-quiet">{esc(names)}</span>' if names else ""
    )


def _is_known(name: str) -> bool:
    return f"format.{name.replace('-', '_')}" in messages(ENGLISH)


def _dates_html(preview: Preview) -> str:
    """Say what told the days: each way with its count, then what was assumed."""
    dates = preview.dates
    told: tuple[tuple[str, int], ...] = (
        *(("field", dates.by_field), ("name", dates.by_name)),
        *(("heading", dates.by_heading), ("clock", dates.uncertain)),
    )
    said = preview.found - sum(count for _, count in told)
    ways = dotted(
        esc(f"{t(f'import.told_{name}')} {count:,}")
        for name, count in (*told, ("person", said))
        if count
    )
    lines = (f"{esc(t('import.dated'))} {ways}", *map(esc, _assumed(preview)))
    return "".join(f'<p class="x-quiet">{line}</p>' for line in lines)


def _assumed(preview: Preview) -> list[str]:
    dates, lines = preview.dates, []
    explicit = sum(count for _, count in dates.zones) - dates.zone_assumed
    if explicit > 0:
        lines.append(counted("import.zone_said", explicit))
    if dates.zone_assumed:
        zones = ", ".join(dates.assumed_zones)
        lines.append(f"{counted('import.zone_assumed', dates.zone_assumed)} ({zones})")
    if dates.year_assumed:
        lines.append(counted("import.year_assumed", dates.year_assumed))
    if dates.order_assumed:
        lines.append(counted("import.order_assumed", dates.order_assumed))
    if dates.uncertain:
        lines.append(counted("import.uncertain", dates.uncertain))
    return lines


def _draw_samples(preview: Preview) -> None:
    cards = "".join(_sample_html(sample) for sample in preview.samples)
    if cards:
        st.html(f'<h3 class="x-option">{esc(t("import.sample"))}</h3>{cards}')


def _sample_html(sample: Sample) -> str:
    """Draw an entry's beginning, and under it what was used as title, date and tags."""
    by = f" · {t(f'import.told_{sample.dated_by}')}"
    written_on = (
        f'<time datetime="{sample.written_on.isoformat()}">{esc(day(sample.written_on))}</time>'
        f"{esc(by)}"
    )
    tags = " ".join(f'<span class="x-tag">{esc(tag)}</span>' for tag in sample.tags[:6])
    none = f'<span class="x-none">{esc(t("import.none"))}</span>'
    used = (
        ("entry.title", esc(sample.title) or none),
        ("entry.date", written_on),
        ("entry.tags", tags or none),
    )
    rows = "".join(f"<dt>{esc(t(name))}</dt><dd>{value}</dd>" for name, value in used)
    words = single_break(without_head_signs(_PICTURE.sub("", sample.beginning))).strip()
    words = words.replace("**", "")
    beginning = words[:160] + ("…" if len(words) > 160 else "")
    return (
        f'<figure class="x-card"><p class="x-sample">{esc(beginning)}</p>'
        f'<figcaption><dl class="x-used">{rows}</dl></figcaption></figure>'
    )


def _draw_differences(preview: Preview) -> bool:
    """Ask once for all whether what changed at the source is taken."""
    take = st.toggle(counted("import.take", preview.report.updated), value=True, key="import.take")
    with st.expander(t("import.differences"), key="import.differences"):
        for each in preview.differences[:_SHOWN]:
            st.html(_difference(each))
        more = preview.report.updated - min(len(preview.differences), _SHOWN)
        if more > 0:
            st.html(f'<p class="x-quiet">{esc(counted("import.more", more))}</p>')
    return take


def _difference(each: Difference) -> str:
    lines = []
    for line in difflib.unified_diff(
        each.here[:20_000].split("\n"), each.there[:20_000].split("\n"), lineterm="", n=1
    ):
        if line.startswith(("---", "+++", "@@")):
            continue
        kind = {"-": "del", "+": "ins"}.get(line[:1], "span")
        lines.append(f"<{kind}>{esc(line[1:]) or '&nbsp;'}</{kind}>")
    head = f"{esc(day(each.written_on))} {esc(each.title)}"
    return f'<div class="x-difference"><p class="x-quiet">{head}</p>{"".join(lines[:60])}</div>'


def _draw_pairs(preview: Preview) -> bool:
    """Ask once for all whether the same writing from two sources counts as one."""
    join = st.toggle(counted("import.join", preview.report.alike), value=True, key="import.join")
    with st.expander(t("import.pairs"), key="import.pairs"):
        for each in preview.pairs[:_SHOWN]:
            st.markdown(
                f"{day(each.written_on)} ·"
                f" {as_label(each.title or each.place or t('entry.untitled'))}"
            )
    return join
