"""The model connection: address, key, models, and a test that says in words what is wrong.

Invariant: a key that was kept is never shown again; what the environment fixes is read-only and
says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final, cast

import streamlit as st
from pydantic import SecretStr

from config.keys import MODEL_KEY, KeyStore
from config.loading import add_saved_keys
from config.settings import OPENAI, ModelSettings, Settings
from ui.screens.settings.address_facts import draw_address_facts
from ui.screens.settings.local_models import FIRST_FOUND, draw_local_models
from ui.screens.settings.secret import draw_secret, wipe_secret
from ui.screens.settings.setting_field import (
    draw_field,
    fixed_by,
    forget_typed,
    label_of,
    list_plain,
    read_typed,
    save_typed,
)
from ui.shared import app_services, problem, session
from ui.shared.markup import esc
from ui.shared.press import do_when_pressed, is_pressed, sure_submit, take_press
from ui.shared.templates import render
from ui.shared.text import counted, t
from vectorstore.types import WORDS_ONLY

PRESETS: Final = {
    "OpenAI": OPENAI,
    "Ollama": "http://127.0.0.1:11434/v1",
    "LM Studio": "http://127.0.0.1:1234/v1",
    "llama.cpp": "http://127.0.0.1:8080/v1",
    "vLLM": "http://127.0.0.1:8000/v1",
}


# Side by side, each with the names that the address listed; the others are plain fields.
_NAMES: Final = ("chat_model", "embedding_model")
# For slow and small models: folded away.
_LIMITS: Final = ("chat_window", "first_word_seconds", "plan_seconds", "answer_seconds")


def draw_connection(known: Settings) -> None:
    """Draw the fields, what they would reach, and how far a change of embedding is."""
    st.html(f'<h2 class="x-section">{esc(t("settings.model"))}</h2>')
    st.html(f'<p class="x-quiet">{esc(t("settings.model_lead"))}</p>')
    keys = KeyStore(known.state_dir)
    complete = add_saved_keys(known, keys)
    _draw_presets(known)
    # A form, because a key that is left by Tab is told to the server only at its end.
    with st.form("settings.model_form", border=False, enter_to_submit=False):
        typed, key = _draw_form(known, has_key=complete.models.has_key)
        with st.container(horizontal=True):
            sure_submit(t("settings.save"), key="settings.save", kind="primary")
            sure_submit(t("settings.test"), key="settings.test")
            sure_submit(t("settings.list"), key="settings.list", kind="tertiary")
            if "api_key" not in known.fixed and complete.models.has_key:
                st.form_submit_button(
                    t("settings.key_forget"),
                    key="settings.key_forget",
                    type="tertiary",
                    on_click=_forget,
                )
    do_when_pressed("settings.save", partial(_save, known, keys, typed, key))
    read = partial(_read, complete, typed, key)
    if is_pressed("settings.test"):
        _test(read)
    if is_pressed("settings.list"):
        _list(read)
    draw_local_models(known, PRESETS)
    draw_address_facts()
    draw_adoption()


@st.fragment(run_every=1.0)
def draw_adoption() -> None:
    """Draw how far embedding the journal anew is, while it is under way."""
    services = app_services.services()
    adoption = services.adoption
    if adoption is not None and not adoption.done:
        done, total = adoption.progress
        st.progress(
            done / total if total else 0.0,
            t("settings.adopting", done=f"{done:,}", total=f"{total:,}"),
        )
    elif adoption is not None and adoption.problem is not None:
        problem.show(adoption.problem)
    name = services.index.embedding_name
    if name == WORDS_ONLY:
        name = t("settings.embedding_words")
    st.html(f'<p class="x-quiet">{esc(t("settings.embedding_in_use", name=name))}</p>')
    second = services.index.second_model()
    if second.state == "embedding":
        line = counted("settings.second_model_embedding", second.waiting)
        st.html(f'<p class="x-quiet">{esc(line)}</p>')
    elif second.state != "unwanted":
        line = t(f"settings.second_model_{second.state}")
        st.html(f'<p class="x-quiet">{esc(line)}</p>')
    if services.model_problem:
        problem.show(services.model_problem)


def _draw_presets(known: Settings) -> None:
    st.pills(
        t("settings.preset"),
        list(PRESETS),
        key="settings.preset",
        on_change=_use_preset,
        args=(known,),
        disabled="base_url" in known.fixed,
        label_visibility="collapsed",
    )


def _draw_form(known: Settings, *, has_key: bool) -> tuple[dict[str, str], str]:
    """Draw the fields and return what stands in them, the key apart."""
    plain = list_plain("models", besides=(*_NAMES, *_LIMITS))
    typed = {name: draw_field(known, name) for name in plain}
    fixed = fixed_by(known, "api_key")
    key = draw_secret(
        label_of("api_key"),
        key="settings.key",
        placeholder=fixed or t("settings.key_kept" if has_key else "settings.key_none"),
        disabled=fixed is not None,
    )
    placeholders = (
        _model_in_use(known, typed["base_url"]) or t("settings.model_hint"),
        t("settings.embedding_none"),
    )
    with st.container(key="settings-model-names"):
        for place, name, placeholder in zip(st.columns(2), _NAMES, placeholders, strict=True):
            with place:
                # "off" is for what the browser remembers; the listed names are offered.
                typed[name] = draw_field(known, name, autocomplete="off", placeholder=placeholder)
        st.html(render("listed_models", names=_listed_models()))
    with st.expander(t("settings.limits"), key="settings.limits"):
        st.html(f'<p class="x-quiet">{esc(t("settings.limits_lead"))}</p>')
        typed |= {name: draw_field(known, name) for name in _LIMITS}
    return typed, key


def _model_in_use(known: Settings, address: str) -> str:
    return known.models.connected_chat_model if address == known.models.base_url else ""


def _listed_models() -> tuple[str, ...]:
    return cast("tuple[str, ...]", st.session_state.get("settings.models", ()))


def _use_preset(known: Settings) -> None:
    """Fill in the address and go on: to the key, or on this machine to the models there. Names of
    models belong to the address that they were given for.
    """
    chosen = cast("str | None", st.session_state["settings.preset"])
    if chosen is None:
        return
    # Taken back, so that the next press asks again.
    st.session_state["settings.preset"] = None
    if st.session_state.get("settings.base_url") != PRESETS[chosen]:
        st.session_state["settings.base_url"] = PRESETS[chosen]
        st.session_state.pop("settings.models", None)
        for name in _NAMES:
            if name not in known.fixed:
                st.session_state[f"settings.{name}"] = ""
    if PRESETS[chosen] == OPENAI:
        session.lead_to(".st-key-settings-key input")
    else:
        session.look_for_server(chosen)
        session.lead_to(FIRST_FOUND)


def _read(complete: Settings, typed: dict[str, str], key: str) -> ModelSettings:
    """Return the addresses as they stand in the fields.

    Raises:
        SettingsError: one cannot be used.
    """
    given = complete.with_values(read_typed(typed))
    return (given.with_values({"api_key": SecretStr(key)}) if key else given).models


def _save(known: Settings, keys: KeyStore, typed: dict[str, str], key: str) -> None:
    save_typed(known, typed)
    if key and "api_key" not in known.fixed:
        keys.set(MODEL_KEY, SecretStr(key))
    _start_again(typed)


def _forget() -> None:
    KeyStore(app_services.opening().settings.state_dir).delete(MODEL_KEY)
    app_services.reopen()
    session.set_notice(t("settings.saved"))


def _start_again(saved: Iterable[str]) -> None:
    forget_typed(saved)
    wipe_secret("settings.key")
    app_services.reopen()
    session.set_notice(t("settings.saved"))


def _test(read: Callable[[], ModelSettings]) -> None:
    from chains.models.connect import test_connection

    addresses = app_services.services().addresses
    report = take_press(
        "settings.test",
        lambda: test_connection(read(), addresses),
        waiting=t("settings.testing"),
    )
    for each in report.problems:
        problem.show(each)
    if report.ok:
        st.html(
            f'<p role="status">{esc(t("settings.test_ok", seconds=f"{report.latency_s:.1f}"))}</p>'
        )


def _list(read: Callable[[], ModelSettings]) -> None:
    from chains.models.connect import list_models

    names = take_press("settings.list", lambda: list_models(read()))
    st.session_state["settings.models"] = tuple(names)
    if names:
        session.set_notice(counted("settings.listed", len(names)))
        st.rerun()
    st.html(f'<p class="x-quiet">{esc(t("settings.list_none"))}</p>')
