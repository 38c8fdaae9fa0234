"""Backups: where, how often, how many; the ones there are; putting one back after a look."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from pydantic import SecretStr

from portability.backup import Schedule, backups_in
from portability.holdings import back_up, restore_all, schedule_of
from portability.restore import Restoring
from portability.sealing import KEPT_AS, check_words, is_sealed
from ui.screens.data.file_drop import draw_drop
from ui.shared import app_services, problem, session
from ui.shared.markup import dotted, esc
from ui.shared.press import do_when_pressed, sure_button, sure_submit
from ui.shared.text import counted, day, t
from ui.shared.upkeep import backup_passphrase, upkeep

if TYPE_CHECKING:
    from portability.backup import Backup
    from portability.restore import Compared


def draw_backup() -> None:
    """Draw the schedule, the backups and the way back."""
    st.html(
        f'<h2 class="x-section">{esc(t("data.backup"))}</h2><p'
        f' class="x-quiet">{esc(t("data.backup_lead"))}</p>'
    )
    schedule = schedule_of(app_services.services().settings.state_dir).load()
    _draw_schedule(schedule)
    wrong = upkeep().problem
    if wrong is not None:
        problem.show(wrong)
    made = backups_in(Path(schedule.folder).expanduser()) if schedule.folder else ()
    if schedule.folder:
        last = (
            t("data.last_backup", day=day(made[0].made_at.date())) if made else t("data.no_backup")
        )
        st.html(f'<p class="x-quiet">{esc(last)}</p>')
    _draw_restore(made)


def _draw_schedule(schedule: Schedule) -> None:
    with st.form("data.backup_form", border=False):
        folder = st.text_input(
            t("data.folder"),
            schedule.folder,
            key="data.folder",
            placeholder=t("data.folder_example"),
        )
        with st.container(horizontal=True, key="data-schedule", vertical_alignment="bottom"):
            every = st.number_input(t("data.every"), 1, 365, schedule.every_days, key="data.every")
            keep = st.number_input(t("data.keep"), 1, 1000, schedule.keep, key="data.keep")
        words = st.text_input(
            t("data.seal"),
            key="data.seal",
            type="password",
            autocomplete="new-password",
            placeholder=t("data.seal_kept") if schedule.sealed else "",
        )
        st.html(f'<p class="x-quiet">{esc(t("data.seal_note"))}</p>')
        opens = schedule.sealed and st.checkbox(t("data.seal_off"), key="data.seal_off")
        sure_submit(t("data.save_schedule"), key="data.save_schedule")
        sealed = bool(words) or (schedule.sealed and not opens)
        wanted = Schedule(
            folder=folder.strip(), every_days=int(every), keep=int(keep), sealed=sealed
        )
        do_when_pressed("data.save_schedule", partial(_save, wanted, words))


def _save(schedule: Schedule, words: str) -> None:
    services = app_services.services()
    state, folder = services.settings.state_dir, schedule.folder
    if words:
        services.keys.set(KEPT_AS, SecretStr(check_words(words)))
    elif not schedule.sealed:
        services.keys.delete(KEPT_AS)
    schedule_of(state).save(schedule, journal=services.store.root)
    passphrase = backup_passphrase(services)
    back_up(schedule, services.store, state, only_if_due=True, passphrase=passphrase)
    session.set_notice(t("data.schedule_saved" if folder else "data.schedule_off"))


def _draw_restore(made: tuple[Backup, ...]) -> None:
    with st.expander(t("data.restore"), key="data.restore"):
        chosen = st.selectbox(
            t("data.which"),
            made,
            index=None,
            format_func=lambda backup: f"{day(backup.made_at.date())} {backup.made_at:%H:%M}",
            key="data.which",
            placeholder=t("data.which"),
        ) if made else None  # fmt: skip
        given = draw_drop("data.given", one_zip=True)
        if given:
            with tempfile.TemporaryDirectory(prefix="crossroads-") as folder:
                path = Path(folder) / "backup.zip"
                path.write_bytes(given[0].getbuffer())
                _draw_look(path)
        elif chosen is not None:
            _draw_look(chosen.path)


def _draw_look(path: Path) -> None:
    services = app_services.services()
    words = ""
    if is_sealed(path):
        words = st.text_input(
            t("data.unseal"), key="data.unseal", type="password", autocomplete="off"
        )
        if not words:
            return
    with Restoring(path, services.store, passphrase=words) as restoring:
        compared = restoring.compare()
        st.html(f'<p class="x-quiet" role="status">{dotted(map(esc, _facts(compared)))}</p>')
        replace = bool(compared.different) and st.toggle(
            counted("data.put_back", compared.different), value=False, key="data.replace"
        )
        sure_button(t("data.restore_now"), key="data.restore_now", kind="primary")
        do_when_pressed("data.restore_now", partial(_put_back, restoring, replace=replace))


def _put_back(restoring: Restoring, *, replace: bool) -> None:
    done = restore_all(restoring, app_services.services().settings.state_dir, replace=replace)
    session.set_notice(counted("data.restored", done.added + done.replaced))


def _facts(compared: Compared) -> list[str]:
    parts = [counted("data.holds", compared.entries)]
    if compared.first and compared.last:
        parts.append(f"{day(compared.first)} – {day(compared.last)}")
    parts.append(counted("data.missing", compared.missing))
    if compared.different:
        parts.append(counted("data.different", compared.different))
    if compared.only_here:
        parts.append(counted("data.only_here", compared.only_here))
    return parts
