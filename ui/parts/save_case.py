"""An answered question kept as a case: the person says which entries a good answer cites.

Limit: cases stay on this machine, in `STATE_DIR/cases.yaml`; `python -m evaluation run` measures
answers against them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

import streamlit as st

from errors import EntryNotFoundError
from evaluation.case_store import CaseStore
from ui.shared import app_services, problem
from ui.shared.markup import as_label, esc
from ui.shared.press import do_when_pressed, sure_button
from ui.shared.text import day, t

if TYPE_CHECKING:
    from conversations import StoredTurn
    from evaluation.case import Case
    from journal.entry import Entry

_FOUND: Final = 5


def draw_case(turn: StoredTurn) -> None:
    """Draw the fields, folded away: the cited entries to tick, others to add, a note, and Keep."""
    with st.expander(t("case.title"), key=f"case.fields_{turn.id}"), problem.told():
        store = _store()
        kept = _kept(store, turn)
        st.html(f'<p class="x-quiet">{esc(t("case.lead"))}</p>')
        ticked = _draw_entries(turn, kept)
        _draw_search(turn, {entry.id for entry in _entries(turn, kept)})
        note = st.text_input(
            t("case.note"),
            value=kept.note if kept else "",
            key=f"case.note_{turn.id}",
            max_chars=300,
        )
        if not ticked:
            st.html(f'<p class="x-quiet">{esc(t("case.none"))}</p>')
        with st.container(horizontal=True, vertical_alignment="center"):
            keep = f"case.keep_{turn.id}"
            sure_button(t("case.keep_again" if kept else "case.keep"), key=keep)
            if kept:
                st.button(
                    t("case.remove"),
                    key=f"case.remove_{turn.id}",
                    type="tertiary",
                    on_click=_remove,
                    args=(kept.id,),
                )
                st.html(f'<p class="x-quiet" role="status">{esc(t("case.kept"))}</p>')
        save = partial(store.save_case, turn.question.text, ticked)
        do_when_pressed(keep, partial(save, as_of=turn.question.where.until, note=note or ""))


def _draw_entries(turn: StoredTurn, kept: Case | None) -> list[str]:
    ticked = []
    for entry in _entries(turn, kept):
        by_default = entry.id in kept.expected if kept else True
        label = as_label(f"{day(entry.written_on)} · {entry.title or t('entry.untitled')}")
        if st.checkbox(
            label,
            value=by_default or entry.id in _added(turn),
            key=f"case.tick_{turn.id}_{entry.id}",
        ):
            ticked.append(entry.id)
    return ticked


def _draw_search(turn: StoredTurn, shown: set[str]) -> None:
    words = st.text_input(
        t("case.search"), key=f"case.search_{turn.id}", placeholder=t("case.search_hint")
    )
    if not (words or "").strip():
        return
    services = app_services.services()
    found = dict.fromkeys(
        hit.passage.entry_id for hit in services.index.search(words, k=8 * _FOUND)
    )
    for entry_id in [each for each in found if each not in shown][:_FOUND]:
        entry = services.store.get(entry_id)
        st.button(
            as_label(f"{day(entry.written_on)} · {entry.title or t('entry.untitled')}"),
            key=f"case.add_{turn.id}_{entry_id}",
            icon=":material/add:",
            type="tertiary",
            on_click=_add,
            args=(turn.id, entry_id),
        )


def _entries(turn: StoredTurn, kept: Case | None) -> list[Entry]:
    """Return what can be ticked, by date: cited entries, those of the kept case, and those added by
    search.
    """
    cited = [citation.entry_id for citation in turn.answer.citations if citation.entry_id]
    wanted = dict.fromkeys([*cited, *(kept.expected if kept else ()), *_added(turn)])
    found = []
    for entry_id in wanted:
        try:
            found.append(app_services.services().store.get(entry_id))
        except EntryNotFoundError:
            continue  # deleted since: no answer can cite it any more
    return sorted(found, key=lambda entry: (entry.written_on, entry.id))


def _added(turn: StoredTurn) -> tuple[str, ...]:
    return cast("tuple[str, ...]", st.session_state.get(f"case.added_{turn.id}", ()))


def _add(turn_id: str, entry_id: str) -> None:
    name = f"case.added_{turn_id}"
    st.session_state[name] = (*st.session_state.get(name, ()), entry_id)


def _kept(store: CaseStore, turn: StoredTurn) -> Case | None:
    text = " ".join(turn.question.text.split())
    as_of = turn.question.where.until
    return next(
        (case for case in store.load() if (case.question, case.as_of) == (text, as_of)), None
    )


def _remove(case_id: str) -> None:
    _store().remove(case_id)


def _store() -> CaseStore:
    return CaseStore(app_services.services().settings.paths.cases)
